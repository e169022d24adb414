/** Functions and branches that nobody runs and that could do nothing a rule sees: their texts are noted, and they are not evaluated. */
import { importInto } from './imports.ts';
import type { Leading } from './leading.ts';
import type { FunctionNode, Stmt } from './nodes.ts';
import { noteTexts, noting } from './noting.ts';
import type { Evaluator, Frame } from './profile.ts';
import { Reach } from './reach.ts';
import { Scope } from './scope.ts';
import { walkBody } from './tree.ts';
import type { ClassVal, FunctionVal, Val } from './values.ts';

export class Bystanders {
  readonly #ev: Evaluator;
  readonly #reach: Reach;
  readonly #beside: (fn: FunctionVal, scope: Scope, action: () => void) => void;
  readonly #passed = new Set<FunctionNode>();

  /** `beside` does something where a function stands, in a scope of its own. */
  constructor(ev: Evaluator, leading: Leading, lookup: (name: string, scope: Scope) => Val, beside: (fn: FunctionVal, scope: Scope, action: () => void) => void) {
    this.#ev = ev;
    this.#beside = beside;
    const importsInto = (stmt: Extract<Stmt, { kind: 'import' }>, fn: FunctionVal, scope: Scope): void => beside(fn, scope, () => importInto(ev, stmt));
    this.#reach = new Reach({ leading, lookup, canonical: ev.profile.canonical, importInto: importsInto });
  }

  /** Whether a function that nobody called was passed over; of a class, one that stores nothing for the methods that do something. */
  pass(fn: FunctionVal, cls?: ClassVal): boolean {
    if (this.#passed.has(fn.node)) return true;
    if (this.#reach.of(fn) || (cls !== undefined && fn.node.outline?.stores !== false && this.#reach.of(cls))) return false;
    this.#passed.add(fn.node);
    this.#beside(fn, new Scope('function', fn.scope), () => noteTexts(this.#ev, fn.node));
    return true;
  }

  /** The same of a branch that is not taken. */
  passBody(job: { readonly body: readonly Stmt[]; readonly frame: Frame }, beside: (scope: Scope, action: () => void) => void): boolean {
    if (this.#reach.ofBody(job.body, job.frame.scope)) return false;
    beside(new Scope('function', job.frame.scope), () => walkBody(job.body, noting(this.#ev)));
    return true;
  }
}
