/** Runs in a worker thread: compares two artifacts, since either could be made to take for ever. */
import { kindOf, readDirectory, readFileBytes } from '../host/files.ts';
import { serve } from '../host/worker.ts';
import { compare } from '../diff/compare.ts';
import type { ExamineInput } from '../engine/examine.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import type { DiffReport } from '../model/diff.ts';
import type { Ecosystem } from '../model/package.ts';
import { nameOf } from './unknown-report.ts';

/** One of the two: bytes where they were fetched, else a path to open. */
export interface DiffInput {
  readonly target: string;
  readonly name?: string;
  readonly bytes?: Uint8Array;
}

export interface DiffTask {
  readonly before: DiffInput;
  readonly after: DiffInput;
  readonly isImitation: boolean;
  readonly ecosystem?: Ecosystem;
  readonly milliseconds: number;
}

serve(diff);

function diff(task: DiffTask): DiffReport {
  const budget = (): Budget => new Budget({ ...DEFAULT_LIMITS, milliseconds: task.milliseconds });
  const options = { budget, isImitation: task.isImitation, ...(task.ecosystem === undefined ? {} : { ecosystem: task.ecosystem }) };
  return compare(open(task.before, budget()), open(task.after, budget()), options);
}

function open({ target, name, bytes }: DiffInput, budget: Budget): ExamineInput {
  const file = name ?? nameOf(target);
  if (bytes !== undefined) return { target, name: file, bytes };
  return kindOf(target) === 'directory' ? { target, name: file, artifact: readDirectory(target, budget) } : { target, name: file, bytes: readFileBytes(target) };
}
