/** Finds any of many words in a text: Aho and Corasick's automaton as one dense table, so a text is read once. */

const ALPHABET = 128;

export class WordSearch {
  readonly #next: Int32Array;
  /** For each node one more than the place of the word that ends there, 0 where none does. */
  readonly #hit: Int32Array;

  /** Words are ASCII and compared as they are. */
  constructor(words: readonly string[]) {
    const size = words.reduce((total, word) => total + word.length, 1);
    this.#next = new Int32Array(size * ALPHABET);
    this.#hit = new Int32Array(size);
    this.#link(this.#plant(words));
  }

  /** The trie; returns the number of its nodes. */
  #plant(words: readonly string[]): number {
    let count = 1;
    for (const [place, word] of words.entries()) {
      let node = 0;
      for (let i = 0; i < word.length; i++) {
        const slot = node * ALPHABET + (word.charCodeAt(i) & 127);
        if (this.#next[slot] === 0) this.#next[slot] = count++;
        node = this.#next[slot] ?? 0;
      }
      this.#hit[node] = place + 1;
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
      if (this.#hit[node] === 0) this.#hit[node] = this.#hit[fail[node] ?? 0] ?? 0;
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
      if (hit[node] !== 0) return true;
    }
    return false;
  }

  /** Tells every place where a word ends: the word's place in the list, and the offset after it. Of words that end alike the longest is told. */
  each(text: string, found: (word: number, end: number) => void): void {
    const next = this.#next;
    const hit = this.#hit;
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      node = code < ALPHABET ? (next[node * ALPHABET + code] ?? 0) : 0;
      const word = hit[node] ?? 0;
      if (word !== 0) found(word - 1, i + 1);
    }
  }
}
