/** Settings of TOML and YAML files as flat rows with the line where each stands: `tool.uv.index.0.url`. Lists of plain values are one row, as JSON. */
import { parse, TomlError } from 'smol-toml';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { isTable } from '../kit/table.ts';

export interface SettingRow {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** The rows of a TOML text; undefined where it isn't TOML. */
export function tomlRows(text: string): SettingRow[] | undefined {
  let table: unknown;
  try {
    table = parse(text);
  } catch (error) {
    if (error instanceof TomlError) return undefined;
    throw error;
  }
  const lines = tomlLines(text);
  return flatten(table, '').map(({ key, value }) => ({ key, value, line: lineOf(key, lines) }));
}

/** The rows of a YAML text; undefined where it isn't YAML. */
export function yamlRows(text: string): SettingRow[] | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  const rows: SettingRow[] = [];
  collectYaml(document.contents, '', 1, { counter, rows });
  return rows;
}

interface YamlWalk {
  readonly counter: LineCounter;
  readonly rows: SettingRow[];
}

function collectYaml(node: unknown, key: string, line: number, walk: YamlWalk): void {
  if (isMap(node)) {
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const name = String(pair.key.value);
      collectYaml(pair.value, key === '' ? name : `${key}.${name}`, walk.counter.linePos(pair.key.range?.[0] ?? 0).line, walk);
    }
  } else if (isSeq(node)) {
    if (node.items.every((item) => isScalar(item))) walk.rows.push({ key, value: JSON.stringify(node.items.map((item) => (isScalar(item) ? item.value : ''))), line });
    else for (const [index, item] of node.items.entries()) collectYaml(item, `${key}.${index}`, line, walk);
  } else if (isScalar(node)) walk.rows.push({ key, value: String(node.value), line });
}

function flatten(value: unknown, key: string): { key: string; value: string }[] {
  if (Array.isArray(value)) {
    if (value.every((item) => !isTable(item) && !Array.isArray(item))) return [{ key, value: JSON.stringify(value) }];
    return value.flatMap((item: unknown, index) => flatten(item, `${key}.${index}`));
  }
  if (isTable(value) && !(value instanceof Date)) return Object.entries(value).flatMap(([name, field]) => flatten(field, key === '' ? name : `${key}.${name}`));
  return [{ key, value: String(value) }];
}

/** Where keys and headers stand: TOML's parser doesn't say it. */
function tomlLines(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  const counts = new Map<string, number>();
  let section = '';
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*(\[{1,2})\s*([^\]]+?)\s*\]/.exec(line);
    if (header) {
      const name = bare(header[2] ?? '');
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      section = header[1] === '[[' ? `${name}.${count}` : name;
      lines.set(section, index + 1);
      continue;
    }
    const key = /^\s*((?:[\w.-]|"[^"]*"|'[^']*')+)\s*=/.exec(line)?.[1];
    if (key !== undefined) lines.set(section === '' ? bare(key) : `${section}.${bare(key)}`, index + 1);
  }
  return lines;
}

function bare(key: string): string {
  return key.replace(/["']/g, '').replace(/\s*\.\s*/g, '.');
}

/** An inner field of an inline table stands where the table does. */
function lineOf(key: string, lines: ReadonlyMap<string, number>): number {
  for (let place = key; place !== ''; place = place.slice(0, Math.max(0, place.lastIndexOf('.')))) {
    const line = lines.get(place);
    if (line !== undefined) return line;
  }
  return 1;
}
