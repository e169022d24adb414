/** Reads Python's simple statements, those of Python 2 too (`print x`, `exec code in scope`, `raise E, message`). */
import type { Arg, Expr, ImportName, Param, Stmt } from '../flow/nodes.ts';
import { Patterns } from './patterns.ts';
import * as K from './token-kinds.ts';

export abstract class Statements extends Patterns {
  /** Reads simple statements up to the end of the line. */
  protected simpleLine(body: Stmt[]): void {
    for (;;) {
      this.simple(body);
      if (this.type !== K.SEMI) break;
      this.next();
      if (this.type === K.NEWLINE || this.type === K.EOF) break;
    }
    if (this.type === K.EOF) return;
    if (this.type !== K.NEWLINE) this.fail('the statement goes on where it should end');
    this.next();
  }

  private simple(body: Stmt[]): void {
    switch (this.type) {
      case K.RETURN:
        return this.returned(body);
      case K.IMPORT:
        return this.imports(body);
      case K.FROM:
        return this.importsFrom(body);
      case K.RAISE:
        return this.raised(body);
      case K.ASSERT:
        return this.asserted(body);
      case K.DEL:
        return this.deleted(body);
      case K.GLOBAL:
        return this.scoped(body, 'global');
      case K.PASS:
        return this.next();
      case K.BREAK:
      case K.CONTINUE: {
        const at = this.start;
        const kind = this.type === K.BREAK ? 'break' : 'continue';
        this.next();
        body.push({ kind, at, to: this.last });
        return;
      }
      case K.NAME:
        if (K.SOFT_KEYWORDS.has(this.word) && this.soft(body)) return;
        return this.expressionOrAssignment(body);
      default:
        return this.expressionOrAssignment(body);
    }
  }

  private expressionOrAssignment(body: Stmt[]): void {
    const at = this.start;
    const first = this.testlistOrYield();
    if (this.type === K.ASSIGN) return this.assignment(body, first, at);
    if (this.type === K.AUGMENT) {
      const op = this.word;
      this.next();
      const value = this.testlistOrYield();
      body.push({ kind: 'assign', targets: [first], op, value, at, to: this.last });
      return;
    }
    if (this.type === K.COLON) return this.annotated(body, first, at);
    body.push({ kind: 'expr', value: first, at, to: this.last });
  }

  private assignment(body: Stmt[], first: Expr, at: number): void {
    const targets: Expr[] = [];
    let value = first;
    while (this.type === K.ASSIGN) {
      targets.push(value);
      this.next();
      value = this.testlistOrYield();
    }
    body.push({ kind: 'assign', targets, value, at, to: this.last });
  }

  private annotated(body: Stmt[], target: Expr, at: number): void {
    this.hint();
    if (this.type !== K.ASSIGN) return;
    this.next();
    const value = this.testlistOrYield();
    body.push({ kind: 'assign', targets: [target], value, at, to: this.last });
  }

  /** A type hint after its colon or arrow: dropped unless it calls something, for hints are computed when they are met. */
  protected hint(): void {
    this.next();
    const { calls } = this;
    const value = this.starOrNamed();
    if (this.calls > calls) this.aside.push(value);
  }

  private returned(body: Stmt[]): void {
    const at = this.start;
    this.next();
    if (!this.startsExpression()) {
      body.push({ kind: 'return', at, to: this.last });
      return;
    }
    const value = this.testlist();
    body.push({ kind: 'return', value, at, to: this.last });
  }

  private raised(body: Stmt[]): void {
    const at = this.start;
    this.next();
    if (!this.startsExpression()) {
      body.push({ kind: 'throw', at, to: this.last });
      return;
    }
    let value = this.test();
    const more: Expr[] = [];
    while (this.type === K.COMMA || this.type === K.FROM) {
      const isCause = this.type === K.FROM;
      this.next();
      const part = this.test();
      // A plain name, or None, as the cause does nothing.
      if (isCause && part.kind !== 'name' && part.kind !== 'const') value = { kind: 'sequence', items: [part, value], at: part.at, to: value.to };
      if (!isCause) more.push(part);
    }
    const [message, trace] = more;
    if (message) value = { kind: 'call', callee: value, args: [{ value: message }], at: value.at, to: message.to };
    if (trace && trace.kind !== 'name') this.aside.push(trace);
    body.push({ kind: 'throw', value, at, to: this.last });
  }

