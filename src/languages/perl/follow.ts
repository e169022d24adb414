/** Follows a Perl text statement by statement: variables folded, calls written down. Control flow is not; every branch is walked once. */
import type { Span } from '../../model/source.ts';
import { HOLE } from '../../model/source.ts';
import { unescapeText } from '../command/filters.ts';
import { addCall, addString, readInner, type Script } from '../command/script.ts';
import { concat, EMPTY, exact, joinOrigins, list, textOf, type Tracked } from '../command/values.ts';
import { callFunction, isFunction } from './functions.ts';
import type { State } from './state.ts';
import { tokensOf, type Token } from './tokens.ts';

const DEEPEST = 100;

/** Follows a whole script. */
export function followPerl(script: Script): void {
  const state: State = { script, tokens: tokensOf(script.unit.text), pos: 0, depth: 0, variables: new Map() };
  while (state.pos < state.tokens.length) {
    script.reading.budget.takeSteps(4);
    const before = state.pos;
    statement(state);
    if (state.pos === before) state.pos++;
  }
}

function peek(state: State, ahead = 0): Token | undefined {
  return state.tokens[state.pos + ahead];
}

function isOp(state: State, text: string, ahead = 0): boolean {
  const token = peek(state, ahead);
  return token?.kind === 'op' && token.text === text;
}

function statement(state: State): void {
  const token = peek(state);
  if (!token) return;
  if (token.kind === 'op' && /^[;{})\]]$/.test(token.text)) {
    if (token.text === '}') state.script.within = '';
    state.pos++;
    return;
  }
  if (token.kind === 'word') {
    if (token.text === 'sub' && peek(state, 1)?.kind === 'word') {
      state.script.within = peek(state, 1)?.text ?? '';
      state.pos += 2;
      return;
    }
    if (token.text === 'use' || token.text === 'require' || token.text === 'no') return importLine(state, token);
    if (/^(?:my|our|local|return|if|unless|while|until|for|foreach|else|elsif|and|or|not|do|package|BEGIN|END|INIT|CHECK)$/.test(token.text) && !(token.text === 'do' && !isOp(state, '{', 1)) || (token.text === 'eval' && isOp(state, '{', 1))) {
      state.pos++;
      return;
    }
  }
  assignment(state);
}

function importLine(state: State, token: Token): void {
  const name = peek(state, 1);
  state.pos++;
  if (name?.kind === 'word') state.script.unit.imports.push(name.text);
  if (token.text === 'require' && name?.kind !== 'word') {
    const value = expression(state);
    addCall(state.script, { name: 'require', does: ['code.import'], args: [value], roles: { name: value, path: value }, span: spanOf(token) });
  }
  while (peek(state) && !isOp(state, ';')) state.pos++;
}

/** `$x = …`, `$x .= …`, or an expression for what it does. */
function assignment(state: State): void {
  const target = peek(state);
  const op = peek(state, 1);
  if (target?.kind === 'variable' && op?.kind === 'op' && /^(?:=|\.=)$/.test(op.text)) {
    state.pos += 2;
    const value = commaList(state);
    const before = state.variables.get(target.text);
    state.variables.set(target.text, op.text === '.=' ? concat([before ?? EMPTY, value]) : value);
    return;
  }
  commaList(state);
}

function commaList(state: State): Tracked {
  const first = expression(state);
  if (!isOp(state, ',') && !isOp(state, '=>')) return first;
  const items = [first];
  while (isOp(state, ',') || isOp(state, '=>')) {
    state.pos++;
    if (endsExpression(state)) break;
    items.push(expression(state));
  }
  return list(items);
}

function endsExpression(state: State): boolean {
  const token = peek(state);
  return token === undefined || (token.kind === 'op' && /^[;)}\]:]$/.test(token.text));
}

