/** `pnpm-lock.yaml`, lockfile versions 5 to 9 (github.com/pnpm/spec). */
import { isTable, tableIn, textIn } from '../../../kit/table.ts';
import type { Table } from '../../../kit/table.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked, Wanted } from '../../locked.ts';
import { yamlTable } from '../../parsed.ts';
import { integrityHashes } from '../registry.ts';
import { wantedOf } from './package-json.ts';
import { sourceOfAddress } from './source.ts';

/** Reads any version. Throws LockFault for an unknown one. */
export function parsePnpmLock(text: string, path: string): LockContent {
  const { table, lineIn } = yamlTable(text, path);
  const format = Number(table['lockfileVersion']);
  if (!Number.isFinite(format)) throw new LockFault(path, lineIn('lockfileVersion', ''), 'it says no lockfileVersion');
  if (format < 5 || format >= 10) throw new LockFault(path, lineIn('lockfileVersion', ''), `lockfileVersion ${String(table['lockfileVersion'])} is unknown (5 to 9 are read)`);
  const packages = tableIn(table, 'packages');
  const locked = Object.entries(packages).flatMap(([key, entry]) => {
    const line = lineIn('packages', key);
    if (!isTable(entry)) throw new LockFault(path, line, `"${key}" is no mapping`);
    return lockedOf(key, entry, format, path, line);
  });
  return { isLock: true, locked, wanted: wantedIn(table, format) };
}

function lockedOf(key: string, entry: Table, format: number, path: string, line: number): Locked[] {
  const resolution = tableIn(entry, 'resolution');
  const known = nameAndVersion(key, format);
  const name = textIn(entry, 'name') ?? known?.name;
  const version = textIn(entry, 'version') ?? known?.version;
  if (name === undefined) throw new LockFault(path, line, `"${key}" names no package`);
  const repository = textIn(resolution, 'repo');
  const tarball = textIn(resolution, 'tarball');
  const isFolder = resolution['type'] === 'directory' || /^(?:file|link):/.test(version ?? '') && tarball === undefined;
  const source = isFolder ? 'path' : repository !== undefined ? 'git' : tarball === undefined ? 'registry' : sourceOfAddress(tarball, name);
  const url = repository === undefined ? tarball : `${repository}#${textIn(resolution, 'commit') ?? ''}`;
  const isVersion = version !== undefined && /^\d/.test(version);
  return [{
    ecosystem: 'npm', name, path, line, source, hashes: Object.entries(integrityHashes(resolution['integrity'])).map(([algorithm, hash]) => `${algorithm}:${hash}`),
    ...(isVersion ? { version } : {}), ...(url === undefined ? {} : { url }), ...(entry['dev'] === true ? { isDev: true } : {}),
  }];
}

/** `/name/1.0.0_peers` until 5, `/name@1.0.0(peers)` in 6, without the slash in 9; another registry's host may stand in front. */
function nameAndVersion(key: string, format: number): { name: string; version: string } | undefined {
  const plain = key.replace(/\(.*$/s, '');
  const found = format < 6 ? /^[^/]*\/((?:@[^/]+\/)?[^/]+)\/([^/_]+)(?:_.*)?$/.exec(plain) : /^(?:[^/@]*\/(?!$))?((?:@[^/@]+\/)?[^/@]+)@(.+)$/.exec(plain);
  return found?.[1] === undefined || found[2] === undefined ? undefined : { name: found[1], version: found[2] };
}

/** Until 5 the ranges stand in a table of their own; later beside each version. */
function wantedIn(table: Table, format: number): Wanted[] {
  const importers = tableIn(table, 'importers');
  const root = isTable(importers['.']) ? importers['.'] : table;
  return wantedOf(format < 6 ? { dependencies: tableIn(root, 'specifiers') } : root);
}
