/** The judge of names: which known package a name imitates, if any. */
import type { Ecosystem } from '../model/package.ts';
import { canonicalName, LONGEST_NAME, scopeOf } from './canonical.ts';
import { latinized, parseConfusables } from './confusables.ts';
import type { Confusables } from './confusables.ts';
import { explain } from './explain.ts';
import { Form } from './form.ts';
import { NameIndex } from './match.ts';
import type { Match } from './match.ts';
import { metadataFactor } from './metadata.ts';
import type { NameMetadata } from './metadata.ts';
import type { Category } from './relation.ts';
import { ratioOf, tierOf } from './score.ts';
import type { Tier } from './score.ts';
import { Scopes } from './scopes.ts';
import { Spelling } from './spelling.ts';
import { dateOf, namesOf, Targets } from './targets.ts';
import type { NamesData, Target } from './targets.ts';
import { Vocabulary } from './vocabulary.ts';
import type { TargetSource } from './vocabulary.ts';

export interface Lookalike {
  readonly name: string;
  readonly target: string;
  readonly tier: Tier;
  readonly category: Category;
  /** How much likelier such a look-alike is among malware than among ordinary names, by measurement. */
  readonly ratio: number;
  /** One sentence; package text inside is still raw: reports escape it. */
  readonly why: string;
  /** The target's rank among downloads, 0 where it has none. */
  readonly rank: number;
}

export interface NamesOptions {
  /** Names (`*` stands for any letters) of packages that must never come from a public registry. */
  readonly internal?: readonly string[];
  /** Only these are looked for: for `who imitates X`. */
  readonly only?: readonly string[];
}

/** Opens the data; indexes are built when an ecosystem is first asked for. */
export function openNames(data: NamesData, options: NamesOptions = {}): Names {
  return new Names(data, options);
}

export class Names {
  readonly #data: NamesData;
  readonly #options: NamesOptions;
  #spelled: Spelling | undefined;
  readonly #internal: readonly { pattern: RegExp; name: string }[];
  readonly #known = new Map<Ecosystem, Known>();
  #confusables: Confusables | undefined;

  constructor(data: NamesData, options: NamesOptions) {
    this.#data = data;
    this.#options = options;
    this.#internal = (options.internal ?? []).map((name) => ({ name, pattern: patternOf(name) }));
  }

  get #spelling(): Spelling {
    return (this.#spelled ??= new Spelling(this.#data.spelling));
  }

