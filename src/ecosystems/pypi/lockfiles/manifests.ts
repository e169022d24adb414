/** Python's manifests: `pyproject.toml` (PEP 621, 735, Poetry's own table), `setup.cfg`, and the pip part of conda's `environment.yml`. */
import { isTable, listIn, tableIn, textIn } from '../../../kit/table.ts';
import type { Table } from '../../../kit/table.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked, Wanted } from '../../locked.ts';
import { listAt, tomlTable, yamlTable } from '../../parsed.ts';
import type { Place } from '../../parsed.ts';
import { canonicalPyName } from '../registry.ts';
import { parseRequirement } from './requirement.ts';
import { parseRequirementsTxt, sourceOfPyAddress } from './requirements-txt.ts';

/** Reads what the project asks for, its groups and extras, and what building it needs. */
export function parsePyproject(text: string, path: string): LockContent {
  const whole = tomlTable(text, path);
  const project = tableIn(whole, 'project');
  const tool = tableIn(whole, 'tool');
  const at = (key: string): Place => ({ path, line: lineOfKey(text, key) });
  const listed = [
    ...listAt(project, 'dependencies', at('dependencies')), ...lists(tableIn(project, 'optional-dependencies'), path, text), ...lists(tableIn(whole, 'dependency-groups'), path, text),
    ...listAt(tableIn(whole, 'build-system'), 'requires', at('requires')), ...listAt(tableIn(tool, 'uv'), 'dev-dependencies', at('dev-dependencies')), ...lists(tableIn(tableIn(tool, 'pdm'), 'dev-dependencies'), path, text),
  ];
  // A group may take in another, as a table.
  const odd = listed.find((each) => typeof each !== 'string' && !isTable(each));
  if (odd !== undefined) throw new LockFault(path, at('dependencies').line, `${String(odd)} is no requirement`);
  const texts = listed.filter((each) => typeof each === 'string');
  const content = fromTexts(texts.map((each) => ({ text: each, line: lineOf(text, each) })), path);
  const poetry = tableIn(tool, 'poetry');
  const groups = Object.values(tableIn(poetry, 'group')).flatMap((group) => (isTable(group) ? [tableIn(group, 'dependencies')] : []));
  const older = [tableIn(poetry, 'dependencies'), tableIn(poetry, 'dev-dependencies'), ...groups].map((table) => fromPoetry(table, text, path));
  const isBuild = new Set(listIn(tableIn(whole, 'build-system'), 'requires'));
  const wanted = (content.wanted ?? []).filter((each) => !texts.some((said) => isBuild.has(said) && canonicalPyName(parseRequirement(said)?.name ?? '') === each.name));
  return { isLock: false, locked: [...content.locked, ...older.flatMap((each) => each.locked)], wanted: [...wanted, ...older.flatMap((each) => each.wanted)], indexes: indexesOf(tool, text) };
}

