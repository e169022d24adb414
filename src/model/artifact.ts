/** What an archive holds, as the formats room reads it: bytes and oddities, no judgement. */

/** Something about an archive's structure that an attacker can exploit, or that hides content from other readers. */
export type AnomalyKind =
  | 'duplicate-member' | 'absolute-path' | 'climbing-path' | 'link-outside' | 'polyglot' | 'data-before' | 'data-after'
  | 'header-mismatch' | 'encrypted' | 'special-file' | 'odd-name' | 'setuid';

export interface Anomaly {
  readonly kind: AnomalyKind;
  readonly path: string;
  readonly detail: string;
}

/** Something that could not be looked at. `matters` is false for what can't carry code (a picture over the budget). */
export interface Unread {
  readonly path: string;
  readonly why: string;
  readonly matters: boolean;
}

/** One regular file of an artifact. Paths use `/`; a nested archive's members are `outer.whl!/inner.py`. */
export interface Entry {
  readonly path: string;
  /** Of a large file unpacked anew whenever it is asked for: ask once, and not for its size or its beginning. */
  readonly bytes: Uint8Array;
  /** How many bytes there are, given where asking for them costs. */
  readonly size?: number;
  /** The first of them, as many as tell what the file is (`HEAD_BYTES`), given where asking for all costs. */
  readonly head?: Uint8Array;
  /** The bytes of what is too large to stand in memory whole, piece by piece, each good until the next is asked for. */
  readonly pieces?: () => Iterable<Uint8Array>;
  /** POSIX mode bits where the format has them. */
  readonly mode?: number;
}

/** Bytes that are looked at to tell what a file is. */
export const HEAD_BYTES = 64_000;

/** Bytes of a file, without unpacking it. */
export function lengthOf(entry: Entry): number {
  return entry.size ?? entry.bytes.length;
}

export interface Link {
  readonly path: string;
  readonly target: string;
}

export interface Artifact {
  /** The name it was given by: a file name, or the name inside the outer archive. */
  readonly name: string;
  readonly format: string;
  readonly entries: readonly Entry[];
  readonly links: readonly Link[];
  readonly anomalies: readonly Anomaly[];
  readonly unread: readonly Unread[];
}
