/** Reading and writing files. A directory becomes an artifact in memory, under a budget; links are noted, never followed. */
import { closeSync, constants, fstatSync, mkdirSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Anomaly, Artifact, Entry, Link, Unread } from '../model/artifact.ts';
import { BudgetSpent, type Budget } from '../kit/budget.ts';
import { UserError } from '../model/user-error.ts';

/** Larger files can't be held in one buffer together with what they unpack to. */
const MAX_FILE_BYTES = 2_000_000_000;

/** What stands at a path; `missing` also where a parent is no directory, the path is none, or it may not be looked at. */
export function kindOf(path: string): 'file' | 'directory' | 'other' | 'missing' {
  const stats = statsOf(path);
  if (stats === undefined) return 'missing';
  if (stats.isDirectory()) return 'directory';
  return stats.isFile() ? 'file' : 'other';
}

/** What can't be asked about (too long a name, a loop of links, a NUL) is as good as not there. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** Reads a regular file. Throws an Error that says why where it can't; never waits on a pipe or device. */
export function readFileBytes(path: string, limit = MAX_FILE_BYTES): Uint8Array {
  const handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) throw new Error('not a regular file');
    if (stats.size > limit) throw new Error(`larger than ${limit} bytes`);
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Reads a text file as UTF-8, undefined where there is none. */
export function readText(path: string): string | undefined {
  return kindOf(path) === 'file' ? readFileSync(path, 'utf8') : undefined;
}

/** Reads all of standard input as UTF-8. */
export function readStandardInput(): string {
  return readFileSync(0, 'utf8');
}

/** Makes a folder for this user alone, and those above it, where they are missing. Throws UserError where that can't be. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UserError(`${path} can't be made`, { why: reasonOf(error), todo: 'free the place, or set XDG_DATA_HOME to a folder that can be written' });
  }
}

/** Writes what the user asked for to a file. Throws UserError where that can't be. */
export function writeReport(path: string, text: string): void {
  try {
    writeText(path, text);
  } catch (error) {
    throw new UserError(`The report ${path} can't be written`, { why: reasonOf(error) });
  }
}

/** Replaces a file at once: a reader sees the old text or the new, never half. Makes missing folders. */
export function writeText(path: string, text: string): void {
  makeFolders(dirname(resolve(path)));
  const partial = `${path}.partial-${process.pid}`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** One by one: `recursive` never returns where a folder can't hold others (/proc). */
function makeFolders(path: string): void {
  if (kindOf(path) === 'directory') return;
  makeFolders(dirname(path));
  mkdirSync(path);
}

/**
 * Reads an unpacked package. Links are noted and not followed, special files are not opened, and `.git` is left out; what could not be read is in
 * `unread`. The names inside are sorted, so that the same tree gives the same artifact.
 */
export function readDirectory(path: string, budget: Budget): Artifact {
  const root = realpathSync(path);
  const found: Found = { entries: [], links: [], anomalies: [], unread: [] };
  try {
    walk(root, root, budget, found);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    found.unread.push({ path: '', why: `the directory was not read to its end: ${error.message}`, matters: true });
  }
  return { name: basename(root), format: 'directory', ...found };
}

/** What lies below a folder, files only, as paths that begin with it, one after the other; links to folders are not followed. Throws what the system says of a folder it can't read. */
export function* filesBelow(path: string): Generator<string> {
  for (const name of readdirSync(path).sort()) {
    const inner = join(path, name);
    const kind = kindOf(inner);
    if (kind === 'directory' && linkTarget(inner) === undefined) yield* filesBelow(inner);
    else if (kind === 'file') yield inner;
  }
}

interface Found {
  readonly entries: Entry[];
  readonly links: Link[];
  readonly anomalies: Anomaly[];
  readonly unread: Unread[];
}

function walk(root: string, start: string, budget: Budget, found: Found): void {
  const pending = [start];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const names = readFolder(root, folder, found);
    for (const name of names) {
      budget.takeMember();
      const path = join(folder, name);
      if (look(root, path, budget, found)) pending.push(path);
    }
  }
}

function readFolder(root: string, folder: string, found: Found): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    found.unread.push({ path: inside(root, folder), why: reasonOf(error), matters: true });
    return [];
  }
}

/** Reads one member; true where it is a folder to descend into. */
function look(root: string, path: string, budget: Budget, found: Found): boolean {
  const shown = inside(root, path);
  const target = linkTarget(path);
  if (target !== undefined) {
    found.links.push({ path: shown, target });
    const end = resolve(dirname(path), target);
    if (end !== root && !end.startsWith(root + sep)) found.anomalies.push({ kind: 'link-outside', path: shown, detail: `links to ${target}` });
    return false;
  }
  const kind = kindOf(path);
  if (kind === 'directory') {
    if (basename(path) !== '.git') return true;
    found.unread.push({ path: shown, why: 'the version control folder is not read', matters: false });
    return false;
  }
  if (kind === 'other') found.anomalies.push({ kind: 'special-file', path: shown, detail: 'not a regular file' });
  if (kind === 'file') readMember(path, shown, budget, found);
  return false;
}

function readMember(path: string, shown: string, budget: Budget, found: Found): void {
  try {
    const bytes = readFileBytes(path, Math.max(0, budget.bytesLeft));
    budget.takeBytes(bytes.length);
    found.entries.push({ path: shown, bytes, mode: statSync(path).mode & 0o7777 });
  } catch (error) {
    if (error instanceof BudgetSpent) throw error;
    found.unread.push({ path: shown, why: reasonOf(error), matters: true });
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function inside(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** The system's sentence without its code, path and call: `permission denied`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/^E[A-Z]+: /, '').replace(/, \w+( '[^]*')?$/, '');
}
