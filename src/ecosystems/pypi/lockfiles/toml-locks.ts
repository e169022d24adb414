/** `uv.lock`, `poetry.lock`, `pdm.lock` and `pylock.toml` (PEP 751): all lists of packages with files and hashes. */
import { isTable, listIn, tableIn, textIn } from '../../../kit/table.ts';
import type { Table } from '../../../kit/table.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked, LockedFile, LockedSource, Wanted } from '../../locked.ts';
import { listAt, tableLines, tomlTable } from '../../parsed.ts';
import { canonicalPyName } from '../registry.ts';
import { parseRequirement } from './requirement.ts';

interface Item {
  readonly table: Table;
  readonly name: string;
  readonly version: string | undefined;
  readonly path: string;
  readonly line: number;
}

/** uv: the project's own packages are there too, as `virtual`, `editable` or `directory`. */
export function parseUvLock(text: string, path: string): LockContent {
  const format = tomlTable(text, path)['version'];
  if (format !== 1) throw new LockFault(path, 1, `version ${String(format ?? 'is missing: it')} is unknown (1 is read)`);
  const items = itemsOf(text, path, 'package');
  const wanted = items.filter(({ table }) => isOwn(tableIn(table, 'source'))).flatMap(({ table, line }) => uvWanted(table, line));
  const locked = items.filter(({ table }) => !isOwn(tableIn(table, 'source'))).map((item): Locked => {
    const source = tableIn(item.table, 'source');
    const index = textIn(source, 'registry');
    const url = textIn(source, 'git') ?? textIn(source, 'url') ?? textIn(source, 'path');
    const kind: LockedSource = index !== undefined ? 'registry' : textIn(source, 'git') !== undefined ? 'git' : textIn(source, 'url') !== undefined ? 'url' : 'path';
    const files = [item.table['sdist'], ...listAt(item.table, 'wheels', item)].flatMap((file) => (isTable(file) ? fileOf(file) : []));
    return lockedOf(item, kind, files, { ...(url === undefined ? {} : { url }), ...(index === undefined ? {} : { index }) });
  });
  return { isLock: true, locked, wanted };
}

/** Poetry: `files` with name and hash since 1.3, `metadata.files` or `metadata.hashes` before. */
export function parsePoetryLock(text: string, path: string): LockContent {
  const whole = tomlTable(text, path);
  const metadata = tableIn(whole, 'metadata');
  const elsewhere = { ...tableIn(metadata, 'hashes'), ...tableIn(metadata, 'files') };
  const locked = itemsOf(text, path, 'package', whole).map((item): Locked => {
    const source = tableIn(item.table, 'source');
    const address = textIn(source, 'url');
    const type = textIn(source, 'type');
    const kind: LockedSource = type === undefined || type === 'legacy' ? 'registry' : type === 'git' ? 'git' : type === 'url' ? 'url' : 'path';
    const listed = [...listAt(item.table, 'files', item), ...listIn(elsewhere, item.name)].flatMap((file) => (typeof file === 'string' ? [{ filename: '', hashes: [`sha256:${file}`] }] : fileAt(file, item)));
    const groups = listIn(item.table, 'groups');
    const isDev = textIn(item.table, 'category') === 'dev' || (groups.length > 0 && !groups.includes('main'));
    return { ...lockedOf(item, kind, listed, kind === 'registry' ? (address === undefined ? {} : { index: address }) : address === undefined ? {} : { url: address }), ...(isDev ? { isDev } : {}) };
  });
  return { isLock: true, locked };
}

/** PDM: one table for each package and set of extras. */
export function parsePdmLock(text: string, path: string): LockContent {
  const locked = itemsOf(text, path, 'package').flatMap((item): Locked[] => {
    const { table } = item;
    const url = textIn(table, 'git') ?? textIn(table, 'url') ?? textIn(table, 'path');
    const kind: LockedSource = textIn(table, 'git') !== undefined ? 'git' : textIn(table, 'url') !== undefined ? 'url' : textIn(table, 'path') !== undefined ? 'path' : 'registry';
    const groups = listIn(table, 'groups');
    const files = listAt(table, 'files', item).flatMap((file) => fileAt(file, item));
    return [{ ...lockedOf(item, kind, files, url === undefined ? {} : { url }), ...(groups.length > 0 && !groups.includes('default') ? { isDev: true } : {}) }];
  });
  return { isLock: true, locked };
}

