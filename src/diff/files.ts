/** Which files of two packages differ, and in which lines. */
import { textOfFile } from './text.ts';
import { changedLines } from './lines.ts';
import type { Entry } from '../model/artifact.ts';
import type { FileChange } from '../model/diff.ts';
import type { PackageView } from '../model/rule.ts';
import { STAGES } from '../model/stage.ts';

export interface FileComparison {
  readonly files: readonly FileChange[];
  readonly same: number;
}

/** Compares by path below the archive's own top folder. `rename` is applied to the second's paths and lines. */
export function compareFiles(before: PackageView, after: PackageView, rename: (text: string) => string): FileComparison {
  const old = byPath(before, rename);
  const young = byPath(after, rename);
  const files: FileChange[] = [];
  let same = 0;
  for (const [path, entry] of young) {
    const original = old.get(path);
    const stage = after.stageOf(entry.path);
    if (original === undefined) files.push({ path: shortPath(entry.path, after), change: 'added', stage, ...wholeFile(entry), removed: [] });
    else if (isSame(original, entry)) same++;
    else {
      const change = changeOf(original, entry, rename);
      if (change === undefined) same++;
      else files.push({ path: shortPath(entry.path, after), change: 'changed', stage, ...change });
    }
  }
  for (const [path, entry] of old) if (!young.has(path)) files.push({ path: shortPath(entry.path, before), change: 'removed', stage: before.stageOf(entry.path), added: [], removed: [] });
  return { same, files: files.sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || rankOf(a) - rankOf(b) || (a.path < b.path ? -1 : 1)) };
}

/** Longer files are told by their size: nobody reads a thousand added lines. */
const MOST_LINES = 400;

/** The metadata that build tools write: its differences are told as metadata. */
const GENERATED = /(?:^|\/)(?:PKG-INFO|[^/]+\.(?:dist|egg)-info\/.*|RECORD)$/;

function byPath(view: PackageView, rename: (text: string) => string): Map<string, Entry> {
  const files = view.artifact.entries.filter((entry) => !GENERATED.test(entry.path));
  return new Map(files.map((entry) => [rename(shortPath(entry.path, view)), entry]));
}

/** An sdist's `name-1.0/` and npm's `package/` are the archive's, not the package's. */
function shortPath(path: string, view: PackageView): string {
  const [first] = view.artifact.entries;
  const top = `${first?.path.split('/', 1)[0] ?? ''}/`;
  return view.artifact.entries.every((entry) => entry.path.startsWith(top)) ? path.slice(top.length) : path;
}

function isSame(a: Entry, b: Entry): boolean {
  return a.bytes.length === b.bytes.length && a.bytes.every((byte, index) => byte === b.bytes[index]);
}

/** Undefined where only line ends, white space at their end or the name differ. */
function changeOf(a: Entry, b: Entry, rename: (text: string) => string): Pick<FileChange, 'added' | 'removed' | 'note'> | undefined {
  const [before, after] = [textOfFile(a.bytes), textOfFile(b.bytes)];
  if (before === undefined || after === undefined) return { added: [], removed: [], note: `no text: ${a.bytes.length} bytes became ${b.bytes.length}` };
  const changes = changedLines(before, after, rename);
  if (changes === undefined) return { added: [], removed: [], note: 'rewritten: more than 3,000 lines differ' };
  return changes.added.length + changes.removed.length === 0 ? undefined : changes;
}

function wholeFile(entry: Entry): Pick<FileChange, 'added' | 'note'> {
  const text = textOfFile(entry.bytes);
  if (text === undefined) return { added: [], note: `no text: ${entry.bytes.length} bytes` };
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > MOST_LINES) return { added: [], note: `${lines.length} lines` };
  return { added: lines.map((line, index) => ({ line: index + 1, text: line.trimEnd() })).filter((line) => line.text !== '') };
}

function rankOf(file: FileChange): number {
  return ['changed', 'added', 'removed'].indexOf(file.change);
}
