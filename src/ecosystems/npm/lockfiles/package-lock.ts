/** `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3 (npm's documentation: package-lock.json). */
import { isTable, textIn } from '../../../kit/table.ts';
import type { Table } from '../../../kit/table.ts';
import type { LinedJson } from '../../../kit/json.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked, Wanted } from '../../locked.ts';
import { jsonTable } from '../../parsed.ts';
import { hashesOf } from './integrity.ts';
import { wantedOf } from './package-json.ts';
import { sourceOfAddress } from './source.ts';

/** Reads any version; 2 and 3 by `packages`, which is what npm itself reads. */
export function parsePackageLock(text: string, path: string): LockContent {
  const { table, lined } = jsonTable(text, path);
  const format = table['lockfileVersion'];
  if (typeof format === 'number' && format > 3) throw new LockFault(path, lined.lineOfKey(table, 'lockfileVersion'), `lockfileVersion ${format} is unknown (1 to 3 are read)`);
  for (const key of ['packages', 'dependencies']) if (key in table && !isTable(table[key])) throw new LockFault(path, lined.lineOfKey(table, key), `"${key}" is no object`);
  if (isTable(table['packages'])) return fromPackages(table['packages'], lined, path);
  if (isTable(table['dependencies'])) return { isLock: true, locked: fromDependencies(table['dependencies'], lined, path) };
  if (format === 1) return { isLock: true, locked: [] };
  throw new LockFault(path, 1, 'it has neither "packages" nor "dependencies"');
}

function fromPackages(packages: Table, lined: LinedJson, path: string): LockContent {
  const locked: Locked[] = [];
  let wanted: Wanted[] | undefined;
  for (const [place, entry] of Object.entries(packages)) {
    const line = lined.lineOfKey(packages, place);
    if (!isTable(entry)) throw new LockFault(path, line, `"${place}" is no object`);
    if (place === '') wanted = wantedOf(entry, path, lined);
    const name = textIn(entry, 'name') ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    // Without node_modules in its place an entry is a folder of this project; a link leads to one.
    if (!place.includes('node_modules/') || entry['link'] === true) continue;
    locked.push(lockedOf(name, entry, path, line));
  }
  return { isLock: true, locked, ...(wanted === undefined ? {} : { wanted }) };
}

/** Version 1 nests what could not be hoisted. */
function fromDependencies(dependencies: Table, lined: LinedJson, path: string): Locked[] {
  const locked: Locked[] = [];
  const waiting = [dependencies];
  for (let table = waiting.pop(); table !== undefined; table = waiting.pop()) {
    for (const [name, entry] of Object.entries(table)) {
      const line = lined.lineOfKey(table, name);
      if (!isTable(entry)) throw new LockFault(path, line, `"${name}" is no object`);
      const alias = /^npm:((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(textIn(entry, 'version') ?? '');
      locked.push(alias === null ? lockedOf(name, entry, path, line) : lockedOf(alias[1] ?? name, { ...entry, version: alias[2] }, path, line));
      if (isTable(entry['dependencies'])) waiting.push(entry['dependencies']);
    }
  }
  return locked;
}

function lockedOf(name: string, entry: Table, path: string, line: number): Locked {
  if (name === '') throw new LockFault(path, line, 'a package without a name');
  const version = textIn(entry, 'version');
  const said = textIn(entry, 'resolved') ?? (version !== undefined && /^[\w+]*:|\//.test(version) ? version : undefined);
  const source = said === undefined ? 'registry' : sourceOfAddress(said, name);
  const isVersion = version !== undefined && /^\d/.test(version);
  if (version === undefined && said === undefined && entry['inBundle'] !== true && entry['bundled'] !== true) throw new LockFault(path, line, `"${name}" has no version`);
  return {
    ecosystem: 'npm', name, path, line, source, hashes: hashesOf(entry['integrity'], name, { path, line }),
    ...(isVersion ? { version } : {}), ...(said === undefined ? {} : { url: said }),
    ...(entry['dev'] === true || entry['devOptional'] === true ? { isDev: true } : {}), ...(entry['inBundle'] === true || entry['bundled'] === true ? { isBundled: true } : {}),
  };
}
