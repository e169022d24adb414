/** Entries whose bytes don't stand in memory by themselves. */
import { HEAD_BYTES, lengthOf, type Entry } from '../model/artifact.ts';

/** Unpacking less than this costs no more than keeping its head. */
const LARGE = 1_000_000;

/** A member that is unpacked when it is asked for, so that a large archive doesn't stand in memory unpacked. */
export class LazyEntry implements Entry {
  readonly path: string;
  readonly mode?: number;
  readonly size: number;
  readonly head?: Uint8Array;
  readonly #again: () => Uint8Array;

  /** `bytes` are what it holds now; they are not kept. */
  constructor(path: string, mode: number | undefined, bytes: Uint8Array, again: () => Uint8Array) {
    this.path = path;
    if (mode !== undefined) this.mode = mode;
    this.size = bytes.length;
    if (bytes.length >= LARGE) this.head = bytes.slice(0, HEAD_BYTES);
    this.#again = again;
  }

  get bytes(): Uint8Array {
    return this.#again();
  }
}

/** A link's path, with the bytes of the file it leads to. */
export class AliasEntry implements Entry {
  readonly path: string;
  readonly #goal: Entry;

  constructor(path: string, goal: Entry) {
    this.path = path;
    this.#goal = goal;
  }

  get bytes(): Uint8Array {
    return this.#goal.bytes;
  }

  get size(): number {
    return lengthOf(this.#goal);
  }

  get head(): Uint8Array {
    return this.#goal.head ?? this.#goal.bytes;
  }
}
