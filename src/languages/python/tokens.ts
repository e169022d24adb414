/**
 * Python's tokenizer, on demand: one token at a time in fields, without an object each. Lines carry their column instead of INDENT and
 * DEDENT tokens, which keeps broken indentation readable. Rules: docs.python.org/3/reference/lexical_analysis.html, and Python 2's.
 */
import { CLASSES, COMMENT, DIGIT, FORMATTED, IN_WORD, LINE_END, OTHER, prefixFlags, QUOTE, skipDigits, skipExponent, skipHex, SPACE, WORD } from './characters.ts';
import * as K from './token-kinds.ts';

/** Reading a triple-quoted string to the end of the file without finding its end is done at most so often: the rest is known lost. */
const MOST_LOST_STRINGS = 8;

/** A place to come back to. */
export interface Mark {
  pos: number;
  type: number;
  start: number;
  last: number;
  column: number;
  depth: number;
  word: string;
}

export class Tokens {
  readonly text: string;
  readonly length: number;
  /** The end of the present token, where the next begins. */
  pos = 0;
  type: number = K.NEWLINE;
  start = 0;
  /** The end of the token before the present one, line ends not counted. */
  last = 0;
  /** Column of the present logical line's first token. */
  column = 0;
  /** Open brackets. */
  depth = 0;
  /** Text of a name or keyword; the operator of an augmented assignment. */
  word = '';
  /** Of a string: where its content begins and ends, its prefix, its quote, and whether its content needs decoding. */
  from = 0;
  until = 0;
  flags = 0;
  quote = 0;
  triple = false;
  escaped = false;
  /** Why the present token is BAD. */
  why = '';
  /** Read f-strings as plain strings: for looking ahead and skipping. */
  plain = false;
  protected atLineStart = true;
  private lost = 0;

  /** `padded`: the text as another reader of it holds it, so that it stands in memory once. */
  constructor(text: string, padded = `${text}\n\0`) {
    // A final character beyond the text spares every loop a bounds check.
    this.text = padded;
    this.length = padded.length - 2;
    if (padded.charCodeAt(0) === 0xfeff) this.pos = 1;
  }

  mark(): Mark {
    const { pos, type, start, last, column, depth, word } = this;
    return { pos, type, start, last, column, depth, word };
  }

  /** Goes back. Not for use where the present token is a string. */
  back(mark: Mark): void {
    this.pos = mark.pos;
    this.type = mark.type;
    this.start = mark.start;
    this.last = mark.last;
    this.column = mark.column;
    this.depth = mark.depth;
    this.word = mark.word;
    this.atLineStart = false;
  }

  /** Goes on at an offset that begins a line, with no bracket open. */
  resumeAt(lineStart: number): void {
    this.pos = lineStart;
    this.depth = 0;
    this.atLineStart = true;
    this.next();
  }

  next(): void {
    if (this.type !== K.NEWLINE) this.last = this.pos;
    if (this.atLineStart) this.openLine();
    const text = this.text;
    let p = this.pos;
    for (;;) {
      const code = text.charCodeAt(p);
      const kind = code < 128 ? CLASSES[code] : WORD;
      if (kind === SPACE) {
        p++;
        if (code !== 0 || p <= this.length) continue;
        return this.finish();
      }
      this.start = p;
      if (kind === WORD) return this.readWord(p, code);
      if (kind === OTHER) {
        if (code !== 92) return this.readOperator(p, code);
        const next = this.afterContinuation(p);
        if (next < 0) return this.bad(p + 1, 'a backslash inside a line');
        p = next;
      } else if (kind === QUOTE) return this.readString(p, 0);
      else if (kind === DIGIT) return this.readNumber(p);
      else if (kind === COMMENT) p = this.lineEnd(p);
      else if (kind === LINE_END) {
        if (p >= this.length) return this.finish();
        p += code === 13 && text.charCodeAt(p + 1) === 10 ? 2 : 1;
        if (this.depth === 0) return this.endLine(p);
      } else return this.bad(p + 1, 'a character that does not belong here');
    }
  }

  /** The offset of the line end at or after `p`. */
  lineEnd(p: number): number {
    const text = this.text;
    for (;;) {
      const code = text.charCodeAt(p);
      if (code === 10 || code === 13) return p;
      p++;
    }
  }

