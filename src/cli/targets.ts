/** From what the user typed to what can be opened: files, directories, lists, packages. */
import { filesBelow, kindOf, readFileBytes, readStandardInput, reasonOf } from '../host/files.ts';
import type { Ecosystem } from '../model/package.ts';
import type { RegistryNote } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';

/** One thing to scan. `path` is opened by the worker; `spec` names a package that has to be fetched. */
export type Target =
  | { readonly kind: 'path'; readonly target: string; readonly path: string }
  | { readonly kind: 'package'; readonly target: string; readonly spec: string };

/** An artifact that was fetched for a package; a version often has several. */
export interface FetchedArtifact {
  readonly target: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly ecosystem: Ecosystem;
  readonly registry: RegistryNote;
}

/** Throws UserError where one of the packages that the user typed can't be one. Those in a list are told in their reports. */
export async function checkTyped(given: readonly string[]): Promise<void> {
  const typed = given.filter((word) => PACKAGE.test(word));
  if (typed.length === 0) return;
  const { parsePackageSpec } = await import('../ecosystems/spec.ts');
  for (const word of typed) {
    if (parsePackageSpec(word) === undefined) throw new UserError(`${word} names a package that can't be fetched`, { why: 'only pypi and npm have registry access', todo: 'give the archive file instead' });
  }
}

/** A package's address: an ecosystem and a name, or any package URL. */
const PACKAGE = /^(?:pypi|npm|debian|cpan|autoconf|vscode|gem|cargo|go|maven|pkg):/;

/**
 * Expands `@file` and `@-` (a target a line; empty lines and lines that begin with `#` are skipped). A target that the user typed must exist: throws
 * UserError. One in a list that doesn't is told in its report.
 */
export function expandTargets(given: readonly string[]): Target[] {
  if (given.length === 0) throw new UserError('No target given', { todo: 'assay scan --help says what a target can be' });
  const targets: Target[] = [];
  for (const word of given) {
    if (word.startsWith('@') && !isScopedFolder(word)) {
      for (const entry of readList(word.slice(1))) targets.push(targetOf(entry));
      continue;
    }
    const target = targetOf(word);
    if (target.kind === 'path' && kindOf(target.path) === 'missing') throw missing(word);
    targets.push(...(target.kind === 'path' ? packagesIn(target.path).map(targetOf) : [target]));
  }
  return targets;
}

const ARCHIVE = /\.(?:whl|egg|zip|jar|vsix|tar|tgz|tbz2?|txz|tzst|tar\.\w+|crate|gem|deb)$/i;
/** What lies beside archives: hashes, signatures, notes and indexes. */
const SIDECAR = /(?:^|[\\/])(?:\.[^\\/]*|(?:readme|index|requirements|constraints|sha\d+sums)[^\\/]*)$|\.(?:asc|sig|sha\d+|md5|metadata|provenance|html)$/i;

/** The archives of a folder that holds nothing else, a mirror or a cache of downloads: each is a package. Any other path is itself one. */
function packagesIn(path: string): readonly string[] {
  if (kindOf(path) !== 'directory') return [path];
  const archives: string[] = [];
  try {
    for (const file of filesBelow(path)) {
      if (ARCHIVE.test(file)) archives.push(file);
      else if (!SIDECAR.test(file)) return [path];
    }
  } catch {
    // The scan of the folder itself says what could not be read.
    return [path];
  }
  return archives.length > 0 ? archives : [path];
}

/** `@acme/tool` typed in node_modules is a folder, where no list has that name. */
function isScopedFolder(word: string): boolean {
  return kindOf(word.slice(1)) === 'missing' && kindOf(word) !== 'missing';
}

function targetOf(word: string): Target {
  return PACKAGE.test(word) ? { kind: 'package', target: word, spec: word } : { kind: 'path', target: word, path: word };
}

function readList(path: string): string[] {
  try {
    const text = path === '-' ? readStandardInput() : new TextDecoder().decode(readFileBytes(path));
    return text.split(/\r?\n/).map((entry) => entry.trim()).filter((entry) => entry !== '' && !entry.startsWith('#'));
  } catch (error) {
    throw new UserError(`The list ${path} can't be read`, { why: reasonOf(error) });
  }
}

function missing(word: string): UserError {
  const looksLikeName = /^[@\w][\w./-]*$/.test(word) && !/[/\\]|\.\w+$/.test(word.replace(/^@[\w-]+\//, ''));
  const todo = looksLikeName ? `for the package of that name, say pypi:${word} or npm:${word}` : undefined;
  return new UserError(`There is no file or directory ${word}`, todo === undefined ? {} : { todo });
}
