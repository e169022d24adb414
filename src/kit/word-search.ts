/** Finds whether any of many words stands in a text: Aho and Corasick's automaton as one dense table, so a text is read once. */

const ALPHABET = 128;

export class WordSearch {
  readonly #next: Int32Array;
  readonly #hit: Uint8Array;

  /** Words are ASCII and compared as they are. */
  constructor(words: readonly string[]) {
    const size = words.reduce((total, word) => total + word.length, 1);
    this.#next = new Int32Array(size * ALPHABET);
    this.#hit = new Uint8Array(size);
    this.#link(this.#plant(words));
  }

  /** The trie; returns the number of its nodes. */
  #plant(words: readonly string[]): number {
    let count = 1;
    for (const word of words) {
      let node = 0;
      for (let i = 0; i < word.length; i++) {
        const slot = node * ALPHABET + (word.charCodeAt(i) & 127);
        if (this.#next[slot] === 0) this.#next[slot] = count++;
        node = this.#next[slot] ?? 0;
      }
      this.#hit[node] = 1;
    }
    return count;
  }

  /** Failure links folded into the table, breadth first. */
  #link(count: number): void {
    const fail = new Int32Array(count);
    const queue: number[] = [];
    for (let char = 0; char < ALPHABET; char++) if (this.#next[char] !== 0) queue.push(this.#next[char] ?? 0);
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at] ?? 0;
      if (this.#hit[fail[node] ?? 0] === 1) this.#hit[node] = 1;
      for (let char = 0; char < ALPHABET; char++) {
        const slot = node * ALPHABET + char;
        const child = this.#next[slot] ?? 0;
        const fallback = this.#next[(fail[node] ?? 0) * ALPHABET + char] ?? 0;
        if (child === 0) this.#next[slot] = fallback;
        else {
          fail[child] = fallback;
          queue.push(child);
        }
      }
    }
  }

  /** Whether a text holds one of the words. */
  finds(text: string): boolean {
    const next = this.#next;
    const hit = this.#hit;
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      node = code < ALPHABET ? (next[node * ALPHABET + code] ?? 0) : 0;
      if (hit[node] === 1) return true;
    }
    return false;
  }
}
