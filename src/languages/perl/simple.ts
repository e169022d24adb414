/** Perl statements without a block of their own: modifiers, `and` and `or`, assignments. */
import { concat, EMPTY, joinOrigins, list, type Tracked } from '../command/values.ts';
import { commaList, isOp, peek } from './follow.ts';
import { rounds, sourceOf } from './loops.ts';
import { MOST_GUARDS, type State } from './state.ts';

const MODIFIERS = /^(?:if|unless|while|until|for|foreach)$/;

/** A statement without a block of its own, with its modifier: `die if …`, `… for @list`. */
export function simple(state: State, end: number): Tracked | undefined {
  const start = state.pos;
  const { stop, modifier } = extent(state, start, end);
  if (modifier < 0) return parts(state, start, stop, end);
  const word = state.tokens[modifier]?.text ?? '';
  const test = sourceOf(state, modifier + 1, stop);
  state.pos = modifier + 1;
  if (/^for/.test(word)) {
    const values = commaList(state);
    rounds(state, '$_', values, () => parts(state, start, modifier, end));
  } else {
    walkParts(state, stop);
    underModifier(state, word, test, start, () => parts(state, start, modifier, end));
  }
  state.pos = stop;
  return undefined;
}

function underModifier(state: State, word: string, test: string, start: number, run: () => void): void {
  const { script } = state;
  const outer = script.guards;
  const isNegated = word === 'unless' || word === 'until';
  if (outer.length < MOST_GUARDS) script.guards = [...outer, isNegated ? `!(${test})` : test];
  run();
  script.guards = outer;
  // What stands behind `exit if …` runs only where that was not so.
  const first = state.tokens[start];
  if (first?.kind === 'word' && /^(?:exit|return)$/.test(first.text) && outer.length < MOST_GUARDS) script.guards = [...outer, isNegated ? test : `!(${test})`];
}

/** Where a statement ends, and where its modifier stands (-1: it has none). */
function extent(state: State, start: number, end: number): { stop: number; modifier: number } {
  let modifier = -1;
  for (let i = start; i < end; i++) {
    const token = state.tokens[i];
    if (token?.kind === 'op') {
      if (token.text === ';' || token.text === '}') return { stop: i, modifier };
      const close = '([{'.includes(token.text) ? (state.pairs[i] ?? -1) : -1;
      if (close > i) i = Math.min(close, end);
    } else if (modifier < 0 && i > start && token?.kind === 'word' && MODIFIERS.test(token.text) && !isOpAt(state, i + 1, '=>') && !isOpAt(state, i - 1, '->')) modifier = i;
  }
  return { stop: end, modifier };
}

function isOpAt(state: State, index: number, text: string): boolean {
  const token = state.tokens[index];
  return token?.kind === 'op' && token.text === text;
}

/** The statement's own parts, joined by `and` and `or`: what stands behind runs where the first held, or did not. */
function parts(state: State, start: number, stop: number, end: number): Tracked | undefined {
  const { script } = state;
  const outer = script.guards;
  state.pos = start;
  let value: Tracked | undefined;
  let from = start;
  const isReturn = state.tokens[start]?.kind === 'word' && state.tokens[start]?.text === 'return';
  if (isReturn) state.pos++;
  while (state.pos < stop) {
    const before = state.pos;
    const word = peek(state);
    if (word?.kind === 'word' && (word.text === 'and' || word.text === 'or') && state.pos > from) {
      const test = sourceOf(state, from, state.pos);
      if (outer.length < MOST_GUARDS) script.guards = [...outer, word.text === 'and' ? test : `!(${test})`];
      from = ++state.pos;
      continue;
    }
    const found = assignment(state);
    value ??= found;
    if (state.pos === before) state.pos++;
  }
  script.guards = outer;
  if (isReturn) state.result = state.result ? { ...(value ?? EMPTY), origins: joinOrigins(state.result.origins, value?.origins ?? []) } : (value ?? EMPTY);
  state.pos = Math.min(Math.max(state.pos, stop), Math.max(end, stop));
  return value;
}

/** Walks what stands up to a place, for what it does. */
export function walkParts(state: State, stop: number): void {
  while (state.pos < stop) {
    const before = state.pos;
    assignment(state);
    if (state.pos === before) state.pos++;
  }
}

/** `my ($a, $b) = …`, `$x = …`, `$x .= …`, `$h{k} = …`, `push @x, …`, or an expression for what it does. */
function assignment(state: State): Tracked {
  while (peek(state)?.kind === 'word' && /^(?:my|our|local|state)$/.test(peek(state)?.text ?? '')) state.pos++;
  const target = peek(state);
  const close = isOp(state, '(') ? (state.pairs[state.pos] ?? -1) : -1;
  if (close > 0 && isOpAt(state, close + 1, '=')) return assignList(state, close);
  const op = peek(state, 1);
  if (target?.kind === 'variable' && op?.kind === 'op' && (op.text === '=' || op.text === '.=')) {
    state.pos += 2;
    const value = commaList(state);
    const before = state.variables.get(target.text);
    state.variables.set(target.text, op.text === '.=' ? concat([before ?? EMPTY, value]) : value);
    return value;
  }
  const key = target?.kind === 'variable' ? elementKey(state) : undefined;
  if (key !== undefined) {
    const value = commaList(state);
    state.variables.set(key, value);
    return value;
  }
  const pushes = target?.kind === 'word' && (target.text === 'push' || target.text === 'unshift') ? pushedTo(state) : undefined;
  if (pushes !== undefined && op) {
    const value = commaList(state);
    const old = state.variables.get(pushes);
    const more = value.items ?? [value];
    if ((old?.items?.length ?? 0) < 5_000) state.variables.set(pushes, list([...(old?.items ?? []), ...more] as Tracked[]));
    return value;
  }
  return commaList(state);
}

function assignList(state: State, close: number): Tracked {
  const names = state.tokens.slice(state.pos + 1, close).filter(({ kind }) => kind === 'variable').map(({ text }) => text);
  state.pos = close + 2;
  const value = commaList(state);
  const items = value.items ?? [value];
  for (const [index, name] of names.entries()) {
    if (/^[@%]/.test(name)) state.variables.set(name, list(items.slice(index) as Tracked[]));
    else state.variables.set(name, (items[index] as Tracked | undefined) ?? (value.items ? EMPTY : { origins: value.origins }));
  }
  return value;
}

/** `$h{key} =`, `$h->{key} =`, `$a[0] =`: the name it is kept under, with the place moved behind the `=`. */
function elementKey(state: State): string | undefined {
  const at = state.pos + (isOp(state, '->', 1) ? 2 : 1);
  const close = isOpAt(state, at, '{') || isOpAt(state, at, '[') ? (state.pairs[at] ?? -1) : -1;
  const key = state.tokens[at + 1];
  if (close !== at + 2 || !isOpAt(state, close + 1, '=') || !key || key.kind === 'op' || key.kind === 'variable') return undefined;
  const name = `${peek(state)?.text ?? ''}{${key.text}}`;
  state.pos = close + 2;
  return name;
}

function pushedTo(state: State): string | undefined {
  const at = isOp(state, '(', 1) ? 2 : 1;
  const name = peek(state, at);
  if (name?.kind !== 'variable' || !name.text.startsWith('@') || !isOp(state, ',', at + 1)) return undefined;
  state.pos += at + 2;
  return name.text;
}