/** pylock.toml. */
export function parsePylock(text: string, path: string): LockContent {
  const whole = tomlTable(text, path);
  const format = textIn(whole, 'lock-version');
  if (format === undefined || !format.startsWith('1.')) throw new LockFault(path, 1, `lock-version ${format ?? 'is missing: it'} is unknown (1.x is read)`);
  const locked = itemsOf(text, path, 'packages', whole).map((item): Locked => {
    const [vcs, archive, directory] = ['vcs', 'archive', 'directory'].map((key) => tableIn(item.table, key));
    const files = [item.table['sdist'], ...listAt(item.table, 'wheels', item)].flatMap((file) => (isTable(file) ? fileOf(file) : []));
    const index = textIn(item.table, 'index');
    if (isTable(item.table['vcs'])) return lockedOf(item, 'git', files, urlIn(vcs));
    if (isTable(item.table['archive'])) return lockedOf(item, 'url', archive === undefined ? files : [...files, ...fileOf(archive)], urlIn(archive));
    if (isTable(item.table['directory'])) return lockedOf(item, 'path', files, { url: textIn(directory ?? {}, 'path') ?? '' });
    return lockedOf(item, 'registry', files, index === undefined ? {} : { index });
  });
  return { isLock: true, locked };
}

function itemsOf(text: string, path: string, key: string, whole: Table = tomlTable(text, path)): Item[] {
  const tables = whole[key];
  // PDM writes none for a project that needs nothing.
  if (tables === undefined && textIn(tableIn(whole, 'metadata'), 'lock_version') !== undefined) return [];
  if (!Array.isArray(tables)) throw new LockFault(path, 1, `it has no [[${key}]]`);
  const lines = tableLines(text, key);
  return tables.map((table: unknown, index) => {
    const line = lines[index] ?? 1;
    const name = isTable(table) ? textIn(table, 'name') : undefined;
    if (!isTable(table) || name === undefined) throw new LockFault(path, line, 'a package without a name');
    return { table, name: canonicalPyName(name), version: textIn(table, 'version'), path, line };
  });
}

function lockedOf(item: Item, source: LockedSource, files: readonly LockedFile[], extra: Pick<Locked, 'url' | 'index'>): Locked {
  const { name, version, path, line } = item;
  if (version === undefined && source === 'registry') throw new LockFault(path, line, `"${name}" has no version`);
  return {
    ecosystem: 'pypi', name, path, line, source, ...(version === undefined ? {} : { version }), ...extra,
    hashes: [...new Set(files.flatMap((file) => file.hashes))], ...(files.some((file) => file.filename !== '') ? { files } : {}),
  };
}

function fileAt(file: unknown, { path, line }: Item): LockedFile[] {
  if (!isTable(file)) throw new LockFault(path, line, 'a file that is no table');
  return fileOf(file);
}

function fileOf(table: Table): LockedFile[] {
  const url = textIn(table, 'url');
  const filename = textIn(table, 'name') ?? textIn(table, 'file') ?? textIn(table, 'filename') ?? url?.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? textIn(table, 'path')?.split('/').at(-1) ?? '';
  const hash = textIn(table, 'hash');
  const hashes = [...(hash === undefined ? [] : [hash]), ...Object.entries(tableIn(table, 'hashes')).map(([algorithm, digest]) => `${algorithm}:${String(digest)}`)].map((each) => each.toLowerCase());
  return [{ filename: decoded(filename), hashes, ...(url === undefined ? {} : { url }) }];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function isOwn(source: Table): boolean {
  return ['virtual', 'editable', 'directory'].some((kind) => textIn(source, kind) !== undefined);
}

function uvWanted(table: Table, line: number): Wanted[] {
  const metadata = tableIn(table, 'metadata');
  const listed = [...listIn(metadata, 'requires-dist'), ...Object.values(tableIn(metadata, 'requires-dev')).flatMap((group) => (Array.isArray(group) ? (group as readonly unknown[]) : []))];
  return listed.flatMap((entry) => {
    const name = isTable(entry) ? textIn(entry, 'name') : undefined;
    return isTable(entry) && name !== undefined ? [{ ecosystem: 'pypi' as const, name: canonicalPyName(name), range: textIn(entry, 'specifier') ?? '', line }] : [];
  });
}

function urlIn(table: Table | undefined): Pick<Locked, 'url'> {
  const url = textIn(table ?? {}, 'url') ?? textIn(table ?? {}, 'path');
  return url === undefined ? {} : { url };
}

/** A list of PEP 508 texts as what a manifest wants. */
export function wantedFrom(texts: readonly unknown[], line: number): Wanted[] {
  return texts.flatMap((text) => {
    const requirement = typeof text === 'string' ? parseRequirement(text) : undefined;
    return requirement === undefined || requirement.url !== undefined ? [] : [{ ecosystem: 'pypi' as const, name: canonicalPyName(requirement.name), range: requirement.specifier, line }];
  });
}
