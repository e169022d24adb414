/**
 * zip archives, wheels among them. The central directory is what Python and most readers go by; local headers are what streaming readers go
 * by; so both are read and compared, and what neither accounts for is searched for members that only a streaming reader would see.
 */
import { crc32 } from 'node:zlib';
import { indexIn, type ByteSource } from '../kit/byte-source.ts';
import { CUT_OFF, PAST_BOUND } from '../kit/unpacked.ts';
import type { Gathering } from './gathering.ts';
import { piecesOf, skim, type Skimmed } from './skim.ts';
import { decoderOf, unpackMember } from './zip-data.ts';
import { readGaps, scanLocals, type Extent } from './zip-gaps.ts';
import { findZipEnds, LONGEST_CENTRAL, parseCentral, parseLocal, type CentralHeader, type LocalHeader, type ZipEnd, type ZipHeader } from './zip-records.ts';

/** Members of this many bytes are looked over a piece at a time. */
const SKIMMED = 4_000_000;

const DESCRIPTOR = Buffer.from([0x50, 0x4b, 7, 8]);

/** Gathers the members of a zip archive; false where no end record is found, so that only local headers could be followed. */
export function readZip(source: ByteSource, into: Gathering): boolean {
  const [end, ...others] = findZipEnds(source);
  if (end === undefined) {
    into.unread('', 'the zip archive has no central directory: it is damaged or cut off', true);
    scanLocals(source, 0, source.length, into, readLocal);
    return false;
  }
  const extents = readDirectory(source, end, into);
  for (const other of others) {
    const inMember = extents.some((extent) => other.at >= extent.from && other.at < extent.to);
    if (inMember || other.directory === end.directory) continue;
    into.anomaly('polyglot', '', 'the archive has two central directories, and readers differ in which they take');
    extents.push(...readDirectory(source, other, into));
  }
  readGaps(source, extents, end, into, readLocal);
  return true;
}

/** Whether the bytes end in a zip archive, whatever they begin with. */
export function endsInZip(source: ByteSource): boolean {
  return source.length >= 22 && findZipEnds(source).some((end) => end.count > 0);
}

function readDirectory(source: ByteSource, end: ZipEnd, into: Gathering): Extent[] {
  const extents: Extent[] = [];
  const directory = source.slice(end.directory, end.directoryEnd + LONGEST_CENTRAL);
  let at = end.directory;
  let seen = 0;
  while (at < end.directoryEnd) {
    const central = parseCentral(directory, at - end.directory);
    if (central === undefined) break;
    into.tick();
    seen++;
    extents.push(...readCentral(source, central, end, into));
    at = end.directory + central.next;
  }
  if (seen !== end.count && (seen & 0xffff) !== end.count) into.anomaly('header-mismatch', '', `the end record says ${end.count} entries, the central directory has ${seen}`);
  if (at < end.directoryEnd) into.anomaly('data-after', '', `${end.directoryEnd - at} bytes stand between the central directory and the end record`);
  extents.push({ from: end.directory, to: end.end, streamed: false });
  return extents;
}

function readCentral(source: ByteSource, central: CentralHeader, end: ZipEnd, into: Gathering): Extent[] {
  const local = parseLocal(source, central.offset + end.base);
  if (local === undefined) {
    into.unread(central.name, 'no local header stands where the central directory says');
    return [];
  }
  compare(central, local, into);
  const claimed = Math.min(source.length, local.dataStart + central.compressedSize);
  const used = addMember(source, local.dataStart, central, central.mode, into);
  const sure = local.dataStart + Math.min(used, local.compressedSize > 0 ? local.compressedSize : used);
  if (sure < claimed) scanLocals(source, sure, claimed, into, readLocal);
  if (!central.rawName.equals(local.rawName)) addMember(source, local.dataStart, { ...central, name: local.name }, central.mode, into);
  if (central.otherName !== undefined) addMember(source, local.dataStart, { ...central, name: central.otherName }, central.mode, into);
  return [{ from: local.start, to: claimed, streamed: (local.flags & 8) !== 0 }];
}

function compare(central: CentralHeader, local: LocalHeader, into: Gathering): void {
  const say = (detail: string): void => into.anomaly('header-mismatch', central.name, detail);
  if (!central.rawName.equals(local.rawName)) say(`the local header names it ${local.name}`);
  if (central.otherName !== undefined) say(`a Unicode field names it ${central.otherName}`);
  if (central.method !== local.method) say(`the local header has method ${local.method}, the central directory ${central.method}`);
  if (((central.flags ^ local.flags) & 1) !== 0) say('the headers differ in whether it is encrypted');
  if ((local.flags & 8) !== 0 && local.compressedSize === 0) return;
  if (central.compressedSize !== local.compressedSize || central.size !== local.size) {
    say(`the local header says ${local.size} bytes in ${local.compressedSize}, the central directory ${central.size} in ${central.compressedSize}`);
  }
  if (central.crc !== local.crc) say('the headers differ in the checksum');
}

/**
 * A member that only a local header knows. Returns where to look for the next: behind its compressed data, whatever size it claims, and inside
 * it where it is stored, because such a header may lie to cover another.
 */