  /** The offset where the line after the one at `p` begins. */
  nextLine(p: number): number {
    const end = this.lineEnd(p);
    const crlf = this.text.charCodeAt(end) === 13 && this.text.charCodeAt(end + 1) === 10;
    return Math.min(end + (crlf ? 2 : 1), this.length);
  }

  private finish(): void {
    this.start = this.pos = this.length;
    this.column = 0;
    this.type = K.EOF;
  }

  private endLine(p: number): void {
    this.pos = p;
    this.type = K.NEWLINE;
    this.atLineStart = true;
  }

  protected bad(end: number, why: string): void {
    this.pos = end;
    this.type = K.BAD;
    this.why = why;
  }

  /** Measures the indentation of the next line that holds a token. Tabs go to multiples of eight. */
  private openLine(): void {
    const text = this.text;
    let p = this.pos;
    let column = 0;
    for (;;) {
      const code = text.charCodeAt(p);
      if (code === 32) column++;
      else if (code === 9) column = (column | 7) + 1;
      else if (code === 10 || code === 13 || code === 12) column = 0;
      else if (code === 35) {
        p = this.lineEnd(p);
        continue;
      } else if (code !== 0 || p >= this.length) break;
      p++;
      if (p > this.length) break;
    }
    this.pos = Math.min(p, this.length);
    this.column = column;
    this.atLineStart = false;
  }

  /** Where a backslash joins two lines, the start of the second; -1 where it doesn't. */
  private afterContinuation(p: number): number {
    const code = this.text.charCodeAt(p + 1);
    if (code === 10) return p + 2;
    if (code !== 13) return -1;
    return this.text.charCodeAt(p + 2) === 10 ? p + 3 : p + 2;
  }

  private readWord(p: number, first: number): void {
    const text = this.text;
    let q = p;
    let code = first;
    let bits = 0;
    do {
      bits |= code;
      code = text.charCodeAt(++q);
    } while (code < 128 ? IN_WORD[code] === 1 : q < this.length);
    if ((code === 39 || code === 34) && q - p <= 2) {
      const flags = prefixFlags(text, p, q);
      if (flags >= 0) return this.readString(q, flags);
    }
    const word = text.slice(p, q);
    this.pos = q;
    if (bits < 128) {
      this.word = word;
      this.type = q - p <= 8 ? (K.KEYWORDS.get(word) ?? K.NAME) : K.NAME;
      return;
    }
    // Python compares names in this form, so that full-width letters spell `exec` too, but knows keywords only as written.
    this.word = word.normalize('NFKC');
    this.type = K.NAME;
  }

  private readString(p: number, flags: number): void {
    const text = this.text;
    const quote = text.charCodeAt(p);
    const triple = text.charCodeAt(p + 1) === quote && text.charCodeAt(p + 2) === quote;
    this.quote = quote;
    this.triple = triple;
    this.flags = flags;
    this.from = this.pos = triple ? p + 3 : p + 1;
    if ((flags & FORMATTED) !== 0 && !this.plain) {
      this.type = K.TEMPLATE;
      return;
    }
    const end = triple ? this.tripleEnd(this.from, quote) : this.quoteEnd(this.from, quote);
    if (end < 0) return this.bad(this.lineEnd(p), 'a string that does not end');
    this.until = end;
    this.pos = triple ? end + 3 : end + 1;
    this.type = K.STRING;
  }

  private quoteEnd(p: number, quote: number): number {
    const text = this.text;
    this.escaped = false;
    for (;;) {
      const code = text.charCodeAt(p);
      if (code === quote) return p;
      if (code === 92) {
        this.escaped = true;
        p += text.charCodeAt(p + 1) === 13 && text.charCodeAt(p + 2) === 10 ? 3 : 2;
        if (p > this.length) return -1;
      } else if (code === 10 || code === 13) return -1;
      else p++;
    }
  }

  private tripleEnd(p: number, quote: number): number {
    if (this.lost >= MOST_LOST_STRINGS) return -1;
    const { text, length } = this;
    this.escaped = false;
    while (p < length) {
      const code = text.charCodeAt(p);
      if (code === quote) {
        if (text.charCodeAt(p + 1) === quote && text.charCodeAt(p + 2) === quote) return p;
      } else if (code === 92) {
        this.escaped = true;
        p++;
      } else if (code === 13) this.escaped = true;
      p++;
    }
    this.lost++;
    return -1;
  }

