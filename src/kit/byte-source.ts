/** Bytes that needn't stand in memory: a file, read where it is asked for, or a buffer. */

export interface ByteSource {
  readonly length: number;
  /** The bytes from one offset to another, fewer where the source ends before. They stay as they are, whatever is asked for next. */
  slice(from: number, to: number): Buffer;
}

/** Bytes in memory as a source; slices share them. */
export function inMemory(bytes: Uint8Array): ByteSource {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { length: bytes.length, slice: (from, to) => view.subarray(Math.max(0, from), Math.max(0, to)) };
}

/** All bytes of a source. */
export function wholeOf(source: ByteSource): Buffer {
  return source.slice(0, source.length);
}

/** Bytes that a walk over a source holds at a time: few at first, as what is sought often stands near. */
const FIRST_STEP = 256;
const STEP = 1 << 20;

/** Where a short sequence begins, from an offset on and before another; -1 where it doesn't. */
export function indexIn(source: ByteSource, sought: Uint8Array, from: number, to: number): number {
  const end = Math.min(source.length, to + sought.length - 1);
  for (let at = from, step = FIRST_STEP; at + sought.length <= end; at += step, step = Math.min(STEP, 2 * step)) {
    const found = source.slice(at, Math.min(end, at + step + sought.length - 1)).indexOf(sought);
    if (found >= 0) return at + found;
  }
  return -1;
}

/** Whether there are only zeros between two offsets. */
export function isZeroIn(source: ByteSource, from: number, to: number): boolean {
  for (let at = from; at < to; at += STEP) if (!isZero(source.slice(at, Math.min(to, at + STEP)))) return false;
  return true;
}

function isZero(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}
