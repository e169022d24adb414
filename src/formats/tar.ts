/**
 * tar archives: v7, ustar, GNU long names and sparse files, pax. Reads on where others stop (after the end mark, past a damaged header),
 * because readers differ in where they stop.
 */
import { CUT_OFF } from '../kit/unpacked.ts';
import type { Gathering } from './gathering.ts';
import { parsePax, type PaxFields } from './pax.ts';
import { BLOCK, isTarHeader, parseTarHeader, textOf, type TarHeader } from './tar-header.ts';

const SPECIAL: Readonly<Record<string, string>> = { '3': 'character device', '4': 'block device', '6': 'pipe', M: 'a volume’s continuation' };
/** Types whose size says nothing: readers differ in whether content follows. */
const WITHOUT_CONTENT = new Set(['1', '2', '3', '4', '5', '6']);

interface Walk {
  readonly bytes: Buffer;
  readonly into: Gathering;
  at: number;
  next: Record<string, string>;
  globals: PaxFields;
}

/** Gathers the members; returns the offset where the archive ends, after which only zeros or foreign bytes come. */
export function readTar(archive: Uint8Array, into: Gathering): number {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.length);
  const walk: Walk = { bytes, into, at: 0, next: {}, globals: {} };
  let ended = false;
  while (walk.at < bytes.length) {
    const block = nextUsed(bytes, walk.at);
    if (block > walk.at || block === bytes.length) {
      if (block === bytes.length) return walk.at;
      ended = true;
    }
    const header = parseTarHeader(bytes, block);
    if (header === undefined) {
      const further = nextHeader(bytes, block + BLOCK, into);
      if (ended && further === undefined) {
        into.anomaly('data-after', '', `${bytes.length - block} bytes follow the end of the tar archive`);
        return block;
      }
      into.unread('', `${(further ?? bytes.length) - block} bytes at offset ${block} belong to no tar member`, true);
      if (further === undefined) return bytes.length;
      walk.at = further;
      continue;
    }
    if (ended) into.anomaly('data-after', header.name, 'a member after the end mark, which some readers see and others don’t');
    ended = false;
    walk.at = block;
    into.tick();
    readMember(walk, header);
  }
  return bytes.length;
}

function readMember(walk: Walk, header: TarHeader): void {
  const { bytes, into } = walk;
  const fields = { ...walk.globals, ...walk.next };
  let start = walk.at + BLOCK;
  if (header.moreSparse) start = afterSparseMaps(bytes, start);
  const size = sizeOf(header, fields, into);
  if (WITHOUT_CONTENT.has(header.type)) {
    walk.next = {};
    walk.at = afterNoContent(bytes, header, start, size, into);
    return addWithoutContent(header, fields, into);
  }
  const content = bytes.subarray(start, start + size);
  walk.at = start + Math.ceil(size / BLOCK) * BLOCK;
  if ('LKxgX'.includes(header.type)) return extend(walk, header, content);
  walk.next = {};
  const name = nameOf(header, fields);
  if (content.length < size) into.unread(name, `${CUT_OFF}: ${size - content.length} of ${size} bytes are missing`);
  addWithContent(header, fields, name, content, into);
}

/** Long names and pax fields for the members to come. */
function extend(walk: Walk, header: TarHeader, content: Uint8Array): void {
  if (header.type === 'L' || header.type === 'K') {
    const end = content.indexOf(0);
    walk.next[header.type === 'L' ? 'path' : 'linkpath'] = textOf(end < 0 ? content : content.subarray(0, end));
    return;
  }
  const { fields, broken } = parsePax(content);
  if (broken) walk.into.anomaly('header-mismatch', header.name, 'a pax record is malformed');
  if (header.type === 'g') walk.globals = { ...walk.globals, ...fields };
  else walk.next = { ...walk.next, ...fields };
}