  /** An assertion is a condition that throws its message. */
  private asserted(body: Stmt[]): void {
    const at = this.start;
    this.next();
    const operand = this.named();
    let message: Expr | undefined;
    if (this.type === K.COMMA) {
      this.next();
      message = this.test();
    }
    const to = this.last;
    const thrown: Stmt = { kind: 'throw', ...(message && { value: message }), at, to };
    body.push({ kind: 'if', test: { kind: 'unary', op: 'not', operand, at, to }, then: [thrown], orelse: [], at, to });
  }

  private deleted(body: Stmt[]): void {
    const at = this.start;
    this.next();
    const targets = this.testlist();
    body.push({ kind: 'delete', targets: targets.kind === 'list' && targets.type === 'tuple' ? targets.items : [targets], at, to: this.last });
  }

  private scoped(body: Stmt[], how: 'global' | 'nonlocal'): void {
    const at = this.start;
    const names: string[] = [];
    do {
      this.next();
      names.push(this.word);
      this.expect(K.NAME, 'a name');
    } while (this.type === K.COMMA);
    body.push({ kind: 'scope', how, names, at, to: this.last });
  }

  protected imports(body: Stmt[]): void {
    const at = this.start;
    do {
      this.next();
      const module = this.dotted();
      const as = this.alias();
      body.push({ kind: 'import', module, level: 0, names: [], ...(as !== undefined && { as }), at, to: this.last });
    } while (this.type === K.COMMA);
  }

  private dotted(): string {
    let path = this.word;
    this.expect(K.NAME, 'the name of a module');
    while (this.type === K.DOT) {
      this.next();
      path += `.${this.word}`;
      this.expect(K.NAME, 'the name of a module');
    }
    return path;
  }

  private alias(): string | undefined {
    if (this.type !== K.AS) return undefined;
    this.next();
    const name = this.word;
    this.expect(K.NAME, 'a name');
    return name;
  }

  protected importsFrom(body: Stmt[]): void {
    const at = this.start;
    this.next();
    let level = 0;
    while (this.type === K.DOT || this.type === K.ELLIPSIS) {
      level += this.type === K.DOT ? 1 : 3;
      this.next();
    }
    const module = level > 0 && this.type === K.IMPORT ? '' : this.dotted();
    this.expect(K.IMPORT, '`import`');
    const names = this.importNames();
    body.push({ kind: 'import', module, level, names, at, to: this.last });
  }

  private importNames(): ImportName[] {
    if (this.type === K.STAR) {
      this.next();
      return [{ name: '*', as: '*' }];
    }
    const names: ImportName[] = [];
    const isBracketed = this.type === K.LPAR;
    if (isBracketed) this.next();
    while (this.type === K.NAME) {
      const name = this.word;
      this.next();
      names.push({ name, as: this.alias() ?? name });
      if (this.type !== K.COMMA) break;
      this.next();
    }
    if (isBracketed) this.expect(K.RPAR, 'a closing bracket');
    else if (names.length === 0) this.fail('the imported name is missing');
    return names;
  }

  /** Tries the words that are keywords only here and there; false where it is a plain name after all. */
  private soft(body: Stmt[]): boolean {
    const { word } = this;
    const at = this.start;
    const mark = this.mark();
    this.next();
    if (word === 'nonlocal' && this.type === K.NAME) {
      this.back(mark);
      this.scoped(body, 'nonlocal');
      return true;
    }
    if (word === 'print' && this.isPrinted(mark.pos)) {
      this.printed(body, at, mark.pos);
      return true;
    }
    if (word === 'exec' && this.isPrinted(mark.pos) && this.type !== K.RSHIFT) {
      this.executed(body, at, mark.pos);
      return true;
    }
    if (word === 'type' && this.type === K.NAME) {
      this.typeAlias(body, at);
      return true;
    }
    this.back(mark);
    return false;
  }

