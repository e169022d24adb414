/** JSON, YAML and TOML as lock files hold them: tables with line numbers, and damage told as a LockFault. */
import { parse as parseTomlText, TomlError } from 'smol-toml';
import { LineCounter, parseDocument } from 'yaml';
import { parseJson, SyntaxFault } from '../kit/json.ts';
import type { LinedJson } from '../kit/json.ts';
import { isTable } from '../kit/table.ts';
import type { Table } from '../kit/table.ts';
import { LockFault } from './locked.ts';

/** A JSON object. */
export function jsonTable(text: string, path: string, isLenient = false): { table: Table; lined: LinedJson } {
  try {
    const lined = parseJson(text, { isLenient });
    if (!isTable(lined.value)) throw new LockFault(path, 1, 'an object is expected');
    return { table: lined.value, lined };
  } catch (error) {
    if (error instanceof SyntaxFault) throw new LockFault(path, error.line, `it is damaged: ${error.message}`);
    throw error;
  }
}

/** A TOML document. */
export function tomlTable(text: string, path: string): Table {
  try {
    return parseTomlText(text);
  } catch (error) {
    if (error instanceof TomlError) throw new LockFault(path, error.line, `it is damaged: ${error.message.split('\n')[0] ?? ''}`);
    throw error;
  }
}

/** The lines of a TOML document's `[[name]]` headers, in the order of the tables. */
export function tableLines(text: string, name: string): number[] {
  const lines: number[] = [];
  const header = new RegExp(`^\\s*\\[\\[\\s*${name.replaceAll('.', '\\s*\\.\\s*')}\\s*\\]\\]`);
  for (const [index, line] of text.split('\n').entries()) if (header.test(line)) lines.push(index + 1);
  return lines;
}

/** A YAML mapping with the line of each key of a top-level section. Aliases are bounded by the library. */
export function yamlTable(text: string, path: string): { table: Table; lineIn(section: string, key: string): number } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: false });
  const problem = document.errors[0];
  if (problem !== undefined) throw new LockFault(path, counter.linePos(problem.pos[0]).line, `it is damaged: ${problem.message}`);
  const table: unknown = document.toJS({ maxAliasCount: 100 });
  if (!isTable(table)) throw new LockFault(path, 1, 'a mapping is expected');
  const lines = keyLines(text);
  return { table, lineIn: (section, key) => lines.get(`${section}\n${key}`) ?? lines.get(section) ?? 1 };
}

/** Lines of top-level keys and of the keys one step below; a second look over the text is far cheaper than nodes with positions. */
function keyLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let section = '';
  for (const [index, line] of text.split('\n').entries()) {
    const found = /^( {0,2})(?:'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)"|\? +(.+?)|([^\s#'"?].*?))\s*(?::(?:\s|$)|$)/.exec(line);
    if (found === null) continue;
    const key = found[2]?.replaceAll("''", "'") ?? found[3] ?? found[4]?.replace(/^["']|["']$/g, '') ?? found[5] ?? '';
    if (found[1] === '') section = key;
    lines.set(found[1] === '' ? key : `${section}\n${key}`, index + 1);
  }
  return lines;
}

/** Where a field stands, for messages. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** A table under a key; an empty one where there is none. Throws LockFault for anything else, since nothing may be skipped silently. */
export function tableAt(table: Readonly<Table>, key: string, { path, line }: Place): Table {
  const value = table[key] ?? {};
  // Old tools wrote an empty list for an empty table.
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isTable(value)) throw new LockFault(path, line, `"${key}" is no table`);
  return value;
}

/** A list under a key; an empty one where there is none. Throws LockFault for anything else. */
export function listAt(table: Readonly<Table>, key: string, { path, line }: Place): readonly unknown[] {
  const value = table[key] ?? [];
  if (!Array.isArray(value)) throw new LockFault(path, line, `"${key}" is no list`);
  return value;
}
