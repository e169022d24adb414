/** The one file of a locked release that a client would install, found through the configured registry and bound to the lock's hashes. */
import { installedFile } from '../ecosystems/file-choice.ts';
import type { Machine } from '../ecosystems/file-choice.ts';
import { tarballUrl } from '../ecosystems/npm/registry.ts';
import { parseFilename } from '../ecosystems/pypi/registry.ts';
import { resolvePackage } from '../ecosystems/resolve.ts';
import { RegistryFailure } from '../model/registry.ts';
import type { RegistryDoor, RegistryFile, Release } from '../model/registry.ts';
import type { AuditTarget } from './targets.ts';

/** What was found; `version` is the lock's, or the one that would be installed now. */
export interface LockedChoice {
  readonly file: RegistryFile;
  readonly version: string;
  /** What the registry lists, where it had to be asked. */
  readonly release?: Release;
}

/**
 * Finds the file by the lock alone where that says enough; undefined where the registry has to be asked. The addresses in a lock are not taken:
 * the configured registry serves the same bytes, and the hash says so.
 */
export function choiceOfLock(target: AuditTarget, machine: Machine): { readonly filename: string; readonly hashes: Readonly<Record<string, string>> } | undefined {
  if (target.version === undefined || target.hashes.length === 0) return undefined;
  if (target.ecosystem === 'npm') return { filename: `${target.name}-${target.version}.tgz`, hashes: table(target.hashes) };
  const files = target.files.flatMap((file): RegistryFile[] => {
    const known = parseFilename(file.filename, target.name);
    return known === undefined || file.hashes.length === 0 ? [] : [{ ecosystem: 'pypi', name: target.name, version: known.version, filename: file.filename, url: '', form: known.form, hashes: table(file.hashes) }];
  });
  const file = installedFile(files, machine);
  return file === undefined ? undefined : { filename: file.filename, hashes: file.hashes };
}

/**
 * Asks the registry, where the lock leaves anything open or `isThorough` wants all that the registry says. Throws RegistryFailure, of kind `integrity`
 * where it has nothing with a hash that the lock accepts.
 */
export async function findLockedFile(target: AuditTarget, door: RegistryDoor, machine: Machine, isThorough = false): Promise<LockedChoice> {
  if (target.ecosystem === 'npm' && target.version !== undefined && target.hashes.length > 0) {
    const [index = ''] = await door.indexes('npm', target.name);
    const { name, version } = target;
    const listed = isThorough ? { release: await resolvePackage(target, door) } : {};
    return { ...listed, version, file: { ecosystem: 'npm', name, version, filename: `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`, form: 'tarball', url: tarballUrl(index, name, version), hashes: table(target.hashes) } };
  }
  const release = await resolvePackage(target, door, { detail: isThorough });
  const version = release.ref.version ?? target.version ?? '';
  const accepted = target.hashes.length === 0 ? release.files : release.files.filter((file) => isAccepted(file, target.hashes));
  const chosen = installedFile(accepted, machine);
  if (chosen === undefined) {
    const why = release.files.length === 0 ? 'it lists no file at all' : 'no file it has matches a hash in the lock';
    throw new RegistryFailure(release.files.length === 0 ? 'absent' : 'integrity', `${new URL(release.index).host} has ${target.name} ${version}, but ${why}`, release.index);
  }
  return { release, version, file: { ...chosen, hashes: { ...chosen.hashes, ...matching(chosen, target.hashes) } } };
}

/** A registry that gives no hash of the lock's algorithm is believed only as far as the bytes match, which fetching checks. */
function isAccepted(file: RegistryFile, hashes: readonly string[]): boolean {
  const own = Object.entries(file.hashes).map(([algorithm, hash]) => `${algorithm}:${hash}`);
  return own.length === 0 || own.some((hash) => hashes.includes(hash));
}

function matching(file: RegistryFile, hashes: readonly string[]): Record<string, string> {
  return Object.keys(file.hashes).length === 0 && hashes.length === 1 ? table(hashes) : {};
}

function table(hashes: readonly string[]): Record<string, string> {
  return Object.fromEntries(hashes.map((hash) => [hash.slice(0, hash.indexOf(':')), hash.slice(hash.indexOf(':') + 1)]));
}