  private readNumber(p: number): void {
    const text = this.text;
    this.type = K.NUMBER;
    const second = text.charCodeAt(p + 1) | 32;
    if (text.charCodeAt(p) === 48 && (second === 120 || second === 111 || second === 98)) {
      p = second === 120 ? skipHex(text, p + 2) : skipDigits(text, p + 2);
    } else {
      p = skipDigits(text, p);
      if (text.charCodeAt(p) === 46) p = skipDigits(text, p + 1);
      if ((text.charCodeAt(p) | 32) === 101) p = skipExponent(text, p);
    }
    const suffix = text.charCodeAt(p) | 32;
    this.pos = suffix === 106 || suffix === 108 ? p + 1 : p;
  }

  private readOperator(p: number, code: number): void {
    const next = this.text.charCodeAt(p + 1);
    switch (code) {
      case 40: return this.open(p, K.LPAR);
      case 41: return this.close(p, K.RPAR);
      case 91: return this.open(p, K.LSQB);
      case 93: return this.close(p, K.RSQB);
      case 123: return this.open(p, K.LBRACE);
      case 125: return this.close(p, K.RBRACE);
      case 44: return this.put(p + 1, K.COMMA);
      case 46: return this.readDot(p, next);
      case 58: return next === 61 ? this.put(p + 2, K.WALRUS) : this.put(p + 1, K.COLON);
      case 61: return next === 61 ? this.put(p + 2, K.EQ) : this.put(p + 1, K.ASSIGN);
      case 59: return this.put(p + 1, K.SEMI);
      case 96: return this.put(p + 1, K.BACKQUOTE);
      case 126: return this.put(p + 1, K.TILDE);
      case 33: return next === 61 ? this.put(p + 2, K.NE) : this.put(p + 1, K.BANG);
      case 43: return this.augmentable(p + 1, K.PLUS);
      case 45: return next === 62 ? this.put(p + 2, K.ARROW) : this.augmentable(p + 1, K.MINUS);
      case 42: return next === 42 ? this.augmentable(p + 2, K.DSTAR) : this.augmentable(p + 1, K.STAR);
      case 47: return next === 47 ? this.augmentable(p + 2, K.DSLASH) : this.augmentable(p + 1, K.SLASH);
      case 37: return this.augmentable(p + 1, K.PERCENT);
      case 38: return this.augmentable(p + 1, K.AMP);
      case 124: return this.augmentable(p + 1, K.BAR);
      case 94: return this.augmentable(p + 1, K.CARET);
      case 64: return this.augmentable(p + 1, K.AT);
      case 60: return this.readLess(p, next);
      case 62: return next === 62 ? this.augmentable(p + 2, K.RSHIFT) : next === 61 ? this.put(p + 2, K.GE) : this.put(p + 1, K.GT);
      default: return this.bad(p + 1, 'a character that does not belong here');
    }
  }

  private readLess(p: number, next: number): void {
    if (next === 60) return this.augmentable(p + 2, K.LSHIFT);
    if (next === 62) return this.put(p + 2, K.NE);
    return next === 61 ? this.put(p + 2, K.LE) : this.put(p + 1, K.LT);
  }

  private readDot(p: number, next: number): void {
    if (next >= 48 && next <= 57) return this.readNumber(p);
    return next === 46 && this.text.charCodeAt(p + 2) === 46 ? this.put(p + 3, K.ELLIPSIS) : this.put(p + 1, K.DOT);
  }

  private put(end: number, type: number): void {
    this.pos = end;
    this.type = type;
  }

  private open(p: number, type: number): void {
    this.depth++;
    this.put(p + 1, type);
  }

  private close(p: number, type: number): void {
    if (this.depth > 0) this.depth--;
    this.put(p + 1, type);
  }

  private augmentable(end: number, type: number): void {
    if (this.text.charCodeAt(end) !== 61) return this.put(end, type);
    this.word = K.SPELLING[type] ?? '';
    this.put(end + 1, K.AUGMENT);
  }
}
