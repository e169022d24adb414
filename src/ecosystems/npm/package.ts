/** An npm package as its planner sees it: where its root is, its manifest, and which files its paths mean. */
import type { Artifact, Entry } from '../../model/artifact.ts';
import { wrapper } from '../plan.ts';

/** What the parts of the planner share. */
export interface NpmPackage {
  readonly entries: readonly Entry[];
  readonly text: (entry: Entry) => string;
  /** The folder that wraps everything, with its slash. */
  readonly root: string;
  readonly manifestPath: string;
  readonly manifestText: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  has(path: string): boolean;
}

/** Reads package.json and finds the root; an unreadable manifest is an empty one. */
export function openPackage(artifact: Artifact, text: (entry: Entry) => string): NpmPackage {
  const { entries } = artifact;
  const folder = wrapper(entries);
  const root = entries.some(({ path }) => path === `${folder}package.json`) ? folder : rootOfManifest(entries);
  const manifestPath = `${root}package.json`;
  // Registries and npm keep the last of two members of one name.
  const entry = entries.findLast(({ path }) => path === manifestPath);
  const manifestText = entry ? text(entry) : '';
  const paths = new Set(entries.map(({ path }) => path));
  return { entries, text, root, manifestPath, manifestText, manifest: parsed(manifestText), has: (path) => paths.has(path) };
}

function rootOfManifest(entries: readonly Entry[]): string {
  const found = entries.filter(({ path }) => /^[^/]+\/package\.json$/.test(path));
  return found.length === 1 ? (found[0]?.path.slice(0, -'package.json'.length) ?? '') : 'package/';
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isRecord(data) ? data : {};
  } catch {
    return {};
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TAILS = ['', '.js', '.cjs', '.mjs', '.json', '.node', '/index.js', '/index.cjs', '/index.mjs', '.ts'];

/** The files a path in package.json or a command means; a `*` takes all that fit. */
export function filesFor(pkg: NpmPackage, target: string): string[] {
  const clean = target.replace(/^\.?\//, '').replace(/\/$/, '');
  if (clean === '' && target !== './' && target !== '.') return [];
  if (clean.includes('*')) {
    const [before = '', after = ''] = clean.split('*', 2);
    return pkg.entries.map(({ path }) => path).filter((path) => path.startsWith(pkg.root + before) && path.endsWith(after)).slice(0, 100);
  }
  const stem = pkg.root + tidied(clean);
  for (const tail of TAILS) {
    const path = stem.endsWith('/') || stem === '' ? `${stem}${tail.replace(/^\//, '')}` : stem + tail;
    if (pkg.has(path)) return [path];
  }
  return [];
}

function tidied(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
