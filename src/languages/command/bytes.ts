/** Decoders as script commands use them, over the ones all languages share; bytes are Latin-1 text. */
import { decodeBase64, decodeHex, inflate, utf16, utf8 } from '../decode.ts';

/** Base64 where the text is nothing else (blanks and quotes aside); undefined otherwise. */
export function fromBase64(text: string): string | undefined {
  const plain = text.replace(/[\s"']+/g, '');
  return /^[A-Za-z0-9+/_-]+={0,3}$/.test(plain) ? decodeBase64(plain) : undefined;
}

/** Hexadecimal digits, blanks and `0x`/`\x` marks allowed. */
export function fromHex(text: string): string | undefined {
  const plain = text.replace(/0x|\\x|[\s,:;-]+/gi, '');
  return plain === '' ? undefined : decodeHex(plain);
}

/** What a compressed stream holds, whichever of gzip, zlib and raw deflate it is. */
export function inflated(bytes: string): string | undefined {
  if (bytes.startsWith('\x1f\x8b')) return inflate(bytes, 'gzip');
  return inflate(bytes, bytes.startsWith('\x78') ? 'zlib' : 'raw') ?? inflate(bytes, 'raw');
}

/** Bytes as UTF-8 text where they are that, else as they stand. */
export function utf8OrLatin1(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? (utf8(bytes) ?? bytes) : bytes;
}

/** UTF-16 little-endian bytes as text; plain single-byte text comes back as it is. */
export function utf16OrPlain(bytes: string): string {
  const sample = bytes.slice(0, 400);
  let zeros = 0;
  for (let i = 1; i < sample.length; i += 2) if (sample.charCodeAt(i) === 0) zeros++;
  return zeros * 6 < sample.length ? utf8OrLatin1(bytes) : utf16(bytes);
}
