/** Files of settings as layers, and lines of a project's scripts. */
import { tomlRows, yamlRows, type SettingRow } from '../../ecosystems/setting-rows.ts';
import { parseNpmrc } from '../../host/ini.ts';
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { findProjectFiles } from '../../host/project-files.ts';
import { isTable, type Table } from '../../kit/table.ts';
import { layerOf, type Layer, type Said } from './settings.ts';

/** A TOML file as a layer; `under` keeps only what stands below a table, without its name. What is not TOML counts as unread. */
export function tomlLayer(machine: InspectedMachine, path: string, under = ''): Layer | undefined {
  return rowLayer(machine, path, under, tomlRows, 'TOML');
}

/** A YAML file as a layer. What is not YAML counts as unread. */
export function yamlLayer(machine: InspectedMachine, path: string): Layer | undefined {
  return rowLayer(machine, path, '', yamlRows, 'YAML');
}

function rowLayer(machine: InspectedMachine, path: string, under: string, parse: (text: string) => SettingRow[] | undefined, format: string): Layer | undefined {
  const text = machine.read(path);
  if (text === undefined) return undefined;
  const rows = parse(text);
  if (rows === undefined) {
    machine.unread.set(path, `it is not ${format}`);
    return undefined;
  }
  const prefix = under === '' ? '' : `${under}.`;
  const kept = rows.filter(({ key }) => key.startsWith(prefix));
  return kept.length === 0 && under !== '' ? undefined : layerOf(kept.map(({ key, value, line }) => [key.slice(prefix.length), { value, place: { file: path, line } }] as const));
}

/** An `.npmrc` as a layer; variables in it are those of the machine. */
export function npmrcLayer(machine: InspectedMachine, path: string): Layer | undefined {
  const text = machine.read(path);
  if (text === undefined) return undefined;
  const rows = parseNpmrc(text, machine.env).filter(({ section }) => section === '');
  return layerOf(rows.map(({ key, value, line }) => [key, { value, place: { file: path, line } }] as const));
}

/** A JSON file's table; undefined where there is none. What is not a JSON table counts as unread. */
export function jsonTable(machine: InspectedMachine, path: string): Table | undefined {
  const text = machine.read(path);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (isTable(value)) return value;
    machine.unread.set(path, 'it is not a JSON object');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    machine.unread.set(path, 'it is not JSON');
  }
  return undefined;
}

/** Whether there is a layer, for filters. */
export function isLayer(layer: Layer | undefined): layer is Layer {
  return layer !== undefined;
}

/** The package that a program belongs to: the nearest `package.json` above it. */
export function packageOf(machine: InspectedMachine, program: string): { readonly folder: string; readonly name: string; readonly version: string } | undefined {
  for (let folder = machine.parent(program); folder !== machine.parent(folder); folder = machine.parent(folder)) {
    const manifest = jsonTable(machine, machine.join(folder, 'package.json'));
    if (manifest !== undefined && typeof manifest['name'] === 'string' && typeof manifest['version'] === 'string') return { folder, name: manifest['name'], version: manifest['version'] };
  }
  return undefined;
}

export interface Trace {
  readonly text: string;
  readonly place: { readonly file: string; readonly line: number };
}

const SCRIPT_FILES = /^(?:Dockerfile.*|Containerfile.*|.*\.dockerfile|Makefile|GNUmakefile|justfile|\.gitlab-ci\.ya?ml|azure-pipelines.*\.ya?ml|Jenkinsfile|\.travis\.ya?ml|.*\.sh|.*\.bash)$/i;
const MOST_SCRIPTS = 300;

/** Lines of the project's build scripts, container files and pipelines that match; what stands after a `#` doesn't count. */
export function scriptLines(machine: InspectedMachine, pattern: RegExp): readonly Trace[] {
  const found = machine.exists(machine.folder) ? findProjectFiles(machine.folder, (name) => SCRIPT_FILES.test(name), MOST_SCRIPTS) : [];
  const workflows = machine.list(machine.join(machine.folder, '.github', 'workflows')).map((name) => `.github/workflows/${name}`);
  return [...found, ...workflows].flatMap((inside) => matchingLines(machine, machine.join(machine.folder, inside), pattern));
}

const HISTORIES = ['.bash_history', '.zsh_history', '.ash_history', '.history'];

/** Commands of the user's shell history that match; only the match itself is told, as the rest may hold secrets. */
export function historyLines(machine: InspectedMachine, pattern: RegExp): readonly Trace[] {
  return HISTORIES.flatMap((name) => matchingLines(machine, machine.join(machine.home, name), pattern));
}

function matchingLines(machine: InspectedMachine, file: string, pattern: RegExp): Trace[] {
  const traces: Trace[] = [];
  for (const [index, line] of (machine.read(file) ?? '').split('\n').entries()) {
    const match = pattern.exec(line.replace(/(?:^|\s)#.*$/, ''));
    if (match) traces.push({ text: match[0].trim().slice(0, 160), place: { file, line: index + 1 } });
  }
  return traces;
}

/** What an environment variable says. */
export function variableSaid(machine: InspectedMachine, name: string): Said | undefined {
  const value = machine.env[name];
  return value ? { value, place: { variable: name } } : undefined;
}
