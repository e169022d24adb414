/**
 * Editor extensions (`.vsix`): a zip with `extension/package.json`. Its `main` runs with the editor's rights on the first of its activation events;
 * `*` and `onStartupFinished` mean every start of the editor (VS Code documentation: activation events).
 */
import type { Artifact, Entry } from '../../model/artifact.ts';
import { purlOf, type PackageRef } from '../../model/package.ts';
import type { Stage } from '../../model/stage.ts';
import { isTable, listIn, tableIn, textIn, type Table } from '../../kit/table.ts';
import { isAside, type Plan, type Planner, type RawFact, type Root } from '../plan.ts';

/** The planner for extensions of VS Code and the editors that share its format. */
export const VSCODE_PLANNER: Planner = { ecosystem: 'vscode', recognises, plan };

const MANIFEST = 'extension/package.json';
const ALWAYS = new Set(['*', 'onStartupFinished']);

function recognises(artifact: Artifact): number {
  const has = (name: string): boolean => artifact.entries.some(({ path }) => path === name);
  return has(MANIFEST) && (has('extension.vsixmanifest') || artifact.name.endsWith('.vsix')) ? 1 : 0;
}

function plan(artifact: Artifact, text: (entry: Entry) => string): Plan {
  const entry = artifact.entries.find(({ path }) => path === MANIFEST);
  const source = entry === undefined ? '' : text(entry);
  const manifest = manifestOf(source);
  const name = [textIn(manifest, 'publisher'), textIn(manifest, 'name') ?? artifact.name].filter((part) => part !== undefined).join('/');
  const version = textIn(manifest, 'version');
  const ref: PackageRef = { ecosystem: 'vscode', name, ...(version === undefined ? {} : { version }), purl: purlOf({ ecosystem: 'vscode', name, ...(version === undefined ? {} : { version }) }) };
  const events = listIn(manifest, 'activationEvents').filter((event) => typeof event === 'string');
  const stage: Stage = events.some((event) => ALWAYS.has(event)) ? 'startup' : 'import';
  const at = Math.max(0, source.indexOf('"activationEvents"'));
  const facts: RawFact[] = events.map((event) => ({ kind: 'activation-event', detail: event, path: MANIFEST, start: at, end: at + '"activationEvents"'.length, stage }));
  return { ref, manifest, roots: [...mainRoots(artifact, manifest, stage), ...hookRoots(manifest, source)], facts, stageOfOther: (path) => (isAside(path) || /\/node_modules\/.*\/(?:test|docs?|example)s?\//.test(path) ? 'unreachable' : 'run') };
}

function mainRoots(artifact: Artifact, manifest: Table, stage: Stage): Root[] {
  const files = [textIn(manifest, 'main'), textIn(manifest, 'browser')].flatMap((file) => (file === undefined ? [] : [`extension/${file.replace(/^\.?\//, '')}`]));
  const candidates = files.flatMap((file) => [file, `${file}.js`, `${file}.cjs`, `${file}.mjs`, `${file}/index.js`]);
  return artifact.entries.filter(({ path }) => candidates.includes(path)).map(({ path }) => ({ path, stage, language: 'javascript' as const }));
}

/** The one script that editors run themselves. */
function hookRoots(manifest: Table, source: string): Root[] {
  const command = textIn(tableIn(manifest, 'scripts'), 'vscode:uninstall');
  return command === undefined ? [] : [{ path: MANIFEST, stage: 'run', text: command, start: Math.max(0, source.indexOf(command)), language: 'shell', how: 'vscode:uninstall' }];
}

function manifestOf(source: string): Table {
  try {
    const value: unknown = JSON.parse(source);
    return isTable(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
