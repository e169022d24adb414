/** Python's characters by what they begin, the extents of numbers, and string prefixes. */

/** Bits of a string's prefix. */
export const RAW = 1;
export const BYTES = 2;
export const FORMATTED = 4;
export const TSTRING = 8;

/** What a character begins. */
export const SPACE = 1;
export const WORD = 2;
export const DIGIT = 3;
export const QUOTE = 4;
export const LINE_END = 5;
export const COMMENT = 6;
export const OTHER = 7;
export const CLASSES = classes();
/** One for what goes on in an identifier, among ASCII. */
export const IN_WORD = wordCharacters();

export function skipDigits(text: string, p: number): number {
  for (;;) {
    const code = text.charCodeAt(p);
    if ((code < 48 || code > 57) && !(code === 95 && isDigit(text.charCodeAt(p + 1)))) return p;
    p++;
  }
}

export function skipHex(text: string, p: number): number {
  for (;;) {
    const code = text.charCodeAt(p);
    if (!isDigit(code) && code !== 95 && ((code | 32) < 97 || (code | 32) > 102)) return p;
    p++;
  }
}

export function skipExponent(text: string, p: number): number {
  const sign = text.charCodeAt(p + 1);
  const digits = sign === 43 || sign === 45 ? p + 2 : p + 1;
  return isDigit(text.charCodeAt(digits)) ? skipDigits(text, digits) : p;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The meaning of a string prefix; -1 where the letters are none. */
export function prefixFlags(text: string, from: number, to: number): number {
  let flags = 0;
  for (let p = from; p < to; p++) {
    const code = text.charCodeAt(p) | 32;
    if (code === 114) flags |= RAW;
    else if (code === 98) flags |= BYTES;
    else if (code === 102) flags |= FORMATTED;
    else if (code === 116) flags |= FORMATTED | TSTRING;
    else if (code !== 117) return -1;
  }
  return flags;
}

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 0; code < 128; code++) if (/[A-Za-z_]/.test(String.fromCharCode(code))) table[code] = WORD;
  for (let code = 48; code < 58; code++) table[code] = DIGIT;
  // NUL is let pass as a blank: old interpreters did not refuse it.
  for (const code of [0, 9, 12, 32]) table[code] = SPACE;
  for (const code of [34, 39]) table[code] = QUOTE;
  for (const code of [10, 13]) table[code] = LINE_END;
  table[35] = COMMENT;
  for (const sign of '()[]{},.:=;`~!+-*/%&|^@<>\\') table[sign.charCodeAt(0)] = OTHER;
  return table;
}

function wordCharacters(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 0; code < 128; code++) if (/\w/.test(String.fromCharCode(code))) table[code] = 1;
  return table;
}