/** Reads `install_requires`, `setup_requires` and the extras. */
export function parseSetupCfg(text: string, path: string): LockContent {
  const found: { text: string; line: number }[] = [];
  let section = '';
  let isOpen = false;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const header = /^\[([^\]]+)\]/.exec(raw);
    if (header !== null) {
      section = header[1] ?? '';
      isOpen = false;
      continue;
    }
    if (/^\s*(?:[#;]|$)/.test(raw)) continue;
    if (/^\S/.test(raw) && (section === '' || !/[=:]/.test(raw))) throw new LockFault(path, index + 1, 'a section, or a key with a value, is expected');
    const key = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(raw);
    if (key !== null) isOpen = section === 'options.extras_require' || (section === 'options' && /^(?:install|setup|tests)_requires$/.test(key[1] ?? ''));
    const value = key === null ? raw.trim() : (key[2] ?? '').trim();
    // In a list on lines of its own a semicolon starts a marker; behind the key it parts the requirements.
    if (isOpen && value !== '' && (key !== null || /^\s/.test(raw))) for (const part of key === null ? [value] : value.split(';')) found.push({ text: part.trim(), line: index + 1 });
  }
  // setuptools reads requirements out of files that `file:` names.
  const includes = found.filter((each) => each.text.startsWith('file:')).flatMap((each) => each.text.slice('file:'.length).split(',').map((file) => ({ path: file.trim(), line: each.line, isConstraint: false })));
  return { ...fromTexts(found.filter((each) => !each.text.startsWith('file:')), path), ...(includes.length === 0 ? {} : { includes }) };
}

/** Reads the list under `pip:`; conda's own packages are not Python's registry's. */
export function parseEnvironmentYml(text: string, path: string): LockContent {
  const { table, lineIn } = yamlTable(text, path);
  const at = { path, line: lineIn('dependencies', '') };
  const listed = listAt(table, 'dependencies', at).flatMap((entry) => (isTable(entry) ? listAt(entry, 'pip', at) : []));
  const pip = listed.filter((entry) => typeof entry === 'string');
  if (pip.length < listed.length) throw new LockFault(path, at.line, 'a requirement that is no text');
  const there = <Each extends { readonly line: number }>(each: Each): Each => ({ ...each, line: lineOf(text, pip[each.line - 1] ?? '') });
  try {
    const { locked, indexes, includes, warnings, ...rest } = parseRequirementsTxt(pip.join('\n'), path);
    return {
      ...rest, locked: locked.map(there), isLock: false, ...(indexes === undefined ? {} : { indexes: indexes.map(there) }),
      ...(includes === undefined ? {} : { includes: includes.map(there) }), ...(warnings === undefined ? {} : { warnings: warnings.map(there) }),
    };
  } catch (error) {
    if (error instanceof LockFault) throw new LockFault(path, there(error).line, error.message);
    throw error;
  }
}

function fromTexts(texts: readonly { readonly text: string; readonly line: number }[], path: string): LockContent {
  const wanted: Wanted[] = [];
  const locked: Locked[] = [];
  for (const { text, line } of texts) {
    const requirement = parseRequirement(text);
    if (requirement === undefined) throw new LockFault(path, line, `"${text.slice(0, 80)}" is no requirement`);
    const name = canonicalPyName(requirement.name);
    if (requirement.url === undefined) wanted.push({ ecosystem: 'pypi', name, range: requirement.specifier, line });
    else locked.push({ ecosystem: 'pypi', name, hashes: [], source: sourceOfPyAddress(requirement.url), url: requirement.url, path, line });
  }
  return { isLock: false, locked, wanted };
}

/** Poetry's ranges (`^1.2`) are its own: they are kept, but not compared. */
function fromPoetry(table: Table, text: string, path: string): { locked: Locked[]; wanted: Wanted[] } {
  const locked: Locked[] = [];
  const wanted: Wanted[] = [];
  for (const [key, said] of Object.entries(table)) {
    if (key === 'python') continue;
    const name = canonicalPyName(key);
    const line = lineOfKey(text, key);
    if (!isTable(said) && typeof said !== 'string' && !Array.isArray(said)) throw new LockFault(path, line, `what "${key}" is asked for is no text`);
    const url = isTable(said) ? textIn(said, 'git') ?? textIn(said, 'url') ?? textIn(said, 'path') : undefined;
    if (url === undefined) wanted.push({ ecosystem: 'pypi', name, range: '', line });
    else locked.push({ ecosystem: 'pypi', name, hashes: [], source: isTable(said) && 'git' in said ? 'git' : sourceOfPyAddress(url), url, path, line });
  }
  return { locked, wanted };
}

function indexesOf(tool: Table, text: string): NonNullable<LockContent['indexes']> {
  const listed = [...listIn(tableIn(tool, 'uv'), 'index'), ...listIn(tableIn(tool, 'poetry'), 'source'), ...listIn(tableIn(tool, 'pdm'), 'source')];
  return listed.flatMap((entry) => {
    const url = isTable(entry) ? textIn(entry, 'url') : undefined;
    return url === undefined ? [] : [{ url, line: lineOf(text, url), isExtra: !(isTable(entry) && entry['default'] === true) }];
  });
}

function lists(table: Table, path: string, text: string): unknown[] {
  return Object.keys(table).flatMap((key) => listAt(table, key, { path, line: lineOfKey(text, key) }));
}

function lineOfKey(text: string, key: string): number {
  const at = text.split('\n').findIndex((line) => line.trimStart().replace(/^["']/, '').startsWith(key) && /^\s*["']?[\w.-]+["']?\s*=/.test(line));
  return at < 0 ? 1 : at + 1;
}

/** The first line that holds a text; TOML's own escapes are rare in requirements, and then the file's first line is named. */
function lineOf(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
