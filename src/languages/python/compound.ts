/** Reads Python's compound statements: conditions, loops, handlers, definitions. */
import type { ClassNode, Expr, FunctionNode, Outline, Stmt } from '../flow/nodes.ts';
import { OutlinedFunction, Outlines } from './outlines.ts';
import * as K from './token-kinds.ts';
import type { Mark } from './tokens.ts';

/** `elif` in a row that nest in the tree; later ones follow as conditions of their own, which sees more, not less. */
const MOST_BRANCHES = 64;

interface Branch {
  at: number;
  test: Expr;
  body: Stmt[];
}

export abstract class Compound extends Outlines {
  /** The statements of a body that was outlined. */
  protected abstract readLater(mark: Mark, to: number): Stmt[];
  /** A colon and the statements it governs. */
  protected abstract suite(): Stmt[];

  protected statement(body: Stmt[]): void {
    switch (this.type) {
      case K.IF:
        return this.conditionals(body);
      case K.DEF:
        return this.def(body, this.start, [], false);
      case K.CLASS:
        return this.cls(body, this.start, []);
      case K.FOR:
        return this.forLoop(body);
      case K.WHILE:
        return this.whileLoop(body);
      case K.TRY:
        return this.tryBlock(body);
      case K.WITH:
        return this.withBlock(body);
      case K.AT:
        return this.decorated(body);
      case K.NAME:
        if (this.word === 'match' && this.beginsMatch()) return this.match(body);
        if (this.word === 'async' && this.beginsAsync()) return this.async(body, this.start, []);
        return this.simpleLine(body);
      default:
        return this.simpleLine(body);
    }
  }

  private at(type: number, column: number): boolean {
    return this.type === type && this.column === column;
  }

  private orElse(column: number): Stmt[] {
    if (!this.at(K.ELSE, column)) return [];
    this.next();
    return this.suite();
  }

  private conditionals(body: Stmt[]): void {
    const { column } = this;
    const branches: Branch[] = [];
    do {
      const at = this.start;
      this.next();
      const test = this.named();
      branches.push({ at, test, body: this.suite() });
    } while (this.at(K.ELIF, column));
    this.pushBranches(body, branches, this.orElse(column));
  }

  private pushBranches(body: Stmt[], branches: Branch[], last: Stmt[]): void {
    const to = this.last;
    let orelse = last;
    const far = branches.splice(MOST_BRANCHES).map(({ at, test, body: then }): Stmt => ({ kind: 'if', test, then, orelse: [], at, to }));
    if (far.length > 0) orelse = [...far, ...last];
    for (const { at, test, body: then } of branches.reverse()) orelse = [{ kind: 'if', test, then, orelse, at, to }];
    for (const stmt of orelse) body.push(stmt);
  }

  private match(body: Stmt[]): void {
    this.next();
    const subject = this.matchSubject(body);
    const outer = this.column;
    this.expect(K.COLON, 'a colon');
    this.expect(K.NEWLINE, 'a line end');
    const { column } = this;
    const branches: Branch[] = [];
    while (this.type === K.NAME && this.word === 'case' && this.column === column && column > outer) branches.push(this.matchCase(subject));
    this.pushBranches(body, branches, []);
  }

  private matchCase(subject: Expr): Branch {
    const at = this.start;
    this.next();
    const { test, captures } = this.casePattern(subject);
    const tests: Expr[] = test ? [test] : [];
    const isGuarded = this.type === K.IF;
    if (isGuarded) {
      this.next();
      const guard = this.named();
      const assigned = captures.flatMap((capture): Expr[] =>
        capture.kind === 'assign' && capture.targets[0] ? [{ kind: 'assign', target: capture.targets[0], value: capture.value, at: capture.at, to: capture.to }] : [],
      );
      tests.push(assigned.length > 0 ? { kind: 'sequence', items: [...assigned, guard], at: guard.at, to: guard.to } : guard);
    }
    const body = this.suite();
    const [only] = tests;
    const whole: Expr = only && tests.length === 1 ? only : only ? { kind: 'logic', op: '&&', operands: tests, at, to: this.last } : { kind: 'const', value: true, at, to: at };
    return { at, test: whole, body: isGuarded ? body : [...captures, ...body] };
  }

  private beginsAsync(): boolean {
    const mark = this.mark();
    this.next();
    const isAsync = this.type === K.DEF || this.type === K.FOR || this.type === K.WITH;
    this.back(mark);
    return isAsync;
  }

  private async(body: Stmt[], at: number, decorators: Expr[]): void {
    this.next();
    if (this.type === K.DEF) return this.def(body, at, decorators, true);
    return this.statement(body);
  }

  private decorated(body: Stmt[]): void {
    const at = this.start;
    const decorators: Expr[] = [];
    while (this.type === K.AT) {
      this.next();
      decorators.push(this.named());
      this.expect(K.NEWLINE, 'a line end');
    }
    if (this.type === K.DEF) return this.def(body, at, decorators, false);
    if (this.type === K.CLASS) return this.cls(body, at, decorators);
    if (this.type === K.NAME && this.word === 'async' && this.beginsAsync()) return this.async(body, at, decorators);
    for (const decorator of decorators) this.aside.push(decorator);
    return this.fail('a decorator stands before neither function nor class');
  }

