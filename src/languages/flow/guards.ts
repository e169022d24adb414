/** What a condition asks of the world, written out for rules: its source, the calls it makes, what its names hold, where its answer came from. */
import type { Call } from '../../model/source.ts';
import type { Expr } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { ListVal, Partial, Ref, Unknown, originsOf, partialText, rawOf, type Val } from './values.ts';

const LONGEST_SOURCE = 120;

/** `now > day [host.time] [name Date() 2030-01-01] [of network https://…]`. */
export function guardText(ev: Evaluator, test: Expr, value: Val, asked: readonly Call[]): string {
  const source = sourceOf(ev, test);
  const calls = asked.map((call) => `[${call.does.join(' ')}${call.roles.name?.text === undefined ? '' : ` ${call.roles.name.text}`}]`);
  const [origin] = originsOf(value);
  return [source, ...calls, ...(asked.length > 4 ? [] : namesIn(test).flatMap((name) => held(ev, name))), ...(origin === undefined ? [] : [`[of ${origin.source}${origin.detail === undefined ? '' : ` ${origin.detail.slice(0, 80)}`}]`])].join(' ');
}

const sources = new WeakMap<Expr, string>();

/** The source of a condition on one line: a condition is met again and again. */
function sourceOf(ev: Evaluator, test: Expr): string {
  let source = sources.get(test);
  if (source === undefined) {
    source = ev.unit.text.slice(test.at, Math.min(test.to, test.at + LONGEST_SOURCE)).replace(/\s+/g, ' ');
    sources.set(test, source);
  }
  return source;
}

/** Names that a comparison compares, or whose methods it calls. */
function namesIn(test: Expr, depth = 2): string[] {
  if (test.kind === 'name') return [test.name];
  if (test.kind === 'chain' || test.kind === 'logic') return depth === 0 ? [] : test.operands.slice(0, 4).flatMap((operand) => namesIn(operand, depth - 1));
  return test.kind === 'call' && test.callee.kind === 'member' && test.callee.object.kind === 'name' ? [test.callee.object.name] : [];
}

/** A text, or the parts of one. */
function textsOf(value: Val): string | undefined {
  if (value instanceof ListVal) return value.items.slice(0, 8).map((item) => String(rawOf(item))).join('-');
  return value === undefined || value === null ? undefined : (partialText(value) ?? (typeof value === 'number' ? String(value) : undefined));
}

/** What a name holds, where it was asked of the world before. */
function held(ev: Evaluator, name: string): string[] {
  const value = ev.frame.scope.find(name)?.variables.get(name);
  if (!(value instanceof Unknown || value instanceof Ref || value instanceof Partial)) return typeof value === 'number' && value > 1_000_000_000 ? [`[name ${value}]`] : [];
  const about = value instanceof Unknown ? textsOf(value.about) : partialText(value);
  const called = value instanceof Partial ? undefined : value.name;
  return called === undefined && about === undefined ? [] : [`[name ${[called, about?.slice(0, 60)].filter((part) => part !== undefined).join(' ')}]`];
}
