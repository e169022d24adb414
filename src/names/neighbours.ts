/** Finds every known word within one or two edits of a word. Exact: what it leaves out is further away. */
import { distanceWithin } from './distance.ts';
import { DeletionIndex } from './deletions.ts';

/** Letters of each word in the index for two edits: more cost memory and find nothing more. */
const FAR_LETTERS = 11;

export class Neighbours {
  readonly #words: readonly string[];
  readonly #farLength: number;
  readonly #longest: number;
  readonly #seen: Uint32Array;
  #stamp = 0;
  #near: DeletionIndex | undefined;
  #far: DeletionIndex | undefined;
  #farIds: Uint32Array = new Uint32Array(0);

  /** @param farLength letters a word must have for a distance of two to count. */
  constructor(words: readonly string[], farLength: number) {
    this.#words = words;
    this.#farLength = farLength;
    this.#longest = words.reduce((longest, word) => Math.max(longest, word.length), 0);
    this.#seen = new Uint32Array(words.length);
  }

  /** Calls `visit` once for each word within `bound` edits (OSA), the word itself included, in no order. */
  visit(word: string, bound: 1 | 2, visit: (id: number, distance: number) => void): void {
    if (word.length > this.#longest + bound) return;
    this.#stamp++;
    const verify = (id: number): void => {
      if (this.#seen[id] === this.#stamp) return;
      this.#seen[id] = this.#stamp;
      const reach = this.#reachOf(id, bound);
      const distance = distanceWithin(word, this.#words[id] ?? '', reach);
      if (distance <= reach) visit(id, distance);
    };
    const isFar = bound === 2 && word.length >= this.#farLength - 2;
    if (isFar) this.#farIndex().visit(word, (at) => verify(this.#farIds[at] ?? 0));
    // What is too short for a distance of two is at most one letter longer than the word.
    if (!isFar || word.length <= this.#farLength) (this.#near ??= new DeletionIndex(this.#words, 1, 64)).visit(word, verify);
  }

  /** How far a word may be from the one asked for: two edits in a short word make another word. */
  #reachOf(id: number, bound: 1 | 2): 1 | 2 {
    return (this.#words[id] ?? '').length >= this.#farLength ? bound : 1;
  }

  #farIndex(): DeletionIndex {
    if (this.#far === undefined) {
      this.#farIds = Uint32Array.from([...this.#words.keys()].filter((id) => (this.#words[id] ?? '').length >= this.#farLength));
      this.#far = new DeletionIndex(Array.from(this.#farIds, (id) => this.#words[id] ?? ''), 2, FAR_LETTERS);
    }
    return this.#far;
  }
}
