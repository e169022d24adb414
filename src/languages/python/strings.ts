/** Reads Python's string literals, adjacent ones as one, and f-strings with all that nests in them (PEP 498, 701, 750). */
import { Bytes, type Expr } from '../flow/nodes.ts';
import { BYTES, RAW, TSTRING } from './characters.ts';
import { decodeEscapes, endOfName } from './literals.ts';
import * as K from './token-kinds.ts';
import { Tokens } from './tokens.ts';

/** The tree's deepest nesting of brackets, lambdas and the like; CPython itself stops at 200 brackets. */
export const MOST_NESTING = 200;
const MOST_PROBLEMS = 200;

/** Thrown to leave a statement that can't be read; caught where statements are listed. */
export const SYNTAX = Symbol('syntax error');

interface Template {
  parts: Expr[];
  formats: (string | undefined)[];
}

/** How the template being read ends, and whether backslashes mean nothing in it. */
interface Quoting {
  quote: number;
  triple: boolean;
  raw: boolean;
}

export abstract class Strings extends Tokens {
  readonly problems: { at: number; why: string }[] = [];
  /** Expressions that must be seen but have no place in the tree; they go before the statement. */
  aside: Expr[] = [];
  /** Calls met so far: tells whether a type hint does something. */
  calls = 0;
  /** How deep expressions nest at present. */
  nesting = 0;
  /** Where the outermost f-string being read begins; -1 outside. */
  protected templateAt = -1;

  protected abstract test(): Expr;
  protected abstract starred(): Expr;
  protected abstract yielded(): Expr;

