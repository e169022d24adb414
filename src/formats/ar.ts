/** ar archives, as .deb files are: members of a 60-byte header each; GNU and BSD long names. en.wikipedia.org/wiki/Ar_(Unix) */
import { CUT_OFF } from '../kit/unpacked.ts';
import type { Gathering } from './gathering.ts';

const MAGIC = '!<arch>\n';
const HEADER = 60;

export function isAr(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/** Whether it is a Debian package and no library of object files. */
export function isDeb(bytes: Uint8Array): boolean {
  return isAr(bytes) && Buffer.from(bytes.subarray(8, 21)).toString('latin1') === 'debian-binary';
}

/** Gathers the members. */
export function readAr(archive: Uint8Array, into: Gathering): void {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.length);
  let longNames = '';
  let at = MAGIC.length;
  while (at < bytes.length) {
    const field = (from: number, length: number): string => bytes.toString('latin1', at + from, at + from + length).trim();
    const size = Number(field(48, 10));
    if (at + HEADER > bytes.length || field(58, 2) !== '`' || !Number.isInteger(size) || size < 0) {
      return into.unread('', `${bytes.length - at} bytes at offset ${at} belong to no ar member`, true);
    }
    into.tick();
    const content = bytes.subarray(at + HEADER, at + HEADER + size);
    const name = field(0, 16);
    if (name === '//') longNames = content.toString('latin1');
    else if (name !== '/' && name !== '/SYM64/' && name !== '__.SYMDEF') addMember(name, longNames, content, Number.parseInt(field(40, 8), 8), into);
    if (content.length < size) into.unread(name, `${CUT_OFF}: ${size - content.length} of ${size} bytes are missing`);
    at += HEADER + size + (size % 2);
  }
}

function addMember(field: string, longNames: string, content: Buffer, mode: number, into: Gathering): void {
  const extras = Number.isNaN(mode) ? {} : { mode };
  const bsd = /^#1\/(\d+)$/.exec(field)?.[1];
  if (bsd !== undefined) {
    const length = Number(bsd);
    into.file(content.toString('utf8', 0, length).replace(/\0+$/, ''), content.subarray(length), extras);
    return;
  }
  const gnu = /^\/(\d+)$/.exec(field)?.[1];
  const name = gnu === undefined ? field : (longNames.slice(Number(gnu)).split('\n', 1)[0] ?? field);
  into.file(name.replace(/\/$/, ''), content, extras);
}
