/**
 * npm: what runs when (npm documentation: scripts, package.json). preinstall, install and postinstall run at install time, and `node-gyp rebuild`
 * where a binding.gyp lies without them; `main`, `exports` and `browser` load on import; `bin` is run by the user.
 */
import type { Artifact, Entry } from '../../model/artifact.ts';
import { purlOf, type PackageRef } from '../../model/package.ts';
import { STAGES, type Stage } from '../../model/stage.ts';
import { isAside, type Plan, type Planner, type RawFact, type Root } from '../plan.ts';
import { followCommand } from './commands.ts';
import { gypRoots } from './gyp.ts';
import { filesFor, isRecord, openPackage, type NpmPackage } from './package.ts';

/** The planner for npm tarballs and unpacked packages. */
export const NPM_PLANNER: Planner = { ecosystem: 'npm', recognises, plan };

function recognises(artifact: Artifact): number {
  let best = 0;
  for (const { path } of artifact.entries) {
    if (path === 'package/package.json') return 0.95;
    if (/^(?:[^/]+\/)?package\.json$/.test(path)) best = Math.max(best, 0.7);
  }
  return best;
}

function plan(artifact: Artifact, text: (entry: Entry) => string): Plan {
  const pkg = openPackage(artifact, text);
  const facts: RawFact[] = [];
  // What runs without being asked comes first: a file is read at the stage of the first root that reaches it.
  const roots = [...hookRoots(pkg, facts), ...gypRoots(pkg, facts), ...importRoots(pkg), ...programRoots(pkg)].sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  dependencyFacts(pkg, facts);
  return { ref: refOf(pkg, artifact), manifest: pkg.manifest, roots, facts, stageOfOther: (path) => stageOfOther(path, pkg) };
}

function refOf(pkg: NpmPackage, artifact: Artifact): PackageRef {
  const { name, version } = pkg.manifest;
  const known = typeof name === 'string' ? name : artifact.name.replace(/\.tgz$|\.tar\.gz$/i, '');
  const of = { ecosystem: 'npm', name: known, ...(typeof version === 'string' ? { version } : {}) } as const;
  return { ...of, purl: purlOf(of) };
}

const HOOKS: readonly (readonly [name: string, stage: Stage])[] = [
  ['preinstall', 'install'], ['install', 'install'], ['postinstall', 'install'], ['preuninstall', 'run'], ['uninstall', 'run'], ['postuninstall', 'run'],
  ['prepare', 'run'], ['preprepare', 'run'], ['postprepare', 'run'], ['prepublish', 'run'], ['prepublishOnly', 'run'], ['prepack', 'run'],
];

/** Lifecycle scripts and what they run, by content. `prepare` runs on the machine of who installs from git or develops the package. */
function hookRoots(pkg: NpmPackage, facts: RawFact[]): Root[] {
  const scripts = isRecord(pkg.manifest['scripts']) ? pkg.manifest['scripts'] : {};
  const roots: Root[] = [];
  for (const [hook, stage] of HOOKS) {
    const command = scripts[hook];
    if (typeof command !== 'string' || command.trim() === '') continue;
    const start = placeOf(pkg.manifestText, hook, command);
    if (stage === 'install') facts.push({ kind: 'lifecycle-script', detail: `${hook}: ${command}`, path: pkg.manifestPath, start, end: start + command.length, stage });
    roots.push({ path: pkg.manifestPath, stage, text: command, start, language: 'shell', how: hook });
    roots.push(...followCommand(command, { pkg, scripts, stage, hook, start }));
  }
  return roots;
}

/** Where a script's command stands in package.json; 0 where it is written with escapes. */
function placeOf(text: string, name: string, value: string): number {
  const key = text.indexOf(JSON.stringify(name));
  const at = text.indexOf(JSON.stringify(value).slice(1, -1), Math.max(key, 0));
  return Math.max(at, 0);
}

const MOST_ENTRY_POINTS = 200;