function addWithoutContent(header: TarHeader, fields: PaxFields, into: Gathering): void {
  const name = nameOf(header, fields);
  if (header.type === '5') return into.directory(name);
  if (header.type === '1' || header.type === '2') return into.link(name, fields['linkpath'] ?? header.link, header.type === '1');
  into.special(name, SPECIAL[header.type] ?? 'special');
}

function addWithContent(header: TarHeader, fields: PaxFields, name: string, content: Uint8Array, into: Gathering): void {
  if (header.type === 'V' || header.type === 'D') return into.directory(name);
  if (SPECIAL[header.type] !== undefined) into.special(name, SPECIAL[header.type] ?? 'special');
  if (header.type === '0' && name.endsWith('/') && content.length === 0) return into.directory(name);
  const sparse = header.type === 'S' || Object.keys(fields).some((key) => key.startsWith('GNU.sparse.'));
  if (sparse) into.anomaly('special-file', name, 'a sparse file: read without its holes');
  const data = fields['GNU.sparse.major'] === '1' ? afterSparseMap(content) : content;
  into.file(name, data, { mode: header.mode });
}

function nameOf(header: TarHeader, fields: PaxFields): string {
  return fields['GNU.sparse.name'] ?? fields['path'] ?? header.name;
}

/** A pax size stands for the header's, whose field may only be smaller where the number didn't fit. */
function sizeOf(header: TarHeader, fields: PaxFields, into: Gathering): number {
  const said = header.size ?? 0;
  const text = fields['size'];
  if (text === undefined || 'LKxgX'.includes(header.type)) {
    if (header.size === undefined) into.anomaly('header-mismatch', header.name, 'the size is no number');
    return said;
  }
  const size = Number(text);
  if (!Number.isSafeInteger(size) || size < 0) {
    into.anomaly('header-mismatch', header.name, 'the pax size is no number');
    return said;
  }
  if (size !== said && size < 0o77777777777) into.anomaly('header-mismatch', header.name, `pax says ${size} bytes, the header ${said}`);
  return size;
}

/** Links and devices have no content; where a size says otherwise, what stands there decides. */
function afterNoContent(bytes: Buffer, header: TarHeader, start: number, size: number, into: Gathering): number {
  if (size === 0) return start;
  if (header.type !== '5') into.anomaly('header-mismatch', header.name, `a member without content says ${size} bytes`);
  const skipped = start + Math.ceil(size / BLOCK) * BLOCK;
  return isTarHeader(bytes, start) || skipped > bytes.length ? start : skipped;
}

/** Old GNU sparse maps go on in whole blocks while byte 504 says so. */
function afterSparseMaps(bytes: Buffer, from: number): number {
  let at = from;
  while (at + BLOCK <= bytes.length && bytes[at + 504] === 1) at += BLOCK;
  return at + BLOCK;
}

/** pax sparse 1.0 puts the map, lines of decimal numbers, before the data and fills up the block. */
function afterSparseMap(content: Uint8Array): Uint8Array {
  const count = Number.parseInt(textOf(content.subarray(0, 20)), 10);
  let at = 0;
  for (let line = 0; line <= 2 * count && at < content.length; line++) {
    const end = content.indexOf(0x0a, at);
    if (end < 0) return content;
    at = end + 1;
  }
  return content.subarray(Math.ceil(at / BLOCK) * BLOCK);
}

/** The next block that isn't all zeros, the archive's length where there is none. */
function nextUsed(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += BLOCK) {
    if (bytes[at] !== 0 || !isZero(bytes, at)) return at;
  }
  return bytes.length;
}

function isZero(bytes: Buffer, at: number): boolean {
  const end = Math.min(at + BLOCK, bytes.length);
  for (let index = at; index < end; index++) if (bytes[index] !== 0) return false;
  return true;
}

function nextHeader(bytes: Buffer, from: number, into: Gathering): number | undefined {
  for (let at = from; at + BLOCK <= bytes.length; at += BLOCK) {
    if ((at & 0xfffff) === 0) into.shared.budget.checkTime();
    if (isTarHeader(bytes, at)) return at;
  }
  return undefined;
}