  /** The ISO date of an ecosystem's list, undefined where there is no list. */
  dateOf(ecosystem: Ecosystem): string | undefined {
    return dateOf(this.#data.popular[ecosystem] ?? '');
  }

  /** Whether there are names to compare with. */
  covers(ecosystem: Ecosystem): boolean {
    return this.#data.popular[ecosystem] !== undefined;
  }

  /** Whom a name imitates most likely; undefined for popular names, and where nothing speaks for it. */
  lookalikeOf(ecosystem: Ecosystem, name: string, metadata: NameMetadata = {}): Lookalike | undefined {
    const canonical = canonicalName(ecosystem, name);
    if (canonical === '' || canonical.length > LONGEST_NAME) return undefined;
    const internal = this.#internal.find(({ pattern }) => pattern.test(canonical));
    if (internal !== undefined) return told(name, { name: internal.name, rank: 0, kind: 'internal' }, 'internal', 1000, false);
    if (!this.covers(ecosystem)) return undefined;
    const known = this.#open(ecosystem);
    const same = known.everything.exactly(canonical);
    if (same?.kind === 'popular' || same?.kind === 'internal') return undefined;
    if (same !== undefined && this.#options.only === undefined) return told(name, same, 'stdlib', same.kind === 'tool' ? TOOL_RATIO : STANDARD_RATIO, false);
    return ASCII.test(canonical) ? this.#judge(known, ecosystem, name, canonical, metadata) : this.#judgeForeign(known, ecosystem, name, metadata);
  }

  /** A name in foreign letters is an imitation where it reads as a known name; else it is judged as it reads. */
  #judgeForeign(known: Known, ecosystem: Ecosystem, name: string, metadata: NameMetadata): Lookalike | undefined {
    this.#confusables ??= parseConfusables(this.#data.confusables);
    const read = canonicalName(ecosystem, latinized(name, this.#confusables));
    if (read.length < 3) return undefined;
    const target = known.targets.exactly(read);
    if (target !== undefined) return told(name, target, 'foreign-letters', 1000, false);
    return this.#judge(known, ecosystem, name, read, metadata);
  }

  #judge(known: Known, ecosystem: Ecosystem, name: string, canonical: string, metadata: NameMetadata): Lookalike | undefined {
    if (scopeOf(canonical) !== undefined) return this.#judgeScoped(known, name, canonical);
    const form = new Form(canonical, this.#spelling);
    let best: { match: Match; ratio: number } | undefined;
    for (const match of known.index.matches(form)) {
      const ratio = ratioOf(form, match, known.targets);
      if (best === undefined || ratio > best.ratio || (ratio === best.ratio && match.target.rank < best.match.target.rank)) best = { match, ratio };
    }
    if (best === undefined || tierOf(best.ratio) === undefined) return this.#judgeElsewhere(ecosystem, name, canonical);
    const { match } = best;
    const ratio = best.ratio * metadataFactor(metadata, { name: form.squash, target: match.form.squash, targetSummary: this.#summaryOf(ecosystem, match.target, metadata) });
    return told(name, match.target, match.category, ratio, isBritish(form));
  }

  #judgeScoped(known: Known, name: string, canonical: string): Lookalike | undefined {
    const found = scopesOf(known).imitatedBy(canonical);
    return found === undefined ? undefined : told(name, found.target, 'scope', found.ratio, false);
  }

  #judgeElsewhere(ecosystem: Ecosystem, name: string, canonical: string): Lookalike | undefined {
    if (ecosystem !== 'pypi' || this.#options.only !== undefined || canonical.length < CROSS_LETTERS) return undefined;
    const rank = this.#crossRank(canonical);
    return rank === undefined ? undefined : told(name, { name: `npm:${canonical}`, rank, kind: 'popular' }, 'cross-ecosystem', crossRatio(rank), false);
  }

  #crossRank(canonical: string): number | undefined {
    this.#npm ??= new Map(namesOf(this.#data.popular.npm ?? '').map((known, i) => [known, i + 1]));
    return this.#npm.get(canonical);
  }
  #npm: ReadonlyMap<string, number> | undefined;

  #summaryOf(ecosystem: Ecosystem, target: Target, metadata: NameMetadata): string {
    if (metadata.summary === undefined || target.kind !== 'popular') return '';
    return this.#data.summaryOf?.(ecosystem, target.rank) ?? '';
  }

  #open(ecosystem: Ecosystem): Known {
    const open = this.#known.get(ecosystem);
    if (open !== undefined) return open;
    const all = new Targets(this.#data, ecosystem);
    for (const name of this.#options.internal ?? []) if (!name.includes('*')) all.add(name, 'internal');
    const everything = new Vocabulary(all, ecosystem, this.#spelling);
    const { only } = this.#options;
    const targets = only === undefined ? everything : new Vocabulary(chosen(everything, ecosystem, only), ecosystem, this.#spelling);
    const known = { everything, targets, index: new NameIndex(targets) };
    this.#known.set(ecosystem, known);
    return known;
  }
}

interface Known {
  /** All that is known, whoever is looked for. */
  readonly everything: Vocabulary;
  readonly targets: Vocabulary;
  readonly index: NameIndex;
  scopes?: Scopes;
}

function scopesOf(known: Known): Scopes {
  return (known.scopes ??= new Scopes(known.targets));
}

function chosen(everything: Vocabulary, ecosystem: Ecosystem, names: readonly string[]): TargetSource {
  const targets = names.map((name) => everything.exactly(canonicalName(ecosystem, name)) ?? { name, rank: 0, kind: 'listed' as const });
  return { names: targets.map((target) => target.name), at: (id) => targets[id] ?? { name: '', rank: 0, kind: 'listed' } };
}

/** A package that has exactly the name of what everybody types at the installer, or of a standard module (mostly old backports). */
const TOOL_RATIO = 10;
const STANDARD_RATIO = 5;
const ASCII = /^[\x20-\x7e]*$/;
/** Shorter names are words that every registry has. */
const CROSS_LETTERS = 8;

function crossRatio(rank: number): number {
  return rank <= 2000 ? 2 : rank <= 8000 ? 1 : 0.5;
}

function told(name: string, target: Target, category: Category, ratio: number, british: boolean): Lookalike | undefined {
  const tier = tierOf(ratio);
  if (tier === undefined) return undefined;
  const rank = target.kind === 'popular' ? target.rank : 0;
  return { name, target: target.name, tier, category, ratio: Math.round(ratio * 100) / 100, why: explain(name, target, category, british), rank };
}

function isBritish(form: Form): boolean {
  return form.american !== form.squash;
}

function patternOf(name: string): RegExp {
  const parts = name.toLowerCase().split('*').map((part) => part.replace(/[^a-z0-9]/g, (char) => (/[-_.]/.test(char) ? '[-_.]+' : `\\${char}`)));
  return new RegExp(`^${parts.join('.*')}$`);
}
