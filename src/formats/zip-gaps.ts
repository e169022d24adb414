/**
 * What of a zip archive the central directory doesn't account for. Only these gaps are searched for local headers: the same four bytes inside
 * a member's data mean nothing.
 */
import { indexIn, isZeroIn, type ByteSource } from '../kit/byte-source.ts';
import type { Gathering } from './gathering.ts';
import { parseLocal, type LocalHeader, type ZipEnd } from './zip-records.ts';

/** Bytes that a member or the directory accounts for. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  /** A data descriptor of up to 24 bytes may follow. */
  readonly streamed: boolean;
}

/** Reads a member by its local header; returns where its data ends. */
export type LocalReader = (source: ByteSource, local: LocalHeader, to: number, into: Gathering) => number;

const SIGNATURE = Buffer.from([0x50, 0x4b, 3, 4]);
const LONGEST_DESCRIPTOR = 24;
const KNOWN_METHODS = new Set([0, 1, 6, 8, 9, 12, 14, 93, 95, 99]);

/** Looks into every gap between extents, before the first and after the end record. */
export function readGaps(source: ByteSource, extents: readonly Extent[], end: ZipEnd, into: Gathering, read: LocalReader): void {
  const sorted = extents.toSorted((a, b) => a.from - b.from || a.to - b.to);
  let at = 0;
  let streamed = false;
  let overlaps = 0;
  for (const extent of sorted) {
    if (extent.from < at) overlaps++;
    else readGap(source, at, extent.from, streamed, into, read);
    if (extent.to > at) ({ to: at, streamed } = extent);
  }
  if (overlaps > 0) into.anomaly('header-mismatch', '', `${overlaps} members overlap others`);
  if (at < source.length && !isZeroIn(source, at, source.length)) {
    into.anomaly('data-after', '', `${source.length - at} bytes follow the end of the zip archive at ${end.end}`);
    scanLocals(source, at, source.length, into, read);
  }
}

/** Follows local headers from one offset to another, skipping what is none; returns how many there were. */
export function scanLocals(source: ByteSource, from: number, to: number, into: Gathering, read: LocalReader): number {
  let found = 0;
  let at = indexIn(source, SIGNATURE, from, to);
  while (at >= 0) {
    const local = parseLocal(source, at);
    if (local === undefined || !isPlausible(local, to)) {
      at = indexIn(source, SIGNATURE, at + 4, to);
      continue;
    }
    found++;
    at = indexIn(source, SIGNATURE, Math.max(at + 30, Math.min(to, read(source, local, to, into))), to);
  }
  return found;
}

function readGap(source: ByteSource, from: number, to: number, streamed: boolean, into: Gathering, read: LocalReader): void {
  if (to <= from || (streamed && to - from <= LONGEST_DESCRIPTOR) || isZeroIn(source, from, to)) return;
  const hidden = scanLocals(source, from, to, into, read);
  if (hidden > 0) into.anomaly('header-mismatch', '', `${hidden} members at offset ${from} are not in the central directory`);
  else into.anomaly(from === 0 ? 'data-before' : 'data-after', '', `${to - from} bytes at offset ${from} belong to no member`);
}

function isPlausible(local: LocalHeader, to: number): boolean {
  return local.rawName.length > 0 && local.dataStart <= to && KNOWN_METHODS.has(local.method) && !local.rawName.includes(0xff);
}
