/** The known names of one ecosystem: their forms, made when asked for, and the words they are made of. */
import type { Ecosystem } from '../model/package.ts';
import { canonicalNames, tokensOf } from './canonical.ts';
import { Form } from './form.ts';
import type { Spelling } from './spelling.ts';
import type { Target } from './targets.ts';

/** Where a vocabulary's names come from, most known first. */
export interface TargetSource {
  readonly names: readonly string[];
  at(id: number): Target;
}

export class Vocabulary {
  readonly canonicals: readonly string[];
  readonly spelling: Spelling;
  readonly #targets: TargetSource;
  readonly #forms: (Form | undefined)[] = [];
  readonly #series = new Map<string, number>();
  #questions = 0;
  #ids: ReadonlyMap<string, number> | undefined;
  #best: ReadonlyMap<string, number> | undefined;
  #text: string | undefined;
  #words: ReadonlySet<string> | undefined;

  constructor(targets: TargetSource, ecosystem: Ecosystem, spelling: Spelling) {
    this.#targets = targets;
    this.spelling = spelling;
    this.canonicals = canonicalNames(ecosystem, targets.names);
  }

  targetOf(id: number): Target {
    return this.#targets.at(id);
  }

  /** The target that has exactly this canonical name. */
  exactly(canonical: string): Target | undefined {
    const id = canonical === '' ? undefined : this.#idOf(canonical);
    return id === undefined ? undefined : this.#targets.at(id);
  }

  /** A table of all names takes as long to make as looking through them a hundred times. */
  #idOf(canonical: string): number | undefined {
    if (this.#ids === undefined && this.#questions++ < FEW_QUESTIONS) {
      const id = this.canonicals.indexOf(canonical);
      return id < 0 ? undefined : id;
    }
    this.#ids ??= new Map(this.canonicals.map((name, id) => [name, id] as const).reverse());
    return this.#ids.get(canonical);
  }

  /** The id of one of the best known names, by its canonical name: people think of it at once when it stands beside other words. */
  wellKnown(canonical: string): number | undefined {
    if (canonical.length < SHORTEST_KNOWN) return undefined;
    this.#best ??= new Map(this.canonicals.slice(0, WELL_KNOWN).map((name, id) => [name, id] as const).filter(([, id]) => this.targetOf(id).kind === 'popular'));
    return this.#best.get(canonical);
  }

  formOf(id: number): Form {
    return (this.#forms[id] ??= new Form(this.canonicals[id] ?? '', this.spelling));
  }

  /** Makes the set of all words, for whoever asks thousands of times. */
  indexWords(): void {
    this.#words ??= new Set(this.canonicals.flatMap(tokensOf));
  }

  /** Whether a word stands in the name of some target. */
  isKnown(word: string): boolean {
    return this.#words === undefined ? this.#count(word, 1) > 0 : this.#words.has(word);
  }

  /** How many targets have the words of this one and others: what plug-ins are named after has many. */
  familyOf(id: number): number {
    return this.seriesOf(this.canonicals[id] ?? '') - 1;
  }

  /** How many targets have these words one after the other, up to 500. */
  seriesOf(words: string): number {
    let series = this.#series.get(words);
    if (series === undefined) {
      series = this.#count(words, 500);
      this.#series.set(words, series);
    }
    return series;
  }

  /** How often words stand in the names, up to a bound. */
  #count(words: string, bound: number): number {
    this.#text ??= `\n${this.canonicals.join('\n')}\n`;
    let count = 0;
    for (let at = this.#text.indexOf(words); at >= 0 && count < bound; at = this.#text.indexOf(words, at + 1)) {
      if (EDGE.test(this.#text.charAt(at - 1)) && EDGE.test(this.#text.charAt(at + words.length))) count++;
    }
    return count;
  }
}

const FEW_QUESTIONS = 100;
/** Down to which rank. */
const WELL_KNOWN = 1500;
/** Shorter names are words of many meanings. */
const SHORTEST_KNOWN = 5;
const EDGE = /[^a-z0-9]/;
