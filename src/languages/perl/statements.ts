/** Statements of Perl: blocks, conditions, loops and subs. What stands under a condition is walked once, and its calls tell the condition. */
import { addCall, type Script } from '../command/script.ts';
import { EMPTY, joinOrigins, type Tracked } from '../command/values.ts';
import { bodyStart, pairsOf, subsOf } from './brackets.ts';
import { commaList, expression, isOp, peek, spanOf } from './follow.ts';
import { mapped, rounds, sourceOf } from './loops.ts';
import { simple, walkParts } from './simple.ts';
import { MOST_GUARDS, type State } from './state.ts';
import { walkSub } from './subs.ts';
import { tokensOf, type Token } from './tokens.ts';

const DEEPEST_BLOCK = 60;

/** Follows a whole script; subs that nothing calls are walked last: in a module for whoever loads it, elsewhere as what only runs when called. */
export function followPerl(script: Script): void {
  const tokens = tokensOf(script.unit.text);
  const pairs = pairsOf(tokens);
  const state: State = { script, tokens, pairs, pos: 0, depth: 0, again: 20_000 + 2 * tokens.length, calls: 0, variables: new Map(), subs: subsOf(tokens, pairs), flow: { block: walkBlock, mapped } };
  walkBlock(state, tokens.length);
  const { stage } = script;
  const isModule = /\.pm$/.test(script.unit.path);
  for (const [name, sub] of state.subs) {
    if (sub.walks > 0) continue;
    script.stage = stage === 'unreachable' || isModule || /^MY::/.test(name) ? stage : 'run';
    script.guards = [`${name}() is called`];
    walkSub(state, name, sub, undefined);
  }
  script.stage = stage;
  script.guards = [];
}

/** Statements up to a place among the tokens; the value of the last one. */
function walkBlock(state: State, end: number): Tracked {
  const { script } = state;
  const outer = script.guards;
  let last: Tracked = EMPTY;
  if (++state.depth > DEEPEST_BLOCK) state.pos = end;
  while (state.pos < end) {
    script.reading.budget.takeSteps(4);
    const before = state.pos;
    last = statement(state, end) ?? last;
    if (state.pos === before) state.pos++;
  }
  state.depth--;
  script.guards = outer;
  return last;
}

function statement(state: State, end: number): Tracked | undefined {
  const token = peek(state);
  if (!token) return undefined;
  if (token.kind === 'op') {
    if (token.text === '{') return body(state);
    if (/^[;})\]]$/.test(token.text)) {
      state.pos++;
      return undefined;
    }
  }
  const read = token.kind === 'word' && !isOp(state, '=>', 1) && Object.hasOwn(STATEMENTS, token.text) ? STATEMENTS[token.text] : undefined;
  return read ? read(state, token, end) : simple(state, end);
}

type Read = (state: State, token: Token, end: number) => Tracked | undefined;

const STATEMENTS: Readonly<Record<string, Read>> = {
  use: importLine, no: importLine, require: importLine,
  if: conditional, unless: conditional, while: loop, until: loop, for: each, foreach: each,
  sub: (state, _, end) => {
    const name = peek(state, 1);
    const start = name?.kind === 'word' ? bodyStart(state.tokens, state.pos + 2) : -1;
    if (start < 0) return simple(state, end);
    const close = state.pairs[start] ?? -1;
    state.pos = close < 0 ? state.tokens.length : close + 1;
    return undefined;
  },
  BEGIN: phase, END: phase, INIT: phase, CHECK: phase, UNITCHECK: phase, else: phase, continue: phase,
  package: (state) => {
    state.pos += 2;
    return undefined;
  },
};

function phase(state: State): Tracked | undefined {
  state.pos++;
  return isOp(state, '{') ? body(state) : undefined;
}

/** `{ … }` at the place, walked. */
function body(state: State): Tracked {
  const close = state.pairs[state.pos] ?? -1;
  const stop = close < 0 ? state.tokens.length : close;
  state.pos++;
  const value = walkBlock(state, stop);
  state.pos = stop + 1;
  return value;
}

function guardedBody(state: State, guard: string): Tracked {
  const { script } = state;
  const outer = script.guards;
  if (outer.length < MOST_GUARDS && guard !== '') script.guards = [...outer, guard];
  const value = isOp(state, '{') ? body(state) : EMPTY;
  script.guards = outer;
  return value;
}

/** A condition in parentheses: evaluated for what it does, given as text. */
function condition(state: State): string {
  if (!isOp(state, '(')) return '';
  const close = state.pairs[state.pos] ?? -1;
  const stop = close < 0 ? Math.min(state.tokens.length, state.pos + 200) : close;
  const text = sourceOf(state, state.pos + 1, stop);
  state.pos++;
  walkParts(state, stop);
  state.pos = stop + 1;
  return text;
}

/** `if (…) {…} elsif (…) {…} else {…}`. */
function conditional(state: State, token: Token): Tracked {
  state.pos++;
  const negated = token.text === 'unless';
  let test = condition(state);
  const values = [guardedBody(state, negated ? `!(${test})` : test)];
  while (peek(state)?.kind === 'word' && peek(state)?.text === 'elsif') {
    state.pos++;
    test = condition(state);
    values.push(guardedBody(state, test));
  }
  if (peek(state)?.kind === 'word' && peek(state)?.text === 'else') {
    state.pos++;
    values.push(guardedBody(state, negated ? test : `!(${test})`));
  }
  return { origins: values.reduce<Tracked['origins']>((all, value) => joinOrigins(all, value.origins), []) };
}

function loop(state: State, token: Token): undefined {
  state.pos++;
  const test = condition(state);
  guardedBody(state, /^(?:1|)$/.test(test) ? '' : token.text === 'until' ? `!(${test})` : test);
}

/** `for my $x (…) {…}`; the form with three parts is walked once. */
function each(state: State): undefined {
  state.pos++;
  const word = peek(state);
  if (word?.kind === 'word' && /^(?:my|our|state)$/.test(word.text)) state.pos++;
  const variable = peek(state);
  const name = variable?.kind === 'variable' ? variable.text : '$_';
  if (variable?.kind === 'variable') state.pos++;
  if (!isOp(state, '(')) return;
  const close = state.pairs[state.pos] ?? -1;
  const stop = close < 0 ? state.tokens.length : close;
  const start = state.pos + 1;
  state.pos = start;
  const items = commaList(state);
  if (isOp(state, ';')) walkParts(state, stop);
  state.pos = stop + 1;
  if (!isOp(state, '{')) return;
  const at = state.pos;
  rounds(state, name, items, () => {
    state.pos = at;
    body(state);
  });
}

function importLine(state: State, token: Token, end: number): Tracked | undefined {
  const name = peek(state, 1);
  state.pos++;
  if (name?.kind === 'word') state.script.unit.imports.push(name.text);
  if (token.text === 'require' && name?.kind !== 'word') {
    const value = expression(state);
    addCall(state.script, { name: 'require', does: ['code.import'], args: [value], roles: { name: value, path: value }, span: spanOf(token) });
  }
  while (state.pos < end && !isOp(state, ';') && !isOp(state, '}')) state.pos++;
  return undefined;
}
