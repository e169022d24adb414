/** A few numbers about each of many names, enough to say of most that they don't look alike. Drawn in one pass over the letters, without a string. */

export class Outlines {
  readonly count: number;
  readonly #lengths: Uint16Array;
  readonly #masks: Int32Array;
  readonly #starts: Uint16Array;
  readonly #thirds: Uint8Array;

  constructor(words: readonly string[]) {
    this.count = words.length;
    this.#lengths = new Uint16Array(words.length);
    this.#masks = new Int32Array(words.length);
    this.#starts = new Uint16Array(words.length);
    this.#thirds = new Uint8Array(words.length);
    for (let id = 0; id < words.length; id++) this.#draw(id, words[id] ?? '');
  }

  /** Letters, without separators. */
  length(id: number): number {
    return this.#lengths[id] ?? 0;
  }

  /** One bit for each kind of letter. One edit changes at most two. */
  mask(id: number): number {
    return this.#masks[id] ?? 0;
  }

  /** The shapes (see `skeletonOf`) of the first two letters, as a number. */
  start(id: number): number {
    return this.#starts[id] ?? 0;
  }

  /** The shape of the third letter; 0 where it is a digit or missing, as the next version's may be another. */
  third(id: number): number {
    return this.#thirds[id] ?? 0;
  }

  #draw(id: number, word: string): void {
    let length = 0;
    let mask = 0;
    let shapes = 0;
    let start = 0;
    let waiting = 0;
    // One step past the end, so that the last letter is taken too.
    for (let i = 0; i <= word.length; i++) {
      const code = i < word.length ? word.charCodeAt(i) : END;
      if (isSeparator(code)) continue;
      if (code !== END) {
        length++;
        mask |= 1 << (code & 31);
      }
      if (shapes > 2) continue;
      if (waiting === 0) {
        waiting = code;
        continue;
      }
      const pair = pairShape(waiting, code);
      const shape = pair === 0 ? letterShape(waiting) : pair;
      if (shapes < 2) start = start * 256 + shape;
      else this.#thirds[id] = pair === 0 && waiting < 58 ? 0 : shape;
      shapes++;
      waiting = pair === 0 ? code : 0;
      if (code === END) break;
    }
    this.#lengths[id] = length;
    this.#masks[id] = mask;
    this.#starts[id] = start;
  }
}

/** No letter has this code; it pairs with none. */
const END = 1;

/** What `squashed` leaves out. */
function isSeparator(code: number): boolean {
  return (code >= 45 && code <= 47) || code === 95 || code === 64 || code === 32;
}

function pairShape(code: number, next: number): number {
  if (code === 114 && next === 110) return 109; // rn, m
  if (code === 118 && next === 118) return 119; // vv, w
  return code === 99 && next === 108 ? 100 : 0; // cl, d
}

function letterShape(code: number): number {
  switch (code) {
    case 49: case 105: return 108; // 1 and i, l
    case 48: return 111; // 0, o
    case 51: return 101; // 3, e
    case 53: return 115; // 5, s
    case 57: case 113: return 103; // 9 and q, g
    case 56: return 98; // 8, b
    default: return code & 255;
  }
}
