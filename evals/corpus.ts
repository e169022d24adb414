/** Finds the samples of a corpus on disk; nothing is opened here but lists of names. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Sample, Truth } from './outcome.ts';

const ARCHIVE = /\.(?:whl|zip|egg|tgz|tar|tar\.(?:gz|bz2|xz|zst)|tbz2?|txz|vsix|crate|gem|deb)$/i;

/** Every archive below a folder, sorted by path. `families` names the family by path; else it is the first folder. */
export function archivesUnder(folder: string, truth: Truth, families: ReadonlyMap<string, string>): Sample[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ARCHIVE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return paths.sort().map((path) => sampleOf(truth, folder, path, families));
}

/** Every child of a folder as one unpacked package, or one lone file where a folder holds nothing else. */
export function packagesUnder(folder: string, truth: Truth, families: ReadonlyMap<string, string>): Sample[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
  return names.map((entry) => join(folder, entry.name)).sort().map((path) => sampleOf(truth, folder, path, families));
}

/** Reads a tab-separated list with a header: the sample's path or id, then its family. */
export function readFamilies(files: readonly string[]): Map<string, string> {
  const families = new Map<string, string>();
  for (const file of files) {
    if (!existsSync(file)) throw new Error(`there is no list ${file}`);
    for (const row of readFileSync(file, 'utf8').split('\n').slice(1)) {
      const [path, family] = row.trimEnd().split('\t');
      if (path !== undefined && family !== undefined && !path.startsWith('#')) families.set(path, family);
    }
  }
  return families;
}

/** Every n-th sample of each truth: the same ones on every run. */
export function thinned(samples: readonly Sample[], every: number): Sample[] {
  return samples.filter((_, index) => index % every === 0);
}

function sampleOf(truth: Truth, folder: string, path: string, families: ReadonlyMap<string, string>): Sample {
  const name = relative(folder, path).replaceAll('\\', '/');
  return { truth, path, name, family: families.get(name) ?? name.split('/')[0] ?? name };
}