/** Files that `require` or `import` of the package loads. */
function importRoots(pkg: NpmPackage): Root[] {
  const { main, module, browser, exports: exported } = pkg.manifest;
  const named = [...stringsIn(main), ...stringsIn(module), ...stringsIn(exported), ...(typeof browser === 'string' ? [browser] : [])];
  const paths = new Set<string>();
  for (const target of named.slice(0, MOST_ENTRY_POINTS)) for (const path of filesFor(pkg, target)) paths.add(path);
  // Node loads the index where `main` names a file that is not there.
  const isThere = stringsIn(main).some((target) => filesFor(pkg, target).length > 0);
  if (!isThere && exported === undefined) for (const path of filesFor(pkg, 'index')) paths.add(path);
  const programs = new Set(stringsIn(pkg.manifest['bin']).flatMap((target) => filesFor(pkg, target)));
  return [...paths].filter((path) => !/\.(?:d\.[mc]?ts|json|css|node|map)$/.test(path) && !(programs.has(path) && isProgramOnly(pkg, path))).map((path) => ({ path, stage: 'import' as const }));
}

/** Starts as a program does, asks what it was told to do, and gives nothing to who loads it: nobody imports it, though `npm init` writes it down as `main`. */
function isProgramOnly(pkg: NpmPackage, path: string): boolean {
  const entry = pkg.entries.findLast((one) => one.path === path);
  const text = entry ? pkg.text(entry) : '';
  return /^#!.*\b(?:node|bun|deno|tsx)\b/.test(text) && ASKS_ARGUMENTS.test(text) && !EXPORTS.test(text);
}

const ASKS_ARGUMENTS = /\bargv\b|\bDeno\.args\b|\bparseArgs\b|['"](?:commander|yargs|minimist|meow|cac|sade|mri|arg|clipanion|citty|@oclif\/core|command-line-args)['"]/;
const EXPORTS = /\bexports\b|^\s*export\b/m;

function programRoots(pkg: NpmPackage): Root[] {
  const targets = [...stringsIn(pkg.manifest['bin'])];
  return targets.flatMap((target) => filesFor(pkg, target)).map((path) => ({ path, stage: 'run' as const }));
}

/** Every text in a value of package.json, without recursion that a deep one could overflow. */
function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  const pending: unknown[] = [value];
  for (let steps = 0; pending.length > 0 && steps < 5000; steps++) {
    const one = pending.shift();
    if (typeof one === 'string') found.push(one);
    else if (Array.isArray(one)) pending.push(...one);
    else if (isRecord(one)) for (const [key, inner] of Object.entries(one)) if (key !== 'types' && key !== 'typings') pending.push(inner);
  }
  return found;
}

const ADDRESS = /^(?:https?:|git[+:@]|ssh:|github:|gitlab:|bitbucket:|gist:|[\w.-]+\/[\w.-]+(?:#.*)?$)/;

/** Dependencies that come from an address instead of the registry. */
function dependencyFacts(pkg: NpmPackage, facts: RawFact[]): void {
  for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies']) {
    const table = pkg.manifest[field];
    if (!isRecord(table)) continue;
    for (const [name, spec] of Object.entries(table)) {
      if (typeof spec !== 'string' || !ADDRESS.test(spec)) continue;
      const start = placeOf(pkg.manifestText, name, spec);
      facts.push({ kind: 'dependency-url', detail: spec, path: pkg.manifestPath, start, end: start + spec.length, stage: 'install' });
    }
  }
}

function stageOfOther(path: string, pkg: NpmPackage): Stage {
  const inner = path.slice(pkg.root.length);
  if (isAside(inner) || /\.(?:test|spec)\.[mc]?[jt]sx?$|\.d\.[mc]?ts$|(?:^|\/)(?:node_modules\/\.bin|\.github|\.circleci)\/|(?:^|\/)(?:gulpfile|gruntfile|rollup\.config|webpack\.config|jest\.config|karma\.conf|vite\.config|eslint\.config|babel\.config)\./i.test(inner)) return 'unreachable';
  return /\.(?:[mc]?[jt]sx?|node|sh|ps1|bat|cmd|vbs|py|exe|dll|so|dylib)$/i.test(path) || !/\.\w+$/.test(path) ? 'run' : 'unreachable';
}
