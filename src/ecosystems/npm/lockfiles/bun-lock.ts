/** `bun.lock`: JSON with trailing commas (bun.sh: lockfile). The older binary `bun.lockb` is not read. */
import { isTable, tableIn } from '../../../kit/table.ts';
import type { Table } from '../../../kit/table.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked } from '../../locked.ts';
import { jsonTable } from '../../parsed.ts';
import { integrityHashes } from '../registry.ts';
import { wantedOf } from './package-json.ts';
import { sourceOfAddress } from './source.ts';

/** Each package is a list: `name@version`, the tarball's address or '' for the default one, its dependencies, the integrity. */
export function parseBunLock(text: string, path: string): LockContent {
  const { table, lined } = jsonTable(text, path, true);
  if (typeof table['lockfileVersion'] !== 'number') throw new LockFault(path, 1, 'it says no lockfileVersion');
  const packages = tableIn(table, 'packages');
  const locked = Object.entries(packages).flatMap(([key, entry]) => {
    const line = lined.lineOfKey(packages, key);
    const [resolution, address] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    if (!Array.isArray(entry) || typeof resolution !== 'string') throw new LockFault(path, line, `"${key}" is no list that starts with a name and a version`);
    return lockedOf(resolution, typeof address === 'string' ? address : '', entry, path, line);
  });
  return { isLock: true, locked, wanted: wantedIn(tableIn(table, 'workspaces'), lined) };
}

function lockedOf(resolution: string, address: string, entry: readonly unknown[], path: string, line: number): Locked[] {
  const found = /^((?:@[^/]+\/)?[^@]+)@(.+)$/s.exec(resolution);
  const name = found?.[1] ?? resolution;
  const reference = found?.[2] ?? '';
  if (/^workspace:|^root:/.test(reference)) return [];
  const isVersion = /^\d/.test(reference);
  const url = isVersion ? address : reference;
  const integrity = entry.findLast((part) => typeof part === 'string' && /^sha\d+-/.test(part));
  return [{
    ecosystem: 'npm', name, path, line, source: url === '' ? 'registry' : sourceOfAddress(url, name), ...(isVersion ? { version: reference } : {}), ...(url === '' ? {} : { url }),
    hashes: Object.entries(integrityHashes(integrity)).map(([algorithm, hash]) => `${algorithm}:${hash}`),
    ...(entry.some((part) => isTable(part) && part['bundled'] === true) ? { isBundled: true } : {}),
  }];
}

function wantedIn(workspaces: Table, lined: Parameters<typeof wantedOf>[1]): ReturnType<typeof wantedOf> {
  return wantedOf(tableIn(workspaces, ''), lined);
}
