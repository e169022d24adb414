/** Writes tar archives in memory, honest ones and, by overriding any header field, hostile ones. */
import { gzipSync } from 'node:zlib';

export interface TarMember {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** The type flag; a regular file by default. */
  readonly type?: string;
  readonly mode?: number;
  /** The link's target, for types `1` and `2`. */
  readonly link?: string;
  /** A size that lies about the content. */
  readonly size?: number;
  /** The ustar name prefix. */
  readonly prefix?: string;
  /** `ustar\0` + `00` by default. */
  readonly magic?: string;
  /** A checksum that lies. */
  readonly checksum?: number;
  /** Bytes written over the header before its checksum is made: offset → bytes. */
  readonly patch?: readonly (readonly [number, string | Uint8Array])[];
}

export interface TarOptions {
  /** Whether the two zero blocks are written; true by default. */
  readonly end?: boolean;
}

/** A tar archive of the members in their order. Names are cut to 100 bytes: see `longName` and `pax`. */
export function tarOf(members: readonly TarMember[], options: TarOptions = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const member of members) {
    const content = bytesOf(member.content ?? '');
    parts.push(header(member, content), content, new Uint8Array((512 - (content.length % 512)) % 512));
  }
  if (options.end !== false) parts.push(new Uint8Array(1024));
  return Buffer.concat(parts);
}

/** The GNU member that gives the next one a long name (`L`) or link target (`K`). */
export function longName(name: string, type: 'L' | 'K' = 'L'): TarMember {
  return { name: '././@LongLink', type, content: `${name}\0`, magic: 'ustar  \0' };
}

/** The pax member that gives the next one (or, with `g`, all further ones) extended fields. */
export function pax(fields: Readonly<Record<string, string>>, type: 'x' | 'g' = 'x'): TarMember {
  const lines = Object.entries(fields).map(([key, value]) => paxLine(key, value));
  return { name: 'PaxHeaders/fields', type, content: lines.join('') };
}

/** A tar.gz of files by path. */
export function forgeTarGz(files: Files, options: TarOptions & { readonly modes?: Readonly<Record<string, number>> } = {}): Uint8Array {
  const members = Object.entries(files).flatMap(([name, content]) => {
    const mode = options.modes?.[name];
    const member: TarMember = { name, content, ...(mode === undefined ? {} : { mode }) };
    return Buffer.byteLength(name) > 100 ? [longName(name), member] : [member];
  });
  return gzipSync(tarOf(members, options));
}

/** Contents by path, in the order they are written. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The bytes of a content. */
export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

function header(member: TarMember, content: Uint8Array): Uint8Array {
  const block = Buffer.alloc(512);
  block.write(member.name, 0, 100);
  block.write(octal(member.mode ?? 0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(member.size ?? content.length, 11), 124);
  block.write(octal(1_700_000_000, 11), 136);
  block.write(member.type ?? '0', 156);
  block.write(member.link ?? '', 157, 100);
  block.write(member.magic ?? 'ustar\x0000', 257, 'latin1');
  block.write(member.prefix ?? '', 345, 155);
  for (const [offset, bytes] of member.patch ?? []) block.set(bytesOf(bytes), offset);
  block.fill(0x20, 148, 156);
  const sum = member.checksum ?? block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0').slice(-digits);
}

function paxLine(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}
