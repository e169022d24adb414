/**
 * Python to the common tree, for every version from 2.7 to 3.14 at once: what two versions read differently is read the way that runs more.
 * Never throws: a statement that can't be read is noted and reading goes on at the next. Grammar: docs.python.org/3/reference/grammar.html
 */
import type { ClassNode, Expr, FunctionNode, Module, Stmt } from '../flow/nodes.ts';
import { Statements } from './statements.ts';
import { SYNTAX } from './strings.ts';
import * as K from './token-kinds.ts';

/** CPython's own limit of nested blocks. */
const MOST_BLOCKS = 100;
/** `elif` in a row that nest in the tree; later ones follow as conditions of their own, which sees more, not less. */
const MOST_BRANCHES = 64;

/** The tree of a Python text; problems tell what was skipped. Takes linear time and bounded stack for any text. */
export function parsePython(text: string): Module {
  return new Parser(text).module();
}

/** Statements that may fail. Such a text is not Python, and no interpreter runs it. */
const MOST_FAILURES = 20_000;

interface Branch {
  at: number;
  test: Expr;
  body: Stmt[];
}

class Parser extends Statements {
  private blocks = 0;
  private failures = 0;
  /** Characters that may still be read a second time after an error; keeps hostile text from costing quadratic time. */
  private rereads = this.length * 4 + 1000;

  module(): Module {
    this.next();
    const body: Stmt[] = [];
    this.lines(0, body);
    if (this.failures < MOST_FAILURES) return { body, problems: this.problems };
    return { body, problems: this.problems, partial: true };
  }

  /** Statements at the given column or deeper. */
  private lines(column: number, body: Stmt[]): void {
    while (this.type !== K.EOF && this.column >= column) {
      if (this.column > column) this.note(this.start, 'unexpected indentation');
      this.guarded(body, () => this.statement(body));
    }
  }

  /** Reads a statement, and finds the next where that fails. */
  private guarded(body: Stmt[], attempt: () => void): void {
    const { start, column, nesting, yields } = this;
    const before = body.length;
    try {
      attempt();
    } catch (error) {
      if (error !== SYNTAX) throw error;
      if (++this.failures >= MOST_FAILURES) return this.stop();
      this.nesting = nesting;
      this.yields ||= yields;
      this.plain = true;
      this.recover(start, column);
      this.plain = false;
    }
    if (this.aside.length === 0) return;
    const read = body.splice(before);
    for (const value of this.aside) body.push({ kind: 'expr', value, at: value.at, to: value.to });
    for (const stmt of read) body.push(stmt);
    this.aside = [];
  }

  /** Skips to the next statement: past the logical line where its brackets close, else to the line after the statement's first. */
  private recover(start: number, column: number): void {
    const failedAt = this.start;
    if (this.templateAt >= 0) this.leaveTemplate();
    while (this.type !== K.EOF && this.type !== K.NEWLINE) {
      if (this.depth > 0 && ((K.STARTS_STATEMENT[this.type] === 1 && this.beginsLine(column)) || this.start - failedAt > this.rereads)) break;
      this.next();
    }
    if (this.type === K.NEWLINE) return this.next();
    if (this.depth === 0) return;
    const again = this.nextLine(start);
    this.rereads -= Math.max(this.start, failedAt) - again;
    this.resumeAt(this.rereads > 0 ? again : Math.max(again, this.nextLine(failedAt)));
  }

  /** Leaves the rest of the text unread. */
  private stop(): void {
    this.problems.push({ at: this.start, why: 'so much can\'t be read that the rest was not tried' });
    this.type = K.EOF;
    this.pos = this.length;
  }

  /** Goes to the end of the f-string that failed, read as a plain string. */
  private leaveTemplate(): void {
    if (this.rereads > 0) {
      this.rereads -= this.start - this.templateAt;
      this.pos = this.templateAt;
      this.next();
    }
    this.templateAt = -1;
  }

  /** Whether the present token is the first of its line, at the column or before it. */
  private beginsLine(column: number): boolean {
    let p = this.start - 1;
    while (p >= 0 && this.start - p <= column + 1) {
      const code = this.text.charCodeAt(p);
      if (code === 10 || code === 13) return true;
      if (code !== 32 && code !== 9) return false;
      p--;
    }
    return p < 0;
  }

  private statement(body: Stmt[]): void {
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

  /** A colon and the statements it governs. */
  private suite(): Stmt[] {
    this.expect(K.COLON, 'a colon');
    return this.governed();
  }

  private governed(): Stmt[] {
    const body: Stmt[] = [];
    const { aside, column } = this;
    this.aside = [];
    if (this.type !== K.NEWLINE) this.guarded(body, () => this.simpleLine(body));
    else {
      this.next();
      if (this.type === K.EOF || this.column <= column) this.note(this.start, 'an indented block is missing');
      else if (this.blocks >= MOST_BLOCKS) this.skipBlock(column, body);
      else {
        this.blocks++;
        this.lines(this.column, body);
        this.blocks--;
      }
    }
    this.aside = aside;
    return body;
  }

  private skipBlock(column: number, body: Stmt[]): void {
    const at = this.start;
    this.note(at, 'nested too deeply');
    this.plain = true;
    while (this.type !== K.EOF && this.column > column) {
      while (this.type !== K.NEWLINE && this.type !== K.EOF) this.next();
      this.next();
    }
    this.plain = false;
    body.push({ kind: 'expr', value: { kind: 'opaque', at, to: this.last }, at, to: this.last });
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
    const { yields } = this;
    this.yields = false;
    const inner = this.suite();
    const fn: FunctionNode = { name, params, body: inner, decorators, at, to: this.last };
    if (isAsync) fn.isAsync = true;
    if (this.yields) fn.isGenerator = true;
    this.yields = yields;
    body.push({ kind: 'function', fn, at, to: this.last });
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
