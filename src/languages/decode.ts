/**
 * Decoders that payloads hide behind, over Latin-1 strings (one character a byte). Each gives undefined where the text isn't of its kind;
 * none throws, and none gives more than LARGEST bytes.
 */
import { createDecipheriv } from 'node:crypto';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { bunzip2 } from '../kit/bzip2.ts';
import { unlzma } from '../kit/lzma-streams.ts';
import type { Unpacked } from '../kit/unpacked.ts';
import { isXz, unxz } from '../kit/xz.ts';

const LARGEST = 32_000_000;

/** Latin-1 string to bytes. */
export function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** Base64 (RFC 4648), also URL-safe; skips characters that aren't in the alphabet, as Python and Node do. */
export function decodeBase64(text: string): string | undefined {
  const clean = text.replace(/[^A-Za-z0-9+/=_-]+/g, '');
  if (clean.length < 2) return text === '' ? '' : undefined;
  return Buffer.from(clean, 'base64').toString('latin1');
}

export function decodeHex(text: string): string | undefined {
  const clean = text.replace(/[\s:]+/g, '');
  return clean.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(clean) ? Buffer.from(clean, 'hex').toString('latin1') : undefined;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function decodeBase32(text: string): string | undefined {
  let bits = 0;
  let count = 0;
  let out = '';
  for (const char of text.toUpperCase().replace(/=+$/, '')) {
    const digit = BASE32.indexOf(char);
    if (digit < 0) return undefined;
    bits = ((bits << 5) | digit) & 0xfffff;
    count += 5;
    if (count >= 8) {
      count -= 8;
      out += String.fromCharCode((bits >> count) & 255);
    }
  }
  return out;
}

const BASE85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const ASCII85 = Array.from({ length: 85 }, (_, i) => String.fromCharCode(33 + i)).join('');

/** Python's `b85decode` (RFC 1924 alphabet). */
export function decodeBase85(text: string): string | undefined {
  return decode85(text, BASE85);
}

/** Ascii85 with `z` for four zero bytes; Adobe's frame is taken off. */
export function decodeAscii85(text: string): string | undefined {
  return decode85(text.replace(/^<~|~>$/g, '').replace(/\s+/g, '').replaceAll('z', '!!!!!'), ASCII85);
}

function decode85(text: string, alphabet: string): string | undefined {
  const out: number[] = [];
  for (let at = 0; at < text.length; at += 5) {
    const group = text.slice(at, at + 5);
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const char = group[i];
      const digit = char === undefined ? 84 : alphabet.indexOf(char);
      if (digit < 0) return undefined;
      value = value * 85 + digit;
    }
    if (value > 0xffffffff) return undefined;
    const bytes = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
    out.push(...bytes.slice(0, group.length - 1));
  }
  return Buffer.from(out).toString('latin1');
}

/** zlib, raw deflate, gzip or brotli; a damaged end gives what came before it. */
export function inflate(text: string, kind: 'zlib' | 'raw' | 'gzip' | 'brotli'): string | undefined {
  const bytes = bytesOf(text);
  const options: ZlibOptions = { maxOutputLength: LARGEST, finishFlush: 2 };
  try {
    if (kind === 'zlib') return inflateSync(bytes, options).toString('latin1');
    if (kind === 'raw') return inflateRawSync(bytes, options).toString('latin1');
    if (kind === 'gzip') return gunzipSync(bytes, options).toString('latin1');
    return brotliDecompressSync(bytes, { maxOutputLength: LARGEST }).toString('latin1');
  } catch {
    return undefined;
  }
}

/** bzip2, streams one after another; a damaged end gives what came before it. */
export function unpackBzip2(text: string): string | undefined {
  return latin1Of(bunzip2(bytesOf(text), LARGEST));
}

/** xz, or the older format of `.lzma` files; a damaged end gives what came before it. */
export function unpackLzma(text: string): string | undefined {
  const bytes = bytesOf(text);
  return latin1Of(isXz(bytes) ? unxz(bytes, LARGEST) : unlzma(bytes, LARGEST));
}

function latin1Of({ bytes, problem }: Unpacked): string | undefined {
  if (bytes.length === 0 && problem !== undefined) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** `codecs.decode(x, 'rot13')`. */
export function rot13(text: string): string {
  return text.replace(/[A-Za-z]/g, (char) => {
    const base = char < 'a' ? 65 : 97;
    return String.fromCharCode(((char.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** Percent-encoding to UTF-8 text; malformed sequences stay. */
export function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => utf8(Buffer.from(run.replaceAll('%', ''), 'hex').toString('latin1')) ?? run);
}

/** UTF-8 bytes to text; undefined where they aren't UTF-8. */
export function utf8(bytes: string): string | undefined {
  if (/^[\x00-\x7f]*$/.test(bytes)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(bytes));
  } catch {
    return undefined;
  }
}

/** Text to UTF-8 bytes. */
export function toUtf8(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** UTF-16 little-endian bytes to text, as PowerShell's encoded commands are. */
export function utf16(bytes: string): string {
  return bytesOf(bytes.length % 2 === 0 ? bytes : bytes.slice(0, -1)).toString('utf16le');
}

/** Fernet (github.com/fernet/spec): key and token in URL-safe Base64; the signature isn't checked, a payload is read all the same. */
export function decryptFernet(key: string, token: string): string | undefined {
  const secret = Buffer.from(key, 'base64url');
  const data = Buffer.from(token.trim(), 'base64url');
  if (secret.length !== 32 || data.length < 57 || data[0] !== 0x80) return undefined;
  return decipher('aes-128-cbc', secret.subarray(16), data.subarray(9, 25), data.subarray(25, data.length - 32));
}

/** AES with an inline key: `mode` is a lower-case name such as `cbc`; padding is taken off where there is some. Latin-1 in and out. */
export function decryptAes(mode: string, key: string, iv: string, data: string): string | undefined {
  const name = `aes-${key.length * 8}-${mode}`;
  return decipher(name, bytesOf(key), mode === 'ecb' ? Buffer.alloc(0) : bytesOf(iv), bytesOf(data));
}

function decipher(name: string, key: Buffer, iv: Buffer, data: Buffer): string | undefined {
  try {
    const cipher = createDecipheriv(name, key, iv.length === 0 ? null : iv);
    cipher.setAutoPadding(false);
    const plain = Buffer.concat([cipher.update(data), cipher.final()]);
    const pad = plain.at(-1) ?? 0;
    const isPadded = pad >= 1 && pad <= 16 && plain.subarray(-pad).every((byte) => byte === pad);
    return (isPadded ? plain.subarray(0, plain.length - pad) : plain).toString('latin1');
  } catch {
    return undefined;
  }
}

/** RC4; key and data Latin-1. */
export function rc4(key: string, data: string): string | undefined {
  if (key.length === 0) return undefined;
  const state = Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + key.charCodeAt(i % key.length)) & 255;
    [state[i], state[j]] = [state[j] ?? 0, state[i] ?? 0];
  }
  const out: number[] = [];
  for (let at = 0, i = 0, j = 0; at < data.length; at++) {
    i = (i + 1) & 255;
    j = (j + (state[i] ?? 0)) & 255;
    [state[i], state[j]] = [state[j] ?? 0, state[i] ?? 0];
    out.push(data.charCodeAt(at) ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0));
  }
  return Buffer.from(out).toString('latin1');
}
