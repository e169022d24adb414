/**
 * Raw deflate (RFC 1951), a piece at a time: for what is too large to stand in memory whole. About half as quick as the platform's own, which gives all
 * or nothing. What it does not understand it refuses: the caller asks the platform then.
 */
import type { ByteSource } from './byte-source.ts';
import { codeTable, DISTANCES, fixedTables, LENGTHS, ORDER, REFUSED, type CodeTable } from './deflate-codes.ts';

const HISTORY = 32_768;
const PIECE = 262_144;
const LONGEST_MATCH = 258;
const INPUT = 65_536;
/** What one symbol with all its extra bits can take, and one header field after another. */
const SPARE = 16;

export class Inflater {
  readonly #source: ByteSource;
  readonly #to: number;
  /** Where the next input is read from. */
  #from: number;
  readonly #input = new Uint8Array(INPUT + 2 * SPARE);
  #at = 0;
  #end = 0;
  #hold = 0;
  #bits = 0;
  readonly #out = new Uint8Array(HISTORY + PIECE + LONGEST_MATCH);
  #pos = HISTORY;
  /** Where output begins that a match may reach back to. */
  #oldest = HISTORY;
  #isLast = false;
  #stored = 0;
  #literals: CodeTable | undefined;
  #distances: CodeTable | undefined;
  readonly #start: number;

  constructor(source: ByteSource, from: number, to: number) {
    this.#source = source;
    this.#start = from;
    this.#from = from;
    this.#to = Math.min(to, source.length);
  }

  /** How many bytes of the input the stream took; known once all pieces were had. */
  get used(): number {
    return this.#from - this.#start - (this.#end - this.#at) - (this.#bits >> 3);
  }

  /** The content, piece by piece, each good until the next is asked for. Throws REFUSED where the data is damaged, ends early or is not understood. */
  *pieces(): Generator<Uint8Array, void> {
    for (let isOver = false; !isOver; ) {
      const first = this.#pos;
      isOver = this.#fill();
      yield this.#out.subarray(first, this.#pos);
      if (!isOver) this.#slide();
    }
  }

  #slide(): void {
    const kept = Math.min(HISTORY, this.#pos - this.#oldest);
    this.#out.copyWithin(HISTORY - kept, this.#pos - kept, this.#pos);
    this.#oldest = HISTORY - kept;
    this.#pos = HISTORY;
  }

