/** List, set, dict and generator comprehensions: a decoder written in one line is folded like one written as a loop. */
import type { Expr } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { Scope } from './scope.ts';
import { DictVal, ListVal, Unknown, originsOf, partialText, UNKNOWN, type Val } from './values.ts';
import { HOLE } from '../../model/source.ts';

type Comprehension = Extract<Expr, { kind: 'comprehension' }>;

/** The value of a comprehension: exact where every source is known and the tests can be decided. */
export function foldComprehension(ev: Evaluator, expr: Comprehension): Val {
  const out: Output = { keys: [], values: [], open: false, fixed: new Map() };
  // Its variables are its own: a comprehension within one may use the same names.
  ev.inScope(new Scope('block', ev.frame.scope), () => {
    runClause(ev, expr, 0, out);
    return undefined;
  });
  if (expr.type === 'dict') {
    const dict = new DictVal();
    for (const [i, key] of out.keys.entries()) dict.entries.set(partialText(key) ?? HOLE, out.values[i]);
    dict.open = out.open;
    return dict;
  }
  const list = new ListVal(out.values, expr.type === 'set' ? 'set' : 'list');
  list.open = out.open;
  return list;
}

interface Output {
  keys: Val[];
  values: Val[];
  open: boolean;
  /** Sources of inner clauses that are the same for every element of the outer ones: a table is built once, not for each character looked up in it. */
  readonly fixed: Map<number, Val>;
}

/** Whether a clause's source gives the same for every element of the outer ones: it names none of the comprehension's variables and calls nothing that may differ. */
function isIndependent(iter: Expr, clauses: Comprehension['clauses']): boolean {
  return isFixed(iter, new Set(clauses.flatMap(({ target }) => [...namesOf(target)])));
}

const PURE = new Set(['items', 'keys', 'values', 'range', 'enumerate', 'zip', 'list', 'dict', 'tuple', 'len', 'sorted', 'reversed']);

function isFixed(expr: Expr, own: ReadonlySet<string>): boolean {
  switch (expr.kind) {
    case 'const': return true;
    case 'name': return !own.has(expr.name);
    case 'member': return isFixed(expr.object, own);
    case 'index': return isFixed(expr.object, own) && isFixed(expr.index, own);
    case 'list': return expr.items.every((item) => isFixed(item, own));
    case 'dict': return expr.entries.every(({ key, value }) => (key === undefined || isFixed(key, own)) && isFixed(value, own));
    case 'call': return isPure(expr.callee) && isFixed(expr.callee, own) && expr.args.every(({ value }) => isFixed(value, own));
    case 'comprehension': {
      const [first, ...rest] = expr.clauses;
      const inner = new Set(own);
      for (const { target } of expr.clauses) for (const name of namesOf(target)) inner.delete(name);
      return first !== undefined && rest.length === 0 && isFixed(first.iter, own) && [...first.tests, expr.value, ...(expr.key ? [expr.key] : [])].every((part) => isFixed(part, inner));
    }
    default: return false;
  }
}

function isPure(callee: Expr): boolean {
  return callee.kind === 'name' ? PURE.has(callee.name) : callee.kind === 'member' && PURE.has(callee.property);
}

function* namesOf(target: Expr): Iterable<string> {
  if (target.kind === 'name') yield target.name;
  else if (target.kind === 'list') for (const item of target.items) yield* namesOf(item);
}

function runClause(ev: Evaluator, expr: Comprehension, depth: number, out: Output): void {
  const clause = expr.clauses[depth];
  if (clause === undefined) {
    if (expr.key) out.keys.push(ev.evaluate(expr.key));
    out.values.push(ev.evaluate(expr.value));
    return;
  }
  const fixed = out.fixed.get(depth);
  const source = fixed ?? ev.evaluate(clause.iter);
  if (depth > 0 && fixed === undefined && isIndependent(clause.iter, expr.clauses)) out.fixed.set(depth, source);
  const elements = ev.elements(source);
  if (elements === undefined || ev.fuel <= 0) {
    out.open = true;
    ev.assign(clause.target, elementOf(source), 'let');
    for (const test of clause.tests) ev.evaluate(test);
    runClause(ev, expr, depth + 1, out);
    return;
  }
  for (const element of elements) {
    if (--ev.fuel < 0) {
      out.open = true;
      return;
    }
    ev.assign(clause.target, element, 'let');
    if (passesTests(ev, clause.tests, out)) runClause(ev, expr, depth + 1, out);
  }
}

function passesTests(ev: Evaluator, tests: readonly Expr[], out: Output): boolean {
  for (const test of tests) {
    const known = ev.profile.truthy(ev.evaluate(test));
    if (known === false) return false;
    if (known === undefined) out.open = true;
  }
  return true;
}

/** What an element of a value that can't be enumerated is known to be. */
export function elementOf(source: Val): Val {
  if (source instanceof Unknown) return source.name === undefined ? source : new Unknown(source.origins, `${source.name}[]`, source.about);
  const origins = originsOf(source);
  return origins.length === 0 ? UNKNOWN : new Unknown(origins);
}
