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

/** A number for the two shapes a word begins with: names with one skeleton, core, stem or spelling have the same. */
function startOf(word: string): number {
  const shape = skeletonOf(squashed(word.slice(0, 8)).slice(0, 4));
  return shape.charCodeAt(0) * 256 + shape.charCodeAt(1);
}

/** Words that may begin otherwise in American spelling. */
const LIGATURES: ReadonlySet<number> = new Set([startOf('aeon'), startOf('oestrogen')]);
