/**
 * PyPI: what runs when. sdist: setup.py and in-tree build back ends at build time (packaging.python.org: PEP 517); wheel: nothing at install,
 * but `.pth` lines and sitecustomize at every start of the interpreter (docs.python.org: site), `__init__.py` on import.
 */
import type { Artifact, Entry } from '../../model/artifact.ts';
import { purlOf, type PackageRef } from '../../model/package.ts';
import type { Stage } from '../../model/stage.ts';
import { isAside, wrapper, type Plan, type Planner, type RawFact, type Root } from '../plan.ts';
import { backEndCalls, namedCommands, toolHooks } from './build-hooks.ts';
import { metadataOf, nameFromFile } from './identity.ts';

/** The planner for sdists, wheels, eggs and unpacked Python packages. */
export const PYPI_PLANNER: Planner = { ecosystem: 'pypi', recognises, plan };

function recognises(artifact: Artifact): number {
  if (/\.(whl|egg)$/i.test(artifact.name)) return 1;
  let best = 0;
  for (const { path } of artifact.entries) {
    if (/(?:^|\/)(?:PKG-INFO|setup\.py|[^/]+\.dist-info\/METADATA)$/.test(path)) return 0.9;
    if (/(?:^|\/)(?:pyproject\.toml|setup\.cfg)$/.test(path)) best = 0.6;
    else if (/\.(py|pyw|pyc|ipynb)$/.test(path) && best < 0.3) best = 0.3;
  }
  return best;
}

function plan(artifact: Artifact, text: (entry: Entry) => string): Plan {
  const root = /\.(whl|egg)$/i.test(artifact.name) ? '' : wrapper(artifact.entries);
  const context: Context = { artifact, text, root, isWheel: artifact.entries.some(({ path }) => /^[^/]+\.dist-info\/(?:WHEEL|METADATA)$/.test(path)) };
  const manifest = metadataOf(artifact, text);
  const guess = nameFromFile(artifact.name);
  const name = typeof manifest['Name'] === 'string' ? manifest['Name'] : (guess?.name ?? artifact.name);
  const version = typeof manifest['Version'] === 'string' ? manifest['Version'] : guess?.version;
  const ref: PackageRef = { ecosystem: 'pypi', name, ...(version === undefined ? {} : { version }), purl: purlOf({ ecosystem: 'pypi', name: name.toLowerCase().replace(/[-_.]+/g, '-'), ...(version === undefined ? {} : { version }) }) };
  const facts: RawFact[] = [];
  const roots = [...buildRoots(context, facts), ...startupRoots(context, facts), ...importRoots(context, name)];
  return { ref, manifest, roots, facts, stageOfOther: (path) => stageOfOther(path, context, ownFolder(name)) };
}

interface Context {
  readonly artifact: Artifact;
  readonly text: (entry: Entry) => string;
  readonly root: string;
  readonly isWheel: boolean;
}

function stageOfOther(path: string, context: Context, own: string): Stage {
  if (INSTALLED_SCRIPT.test(path)) return 'run';
  if (isAside(withoutOwn(path.slice(context.root.length), own))) return 'unreachable';
  return /\.(py|pyw|pyc|pyd|so|dll|exe|ipynb)$/i.test(path) ? 'run' : 'unreachable';
}

/** setup.py, and back ends that pyproject.toml takes from the tree. */
function buildRoots(context: Context, facts: RawFact[]): Root[] {
  const roots: Root[] = [];
  for (const entry of context.artifact.entries) {
    if (entry.path === `${context.root}pyproject.toml`) roots.push(...backEnds(context, entry, facts), ...toolHooks(context.text(entry), treeOf(context)), ...namedCommands(context.text(entry), entry.path));
    if (entry.path === `${context.root}setup.cfg`) roots.push(...namedCommands(context.text(entry), entry.path));
    if (entry.path === `${context.root}setup.py` || (context.root === '' && /^[^/]+\/setup\.py$/.test(entry.path) && !context.isWheel)) roots.push({ path: entry.path, stage: 'install' });
  }
  return roots;
}

