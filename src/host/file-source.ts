/** A file as bytes that are read where they are asked for, so that a large archive never stands in memory whole. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { ByteSource } from '../kit/byte-source.ts';

/** Larger files than this are not looked at. */
const MAX_FILE_BYTES = 2_000_000_000;
/** Bytes read ahead for short pieces: members of an archive are asked for in the order in which they stand. */
const WINDOW = 262_144;
/** Bytes read for a piece that stands apart. */
const APART = 4_096;

export class FileSource implements ByteSource {
  readonly length: number;
  readonly #handle: number;
  readonly #opened: Stats;
  readonly #window = Buffer.allocUnsafe(WINDOW);
  #windowAt = 0;
  #windowEnd = 0;

  /** Opens a regular file; never waits on a pipe or device. Throws an Error that says why it can't. To be closed. */
  constructor(path: string, limit = MAX_FILE_BYTES) {
    this.#handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    this.#opened = fstatSync(this.#handle);
    this.length = this.#opened.size;
    const why = !this.#opened.isFile() ? 'not a regular file' : this.length > limit ? `larger than ${limit} bytes` : undefined;
    if (why === undefined) return;
    this.close();
    throw new Error(why);
  }

  /** A copy: the caller may keep it, and nothing more than it stays in memory. */
  slice(from: number, to: number): Buffer {
    const start = Math.max(0, from);
    const size = Math.max(0, Math.min(to, this.length) - start);
    const bytes = Buffer.allocUnsafe(size);
    if (size > WINDOW / 2) return bytes.subarray(0, this.#read(bytes, start));
    if (start < this.#windowAt || start + size > this.#windowEnd) {
      // Only where pieces are asked for one after another is it worth to read ahead.
      const isNext = start >= this.#windowAt && start - this.#windowEnd < WINDOW;
      this.#windowAt = start;
      this.#windowEnd = start + this.#read(isNext ? this.#window : this.#window.subarray(0, Math.max(size, APART)), start);
    }
    return bytes.subarray(0, this.#window.copy(bytes, 0, start - this.#windowAt, Math.min(start + size, this.#windowEnd) - this.#windowAt));
  }

  /** Whether somebody wrote to the file since it was opened: then what was read is no one file. */
  get isChanged(): boolean {
    const now = fstatSync(this.#handle);
    return now.size !== this.#opened.size || now.mtimeMs !== this.#opened.mtimeMs;
  }

  close(): void {
    closeSync(this.#handle);
  }

  /** Fills the buffer as far as the file goes. */
  #read(into: Buffer, at: number): number {
    let done = 0;
    while (done < into.length) {
      const count = readSync(this.#handle, into, done, into.length - done, at + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }
}
