/** What is installed in a project: names and versions out of `node_modules` and of Python environments. Reads manifests only, runs nothing. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface InstalledPackage {
  readonly ecosystem: 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
  readonly path: string;
  /** When its manifest was put there, in milliseconds since 1970: installing the same version again shows. */
  readonly placed: number;
  /** Where it says it came from, where that is no index: an address, a path, a repository. */
  readonly direct?: string;
}

/** Every package under the project's `node_modules`, pnpm's store of links included, and in the Python environments given. */
export function readInstalled(project: string, environments: readonly string[]): InstalledPackage[] {
  const found: InstalledPackage[] = [];
  readModules(join(project, 'node_modules'), found, 0);
  for (const environment of new Set(environments)) for (const folder of sitePackages(environment)) readDistributions(folder, found);
  return found;
}

const MAX_DEPTH = 40;

function readModules(folder: string, found: InstalledPackage[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.name === '.pnpm' || entry.name === '.store') {
      for (const inner of entriesOf(path)) if (inner.isDirectory()) readModules(join(path, inner.name, 'node_modules'), found, depth + 1);
    } else if (entry.isDirectory() && entry.name.startsWith('@')) {
      readModules(path, found, depth + 1);
    } else if (entry.isDirectory() && !entry.name.startsWith('.')) {
      const manifest = readManifest(join(path, 'package.json'));
      if (manifest !== undefined) found.push({ ecosystem: 'npm', ...manifest, path });
      readModules(join(path, 'node_modules'), found, depth + 1);
    }
  }
}

function readManifest(path: string): { name: string; version: string; placed: number } | undefined {
  if (!existsSync(path)) return undefined;
  const manifest = parseObject(readFileSync(path, 'utf8'));
  const { name, version } = manifest ?? {};
  return typeof name === 'string' && typeof version === 'string' ? { name, version, placed: statSync(path).ctimeMs } : undefined;
}

/** An environment's folders for packages, or the folder itself where it is one (`pip install --target`). */
function sitePackages(environment: string): string[] {
  const lib = entriesOf(join(environment, 'lib')).filter((entry) => entry.name.startsWith('python')).map((entry) => join(environment, 'lib', entry.name, 'site-packages'));
  return [...lib, join(environment, 'Lib', 'site-packages'), environment].filter((folder) => existsSync(folder));
}

function readDistributions(folder: string, found: InstalledPackage[]): void {
  for (const entry of entriesOf(folder)) {
    if (!entry.name.endsWith('.dist-info') && !entry.name.endsWith('.egg-info')) continue;
    const info = join(folder, entry.name);
    const file = ['METADATA', 'PKG-INFO'].map((name) => join(info, name)).find((path) => existsSync(path));
    if (file === undefined) continue;
    const head = readFileSync(file, 'utf8').slice(0, 20_000);
    const name = /^Name:\s*(\S+)/im.exec(head)?.[1];
    const version = /^Version:\s*(\S+)/im.exec(head)?.[1];
    if (name === undefined || version === undefined) continue;
    const direct = directOf(join(info, 'direct_url.json'));
    found.push({ ecosystem: 'pypi', name: name.toLowerCase().replace(/[-_.]+/g, '-'), version, path: info, placed: statSync(file).ctimeMs, ...(direct === undefined ? {} : { direct }) });
  }
}

/** packaging.python.org: specifications/direct-url. */
function directOf(path: string): string | undefined {
  const url = existsSync(path) ? parseObject(readFileSync(path, 'utf8'))?.['url'] : undefined;
  return typeof url === 'string' ? url : undefined;
}

function entriesOf(folder: string): { name: string; isDirectory(): boolean }[] {
  return existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder, { withFileTypes: true }) : [];
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
