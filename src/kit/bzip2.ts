/**
 * bzip2, by the description of its format: en.wikipedia.org/wiki/Bzip2#File_format. Ours rather than seek-bzip, which brings a command-line
 * parser along and calls Node's deprecated Buffer constructor. Checksums aren't verified: a scanner reads what is there.
 */
import type { Budget } from './budget.ts';
import { BitReader, huffmanOf, type Huffman } from './bzip2-bits.ts';
import { ByteSink, damaged, stopReason } from './byte-sink.ts';
import type { Unpacked } from './unpacked.ts';

const BLOCK_MAGIC = [0x314159, 0x265359] as const;
const END_MAGIC = [0x177245, 0x385090] as const;
const GROUP = 50;

/** Whether a bzip2 stream begins here: the header and a block or an end. */
export function isBzip2(bytes: Uint8Array, at = 0): boolean {
  if (bytes[at] !== 0x42 || bytes[at + 1] !== 0x5a || bytes[at + 2] !== 0x68) return false;
  const level = (bytes[at + 3] ?? 0) - 0x30;
  return level >= 1 && level <= 9 && (bytes[at + 4] === 0x31 || bytes[at + 4] === 0x17);
}

/** Unpacks all streams that follow one another. */
export function bunzip2(bytes: Uint8Array, limit: number, budget?: Budget): Unpacked {
  const out = new ByteSink(limit, bytes.length * 4);
  let at = 0;
  try {
    while (isBzip2(bytes, at)) at = readStream(bytes, at, out, budget);
    return { bytes: out.bytes, used: at };
  } catch (error) {
    return { bytes: out.bytes, used: bytes.length, problem: stopReason(error) };
  }
}

function readStream(bytes: Uint8Array, from: number, out: ByteSink, budget: Budget | undefined): number {
  const blockSize = 100_000 * ((bytes[from + 3] ?? 0) - 0x30);
  const bits = new BitReader(bytes, from + 4);
  const work = new Uint32Array(blockSize);
  for (;;) {
    const high = bits.read(24);
    const low = bits.read(24);
    bits.read(16);
    bits.read(16);
    if (high === END_MAGIC[0] && low === END_MAGIC[1]) return bits.nextByte;
    if (high !== BLOCK_MAGIC[0] || low !== BLOCK_MAGIC[1]) damaged();
    budget?.checkTime();
    readBlock(bits, work, out);
  }
}

function readBlock(bits: BitReader, work: Uint32Array, out: ByteSink): void {
  if (bits.read(1) === 1) damaged();
  const origin = bits.read(24);
  const symbols = readSymbols(bits);
  const groupCount = bits.read(3);
  const selectorCount = bits.read(15);
  if (groupCount < 2 || groupCount > 6 || selectorCount === 0) damaged();
  const selectors = readSelectors(bits, groupCount, selectorCount);
  const groups: Huffman[] = [];
  for (let index = 0; index < groupCount; index++) groups.push(readLengths(bits, symbols.length + 2));
  const length = readRuns(bits, symbols, selectors, groups, work);
  if (origin >= length) damaged();
  undoTransform(work, length, origin, out);
}

function readSymbols(bits: BitReader): Uint8Array {
  const rows = bits.read(16);
  const symbols: number[] = [];
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) if ((columns & (0x8000 >> column)) !== 0) symbols.push(row * 16 + column);
  }
  if (symbols.length === 0) damaged();
  return Uint8Array.from(symbols);
}

function readSelectors(bits: BitReader, groupCount: number, count: number): Uint8Array {
  const order = [0, 1, 2, 3, 4, 5].slice(0, groupCount);
  const selectors = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= groupCount) damaged();
    const [group = 0] = order.splice(place, 1);
    order.unshift(group);
    selectors[index] = group;
  }
  return selectors;
}

function readLengths(bits: BitReader, count: number): Huffman {
  const lengths = new Uint8Array(count);
  let length = bits.read(5);
  for (let symbol = 0; symbol < count; symbol++) {
    for (;;) {
      if (length < 1 || length > 20) damaged();
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return huffmanOf(lengths);
}

/** Undoes Huffman coding, run lengths and move-to-front; returns how many bytes the block has. */
function readRuns(bits: BitReader, symbols: Uint8Array, selectors: Uint8Array, groups: readonly Huffman[], work: Uint32Array): number {
  const order = Uint8Array.from(symbols);
  const end = symbols.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let group = 0; ; group++) {
    const code = groups[selectors[group] ?? damaged()] ?? damaged();
    for (let left = GROUP; left > 0; left--) {
      const symbol = bits.decode(code);
      if (symbol <= 1) {
        run += weight << symbol;
        weight *= 2;
        if (length + run > work.length) damaged();
        continue;
      }
      if (run > 0) {
        work.fill(order[0] ?? 0, length, length + run);
        length += run;
        run = 0;
        weight = 1;
      }
      if (symbol === end) return length;
      if (length === work.length) damaged();
      const place = symbol - 1;
      const byte = order[place] ?? 0;
      order.copyWithin(1, 0, place);
      order[0] = byte;
      work[length++] = byte;
    }
  }
}

/** Undoes the Burrows–Wheeler transform, then the first run lengths: four equal bytes are followed by how many more. */
function undoTransform(work: Uint32Array, length: number, origin: number, out: ByteSink): void {
  const starts = new Uint32Array(257);
  for (let index = 0; index < length; index++) addTo(starts, ((work[index] ?? 0) & 0xff) + 1, 1);
  for (let byte = 0; byte < 256; byte++) addTo(starts, byte + 1, starts[byte] ?? 0);
  for (let index = 0; index < length; index++) {
    const byte = (work[index] ?? 0) & 0xff;
    const place = starts[byte] ?? 0;
    starts[byte] = place + 1;
    work[place] = (work[place] ?? 0) | (index << 8);
  }
  writeRuns(work, length, origin, out);
}

/** Follows the transform's links and undoes the run lengths on the way; the hot loop of the whole decoder. */
function writeRuns(work: Uint32Array, length: number, origin: number, out: ByteSink): void {
  out.reserve(Math.min(length, out.limit - out.length));
  let { buffer, length: end } = out;
  let at = (work[origin] ?? 0) >>> 8;
  let same = 0;
  let last = -1;
  for (let left = length; left > 0; left--) {
    const word = work[at] ?? 0;
    const byte = word & 0xff;
    at = word >>> 8;
    const count = same === 4 ? byte : 1;
    if (end + count > buffer.length) {
      out.length = end;
      out.reserve(count);
      ({ buffer } = out);
    }
    if (same === 4) {
      buffer.fill(last, end, end + count);
      same = 0;
    } else {
      same = byte === last ? same + 1 : 1;
      last = byte;
      buffer[end] = byte;
    }
    end += count;
  }
  out.length = end;
}

function addTo(counts: Uint32Array, index: number, count: number): void {
  counts[index] = (counts[index] ?? 0) + count;
}
