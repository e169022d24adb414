/** British and American spelling: `colour` and `color` are one word to a reader and two packages to a registry. */

/** Turns British spelling inside names into American, by the shipped word list. */
export class Spelling {
  readonly #next: Int32Array;
  readonly #american: string[] = [''];
  readonly #ends: Int32Array;

  /** @param text one pair a line: `colour color`. */
  constructor(text: string) {
    const pairs = pairsOf(text);
    let letters = 1;
    for (const [british] of pairs) letters += british.length;
    this.#next = new Int32Array(letters * 26);
    this.#ends = new Int32Array(letters);
    let nodes = 1;
    for (const [british, american] of pairs) {
      let node = 0;
      for (let i = 0; i < british.length; i++) {
        const slot = node * 26 + british.charCodeAt(i) - A;
        if (this.#next[slot] === 0) this.#next[slot] = nodes++;
        node = this.#next[slot] ?? 0;
      }
      this.#ends[node] = this.#american.push(american) - 1;
    }
  }

  /** The name with each British word replaced, the longest first; the same string where there is none. */
  american(name: string): string {
    let out = '';
    let done = 0;
    for (let i = 0; i < name.length - 3; i++) {
      const found = this.#longestAt(name, i);
      if (found === undefined) continue;
      out += name.slice(done, i) + found.american;
      done = found.end;
      i = done - 1;
    }
    return done === 0 ? name : out + name.slice(done);
  }

  #longestAt(name: string, start: number): { american: string; end: number } | undefined {
    let node = 0;
    let found: { american: string; end: number } | undefined;
    for (let i = start; i < name.length; i++) {
      const letter = name.charCodeAt(i) - A;
      if (letter < 0 || letter > 25) break;
      node = this.#next[node * 26 + letter] ?? 0;
      if (node === 0) break;
      const word = this.#ends[node] ?? 0;
      if (word !== 0) found = { american: this.#american[word] ?? '', end: i + 1 };
    }
    return found;
  }
}

const A = 97;

function pairsOf(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [, british, american] of text.matchAll(/^([a-z]+) ([a-z]+)$/gm)) {
    if (british !== undefined && american !== undefined) pairs.push([british, american]);
  }
  return pairs;
}
