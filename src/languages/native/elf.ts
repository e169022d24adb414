/** ELF files (refspecs.linuxfoundation.org/elf): needed libraries and undefined dynamic symbols. */
import { MOST_SECTIONS, MOST_SYMBOLS, u16, u32, u64, u8, zeroEnded, type Binary, type Image } from './binary.ts';

interface Header {
  readonly name: number;
  readonly type: number;
  readonly flags: number;
  readonly at: number;
  readonly size: number;
  readonly link: number;
}

/** Reads an ELF file; undefined where the bytes are none. */
export function readElf(bytes: Buffer): Image | undefined {
  if (bytes.length < 52 || bytes.readUInt32BE(0) !== 0x7f454c46) return undefined;
  const binary: Binary = { bytes, little: bytes[5] !== 2 };
  const isWide = u8(binary, 4) === 2;
  const headers = headersOf(binary, isWide);
  const image: Image = { format: 'elf', libraries: [], symbols: [], sections: [], end: 0, gaps: [] };
  const names = headers[u16(binary, isWide ? 62 : 50)];
  const table = isWide ? u64(binary, 40) : u32(binary, 32);
  image.end = headers.length > 0 ? table + headers.length * (isWide ? 64 : 40) : segmentsEnd(binary, isWide);
  for (const header of headers) {
    const name = names ? zeroEnded(binary, names.at + header.name, 100) : '';
    if (header.type !== 8) image.end = Math.max(image.end, header.at + header.size);
    image.sections.push({ name, at: header.at, size: header.type === 8 ? 0 : header.size, isCode: (header.flags & 4) !== 0 });
    const strings = headers[header.link];
    if (header.type === 11 && strings) readSymbols(binary, image, header, strings.at, isWide);
    if (header.type === 6 && strings) readNeeded(binary, image, header, strings.at, isWide);
  }
  if (headers.length === 0) image.gaps.push('The ELF file has no section table: its imports are not known.');
  return image;
}

function headersOf(binary: Binary, isWide: boolean): Header[] {
  const from = isWide ? u64(binary, 40) : u32(binary, 32);
  const stride = u16(binary, isWide ? 58 : 46);
  const count = Math.min(u16(binary, isWide ? 60 : 48), MOST_SECTIONS);
  const headers: Header[] = [];
  for (let i = 0; i < count && from > 0 && stride > 0; i++) {
    const at = from + i * stride;
    if (at + stride > binary.bytes.length) break;
    headers.push({
      name: u32(binary, at), type: u32(binary, at + 4), flags: isWide ? u64(binary, at + 8) % 4_294_967_296 : u32(binary, at + 8),
      at: isWide ? u64(binary, at + 24) : u32(binary, at + 16), size: isWide ? u64(binary, at + 32) : u32(binary, at + 20), link: u32(binary, at + (isWide ? 40 : 24)),
    });
  }
  return headers;
}

function segmentsEnd(binary: Binary, isWide: boolean): number {
  const from = isWide ? u64(binary, 32) : u32(binary, 28);
  const stride = u16(binary, isWide ? 54 : 42);
  let end = 0;
  for (let i = 0; i < Math.min(u16(binary, isWide ? 56 : 44), 200); i++) {
    const at = from + i * stride;
    end = Math.max(end, isWide ? u64(binary, at + 8) + u64(binary, at + 32) : u32(binary, at + 4) + u32(binary, at + 16));
  }
  return end;
}

/** Dynamic symbols without a section of their own come from elsewhere. */
function readSymbols(binary: Binary, image: Image, table: Header, strings: number, isWide: boolean): void {
  const stride = isWide ? 24 : 16;
  const count = Math.min(Math.floor(table.size / stride), 200_000);
  for (let i = 1; i < count && image.symbols.length < MOST_SYMBOLS; i++) {
    const at = table.at + i * stride;
    if (at + stride > binary.bytes.length) return;
    if (u16(binary, at + (isWide ? 6 : 14)) !== 0) continue;
    const name = strings + u32(binary, at);
    const text = zeroEnded(binary, name, 200);
    if (text !== '') image.symbols.push({ name: text, at: name });
  }
}

function readNeeded(binary: Binary, image: Image, table: Header, strings: number, isWide: boolean): void {
  const stride = isWide ? 16 : 8;
  for (let at = table.at; at + stride <= Math.min(table.at + table.size, binary.bytes.length) && image.libraries.length < 1_000; at += stride) {
    const tag = u32(binary, isWide && !binary.little ? at + 4 : at);
    if (tag === 1) image.libraries.push(zeroEnded(binary, strings + (isWide ? u64(binary, at + 8) : u32(binary, at + 4)), 200));
    if (tag === 0) return;
  }
}
