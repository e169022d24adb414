/**
 * Zstandard (RFC 8878). We walk the frames and blocks, fzstd decodes them: so a frame that asks for gigabytes is refused before it gets them,
 * and what stands before damage is kept.
 */
import { Decompress } from 'fzstd';
import type { Budget } from '../kit/budget.ts';
import { ByteSink, cutOff, damaged, DecodeStop, stopReason } from '../kit/byte-sink.ts';
import type { Unpacked } from '../kit/unpacked.ts';

const MAGIC = 0xfd2fb528;
/** The largest window that zstd itself accepts without being told to. */
const WIDEST = 1 << 27;

/** Whether a frame, or a frame to be skipped, begins at an offset. */
export function isZstd(bytes: Uint8Array, at = 0): boolean {
  const word = wordAt(bytes, at);
  return word === MAGIC || isSkippable(word);
}

/** Unpacks all frames that follow one another. */
export function unzstd(bytes: Uint8Array, limit: number, budget?: Budget): Unpacked {
  const out = new ByteSink(limit, bytes.length * 4);
  let at = 0;
  try {
    while (at < bytes.length && isZstd(bytes, at)) at = readFrame(bytes, at, out, budget);
    return { bytes: out.bytes, used: at };
  } catch (error) {
    return { bytes: out.bytes, used: bytes.length, problem: stopReason(error) };
  }
}

function readFrame(bytes: Uint8Array, from: number, out: ByteSink, budget: Budget | undefined): number {
  budget?.checkTime();
  if (isSkippable(wordAt(bytes, from))) {
    budget?.takeMember();
    return Math.min(bytes.length, from + 8 + wordAt(bytes, from + 4));
  }
  const { start, checksum } = frameHeader(bytes, from);
  const decoder = new Decompress((chunk) => out.append(chunk));
  feed(decoder, bytes.subarray(from, start), false);
  for (let at = start; ; ) {
    if (at + 3 > bytes.length) cutOff();
    const header = wordAt(bytes, at) & 0xffffff;
    const type = (header >>> 1) & 3;
    if (type === 3) damaged();
    const end = at + 3 + (type === 1 ? 1 : header >>> 3);
    const last = (header & 1) !== 0;
    const pieceEnd = last && checksum ? end + 4 : end;
    if (pieceEnd > bytes.length) cutOff();
    budget?.checkTime();
    feed(decoder, bytes.subarray(at, pieceEnd), last);
    if (last) return pieceEnd;
    at = end;
  }
}

/** What fzstd throws on malformed data is data, not a bug of ours. */
function feed(decoder: Decompress, bytes: Uint8Array, last: boolean): void {
  try {
    decoder.push(bytes, last);
  } catch (error) {
    if (error instanceof DecodeStop) throw error;
    damaged();
  }
}

function frameHeader(bytes: Uint8Array, from: number): { start: number; checksum: boolean } {
  const descriptor = bytes[from + 4] ?? cutOff();
  const single = (descriptor & 0x20) !== 0;
  const windowAt = from + 5;
  const sizeAt = windowAt + (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
  const start = sizeAt + sizeBytes;
  if (start > bytes.length) cutOff();
  if ((single ? contentSize(bytes, sizeAt, sizeBytes) : windowSize(bytes[windowAt] ?? 0)) > WIDEST) {
    throw new DecodeStop('the zstd frame asks for more than 128 MB of memory');
  }
  return { start, checksum: (descriptor & 4) !== 0 };
}

function windowSize(byte: number): number {
  const base = 2 ** (10 + (byte >>> 3));
  return base + (base / 8) * (byte & 7);
}

function contentSize(bytes: Uint8Array, at: number, count: number): number {
  let size = count === 2 ? 256 : 0;
  for (let index = 0; index < count; index++) size += (bytes[at + index] ?? 0) * 256 ** index;
  return size;
}

function isSkippable(word: number): boolean {
  return (word & 0xfffffff0) >>> 0 === 0x184d2a50;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}
