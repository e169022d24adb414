/** Stands in until the engine is built: looks at nothing, and says so. */
import type { Budget } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import type { Ecosystem } from '../model/package.ts';
import type { Report } from '../model/report.ts';

export interface Examined {
  readonly target: string;
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly artifact?: Artifact;
}

export interface ExamineOptions {
  readonly budget: Budget;
  readonly ecosystem?: Ecosystem;
}

/** Always `unknown`. */
export function examine(input: Examined, _options: ExamineOptions): Report {
  const coverage = { files: 1, bytes: input.bytes?.length ?? 0, read: 0, unread: [{ path: input.name, why: 'the engine is not built yet' }] };
  return { target: input.target, verdict: 'unknown', score: 0, findings: [], story: [], reasons: [], coverage, seconds: 0 };
}
