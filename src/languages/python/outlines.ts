/**
 * Outlines of function bodies: the names and texts in them, read off the tokens. Most functions of a large package are never called and name nothing
 * with effects; their bodies need no tree. One that is run after all is read then.
 */
import { Bytes, type Expr, type FunctionNode, type Outline, type Param, type Stmt } from '../flow/nodes.ts';
import { LONG_BYTES } from '../flow/notes.ts';
import { LEADING_MEMBERS, MAKERS, SCOPES } from './leading-words.ts';
import { Statements } from './statements.ts';
import { SYNTAX } from './strings.ts';
import * as K from './token-kinds.ts';
import type { Mark } from './tokens.ts';

/** Deeper or longer than this a body is read at once, so that the reader's own bounds are kept and told. */
const DEEPEST_COLUMN = 80;
const MOST_BRACKETS = 60;
const MOST_PREFIXES = 150;

/** Tokens that nest what follows them. */
const PREFIXES: ReadonlySet<number> = new Set([K.LAMBDA, K.NOT, K.TILDE, K.MINUS, K.PLUS, K.STAR, K.DSTAR, K.LPAR, K.LSQB, K.LBRACE, K.IF]);
const MAKER_NAMES: ReadonlySet<string> = new Set(MAKERS);
const SCOPE_NAMES: ReadonlySet<string> = new Set(SCOPES);
const ODD_MEMBERS: ReadonlySet<string> = new Set([...LEADING_MEMBERS, ...SCOPES, 'recv', 'clipboard_get', 'clipboard_append']);
const BY_NAME = /\(\s*([\w.]+)\s*,\s*(['"])(\w+)\2(?=\s*[,)])/y;
const TYPE_TEST = /\(\s*[\w.]+\s*,\s*(?:[\w.]+|\(\s*[\w.]+(?:\s*,\s*[\w.]+)*,?\s*\))\s*\)/y;
const BY_ANY_NAME = /\(\s*\)\s*(?:\[\s*[^'"\s]|\.\s*get\b)/y;

/** A function whose body is read when it is asked for. */
export class OutlinedFunction implements FunctionNode {
  readonly name: string;
  readonly params: Param[];
  readonly decorators: Expr[];
  readonly at: number;
  readonly to: number;
  readonly outline: Outline;
  isAsync?: boolean;
  #read: (() => Stmt[]) | undefined;
  #body: Stmt[] = [];

  constructor(head: { readonly name: string; readonly params: Param[]; readonly decorators: Expr[]; readonly at: number; readonly to: number }, outline: Outline, read: () => Stmt[]) {
    this.name = head.name;
    this.params = head.params;
    this.decorators = head.decorators;
    this.at = head.at;
    this.to = head.to;
    this.outline = outline;
    this.#read = read;
  }

  get body(): Stmt[] {
    if (this.#read !== undefined) {
      this.#body = this.#read();
      this.#read = undefined;
    }
    return this.#body;
  }
}

export abstract class Outlines extends Statements {
  /** Characters that may still be outlined; 0: everything is read at once. */
  protected outlinable = 0;
  private isInChain = false;
  /** The last name was a member. */
  private isMember = false;

  /** Outlines the body whose colon is the present token; undefined, and nothing read, where it must be read at once. */
  protected outline(): { readonly outline: Outline; readonly mark: Mark } | undefined {
    if (this.outlinable <= 0 || this.type !== K.COLON || this.depth > 0) return undefined;
    const mark = this.mark();
    const { aside, nesting, problems } = this;
    const known = problems.length;
    this.aside = [];
    const outline = this.outlined(mark.column);
    this.outlinable -= this.start - mark.start;
    const isClean = this.aside.length === 0 && problems.length === known;
    this.aside = aside;
    this.nesting = nesting;
    if (outline !== undefined && isClean) return { outline, mark };
    this.outlinable -= this.start - mark.start;
    problems.length = known;
    this.templateAt = -1;
    this.back(mark);
    return undefined;
  }

  private outlined(outer: number): Outline | undefined {
    const outline: Outline = { names: [], texts: [], imports: [], bound: [], isOdd: false, stores: false };
    this.next();
    if (this.type !== K.NEWLINE) return undefined;
    this.next();
    if (this.type === K.EOF || this.column <= outer) return undefined;
    const seen = new Set<string>();
    const { column } = this;
    try {
      while (this.type !== K.EOF && this.column > outer) {
        // A line further left than the first belongs to no body: where it goes is for the reader to say.
        if (this.column < column || this.column - outer > DEEPEST_COLUMN || !this.outlineLine(outline, seen)) return undefined;
      }
    } catch (error) {
      if (error !== SYNTAX) throw error;
      return undefined;
    }
    return outline;
  }

  /** One logical line; false where it must be read properly. */
  private outlineLine(outline: Outline, seen: Set<string>): boolean {
    // A line that is nothing but a text says nothing.
    const lone = this.type === K.STRING ? this.strings() : undefined;
    if (lone !== undefined && this.type !== K.NEWLINE) addText(outline, lone);
    let before = lone === undefined ? K.NEWLINE : K.STRING;
    let prefixes = 0;
    for (;;) {
      const { type } = this;
      if (type === K.NEWLINE) break;
      if (type === K.EOF) return this.depth === 0;
      if (type === K.BAD || this.depth > MOST_BRACKETS || (this.depth > 0 && K.STARTS_STATEMENT[type] === 1)) return false;
      if (PREFIXES.has(type) && ++prefixes > MOST_PREFIXES) return false;
      before = this.outlineToken(outline, seen, before);
    }
    this.next();
    return true;
  }

  /** Takes note of the present token and goes to the next; returns the kind that it was. */
  private outlineToken(outline: Outline, seen: Set<string>, before: number): number {
    const { type } = this;
    if (type === K.STRING || type === K.TEMPLATE) {
      addText(outline, this.strings());
      return K.STRING;
    }
    if ((type === K.IMPORT || type === K.FROM) && (before === K.NEWLINE || before === K.SEMI || before === K.COLON)) {
      if (type === K.IMPORT) this.imports(outline.imports);
      else this.importsFrom(outline.imports);
      return K.STRING;
    }
    if (type === K.NAME) this.outlineName(outline, seen, before);
    else if (type === K.GLOBAL) outline.isOdd = true;
    else if (this.depth === 0 && (type === K.AUGMENT || (type === K.ASSIGN && (this.isMember || before === K.RSQB)))) outline.stores = true;
    if (type === K.NAME) this.isMember = before === K.DOT;
    this.next();
    return type;
  }

  /** Notes a name, or the next member of the chain that is being read. */
  private outlineName(outline: Outline, seen: Set<string>, before: number): void {
    const { word } = this;
    const { names } = outline;
    const goesOn = this.text.charCodeAt(this.pos) === 46;
    if (MAKER_NAMES.has(word) && this.text.charCodeAt(this.pos) === 40) names.push('', '__builtins__');
    if (before === K.DOT) {
      if (this.isInChain) names.push(word);
      else if (ODD_MEMBERS.has(word)) names.push('', '', word);
      this.isInChain &&= goesOn;
      return;
    }
    this.isInChain = goesOn && word !== 'self';
    if (word === 'self') return;
    if (!goesOn) {
      if (seen.has(word)) return;
      if (SCOPE_NAMES.has(word)) return this.outlineScope(outline);
      if ((word === 'getattr' && this.outlineLookup(names)) || ((word === 'isinstance' || word === 'issubclass') && this.passesTypeTest())) return;
      if (before === K.FOR || before === K.AS || this.isAssigned()) return void outline.bound.push(word);
      seen.add(word);
    }
    names.push('', word);
  }

  /** `globals()`; an element of it by a name made at run time is anything. */
  private outlineScope(outline: Outline): void {
    outline.isOdd = true;
    BY_ANY_NAME.lastIndex = this.pos;
    if (BY_ANY_NAME.test(this.text)) outline.names.push('', '__builtins__');
  }

  /** `getattr(sys, 'frozen')` is `sys.frozen`; the tokens of its brackets are passed over. */
  private outlineLookup(names: string[]): boolean {
    BY_NAME.lastIndex = this.pos;
    const [whole = '', object = '', , property = ''] = BY_NAME.exec(this.text) ?? [];
    if (whole === '') return false;
    names.push('', ...object.split('.'), property);
    this.pos += whole.length;
    this.depth++;
    return true;
  }

  /** `isinstance(x, types.FunctionType)` makes no function. */
  private passesTypeTest(): boolean {
    TYPE_TEST.lastIndex = this.pos;
    const [whole = ''] = TYPE_TEST.exec(this.text) ?? [];
    this.pos += whole.length;
    return whole !== '';
  }

  private isAssigned(): boolean {
    if (this.depth > 0) return false;
    let p = this.pos;
    while (this.text.charCodeAt(p) === 32) p++;
    return this.text.charCodeAt(p) === 61 && this.text.charCodeAt(p + 1) !== 61;
  }
}

function addText({ texts }: Outline, text: Expr): void {
  if (text.kind === 'template' || (text.kind === 'const' && (typeof text.value === 'string' || (text.value instanceof Bytes && text.value.length >= LONG_BYTES)))) texts.push(text);
}
