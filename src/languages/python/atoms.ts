/** Reads Python's operands: names, literals, brackets of every kind, and the members, calls and subscripts after them. */
import type { Arg, Expr, Pattern } from '../flow/nodes.ts';
import { numberValue } from './literals.ts';
import { Strings } from './strings.ts';
import * as K from './token-kinds.ts';

/** Members and calls in a row before the tree is cut; CPython's compiler stops at some thousands. */
const MOST_LINKS = 1000;

type ComprehensionType = 'list' | 'set' | 'dict' | 'generator';
type Clause = { target: Pattern; iter: Expr; tests: Expr[] };

export abstract class Atoms extends Strings {
  protected abstract testlist(): Expr;
  protected abstract testlistOrYield(): Expr;
  protected abstract starOrNamed(): Expr;
  protected abstract named(): Expr;
  protected abstract binary(strength: number): Expr;

  protected startsExpression(): boolean {
    const { type } = this;
    if (type <= K.TEMPLATE) return type >= K.NAME;
    return (
      type === K.LPAR || type === K.LSQB || type === K.LBRACE || type === K.MINUS || type === K.PLUS || type === K.TILDE || type === K.STAR || type === K.NOT ||
      type === K.ELLIPSIS || type === K.BACKQUOTE || type === K.LAMBDA || (type >= K.YIELD && type <= K.NONE)
    );
  }

  /** Members, calls and subscripts after an operand. */
  protected postfix(base: Expr, at: number): Expr {
    let left = base;
    let links = 0;
    for (;;) {
      const { type } = this;
      if (type === K.DOT) {
        this.next();
        if (this.word === '' || (this.type !== K.NAME && this.type < K.OR)) this.fail('the name of a member is missing');
        const property = this.word;
        this.next();
        left = { kind: 'member', object: left, property, at, to: this.last };
      } else if (type === K.LPAR) {
        this.next();
        const args = this.args();
        this.calls++;
        left = { kind: 'call', callee: left, args, at, to: this.last };
      } else if (type === K.LSQB) left = this.subscript(left, at);
      else return left;
      if (++links >= MOST_LINKS) {
        links = 0;
        this.note(at, 'a chain of members and calls longer than any interpreter takes');
        this.aside.push(left);
        left = { kind: 'opaque', at, to: this.last };
      }
    }
  }

  /** Arguments up to and with the closing bracket. */
  protected args(): Arg[] {
    const args: Arg[] = [];
    while (this.type !== K.RPAR) {
      args.push(this.arg());
      if (this.type !== K.COMMA) break;
      this.next();
    }
    this.expect(K.RPAR, 'a closing bracket');
    return args;
  }

  private arg(): Arg {
    const { type, start } = this;
    if (type === K.STAR || type === K.DSTAR) {
      this.next();
      return { value: this.test(), spread: type === K.STAR ? '*' : '**' };
    }
    const value = this.named();
    if (this.type === K.ASSIGN && value.kind === 'name') {
      this.next();
      return { name: value.name, value: this.test() };
    }
    return { value: this.startsComprehension() ? this.comprehension('generator', undefined, value, start) : value };
  }

  private subscript(object: Expr, at: number): Expr {
    this.next();
    const first = this.type === K.RSQB ? this.fail('a subscript is missing') : this.subscriptItem(object, at);
    if (this.type !== K.COMMA) {
      this.expect(K.RSQB, 'a closing bracket');
      const to = this.last;
      return first.kind === 'slice' && first.object === object ? { ...first, to } : { kind: 'index', object, index: first, at, to };
    }
    const items = [first];
    while (this.type === K.COMMA) {
      this.next();
      if (this.type === K.RSQB) break;
      items.push(this.subscriptItem(object, at));
    }
    this.expect(K.RSQB, 'a closing bracket');
    const bounds = items.flatMap((item) => (item.kind === 'slice' && item.object === object ? [item.from, item.until, item.step].filter((bound) => bound !== undefined) : [item]));
    const index: Expr = { kind: 'list', type: 'tuple', items: bounds, at: first.at, to: this.last };
    return { kind: 'index', object, index, at, to: this.last };
  }

