/**
 * Reads `match` (PEP 634) and lowers it to a chain of conditions. Literals are compared; of shapes (sequences, mappings, classes) only the
 * literals within are kept, behind a test that can't be known; captures become assignments of the part of the subject they stand for.
 */
import type { Expr, Stmt } from '../flow/nodes.ts';
import { Expressions } from './expressions.ts';
import { MOST_NESTING } from './strings.ts';
import * as K from './token-kinds.ts';

/** What a pattern asks of its subject; no test: it takes everything. */
export interface Asked {
  test?: Expr;
  captures: Stmt[];
}

/** Holds the subject of `match` where it is more than a name; no Python name can be this. */
const SUBJECT = '.subject';

export abstract class Patterns extends Expressions {
  /** Whether `match` here begins a statement: its line ends with a colon and `case` begins the next. */
  protected beginsMatch(): boolean {
    const mark = this.mark();
    this.plain = true;
    let before = K.NAME as number;
    this.next();
    const isFollowed = this.startsExpression();
    while (isFollowed && this.type !== K.NEWLINE && this.type > K.EOF && this.type !== K.BAD && K.STARTS_STATEMENT[this.type] !== 1) {
      before = this.type;
      this.next();
    }
    let found = false;
    if (this.type === K.NEWLINE && before === K.COLON) {
      this.next();
      found = this.type === K.NAME && this.word === 'case';
    }
    this.plain = false;
    this.back(mark);
    return found;
  }

  /** The subject, by a name that can be told again; `body` gets the assignment that makes it. */
  protected matchSubject(body: Stmt[]): Expr {
    const value = this.testlist();
    if (value.kind === 'name') return value;
    const { at, to } = value;
    const name: Expr = { kind: 'name', name: SUBJECT, at, to };
    body.push({ kind: 'assign', targets: [name], value, at, to });
    return name;
  }

  /** The pattern of one `case`, its commas included. */
  protected casePattern(subject: Expr): Asked {
    const first = this.capturing(subject, 0);
    if (this.type !== K.COMMA) return first;
    const asked: Asked = { test: opaqueAt(this.start), captures: [...first.captures] };
    join(asked, first);
    while (this.type === K.COMMA) {
      this.next();
      if (this.type === K.COLON || this.type === K.IF) break;
      join(asked, this.capturing(itemOf(subject, asked.captures.length), 0));
    }
    return asked;
  }

  private capturing(subject: Expr, depth: number): Asked {
    if (depth > MOST_NESTING / 2) this.fail('nested too deeply');
    const first = this.alternative(subject, depth);
    const asked: Asked = { captures: [...first.captures], ...(first.test && { test: first.test }) };
    if (this.type === K.BAR) {
      const tests = [first.test];
      while (this.type === K.BAR) {
        this.next();
        const other = this.alternative(subject, depth);
        asked.captures.push(...other.captures);
        tests.push(other.test);
      }
      const known = tests.filter((test) => test !== undefined);
      if (known.length < tests.length) delete asked.test;
      else asked.test = { kind: 'logic', op: '||', operands: known, at: subject.at, to: subject.to };
    }
    if (this.type === K.AS) {
      this.next();
      this.capture(subject, asked);
    }
    return asked;
  }

  private capture(subject: Expr, asked: Asked): void {
    const { word, start: at } = this;
    this.expect(K.NAME, 'a name');
    if (word !== '_') asked.captures.push({ kind: 'assign', targets: [{ kind: 'name', name: word, at, to: this.last }], value: subject, at, to: this.last });
  }

  private alternative(subject: Expr, depth: number): Asked {
    const asked: Asked = { captures: [] };
    switch (this.type) {
      case K.STAR:
        this.next();
        this.capture(subject, asked);
        return asked;
      case K.LPAR:
      case K.LSQB:
        return this.sequencePattern(subject, depth);
      case K.LBRACE:
        return this.mappingPattern(subject, depth);
      case K.NAME:
        return this.namePattern(subject, depth);
      default:
        return { test: equals(subject, this.binary(K.BITWISE + 1)), captures: [] };
    }
  }

