/** Loops over known values, and what the source says between two tokens. */
import { EMPTY, joinOrigins, list, type Tracked } from '../command/values.ts';
import { commaList, endsExpression, isOp } from './follow.ts';
import type { State } from './state.ts';

/** Rounds of a loop over known values that only computes, and of one that calls something. */
const MOST_ROUNDS = 4_096;
const MOST_CALLING_ROUNDS = 16;

/** Runs a body for each of the known values: all of them where it only computes, few where it calls something. */
export function rounds(state: State, name: string, values: Tracked, run: () => void): void {
  const items = values.items ?? [values];
  const before = state.variables.get(name);
  const isKnown = values.items !== undefined && items.every((item) => item.exact);
  if (!isKnown || items.length === 0) {
    state.variables.set(name, { origins: values.origins });
    run();
  } else {
    const { calls } = state.script.unit;
    const written = calls.length;
    for (const [index, item] of items.slice(0, MOST_ROUNDS).entries()) {
      if (calls.length > written && (index >= MOST_CALLING_ROUNDS || (index > 0 && state.again < 0))) break;
      if (index > 0) state.again -= 8 * (calls.length - written);
      state.variables.set(name, item as Tracked);
      run();
    }
  }
  if (before) state.variables.set(name, before);
  else state.variables.delete(name);
}

/** `map { … } LIST`, `grep`, `sort`: the block for each item. The word is read already. */
export function mapped(state: State, word: string): Tracked {
  const open = state.pos;
  const close = state.pairs[open] ?? -1;
  const stop = close < 0 ? state.tokens.length : close;
  state.pos = stop + 1;
  if (isOp(state, ',')) state.pos++;
  const values = endsExpression(state) ? EMPTY : commaList(state);
  const after = state.pos;
  const results: Tracked[] = [];
  rounds(state, '$_', values, () => {
    state.pos = open + 1;
    const { result } = state;
    results.push(state.flow.block(state, stop));
    if (result) state.result = result;
  });
  state.pos = after;
  if (word !== 'map') return values;
  return values.items ? list(results) : { origins: joinOrigins(values.origins, results[0]?.origins ?? []) };
}

/** The source between two tokens, the second one left out: what a guard says. */
export function sourceOf(state: State, from: number, to: number): string {
  const first = state.tokens[from];
  const last = state.tokens[to - 1];
  return first && last && to > from ? state.script.unit.text.slice(first.at, Math.min(last.to, first.at + 200)).trim() : '';
}
