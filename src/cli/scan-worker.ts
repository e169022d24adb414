/** Runs in a worker thread: opens one target and examines it. */
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { stopwatch } from '../host/clock.ts';
import { reasonOf } from '../host/files.ts';
import { serve } from '../host/worker.ts';
import { examine, type ExamineInput } from '../engine/examine.ts';
import { manifestFacts } from '../ecosystems/npm/agreement.ts';
import { openArtifact } from '../formats/open.ts';
import type { ScanContext, VcsListing } from '../model/context.ts';
import type { Ecosystem } from '../model/package.ts';
import type { MetadataFact } from '../model/registry.ts';
import type { OriginalNote, Report } from '../model/report.ts';
import { lookalikeOf } from './lookalikes.ts';
import type { OpenedOriginals } from './opened-original.ts';
import type { Original } from './original.ts';
import { Opened } from './opened.ts';
import { unknownReport } from './unknown-report.ts';

/** What the command hands over: bytes where they were fetched, else a path to open. */
export interface ScanTask {
  readonly target: string;
  readonly path?: string;
  readonly name?: string;
  readonly bytes?: Uint8Array;
  readonly ecosystem?: Ecosystem;
  /** What the registry says of the release. */
  readonly facts?: readonly MetadataFact[];
  /** npm's entry of the version, to be held against what the tarball says of itself. */
  readonly entry?: Readonly<Record<string, unknown>>;
  /** The package that it may be an imitation of: bytes where they were fetched, else a path. */
  readonly original?: Original;
  /** The repository that it is said to be made from. */
  readonly vcs?: VcsListing;
  /** Milliseconds until the readers stop by themselves and tell what they have. */
  readonly milliseconds: number;
}

serve(scan);

async function scan(task: ScanTask): Promise<Report> {
  const opened = new Opened();
  try {
    const report = await scanOpened(task, opened);
    return opened.isChanged ? unknownReport(task.target, 'it was written to while it was read') : report;
  } finally {
    opened.close();
  }
}

async function scanOpened(task: ScanTask, opened: Opened): Promise<Report> {
  // With an original, four things are to be read in the same time, and the scan itself must not be lost to them.
  const share = task.original === undefined ? 1 : 0.4;
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: task.milliseconds * share });
  let input: ExamineInput;
  try {
    input = opened.input(task.path ?? task.target, task, budget);
  } catch (error) {
    return unknownReport(task.target, reasonOf(error));
  }
  const ecosystem = task.ecosystem === undefined ? {} : { ecosystem: task.ecosystem };
  if (task.entry !== undefined && input.artifact === undefined) input = { ...input, artifact: openArtifact(input.name, input.bytes ?? new Uint8Array(), budget) };
  const differences = task.entry === undefined || input.artifact === undefined ? [] : manifestFacts(input.artifact, task.entry);
  const told = [...task.facts ?? [], ...differences];
  const facts = told.length === 0 ? {} : { facts: told };
  const originals = task.original === undefined ? undefined : await originalsOf(task.original, input, task);
  const nearest = typeof originals === 'string' ? undefined : originals?.[0];
  const context: ScanContext = { lookalikeOf, ...facts, ...(nearest === undefined ? {} : { original: nearest.artifact }), ...(task.vcs === undefined ? {} : { vcs: task.vcs }) };
  const report = examine(input, { budget, now: stopwatch, context, ...ecosystem });
  if (originals === undefined) return report;
  return { ...report, original: typeof originals === 'string' ? { target: task.original?.target ?? '', why: originals } : await addedTo(originals, input, task) };
}

/** An original that can't be read is told, and makes the scan itself no worse. The code that compares is loaded only where it is needed. */
async function originalsOf(original: Original, input: ExamineInput, { milliseconds, ecosystem }: ScanTask): Promise<OpenedOriginals | string> {
  const { openedOriginals } = await import('./opened-original.ts');
  const budget = (): Budget => new Budget({ ...DEFAULT_LIMITS, milliseconds: milliseconds / 10 });
  const imitation = input.artifact ?? openArtifact(input.name, input.bytes ?? new Uint8Array(), budget());
  return openedOriginals(original, imitation, budget, ecosystem);
}

async function addedTo([{ target, artifact }, ...kin]: OpenedOriginals, input: ExamineInput, { milliseconds, ecosystem }: ScanTask): Promise<OriginalNote> {
  const [{ compare }, { originalNote }] = await Promise.all([import('../diff/compare.ts'), import('../reports/diff-report.ts')]);
  const budget = (): Budget => new Budget({ ...DEFAULT_LIMITS, milliseconds: milliseconds / 5 });
  return originalNote(compare({ target, name: artifact.name, artifact }, input, { ...(ecosystem === undefined ? {} : { ecosystem }), kin, budget, now: stopwatch, isImitation: true }));
}