/** Terms joined by dots; other operators give nothing known but the histories. */
export function expression(state: State): Tracked {
  if (++state.depth > DEEPEST) {
    state.depth--;
    state.pos++;
    return { origins: [] };
  }
  const start = peek(state);
  const parts: Tracked[] = [term(state)];
  let isJoined = true;
  for (;;) {
    const token = peek(state);
    if (!token) break;
    const isRepeat = token.kind === 'word' && token.text === 'x';
    if (!isRepeat && (token.kind !== 'op' || !/^(?:\.|[-+*/%^&|<>?:]|\|\||&&|==|!=|<=|>=|\*\*|=~|!~|\.\.|<<|>>|=|\.=|\+=)$/.test(token.text))) break;
    if (token.text === ':' && state.depth < 2) break;
    state.pos++;
    const operand = term(state);
    if (isRepeat) parts.push(repeated(parts.pop() ?? EMPTY, operand));
    else {
      if (token.text !== '.') isJoined = false;
      parts.push(operand);
    }
  }
  state.depth--;
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  if (!isJoined) return { origins: parts.reduce<Tracked['origins']>((all, part) => joinOrigins(all, part.origins), []) };
  const value = concat(parts);
  if (value.text !== undefined && start) addString(state.script, value.text, spanOf(start), true);
  return value;
}

function repeated(value: Tracked, count: Tracked): Tracked {
  const times = Number(count.text);
  return value.text !== undefined && Number.isInteger(times) && times >= 0 && times * value.text.length < 1_000_000 ? { ...value, text: value.text.repeat(times) } : { origins: value.origins };
}

function term(state: State): Tracked {
  const token = peek(state);
  if (!token) return EMPTY;
  if (state.depth > DEEPEST) {
    state.pos++;
    return { origins: [] };
  }
  state.depth++;
  const value = linkedTerm(state, token);
  state.depth--;
  return value;
}

function linkedTerm(state: State, token: Token): Tracked {
  let value = primary(state, token);
  for (let links = 0; links < 200 && isOp(state, '->'); links++) value = methodOf(state, value, token);
  while (isOp(state, '[') || (isOp(state, '{') && token.kind === 'variable')) {
    const key = bracketed(state);
    if (token.text === '$ENV' || token.text === '%ENV') value = environment(state, key, token);
  }
  return value;
}

function environment(state: State, key: Tracked, token: Token): Tracked {
  if (key.text === 'HOME') return exact('~');
  addCall(state.script, { name: '%ENV', does: ['env.read'], args: [key], roles: { name: key }, span: spanOf(token) });
  return { text: HOLE, origins: [{ source: 'environment', span: spanOf(token), detail: textOf(key) }] };
}

function bracketed(state: State): Tracked {
  state.pos++;
  const value = commaList(state);
  if (isOp(state, ']') || isOp(state, '}')) state.pos++;
  return value;
}

