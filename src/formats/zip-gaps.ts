/**
 * What of a zip archive the central directory doesn't account for. Only these gaps are searched for local headers: the same four bytes inside
 * a member's data mean nothing.
 */
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
export type LocalReader = (bytes: Buffer, local: LocalHeader, to: number, into: Gathering) => number;

const SIGNATURE = Buffer.from([0x50, 0x4b, 3, 4]);
const LONGEST_DESCRIPTOR = 24;
const KNOWN_METHODS = new Set([0, 1, 6, 8, 9, 12, 14, 93, 95, 99]);

/** Looks into every gap between extents, before the first and after the end record. */
export function readGaps(bytes: Buffer, extents: readonly Extent[], end: ZipEnd, into: Gathering, read: LocalReader): void {
  const sorted = extents.toSorted((a, b) => a.from - b.from || a.to - b.to);
  let at = 0;
  let streamed = false;
  let overlaps = 0;
  for (const extent of sorted) {
    if (extent.from < at) overlaps++;
    else readGap(bytes, at, extent.from, streamed, into, read);
    if (extent.to > at) ({ to: at, streamed } = extent);
  }
  if (overlaps > 0) into.anomaly('header-mismatch', '', `${overlaps} members overlap others`);
  if (at < bytes.length && !isZero(bytes, at, bytes.length)) {
    into.anomaly('data-after', '', `${bytes.length - at} bytes follow the end of the zip archive at ${end.end}`);
    scanLocals(bytes, at, bytes.length, into, read);
  }
}

/** Follows local headers from one offset to another, skipping what is none; returns how many there were. */
export function scanLocals(bytes: Buffer, from: number, to: number, into: Gathering, read: LocalReader): number {
  let found = 0;
  let at = bytes.indexOf(SIGNATURE, from);
  while (at >= 0 && at < to) {
    const local = parseLocal(bytes, at);
    if (local === undefined || !isPlausible(local, to)) {
      at = bytes.indexOf(SIGNATURE, at + 4);
      continue;
    }
    found++;
    at = bytes.indexOf(SIGNATURE, Math.max(at + 30, Math.min(to, read(bytes, local, to, into))));
  }
  return found;
}

function readGap(bytes: Buffer, from: number, to: number, streamed: boolean, into: Gathering, read: LocalReader): void {
  if (to <= from || (streamed && to - from <= LONGEST_DESCRIPTOR) || isZero(bytes, from, to)) return;
  const hidden = scanLocals(bytes, from, to, into, read);
  if (hidden > 0) into.anomaly('header-mismatch', '', `${hidden} members at offset ${from} are not in the central directory`);
  else into.anomaly(from === 0 ? 'data-before' : 'data-after', '', `${to - from} bytes at offset ${from} belong to no member`);
}

function isPlausible(local: LocalHeader, to: number): boolean {
  return local.rawName.length > 0 && local.dataStart <= to && KNOWN_METHODS.has(local.method) && !local.rawName.includes(0xff);
}

function isZero(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}
