/** Which files of two packages differ, and in which lines. */
import { changedLines } from './lines.ts';
import { filesByPath, shortener } from './paths.ts';
import { textOfFile } from './text.ts';
import { lengthOf, type Artifact, type Entry } from '../model/artifact.ts';
import type { FileChange } from '../model/diff.ts';
import type { PackageView } from '../model/rule.ts';
import { STAGES } from '../model/stage.ts';

export interface FileComparison {
  readonly files: readonly FileChange[];
  readonly same: number;
}

/** Another release of the first package: a copy may have been made between two. */
export interface Kin {
  readonly target: string;
  readonly artifact: Artifact;
}

/**
 * Compares by path below the archive's own top folder. `rename` is applied to the second's paths and lines. Each file is compared with the one of the
 * first package, or of its `kin`, that it differs least from.
 */
export function compareFiles(before: PackageView, after: PackageView, rename: (text: string) => string, kin: readonly Kin[] = []): FileComparison {
  const old = filesByPath(before.artifact, rename);
  const young = filesByPath(after.artifact, rename);
  const relatives = kin.map(({ target, artifact }) => ({ target, files: filesByPath(artifact, rename) }));
  const [shortOld, shortYoung] = [shortener(before.artifact), shortener(after.artifact)];
  const files: FileChange[] = [];
  let same = 0;
  for (const [path, entry] of young) {
    const others = relatives.flatMap(({ target, files: theirs }) => ({ against: target, entry: theirs.get(path) }));
    const stage = after.stageOf(entry.path);
    const originals = [{ entry: old.get(path) }, ...others].flatMap((each) => (each.entry === undefined ? [] : [{ ...each, entry: each.entry }]));
    if (originals.length === 0) files.push({ path: shortYoung(entry.path), change: 'added', stage, ...wholeFile(entry), removed: [] });
    else {
      const change = leastChange(originals, entry, rename);
      if (change === undefined) same++;
      else files.push({ path: shortYoung(entry.path), change: 'changed', stage, ...change });
    }
  }
  for (const [path, entry] of old) {
    const isKept = young.has(path) || relatives.some((each) => !each.files.has(path));
    if (!isKept) files.push({ path: shortOld(entry.path), change: 'removed', stage: before.stageOf(entry.path), added: [], removed: [] });
  }
  return { same, files: files.sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || rankOf(a) - rankOf(b) || (a.path < b.path ? -1 : 1)) };
}

/** Longer files are told by their size: nobody reads a thousand added lines. */
const MOST_LINES = 400;

type Change = Pick<FileChange, 'added' | 'removed' | 'note' | 'against'>;

/** Undefined where it is the same as one of them. */
function leastChange(originals: readonly { readonly entry: Entry; readonly against?: string }[], entry: Entry, rename: (text: string) => string): Change | undefined {
  let least: Change | undefined;
  for (const { entry: original, against } of originals) {
    const change = isSame(original, entry) ? undefined : changeOf(original, entry, rename);
    if (change === undefined) return undefined;
    if (least === undefined || sizeOf(change) < sizeOf(least)) least = { ...change, ...(against === undefined ? {} : { against }) };
  }
  return least;
}

function sizeOf({ added, removed, note }: Change): number {
  return note === undefined ? added.length + removed.length : Infinity;
}

function isSame(a: Entry, b: Entry): boolean {
  return lengthOf(a) === lengthOf(b) && Buffer.compare(a.bytes, b.bytes) === 0;
}

/** Undefined where only line ends, white space at their end, blank lines or the name differ. */
function changeOf(a: Entry, b: Entry, rename: (text: string) => string): Change | undefined {
  const [before, after] = [textOfFile(a.bytes), textOfFile(b.bytes)];
  if (before === undefined || after === undefined) return { added: [], removed: [], note: `no text: ${lengthOf(a)} bytes became ${lengthOf(b)}` };
  const changes = changedLines(before, after, rename);
  if (changes === undefined) return { added: [], removed: [], note: 'rewritten: more than 3,000 lines differ' };
  const [added, removed] = [changes.added, changes.removed].map((lines) => lines.filter((line) => line.text !== ''));
  return added === undefined || removed === undefined || added.length + removed.length === 0 ? undefined : { added, removed };
}

function wholeFile(entry: Entry): Pick<FileChange, 'added' | 'note'> {
  const text = textOfFile(entry.bytes);
  if (text === undefined) return { added: [], note: `no text: ${lengthOf(entry)} bytes` };
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > MOST_LINES) return { added: [], note: `${lines.length} lines` };
  return { added: lines.map((line, index) => ({ line: index + 1, text: line.trimEnd() })).filter((line) => line.text !== '') };
}

function rankOf(file: FileChange): number {
  return ['changed', 'added', 'removed'].indexOf(file.change);
}