  private subscriptItem(object: Expr, at: number): Expr {
    const from = this.type === K.COLON ? undefined : this.starOrNamed();
    if (this.type !== K.COLON) return from ?? this.fail('a subscript is missing');
    this.next();
    const until = this.bound();
    let step: Expr | undefined;
    if (this.type === K.COLON) {
      this.next();
      step = this.bound();
    }
    return { kind: 'slice', object, ...(from && { from }), ...(until && { until }), ...(step && { step }), at, to: this.last };
  }

  private bound(): Expr | undefined {
    return this.startsExpression() ? this.named() : undefined;
  }

  protected startsComprehension(): boolean {
    return this.type === K.FOR || (this.type === K.NAME && this.word === 'async');
  }

  protected comprehension(type: ComprehensionType, key: Expr | undefined, value: Expr, at: number): Expr {
    const clauses: Clause[] = [];
    while (this.startsComprehension()) {
      if (this.type === K.NAME) this.next();
      this.expect(K.FOR, '`for`');
      const target = this.targets();
      this.expect(K.IN, '`in`');
      const clause: Clause = { target, iter: this.iterated(type), tests: [] };
      while (this.type === K.IF) {
        this.next();
        clause.tests.push(this.condition());
      }
      clauses.push(clause);
    }
    return { kind: 'comprehension', type, ...(key && { key }), value, clauses, at, to: this.last };
  }

  private condition(): Expr {
    const at = this.start;
    const value = this.type === K.LAMBDA ? this.test() : this.binary(K.OR_STRENGTH);
    if (this.type !== K.WALRUS) return value;
    this.next();
    return { kind: 'assign', target: value, value: this.test(), at, to: this.last };
  }

  /** Python 2 lets a list comprehension run over `1, 2, 3` without brackets. */
  private iterated(type: ComprehensionType): Expr {
    const at = this.start;
    const first = this.binary(K.OR_STRENGTH);
    if (type !== 'list' || this.type !== K.COMMA) return first;
    const items = [first];
    while (this.type === K.COMMA) {
      this.next();
      if (!this.startsExpression()) break;
      items.push(this.binary(K.OR_STRENGTH));
    }
    return { kind: 'list', type: 'tuple', items, at, to: this.last };
  }

  /** What a loop assigns to: operators weaker than `|` end it, so that `in` does. */
  protected targets(): Pattern {
    const at = this.start;
    const first = this.type === K.STAR ? this.starred() : this.binary(K.BITWISE);
    if (this.type !== K.COMMA) return first;
    const items = [first];
    while (this.type === K.COMMA) {
      this.next();
      if (!this.startsExpression()) break;
      items.push(this.type === K.STAR ? this.starred() : this.binary(K.BITWISE));
    }
    return { kind: 'list', type: 'tuple', items, at, to: this.last };
  }

  protected atom(): Expr {
    const at = this.start;
    switch (this.type) {
      case K.NAME: {
        const name = this.word;
        this.next();
        return { kind: 'name', name, at, to: this.last };
      }
      case K.STRING:
      case K.TEMPLATE:
        return this.strings();
      case K.NUMBER:
        return this.number();
      case K.LPAR:
        return this.parenthesised();
      case K.LSQB:
        return this.bracketed();
      case K.LBRACE:
        return this.braced();
      case K.BACKQUOTE:
        return this.quotedBack();
      case K.NONE:
        return this.constant(null);
      case K.TRUE:
        return this.constant(true);
      case K.FALSE:
        return this.constant(false);
      case K.ELLIPSIS:
        this.next();
        return { kind: 'name', name: 'Ellipsis', at, to: this.last };
      default:
        return this.fail('an expression is missing');
    }
  }

