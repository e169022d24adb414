/**
 * JSON with line numbers, for messages that must name the place: where each object, list and member stands, and where a text stops being JSON.
 * Takes comments and trailing commas where asked to (bun.lock, tsconfig). Nesting is bounded, so that no text overflows the stack.
 */
import type { Table } from './table.ts';

/** Where a text stops being what it should be. `line` is 1-based. */
export class SyntaxFault extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'SyntaxFault';
    this.line = line;
  }
}

export interface LinedJson {
  readonly value: unknown;
  /** The line of an object or list itself. */
  lineOf(value: unknown): number;
  /** The line of a member's key. */
  lineOfKey(table: Table, key: string): number;
}

const DEEPEST = 200;

/** Reads a text. Throws SyntaxFault. */
export function parseJson(text: string, { isLenient = false } = {}): LinedJson {
  const parser = new Parser(text, isLenient);
  const value = parser.whole();
  return {
    value,
    lineOf: (of) => (typeof of === 'object' && of !== null ? parser.lines.get(of) : undefined) ?? 1,
    lineOfKey: (table, key) => parser.keys.get(table)?.get(key) ?? parser.lines.get(table) ?? 1,
  };
}

class Parser {
  readonly lines = new Map<object, number>();
  readonly keys = new Map<object, Map<string, number>>();
  readonly #text: string;
  readonly #isLenient: boolean;
  #at = 0;
  #line = 1;
  #depth = 0;

  constructor(text: string, isLenient: boolean) {
    this.#text = text;
    this.#isLenient = isLenient;
    if (text.startsWith('\ufeff')) this.#at = 1;
  }

  whole(): unknown {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw this.#fault(`${this.#shown()} after the end`);
    return value;
  }

  #value(): unknown {
    this.#space();
    const char = this.#text[this.#at];
    if (char === '{') return this.#nested(() => this.#object());
    if (char === '[') return this.#nested(() => this.#list());
    if (char === '"') return this.#string();
    const word = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
    word.lastIndex = this.#at;
    const found = word.exec(this.#text)?.[0];
    if (found === undefined) throw this.#fault(`a value is expected, not ${this.#shown()}`);
    this.#at += found.length;
    return JSON.parse(found) as unknown;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) throw this.#fault(`more than ${DEEPEST} levels`);
    const result = read();
    this.#depth--;
    return result;
  }

  #object(): Table {
    const table: Table = {};
    const keys = new Map<string, number>();
    this.lines.set(table, this.#line);
    this.keys.set(table, keys);
    this.#at++;
    for (let isFirst = true; !this.#closes('}', isFirst); isFirst = false) {
      this.#space();
      const line = this.#line;
      if (this.#text[this.#at] !== '"') throw this.#fault(`a key in quotes is expected, not ${this.#shown()}`);
      const key = this.#string();
      this.#expect(':');
      // Defined rather than assigned: "__proto__" is a key like any other.
      Object.defineProperty(table, key, { value: this.#value(), enumerable: true, configurable: true, writable: true });
      keys.set(key, line);
    }
    return table;
  }

  #list(): unknown[] {
    const list: unknown[] = [];
    this.lines.set(list, this.#line);
    this.#at++;
    for (let isFirst = true; !this.#closes(']', isFirst); isFirst = false) list.push(this.#value());
    return list;
  }

  /** Whether the bracket closes here; takes the comma before a further element. */
  #closes(bracket: string, isFirst: boolean): boolean {
    this.#space();
    if (this.#take(bracket)) return true;
    if (isFirst) return false;
    this.#expect(',');
    this.#space();
    return this.#isLenient && this.#take(bracket);
  }

  #string(): string {
    const start = this.#at;
    const end = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    end.lastIndex = start;
    const found = end.exec(this.#text)?.[0];
    if (found === undefined) throw this.#fault('a text without end, or with a control character or unknown escape inside');
    this.#at += found.length;
    return found.includes('\\') ? (JSON.parse(found) as string) : found.slice(1, -1);
  }

  #expect(char: string): void {
    this.#space();
    if (!this.#take(char)) throw this.#fault(`"${char}" is expected, not ${this.#shown()}`);
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === '\n') this.#line++;
      else if (char === '/' && this.#isLenient) this.#comment();
      else if (char !== ' ' && char !== '\t' && char !== '\r') return;
    }
  }

  /** Leaves the place on the comment's last character. */
  #comment(): void {
    const isBlock = this.#text[this.#at + 1] === '*';
    if (!isBlock && this.#text[this.#at + 1] !== '/') throw this.#fault(`${this.#shown()} is neither a value nor a comment`);
    const end = this.#text.indexOf(isBlock ? '*/' : '\n', this.#at + 2);
    if (isBlock && end < 0) throw this.#fault('a comment without end');
    const last = end < 0 ? this.#text.length - 1 : isBlock ? end + 1 : end - 1;
    for (let at = this.#at; at <= last; at++) if (this.#text[at] === '\n') this.#line++;
    this.#at = last;
  }

  #shown(): string {
    const char = this.#text[this.#at];
    return char === undefined ? 'the end of the text' : JSON.stringify(char);
  }

  #fault(message: string): SyntaxFault {
    return new SyntaxFault(message, this.#line);
  }
}
