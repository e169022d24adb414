/** Windows images (learn.microsoft.com/windows/win32/debug/pe-format): sections, imported libraries and functions, what follows the image. */
import { MOST_SECTIONS, MOST_SYMBOLS, u16, u32, zeroEnded, type Binary, type Image, type Section, type Symbol } from './binary.ts';

interface Mapped extends Section {
  readonly address: number;
}

/** Reads a PE image; undefined where the bytes are none. */
export function readPe(bytes: Buffer): Image | undefined {
  const binary: Binary = { bytes, little: true };
  const header = u32(binary, 0x3c);
  if (bytes.toString('latin1', 0, 2) !== 'MZ' || u32(binary, header) !== 0x4550) return undefined;
  const optional = header + 24;
  const isWide = u16(binary, optional) === 0x20b;
  const directories = optional + (isWide ? 112 : 96);
  const sections = sectionsOf(binary, optional + u16(binary, header + 20), u16(binary, header + 6));
  const image: Image = { format: 'pe', libraries: [], symbols: [], sections, end: 0, gaps: [] };
  for (const { at, size } of sections) image.end = Math.max(image.end, at + size);
  // The certificate table lies behind the sections and is no overlay.
  const certificate = u32(binary, directories + 4 * 8);
  if (certificate > 0) image.end = Math.max(image.end, certificate + u32(binary, directories + 4 * 8 + 4));
  readImports(binary, image, sections, u32(binary, directories + 8), isWide, 20);
  readImports(binary, image, sections, u32(binary, directories + 13 * 8), isWide, 32);
  return image;
}

function sectionsOf(binary: Binary, from: number, count: number): Mapped[] {
  const sections: Mapped[] = [];
  for (let i = 0; i < Math.min(count, MOST_SECTIONS); i++) {
    const at = from + i * 40;
    sections.push({ name: zeroEnded(binary, at, 8), address: u32(binary, at + 12), size: u32(binary, at + 16), at: u32(binary, at + 20), isCode: (u32(binary, at + 36) & 0x2000_0000) !== 0 });
  }
  return sections;
}

function offsetOf(sections: readonly Mapped[], address: number): number {
  for (const section of sections) if (address >= section.address && address < section.address + section.size) return address - section.address + section.at;
  return -1;
}

/** The import directory (descriptors of 20 bytes) or the delayed one (32 bytes). */
function readImports(binary: Binary, image: Image, sections: readonly Mapped[], directory: number, isWide: boolean, stride: number): void {
  if (directory === 0) return;
  const start = offsetOf(sections, directory);
  for (let i = 0; i < 2_000 && start >= 0; i++) {
    const at = start + i * stride;
    const name = zeroEnded(binary, offsetOf(sections, u32(binary, at + (stride === 20 ? 12 : 4))), 260);
    const thunks = stride === 20 ? u32(binary, at) || u32(binary, at + 16) : u32(binary, at + 16);
    if (name === '' || thunks === 0) return;
    image.libraries.push(name);
    readThunks(binary, image.symbols, sections, offsetOf(sections, thunks), isWide);
  }
}

function readThunks(binary: Binary, symbols: Symbol[], sections: readonly Mapped[], from: number, isWide: boolean): void {
  if (from < 0) return;
  const size = isWide ? 8 : 4;
  for (let at = from; symbols.length < MOST_SYMBOLS; at += size) {
    const low = u32(binary, at);
    const high = isWide ? u32(binary, at + 4) : 0;
    if (low === 0 && high === 0) return;
    const byNumber = isWide ? (high & 0x8000_0000) !== 0 : (low & 0x8000_0000) !== 0;
    if (byNumber) continue;
    const name = offsetOf(sections, low) + 2;
    const text = zeroEnded(binary, name, 260);
    if (text !== '') symbols.push({ name: text, at: name });
    if (at > binary.bytes.length) return;
  }
}