  note(at: number, why: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ at, why });
  }

  /** Gives up on the present statement. */
  protected fail(why: string): never {
    this.note(this.start, this.type === K.BAD ? this.why : why);
    throw SYNTAX;
  }

  protected expect(type: number, what: string): void {
    if (this.type !== type) this.fail(`${what} is missing`);
    this.next();
  }

  /** One or more adjacent literals: a const, or a template where one is formatted. */
  protected strings(): Expr {
    const at = this.start;
    if (this.type === K.STRING) {
      const { flags } = this;
      const text = this.content();
      this.next();
      if (this.type !== K.STRING && this.type !== K.TEMPLATE) return { kind: 'const', value: (flags & BYTES) !== 0 ? new Bytes(text) : text, at, to: this.last };
      return this.adjacent(at, text, flags);
    }
    return this.adjacent(at, '', 0);
  }

  private content(): string {
    const text = this.text.slice(this.from, this.until);
    if (!this.escaped) return text;
    if ((this.flags & RAW) !== 0) return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    return decodeEscapes(text, (this.flags & BYTES) !== 0);
  }

  private adjacent(at: number, first: string, firstFlags: number): Expr {
    const template: Template = { parts: [], formats: [] };
    const texts: string[] = [first];
    let flags = firstFlags;
    while (this.type === K.STRING || this.type === K.TEMPLATE) {
      flags |= this.flags;
      if (this.type === K.STRING) {
        texts.push(this.content());
        this.next();
      } else this.readTemplate(texts, template);
    }
    const to = this.last;
    const rest = texts.join('');
    if (template.parts.length === 0 && (flags & TSTRING) === 0) return { kind: 'const', value: (flags & BYTES) !== 0 ? new Bytes(rest) : rest, at, to };
    if (rest !== '') pushPart(template, { kind: 'const', value: rest, at, to }, undefined);
    const { parts, formats } = template;
    if ((flags & TSTRING) !== 0) return { kind: 'template', parts, formats, tag: { kind: 'name', name: 'Template', at, to: at }, at, to };
    return { kind: 'template', parts, formats, at, to };
  }

  /** Reads a template from its opening quote; text after its last field is left in `texts`. */
  private readTemplate(texts: string[], template: Template): void {
    const outermost = this.templateAt < 0;
    if (outermost) this.templateAt = this.start;
    const { depth, triple } = this;
    const quoting = { quote: this.quote, triple, raw: (this.flags & RAW) !== 0 };
    let p = this.pos;
    for (;;) {
      const end = this.literalEnd(p, quoting);
      if (end > p) texts.push(this.decoded(p, end, quoting.raw));
      const code = this.text.charCodeAt(end);
      if (code === quoting.quote) {
        p = triple ? end + 3 : end + 1;
        break;
      }
      if (this.text.charCodeAt(end + 1) === code) {
        texts.push(code === 123 ? '{' : '}');
        p = end + 2;
      } else if (code === 123) {
        p = this.field(end, quoting, texts, template);
      } else this.failAt(end, 'a closing brace alone in an f-string');
    }
    if (outermost) this.templateAt = -1;
    this.depth = depth;
    this.pos = p;
    this.next();
  }

  private decoded(from: number, to: number, isRaw: boolean): string {
    const text = this.text.slice(from, to);
    return isRaw ? text.replace(/\r\n?/g, '\n') : decodeEscapes(text, false);
  }

  private failAt(p: number, why: string): never {
    this.pos = this.start = Math.min(p, this.length);
    this.type = K.BAD;
    this.why = why;
    this.fail(why);
  }

  /** Where literal text ends: at the closing quote or a brace. */
  private literalEnd(p: number, { quote, triple, raw }: Quoting): number {
    const { text, length } = this;
    while (p < length) {
      const code = text.charCodeAt(p);
      if (code === 123 || code === 125) return p;
      if (code === quote) {
        if (!triple || (text.charCodeAt(p + 1) === quote && text.charCodeAt(p + 2) === quote)) return p;
      } else if (code === 92) p = this.afterBackslash(p, raw) - 1;
      else if ((code === 10 || code === 13) && !triple) break;
      p++;
    }
    return this.failAt(p, 'an f-string that does not end');
  }

  private afterBackslash(p: number, isRaw: boolean): number {
    const text = this.text;
    const code = text.charCodeAt(p + 1);
    if (code === 123 || code === 125) return p + 1;
    if (code === 78 && !isRaw && text.charCodeAt(p + 2) === 123) {
      const end = endOfName(text, p);
      if (end > 0) return end + 1;
    }
    return code === 13 && text.charCodeAt(p + 2) === 10 ? p + 3 : p + 2;
  }

  /** Reads a replacement field from its brace and gives the offset after it. */
  private field(brace: number, quoting: Quoting, texts: string[], template: Template): number {
    if (++this.nesting > MOST_NESTING) this.failAt(brace, 'f-strings nested too deeply');
    const { depth } = this;
    this.depth = depth + 1;
    this.pos = brace + 1;
    this.next();
    let value = this.fieldValue();
    let conversion = '';
    if (this.type === K.ASSIGN) {
      this.next();
      texts.push(this.text.slice(brace + 1, this.start));
      conversion = '!r';
    }
    if (this.type === K.BANG) {
      this.next();
      conversion = `!${this.word}`;
      this.next();
    }
    let spec: string | undefined;
    let end = this.start;
    if (this.type === K.COLON || this.type === K.WALRUS) {
      const nested: Expr[] = [];
      const from = end + 1;
      end = this.specEnd(from, quoting, nested);
      if (conversion === '!r' && this.text.charCodeAt(from - 2) === 61) conversion = '';
      if (nested.length > 0) value = { kind: 'sequence', items: [...nested, value], at: value.at, to: value.to };
      else spec = this.text.slice(from, end);
    } else if (this.type !== K.RBRACE) this.fail('the end of an f-string field is missing');
    this.depth = depth;
    this.nesting--;
    const before = texts.join('');
    texts.length = 0;
    if (before !== '') pushPart(template, { kind: 'const', value: before, at: brace, to: brace }, undefined);
    const format = conversion !== '' && spec ? `${conversion}:${spec}` : conversion || spec;
    pushPart(template, value, format || undefined);
    return end + 1;
  }

  /** What a field holds; `:=` is no walrus here but a format that begins with `=`. */
  private fieldValue(): Expr {
    const at = this.start;
    if (this.type === K.YIELD) return this.yielded();
    const first = this.type === K.STAR ? this.starred() : this.test();
    if (this.type !== K.COMMA) return first;
    const items = [first];
    while (this.type === K.COMMA) {
      this.next();
      if (this.type === K.RBRACE) break;
      items.push(this.type === K.STAR ? this.starred() : this.test());
    }
    return { kind: 'list', type: 'tuple', items, at, to: this.last };
  }

  /** Reads a format and gives the offset of the brace that ends it; what its own fields compute is put in `nested`. */
  private specEnd(p: number, quoting: Quoting, nested: Expr[]): number {
    for (;;) {
      const end = this.literalEnd(p, quoting);
      const code = this.text.charCodeAt(end);
      if (code === 125) return end;
      if (code !== 123) this.failAt(end, 'the end of an f-string field is missing');
      const inner: Template = { parts: [], formats: [] };
      p = this.field(end, quoting, [], inner);
      nested.push(...inner.parts);
    }
  }
}

function pushPart(template: Template, part: Expr, format: string | undefined): void {
  template.parts.push(part);
  template.formats.push(format);
}
