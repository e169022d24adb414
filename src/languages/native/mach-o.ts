/** Mach-O files, thin and universal (developer.apple.com, loader.h): linked libraries and undefined symbols. */
import { MOST_SECTIONS, MOST_SYMBOLS, u32, u64, u8, zeroEnded, type Binary, type Image } from './binary.ts';

/** Reads a Mach-O file; undefined where the bytes are none. */
export function readMachO(bytes: Buffer): Image | undefined {
  if (bytes.length < 32) return undefined;
  const magic = bytes.readUInt32BE(0);
  if (magic === 0xcafebabe) return readUniversal(bytes);
  const little = magic === 0xcefaedfe || magic === 0xcffaedfe;
  if (!little && magic !== 0xfeedface && magic !== 0xfeedfacf) return undefined;
  const image: Image = { format: 'mach-o', libraries: [], symbols: [], sections: [], end: 0, gaps: [] };
  readThin({ bytes, little }, image, 0);
  return image;
}

/** A universal file holds one image per processor; a Java class has the same magic but a large count. */
function readUniversal(bytes: Buffer): Image | undefined {
  const big: Binary = { bytes, little: false };
  const count = u32(big, 4);
  if (count === 0 || count > 30) return undefined;
  const image: Image = { format: 'mach-o', libraries: [], symbols: [], sections: [], end: 0, gaps: [] };
  for (let i = 0; i < count; i++) {
    const at = u32(big, 8 + i * 20 + 8);
    image.end = Math.max(image.end, at + u32(big, 8 + i * 20 + 12));
    if (at + 32 > bytes.length) continue;
    const magic = bytes.readUInt32BE(at);
    if (i === 0) readThin({ bytes, little: magic === 0xcefaedfe || magic === 0xcffaedfe }, image, at);
  }
  return image;
}

function readThin(binary: Binary, image: Image, base: number): void {
  const isWide = u8(binary, base + (binary.little ? 0 : 3)) === 0xcf;
  const count = Math.min(u32(binary, base + 16), 2_000);
  let at = base + (isWide ? 32 : 28);
  for (let i = 0; i < count; i++) {
    const command = u32(binary, at) & 0x7fffffff;
    const size = u32(binary, at + 4);
    if (size < 8 || at + size > binary.bytes.length) return;
    if (command === 0xc || command === 0x18 || command === 0x1f) image.libraries.push(zeroEnded(binary, at + u32(binary, at + 8), 300));
    else if (command === 2) readSymbols(binary, image, base, at, isWide);
    else if (command === (isWide ? 0x19 : 1)) readSegment(binary, image, base, at, isWide);
    at += size;
  }
}

function readSegment(binary: Binary, image: Image, base: number, at: number, isWide: boolean): void {
  const offset = isWide ? u64(binary, at + 40) : u32(binary, at + 32);
  const size = isWide ? u64(binary, at + 48) : u32(binary, at + 36);
  image.end = Math.max(image.end, base + offset + size);
  if (image.sections.length < MOST_SECTIONS) image.sections.push({ name: zeroEnded(binary, at + 8, 16), at: base + offset, size, isCode: (u32(binary, at + (isWide ? 60 : 44)) & 4) !== 0 });
}

/** Symbols that are external and have no section are imported. */
function readSymbols(binary: Binary, image: Image, base: number, at: number, isWide: boolean): void {
  const table = base + u32(binary, at + 8);
  const count = Math.min(u32(binary, at + 12), 300_000);
  const strings = base + u32(binary, at + 16);
  const stride = isWide ? 16 : 12;
  for (let i = 0; i < count && image.symbols.length < MOST_SYMBOLS; i++) {
    const entry = table + i * stride;
    if (entry + stride > binary.bytes.length) return;
    const type = u8(binary, entry + 4);
    if ((type & 0xe0) !== 0 || (type & 0x0e) !== 0 || (type & 1) === 0) continue;
    const name = strings + u32(binary, entry);
    const text = zeroEnded(binary, name, 200).replace(/^_/, '');
    if (text !== '') image.symbols.push({ name: text, at: name });
  }
}
