/** Python's text and byte codecs by name: `'…'.encode('utf-16')`, `bytes.decode('rot13')`, `codecs.decode(x, 'hex')`. */
import { decodeBase64, decodeHex, inflate, rot13, toUtf8, unpackBzip2, utf16, utf8 } from '../decode.ts';
import { Bytes } from '../flow/nodes.ts';
import type { Val } from '../flow/values.ts';

/** Text to bytes; undefined for unknown codecs. Python 2 also "encodes" to hex, base64 and rot13. */
export function encodeText(text: string, codec: string): Val | undefined {
  switch (nameOf(codec)) {
    case 'utf8': return new Bytes(toUtf8(text));
    case 'ascii': case 'latin1': case 'iso88591': case 'cp1252': return new Bytes(/^[\x00-\xff]*$/.test(text) ? text : toUtf8(text));
    case 'utf16': return new Bytes(`\xff\xfe${Buffer.from(text, 'utf16le').toString('latin1')}`);
    case 'utf16le': return new Bytes(Buffer.from(text, 'utf16le').toString('latin1'));
    case 'rot13': return rot13(text);
    case 'hex': return Buffer.from(text, 'latin1').toString('hex');
    case 'unicodeescape': case 'rawunicodeescape': return new Bytes(text.replace(/[^\x00-\xff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
    default: return undefined;
  }
}

/** Bytes (Latin-1) to text or, for Python 2's codecs, to bytes. */
export function decodeText(bytes: string, codec: string): Val | undefined {
  switch (nameOf(codec)) {
    case 'utf8': return utf8(bytes) ?? bytes;
    case 'ascii': case 'latin1': case 'iso88591': case 'cp1252': case 'cp437': case 'charmap': return bytes;
    case 'utf16': case 'utf16le': return utf16(bytes.replace(/^\xff\xfe/, ''));
    case 'rot13': return rot13(bytes);
    case 'hex': return asBytes(decodeHex(bytes));
    case 'base64': return asBytes(decodeBase64(bytes));
    case 'zlib': case 'zip': return asBytes(inflate(bytes, 'zlib'));
    case 'bz2': return asBytes(unpackBzip2(bytes));
    case 'unicodeescape': case 'stringescape': case 'rawunicodeescape': return unescapePython(bytes);
    default: return undefined;
  }
}

/** The name a decoder goes by in layers; undefined for plain character sets. */
export function layerOf(codec: string): string | undefined {
  const name = nameOf(codec);
  return ['rot13', 'hex', 'base64', 'zlib', 'zip', 'bz2'].includes(name) ? name : undefined;
}

function asBytes(text: string | undefined): Bytes | undefined {
  return text === undefined ? undefined : new Bytes(text);
}

function nameOf(codec: string): string {
  return codec.toLowerCase().replace(/[-_ ]/g, '').replace(/codec$/, '').replace(/^iso88591$|^l1$/, 'latin1').replace(/^u8$|^utf$/, 'utf8').replace(/^usascii$/, 'ascii');
}

/** `\x41`, `\u0041`, `\n` and octal escapes. */
export function unescapePython(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\\'"nrtabfv])/g, (whole, body: string) => {
    if (/^[xuU]/.test(body)) {
      const code = Number.parseInt(body.slice(1), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
    if (/^[0-7]/.test(body)) return String.fromCharCode(Number.parseInt(body, 8));
    return { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' }[body] ?? body;
  });
}
