/** Reads Python's expressions. Long runs (operators, members, calls, elements) are read in loops, so only nesting can recurse, and that is bounded. */
import type { Expr, Param } from '../flow/nodes.ts';
import { Atoms } from './atoms.ts';
import { MOST_NESTING } from './strings.ts';
import * as K from './token-kinds.ts';

/** Conditionals in a row that nest in the tree; those beyond are put aside. */
const MOST_CHOICES = 150;

export abstract class Expressions extends Atoms {
  /** Whether a `yield` was met in the function being read. */
  protected yields = false;

  protected abstract params(closing: number, isLambda: boolean): Param[];

  /** Expressions with commas between make a tuple; stars allowed. */
  protected testlist(): Expr {
    const at = this.start;
    const first = this.starOrNamed();
    if (this.type !== K.COMMA) return first;
    const items = [first];
    while (this.type === K.COMMA) {
      this.next();
      if (!this.startsExpression()) break;
      items.push(this.starOrNamed());
    }
    return { kind: 'list', type: 'tuple', items, at, to: this.last };
  }

  protected testlistOrYield(): Expr {
    return this.type === K.YIELD ? this.yielded() : this.testlist();
  }

  protected starOrNamed(): Expr {
    return this.type === K.STAR ? this.starred() : this.named();
  }

  protected starred(): Expr {
    const at = this.start;
    this.next();
    const operand = this.binary(K.BITWISE);
    return { kind: 'unary', op: '*', operand, at, to: this.last };
  }

  protected named(): Expr {
    const value = this.test();
    if (this.type !== K.WALRUS) return value;
    this.next();
    const assigned = this.test();
    return { kind: 'assign', target: value, value: assigned, at: value.at, to: this.last };
  }

  protected yielded(): Expr {
    const at = this.start;
    this.yields = true;
    this.next();
    if (this.type === K.FROM) {
      this.next();
      const value = this.test();
      return { kind: 'yield', value, from: true, at, to: this.last };
    }
    if (!this.startsExpression()) return { kind: 'yield', at, to: this.last };
    const value = this.testlist();
    return { kind: 'yield', value, at, to: this.last };
  }

  /** A conditional, a lambda or anything simpler. */
  protected test(): Expr {
    if (this.nesting >= MOST_NESTING) return this.tooDeep();
    this.nesting++;
    const value = this.type === K.LAMBDA ? this.lambda() : this.conditional();
    this.nesting--;
    return value;
  }

  private conditional(): Expr {
    const first = this.binary(K.OR_STRENGTH);
    if (this.type !== K.IF) return first;
    const branches: { then: Expr; test: Expr }[] = [];
    let orelse = first;
    while (this.type === K.IF) {
      this.next();
      const test = this.binary(K.OR_STRENGTH);
      branches.push({ then: orelse, test });
      this.expect(K.ELSE, '`else`');
      orelse = this.type === K.LAMBDA ? this.test() : this.binary(K.OR_STRENGTH);
    }
    const to = this.last;
    for (const far of branches.splice(MOST_CHOICES)) this.aside.push(far.test, far.then);
    for (const { then, test } of branches.reverse()) orelse = { kind: 'choice', test, then, orelse, at: then.at, to };
    return orelse;
  }

  /** Skips what nests too deeply, up to the bracket or comma that ends it. */
  private tooDeep(): Expr {
    const at = this.start;
    this.note(at, 'nested too deeply');
    if (this.templateAt >= 0) this.fail('nested too deeply');
    const { depth, type } = this;
    // An opening bracket here has been counted already.
    const base = type === K.LPAR || type === K.LSQB || type === K.LBRACE ? depth - 1 : depth;
    this.plain = true;
    for (;;) {
      this.next();
      if (this.type === K.EOF || this.type === K.NEWLINE) break;
      if (this.depth < base || (this.depth === base && this.type === K.COMMA)) break;
    }
    this.plain = false;
    if (this.type === K.EOF) this.fail('a bracket is not closed');
    return { kind: 'opaque', at, to: this.last };
  }

