/** The values of Python's literals: escapes of strings and spellings of numbers. docs.python.org/3/reference/lexical_analysis.html#literals */

const SIMPLE: Readonly<Record<string, string>> = { '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '' };
/** Names of the ASCII signs, in order from the space; letters and digits are told by rule. */
const SIGNS = signNames();
const LONGEST_NAME = 100;

/** The text of a string literal's content. Names of characters other than ASCII (`\N{…}`) become `?`: their table is not worth its size. */
export function decodeEscapes(raw: string, isBytes: boolean): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  let at = text.indexOf('\\');
  if (at < 0) return text;
  const pieces: string[] = [];
  let done = 0;
  while (at >= 0 && at + 1 < text.length) {
    if (at > done) pieces.push(text.slice(done, at));
    done = pushEscape(text, at, isBytes, pieces);
    at = text.indexOf('\\', done);
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

/** Decodes the escape at `at` and gives the offset after it; unknown ones stand for themselves, as in Python. */
function pushEscape(text: string, at: number, isBytes: boolean, pieces: string[]): number {
  const letter = text.charAt(at + 1);
  const simple = SIMPLE[letter];
  if (simple !== undefined) {
    pieces.push(simple);
    return at + 2;
  }
  if (letter >= '0' && letter <= '7') return pushOctal(text, at + 1, isBytes, pieces);
  if (letter === 'x') return pushHex(text, at, 2, pieces);
  if (!isBytes && letter === 'u') return pushHex(text, at, 4, pieces);
  if (!isBytes && letter === 'U') return pushHex(text, at, 8, pieces);
  if (!isBytes && letter === 'N' && text.charAt(at + 2) === '{') {
    const end = endOfName(text, at);
    if (end > 0) {
      pieces.push(namedCharacter(text.slice(at + 3, end).toUpperCase()));
      return end + 1;
    }
  }
  pieces.push('\\', letter);
  return at + 2;
}

function pushOctal(text: string, from: number, isBytes: boolean, pieces: string[]): number {
  let end = from;
  while (end < from + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') end++;
  const value = Number.parseInt(text.slice(from, end), 8);
  pieces.push(String.fromCharCode(isBytes ? value & 255 : value));
  return end;
}

function pushHex(text: string, at: number, digits: number, pieces: string[]): number {
  const hex = text.slice(at + 2, at + 2 + digits);
  const value = hex.length === digits && isHex(hex) ? Number.parseInt(hex, 16) : Number.NaN;
  if (!(value <= 0x10ffff)) {
    pieces.push(text.slice(at, at + 2));
    return at + 2;
  }
  pieces.push(value > 0xffff ? String.fromCodePoint(value) : String.fromCharCode(value));
  return at + 2 + digits;
}

function isHex(text: string): boolean {
  for (let p = 0; p < text.length; p++) {
    const code = text.charCodeAt(p) | 32;
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}

/** Where the name of a character (`\N{…}` at `at`) has its closing brace; -1 where none is near. */
export function endOfName(text: string, at: number): number {
  const end = text.slice(at, at + LONGEST_NAME).indexOf('}');
  return end < 0 ? -1 : at + end;
}

function namedCharacter(name: string): string {
  const letter = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])$/.exec(name);
  if (letter) return letter[1] === 'SMALL' ? (letter[2] ?? '').toLowerCase() : (letter[2] ?? '');
  return SIGNS.get(name) ?? '?';
}

function signNames(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  const put = (first: number, names: string): void => names.split(',').forEach((name, index) => table.set(name, String.fromCharCode(first + index)));
  put(32, 'SPACE,EXCLAMATION MARK,QUOTATION MARK,NUMBER SIGN,DOLLAR SIGN,PERCENT SIGN,AMPERSAND,APOSTROPHE,LEFT PARENTHESIS,RIGHT PARENTHESIS');
  put(42, 'ASTERISK,PLUS SIGN,COMMA,HYPHEN-MINUS,FULL STOP,SOLIDUS');
  put(48, 'DIGIT ZERO,DIGIT ONE,DIGIT TWO,DIGIT THREE,DIGIT FOUR,DIGIT FIVE,DIGIT SIX,DIGIT SEVEN,DIGIT EIGHT,DIGIT NINE');
  put(58, 'COLON,SEMICOLON,LESS-THAN SIGN,EQUALS SIGN,GREATER-THAN SIGN,QUESTION MARK,COMMERCIAL AT');
  put(91, 'LEFT SQUARE BRACKET,REVERSE SOLIDUS,RIGHT SQUARE BRACKET,CIRCUMFLEX ACCENT,LOW LINE,GRAVE ACCENT');
  put(123, 'LEFT CURLY BRACKET,VERTICAL LINE,RIGHT CURLY BRACKET,TILDE');
  return table;
}

/** The value of a number as spelled; undefined for an imaginary one, which has none here. Integers beyond 2^53 are bigints. */
export function numberValue(spelled: string): number | bigint | undefined {
  const length = spelled.length;
  if (length <= 9) {
    const small = smallDecimal(spelled);
    if (small >= 0) return small;
  }
  const text = spelled.replace(/_/g, '').toLowerCase().replace(/l$/, '');
  if (/^0[xob]/.test(text)) return wholeNumber(text);
  if (text.endsWith('j')) return undefined;
  if (/^0[0-7]+$/.test(text)) return wholeNumber(`0o${text.slice(1)}`);
  if (/^\d+$/.test(text)) return wholeNumber(text);
  return Number(text);
}

function smallDecimal(spelled: string): number {
  if (spelled.charCodeAt(0) === 48 && spelled.length > 1) return -1;
  let value = 0;
  for (let p = 0; p < spelled.length; p++) {
    const code = spelled.charCodeAt(p);
    if (code < 48 || code > 57) return -1;
    value = value * 10 + code - 48;
  }
  return value;
}

/** Reading tens of thousands of decimal digits takes quadratic time; no more than that is worth an exact value. */
const MOST_DIGITS = 20_000;

function wholeNumber(text: string): number | bigint {
  const value = Number(text);
  if (Number.isSafeInteger(value) || text.length > MOST_DIGITS || Number.isNaN(value)) return value;
  return BigInt(text);
}
