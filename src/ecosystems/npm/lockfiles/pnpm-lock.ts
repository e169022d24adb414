/** `pnpm-lock.yaml`, lockfile versions 5 to 9 (github.com/pnpm/spec). */
import { isTable, tableIn, textIn } from '../../../kit/table.ts';
import type { Table } from '../../../kit/table.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked, Wanted } from '../../locked.ts';
import { tableAt, yamlTable } from '../../parsed.ts';
import { hashesOf } from './integrity.ts';
import { wantedOf } from './package-json.ts';
import { sourceOfAddress } from './source.ts';

/** Reads any version. Throws LockFault for an unknown one. */
export function parsePnpmLock(text: string, path: string): LockContent {
  const { table, lineIn } = yamlTable(text, path);
  const format = Number(table['lockfileVersion']);
  if (!Number.isFinite(format)) throw new LockFault(path, lineIn('lockfileVersion', ''), 'it says no lockfileVersion');
  if (format < 5 || format >= 10) throw new LockFault(path, lineIn('lockfileVersion', ''), `lockfileVersion ${String(table['lockfileVersion'])} is unknown (5 to 9 are read)`);
  const packages = tableAt(table, 'packages', { path, line: lineIn('packages', '') });
  if (Object.keys(tableIn(table, 'snapshots')).length > 0 && Object.keys(packages).length === 0) throw new LockFault(path, lineIn('snapshots', ''), 'it has "snapshots" without "packages"');
  const locked = Object.entries(packages).flatMap(([key, entry]) => {
    const line = lineIn('packages', key);
    if (!isTable(entry)) throw new LockFault(path, line, `"${key}" is no mapping`);
    return lockedOf(key, entry, format, path, line);
  });
  return { isLock: true, locked, wanted: wantedIn(table, format, path) };
}

function lockedOf(key: string, entry: Table, format: number, path: string, line: number): Locked[] {
  const resolution = tableAt(entry, 'resolution', { path, line });
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
    ecosystem: 'npm', name, path, line, source, hashes: hashesOf(resolution['integrity'], name, { path, line }),
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
function wantedIn(table: Table, format: number, path: string): Wanted[] {
  const importers = tableIn(table, 'importers');
  const root = isTable(importers['.']) ? importers['.'] : table;
  return wantedOf(format < 6 ? { dependencies: tableIn(root, 'specifiers') } : root, path);
}
