/**
 * Python source bytes to text: by byte order mark, else by the coding line of PEP 263, else UTF-8. Encodings that turn plain text into other
 * plain text (rot13, utf-7, unicode_escape) are used to hide code from readers that skip this step.
 */
import { decodeEscapes } from './literals.ts';

/** What came of the bytes. `problem`: the text may not be what an interpreter sees. */
export interface DecodedSource {
  readonly text: string;
  /** The name the file gives its encoding, in lower case with hyphens; 'utf-8' where it gives none. */
  readonly encoding: string;
  readonly problem?: string;
}

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#|$)/;

const MARKS: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe, 0, 0], encoding: 'utf-32le' },
  { bytes: [0, 0, 0xfe, 0xff], encoding: 'utf-32be' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** Python's names for encodings, where the platform's decoder knows them by another. docs.python.org/3/library/codecs.html#standard-encodings */
const ALIASES: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8', utf8: 'utf-8', u8: 'utf-8', utf: 'utf-8', 'utf-8-sig': 'utf-8', cp65001: 'utf-8', ascii: 'utf-8', 'us-ascii': 'utf-8', '646': 'utf-8',
  'latin-1': 'latin-1', latin1: 'latin-1', l1: 'latin-1', latin: 'latin-1', 'iso-8859-1': 'latin-1', iso8859: 'latin-1', 'iso8859-1': 'latin-1', '8859': 'latin-1', cp819: 'latin-1',
  rot13: 'rot13', 'rot-13': 'rot13', 'utf-7': 'utf-7', utf7: 'utf-7', u7: 'utf-7',
  'unicode-escape': 'escapes', 'unicodeescape': 'escapes', 'string-escape': 'escapes', 'raw-unicode-escape': 'raw-escapes', rawunicodeescape: 'raw-escapes',
  cp932: 'shift_jis', mskanji: 'shift_jis', sjis: 'shift_jis', cp936: 'gbk', gb2312: 'gbk', cp949: 'euc-kr', cp950: 'big5', mbcs: 'windows-1252', cp866: 'ibm866', 'koi8-r': 'koi8-r',
};

/** 0x80 to 0x9f of windows-1252, which the platform's decoder takes for Latin-1 in some versions. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Decodes a Python file. Never throws: an encoding that isn't known here is read as Latin-1, with a problem. */
export function decodePython(bytes: Uint8Array): DecodedSource {
  for (const { bytes: mark, encoding } of MARKS) {
    if (mark.every((byte, index) => bytes[index] === byte)) return decodeAs(bytes.subarray(mark.length), encoding);
  }
  const named = cookieOf(bytes);
  return decodeAs(bytes, named ?? 'utf-8');
}

/** The encoding named on the first or second line. */
function cookieOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1000)).toString('latin1');
  if (!head.includes('coding')) return undefined;
  const [first = '', second = ''] = head.split(/\r\n|\r|\n/, 2);
  const found = COOKIE.exec(first) ?? (BLANK.test(first) ? COOKIE.exec(second) : null);
  return found?.[1]?.toLowerCase().replace(/_/g, '-');
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedSource {
  const known = (Object.hasOwn(ALIASES, encoding) ? ALIASES[encoding] : undefined) ?? encoding.replace(/^cp(125\d)$/, 'windows-$1').replace(/^iso8859-/, 'iso-8859-');
  switch (known) {
    case 'utf-8':
      return utf8(bytes, encoding);
    case 'latin-1':
      return { text: latin1(bytes), encoding };
    case 'windows-1252':
      return { text: latin1(bytes).replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80)), encoding };
    case 'utf-32le':
    case 'utf-32be':
      return { text: utf32(bytes, known === 'utf-32le'), encoding };
    case 'rot13':
      return { text: rot13(latin1(bytes)), encoding };
    case 'utf-7':
      return { text: utf7(latin1(bytes)), encoding };
    case 'escapes':
      return { text: decodeEscapes(latin1(bytes), false), encoding };
    case 'raw-escapes':
      return { text: rawEscapes(latin1(bytes)), encoding };
    default:
      return byPlatform(bytes, known, encoding);
  }
}

function byPlatform(bytes: Uint8Array, label: string, encoding: string): DecodedSource {
  try {
    return { text: new TextDecoder(label).decode(bytes), encoding };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { text: latin1(bytes), encoding, problem: 'the file says it is in an encoding that is not known here' };
  }
}

const UTF8 = new TextDecoder('utf-8');

function utf8(bytes: Uint8Array, encoding: string): DecodedSource {
  const text = UTF8.decode(bytes);
  if (!text.includes('\ufffd')) return { text, encoding };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text, encoding, problem: 'the file is not valid UTF-8' };
  }
  return { text, encoding };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function utf32(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, isLittle);
    pieces.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return pieces.join('');
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode((code & 31) <= 13 ? code + 13 : code - 13);
  });
}

/** UTF-7 (RFC 2152): `+` begins UTF-16 in base64, anything that isn't base64 ends it. */
function utf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)(-?)/g, (whole, digits: string, minus: string) => {
    if (digits === '') return minus === '-' ? '+' : whole;
    return utf16of(digits);
  });
}

function utf16of(digits: string): string {
  const pieces: string[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | sextet(digit.charCodeAt(0))) & 0x3fffff;
    held += 6;
    if (held < 16) continue;
    held -= 16;
    pieces.push(String.fromCharCode((bits >> held) & 0xffff));
  }
  return pieces.join('');
}

function sextet(code: number): number {
  if (code >= 97) return code - 71;
  if (code >= 65) return code - 65;
  if (code >= 48) return code + 4;
  return code === 43 ? 62 : 63;
}

/** Only `\uXXXX` and `\UXXXXXXXX` mean something in raw_unicode_escape, after an odd number of backslashes. */
function rawEscapes(text: string): string {
  return text.replace(/(\\+)u([0-9a-f]{4})|(\\+)U([0-9a-f]{8})/gi, (whole, short?: string, four?: string, long?: string, eight?: string) => {
    const slashes = short ?? long ?? '';
    const point = Number.parseInt(four ?? eight ?? '', 16);
    return slashes.length % 2 === 1 && point <= 0x10ffff ? slashes.slice(1) + String.fromCodePoint(point) : whole;
  });
}
