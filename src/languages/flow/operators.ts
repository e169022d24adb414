/** Operators over values that may be unknown, known in part, or several. */
import { HOLE } from '../../model/source.ts';
import type { Evaluator } from './profile.ts';
import { Known, Mix, NOT_EXACT, Partial, UNKNOWN, Unknown, mix, partialText, rawOf, withOrigins, type Val } from './values.ts';

/** Longer texts are not folded. */
export const LONGEST_TEXT = 8_000_000;

/** A binary operator over any two values. */
export function binary(ev: Evaluator, op: string, left: Val, right: Val): Val {
  if (left instanceof Mix) return left.options.length <= 4 ? mixOf(left.options.map((option) => binary(ev, op, option, right))) : joinFirst(ev, op, left, right);
  if (right instanceof Mix) return right.options.length <= 4 ? mixOf(right.options.map((option) => binary(ev, op, left, option))) : joinFirst(ev, op, left, right);
  const rawLeft = rawOf(left);
  const rawRight = rawOf(right);
  const result = ev.profile.binary(op, rawLeft === NOT_EXACT ? left : rawLeft, rawRight === NOT_EXACT ? right : rawRight, ev);
  if (result !== undefined) {
    if (typeof left !== 'object' && typeof right !== 'object') return result;
    return left instanceof Known || right instanceof Known ? withOrigins(result, ev.originsFrom(left, right)) : result;
  }
  if (op === '+' || op === '&' || op === '%' || op === '/') return joinPartial(ev, op, left, right);
  return unknownOf(ev, left, right);
}

/** Of too many possible texts to join each with each, the first of each side tells how the whole begins and where it leads. */
function joinFirst(ev: Evaluator, op: string, left: Val, right: Val): Val {
  const first = (value: Val): Val => (value instanceof Mix ? value.options[0] : value);
  const text = op === '+' ? partialText(binary(ev, op, first(left), first(right))) : undefined;
  return text === undefined ? unknownOf(ev, left, right) : new Partial(text, ev.originsFrom(left, right));
}

function joinPartial(ev: Evaluator, op: string, left: Val, right: Val): Val {
  const a = partialText(left);
  const b = partialText(right);
  const isText = (typeof rawOf(left) === 'string' || left instanceof Partial || typeof rawOf(right) === 'string' || right instanceof Partial);
  if (!isText || (a === undefined && b === undefined) || op === '%') return unknownOf(ev, left, right);
  const text = `${a ?? HOLE}${op === '/' ? '/' : ''}${b ?? HOLE}`;
  if (text.length > LONGEST_TEXT) return unknownOf(ev, left, right);
  return new Partial(text, ev.originsFrom(left, right));
}

/** Nothing known but the origins of what went in. */
export function unknownOf(ev: Evaluator, ...values: Val[]): Val {
  const origins = ev.originsFrom(...values);
  return origins.length === 0 ? UNKNOWN : new Unknown(origins);
}

function mixOf(values: readonly Val[]): Val {
  let all: Val = values[0];
  for (const value of values.slice(1)) all = mix(all, value);
  return all;
}
