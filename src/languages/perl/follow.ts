/** Expressions of Perl: variables and elements looked up, operators folded, calls written down. */
import type { Span } from '../../model/source.ts';
import { HOLE } from '../../model/source.ts';
import { unescapeText } from '../command/filters.ts';
import { addCall, addString, readInner } from '../command/script.ts';
import { concat, EMPTY, exact, joinOrigins, list, textOf, type Tracked } from '../command/values.ts';
import { callFunction, isFunction } from './functions.ts';
import type { State } from './state.ts';
import { callSub, subNamed } from './subs.ts';
import type { Token } from './tokens.ts';

const DEEPEST = 100;

export function peek(state: State, ahead = 0): Token | undefined {
  return state.tokens[state.pos + ahead];
}

export function isOp(state: State, text: string, ahead = 0): boolean {
  const token = peek(state, ahead);
  return token?.kind === 'op' && token.text === text;
}

/** Expressions between commas; several are a list. */
export function commaList(state: State): Tracked {
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

export function endsExpression(state: State): boolean {
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
    else if (CALCULATES.test(token.text)) parts.push(calculated(token.text, parts.pop() ?? EMPTY, operand));
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

const CALCULATES = /^(?:[-+*%^&]|\.\.|<<|>>)$/;

/** Arithmetic on two known numbers, and ranges; anything else is only the histories. */
function calculated(op: string, left: Tracked, right: Tracked): Tracked {
  const origins = joinOrigins(left.origins, right.origins);
  const a = numberOf(left);
  const b = numberOf(right);
  if (a === undefined || b === undefined) return { origins };
  if (op === '..') return b - a >= 0 && b - a < 4_096 ? list(Array.from({ length: b - a + 1 }, (_, index) => exact(String(a + index)))) : { origins };
  return exact(String(result(op, a, b)), origins);
}

function numberOf(value: Tracked): number | undefined {
  return value.text !== undefined && value.items === undefined && /^-?\d{1,15}$/.test(value.text) ? Number(value.text) : undefined;
}

function result(op: string, a: number, b: number): number {
  switch (op) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '%': return b === 0 ? 0 : ((a % b) + b) % b;
    case '^': return a ^ b;
    case '&': return a & b;
    case '<<': return a << b;
    default: return a >> b;
  }
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
    const isIndex = isOp(state, '[');
    const key = bracketed(state);
    if (token.text === '$ENV' || token.text === '%ENV') value = environment(state, key, token);
    else value = element(state, token, key, isIndex) ?? value;
  }
  return value;
}

/** `$list[2]`, `$table{key}`: what was put there, or the item of a known list. */
function element(state: State, token: Token, key: Tracked, isIndex: boolean): Tracked | undefined {
  if (token.kind !== 'variable' || key.text === undefined) return undefined;
  const stored = state.variables.get(`${token.text}{${key.text}}`);
  if (stored || !isIndex) return stored;
  const items = state.variables.get(`@${token.text.slice(1)}`)?.items;
  return /^-?\d{1,7}$/.test(key.text) ? (items?.at(Number(key.text)) as Tracked | undefined) : undefined;
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
  const word = token.text;
  const next = peek(state);
  if (next?.kind === 'op' && next.text === '=>') return exact(word);
  if (isOp(state, '{') && /^(?:eval|do|sub)$/.test(word)) return blockTerm(state);
  if (isOp(state, '{') && /^(?:map|grep|sort|first|any)$/.test(word)) return state.flow.mapped(state, word);
  if (/^(?:my|our|local|return|not|ref|defined|scalar|die|warn|if|unless|and|or|sub|do|foreach|for|while)$/.test(word)) return endsExpression(state) || isOp(state, '{') ? EMPTY : term(state);
  if (word === 'shift' || word === 'pop') return taken(state, word === 'pop');
  const known = subNamed(state, word);
  if (next?.kind === 'op' && next.text === '(') {
    state.pos++;
    const args = argumentsOf(state);
    if (isOp(state, ')')) state.pos++;
    return known ? callSub(state, word, args) : callFunction(state, word, args, spanOf(token));
  }
  if (isOp(state, '->')) return { ...exact(word), name: word };
  if (known) return callSub(state, word, endsExpression(state) || next?.kind === 'word' ? [] : argumentsOf(state));
  if (!isFunction(word)) return { ...exact(word), name: word };
  // `print {$fh} …`: the block comes first.
  const args = isOp(state, ';') || endsExpression(state) ? [] : argumentsOf(state);
  return callFunction(state, word, args, spanOf(token));
}

/** `eval { … }` is Perl's try, `do { … }` gives its last value, `sub { … }` is called back by whoever gets it. */
function blockTerm(state: State): Tracked {
  const end = state.pairs[state.pos] ?? -1;
  const stop = end < 0 ? state.tokens.length : end;
  state.pos++;
  const { result: before } = state;
  delete state.result;
  const value = state.flow.block(state, stop);
  const given = state.result ?? value;
  if (before) state.result = before;
  else delete state.result;
  state.pos = Math.max(state.pos, stop + 1);
  return given;
}

/** `shift`, `shift @list`: the first item, which the list loses. */
function taken(state: State, isLast: boolean): Tracked {
  const isBracketed = isOp(state, '(');
  if (isBracketed) state.pos++;
  const token = peek(state);
  const name = token?.kind === 'variable' && token.text.startsWith('@') ? token.text : '@_';
  if (token?.kind === 'variable') state.pos++;
  if (isBracketed && isOp(state, ')')) state.pos++;
  const known = state.variables.get(name);
  const items = known?.items;
  if (!items || items.length === 0) return known ? { origins: known.origins } : { text: HOLE, origins: name === '@ARGV' || state.calls === 0 ? [{ source: 'arguments', span: { start: 0, end: 0 }, detail: name }] : [] };
  state.variables.set(name, list((isLast ? items.slice(0, -1) : items.slice(1)) as Tracked[]));
  return ((isLast ? items.at(-1) : items[0]) ?? EMPTY) as Tracked;
}

/** The arguments of a call, up to what ends them. */
export function argumentsOf(state: State): Tracked[] {
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
  const own = method?.kind === 'word' && !/^(?:new|get|post|request|mirror)$/.test(method.text) ? subNamed(state, method.text) : undefined;
  if (own && method) return callSub(state, method.text, [receiver, ...args]);
  return callFunction(state, `${type}->${method?.text ?? ''}`, args, { start: start.at, end: method?.to ?? start.to }, receiver);
}

function bracketedMember(state: State, receiver: Tracked, token: Token): Tracked {
  if (!/^[[{(]$/.test(token.text)) return { origins: receiver.origins };
  const holder = state.tokens[state.pos - 2];
  const key = bracketed(state);
  const stored = holder?.kind === 'variable' && token.text === '{' ? element(state, holder, key, false) : undefined;
  return stored ?? { origins: receiver.origins };
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
