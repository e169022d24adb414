/** LZMA's range decoder and its adaptive bits: all probabilities stand in one table, the literals' last. */
import { cutOff, damaged } from './byte-sink.ts';

/** Where the literals' probabilities begin. */
export const LITERAL = 1847;
/** What every probability begins as: one half. */
export const PROBABILITIES = 1024;

export class RangeReader {
  probabilities = new Uint16Array(0);
  at = 0;
  #bytes: Uint8Array = new Uint8Array();
  #end = 0;
  #range = 0;
  #code = 0;

  size(count: number): void {
    if (this.probabilities.length !== count) this.probabilities = new Uint16Array(count);
  }

  /** Begins to read at an offset: one zero byte and four of code. */
  start(bytes: Uint8Array, from: number, to: number): void {
    if (from + 5 > to || to > bytes.length) cutOff();
    if (bytes[from] !== 0) damaged();
    this.#bytes = bytes;
    this.#end = to;
    this.#range = 0xffffffff;
    this.#code = 0;
    for (let index = 1; index < 5; index++) this.#code = ((this.#code << 8) | (bytes[from + index] ?? 0)) >>> 0;
    this.at = from + 5;
  }

  bit(index: number): 0 | 1 {
    const probability = this.probabilities[index] ?? 0;
    const bound = (this.#range >>> 11) * probability;
    let bit: 0 | 1 = 0;
    if (this.#code < bound) {
      this.#range = bound;
      this.probabilities[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.#range -= bound;
      this.#code -= bound;
      this.probabilities[index] = probability - (probability >> 5);
      bit = 1;
    }
    if (this.#range < 0x1000000) this.#shift();
    return bit;
  }

  /** Bits of even chance, the highest first. */
  direct(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = value * 2 + bit;
      if (this.#range < 0x1000000) this.#shift();
    }
    return value;
  }

  /** Most of the time goes here: the state is held in locals, the bits of `bit` are written out. */
  tree(base: number, bits: number, start = 1): number {
    const { probabilities } = this;
    const bytes = this.#bytes;
    const stop = 1 << bits;
    let range = this.#range;
    let code = this.#code;
    let node = start;
    while (node < stop) {
      const index = base + node;
      const probability = probabilities[index] ?? 0;
      const bound = (range >>> 11) * probability;
      if (code < bound) {
        range = bound;
        probabilities[index] = probability + ((2048 - probability) >> 5);
        node <<= 1;
      } else {
        range -= bound;
        code -= bound;
        probabilities[index] = probability - (probability >> 5);
        node = (node << 1) | 1;
      }
      if (range >= 0x1000000) continue;
      if (this.at >= this.#end) cutOff();
      range = (range << 8) >>> 0;
      code = ((code << 8) | (bytes[this.at++] ?? 0)) >>> 0;
    }
    this.#range = range;
    this.#code = code;
    return node - stop;
  }

  /** The lowest bit first; `base` points before node 1. */
  reverseTree(base: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let index = 0; index < bits; index++) {
      const bit = this.bit(base + node);
      node = (node << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  /** A match length less two: two choices, then a low, middle or high tree. */
  length(base: number, position: number): number {
    if (this.bit(base) === 0) return this.tree(base + 2 + (position << 3), 3);
    if (this.bit(base + 1) === 0) return 8 + this.tree(base + 130 + (position << 3), 3);
    return 16 + this.tree(base + 258, 8);
  }

  #shift(): void {
    if (this.at >= this.#end) cutOff();
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (this.#bytes[this.at++] ?? 0)) >>> 0;
  }
}
