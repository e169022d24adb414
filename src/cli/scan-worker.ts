/** Runs in a worker thread: opens one target and examines it. */
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { stopwatch } from '../host/clock.ts';
import { kindOf, readDirectory, readFileBytes, reasonOf } from '../host/files.ts';
import { serve } from '../host/worker.ts';
import { examine } from '../engine/examine.ts';
import type { Artifact } from '../model/artifact.ts';
import type { Ecosystem } from '../model/package.ts';
import type { Report } from '../model/report.ts';
import { nameOf, unknownReport } from './unknown-report.ts';

/** What the command hands over: bytes where they were fetched, else a path to open. */
export interface ScanTask {
  readonly target: string;
  readonly path?: string;
  readonly name?: string;
  readonly bytes?: Uint8Array;
  readonly ecosystem?: Ecosystem;
  /** Milliseconds until the readers stop by themselves and tell what they have. */
  readonly milliseconds: number;
}

serve(scan);

async function scan(task: ScanTask): Promise<Report> {
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: task.milliseconds });
  const options = { budget, now: stopwatch, ...(task.ecosystem === undefined ? {} : { ecosystem: task.ecosystem }) };
  const name = task.name ?? nameOf(task.path ?? task.target);
  if (task.bytes !== undefined) return examine({ target: task.target, name, bytes: task.bytes }, options);

  let opened: { readonly bytes: Uint8Array } | { readonly artifact: Artifact };
  try {
    opened = open(task.path ?? task.target, budget);
  } catch (error) {
    return unknownReport(task.target, reasonOf(error));
  }
  return examine({ target: task.target, name, ...opened }, options);
}

function open(path: string, budget: Budget): { readonly bytes: Uint8Array } | { readonly artifact: Artifact } {
  return kindOf(path) === 'directory' ? { artifact: readDirectory(path, budget) } : { bytes: readFileBytes(path) };
}
