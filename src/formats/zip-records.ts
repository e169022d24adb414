/** The records of a zip archive as they stand: APPNOTE.TXT 6.3.10, sections 4.3 to 4.5. Nothing is believed here, only read. */
import type { ByteSource } from '../kit/byte-source.ts';
import { textOf } from './tar-header.ts';

/** What a local or a central header says about a member. */
export interface ZipHeader {
  /** The name as its bytes say, and as readers take it. */
  readonly rawName: Buffer;
  readonly name: string;
  /** The name in a Unicode path field (0x7075), which some readers prefer. */
  readonly otherName: string | undefined;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
}

export interface CentralHeader extends ZipHeader {
  /** Offset of the local header, before a prefix of the archive is added. */
  readonly offset: number;
  /** POSIX mode where a Unix program made it. */
  readonly mode: number | undefined;
  /** Where the next record begins. */
  readonly next: number;
}

export interface LocalHeader extends ZipHeader {
  readonly start: number;
  readonly dataStart: number;
}

export interface ZipEnd {
  /** Offset of the end record. */
  readonly at: number;
  readonly directory: number;
  /** Where the directory should end: the end record or Zip64's. */
  readonly directoryEnd: number;
  /** What to add to offsets: the length of what stands before the archive. */
  readonly base: number;
  readonly count: number;
  /** Offset after the end record and its comment. */
  readonly end: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = Buffer.from([0x50, 0x4b, 5, 6]);
/** Bytes at the end of an archive in which its end record may stand. */
export const SEARCHED = 65_557;
/** The most that one central header takes, its variable fields with it. */
export const LONGEST_CENTRAL = 46 + 3 * 65_535;

/** Whether an archive's first bytes stand here. */
export function isZipBeginning(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));
}

/** Whether an end record may stand in the last bytes of something. */
export function mayEndInZip(tail: Uint8Array): boolean {
  return Buffer.from(tail.buffer, tail.byteOffset, tail.length).includes(END);
}

/** The central header at an offset, undefined where there is none. */
export function parseCentral(bytes: Buffer, at: number): CentralHeader | undefined {
  if (at < 0 || at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) return undefined;
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  if (extraEnd > bytes.length) return undefined;
  const offset32 = bytes.readUInt32LE(at + 42);
  const sizes = { size: bytes.readUInt32LE(at + 24), compressedSize: bytes.readUInt32LE(at + 20), offset: offset32 };
  const extra = parseExtra(bytes.subarray(nameEnd, extraEnd), sizes);
  return {
    ...names(bytes.subarray(at + 46, nameEnd), extra.unicodeName),
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    compressedSize: extra.compressedSize,
    size: extra.size,
    offset: extra.offset ?? offset32,
    mode: bytes[at + 5] === 3 ? bytes.readUInt16LE(at + 40) : undefined,
    next: extraEnd + bytes.readUInt16LE(at + 32),
  };
}

/** The local header at an offset, undefined where there is none. */
export function parseLocal(source: ByteSource, at: number): LocalHeader | undefined {
  if (at < 0 || at + 30 > source.length) return undefined;
  const fixed = source.slice(at, at + 30);
  if (fixed.length < 30 || fixed.readUInt32LE(0) !== LOCAL) return undefined;
  const nameLength = fixed.readUInt16LE(26);
  const dataStart = at + 30 + nameLength + fixed.readUInt16LE(28);
  if (dataStart > source.length) return undefined;
  const rest = source.slice(at + 30, dataStart);
  const extra = parseExtra(rest.subarray(nameLength), { size: fixed.readUInt32LE(22), compressedSize: fixed.readUInt32LE(18) });
  return {
    ...names(rest.subarray(0, nameLength), extra.unicodeName),
    flags: fixed.readUInt16LE(6),
    method: fixed.readUInt16LE(8),
    crc: fixed.readUInt32LE(14),
    compressedSize: extra.compressedSize,
    size: extra.size,
    start: at,
    dataStart,
  };
}

/**
 * Every end record in the tail that points at a directory, the last first: that one is what most readers take. Bytes that only look like a
 * record are left out, because their directory isn't where they say.
 */
export function findZipEnds(source: ByteSource): ZipEnd[] {
  const ends: ZipEnd[] = [];
  const from = Math.max(0, source.length - SEARCHED);
  const tail = source.slice(from, source.length);
  for (let at = tail.lastIndexOf(END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1)) {
    const end = parseEnd(source, from + at);
    if (end !== undefined) ends.push(end);
  }
  return ends;
}

function parseEnd(source: ByteSource, at: number): ZipEnd | undefined {
  const record = source.slice(at, at + 22);
  if (record.length < 22) return undefined;
  const wide = parseWideEnd(source, at);
  const count = wide?.count ?? record.readUInt16LE(10);
  const size = wide?.size ?? record.readUInt32LE(12);
  const offset = wide?.offset ?? record.readUInt32LE(16);
  const directoryEnd = wide?.at ?? at;
  const end = Math.min(source.length, at + 22 + record.readUInt16LE(20));
  const directory = directoryEnd - size;
  if (size === 0 && count === 0 && offset <= directoryEnd) return { at, directory, directoryEnd, base: directory - offset, count, end };
  if (directory >= offset && isCentral(source, directory)) return { at, directory, directoryEnd, base: directory - offset, count, end };
  if (!isCentral(source, offset)) return undefined;
  return { at, directory: offset, directoryEnd, base: 0, count, end };
}

/** Whether a whole central header stands at an offset. */
function isCentral(source: ByteSource, at: number): boolean {
  return at >= 0 && parseCentral(source.slice(at, at + LONGEST_CENTRAL), 0) !== undefined;
}

function parseWideEnd(source: ByteSource, at: number): { at: number; count: number; size: number; offset: number } | undefined {
  if (at < 76) return undefined;
  const locator = source.slice(at - 20, at);
  if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) return undefined;
  for (const start of [Number(locator.readBigUInt64LE(8)), at - 76]) {
    if (start + 56 > at) continue;
    const record = source.slice(start, start + 56);
    if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) continue;
    return { at: start, count: Number(record.readBigUInt64LE(32)), size: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)) };
  }
  return undefined;
}

interface Sizes {
  readonly size: number;
  readonly compressedSize: number;
  readonly offset?: number;
}

/** Zip64 fields stand only for those numbers that are all ones, in this order. */
function parseExtra(extra: Buffer, says: Sizes): Sizes & { readonly unicodeName?: string } {
  let sizes = says;
  let unicodeName: string | undefined;
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) break;
    const id = extra.readUInt16LE(at);
    if (id === 1) sizes = widened(extra.subarray(at + 4, end), says);
    if (id === 0x7075 && end > at + 9) unicodeName = extra.toString('utf8', at + 9, end);
    at = end;
  }
  return unicodeName === undefined ? sizes : { ...sizes, unicodeName };
}

function widened(field: Buffer, says: Sizes): Sizes {
  let at = 0;
  const wide = (value: number): number => {
    if (value !== 0xffffffff || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  const size = wide(says.size);
  const compressedSize = wide(says.compressedSize);
  return says.offset === undefined ? { size, compressedSize } : { size, compressedSize, offset: wide(says.offset) };
}

function names(rawName: Buffer, unicodeName: string | undefined): Pick<ZipHeader, 'rawName' | 'name' | 'otherName'> {
  const name = textOf(rawName);
  return { rawName, name, otherName: unicodeName === name ? undefined : unicodeName };
}