function primary(state: State, token: Token): Tracked {
  const span = spanOf(token);
  state.pos++;
  switch (token.kind) {
    case 'string': {
      const value = token.interpolates ? interpolated(state, token.text) : exact(token.text.replace(/\\(['\\])/g, '$1'));
      addString(state.script, textOf(value), span, value.text !== token.text);
      return value;
    }
    case 'command': {
      const command = interpolated(state, token.text);
      addCall(state.script, { name: 'qx', does: ['process.shell'], args: [command], roles: { command }, span });
      readInner(state.script, command, 'command', span, 'shell');
      return { origins: command.origins, name: 'qx()' };
    }
    case 'words': return list(token.text.trim().split(/\s+/).slice(0, 10_000).map((word) => exact(word)));
    case 'number': return exact(/^0x/i.test(token.text) ? String(Number.parseInt(token.text, 16)) : token.text.replaceAll('_', ''));
    case 'variable':
      if (token.text === '%ENV') {
        addCall(state.script, { name: '%ENV', does: ['env.all'], span });
        return { origins: [{ source: 'environment', span, detail: '*' }] };
      }
      return state.variables.get(token.text) ?? (/^[@$](?:ARGV|_|\d+)$/.test(token.text) ? { text: HOLE, origins: [{ source: 'arguments', span, detail: token.text }] } : { origins: [] });
    case 'word': return wordTerm(state, token);
    case 'regex': return EMPTY;
    case 'op': return operatorTerm(state, token);
  }
}

function operatorTerm(state: State, token: Token): Tracked {
  if (token.text === '(' || token.text === '[' || token.text === '{') {
    if (endsExpression(state)) {
      state.pos++;
      return EMPTY;
    }
    const value = token.text === '{' ? blockValue(state) : commaList(state);
    if (isOp(state, ')') || isOp(state, ']') || isOp(state, '}')) state.pos++;
    return value;
  }
  if (/^[)\]};,]$/.test(token.text)) {
    state.pos--;
    return EMPTY;
  }
  return term(state);
}

function blockValue(state: State): Tracked {
  return commaList(state);
}

function wordTerm(state: State, token: Token): Tracked {
  if (/^(?:my|our|local|return|not|ref|defined|scalar|lc|uc|die|warn|if|unless|and|or|sub|do|foreach|for|while)$/.test(token.text)) {
    return endsExpression(state) || token.text === 'sub' || isOp(state, '{') ? EMPTY : term(state);
  }
  const next = peek(state);
  if (next?.kind === 'op' && next.text === '=>') return exact(token.text);
  // `eval { … }` is Perl's try: its code stands there to be read.
  if (token.text === 'eval' && isOp(state, '{')) return term(state);
  if (next?.kind === 'op' && next.text === '(') {
    state.pos++;
    const args = argumentsOf(state);
    if (isOp(state, ')')) state.pos++;
    return callFunction(state, token.text, args, spanOf(token));
  }
  if (!isFunction(token.text)) return { ...exact(token.text), name: token.text };
  // `print {$fh} …`, `map { … } …`: the block comes first.
  const args = isOp(state, ';') || endsExpression(state) ? [] : argumentsOf(state);
  return callFunction(state, token.text, args, spanOf(token));
}

function argumentsOf(state: State): Tracked[] {
  const args: Tracked[] = [];
  while (!endsExpression(state) && args.length < 5_000) {
    const before = state.pos;
    args.push(expression(state));
    if (isOp(state, ',') || isOp(state, '=>')) state.pos++;
    else break;
    if (state.pos === before) break;
  }
  return args;
}

/** `$ua->get(…)`: called by the method's name and the class where it is known. */
function methodOf(state: State, receiver: Tracked, start: Token): Tracked {
  state.pos++;
  const method = peek(state);
  if (method?.kind === 'op') return bracketedMember(state, receiver, method);
  state.pos++;
  let args: Tracked[] = [];
  if (isOp(state, '(')) {
    state.pos++;
    args = argumentsOf(state);
    if (isOp(state, ')')) state.pos++;
  }
  const type = receiver.name ?? '';
  return callFunction(state, `${type}->${method?.text ?? ''}`, args, { start: start.at, end: method?.to ?? start.to }, receiver);
}

function bracketedMember(state: State, receiver: Tracked, token: Token): Tracked {
  if (/^[[{(]$/.test(token.text)) bracketed(state);
  if (isOp(state, ')')) state.pos++;
  return { origins: receiver.origins };
}

const VARIABLE = /\$\{?([A-Za-z_]\w*)\}?(?:\{'?"?(\w+)'?"?\}|->\{\w+\})?|@\{?([A-Za-z_]\w*)\}?/g;

/** A string with its variables put in and its escapes undone. */
function interpolated(state: State, text: string): Tracked {
  if (!/[$@\\]/.test(text)) return exact(text);
  const parts: Tracked[] = [];
  let from = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (text[match.index - 1] === '\\' || (match[3] !== undefined && !state.variables.has(`@${match[3]}`))) continue;
    parts.push(exact(unescaped(text.slice(from, match.index))));
    from = match.index + match[0].length;
    parts.push(variableIn(state, match));
    if (parts.length > 20_000) break;
  }
  parts.push(exact(unescaped(text.slice(from))));
  return concat(parts);
}

function variableIn(state: State, match: RegExpExecArray): Tracked {
  const name = match[1] === undefined ? `@${match[3] ?? ''}` : `$${match[1]}`;
  if (name === '$ENV' && match[2] === 'HOME') return exact('~');
  if (name === '$ENV') return { text: HOLE, origins: [{ source: 'environment', span: { start: 0, end: 0 }, detail: match[2] ?? '*' }] };
  const known = state.variables.get(name);
  return known ?? { text: HOLE, origins: [] };
}

function unescaped(text: string): string {
  return unescapeText(text.replace(/\\x\{([0-9a-fA-F]{1,6})\}/g, (_, hex: string) => String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff))).replace(/\\([$@"])/g, '$1'));
}

export function spanOf(token: Token): Span {
  return { start: token.at, end: token.to };
}
