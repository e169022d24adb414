/** Entries whose bytes don't stand in memory by themselves. */
import type { Entry } from '../model/artifact.ts';

/** A member that is unpacked when it is asked for, so that a large archive doesn't stand in memory unpacked. */
export class LazyEntry implements Entry {
  readonly path: string;
  readonly mode?: number;
  readonly #again: () => Uint8Array;

  constructor(path: string, mode: number | undefined, again: () => Uint8Array) {
    this.path = path;
    if (mode !== undefined) this.mode = mode;
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
}
