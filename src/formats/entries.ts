/** Entries whose bytes don't stand in memory by themselves. */
import { HEAD_BYTES, lengthOf, type Entry } from '../model/artifact.ts';

/** What is not kept: how large it is, how it begins, and how to have it again. */
export interface Content {
  readonly size: number;
  readonly head?: Uint8Array;
  readonly again: () => Uint8Array;
  readonly pieces?: () => Iterable<Uint8Array>;
}

/** Of bytes that stand in memory now. */
export function contentOf(bytes: Uint8Array, again: () => Uint8Array): Content {
  return { size: bytes.length, ...(bytes.length < LARGE ? {} : { head: bytes.slice(0, HEAD_BYTES) }), again };
}

/** Unpacking less than this costs no more than keeping its head. */
const LARGE = 1_000_000;

/** A member that is unpacked when it is asked for, so that a large archive doesn't stand in memory unpacked. */
export class LazyEntry implements Entry {
  readonly path: string;
  readonly mode?: number;
  readonly size: number;
  readonly head?: Uint8Array;
  readonly pieces?: () => Iterable<Uint8Array>;
  readonly #again: () => Uint8Array;

  constructor(path: string, mode: number | undefined, content: Content) {
    this.path = path;
    if (mode !== undefined) this.mode = mode;
    this.size = content.size;
    if (content.head !== undefined) this.head = content.head;
    if (content.pieces !== undefined) this.pieces = content.pieces;
    this.#again = content.again;
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