  private lambda(): Expr {
    const at = this.start;
    const { yields } = this;
    this.yields = false;
    this.next();
    const params = this.params(K.COLON, true);
    this.expect(K.COLON, 'the colon of a lambda');
    const value = this.test();
    const isGenerator = this.yields;
    this.yields = yields;
    const to = this.last;
    const fn = { name: '<lambda>', params, body: [{ kind: 'return' as const, value, at: value.at, to: value.to }], decorators: [], at, to };
    return { kind: 'function', fn: isGenerator ? { ...fn, isGenerator } : fn, at, to };
  }

  /** Operators at least as strong as `strength`. A run of one precedence becomes one node. */
  protected binary(strength: number): Expr {
    const at = this.start;
    let left = this.type === K.NOT ? this.negation() : this.unary();
    for (;;) {
      const level = K.PRECEDENCE[this.type] ?? 0;
      if (level === 0 || level < strength) return left;
      left = level < K.NOT_STRENGTH ? this.logic(left, level, at) : this.chain(left, level, at);
    }
  }

  private negation(): Expr {
    const at = this.start;
    this.next();
    if (this.nesting >= MOST_NESTING) return this.tooDeep();
    this.nesting++;
    const operand = this.binary(K.NOT_STRENGTH);
    this.nesting--;
    return { kind: 'unary', op: 'not', operand, at, to: this.last };
  }

  private logic(left: Expr, level: number, at: number): Expr {
    const operands = [left];
    const { type } = this;
    while (this.type === type) {
      this.next();
      operands.push(this.type === K.LAMBDA ? this.test() : this.binary(level + 1));
    }
    return { kind: 'logic', op: type === K.OR ? '||' : '&&', operands, at, to: this.last };
  }

  private chain(left: Expr, level: number, at: number): Expr {
    const operands = [left];
    const ops: string[] = [];
    while (K.PRECEDENCE[this.type] === level) {
      ops.push(this.operator());
      operands.push(this.binary(level + 1));
    }
    return { kind: 'chain', ops, operands, at, to: this.last };
  }

  private operator(): string {
    const { type } = this;
    this.next();
    if (type === K.NOT) this.expect(K.IN, '`in`');
    if (type === K.IS && this.type === K.NOT) {
      this.next();
      return 'is not';
    }
    return K.SPELLING[type] ?? '';
  }

  private unary(): Expr {
    const { type } = this;
    if (type !== K.MINUS && type !== K.PLUS && type !== K.TILDE) return this.power();
    const signs: { op: string; at: number }[] = [];
    while (this.type === K.MINUS || this.type === K.PLUS || this.type === K.TILDE) {
      signs.push({ op: K.SPELLING[this.type] ?? '', at: this.start });
      this.next();
    }
    let operand = this.type === K.NOT ? this.negation() : this.power();
    const to = this.last;
    if (signs.length > MOST_NESTING) {
      this.note(this.start, 'nested too deeply');
      signs.length = MOST_NESTING;
    }
    for (const { op, at } of signs.reverse()) operand = { kind: 'unary', op, operand, at, to };
    return operand;
  }

  private power(): Expr {
    if (this.depth > MOST_NESTING) return this.tooDeep();
    const at = this.start;
    const base = this.type === K.NAME && this.word === 'await' ? this.awaited() : this.postfix(this.atom(), at);
    if (this.type !== K.DSTAR) return base;
    this.next();
    if (this.nesting >= MOST_NESTING) return this.tooDeep();
    this.nesting++;
    const exponent = this.unary();
    this.nesting--;
    return { kind: 'chain', ops: ['**'], operands: [base, exponent], at, to: this.last };
  }

  /** `await` was a plain name before Python 3.5. */
  private awaited(): Expr {
    const at = this.start;
    const name: Expr = { kind: 'name', name: this.word, at, to: this.pos };
    this.next();
    const { type } = this;
    const isOperand = type <= K.TEMPLATE ? type >= K.NAME : type === K.LPAR || type === K.LSQB || type === K.LBRACE || type >= K.TRUE;
    if (!isOperand) return this.postfix(name, at);
    if (this.nesting >= MOST_NESTING) return this.tooDeep();
    this.nesting++;
    const value = this.power();
    this.nesting--;
    return { kind: 'await', value, at, to: this.last };
  }
}
