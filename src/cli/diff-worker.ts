/** Runs in a worker thread: compares two artifacts, since either could be made to take for ever. */
import { kindOf, readFileBytes } from '../host/files.ts';
import { openDirectory } from './open-directory.ts';
import { serve } from '../host/worker.ts';
import { compare } from '../diff/compare.ts';
import type { ExamineInput } from '../engine/examine.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import type { DiffReport } from '../model/diff.ts';
import type { Ecosystem } from '../model/package.ts';
import { openedArtifact, openedOriginals } from './opened-original.ts';
import type { Compared, Original } from './original.ts';
import { nameOf } from './unknown-report.ts';

export interface DiffTask {
  readonly before: Original;
  readonly after: Compared;
  readonly isImitation: boolean;
  readonly ecosystem?: Ecosystem;
  readonly milliseconds: number;
}

serve(diff);

function diff(task: DiffTask): DiffReport {
  const { before, after, isImitation, ecosystem, milliseconds } = task;
  const budget = (): Budget => new Budget({ ...DEFAULT_LIMITS, milliseconds });
  const options = { budget, isImitation, ...(ecosystem === undefined ? {} : { ecosystem }) };
  if (before.others === undefined) return compare(inputOf(before, budget()), inputOf(after, budget()), options);
  const originals = openedOriginals(before, openedArtifact(after, budget()), budget, ecosystem);
  if (typeof originals === 'string') throw new Error(originals);
  const [{ target, artifact }, ...kin] = originals;
  return compare({ target, name: artifact.name, artifact }, inputOf(after, budget()), { ...options, kin });
}

/** Bytes are handed on as they are, so that their hash can be told. */
function inputOf({ target, name = nameOf(target), bytes }: Compared, budget: Budget): ExamineInput {
  if (bytes === undefined && kindOf(target) === 'directory') return { target, name, artifact: openDirectory(target, budget) };
  return { target, name, bytes: bytes ?? readFileBytes(target) };
}
