/**
 * Python to the common tree, for every version from 2.7 to 3.14 at once: what two versions read differently is read the way that runs more.
 * Never throws: a statement that can't be read is noted and reading goes on at the next. Grammar: docs.python.org/3/reference/grammar.html
 */
import type { Module, Stmt } from '../flow/nodes.ts';
import { Compound } from './compound.ts';
import { SYNTAX } from './strings.ts';
import * as K from './token-kinds.ts';
import type { Mark } from './tokens.ts';

/** CPython's own limit of nested blocks. */
const MOST_BLOCKS = 100;
/** Statements that may fail. Such a text is not Python, and no interpreter runs it. */
const MOST_FAILURES = 20_000;

/** The tree of a Python text; problems tell what was skipped. Takes linear time and bounded stack for any text. */
export function parsePython(text: string): Module {
  return new Parser(text).module();
}

/** The same, but bodies of functions are outlined, and read when they are asked for; what can't be read in them is not told. */
export function outlinePython(text: string): Module {
  return new Parser(text).outlinedModule();
}

/** Characters that may be read a second time because their outline was not possible. */
const OUTLINED_TWICE = 2;

class Parser extends Compound {
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

  outlinedModule(): Module {
    this.outlinable = this.length * OUTLINED_TWICE;
    return this.module();
  }

  protected readLater(mark: Mark, to: number): Stmt[] {
    return new Parser('', this.text).resumed(mark, to);
  }

  /** The statements governed by the colon at a mark. */
  private resumed(mark: Mark, to: number): Stmt[] {
    this.rereads = (to - mark.start) * 4 + 1000;
    this.back(mark);
    return this.suite();
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

  /** A colon and the statements it governs. */
  protected suite(): Stmt[] {
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
}
