/**
 * LZMA, by the LZMA SDK's specification (lzma-specification.txt). Ours, because opening is synchronous and the decoder that npm offers is not.
 * What is unpacked is the dictionary at the same time.
 */
import { damaged, type ByteSink } from './byte-sink.ts';
import { LITERAL, PROBABILITIES, RangeReader } from './lzma-range.ts';

const MATCH = 0;
const REP = 192;
const REP_G0 = 204;
const REP_G1 = 216;
const REP_G2 = 228;
const REP0_LONG = 240;
const SLOT = 432;
const SPECIAL = 688;
const ALIGN = 803;
const LENGTH = 819;
const REP_LENGTH = 1333;

/** One LZMA stream or the chunks of an LZMA2 stream, written into a sink. */
export class LzmaDecoder {
  readonly #out: ByteSink;
  readonly #reader: RangeReader;
  #literalContext = 0;
  #literalMask = 0;
  #positionMask = 0;
  #state = 0;
  /** The last four distances less one, the latest first. */
  #distance0 = 0;
  #distance1 = 0;
  #distance2 = 0;
  #distance3 = 0;
  /** Where in the output the dictionary begins. */
  #floor = 0;
  readonly #tick: () => void;

  constructor(out: ByteSink, tick: () => void) {
    this.#out = out;
    this.#reader = new RangeReader();
    this.#floor = out.length;
    this.#tick = tick;
  }

  /** Sets lc, lp and pb from their byte and forgets all that was learnt. */
  setProperties(byte: number): void {
    if (byte >= 225) damaged();
    this.#literalContext = byte % 9;
    const rest = Math.floor(byte / 9);
    this.#literalMask = (1 << (rest % 5)) - 1;
    this.#positionMask = (1 << Math.floor(rest / 5)) - 1;
    this.#reader.size(LITERAL + (0x300 << (this.#literalContext + (rest % 5))));
    this.resetState();
  }

  resetState(): void {
    this.#state = 0;
    this.#distance0 = this.#distance1 = this.#distance2 = this.#distance3 = 0;
    this.#reader.probabilities.fill(PROBABILITIES);
  }

  resetDictionary(): void {
    this.#floor = this.#out.length;
  }

  /** Decodes range-coded data from an offset until `size` bytes came (or an end mark, where `size` is undefined); returns the offset after it. */
  decode(bytes: Uint8Array, from: number, to: number, size: number | undefined): number {
    const reader = this.#reader;
    const out = this.#out;
    reader.start(bytes, from, to);
    const end = size === undefined ? Number.POSITIVE_INFINITY : out.length + size;
    let next = out.length + 0x100000;
    while (out.length < end) {
      if (out.length >= next) {
        this.#tick();
        next += 0x100000;
      }
      const position = (out.length - this.#floor) & this.#positionMask;
      if (reader.bit(MATCH + (this.#state << 4) + position) === 0) this.#literal();
      else if (this.#match(position, end)) break;
    }
    return reader.at;
  }

  #literal(): void {
    const out = this.#out;
    const reader = this.#reader;
    const at = out.length;
    const before = at > this.#floor ? (out.buffer[at - 1] ?? 0) : 0;
    const context = (((at - this.#floor) & this.#literalMask) << this.#literalContext) + (before >> (8 - this.#literalContext));
    const base = LITERAL + 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      let match = out.buffer[at - this.#distance0 - 1] ?? 0;
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = reader.bit(base + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== matchBit) break;
      }
    }
    out.push(reader.tree(base, 8, symbol));
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  /** Copies a match; true at the end mark. */
  #match(position: number, end: number): boolean {
    const reader = this.#reader;
    let length: number;
    if (reader.bit(REP + this.#state) === 1) {
      if (this.#repeats(position)) {
        length = 1;
      } else {
        length = reader.length(REP_LENGTH, position) + 2;
        this.#state = this.#state < 7 ? 8 : 11;
      }
    } else {
      const symbol = reader.length(LENGTH, position);
      length = symbol + 2;
      this.#state = this.#state < 7 ? 7 : 10;
      this.#remember(this.#distance(Math.min(symbol, 3)), 3);
      if (this.#distance0 === 0xffffffff) return true;
    }
    this.#copy(Math.min(length, end - this.#out.length));
    return false;
  }

  /** Chooses one of the last four distances; true where it is a single byte. */
  #repeats(position: number): boolean {
    const reader = this.#reader;
    if (this.#out.length === this.#floor) damaged();
    if (reader.bit(REP_G0 + this.#state) === 0) {
      if (reader.bit(REP0_LONG + (this.#state << 4) + position) === 1) return false;
      this.#state = this.#state < 7 ? 9 : 11;
      return true;
    }
    if (reader.bit(REP_G1 + this.#state) === 0) this.#remember(this.#distance1, 1);
    else if (reader.bit(REP_G2 + this.#state) === 0) this.#remember(this.#distance2, 2);
    else this.#remember(this.#distance3, 3);
    return false;
  }

  /** Puts a distance first and moves those before the place it came from down. */
  #remember(distance: number, place: number): void {
    if (place === 3) this.#distance3 = this.#distance2;
    if (place >= 2) this.#distance2 = this.#distance1;
    this.#distance1 = this.#distance0;
    this.#distance0 = distance;
  }

  #distance(lengthState: number): number {
    const reader = this.#reader;
    const slot = reader.tree(SLOT + (lengthState << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const high = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return high + reader.reverseTree(SPECIAL + high - slot, bits);
    return (high + reader.direct(bits - 4) * 16 + reader.reverseTree(ALIGN, 4)) >>> 0;
  }

  #copy(length: number): void {
    const out = this.#out;
    const distance = this.#distance0 + 1;
    if (distance > out.length - this.#floor) damaged();
    out.reserve(length);
    const { buffer } = out;
    let at = out.length;
    for (const stop = at + length; at < stop; at++) buffer[at] = buffer[at - distance] ?? 0;
    out.length = at;
  }
}
