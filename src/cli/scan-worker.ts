/** Runs in a worker thread: opens one target and examines it. */
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { stopwatch } from '../host/clock.ts';
import { kindOf, readDirectory, readFileBytes, reasonOf } from '../host/files.ts';
import { serve } from '../host/worker.ts';
import { examine, type ExamineInput } from '../engine/examine.ts';
import { openArtifact } from '../formats/open.ts';
import type { Artifact } from '../model/artifact.ts';
import type { ScanContext, VcsListing } from '../model/context.ts';
import type { Ecosystem } from '../model/package.ts';
import type { MetadataFact } from '../model/registry.ts';
import type { OriginalNote, Report } from '../model/report.ts';
import { lookalikeOf } from './lookalikes.ts';
import { nameOf, unknownReport } from './unknown-report.ts';

/** What the command hands over: bytes where they were fetched, else a path to open. */
export interface ScanTask {
  readonly target: string;
  readonly path?: string;
  readonly name?: string;
  readonly bytes?: Uint8Array;
  readonly ecosystem?: Ecosystem;
  /** What the registry says of the release. */
  readonly facts?: readonly MetadataFact[];
  /** The package that it may be an imitation of: bytes where they were fetched, else a path. */
  readonly original?: { readonly target: string; readonly name?: string; readonly bytes?: Uint8Array };
  /** The repository that it is said to be made from. */
  readonly vcs?: VcsListing;
  /** Milliseconds until the readers stop by themselves and tell what they have. */
  readonly milliseconds: number;
}

serve(scan);

async function scan(task: ScanTask): Promise<Report> {
  // With an original, four things are to be read in the same time, and the scan itself must not be lost to them.
  const share = task.original === undefined ? 1 : 0.4;
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: task.milliseconds * share });
  let input: ExamineInput;
  try {
    input = open(task.path ?? task.target, task, budget);
  } catch (error) {
    return unknownReport(task.target, reasonOf(error));
  }
  const ecosystem = task.ecosystem === undefined ? {} : { ecosystem: task.ecosystem };
  const facts = task.facts === undefined ? {} : { facts: task.facts };
  const original = task.original === undefined ? undefined : openOriginal(task.original, task.milliseconds);
  const context: ScanContext = { lookalikeOf, ...facts, ...(original?.artifact === undefined ? {} : { original: original.artifact }), ...(task.vcs === undefined ? {} : { vcs: task.vcs }) };
  const report = examine(input, { budget, now: stopwatch, context, ...ecosystem });
  if (original === undefined) return report;
  return { ...report, original: original.artifact === undefined ? { target: original.target, why: original.why ?? '' } : await addedTo(original.artifact, original.target, input, { ...ecosystem, milliseconds: task.milliseconds / 5 }) };
}

/** The given bytes, else what stands at the path. */
function open(path: string, given: { readonly target: string; readonly name?: string; readonly bytes?: Uint8Array }, budget: Budget): ExamineInput {
  const { target, bytes, name = nameOf(path) } = given;
  if (bytes !== undefined) return { target, name, bytes };
  return kindOf(path) === 'directory' ? { target, name, artifact: readDirectory(path, budget) } : { target, name, bytes: readFileBytes(path) };
}

/** An original that can't be read is told, and makes the scan itself no worse. */
function openOriginal(given: NonNullable<ScanTask['original']>, milliseconds: number): { readonly target: string; readonly artifact?: Artifact; readonly why?: string } {
  try {
    const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: milliseconds / 10 });
    const { name, bytes, artifact } = open(given.target, given, budget);
    return { target: given.target, artifact: artifact ?? openArtifact(name, bytes ?? new Uint8Array(), budget) };
  } catch (error) {
    return { target: given.target, why: reasonOf(error) };
  }
}

async function addedTo(original: Artifact, target: string, input: ExamineInput, options: { readonly ecosystem?: Ecosystem; readonly milliseconds: number }): Promise<OriginalNote> {
  const { compare } = await import('../diff/compare.ts');
  const { milliseconds, ...rest } = options;
  const difference = compare({ target, name: original.name, artifact: original }, input, { ...rest, budget: () => new Budget({ ...DEFAULT_LIMITS, milliseconds }), now: stopwatch, isImitation: true });
  const added = difference.files.filter((file) => file.change !== 'removed').map(({ path, stage, added: lines, note }) => ({ path, stage, lines, ...(note === undefined ? {} : { note }) }));
  return { target, same: difference.same, added };
}