  private sequencePattern(subject: Expr, depth: number): Asked {
    const isGroup = this.type === K.LPAR;
    const closing = isGroup ? K.RPAR : K.RSQB;
    const asked: Asked = { test: opaqueAt(this.start), captures: [] };
    this.next();
    let items = 0;
    while (this.type !== closing) {
      const mark = this.mark();
      const item = this.capturing(isGroup && items === 0 ? subject : itemOf(subject, items), depth + 1);
      // One pattern in parentheses without a comma is just that pattern.
      if (isGroup && items === 0 && this.type === closing && mark.type !== K.STAR) {
        this.next();
        return item;
      }
      items++;
      join(asked, item);
      if (this.type !== K.COMMA) break;
      this.next();
    }
    this.expect(closing, 'a closing bracket');
    return asked;
  }

  private mappingPattern(subject: Expr, depth: number): Asked {
    const asked: Asked = { test: opaqueAt(this.start), captures: [] };
    this.next();
    while (this.type !== K.RBRACE) {
      if (this.type === K.DSTAR) {
        this.next();
        this.capture(subject, asked);
      } else {
        const index = this.binary(K.BITWISE + 1);
        this.expect(K.COLON, 'a colon');
        join(asked, { test: equals(opaqueAt(index.at), index), captures: [] });
        join(asked, this.capturing({ kind: 'index', object: subject, index, at: index.at, to: index.to }, depth + 1));
      }
      if (this.type !== K.COMMA) break;
      this.next();
    }
    this.expect(K.RBRACE, 'a closing brace');
    return asked;
  }

  /** A capture, a dotted value, or a class with its own patterns. */
  private namePattern(subject: Expr, depth: number): Asked {
    const asked: Asked = { captures: [] };
    const { start: at, word } = this;
    this.next();
    let value: Expr = { kind: 'name', name: word, at, to: this.last };
    if (this.type !== K.DOT && this.type !== K.LPAR) {
      if (word !== '_') asked.captures.push({ kind: 'assign', targets: [value], value: subject, at, to: this.last });
      return asked;
    }
    while (this.type === K.DOT) {
      this.next();
      value = { kind: 'member', object: value, property: this.word, at, to: this.pos };
      this.expect(K.NAME, 'the name of a member');
    }
    if (this.type !== K.LPAR) return { test: equals(subject, value), captures: [] };
    asked.test = opaqueAt(at);
    this.next();
    while (this.type !== K.RPAR) {
      join(asked, this.classField(subject, depth));
      if (this.type !== K.COMMA) break;
      this.next();
    }
    this.expect(K.RPAR, 'a closing bracket');
    return asked;
  }

  private classField(subject: Expr, depth: number): Asked {
    if (this.type !== K.NAME) return this.capturing(subject, depth + 1);
    const mark = this.mark();
    const { word, start: at } = this;
    this.next();
    if (this.type !== K.ASSIGN) {
      this.back(mark);
      return this.capturing(subject, depth + 1);
    }
    this.next();
    return this.capturing({ kind: 'member', object: subject, property: word, at, to: this.last }, depth + 1);
  }
}

/** Adds the part's demands to the whole's. */
function join(whole: Asked, part: Asked): void {
  if (part !== whole) whole.captures.push(...part.captures.filter((capture) => !whole.captures.includes(capture)));
  if (!part.test || part.test.kind === 'opaque') return;
  const { test } = whole;
  if (test?.kind === 'logic' && test.op === '&&') test.operands.push(part.test);
  else if (test) whole.test = { kind: 'logic', op: '&&', operands: [test, part.test], at: test.at, to: part.test.to };
}

function equals(subject: Expr, value: Expr): Expr {
  return { kind: 'chain', ops: ['=='], operands: [subject, value], at: value.at, to: value.to };
}

function itemOf(subject: Expr, position: number): Expr {
  const { at, to } = subject;
  return { kind: 'index', object: subject, index: { kind: 'const', value: position, at, to: at }, at, to };
}

function opaqueAt(at: number): Expr {
  return { kind: 'opaque', at, to: at };
}