  /** Fills the output; true once the stream is over. */
  #fill(): boolean {
    while (this.#pos < HISTORY + PIECE) {
      if (this.#stored > 0) this.#copyStored();
      else if (this.#literals !== undefined) this.#decode(this.#literals, this.#distances);
      else if (this.#isLast) return true;
      else this.#beginBlock();
    }
    return false;
  }

  #beginBlock(): void {
    this.#isLast = this.#take(1) === 1;
    const kind = this.#take(2);
    if (kind === 0) return this.#beginStored();
    if (kind === 1) ({ literals: this.#literals, distances: this.#distances } = fixedTables());
    else if (kind === 2) this.#readTables();
    else throw REFUSED;
  }

  #beginStored(): void {
    this.#take(this.#bits & 7);
    const size = this.#take(16);
    if ((this.#take(16) ^ size) !== 0xffff) throw REFUSED;
    this.#stored = size;
  }

  #copyStored(): void {
    while (this.#bits > 0 && this.#stored > 0) {
      this.#out[this.#pos++] = this.#take(8);
      this.#stored--;
    }
    if (this.#stored === 0) return;
    if (this.#end - this.#at < SPARE) this.#more();
    const count = Math.min(this.#stored, this.#end - this.#at, HISTORY + PIECE - this.#pos);
    if (count <= 0 && this.#pos < HISTORY + PIECE) throw REFUSED;
    if (count <= 0) return;
    this.#out.set(this.#input.subarray(this.#at, this.#at + count), this.#pos);
    this.#at += count;
    this.#pos += count;
    this.#stored -= count;
  }

  #readTables(): void {
    const literals = this.#take(5) + 257;
    const distances = this.#take(5) + 1;
    const codes = this.#take(4) + 4;
    if (literals > 286 || distances > 30) throw REFUSED;
    const sizes = new Uint8Array(19);
    for (let i = 0; i < codes; i++) sizes[ORDER[i] ?? 0] = this.#take(3);
    const { entries, mask } = codeTable(sizes, false);
    const all = new Uint8Array(literals + distances);
    for (let i = 0; i < all.length; ) {
      this.#need(22);
      const entry = entries[this.#hold & mask] ?? 0;
      if (entry === 0) throw REFUSED;
      this.#take(entry & 15);
      const symbol = entry >> 4;
      if (symbol < 16) {
        all[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw REFUSED;
      const size = symbol === 16 ? (all[i - 1] ?? 0) : 0;
      const count = symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (i + count > all.length) throw REFUSED;
      all.fill(size, i, (i += count));
    }
    if (all[256] === 0) throw REFUSED;
    this.#literals = codeTable(all.subarray(0, literals), true);
    this.#distances = codeTable(all.subarray(literals), true);
  }

  /** Literals and matches until the block or the room ends. The state stands in locals: this is where the time goes. */
  #decode(literals: CodeTable, distances: CodeTable | undefined): void {
    const { entries: codes, mask } = literals;
    const far = distances?.entries ?? new Uint16Array(1);
    const farMask = distances?.mask ?? 0;
    const out = this.#out;
    const input = this.#input;
    const room = HISTORY + PIECE;
    let hold = this.#hold;
    let bits = this.#bits;
    let at = this.#at;
    let pos = this.#pos;
    while (pos < room) {
      if (this.#end - at < SPARE) {
        this.#at = at;
        this.#bits = bits;
        this.#more();
        at = this.#at;
      }
      while (bits < 20) {
        hold |= (input[at++] ?? 0) << bits;
        bits += 8;
      }
      const entry = codes[hold & mask] ?? 0;
      if (entry === 0) throw REFUSED;
      hold >>>= entry & 15;
      bits -= entry & 15;
      const symbol = entry >> 4;
      if (symbol < 256) {
        out[pos++] = symbol;
        continue;
      }
      if (symbol === 256) {
        this.#literals = undefined;
        break;
      }
      const long = LENGTHS[symbol - 257] ?? 0;
      if (long === 0) throw REFUSED;
      const extra = long >> 16;
      const length = (long & 0xffff) + (hold & ((1 << extra) - 1));
      hold >>>= extra;
      bits -= extra;
      while (bits < 15) {
        hold |= (input[at++] ?? 0) << bits;
        bits += 8;
      }
      const other = far[hold & farMask] ?? 0;
      if (other === 0) throw REFUSED;
      hold >>>= other & 15;
      bits -= other & 15;
      const wide = DISTANCES[other >> 4] ?? 0;
      if (wide === 0) throw REFUSED;
      const more = wide >> 16;
      while (bits < more) {
        hold |= (input[at++] ?? 0) << bits;
        bits += 8;
      }
      const distance = (wide & 0xffff) + (hold & ((1 << more) - 1));
      hold >>>= more;
      bits -= more;
      let from = pos - distance;
      if (from < this.#oldest) throw REFUSED;
      for (const end = pos + length; pos < end; ) out[pos++] = out[from++] ?? 0;
    }
    this.#hold = hold;
    this.#bits = bits;
    this.#at = at;
    this.#pos = pos;
  }

  #need(count: number): void {
    if (this.#end - this.#at < SPARE) this.#more();
    while (this.#bits < count) {
      this.#hold |= (this.#input[this.#at++] ?? 0) << this.#bits;
      this.#bits += 8;
    }
  }

  #take(count: number): number {
    if (this.#bits < count) this.#need(count);
    const value = this.#hold & ((1 << count) - 1);
    this.#hold >>>= count;
    this.#bits -= count;
    return value;
  }

  /** Reads on. Past the end of the data zeros stand for a while, for codes are looked up further than they go; what uses them is refused. */
  #more(): void {
    const left = this.#end - this.#at;
    if (this.#from >= this.#to) {
      if (left + (this.#bits >> 3) < 0) throw REFUSED;
      return;
    }
    this.#input.copyWithin(0, this.#at, this.#end);
    const next = this.#source.slice(this.#from, Math.min(this.#to, this.#from + INPUT));
    if (next.length === 0) throw REFUSED;
    this.#input.set(next, left);
    this.#from += next.length;
    this.#at = 0;
    this.#end = left + next.length;
    this.#input.fill(0, this.#end, this.#end + SPARE);
  }
}