function readLocal(source: ByteSource, local: LocalHeader, to: number, into: Gathering): number {
  into.tick();
  const sized = local.compressedSize > 0 || (local.flags & 8) === 0;
  if (sized) {
    const used = addMember(source, local.dataStart, local, undefined, into);
    return local.method === 0 ? local.dataStart : local.dataStart + used;
  }
  const length = streamedLength(source, local, to, into);
  addMember(source, local.dataStart, { ...local, compressedSize: length, size: -1 }, undefined, into);
  return local.dataStart + length;
}

/** Where a streamed member ends, its size being written behind it: at the deflate stream's end, else at the next record. */
function streamedLength(source: ByteSource, { dataStart, method }: LocalHeader, to: number, into: Gathering): number {
  const rest = Math.max(0, to - dataStart);
  if (method !== 0) return decoderOf(method)?.(source.slice(dataStart, to), Math.max(1, into.allowance), 0).used ?? rest;
  const descriptor = indexIn(source, DESCRIPTOR, dataStart, to - DESCRIPTOR.length + 1);
  return descriptor < 0 ? rest : descriptor - dataStart;
}

/** Unpacks a member and adds it; returns how much of its data the compressed stream takes, all of it where that can't be told. */
function addMember(source: ByteSource, dataStart: number, header: ZipHeader, mode: number | undefined, into: Gathering): number {
  const { name, method, size } = header;
  if ((header.flags & 1) !== 0) {
    into.anomaly('encrypted', name, 'the member is encrypted');
    into.unread(name, 'it is encrypted');
    return header.compressedSize;
  }
  const limit = into.allowance;
  const dataEnd = dataStart + header.compressedSize;
  const skimmed = size >= SKIMMED && (method === 0 || method === 8) ? skim(source, dataStart, dataEnd, method, { least: size, most: limit }) : undefined;
  if (skimmed !== undefined) return addLarge(source, dataStart, header, skimmed, mode, into);
  const data = source.slice(dataStart, dataEnd);
  const unpacked = limit > 0 ? unpackMember(method, data, limit, Math.max(0, size)) : { bytes: data.subarray(0, 0), used: 0, problem: PAST_BOUND };
  if (unpacked === undefined) {
    into.unread(name, `compression method ${method} is not supported`);
    return header.compressedSize;
  }
  into.took(unpacked.bytes.length);
  if (data.length < header.compressedSize) into.unread(name, `${CUT_OFF}: ${header.compressedSize - data.length} of ${header.compressedSize} bytes are missing`);
  else if (unpacked.problem !== undefined) into.unread(name, unpacked.problem);
  else noticeLies(header, { size: unpacked.bytes.length, crc: crc32(unpacked.bytes), used: unpacked.used }, data.length, into);
  const again = (): Uint8Array => unpackAgain(source.slice(dataStart, dataEnd), method, limit, size);
  addContent(name, unpacked.bytes, mode, again, into);
  return unpacked.problem === undefined ? unpacked.used : header.compressedSize;
}

function unpackAgain(data: Buffer, method: number, limit: number, size: number): Uint8Array {
  return unpackMember(method, data, limit, Math.max(0, size))?.bytes ?? data.subarray(0, 0);
}

/** A member too large to be held: what reads it unpacks it again. */
function addLarge(source: ByteSource, dataStart: number, header: ZipHeader, skimmed: Skimmed, mode: number | undefined, into: Gathering): number {
  const { name, method, compressedSize } = header;
  const { size, head, used } = skimmed;
  const dataEnd = dataStart + compressedSize;
  into.took(size);
  noticeLies(header, skimmed, compressedSize, into);
  noticeKind(name, mode, into);
  into.largeFile(name, { size, head, again: () => unpackAgain(source.slice(dataStart, dataEnd), method, size, size), pieces: () => piecesOf(source, dataStart, dataEnd, method) }, mode);
  return used;
}

function noticeLies(header: ZipHeader, { size, crc, used }: Omit<Skimmed, 'head'>, length: number, into: Gathering): void {
  if (header.size < 0) return;
  if (size !== header.size) into.anomaly('header-mismatch', header.name, `it unpacks to ${size} bytes, the header says ${header.size}`);
  if (crc !== header.crc) into.anomaly('header-mismatch', header.name, 'the checksum is wrong');
  if (used < length) into.anomaly('data-after', header.name, `${length - used} bytes follow the end of its compressed data`);
}

function addContent(name: string, content: Uint8Array, mode: number | undefined, again: (() => Uint8Array) | undefined, into: Gathering): void {
  if (name.endsWith('/') && content.length === 0) return into.directory(name);
  if (((mode ?? 0) & 0o170000) === 0o120000 && content.length < 1024) return into.link(name, Buffer.from(content).toString('utf8'), false);
  noticeKind(name, mode, into);
  into.file(name, content, { ...(mode === undefined ? {} : { mode }), ...(again === undefined ? {} : { again }) });
}

function noticeKind(name: string, mode: number | undefined, into: Gathering): void {
  if (name.endsWith('/')) into.anomaly('odd-name', name, 'named like a directory, yet with content');
  const type = (mode ?? 0) & 0o170000;
  if (type === 0o020000 || type === 0o060000 || type === 0o010000) into.special(name, 'its mode says device or pipe');
}
