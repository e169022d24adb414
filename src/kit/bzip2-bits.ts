/** Bits and canonical Huffman codes as bzip2 packs them: the highest bit first. */
import { cutOff, damaged } from './byte-sink.ts';

const LONGEST = 20;

export interface Huffman {
  /** By code length: the first code that is too large for it, aligned to the longest length. */
  readonly limits: Int32Array;
  /** By code length: what to take from a code to get its place in `symbols`. */
  readonly bases: Int32Array;
  readonly symbols: Uint16Array;
  readonly shortest: number;
}

/** The code of the given lengths by symbol. */
export function huffmanOf(lengths: Uint8Array): Huffman {
  const limits = new Int32Array(LONGEST + 2);
  const bases = new Int32Array(LONGEST + 2);
  const symbols = new Uint16Array(lengths.length);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= LONGEST; length++) {
    bases[length] = code - place;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      symbols[place++] = symbol;
      code++;
    }
    limits[length] = code << (LONGEST - length);
    code <<= 1;
  }
  return { limits, bases, symbols, shortest: Math.min(...lengths) };
}

export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #hold = 0;
  #held = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The offset of the first byte of which no bit is used. */
  get nextByte(): number {
    return this.#at - (this.#held >>> 3);
  }

  /** Up to 24 bits. */
  read(count: number): number {
    while (this.#held < count) this.#fill();
    this.#held -= count;
    const value = (this.#hold >>> this.#held) & ((1 << count) - 1);
    return value;
  }

  decode(code: Huffman): number {
    while (this.#held < LONGEST && this.#at < this.#bytes.length) this.#fill();
    const have = this.#held;
    const window = have >= LONGEST ? (this.#hold >>> (have - LONGEST)) & 0xfffff : (this.#hold << (LONGEST - have)) & 0xfffff;
    for (let length = code.shortest; length <= LONGEST; length++) {
      if (window >= (code.limits[length] ?? 0)) continue;
      if (length > have) cutOff();
      this.#held -= length;
      return code.symbols[(window >>> (LONGEST - length)) - (code.bases[length] ?? 0)] ?? damaged();
    }
    return damaged();
  }

  #fill(): void {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) cutOff();
    this.#at++;
    this.#hold = (this.#hold << 8) | byte;
    this.#held += 8;
  }
}
