/** gzip (RFC 1952), any number of members one after another. */
import { crc32 } from 'node:zlib';
import type { Budget } from '../kit/budget.ts';
import { CUT_OFF, PAST_BOUND, type Unpacked } from '../kit/unpacked.ts';
import { inflateRaw } from './inflate.ts';

/** Whether a gzip member begins at an offset. */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && ((bytes[at + 3] ?? 0xff) & 0xe0) === 0;
}

/** Unpacks all members, as every reader does; zeros between and after them are padding. Each member counts against the budget. */
export function gunzip(bytes: Uint8Array, limit: number, budget: Budget): Unpacked {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  let total = 0;
  let at = 0;
  let mismatch: string | undefined;
  while (isGzip(bytes, at)) {
    budget.takeMember();
    budget.checkTime();
    const start = dataStart(view, at);
    if (start === undefined) return done(parts, bytes.length, CUT_OFF);
    if (total >= limit) return done(parts, at, PAST_BOUND);
    const size = at === 0 && bytes.length >= 4 ? view.readUInt32LE(bytes.length - 4) : 0;
    const inflated = inflateRaw(bytes.subarray(start), limit - total, size);
    parts.push(inflated.bytes);
    total += inflated.bytes.length;
    if (inflated.problem !== undefined) return done(parts, bytes.length, inflated.problem);
    const end = start + inflated.used;
    if (end + 8 > bytes.length) return done(parts, bytes.length, CUT_OFF);
    if (view.readUInt32LE(end) !== crc32(inflated.bytes)) mismatch = 'the gzip checksum is wrong';
    at = afterZeros(bytes, end + 8);
  }
  return mismatch === undefined ? done(parts, at) : { ...done(parts, at), mismatch };
}

/** The name a gzip header keeps, if any. */
export function gzipName(bytes: Uint8Array): string | undefined {
  if (((bytes[3] ?? 0) & 8) === 0 || ((bytes[3] ?? 0) & 4) !== 0) return undefined;
  const end = bytes.indexOf(0, 10);
  return end > 10 && end < 266 ? Buffer.from(bytes.subarray(10, end)).toString('latin1') : undefined;
}

function done(parts: readonly Uint8Array[], used: number, problem?: string): Unpacked {
  const [only] = parts;
  const bytes = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
  return problem === undefined ? { bytes, used } : { bytes, used, problem };
}

function dataStart(view: Buffer, member: number): number | undefined {
  const flags = view[member + 3] ?? 0;
  let at = member + 10;
  if ((flags & 4) !== 0) {
    if (at + 2 > view.length) return undefined;
    at += 2 + view.readUInt16LE(at);
  }
  for (const text of [8, 16]) {
    if ((flags & text) === 0) continue;
    const end = view.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at < view.length ? at : undefined;
}

function afterZeros(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0) at++;
  return at;
}
