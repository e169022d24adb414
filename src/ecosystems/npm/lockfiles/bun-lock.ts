/** `bun.lock`: JSON with trailing commas (bun.sh: lockfile). The older binary `bun.lockb` is not read. */
import { isTable, tableIn } from '../../../kit/table.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked } from '../../locked.ts';
import { jsonTable } from '../../parsed.ts';
import { hashesOf } from './integrity.ts';
import { wantedOf } from './package-json.ts';
import { sourceOfAddress } from './source.ts';

const NEWEST = 2;

/** Each package is a list: `name@version`, the tarball's address or '' for the default one, its dependencies, the integrity. */
export function parseBunLock(text: string, path: string): LockContent {
  const { table, lined } = jsonTable(text, path, true);
  if (typeof table['lockfileVersion'] !== 'number') throw new LockFault(path, 1, 'it says no lockfileVersion');
  if (table['lockfileVersion'] > NEWEST) throw new LockFault(path, lined.lineOfKey(table, 'lockfileVersion'), `lockfileVersion ${table['lockfileVersion']} is unknown (0 to ${NEWEST} are read)`);
  if (!isTable(table['packages'])) throw new LockFault(path, 'packages' in table ? lined.lineOfKey(table, 'packages') : 1, 'it has no "packages"');
  const packages = table['packages'];
  const locked = Object.entries(packages).flatMap(([key, entry]) => {
    const line = lined.lineOfKey(packages, key);
    const [resolution, address] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    if (!Array.isArray(entry) || typeof resolution !== 'string') throw new LockFault(path, line, `"${key}" is no list that starts with a name and a version`);
    return lockedOf(resolution, typeof address === 'string' ? address : '', entry, path, line);
  });
  return { isLock: true, locked, wanted: wantedOf(tableIn(tableIn(table, 'workspaces'), ''), path, lined) };
}

function lockedOf(resolution: string, address: string, entry: readonly unknown[], path: string, line: number): Locked[] {
  const found = /^((?:@[^/]+\/)?[^@]+)@(.+)$/s.exec(resolution);
  if (found === null) throw new LockFault(path, line, `"${resolution}" has no version`);
  const [, name = '', reference = ''] = found;
  if (/^workspace:|^root:/.test(reference)) return [];
  const isVersion = /^\d/.test(reference);
  const url = isVersion ? address : reference;
  const integrity = entry.findLast((part) => typeof part === 'string' && /^sha\d+-/.test(part));
  return [{
    ecosystem: 'npm', name, path, line, source: url === '' ? 'registry' : sourceOfAddress(url, name), ...(isVersion ? { version: reference } : {}), ...(url === '' ? {} : { url }),
    hashes: hashesOf(integrity, name, { path, line }),
    ...(entry.some((part) => isTable(part) && part['bundled'] === true) ? { isBundled: true } : {}),
  }];
}
