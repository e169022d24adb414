/** Bounded reads from a native file: anything outside it is zero or empty, never an exception. */

export interface Binary {
  readonly bytes: Buffer;
  readonly little: boolean;
}

/** What a native file says of itself. */
export interface Image {
  readonly format: 'pe' | 'elf' | 'mach-o';
  readonly libraries: string[];
  readonly symbols: Symbol[];
  readonly sections: Section[];
  /** Where the parts that headers describe end; what follows is an overlay. */
  end: number;
  readonly gaps: string[];
}

export interface Symbol {
  readonly name: string;
  /** Offset of the name in the file. */
  readonly at: number;
}

export interface Section {
  readonly name: string;
  readonly at: number;
  readonly size: number;
  readonly isCode: boolean;
}

export const MOST_SYMBOLS = 30_000;
export const MOST_SECTIONS = 400;

export function u8(binary: Binary, at: number): number {
  return binary.bytes[at] ?? 0;
}

export function u16(binary: Binary, at: number): number {
  if (at < 0 || at + 2 > binary.bytes.length) return 0;
  return binary.little ? binary.bytes.readUInt16LE(at) : binary.bytes.readUInt16BE(at);
}

export function u32(binary: Binary, at: number): number {
  if (at < 0 || at + 4 > binary.bytes.length) return 0;
  return binary.little ? binary.bytes.readUInt32LE(at) : binary.bytes.readUInt32BE(at);
}

/** A 64-bit number; past 2^53 it is not exact, and no offset is that large. */
export function u64(binary: Binary, at: number): number {
  const [low, high] = binary.little ? [u32(binary, at), u32(binary, at + 4)] : [u32(binary, at + 4), u32(binary, at)];
  return low + high * 4_294_967_296;
}

/** Text up to a zero byte, at most `most` bytes. */
export function zeroEnded(binary: Binary, at: number, most = 512): string {
  if (at < 0 || at >= binary.bytes.length) return '';
  const zero = binary.bytes.subarray(at, at + most).indexOf(0);
  return binary.bytes.toString('latin1', at, zero < 0 ? Math.min(at + most, binary.bytes.length) : at + zero);
}
