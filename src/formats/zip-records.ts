/** The records of a zip archive as they stand: APPNOTE.TXT 6.3.10, sections 4.3 to 4.5. Nothing is believed here, only read. */
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
const SEARCHED = 65_557;

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
export function parseLocal(bytes: Buffer, at: number): LocalHeader | undefined {
  if (at < 0 || at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return undefined;
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
  const dataStart = nameEnd + bytes.readUInt16LE(at + 28);
  if (dataStart > bytes.length) return undefined;
  const extra = parseExtra(bytes.subarray(nameEnd, dataStart), { size: bytes.readUInt32LE(at + 22), compressedSize: bytes.readUInt32LE(at + 18) });
  return {
    ...names(bytes.subarray(at + 30, nameEnd), extra.unicodeName),
    flags: bytes.readUInt16LE(at + 6),
    method: bytes.readUInt16LE(at + 8),
    crc: bytes.readUInt32LE(at + 14),
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
export function findZipEnds(bytes: Buffer): ZipEnd[] {
  const ends: ZipEnd[] = [];
  const from = Math.max(0, bytes.length - SEARCHED);
  const tail = bytes.subarray(from);
  for (let at = tail.lastIndexOf(END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1)) {
    const end = parseEnd(bytes, from + at);
    if (end !== undefined) ends.push(end);
  }
  return ends;
}

function parseEnd(bytes: Buffer, at: number): ZipEnd | undefined {
  if (at + 22 > bytes.length) return undefined;
  const wide = parseWideEnd(bytes, at);
  const count = wide?.count ?? bytes.readUInt16LE(at + 10);
  const size = wide?.size ?? bytes.readUInt32LE(at + 12);
  const offset = wide?.offset ?? bytes.readUInt32LE(at + 16);
  const directoryEnd = wide?.at ?? at;
  const end = Math.min(bytes.length, at + 22 + bytes.readUInt16LE(at + 20));
  const directory = directoryEnd - size;
  if (size === 0 && count === 0 && offset <= directoryEnd) return { at, directory, directoryEnd, base: directory - offset, count, end };
  if (directory >= offset && parseCentral(bytes, directory) !== undefined) return { at, directory, directoryEnd, base: directory - offset, count, end };
  if (parseCentral(bytes, offset) === undefined) return undefined;
  return { at, directory: offset, directoryEnd, base: 0, count, end };
}

function parseWideEnd(bytes: Buffer, at: number): { at: number; count: number; size: number; offset: number } | undefined {
  if (at < 76 || bytes.readUInt32LE(at - 20) !== 0x07064b50) return undefined;
  for (const record of [Number(bytes.readBigUInt64LE(at - 12)), at - 76]) {
    if (record + 56 > at || bytes.readUInt32LE(record) !== 0x06064b50) continue;
    const [count, size, offset] = [32, 40, 48].map((field) => Number(bytes.readBigUInt64LE(record + field)));
    if (count !== undefined && size !== undefined && offset !== undefined) return { at: record, count, size, offset };
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