  private def(body: Stmt[], at: number, decorators: Expr[], isAsync: boolean): void {
    this.next();
    const name = this.word;
    this.expect(K.NAME, 'the name of a function');
    this.typeParams();
    this.expect(K.LPAR, 'an opening bracket');
    const params = this.params(K.RPAR, false);
    this.expect(K.RPAR, 'a closing bracket');
    if (this.type === K.ARROW) this.hint();
    const outlined = this.outline();
    if (outlined !== undefined) return this.outlinedDef({ name, params, decorators, at, to: this.last }, outlined, isAsync, body);
    const { yields } = this;
    this.yields = false;
    const inner = this.suite();
    const fn: FunctionNode = { name, params, body: inner, decorators, at, to: this.last };
    if (isAsync) fn.isAsync = true;
    if (this.yields) fn.isGenerator = true;
    this.yields = yields;
    body.push({ kind: 'function', fn, at, to: this.last });
  }

  private outlinedDef(head: Pick<FunctionNode, 'name' | 'params' | 'decorators' | 'at' | 'to'>, { outline, mark }: { readonly outline: Outline; readonly mark: Mark }, isAsync: boolean, body: Stmt[]): void {
    const fn = new OutlinedFunction(head, outline, () => this.readLater(mark, head.to));
    if (isAsync) fn.isAsync = true;
    body.push({ kind: 'function', fn, at: head.at, to: head.to });
  }

  private cls(body: Stmt[], at: number, decorators: Expr[]): void {
    this.next();
    const name = this.word;
    this.expect(K.NAME, 'the name of a class');
    this.typeParams();
    const cls: ClassNode = { name, bases: [], keywords: [], body: [], decorators, at, to: at };
    if (this.type === K.LPAR) {
      this.next();
      for (const arg of this.args()) {
        if (arg.name !== undefined || arg.spread === '**') cls.keywords.push(arg);
        else cls.bases.push(arg.spread ? { kind: 'unary', op: '*', operand: arg.value, at: arg.value.at, to: arg.value.to } : arg.value);
      }
    }
    cls.body = this.suite();
    body.push({ kind: 'class', cls: { ...cls, to: this.last }, at, to: this.last });
  }

  private forLoop(body: Stmt[]): void {
    const { start: at, column } = this;
    this.next();
    const target = this.targets();
    this.expect(K.IN, '`in`');
    const iter = this.testlist();
    const inner = this.suite();
    const orelse = this.orElse(column);
    body.push({ kind: 'for', target, iter, body: inner, orelse, at, to: this.last });
  }

  private whileLoop(body: Stmt[]): void {
    const { start: at, column } = this;
    this.next();
    const test = this.named();
    const inner = this.suite();
    const orelse = this.orElse(column);
    body.push({ kind: 'loop', init: [], test, body: inner, orelse, at, to: this.last });
  }

  private tryBlock(body: Stmt[]): void {
    const { start: at, column } = this;
    this.next();
    const inner = this.suite();
    const handlers: { type?: Expr; target?: Expr; body: Stmt[] }[] = [];
    while (this.at(K.EXCEPT, column)) handlers.push(this.handler());
    const orelse = this.orElse(column);
    let final: Stmt[] = [];
    if (this.at(K.FINALLY, column)) {
      this.next();
      final = this.suite();
    }
    body.push({ kind: 'try', body: inner, handlers, orelse, final, at, to: this.last });
  }

  /** `except E as e`, Python 2's `except E, e`, and Python 3.14's `except A, B`, which that looks like. */
  private handler(): { type?: Expr; target?: Expr; body: Stmt[] } {
    this.next();
    if (this.type === K.STAR) this.next();
    if (this.type === K.COLON) return { body: this.suite() };
    const type = this.test();
    const others: Expr[] = [];
    while (this.type === K.COMMA) {
      this.next();
      others.push(this.test());
    }
    let target: Expr | undefined;
    if (this.type === K.AS) {
      this.next();
      target = this.targets();
    }
    const [second] = others;
    if (!target && second && others.length === 1 && !(second.kind === 'name' && /^[A-Z]/.test(second.name))) return { type, target: second, body: this.suite() };
    const types: Expr = second ? { kind: 'list', type: 'tuple', items: [type, ...others], at: type.at, to: this.last } : type;
    return { type: types, ...(target && { target }), body: this.suite() };
  }

  private withBlock(body: Stmt[]): void {
    const at = this.start;
    this.next();
    const isBracketed = this.type === K.LPAR && this.isBracketedWith();
    if (isBracketed) this.next();
    const items: { value: Expr; target?: Expr }[] = [];
    while (this.type !== K.RPAR) {
      const value = this.type === K.YIELD ? this.yielded() : this.starOrNamed();
      if (this.type === K.AS) {
        this.next();
        items.push({ value, target: this.type === K.STAR ? this.starred() : this.binary(K.BITWISE) });
      } else items.push({ value });
      if (this.type !== K.COMMA) break;
      this.next();
    }
    if (isBracketed) this.expect(K.RPAR, 'a closing bracket');
    const inner = this.suite();
    body.push({ kind: 'with', items, body: inner, at, to: this.last });
  }

  /** Whether the bracket here closes right before the colon, and so holds all items of `with`. */
  private isBracketedWith(): boolean {
    const mark = this.mark();
    const { depth } = this;
    this.plain = true;
    let holdsFor = false;
    while (this.type !== K.EOF && this.type !== K.NEWLINE && this.depth >= depth) {
      this.next();
      if (K.STARTS_STATEMENT[this.type] === 1) break;
      if (this.type === K.FOR && this.depth === depth) holdsFor = true;
    }
    this.next();
    const isBracketed = this.type === K.COLON && !holdsFor;
    this.plain = false;
    this.back(mark);
    return isBracketed;
  }
}
