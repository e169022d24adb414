/**
 * Blanks the bodies of long functions that hold nothing of interest, before a parser sees them: parsing a bundle costs more than all else, and
 * lowering would leave these bodies out anyway. It reads tokens and brackets only. Where a slash could begin a regular expression or divide, it
 * stops, so that what it takes for a body is one in every valid program but for markup; a text that does not parse with blanks is parsed without.
 */
import type { Interest } from './interest.ts';
import { LONG } from './lowering.ts';

/** Words before a parenthesis that a block follows which is no function's. */
const CONTROL = new Set(['if', 'for', 'while', 'switch', 'with', 'catch', 'await']);
/** Words after which a slash begins a regular expression. */
const BEFORE_OPERAND = new Set(['return', 'typeof', 'case', 'in', 'delete', 'void', 'instanceof', 'new', 'do', 'else', 'throw', 'if', 'while', 'for', 'default', 'extends', 'break', 'continue']);
/** Words that are names in some places and operators in others. */
const EITHER = new Set(['of', 'yield', 'await', 'let', 'async', 'get', 'set', 'static']);
/** Where more of a text than this is of interest, skimming costs more than it spares. */
const MOST_OF_INTEREST = 0.75;
/** Characters of a head (`async function name`) that belong to a function beside its parameters. */
const HEAD = 64;

const LINE_END = /[\n\r\u2028\u2029]|$/g;

interface Bracket {
  readonly char: string;
  readonly at: number;
  /** Where the head of the function begins whose body this is. */
  readonly head: number | undefined;
  readonly isControl: boolean;
  readonly extending: number;
}

/** The text with blanks for quiet bodies, of the same length; the text itself where there are none. */
export function skim(text: string, interest: Interest): string {
  if (interest.size > text.length * MOST_OF_INTEREST) return text;
  const bodies = new Skimmer(text, interest).bodies();
  const parts: string[] = [];
  let from = 0;
  for (const { at, to } of bodies) {
    parts.push(text.slice(from, at), ' '.repeat(to - at));
    from = to;
  }
  return bodies.length === 0 ? text : parts.join('') + text.slice(from);
}

class Skimmer {
  readonly #text: string;
  readonly #interest: Interest;
  readonly #open: Bracket[] = [];
  readonly #bodies: { at: number; to: number }[] = [];
  #at = 0;
  /** The token before, as far as it matters: `w` for a word, `0` for a number or property, `"` for a text, else its characters. */
  #last = ';';
  #wordAt = 0;
  #wordTo = 0;
  #closed: Bracket | undefined;
  /** Since the last bracket closed a line has ended: a brace may begin a block of its own. */
  #isNewLine = false;
  /** How many brackets were open when `extends` was met: the next brace there opens a class. */
  #extending = -1;

  constructor(text: string, interest: Interest) {
    this.#text = text;
    this.#interest = interest;
  }

  bodies(): readonly { at: number; to: number }[] {
    while (this.#at < this.#text.length && this.#token());
    return this.#bodies;
  }

  /** Reads one token; false where it can't be told what follows. */
  #token(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    if (code <= 32) return this.#blanks();
    if (isWordStart(code)) return this.#word(isDigit(code));
    switch (code) {
      case 0x22: case 0x27: return this.#operand(endOfText(this.#text, this.#at + 1, code));
      case 0x60: return this.#template();
      case 0x2f: return this.#slash();
      case 0x28: case 0x5b: case 0x7b: return this.#opens(code);
      case 0x29: case 0x5d: case 0x7d: return this.#closes(code);
      default: return code > 127 && /\s/.test(this.#text.charAt(this.#at)) ? this.#oddBlank() : this.#punctuator();
    }
  }

  #blanks(): boolean {
    let at = this.#at;
    for (let code = this.#text.charCodeAt(at); code <= 32; code = this.#text.charCodeAt(++at)) if (code === 0x0a || code === 0x0d) this.#isNewLine = true;
    return this.#moveTo(at);
  }

  /** One of Unicode's, which may end a line. */
  #oddBlank(): boolean {
    this.#isNewLine = true;
    return this.#moveTo(this.#at + 1);
  }

