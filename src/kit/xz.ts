/** xz (tukaani.org/xz/xz-file-format.txt): streams of LZMA2 blocks. Checksums of the content are not verified, only its structure. */
import type { Budget } from './budget.ts';
import { ByteSink, cutOff, damaged, DecodeStop, stopReason } from './byte-sink.ts';
import { LzmaDecoder } from './lzma.ts';
import type { Unpacked } from './unpacked.ts';

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] as const;
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64] as const;
const LZMA2 = 0x21;

/** Whether an xz stream begins at an offset. */
export function isXz(bytes: Uint8Array, at = 0): boolean {
  return MAGIC.every((byte, index) => bytes[at + index] === byte);
}

/** Unpacks all streams that follow one another. */
export function unxz(bytes: Uint8Array, limit: number, budget?: Budget): Unpacked {
  const out = new ByteSink(limit, bytes.length * 4);
  const tick = (): void => budget?.checkTime();
  let at = 0;
  try {
    while (isXz(bytes, at)) {
      budget?.takeMember();
      at = readStream(bytes, at, out, tick);
      while (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 0 && bytes[at + 3] === 0) at += 4;
    }
    return { bytes: out.bytes, used: at };
  } catch (error) {
    return { bytes: out.bytes, used: bytes.length, problem: stopReason(error) };
  }
}

function readStream(bytes: Uint8Array, from: number, out: ByteSink, tick: () => void): number {
  const check = CHECK_BYTES[(bytes[from + 7] ?? cutOff()) & 15] ?? 0;
  let at = from + 12;
  for (;;) {
    const size = bytes[at] ?? cutOff();
    if (size === 0) return afterIndex(bytes, at);
    const start = at + (size + 1) * 4;
    requireLzma2(bytes, at, start);
    const end = readLzma2(bytes, start, out, tick);
    at = end + ((4 - ((end - start) % 4)) % 4) + check;
    tick();
  }
}

/** A block header: flags, sizes we needn't know, then the filters. Only plain LZMA2 is decoded. */
function requireLzma2(bytes: Uint8Array, from: number, to: number): void {
  if (to > bytes.length) cutOff();
  const flags = bytes[from + 1] ?? 0;
  let at = from + 2;
  if ((flags & 0x40) !== 0) at = afterNumber(bytes, at);
  if ((flags & 0x80) !== 0) at = afterNumber(bytes, at);
  if ((flags & 3) !== 0 || bytes[at] !== LZMA2) throw new DecodeStop('the xz data has a filter that is not supported');
}

/** LZMA2 chunks: stored or LZMA, each telling what to reset. */
function readLzma2(bytes: Uint8Array, from: number, out: ByteSink, tick: () => void): number {
  const decoder = new LzmaDecoder(out, tick);
  let ready = false;
  let at = from;
  for (;;) {
    const control = bytes[at] ?? cutOff();
    if (control === 0) return at + 1;
    if (control < 0x80) {
      if (control > 2) damaged();
      if (control === 1) decoder.resetDictionary();
      const size = word(bytes, at + 1) + 1;
      if (at + 3 + size > bytes.length) cutOff();
      out.append(bytes.subarray(at + 3, at + 3 + size));
      at += 3 + size;
      continue;
    }
    const reset = (control >> 5) & 3;
    const size = ((control & 0x1f) << 16) + word(bytes, at + 1) + 1;
    const packed = word(bytes, at + 3) + 1;
    const start = at + (reset >= 2 ? 6 : 5);
    if (reset === 3) decoder.resetDictionary();
    if (reset >= 2) {
      decoder.setProperties(bytes[at + 5] ?? cutOff());
      ready = true;
    } else if (!ready) damaged();
    else if (reset === 1) decoder.resetState();
    decoder.decode(bytes, start, Math.min(bytes.length, start + packed), size);
    at = start + packed;
    if (at > bytes.length) cutOff();
  }
}

/** The index lists the blocks that we have read; a footer of twelve bytes follows it. */
function afterIndex(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  const [count, start] = number(bytes, at);
  at = start;
  for (let left = count * 2; left > 0; left--) at = afterNumber(bytes, at);
  at += (4 - ((at - from) % 4)) % 4;
  const end = at + 4 + 12;
  if (end > bytes.length) cutOff();
  if (bytes[end - 2] !== 0x59 || bytes[end - 1] !== 0x5a) damaged();
  return end;
}

function afterNumber(bytes: Uint8Array, at: number): number {
  return number(bytes, at)[1];
}

function number(bytes: Uint8Array, from: number): readonly [value: number, next: number] {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = bytes[from + index] ?? cutOff();
    value += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) return [value, from + index + 1];
  }
  return damaged();
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? cutOff());
}
