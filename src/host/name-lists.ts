/** The lists of known names: as shipped in data/names, or newer ones that `assay names update` left in the user's folder. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readText } from './files.ts';
import type { Environment } from './terminal.ts';

/** The ecosystems that lists are kept for. */
export const LISTED = ['pypi', 'npm'] as const;
export type Listed = (typeof LISTED)[number];

/** The texts, in the shape that the names room takes. */
export interface NameLists {
  readonly popular: Readonly<Record<Listed, string>>;
  readonly standard: Readonly<Record<Listed, string>>;
  readonly spelling: string;
  readonly confusables: string;
  summaries(ecosystem: string): string;
}

const SHIPPED = join(import.meta.dirname, '..', '..', '..', 'data', 'names');

/** Where the user's data stand: XDG_DATA_HOME (basedir-spec), LOCALAPPDATA on Windows, Library on macOS. */
export function dataFolder(env: Environment, platform: string = process.platform): string {
  if (env['XDG_DATA_HOME']) return join(env['XDG_DATA_HOME'], 'assay');
  if (platform === 'win32' && env['LOCALAPPDATA']) return join(env['LOCALAPPDATA'], 'assay');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Application Support', 'assay') : join(homedir(), '.local', 'share', 'assay');
}

/** Where `assay names update` writes an ecosystem's list. */
export function updatedList(env: Environment, ecosystem: Listed): string {
  return join(dataFolder(env), 'names', `${ecosystem}.txt`);
}

/** Reads the lists, each the user's own where it is there. Takes a few milliseconds. */
export function readNameLists(env: Environment): NameLists {
  const own = { pypi: readText(updatedList(env, 'pypi')), npm: readText(updatedList(env, 'npm')) };
  return {
    popular: { pypi: own.pypi ?? shipped('pypi.txt'), npm: own.npm ?? shipped('npm.txt') },
    standard: { pypi: shipped('pypi-standard.txt'), npm: shipped('npm-standard.txt') },
    spelling: shipped('spelling.txt'),
    confusables: shipped('confusables.txt'),
    // Summaries are shipped in the order of the shipped list; beside a newer one they would be another package's.
    summaries(ecosystem) {
      const listed = LISTED.find((each) => each === ecosystem);
      if (listed === undefined || own[listed] !== undefined) return '';
      return gunzipSync(readFileSync(join(SHIPPED, `${listed}-summaries.txt.gz`))).toString('utf8');
    },
  };
}

function shipped(file: string): string {
  return readFileSync(join(SHIPPED, file), 'utf8');
}
