/** Walks through all targets for each question: a few milliseconds, and nothing to build first. */
import { bareOf } from './affixes.ts';
import { squashed } from './canonical.ts';
import { distanceWithin } from './distance.ts';
import type { Finder, Offer } from './finder.ts';
import type { Form } from './form.ts';
import { Outlines } from './outline.ts';
import type { Vocabulary } from './vocabulary.ts';

export class Walk implements Finder {
  readonly #vocabulary: Vocabulary;
  readonly #outlines: Outlines;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#outlines = new Outlines(vocabulary.canonicals);
  }

  whole(name: Form, offer: Offer): void {
    const all = this.#outlines;
    const own = new Outlines([name.squash, name.american]);
    const [start, third, mask, length] = [own.start(0), own.third(0), own.mask(0), own.length(0)];
    for (let id = 0; id < all.count; id++) {
      const apart = Math.abs(all.length(id) - length);
      if (apart > LONGEST_TAIL) continue;
      const other = all.start(id);
      const isNear = apart <= 2 && bitsOf(all.mask(id) ^ mask) <= 4;
      if (isNear || LIGATURES.has(other) || (other === start && mayBeSame(all.third(id), third)) || (other === own.start(1) && mayBeSame(all.third(id), own.third(1)))) offer(id);
    }
  }

  same(word: string, offer: Offer): void {
    const all = this.#outlines;
    const mask = new Outlines([word]).mask(0);
    for (let id = 0; id < all.count; id++) {
      if (all.mask(id) === mask && all.length(id) === word.length && this.#squashOf(id) === word) offer(id);
    }
  }

  bare(word: string, offer: Offer): void {
    const all = this.#outlines;
    const mask = new Outlines([word]).mask(0);
    for (let id = 0; id < all.count; id++) {
      if (all.length(id) <= word.length || (all.mask(id) & mask) !== mask) continue;
      if (this.#squashOf(id).includes(word) && bareOf(this.#vocabulary.formOf(id)) === word) offer(id);
    }
  }

  typos(word: string, offer: Offer): void {
    const all = this.#outlines;
    const mask = new Outlines([word]).mask(0);
    for (let id = 0; id < all.count; id++) {
      if (Math.abs(all.length(id) - word.length) > 1 || bitsOf(all.mask(id) ^ mask) > 2) continue;
      if (distanceWithin(word, this.#squashOf(id), 1) === 1) offer(id);
    }
  }

  #squashOf(id: number): string {
    return squashed(this.#vocabulary.canonicals[id] ?? '');
  }
}

/** No version or ending of a word is longer. */
const LONGEST_TAIL = 12;
/** Words that may begin otherwise in American spelling. */
const LIGATURES: ReadonlySet<number> = new Set([new Outlines(['aeon']).start(0), new Outlines(['oestrogen']).start(0)]);

function mayBeSame(third: number, other: number): boolean {
  return third === other || third === 0 || other === 0;
}

function bitsOf(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
