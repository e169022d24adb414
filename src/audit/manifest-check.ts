/** Whether a lock file still fits the manifest beside it. Pure. */
import { isRangeMet } from '../ecosystems/range.ts';
import type { Wanted } from '../ecosystems/locked.ts';
import type { Project, ProjectFile } from './project.ts';

export interface Mismatch {
  readonly message: string;
  readonly line: number;
}

/** What the manifest asks for and the lock doesn't hold, or holds in a version that the manifest's range excludes. */
export function manifestFindings(lock: ProjectFile, project: Project): Mismatch[] {
  const manifest = project.files.find((file) => file.path === besides(lock.path));
  if (!lock.content.isLock || manifest === undefined) return [];
  return (manifest.content.wanted ?? []).flatMap((wanted) => mismatch(wanted, lock, manifest.path) ?? []);
}

const MANIFESTS: Readonly<Record<string, string>> = {
  'package-lock.json': 'package.json', 'npm-shrinkwrap.json': 'package.json', 'pnpm-lock.yaml': 'package.json', 'yarn.lock': 'package.json', 'bun.lock': 'package.json',
  'uv.lock': 'pyproject.toml', 'poetry.lock': 'pyproject.toml', 'pdm.lock': 'pyproject.toml',
};

function besides(path: string): string | undefined {
  const cut = path.lastIndexOf('/') + 1;
  const manifest = MANIFESTS[path.slice(cut)];
  return manifest === undefined ? undefined : path.slice(0, cut) + manifest;
}

function mismatch(wanted: Wanted, lock: ProjectFile, manifest: string): Mismatch | undefined {
  // A lock that remembers what it was made for says it exactly, aliases and all.
  const remembered = lock.content.wanted?.find((each) => each.name === wanted.name);
  if (lock.content.wanted !== undefined && lock.content.wanted.length > 0) {
    if (remembered === undefined) return { line: 1, message: `${manifest} asks for ${wanted.name}, which the lock was not made for` };
    if (wanted.ecosystem === 'npm' && remembered.range !== wanted.range) return { line: remembered.line, message: `${manifest} asks for ${wanted.name} ${wanted.range}, the lock was made for ${remembered.range}` };
  }
  const alias = /^npm:((?:@[^/]+\/)?[^@]+)(?:@(.+))?$/.exec(wanted.range);
  const name = alias?.[1] ?? wanted.name;
  const locked = lock.content.locked.filter((each) => each.name === name);
  if (/^(?:file|link|workspace|portal|catalog):/.test(wanted.range)) return undefined;
  if (locked.length === 0) return { line: 1, message: `${manifest} asks for ${name}, which is not locked` };
  const range = alias === null ? wanted.range : alias[2] ?? '';
  const versions = locked.flatMap((each) => each.version ?? []);
  const isMet = versions.length === 0 || versions.some((version) => isRangeMet(wanted.ecosystem, version, range) !== false);
  return isMet ? undefined : { line: locked[0]?.line ?? 1, message: `${manifest} asks for ${name} ${range}, locked is ${versions.join(', ')}` };
}