function backEnds(context: Context, entry: Entry, facts: RawFact[]): Root[] {
  const text = context.text(entry);
  const found = /(?<![\w-])["']?backend-path["']?\s*=\s*\[([^\]]*)\]/.exec(text);
  const [, backend, object] = /(?<![\w-])["']?build-backend["']?\s*=\s*["']([\w.]+)(?::([\w.]+))?["']/.exec(text) ?? [];
  if (!found || backend === undefined) return [];
  const start = found.index + found[0].indexOf('backend-path');
  facts.push({ kind: 'in-tree-backend', detail: backend, path: entry.path, start, end: found.index + found[0].length, stage: 'build' });
  const folders = [...(found[1] ?? '').matchAll(/["']([^"']+)["']/g)].map((match) => (match[1] ?? '').replace(/^\.?\/?|\/$/g, ''));
  const file = backend.replaceAll('.', '/');
  const candidates = folders.flatMap((folder) => [`${file}.py`, `${file}/__init__.py`].map((tail) => `${context.root}${folder === '' || folder === '.' ? '' : `${folder}/`}${tail}`));
  const files = context.artifact.entries.filter(({ path }) => candidates.includes(path));
  return files.flatMap((file): Root[] => [{ path: file.path, stage: 'build' }, ...backEndCalls(file.path, context.text(file), object)]);
}

function treeOf({ artifact, root, text }: Context): Parameters<typeof toolHooks>[1] {
  return {
    root,
    text: (path) => {
      const entry = artifact.entries.find((one) => one.path === path);
      return entry === undefined ? undefined : text(entry);
    },
  };
}

/** `.pth` lines that begin with `import`, sitecustomize and usercustomize, at the top of what is installed. */
function startupRoots(context: Context, facts: RawFact[]): Root[] {
  const roots: Root[] = [];
  for (const entry of context.artifact.entries) {
    const inner = entry.path.slice(context.root.length);
    if (isAside(inner)) continue;
    if (/\.pth$/i.test(inner)) roots.push(...pthLines(context, entry, facts));
    const isTop = /^(?:src\/)?(?:[^/]+\.data\/(?:purelib|platlib|data\/[^\n]*)\/)?(?:sitecustomize|usercustomize)(?:\.py|\/__init__\.py)$/.test(inner);
    if (!isTop) continue;
    facts.push({ kind: 'startup-hook', detail: inner, path: entry.path, start: 0, end: 0, stage: 'startup' });
    roots.push({ path: entry.path, stage: 'startup' });
  }
  return roots;
}

function pthLines(context: Context, entry: Entry, facts: RawFact[]): Root[] {
  const text = context.text(entry);
  const roots: Root[] = [];
  for (const match of text.matchAll(/^import[ \t].*$/gm)) {
    facts.push({ kind: 'startup-hook', detail: `${entry.path} line that imports`, path: entry.path, start: match.index, end: match.index + match[0].length, stage: 'startup' });
    roots.push({ path: entry.path, stage: 'startup', text: match[0], start: match.index, language: 'python', how: 'pth' });
  }
  return roots;
}

/** Packages and modules that an import of the distribution loads. */
function importRoots(context: Context, name: string): Root[] {
  const tops = topLevel(context);
  const own = ownFolder(name);
  const roots: Root[] = [];
  for (const { path } of context.artifact.entries) {
    const inner = path.slice(context.root.length).replace(/^src\//, '').replace(/^[^/]+\.data\/(?:purelib|platlib)\//, '');
    const [top = '', ...rest] = inner.split('/');
    const file = rest.join('/');
    const stem = top.replace(/\.pyw?c?$/, '');
    if (isAside(withoutOwn(inner, own)) || SETUP_FILES.test(inner)) continue;
    const isPackage = file === '__init__.py' || file === '__init__.pyc';
    const isModule = rest.length === 0 && /\.pyw?c?$/.test(top);
    if (!isPackage && !isModule) continue;
    const isListed = tops === undefined ? isPackage || context.isWheel || stem.toLowerCase() === own : tops.has(stem);
    roots.push({ path, stage: isListed ? 'import' : 'run' });
  }
  if (roots.length === 0) roots.push(...onlyModules(context, own));
  return roots.sort((a, b) => (a.stage === b.stage ? 0 : a.stage === 'import' ? -1 : 1));
}

/** Of a package that lies nowhere an import would look, what is loaded is not known: the modules that lie highest are taken to be. */
function onlyModules(context: Context, own: string): Root[] {
  const modules = context.artifact.entries.map(({ path }) => path).filter((path) => /\.pyw?$/.test(path) && !isAside(withoutOwn(path.slice(context.root.length), own)) && !SETUP_FILES.test(path.slice(context.root.length)));
  const depth = Math.min(...modules.map((path) => path.split('/').length));
  return modules.filter((path) => path.split('/').length === depth).map((path) => ({ path, stage: 'import' }));
}

/** The folder that a distribution's own package usually has. */
function ownFolder(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '_');
}

/** A path inside the distribution's own package: one called `demo` is no folder of demos. */
function withoutOwn(path: string, own: string): string {
  const inner = path.replace(/^src\//, '');
  return inner.toLowerCase().startsWith(`${own}/`) ? inner.slice(own.length + 1) : path;
}

/** What a wheel puts among the programs of the environment (packaging.python.org: binary distribution format, the .data directory). */
const INSTALLED_SCRIPT = /^(?:[^/]+\/)?[^/]+\.data\/scripts\/[^/]+$/;

const SETUP_FILES = /^(?:setup|conftest|noxfile|fabfile|tasks|versioneer|docs?\/.*)\.pyw?$/;

function topLevel(context: Context): Set<string> | undefined {
  const entry = context.artifact.entries.find(({ path }) => /\.(?:egg|dist)-info\/top_level\.txt$/.test(path) || /EGG-INFO\/top_level\.txt$/.test(path));
  if (!entry) return undefined;
  const names = context.text(entry).split(/\s+/).filter((line) => line !== '');
  return names.length === 0 ? undefined : new Set(names);
}
