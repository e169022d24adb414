/** Tokens of VBScript and VBA. Names and keywords come in small letters, for the language doesn't tell them apart. */

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'op' | 'end';
  readonly text: string;
  readonly at: number;
  readonly to: number;
  /** A blank stands before it: `f (x)` and `f(x)` differ for statements. */
  readonly spaced: boolean;
}

const TOKEN = /([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*[$]?|\[[^\]\n]{1,100}\])|"((?:[^"\n]|"")*)"?|(&[hH][0-9a-fA-F]+&?|&[oO]?[0-7]+&|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[#!@&%]?|\.\d+)|(<>|<=|>=|=<|=>|:=|[-+*/\\^&=<>(),.!#;{}?@$%~`|])/y;
const CONTINUATION = /_[ \t]*\r?\n/y;
const REMARK = /[rR][eE][mM](?=[ \t\r\n:]|$)/y;

/** Splits a text; ends of lines and colons are `end` tokens. Characters that fit nowhere are skipped. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let pos = 0;
  let spaced = false;
  while (pos < text.length) {
    const code = text.charCodeAt(pos);
    if (code === 10 || code === 13 || code === 58) {
      const end: Token = { kind: 'end', text: code === 58 ? ':' : '\n', at: pos, to: pos + 1, spaced };
      const last = tokens.at(-1);
      // `:` and then the line's end is a line's end.
      if (last?.kind !== 'end') tokens.push(end);
      else if (last.text === ':' && end.text === '\n') tokens[tokens.length - 1] = end;
      pos++;
      continue;
    }
    const after = afterBlank(text, pos, code, spaced);
    if (after > pos) {
      pos = after;
      spaced = true;
      continue;
    }
    TOKEN.lastIndex = pos;
    const match = TOKEN.exec(text);
    if (!match) {
      pos++;
      continue;
    }
    tokens.push(tokenOf(match, pos, TOKEN.lastIndex, spaced));
    pos = TOKEN.lastIndex;
    spaced = false;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, to: text.length, spaced: false });
  return tokens;
}

/** Where a blank, comment or continued line ends; `pos` itself where none begins. */
function afterBlank(text: string, pos: number, code: number, spaced: boolean): number {
  if (code === 32 || code === 9 || code === 11 || code === 12 || code === 0xa0 || code === 0xfeff) return pos + 1;
  if (code === 39) return lineEnd(text, pos);
  if (code === 95) {
    CONTINUATION.lastIndex = pos;
    return CONTINUATION.test(text) ? CONTINUATION.lastIndex : pos;
  }
  if (code !== 114 && code !== 82) return pos;
  REMARK.lastIndex = pos;
  const isStart = spaced || pos === 0 || /[\s:]/.test(text[pos - 1] ?? '');
  return isStart && REMARK.test(text) ? lineEnd(text, pos) : pos;
}

function lineEnd(text: string, pos: number): number {
  const newline = text.indexOf('\n', pos);
  return newline < 0 ? text.length : newline;
}

function tokenOf(match: RegExpExecArray, at: number, to: number, spaced: boolean): Token {
  const [, name, string, number, op = ''] = match;
  if (name !== undefined) return { kind: 'name', text: plainName(name), at, to, spaced };
  if (string !== undefined) return { kind: 'string', text: string.includes('""') ? string.replaceAll('""', '"') : string, at, to, spaced };
  return number === undefined ? { kind: 'op', text: op, at, to, spaced } : { kind: 'number', text: number, at, to, spaced };
}

function plainName(name: string): string {
  const last = name.charCodeAt(name.length - 1);
  return (last === 93 || last === 36 ? name.replace(/^\[|\]$|\$$/g, '') : name).toLowerCase();
}
