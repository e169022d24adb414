/**
 * The delete neighbourhood: two words within distance d have a common word among those made by deleting up to d letters of each, so looking up
 * a word's own deletions finds every neighbour (Mor and Fraenkel 1982). Hashes only, in typed arrays: every hit must be verified by its distance.
 */

/** Finds the ids of words that may lie within `depth` edits; never misses one. */
export class DeletionIndex {
  readonly #depth: 1 | 2;
  readonly #letters: number;
  readonly #shift: number;
  readonly #mask: number;
  readonly #filter: Int32Array;
  readonly #starts: Uint32Array;
  /** An id and some bits of the hash beside it, so that a look is one read. */
  readonly #entries: Uint32Array;
  readonly #hashes = new Int32Array(1 + 64 + (64 * 63) / 2);

  /**
   * @param letters how many of each word are looked at, half at its head and half at its end: an edit moves one letter over an edge, and deleting that
   * one on one side and the edited one on the other makes them equal again, so nothing is lost.
   */
  constructor(words: readonly string[], depth: 1 | 2, letters: number) {
    this.#depth = depth;
    this.#letters = Math.min(letters, 64);
    let entries = 0;
    for (const word of words) entries += this.#enumerate(word);
    const bits = Math.max(8, Math.ceil(Math.log2(entries + 1)));
    this.#shift = 32 - bits;
    this.#mask = 2 ** Math.min(31, bits + 3) - 1;
    this.#filter = new Int32Array((this.#mask + 1) / 32);
    this.#starts = new Uint32Array(2 ** bits + 1);
    this.#entries = new Uint32Array(entries);
    this.#fill(words);
  }

  /** Calls `visit` for each candidate; an id may come more than once. */
  visit(word: string, visit: (id: number) => void): void {
    const count = this.#enumerate(word);
    const hashes = this.#hashes;
    const filter = this.#filter;
    const mask = this.#mask;
    for (let i = 0; i < count; i++) {
      const hash = hashes[i] ?? 0;
      if (((filter[(hash & mask) >>> 5] ?? 0) & (1 << (hash & 31))) !== 0) this.#probe(hash, visit);
    }
  }

  #probe(hash: number, visit: (id: number) => void): void {
    const bucket = hash >>> this.#shift;
    const end = this.#starts[bucket + 1] ?? 0;
    const print = hash & PRINT;
    for (let at = this.#starts[bucket] ?? 0; at < end; at++) {
      const entry = this.#entries[at] ?? 0;
      if ((entry & PRINT) === print) visit(entry >>> PRINT_BITS);
    }
  }

  #fill(words: readonly string[]): void {
    const starts = this.#starts;
    for (const word of words) {
      const count = this.#enumerate(word);
      for (let i = 0; i < count; i++) {
        const hash = this.#hashes[i] ?? 0;
        const slot = (hash & this.#mask) >>> 5;
        this.#filter[slot] = (this.#filter[slot] ?? 0) | (1 << (hash & 31));
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
        const at = (starts[hash >>> this.#shift] ?? 0) - 1;
        starts[hash >>> this.#shift] = at;
        this.#entries[at] = (id << PRINT_BITS) | (hash & PRINT);
      }
    }
  }

  /** Fills `#hashes` with those of the letters looked at and of their deletions; polynomial hashes, so each costs a few operations. */
  #enumerate(word: string): number {
    const length = Math.min(word.length, this.#letters);
    const head = (length + 1) >>> 1;
    const skipped = word.length - length;
    const out = this.#hashes;
    let tail = 0;
    for (let i = length - 1; i >= 0; i--) {
      const code = word.charCodeAt(i < head ? i : i + skipped) + 1;
      CODES[i] = code;
      TAILS[i] = tail;
      tail = (tail + Math.imul(code, POWERS[length - i - 1] ?? 0)) | 0;
    }
    let count = 0;
    out[count++] = mixed(tail, length);
    let before = 0;
    for (let i = 0; i < length; i++) {
      // Deleting any letter of a run gives the same word.
      if (i === 0 || CODES[i] !== CODES[i - 1]) {
        out[count++] = mixed((Math.imul(before, POWERS[length - i - 1] ?? 0) + (TAILS[i] ?? 0)) | 0, length - 1);
        if (this.#depth === 2) count = pairsFrom(out, count, i, before, length);
      }
      before = (Math.imul(before, BASE) + (CODES[i] ?? 0)) | 0;
    }
    return count;
  }
}

/** The hashes without letter `i` and a later one. */
function pairsFrom(out: Int32Array, from: number, i: number, before: number, length: number): number {
  let count = from;
  let head = before;
  for (let j = i + 1; j < length; j++) {
    out[count++] = mixed((Math.imul(head, POWERS[length - j - 1] ?? 0) + (TAILS[j] ?? 0)) | 0, length - 2);
    head = (Math.imul(head, BASE) + (CODES[j] ?? 0)) | 0;
  }
  return count;
}

/** Spreads a polynomial hash over all bits. */
function mixed(hash: number, length: number): number {
  const value = Math.imul(hash ^ length, 0x9e3779b1);
  return Math.imul(value ^ (value >>> 15), 0x85ebca6b);
}

/** Leaves 20 bits for the id: a million words. */
const PRINT_BITS = 12;
const PRINT = 2 ** PRINT_BITS - 1;
const BASE = 0x01000193;
/** Of the word at hand: its letters, and the hash of what follows each. */
const CODES = new Int32Array(64);
const TAILS = new Int32Array(64);
const POWERS = powers(66);

function powers(count: number): Int32Array {
  const out = new Int32Array(count);
  out[0] = 1;
  for (let i = 1; i < count; i++) out[i] = Math.imul(out[i - 1] ?? 0, BASE);
  return out;
}
