/** Tokens of VBScript and VBA. Names and keywords come in small letters, for the language doesn't tell them apart. */

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'op' | 'end';
  readonly text: string;
  readonly at: number;
  readonly to: number;
  /** A blank stands before it: `f (x)` and `f(x)` differ for statements. */
  readonly spaced: boolean;
}

const TOKEN = /"((?:[^"\n]|"")*)"?|(&h[0-9a-f]+&?|&o?[0-7]+&|\d+(?:\.\d+)?(?:e[+-]?\d+)?[#!@&%]?|\.\d+)|([a-z_\u0080-\uffff][\w\u0080-\uffff]*[$]?|\[[^\]\n]{1,100}\])|(<>|<=|>=|=<|=>|:=|[-+*/\\^&=<>(),.!#;{}?@$%~`|])/iy;
const BLANK = /(?:[ \t\f\v\u00a0\ufeff]|_[ \t]*\r?\n|'[^\n]*|\brem\b(?=[ \t\r\n:]|$)[^\n]*)+/iy;

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
    if (mayBeBlank(code)) {
      BLANK.lastIndex = pos;
      if (BLANK.test(text)) {
        pos = BLANK.lastIndex;
        spaced = true;
        continue;
      }
    }
    TOKEN.lastIndex = pos;
    const match = TOKEN.exec(text);
    if (!match) {
      pos++;
      continue;
    }
    tokens.push({ ...classified(match), at: pos, to: TOKEN.lastIndex, spaced });
    pos = TOKEN.lastIndex;
    spaced = false;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, to: text.length, spaced: false });
  return tokens;
}

/** Blanks, `_`, `'`, the r of Rem, and the rarer spaces: only there a blank may begin. */
function mayBeBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 39 || code === 95 || code === 114 || code === 82 || code === 11 || code === 12 || code > 127;
}

function classified(match: RegExpExecArray): Pick<Token, 'kind' | 'text'> {
  const [, string, number, name, op] = match;
  if (string !== undefined) return { kind: 'string', text: string.includes('""') ? string.replaceAll('""', '"') : string };
  if (number !== undefined) return { kind: 'number', text: number };
  if (name !== undefined) return { kind: 'name', text: name.replace(/^\[|\]$|\$$/g, '').toLowerCase() };
  return { kind: 'op', text: op ?? '' };
}
