/** Python's manifests: `pyproject.toml` (PEP 621, 735, Poetry's own table), `setup.cfg`, and the pip part of conda's `environment.yml`. */
import { isTable, listIn, tableIn, textIn } from '../../../kit/table.ts';
import type { Table } from '../../../kit/table.ts';
import type { LockContent, Locked, Wanted } from '../../locked.ts';
import { tomlTable, yamlTable } from '../../parsed.ts';
import { canonicalPyName } from '../registry.ts';
import { parseRequirement } from './requirement.ts';
import { parseRequirementsTxt, sourceOfPyAddress } from './requirements-txt.ts';

/** Reads what the project asks for, its groups and extras, and what building it needs. */
export function parsePyproject(text: string, path: string): LockContent {
  const whole = tomlTable(text, path);
  const project = tableIn(whole, 'project');
  const tool = tableIn(whole, 'tool');
  const texts = [
    ...listIn(project, 'dependencies'), ...lists(tableIn(project, 'optional-dependencies')), ...lists(tableIn(whole, 'dependency-groups')),
    ...listIn(tableIn(whole, 'build-system'), 'requires'), ...listIn(tableIn(tool, 'uv'), 'dev-dependencies'), ...lists(tableIn(tableIn(tool, 'pdm'), 'dev-dependencies')),
  ].filter((each) => typeof each === 'string');
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
    if (/^\s*[#;]/.test(raw)) continue;
    const key = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(raw);
    if (key !== null) isOpen = section === 'options.extras_require' || (section === 'options' && /^(?:install|setup|tests)_requires$/.test(key[1] ?? ''));
    const value = key === null ? raw.trim() : (key[2] ?? '').trim();
    if (isOpen && value !== '' && (key !== null || /^\s/.test(raw))) for (const part of value.split(/;(?=\s*[\w-]+\s*[<>=!~])/)) found.push({ text: part.trim(), line: index + 1 });
  }
  return fromTexts(found, path);
}

/** Reads the list under `pip:`; conda's own packages are not Python's registry's. */
export function parseEnvironmentYml(text: string, path: string): LockContent {
  const { table } = yamlTable(text, path);
  const pip = listIn(table, 'dependencies').flatMap((entry) => (isTable(entry) ? listIn(entry, 'pip') : [])).filter((entry) => typeof entry === 'string');
  const content = parseRequirementsTxt(pip.join('\n'), path);
  const lineOfNth = (line: number): number => lineOf(text, pip[line - 1] ?? '');
  return { ...content, locked: content.locked.map((each) => ({ ...each, line: lineOfNth(each.line) })), isLock: false };
}

function fromTexts(texts: readonly { readonly text: string; readonly line: number }[], path: string): LockContent {
  const wanted: Wanted[] = [];
  const locked: Locked[] = [];
  for (const { text, line } of texts) {
    const requirement = parseRequirement(text);
    if (requirement === undefined) continue;
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

function lists(table: Table): unknown[] {
  return Object.values(table).flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : []));
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
