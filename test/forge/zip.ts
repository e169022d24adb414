/** Writes zip archives in memory, honest ones and, by letting either header lie, hostile ones. */
import { crc32, deflateRawSync } from 'node:zlib';
import { bytesOf, type Files } from './tar.ts';

/** Header fields that may lie. */
export interface ZipFields {
  readonly name?: string | Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly compressedSize?: number;
  readonly size?: number;
  readonly extra?: Uint8Array;
}

export interface ZipMember {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** 0 stores, 8 (the default) deflates; any other needs `compressed`. */
  readonly method?: number;
  /** The bytes as they stand in the archive. */
  readonly compressed?: Uint8Array;
  readonly mode?: number;
  readonly flags?: number;
  /** Sizes and checksum follow the data, as streaming writers do it. */
  readonly descriptor?: boolean;
  /** Sizes and offset in a Zip64 extra field. */
  readonly zip64?: boolean;
  /** What the local header says instead. */
  readonly local?: ZipFields;
  /** What the central directory says instead; `false` leaves the member out of it. */
  readonly central?: (ZipFields & { readonly offset?: number }) | false;
  /** Bytes between the member before and this one. */
  readonly gap?: Uint8Array;
}

export interface ZipOptions {
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  readonly comment?: string;
  /** How many entries the end record claims. */
  readonly count?: number;
  /** Whether offsets count from the archive's start rather than from the first header. */
  readonly offsetsIncludeBefore?: boolean;
  /** Whether the directory and the end record are written; true by default. */
  readonly end?: boolean;
  /** A Zip64 end record with its locator; the plain one then says nothing. */
  readonly zip64?: boolean;
}

/** A zip archive of the members in their order. */
export function zipOf(members: readonly ZipMember[], options: ZipOptions = {}): Uint8Array {
  const parts: Uint8Array[] = [options.before ?? new Uint8Array()];
  const directory: Uint8Array[] = [];
  let at = options.offsetsIncludeBefore ? (options.before?.length ?? 0) : 0;
  for (const member of members) {
    const gap = member.gap ?? new Uint8Array();
    const local = localPart(member);
    if (member.central !== false) directory.push(centralPart(member, at + gap.length));
    parts.push(gap, local);
    at += gap.length + local.length;
  }
  if (options.end === false) return Buffer.concat(parts);
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.count ?? directory.length, 8);
  end.writeUInt16LE(options.count ?? directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(Buffer.byteLength(options.comment ?? ''), 20);
  if (options.zip64) end.fill(0xff, 8, 20);
  const wide = options.zip64 ? wideEnd(directory.length, central.length, at, parts.reduce((total, part) => total + part.length, central.length)) : new Uint8Array();
  return Buffer.concat([...parts, central, wide, end, Buffer.from(options.comment ?? ''), options.after ?? new Uint8Array()]);
}

/** A zip of files by path. */
export function forgeZip(files: Files, options: ZipOptions & { readonly method?: number } = {}): Uint8Array {
  return zipOf(Object.entries(files).map(([name, content]) => ({ name, content, method: options.method ?? 8 })), options);
}

function packed(member: ZipMember): { raw: Uint8Array; data: Uint8Array; method: number } {
  const raw = bytesOf(member.content ?? '');
  const method = member.method ?? 8;
  return { raw, method, data: member.compressed ?? (method === 8 ? deflateRawSync(raw) : raw) };
}

function localPart(member: ZipMember): Uint8Array {
  const { raw, data, method } = packed(member);
  const name = bytesOf(member.local?.name ?? member.name);
  const streamed = member.descriptor === true;
  const extra = member.local?.extra ?? (member.zip64 ? zip64Extra([raw.length, data.length]) : new Uint8Array());
  const fixed = Buffer.alloc(30);
  fixed.writeUInt32LE(0x04034b50, 0);
  fixed.writeUInt16LE(20, 4);
  fixed.writeUInt16LE(member.local?.flags ?? (member.flags ?? 0x800) | (streamed ? 8 : 0), 6);
  fixed.writeUInt16LE(member.local?.method ?? method, 8);
  fixed.writeUInt32LE(member.local?.crc ?? (streamed ? 0 : crc32(raw)), 14);
  fixed.writeUInt32LE(member.local?.compressedSize ?? (streamed ? 0 : member.zip64 ? 0xffffffff : data.length), 18);
  fixed.writeUInt32LE(member.local?.size ?? (streamed ? 0 : member.zip64 ? 0xffffffff : raw.length), 22);
  fixed.writeUInt16LE(name.length, 26);
  fixed.writeUInt16LE(extra.length, 28);
  return Buffer.concat([fixed, name, extra, data, streamed ? descriptor(raw, data) : new Uint8Array()]);
}

function centralPart(member: ZipMember, at: number): Uint8Array {
  const { raw, data, method } = packed(member);
  const says = member.central === false ? undefined : member.central;
  const name = bytesOf(says?.name ?? member.name);
  const extra = says?.extra ?? (member.zip64 ? zip64Extra([raw.length, data.length, says?.offset ?? at]) : new Uint8Array());
  const fixed = Buffer.alloc(46);
  fixed.writeUInt32LE(0x02014b50, 0);
  fixed.writeUInt16LE((3 << 8) | 20, 4);
  fixed.writeUInt16LE(20, 6);
  fixed.writeUInt16LE(says?.flags ?? (member.flags ?? 0x800) | (member.descriptor ? 8 : 0), 8);
  fixed.writeUInt16LE(says?.method ?? method, 10);
  fixed.writeUInt32LE(says?.crc ?? crc32(raw), 16);
  fixed.writeUInt32LE(says?.compressedSize ?? (member.zip64 ? 0xffffffff : data.length), 20);
  fixed.writeUInt32LE(says?.size ?? (member.zip64 ? 0xffffffff : raw.length), 24);
  fixed.writeUInt16LE(name.length, 28);
  fixed.writeUInt16LE(extra.length, 30);
  fixed.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 38);
  fixed.writeUInt32LE(member.zip64 ? 0xffffffff : (says?.offset ?? at), 42);
  return Buffer.concat([fixed, name, extra]);
}

function descriptor(raw: Uint8Array, data: Uint8Array): Uint8Array {
  const block = Buffer.alloc(16);
  block.writeUInt32LE(0x08074b50, 0);
  block.writeUInt32LE(crc32(raw), 4);
  block.writeUInt32LE(data.length, 8);
  block.writeUInt32LE(raw.length, 12);
  return block;
}

function wideEnd(count: number, size: number, offset: number, at: number): Uint8Array {
  const block = Buffer.alloc(76);
  block.writeUInt32LE(0x06064b50, 0);
  block.writeBigUInt64LE(44n, 4);
  [count, count, size, offset].forEach((value, index) => block.writeBigUInt64LE(BigInt(value), 24 + 8 * index));
  block.writeUInt32LE(0x07064b50, 56);
  block.writeBigUInt64LE(BigInt(at), 64);
  block.writeUInt32LE(1, 72);
  return block;
}

function zip64Extra(values: readonly number[]): Uint8Array {
  const block = Buffer.alloc(4 + 8 * values.length);
  block.writeUInt16LE(1, 0);
  block.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, index) => block.writeBigUInt64LE(BigInt(value), 4 + 8 * index));
  return block;
}
