/** Bytes to text for any script: byte order marks, UTF-16 without one, Python's coding lines, else UTF-8, else Latin-1. */
import { decodePython } from './python/encoding.ts';

const BOMS: readonly (readonly [readonly number[], string])[] = [[[0xef, 0xbb, 0xbf], 'utf-8'], [[0xff, 0xfe], 'utf-16le'], [[0xfe, 0xff], 'utf-16be']];

/** Never fails: what is no valid UTF-8 is Latin-1, one character a byte. */
export function decodeSource(bytes: Uint8Array, path: string): string {
  for (const [mark, encoding] of BOMS) {
    if (mark.every((byte, i) => bytes[i] === byte)) return new TextDecoder(encoding).decode(bytes);
  }
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  if (/\.pyw?$/i.test(path)) return decodePython(bytes).text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}

/** UTF-16 without a mark shows as a zero in every second byte of what begins as ASCII. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const size = Math.min(bytes.length & ~1, 64);
  if (size < 8) return undefined;
  let low = 0;
  let high = 0;
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) high++;
    if (bytes[i + 1] === 0) low++;
  }
  return low === size / 2 && high === 0 ? 'utf-16le' : high === size / 2 && low === 0 ? 'utf-16be' : undefined;
}
