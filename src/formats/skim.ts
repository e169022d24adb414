/** Goes over a large zip member a piece at a time, so that what nobody may ever ask for is not unpacked in memory whole. */
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../kit/byte-source.ts';
import { REFUSED } from '../kit/deflate-codes.ts';
import { Inflater } from '../kit/inflate.ts';
import { HEAD_BYTES } from '../model/artifact.ts';
import { isAr } from './ar.ts';
import { codecOf } from './compressed.ts';
import { isTarHeader } from './tar-header.ts';
import { isZipBeginning, mayEndInZip, SEARCHED } from './zip-records.ts';

/** What is known of a member without holding it. */
export interface Skimmed {
  readonly size: number;
  readonly crc: number;
  /** How much of the data the compressed stream takes. */
  readonly used: number;
  readonly head: Uint8Array;
}

const PIECE = 1 << 20;

/**
 * Skims the member whose data stands between two offsets, stored (method 0) or deflated (8). Undefined where it must be unpacked whole: for it is damaged,
 * less than `least` or more than `most`, or could be an archive itself.
 */
export function skim(source: ByteSource, from: number, to: number, method: number, { least, most }: { readonly least: number; readonly most: number }): Skimmed | undefined {
  if (to > source.length) return undefined;
  const inflater = method === 8 ? new Inflater(source, from, to) : undefined;
  let size = 0;
  let crc = 0;
  let head: Uint8Array = new Uint8Array();
  let tail: Uint8Array = new Uint8Array();
  try {
    for (const piece of inflater?.pieces() ?? storedPieces(source, from, to)) {
      size += piece.length;
      if (size > most) return undefined;
      crc = crc32(piece, crc);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES - head.length)]);
      if (size === piece.length && isArchiveBeginning(head)) return undefined;
      tail = Buffer.concat([tail.subarray(Math.max(0, tail.length + Math.min(piece.length, SEARCHED) - SEARCHED)), piece.subarray(Math.max(0, piece.length - SEARCHED))]);
    }
  } catch (error) {
    if (error === REFUSED) return undefined;
    throw error;
  }
  const used = inflater?.used ?? to - from;
  return size < least || used > to - from || mayEndInZip(tail) ? undefined : { size, crc, used, head };
}

/** The same content once more. */
export function piecesOf(source: ByteSource, from: number, to: number, method: number): Iterable<Uint8Array> {
  return method === 8 ? new Inflater(source, from, to).pieces() : storedPieces(source, from, to);
}

function* storedPieces(source: ByteSource, from: number, to: number): Generator<Uint8Array, void> {
  for (let at = from; at < to; at += PIECE) yield source.slice(at, Math.min(to, at + PIECE));
}

function isArchiveBeginning(head: Uint8Array): boolean {
  return codecOf(head) !== undefined || isZipBeginning(head) || isAr(head) || isTarHeader(head, 0);
}