  private constant(value: boolean | null): Expr {
    const at = this.start;
    this.next();
    return { kind: 'const', value, at, to: this.last };
  }

  private number(): Expr {
    const at = this.start;
    const value = numberValue(this.text.slice(at, this.pos));
    this.next();
    return value === undefined ? { kind: 'opaque', at, to: this.last } : { kind: 'const', value, at, to: this.last };
  }

  /** Backquotes are Python 2's `repr`. */
  private quotedBack(): Expr {
    const at = this.start;
    this.next();
    const value = this.testlist();
    this.expect(K.BACKQUOTE, 'a closing backquote');
    this.calls++;
    return { kind: 'call', callee: { kind: 'name', name: 'repr', at, to: at + 1 }, args: [{ value }], at, to: this.last };
  }

  private parenthesised(): Expr {
    const at = this.start;
    this.next();
    if (this.type === K.RPAR) {
      this.next();
      return { kind: 'list', type: 'tuple', items: [], at, to: this.last };
    }
    const inner = this.start;
    let value = this.testlistOrYield();
    if (this.startsComprehension()) value = this.comprehension('generator', undefined, value, at);
    const isTuple = value.kind === 'list' && value.type === 'tuple' && value.at === inner;
    this.expect(K.RPAR, 'a closing bracket');
    return isTuple || value.kind === 'comprehension' ? { ...value, at, to: this.last } : value;
  }

  private bracketed(): Expr {
    const at = this.start;
    this.next();
    const items = this.elements(K.RSQB);
    const [first] = items;
    if (first && items.length === 1 && this.startsComprehension()) {
      const value = this.comprehension('list', undefined, first, at);
      this.expect(K.RSQB, 'a closing bracket');
      return { ...value, to: this.last };
    }
    this.expect(K.RSQB, 'a closing bracket');
    return { kind: 'list', type: 'list', items, at, to: this.last };
  }

  private elements(closing: number): Expr[] {
    const items: Expr[] = [];
    while (this.type !== closing) {
      items.push(this.starOrNamed());
      if (this.type !== K.COMMA) break;
      this.next();
    }
    return items;
  }

  /** A dict or a set. */
  private braced(): Expr {
    const at = this.start;
    this.next();
    if (this.type === K.RBRACE || this.type === K.DSTAR) return this.dict(at, undefined);
    const first = this.starOrNamed();
    if (this.type === K.COLON) return this.dict(at, first);
    if (this.startsComprehension()) {
      const value = this.comprehension('set', undefined, first, at);
      this.expect(K.RBRACE, 'a closing brace');
      return { ...value, to: this.last };
    }
    const items = [first];
    if (this.type === K.COMMA) {
      this.next();
      for (const item of this.elements(K.RBRACE)) items.push(item);
    }
    this.expect(K.RBRACE, 'a closing brace');
    return { kind: 'list', type: 'set', items, at, to: this.last };
  }

  /** The rest of a dict whose first key has been read, if it has one. */
  private dict(at: number, firstKey: Expr | undefined): Expr {
    const entries: { key?: Expr; value: Expr }[] = [];
    let key = firstKey;
    while (key || this.type !== K.RBRACE) {
      if (!key && this.type === K.DSTAR) {
        this.next();
        entries.push({ value: this.binary(K.BITWISE) });
      } else {
        key ??= this.named();
        this.expect(K.COLON, 'a colon');
        const value = this.named();
        if (entries.length === 0 && this.startsComprehension()) {
          const made = this.comprehension('dict', key, value, at);
          this.expect(K.RBRACE, 'a closing brace');
          return { ...made, to: this.last };
        }
        entries.push({ key, value });
      }
      key = undefined;
      if (this.type !== K.COMMA) break;
      this.next();
    }
    this.expect(K.RBRACE, 'a closing brace');
    return { kind: 'dict', entries, at, to: this.last };
  }
}
