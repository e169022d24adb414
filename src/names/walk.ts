/** Walks through all targets for each question: a few milliseconds, and nothing to build first. */
import { bareOf } from './affixes.ts';
import { squashed } from './canonical.ts';
import { skeletonOf } from './confusables.ts';
import { distanceWithin } from './distance.ts';
import type { Finder, Offer } from './finder.ts';
import type { Form } from './form.ts';
import type { Vocabulary } from './vocabulary.ts';

export class Walk implements Finder {
  readonly #vocabulary: Vocabulary;
  readonly #lengths: Uint16Array;
  readonly #masks: Int32Array;
  readonly #starts: Uint16Array;

  constructor(vocabulary: Vocabulary) {
    const count = vocabulary.canonicals.length;
    this.#vocabulary = vocabulary;
    this.#lengths = new Uint16Array(count);
    this.#masks = new Int32Array(count);
    this.#starts = new Uint16Array(count);
    for (const [id, canonical] of vocabulary.canonicals.entries()) {
      this.#lengths[id] = lengthOf(canonical);
      this.#masks[id] = maskOf(canonical);
      this.#starts[id] = startOf(canonical);
    }
  }

  whole(name: Form, offer: Offer): void {
    const mask = maskOf(name.squash);
    const { length } = name.squash;
    const start = startOf(name.squash);
    const american = startOf(name.american);
    for (let id = 0; id < this.#lengths.length; id++) {
      const apart = Math.abs((this.#lengths[id] ?? 0) - length);
      if (apart > LONGEST_TAIL) continue;
      const other = this.#starts[id] ?? 0;
      if (other === start || other === american || (apart <= 2 && this.#changes(id, mask) <= 4) || LIGATURES.has(other)) offer(id);
    }
  }

  same(word: string, offer: Offer): void {
    const mask = maskOf(word);
    for (let id = 0; id < this.#lengths.length; id++) {
      if (this.#masks[id] === mask && this.#lengths[id] === word.length && this.#squashOf(id) === word) offer(id);
    }
  }

  bare(word: string, offer: Offer): void {
    const mask = maskOf(word);
    for (let id = 0; id < this.#lengths.length; id++) {
      const holds = (this.#lengths[id] ?? 0) > word.length && ((this.#masks[id] ?? 0) & mask) === mask;
      if (holds && this.#squashOf(id).includes(word) && bareOf(this.#vocabulary.formOf(id)) === word) offer(id);
    }
  }

  typos(word: string, offer: Offer): void {
    const mask = maskOf(word);
    for (let id = 0; id < this.#lengths.length; id++) {
      if (Math.abs((this.#lengths[id] ?? 0) - word.length) > 1 || this.#changes(id, mask) > 2) continue;
      if (distanceWithin(word, this.#squashOf(id), 1) === 1) offer(id);
    }
  }

  /** How many kinds of letter the two have not in common. */
  #changes(id: number, mask: number): number {
    return bitsOf((this.#masks[id] ?? 0) ^ mask);
  }

  #squashOf(id: number): string {
    return squashed(this.#vocabulary.canonicals[id] ?? '');
  }
}

/** No version or ending of a word is longer. */
const LONGEST_TAIL = 12;

/** One bit for each kind of letter in a name, separators left out; one edit changes at most two. */
function maskOf(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (!isSeparator(code)) mask |= 1 << (code & 31);
  }
  return mask;
}

function lengthOf(word: string): number {
  let length = 0;
  for (let i = 0; i < word.length; i++) if (!isSeparator(word.charCodeAt(i))) length++;
  return length;
}

/** What `squashed` leaves out. */
function isSeparator(code: number): boolean {
  return (code >= 45 && code <= 47) || code === 95 || code === 64 || code <= 32;
}

function bitsOf(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A number for the two shapes a word begins with (see `skeletonOf`): names with one skeleton, core, stem or spelling have the same. */
function startOf(word: string): number {
  let first = 0;
  let at = 0;
  for (let shapes = 0; shapes < 2; shapes++) {
    at = nextLetter(word, at);
    const code = word.charCodeAt(at);
    const after = nextLetter(word, at + 1);
    const pair = SHAPES.get(code * 128 + word.charCodeAt(after));
    const shape = at >= word.length ? 0 : (pair ?? SHAPES.get(code) ?? code);
    at = pair === undefined ? at + 1 : after + 1;
    if (shapes === 1) return first * 256 + (shape & 255);
    first = shape & 255;
  }
  return first;
}

/** Where the first letter from `start` on stands; the length where there is none. */
function nextLetter(word: string, start: number): number {
  let at = start;
  while (at < word.length && isSeparator(word.charCodeAt(at))) at++;
  return at;
}

/** What letters and pairs of letters look like, by code. */
const SHAPES: ReadonlyMap<number, number> = new Map(['1', 'i', '0', '3', '5', '9', 'q', '8', 'rn', 'vv', 'cl']
  .map((letters) => [letters.length === 1 ? letters.charCodeAt(0) : letters.charCodeAt(0) * 128 + letters.charCodeAt(1), skeletonOf(letters).charCodeAt(0)]));
/** Words that may begin otherwise in American spelling. */
const LIGATURES: ReadonlySet<number> = new Set([startOf('aeon'), startOf('oestrogen')]);
