/**
 * Where in a JavaScript text something stands that a rule could go by. Most of an honest library, and nearly all of a bundle, holds nothing of the
 * kind; what does is found by words, which cost a hundredth of what parsing and evaluating costs.
 */
import { WordSearch } from '../../kit/word-search.ts';
import { AROUND, INTERESTING, type Kind } from './interest-words.ts';

const SEARCH = new WordSearch(INTERESTING.map(({ word }) => word));
/** Characters around a word that belong to it: what a payload uses stands close together. */
const REACH = 4_096;
/** More hits tell nothing new. */
const MOST_HITS = 100_000;

const INVISIBLE = /[\u200b-\u200d\u2060\u202a-\u202e\u2066-\u2069]{2}|[\ufe00-\ufe0f]{4}|(?:\udb40[\udc00-\uddef]){2}|\uff9f\u03c9\uff9f/g;

interface Hit {
  readonly kind: Kind;
  readonly at: number;
}

/** The parts of a text that are worth reading, as merged ranges in order. */
export class Interest {
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  /** Whether anything of a stretch lies in or near such a part. */
  touches(at: number, to: number): boolean {
    let low = 0;
    let high = this.#to.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#to[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return (this.#from[low] ?? Infinity) <= to;
  }

  get isEmpty(): boolean {
    return this.#from.length === 0;
  }

  /** Characters in such parts. */
  get size(): number {
    return this.#to.reduce((total, to, i) => total + to - (this.#from[i] ?? 0), 0);
  }

  /** Adds a range; ranges come in the order of their starts. */
  add(from: number, to: number): void {
    const last = this.#to.length - 1;
    if (last >= 0 && (this.#to[last] ?? 0) >= from) this.#to[last] = Math.max(this.#to[last] ?? 0, to);
    else {
      this.#from.push(from);
      this.#to.push(to);
    }
  }
}

/**
 * The interesting parts of a text. `isLoaded`: it runs without being called, so a single word will do; else words of two kinds must meet, as what
 * fetches and what runs, or what knows a secret and what sends.
 */
export function interestOf(text: string, isLoaded: boolean): Interest {
  const hits = hitsIn(text);
  const interest = new Interest();
  if (isLoaded) {
    for (const { kind, at } of hits) if (kind !== 'decode') interest.add(at - REACH, at + REACH);
    return interest;
  }
  for (const [i, { kind, at }] of hits.entries()) {
    if (kind === 'deed' || kind === 'hidden') interest.add(at - REACH, at + REACH);
    const partner = kind === 'deed' || kind === 'hidden' ? undefined : partnerOf(hits, i);
    if (partner !== undefined) interest.add(at - REACH, partner + REACH);
  }
  return interest;
}

/** Which kinds say something together. */
const PAIRS: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  run: ['net', 'secret', 'file', 'decode'], net: ['run', 'secret', 'file'], secret: ['run', 'net', 'file'], file: ['run', 'net', 'secret'], decode: ['run'],
};

/** Where the nearest later word stands that says something together with one, within reach. */
function partnerOf(hits: readonly Hit[], index: number): number | undefined {
  const hit = hits[index];
  if (hit === undefined) return undefined;
  const wanted = PAIRS[hit.kind] ?? [];
  for (let i = index + 1; i < hits.length; i++) {
    const other = hits[i];
    if (other === undefined || other.at - hit.at > 2 * REACH) return undefined;
    if (wanted.includes(other.kind)) return other.at;
  }
  return undefined;
}

function hitsIn(text: string): Hit[] {
  const hits: Hit[] = [];
  SEARCH.each(text, (place, end) => {
    const found = INTERESTING[place];
    if (found === undefined || hits.length >= MOST_HITS) return;
    const at = end - found.word.length;
    const last = hits.at(-1);
    // Of many words of one kind in a row the first and the latest mark the same stretch.
    if (last?.kind === found.kind && at - last.at < 64 && at >= last.at) return;
    if (found.around === undefined || found.around.test(text.slice(Math.max(at - AROUND, 0), end + AROUND))) hits.push({ kind: found.kind, at });
  });
  const before = hits.length;
  for (const match of text.matchAll(INVISIBLE)) hits.push({ kind: 'hidden', at: match.index });
  return hits.length === before ? hits : hits.sort((a, b) => a.at - b.at);
}
