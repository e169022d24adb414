/** A buffer that grows up to a bound; decoders write into it and look back in it. */
import { CUT_OFF, PAST_BOUND } from './unpacked.ts';

/** Stops a decoder; the message becomes the `problem`. */
export class DecodeStop extends Error {}

/** What a header says it will be is believed up to here; beyond it the buffer grows as data comes. */
const BELIEVED = 1 << 24;

export class ByteSink {
  readonly limit: number;
  buffer: Uint8Array;
  length = 0;

  constructor(limit: number, expected: number) {
    this.limit = limit;
    this.buffer = new Uint8Array(Math.max(1024, Math.min(limit, expected, BELIEVED)));
  }

  /** Makes room for `count` bytes more; throws DecodeStop past the bound. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.buffer.length) return;
    if (needed > this.limit) throw new DecodeStop(PAST_BOUND);
    const grown = new Uint8Array(Math.min(this.limit, Math.max(needed, this.buffer.length * 2)));
    grown.set(this.bytes);
    this.buffer = grown;
  }

  push(byte: number): void {
    if (this.length === this.buffer.length) this.reserve(1);
    this.buffer[this.length++] = byte;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}

/** The words for what stopped a decoder; anything but a DecodeStop is a bug and goes on. */
export function stopReason(error: unknown): string {
  if (error instanceof DecodeStop) return error.message;
  throw error;
}

/** Says that the input ended in the middle. */
export function cutOff(): never {
  throw new DecodeStop(CUT_OFF);
}

/** Says that the input can't be what it claims to be. */
export function damaged(): never {
  throw new DecodeStop('the compressed data is damaged');
}
