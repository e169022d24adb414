/** List, set, dict and generator comprehensions: a decoder written in one line is folded like one written as a loop. */
import type { Expr } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { DictVal, ListVal, Unknown, originsOf, partialText, UNKNOWN, type Val } from './values.ts';
import { HOLE } from '../../model/source.ts';

type Comprehension = Extract<Expr, { kind: 'comprehension' }>;

/** The value of a comprehension: exact where every source is known and the tests can be decided. */
export function foldComprehension(ev: Evaluator, expr: Comprehension): Val {
  const out: Output = { keys: [], values: [], open: false };
  runClause(ev, expr, 0, out);
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
}

function runClause(ev: Evaluator, expr: Comprehension, depth: number, out: Output): void {
  const clause = expr.clauses[depth];
  if (clause === undefined) {
    if (expr.key) out.keys.push(ev.evaluate(expr.key));
    out.values.push(ev.evaluate(expr.value));
    return;
  }
  const source = ev.evaluate(clause.iter);
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
