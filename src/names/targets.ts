/** The names worth imitating: what an attacker would count on people to mean. */
import type { Ecosystem } from '../model/package.ts';

export type TargetKind = 'popular' | 'standard' | 'tool' | 'internal' | 'listed';

export interface Target {
  readonly name: string;
  /** 1 for the most downloaded. Standard modules, tools and internal names count as 1: everybody has them. */
  readonly rank: number;
  readonly kind: TargetKind;
}

/** The texts the index is made of, as they are shipped or as `assay names update` left them. */
export interface NamesData {
  /** Per ecosystem: the most downloaded names, one a line, most downloaded first; the first line is `# date`. */
  readonly popular: Partial<Record<Ecosystem, string>>;
  /** Module names of the standard library, one a line. */
  readonly standard: Partial<Record<Ecosystem, string>>;
  readonly spelling: string;
  readonly confusables: string;
  /** Summaries in the order of `popular`, one a line; asked for only when a summary is compared. */
  summaries?(ecosystem: Ecosystem): string;
}

/** The date (ISO) a list was made, undefined where it doesn't say. */
export function dateOf(list: string): string | undefined {
  return /^# (\d{4}-\d{2}-\d{2})/.exec(list)?.[1];
}

/** The names of a list with their ranks: the place in the list, where an empty line keeps the place of a name that is gone. */
export function namesOf(list: string): { name: string; rank: number }[] {
  const lines = list.split('\n').filter((line) => !line.startsWith('#'));
  return lines.map((name, i) => ({ name: name.trim(), rank: i + 1 })).filter(({ name }) => name !== '');
}

/** Popular names first, in their order, then the standard library and what installers and their files are called. */
export function targetsOf(data: NamesData, ecosystem: Ecosystem): Target[] {
  const targets: Target[] = namesOf(data.popular[ecosystem] ?? '').map((known) => ({ ...known, kind: 'popular' }));
  for (const name of TOOLS[ecosystem] ?? []) targets.push({ name, rank: 1, kind: 'tool' });
  for (const { name } of namesOf(data.standard[ecosystem] ?? '')) targets.push({ name, rank: 1, kind: 'standard' });
  return targets;
}

const TOOLS: Partial<Record<Ecosystem, readonly string[]>> = {
  pypi: ['python', 'pip', 'requirements.txt', 'setuptools', 'easy-install'],
  npm: ['npm', 'node', 'npx', 'package.json', 'package-lock.json'],
};
