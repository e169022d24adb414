/** The lists of known names: as shipped in data/names, or newer ones that `assay names update` left in the user's folder. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
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
  /** What the package of a rank (from 1) says it is; '' where that isn't known. */
  summaryOf(ecosystem: string, rank: number): string;
}

/** Summaries stand in parts, because a scan asks for one of them; each file is named after its first rank less one. */
export const SUMMARIES_PER_FILE = 500;

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

/** The lists, each the user's own where it is there, and read when it is first asked for. */
export function readNameLists(env: Environment): NameLists {
  const own = { pypi: once(() => readText(updatedList(env, 'pypi'))), npm: once(() => readText(updatedList(env, 'npm'))) };
  const popular = { pypi: once(() => own.pypi() ?? shipped('pypi.txt')), npm: once(() => own.npm() ?? shipped('npm.txt')) };
  const standard = { pypi: once(() => shipped('pypi-standard.txt')), npm: once(() => shipped('npm-standard.txt')) };
  const spelling = once(() => shipped('spelling.txt'));
  const confusables = once(() => shipped('confusables.txt'));
  const parts = new Map<string, readonly string[]>();
  return {
    popular: { get pypi() { return popular.pypi(); }, get npm() { return popular.npm(); } },
    standard: { get pypi() { return standard.pypi(); }, get npm() { return standard.npm(); } },
    get spelling() { return spelling(); },
    get confusables() { return confusables(); },
    // Summaries are shipped in the order of the shipped list; beside a newer one they would be another package's.
    summaryOf(ecosystem, rank) {
      const listed = LISTED.find((each) => each === ecosystem);
      if (listed === undefined || rank < 1 || own[listed]() !== undefined) return '';
      const line = (rank - 1) % SUMMARIES_PER_FILE;
      const file = join(SHIPPED, `${listed}-summaries`, `${rank - 1 - line}.txt`);
      const lines = parts.get(file) ?? (readText(file) ?? '').split('\n');
      parts.set(file, lines);
      return lines[line] ?? '';
    },
  };
}

/** Changes with every list, the user's own too. */
export function nameListsRevision(env: Environment): string {
  const { popular, standard, spelling, confusables } = readNameLists(env);
  const hash = createHash('sha256');
  for (const text of [popular.pypi, popular.npm, standard.pypi, standard.npm, spelling, confusables]) hash.update(`${text.length}\n`).update(text);
  return hash.digest('hex').slice(0, 16);
}

function once<Value>(read: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => (kept ??= { value: read() }).value;
}

function shipped(file: string): string {
  return readFileSync(join(SHIPPED, file), 'utf8');
}
