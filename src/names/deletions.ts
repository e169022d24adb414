/**
 * The delete neighbourhood: two words within distance d have a common word among those made by deleting up to d letters of each, so looking up
 * a word's own deletions finds every neighbour (Mor and Fraenkel 1982). Hashes only, in typed arrays: every hit must be verified by its distance.
 */

/** Finds the ids of words that may lie within `depth` edits; never misses one. */
export class DeletionIndex {
  readonly #depth: 1 | 2;
  readonly #prefix: number;
  readonly #shift: number;
  readonly #mask: number;
  readonly #filter: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ids: Uint16Array | Uint32Array;
  readonly #prints: Uint16Array;
  readonly #hashes = new Uint32Array(1 + 64 + (64 * 63) / 2);

  /**
   * @param prefix letters of each word that are looked at: an edit inside moves at most `depth` letters over the edge, which the deletions cover.
   */
  constructor(words: readonly string[], depth: 1 | 2, prefix: number) {
    this.#depth = depth;
    this.#prefix = Math.min(prefix, 64);
    let entries = 0;
    for (const word of words) entries += this.#enumerate(word);
    const bits = Math.max(8, Math.ceil(Math.log2(entries + 1)));
    this.#shift = 32 - bits;
    this.#mask = 2 ** Math.min(31, bits + 3) - 1;
    this.#filter = new Uint32Array((this.#mask + 1) / 32);
    this.#starts = new Uint32Array(2 ** bits + 1);
    this.#ids = words.length < 65536 ? new Uint16Array(entries) : new Uint32Array(entries);
    this.#prints = new Uint16Array(entries);
    this.#fill(words);
  }

  /** Calls `visit` for each candidate; an id may come more than once. */
  visit(word: string, visit: (id: number) => void): void {
    const count = this.#enumerate(word);
    for (let i = 0; i < count; i++) {
      const hash = this.#hashes[i] ?? 0;
      const bit = this.#bitOf(hash);
      if (((this.#filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) continue;
      const bucket = hash >>> this.#shift;
      const end = this.#starts[bucket + 1] ?? 0;
      for (let entry = this.#starts[bucket] ?? 0; entry < end; entry++) {
        if (this.#prints[entry] === (hash & 0xffff)) visit(this.#ids[entry] ?? 0);
      }
    }
  }

  #fill(words: readonly string[]): void {
    const starts = this.#starts;
    for (const word of words) {
      const count = this.#enumerate(word);
      for (let i = 0; i < count; i++) {
        const hash = this.#hashes[i] ?? 0;
        const bit = this.#bitOf(hash);
        this.#filter[bit >>> 5] = (this.#filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
        starts[hash >>> this.#shift] = (starts[hash >>> this.#shift] ?? 0) + 1;
      }
    }
    let sum = 0;
    for (let bucket = 0; bucket < starts.length; bucket++) {
      sum += starts[bucket] ?? 0;
      starts[bucket] = sum;
    }
    // Filling downwards turns each bucket's end into its start.
    for (const [id, word] of words.entries()) {
      const count = this.#enumerate(word);
      for (let i = 0; i < count; i++) {
        const hash = this.#hashes[i] ?? 0;
        const entry = (starts[hash >>> this.#shift] ?? 0) - 1;
        starts[hash >>> this.#shift] = entry;
        this.#ids[entry] = id;
        this.#prints[entry] = hash & 0xffff;
      }
    }
  }

  #bitOf(hash: number): number {
    return (hash & this.#mask) >>> 0;
  }

  /** Fills `#hashes` with those of the prefix and of its deletions, from prefix hashes, so each costs a few operations. */
  #enumerate(word: string): number {
    const length = Math.min(word.length, this.#prefix);
    PREFIX_HASHES[0] = 0;
    for (let i = 0; i < length; i++) PREFIX_HASHES[i + 1] = (Math.imul(PREFIX_HASHES[i] ?? 0, BASE) + word.charCodeAt(i) + 1) | 0;
    const whole = PREFIX_HASHES[length] ?? 0;
    const out = this.#hashes;
    let count = 0;
    out[count++] = mixed(whole, length);
    for (let i = 0; i < length; i++) {
      // Deleting any letter of a run gives the same word.
      if (i > 0 && word.charCodeAt(i) === word.charCodeAt(i - 1)) continue;
      const head = PREFIX_HASHES[i] ?? 0;
      const tail = piece(i + 1, length);
      out[count++] = mixed((Math.imul(head, POWERS[length - i - 1] ?? 0) + tail) | 0, length - 1);
    }
    return this.#depth === 1 ? count : this.#enumeratePairs(length, count);
  }

  #enumeratePairs(length: number, from: number): number {
    const out = this.#hashes;
    let count = from;
    for (let i = 0; i < length - 1; i++) {
      const head = PREFIX_HASHES[i] ?? 0;
      for (let j = i + 1; j < length; j++) {
        const middle = (Math.imul(head, POWERS[j - i - 1] ?? 0) + piece(i + 1, j)) | 0;
        out[count++] = mixed((Math.imul(middle, POWERS[length - j - 1] ?? 0) + piece(j + 1, length)) | 0, length - 2);
      }
    }
    return count;
  }
}

/** The hash of the letters from `start` to `end` of the word whose prefix hashes are at hand. */
function piece(start: number, end: number): number {
  return ((PREFIX_HASHES[end] ?? 0) - Math.imul(PREFIX_HASHES[start] ?? 0, POWERS[end - start] ?? 0)) | 0;
}

/** Spreads a polynomial hash over all bits (finalizer of MurmurHash3). */
function mixed(hash: number, length: number): number {
  let value = Math.imul(hash ^ length, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const BASE = 0x01000193;
const PREFIX_HASHES = new Int32Array(66);
const POWERS = powers(66);

function powers(count: number): Int32Array {
  const out = new Int32Array(count);
  out[0] = 1;
  for (let i = 1; i < count; i++) out[i] = Math.imul(out[i - 1] ?? 0, BASE);
  return out;
}