  /** Whether what follows `print` or `exec` makes it Python 2's statement. */
  private isPrinted(wordEnd: number): boolean {
    const { type } = this;
    if (type === K.RSHIFT) return true;
    if (type === K.LPAR || type === K.STAR) return false;
    if (type === K.LSQB || type === K.MINUS || type === K.PLUS) return this.start > wordEnd && this.text.charCodeAt(this.pos) !== 32;
    return this.startsExpression();
  }

  private printed(body: Stmt[], at: number, wordEnd: number): void {
    const args: Arg[] = [];
    const isRedirected = this.type === K.RSHIFT;
    let file: Arg | undefined;
    if (isRedirected) {
      this.next();
      file = { name: 'file', value: this.test() };
      if (this.type === K.COMMA) this.next();
    }
    while (this.startsExpression()) {
      args.push({ value: this.test() });
      if (this.type !== K.COMMA) break;
      this.next();
    }
    if (file) args.push(file);
    this.pushCall(body, 'print', args, at, wordEnd);
  }

  /** `exec code in globals, locals`. */
  private executed(body: Stmt[], at: number, wordEnd: number): void {
    const args: Arg[] = [{ value: this.binary(K.BITWISE) }];
    while (this.type === K.IN || this.type === K.COMMA) {
      this.next();
      args.push({ value: this.test() });
    }
    this.pushCall(body, 'exec', args, at, wordEnd);
  }

  private pushCall(body: Stmt[], name: string, args: Arg[], at: number, nameEnd: number): void {
    this.calls++;
    const to = this.last;
    body.push({ kind: 'expr', value: { kind: 'call', callee: { kind: 'name', name, at, to: nameEnd }, args, at, to }, at, to });
  }

  /** `type Name[T] = value` (PEP 695). */
  private typeAlias(body: Stmt[], at: number): void {
    const target: Expr = { kind: 'name', name: this.word, at: this.start, to: this.pos };
    this.next();
    this.typeParams();
    this.expect(K.ASSIGN, 'the sign `=`');
    const value = this.test();
    body.push({ kind: 'assign', targets: [target], value, at, to: this.last });
  }

  /** `[T: bound = default, *Ts, **P]`: of no meaning here, except for the calls in it. */
  protected typeParams(): void {
    if (this.type !== K.LSQB) return;
    this.next();
    while (this.type !== K.RSQB) {
      if (this.type === K.STAR || this.type === K.DSTAR) this.next();
      this.expect(K.NAME, 'the name of a type parameter');
      if (this.type === K.COLON) this.hint();
      if (this.type === K.ASSIGN) this.hint();
      if (this.type !== K.COMMA) break;
      this.next();
    }
    this.expect(K.RSQB, 'a closing bracket');
  }

  /** Parameters up to the closing token, which is left. */
  protected params(closing: number, isLambda: boolean): Param[] {
    const params: Param[] = [];
    while (this.type !== closing) {
      const param = this.param(isLambda);
      if (param) params.push(param);
      if (this.type !== K.COMMA) break;
      this.next();
    }
    return params;
  }

  /** One parameter; none where it is the mark `/` or `*`. */
  private param(isLambda: boolean): Param | undefined {
    if (this.type === K.SLASH) {
      this.next();
      return undefined;
    }
    const rest = this.type === K.STAR ? '*' : this.type === K.DSTAR ? '**' : undefined;
    if (rest) {
      this.next();
      if (this.type === K.COMMA) return undefined;
    }
    const target = this.paramTarget();
    if (!isLambda && this.type === K.COLON) this.hint();
    if (this.type !== K.ASSIGN) return rest ? { target, rest } : { target };
    this.next();
    return { target, default: this.test() };
  }

  /** A name, or in Python 2 a tuple of them. */
  private paramTarget(): Expr {
    const at = this.start;
    if (this.type === K.LPAR) return this.targets();
    const name = this.word;
    this.expect(K.NAME, 'the name of a parameter');
    return { kind: 'name', name, at, to: this.last };
  }
}
