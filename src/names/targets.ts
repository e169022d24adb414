/** The names worth imitating: what an attacker would count on people to mean. */
import type { Ecosystem } from '../model/package.ts';

export type TargetKind = 'popular' | 'standard' | 'tool' | 'internal' | 'listed';

export interface Target {
  readonly name: string;
  /** 1 for the most downloaded; 0 for what has none: standard modules, tools and internal names. */
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
  /** What the package of a rank (from 1) says it is; asked for only when a summary is compared. */
  summaryOf?(ecosystem: Ecosystem, rank: number): string;
}

/** The date (ISO) a list was made, undefined where it doesn't say. */
export function dateOf(list: string): string | undefined {
  return /^# (\d{4}-\d{2}-\d{2})/.exec(list)?.[1];
}

/** The names of a list in its order; an empty one keeps the rank of a name that is gone. */
export function namesOf(list: string): string[] {
  const body = list.startsWith('#') ? list.slice(list.indexOf('\n') + 1) : list;
  return body.replace(/\n+$/, '').split('\n');
}

/** Popular names first, in their order, then what everybody installs with and the standard library. */
export class Targets {
  readonly names: string[];
  readonly #kinds = new Map<number, TargetKind>();
  readonly #popular: number;

  constructor(data: NamesData, ecosystem: Ecosystem) {
    this.names = namesOf(data.popular[ecosystem] ?? '');
    this.#popular = this.names.length;
    for (const name of TOOLS[ecosystem] ?? []) this.add(name, 'tool');
    for (const name of namesOf(data.standard[ecosystem] ?? '')) this.add(name, 'standard');
  }

  add(name: string, kind: TargetKind): void {
    if (name === '') return;
    this.#kinds.set(this.names.length, kind);
    this.names.push(name);
  }

  at(id: number): Target {
    return { name: this.names[id] ?? '', rank: id < this.#popular ? id + 1 : 0, kind: this.#kinds.get(id) ?? 'popular' };
  }
}

const TOOLS: Partial<Record<Ecosystem, readonly string[]>> = {
  pypi: ['python', 'pip', 'requirements.txt', 'setuptools', 'easy-install'],
  npm: ['npm', 'node', 'npx', 'package.json', 'package-lock.json'],
};