  #moveTo(at: number): boolean {
    this.#at = at;
    return at >= 0;
  }

  #operand(end: number): boolean {
    this.#last = '"';
    return this.#moveTo(end);
  }

  #word(isNumber: boolean): boolean {
    const text = this.#text;
    const start = this.#at;
    let at = start + 1;
    for (let code = text.charCodeAt(at); isWordStart(code) || (isNumber && code === 0x2e); code = text.charCodeAt(at)) at++;
    this.#at = at;
    this.#wordAt = start;
    this.#wordTo = at;
    this.#last = isNumber || this.#last === '.' || this.#last === '#' ? '0' : 'w';
    if (at - start === 7 && this.#last === 'w' && text.startsWith('extends', start)) this.#extending = this.#open.length;
    return true;
  }

  /** Whether the token before is one of some words. */
  #isAfter(words: ReadonlySet<string>): boolean {
    return this.#last === 'w' && this.#wordTo - this.#wordAt <= 10 && words.has(this.#text.slice(this.#wordAt, this.#wordTo));
  }

  /** Up to the end of a template, or to the code within it. */
  #template(): boolean {
    if (!this.#operand(endOfTemplate(this.#text, this.#at + 1))) return false;
    if (this.#text.charCodeAt(this.#at - 1) === 0x7b) this.#push('`', undefined);
    return true;
  }

  #push(char: string, head: number | undefined): void {
    this.#open.push({ char, at: this.#at, head, isControl: char === '(' && this.#isAfter(CONTROL), extending: this.#extending });
    this.#last = ';';
    this.#extending = -1;
  }

  #slash(): boolean {
    const next = this.#text.charCodeAt(this.#at + 1);
    if (next === 0x2a) {
      const end = this.#text.indexOf('*/', this.#at + 2);
      this.#isNewLine = true;
      return this.#moveTo(end < 0 ? end : end + 2);
    }
    if (next === 0x2f) {
      LINE_END.lastIndex = this.#at;
      return this.#moveTo(LINE_END.exec(this.#text)?.index ?? -1);
    }
    // A brace may end a block or an operand.
    if (this.#last === '}' || this.#isAfter(EITHER)) return false;
    if (this.#isOperandNext()) return this.#operand(endOfRegex(this.#text, this.#at + 1));
    this.#last = '/';
    return this.#moveTo(this.#at + 1);
  }

  #isOperandNext(): boolean {
    if (this.#last === ')') return this.#closed?.isControl === true;
    if (this.#last === 'w') return this.#isAfter(BEFORE_OPERAND);
    return this.#last !== '0' && this.#last !== ']' && this.#last !== '"' && this.#last !== '++';
  }

  #opens(code: number): boolean {
    const isClass = code === 0x7b && this.#extending === this.#open.length;
    if (isClass) this.#extending = -1;
    const isAfterParameters = this.#last === ')' && this.#closed?.isControl === false && !this.#isNewLine;
    const isFunction = code === 0x7b && !isClass && (this.#last === '=>' || isAfterParameters);
    this.#push(String.fromCharCode(code), isFunction ? (isAfterParameters ? this.#closed?.at : this.#at) : undefined);
    return this.#moveTo(this.#at + 1);
  }

  #closes(code: number): boolean {
    const bracket = this.#open.pop();
    if (bracket === undefined) return false;
    this.#extending = bracket.extending;
    if (bracket.char === '`') return code === 0x7d && this.#template();
    if (PARTNERS.get(code) !== bracket.char) return false;
    if (bracket.head !== undefined) this.#blank(bracket.head - HEAD, bracket.at + 1, this.#at);
    this.#closed = bracket;
    this.#isNewLine = false;
    this.#last = String.fromCharCode(code);
    return this.#moveTo(this.#at + 1);
  }

  #blank(head: number, at: number, to: number): void {
    if (to - at < LONG || this.#interest.touches(head, to)) return;
    while ((this.#bodies.at(-1)?.at ?? -1) > at) this.#bodies.pop();
    this.#bodies.push({ at, to });
  }

  #punctuator(): boolean {
    const text = this.#text;
    const first = text.charAt(this.#at);
    // Old comments of browsers run to the end of the line.
    if ((first === '<' && text.startsWith('<!--', this.#at)) || (first === '-' && text.startsWith('-->', this.#at))) return false;
    const long = DOUBLED.get(first);
    const isLong = long !== undefined && text.startsWith(long, this.#at);
    this.#last = !isLong ? first : first === '-' ? '++' : long;
    return this.#moveTo(this.#at + (isLong ? long.length : 1));
  }
}

const DOUBLED = new Map([['=', '=>'], ['+', '++'], ['-', '--'], ['.', '...']]);
const PARTNERS = new Map([[0x29, '('], [0x5d, '['], [0x7d, '{']]);

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Which ASCII characters names and numbers are made of; a backslash begins an escaped one. */
const IN_WORD = Uint8Array.from({ length: 128 }, (_, code) => Number(/[\w$\\]/.test(String.fromCharCode(code))));

/** Whether a character belongs to names: of other scripts all but their blanks. */
function isWordStart(code: number): boolean {
  return code < 128 ? IN_WORD[code] === 1 : code >= 0xaa && !/\s/.test(String.fromCharCode(code));
}

/** The offset behind a quoted text; -1 where it has no end on its line. */
function endOfText(text: string, from: number, quote: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === 0x5c) at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (code === 0x0a || code === 0x0d) return -1;
  }
  return -1;
}

/** The offset behind a template's end, or behind `${`; -1 where there is neither. */
function endOfTemplate(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x60) return at + 1;
    if (code === 0x5c) at++;
    else if (code === 0x24 && text.charCodeAt(at + 1) === 0x7b) return at + 2;
  }
  return -1;
}

/** The offset behind a regular expression without its flags; -1 where it has no end on its line. */
function endOfRegex(text: string, from: number): number {
  let isInClass = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2f && !isInClass) return at + 1;
    if (code === 0x5b) isInClass = true;
    else if (code === 0x5d) isInClass = false;
    else if (code === 0x5c) at++;
    else if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return -1;
  }
  return -1;
}
