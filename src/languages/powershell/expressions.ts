/** Expressions of PowerShell, lowered to the shared tree. */
import type { Arg, Expr } from '../flow/nodes.ts';
import { accept, at, constant, DEEPEST, opaque, skip, take, wordAhead, type Cursor } from './cursor.ts';
import { parseString, parseVariable, subexpression, withResult } from './strings.ts';

/** Binary operators from the loosest to the tightest; words follow a dash and may have `c` or `i` in front. */
const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['and', 'or', 'xor']),
  new Set(['band', 'bor', 'bxor']),
  new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'like', 'notlike', 'match', 'notmatch', 'contains', 'notcontains', 'in', 'notin', 'is', 'isnot', 'as', 'replace', 'split', 'join', 'shl', 'shr']),
  new Set(['+', '-']),
  new Set(['*', '/', '%']),
  new Set(['f']),
  new Set(['..']),
];
const SYMBOLS = /[-+*/%](?![-+=\w])|[-+](?=[\d$('"])|\*|\.\.(?=[\s\d$(-])/y;
const WORD_OPERATOR = /[-\u2013\u2014\u2015]([a-zA-Z]{1,12})(?![\w-])/y;

export function parseExpression(cursor: Cursor): Expr {
  if (++cursor.depth > DEEPEST) {
    cursor.pos = cursor.text.length;
    cursor.depth--;
    return opaque(cursor.pos);
  }
  const value = parseLevel(cursor, 0);
  cursor.depth--;
  return value;
}

function parseLevel(cursor: Cursor, level: number): Expr {
  const ops = LEVELS[level];
  if (!ops) return parseList(cursor);
  const first = parseLevel(cursor, level + 1);
  const operands = [first];
  const found: string[] = [];
  for (;;) {
    const op = operatorAhead(cursor, ops);
    if (op === undefined) break;
    skip(cursor, true);
    found.push(op);
    operands.push(parseLevel(cursor, level + 1));
  }
  if (found.length === 0) return first;
  return { kind: 'chain', ops: found, operands, at: first.at, to: operands.at(-1)?.to ?? first.to };
}

/** Takes an operator of a level where one stands here. */
function operatorAhead(cursor: Cursor, ops: ReadonlySet<string>): string | undefined {
  const before = cursor.pos;
  skip(cursor);
  WORD_OPERATOR.lastIndex = cursor.pos;
  const word = WORD_OPERATOR.exec(cursor.text);
  if (word) {
    const name = (word[1] ?? '').toLowerCase();
    const plain = ops.has(name) ? name : ops.has(name.slice(1)) && /^[ci]/.test(name) ? name.slice(1) : undefined;
    if (plain !== undefined && !/^[-+*/%.]/.test(plain)) {
      cursor.pos += word[0].length;
      return plain;
    }
  } else {
    SYMBOLS.lastIndex = cursor.pos;
    const symbol = SYMBOLS.exec(cursor.text)?.[0];
    if (symbol !== undefined && ops.has(symbol)) {
      cursor.pos += symbol.length;
      return symbol;
    }
  }
  cursor.pos = before;
  return undefined;
}

/** `a, b, c` is an array; commas bind tighter than operators. */
function parseList(cursor: Cursor): Expr {
  const start = cursor.pos;
  const first = at(cursor, ',') ? undefined : parseUnary(cursor);
  const items: Expr[] = first ? [first] : [];
  for (;;) {
    const before = cursor.pos;
    skip(cursor);
    if (!accept(cursor, ',')) {
      cursor.pos = before;
      break;
    }
    skip(cursor, true);
    const from = cursor.pos;
    items.push(parseUnary(cursor));
    if (cursor.pos === from) break;
  }
  if (first && items.length === 1) return first;
  return { kind: 'list', items, type: 'list', at: first?.at ?? start, to: items.at(-1)?.to ?? start };
}

const CAST = /\[[ \t]*([A-Za-z_][\w.`]*(?:\[[\w.,[\] ]{0,80}\])?(?:\[\])?)[ \t]*\]/y;

/** One operand with its casts and members, without operators. */
export function parseOperand(cursor: Cursor): Expr {
  return parseUnary(cursor);
}

function parseUnary(cursor: Cursor): Expr {
  if (cursor.depth > DEEPEST) return opaque(cursor.pos);
  cursor.depth++;
  const value = readUnary(cursor);
  cursor.depth--;
  return value;
}

function readUnary(cursor: Cursor): Expr {
  skip(cursor);
  const start = cursor.pos;
  const sign = take(cursor, /!|[-\u2013](?:not|bnot|join|split)\b|\+\+|--|[-+](?=[\d$([.\s])|,(?!,)/iy);
  if (sign !== undefined) {
    const operand = parseUnary(cursor);
    const word = sign.toLowerCase().replace(/^[-\u2013](?=[a-z])/, '');
    if (sign === ',') return { kind: 'list', items: [operand], type: 'list', at: start, to: operand.to };
    return { kind: 'unary', op: word === 'not' ? '!' : word, operand, at: start, to: operand.to };
  }
  CAST.lastIndex = start;
  const cast = CAST.exec(cursor.text);
  if (cast) {
    const after = cursor.text[start + cast[0].length] ?? '';
    cursor.pos += cast[0].length;
    const type = typeName(cast[1] ?? '');
    if (after === ':' && cursor.text[cursor.pos + 1] === ':') return parseMembers(cursor, { kind: 'name', name: type, at: start, to: cursor.pos });
    skip(cursor);
    if (/[\s;|)},]|^$/.test(cursor.text[cursor.pos] ?? '')) return parseMembers(cursor, { kind: 'name', name: type, at: start, to: cursor.pos });
    const operand = parseUnary(cursor);
    const span = { at: start, to: operand.to };
    return { kind: 'call', callee: { kind: 'name', name: '[cast]', ...span }, args: [{ value: constant(type, start, cursor.pos) }, { value: operand }], ...span };
  }
  return parseMembers(cursor, parsePrimary(cursor));
}

/** `System.Text.Encoding` and `Text.Encoding` are the same type. */
export function typeName(name: string): string {
  return name.replaceAll('`', '').toLowerCase().replace(/^system\.(?=\w)/, '').replace(/\s+/g, '');
}

/** `.name`, `::name`, `[index]`, `(args)` behind a value, without blanks between. */
function parseMembers(cursor: Cursor, first: Expr): Expr {
  let value = first;
  for (let links = 0; links < 400; links++) {
    const before = cursor.pos;
    const next = cursor.text[before];
    if (next === '[') value = parseIndex(cursor, value);
    else if ((next === '.' && /[\w('"$`{@]/.test(cursor.text[before + 1] ?? '') && !/^\.\d/.test(cursor.text.slice(before, before + 2))) || at(cursor, '::')) value = parseMember(cursor, value);
    else if (next === '+' && cursor.text[before + 1] === '+') {
      cursor.pos += 2;
      value = { kind: 'update', target: value, op: '++', prefix: false, at: first.at, to: cursor.pos };
    } else if (at(cursor, '--') && !/\w/.test(cursor.text[before + 2] ?? '')) {
      cursor.pos += 2;
      value = { kind: 'update', target: value, op: '--', prefix: false, at: first.at, to: cursor.pos };
    } else return value;
    if (cursor.pos === before) return value;
    if (links > 150) value = opaque(first.at, cursor.pos);
  }
  return value;
}

function parseIndex(cursor: Cursor, object: Expr): Expr {
  cursor.pos++;
  skip(cursor, true);
  const index = parseExpression(cursor);
  skip(cursor, true);
  accept(cursor, ']');
  return { kind: 'index', object, index, at: object.at, to: cursor.pos };
}

function parseMember(cursor: Cursor, object: Expr): Expr {
  cursor.pos += at(cursor, '::') ? 2 : 1;
  skip(cursor);
  const name = take(cursor, /[A-Za-z_`][\w`]*/y)?.replaceAll('`', '').toLowerCase();
  const computed = name === undefined ? (parseString(cursor) ?? (at(cursor, '(') ? parsePrimary(cursor) : parseVariable(cursor)) ?? opaque(cursor.pos)) : undefined;
  const span = { at: object.at, to: cursor.pos };
  const member: Expr = computed === undefined ? { kind: 'member', object, property: name ?? '', ...span } : computed.kind === 'const' ? { kind: 'member', object, property: String(computed.value).toLowerCase(), ...span } : { kind: 'index', object, index: lowered(computed), ...span };
  if (!at(cursor, '(')) return member;
  const args = parseArguments(cursor);
  return { kind: 'call', callee: member, args, at: object.at, to: cursor.pos };
}

function lowered(value: Expr): Expr {
  return { kind: 'call', callee: { kind: 'name', name: '[lower]', at: value.at, to: value.to }, args: [{ value }], at: value.at, to: value.to };
}

function parseArguments(cursor: Cursor): Arg[] {
  cursor.pos++;
  const args: Arg[] = [];
  for (;;) {
    skip(cursor, true);
    if (cursor.pos >= cursor.text.length || accept(cursor, ')')) return args;
    const before = cursor.pos;
    const value = cursor.parse.expression(cursor);
    // The comma made a list of what are several arguments.
    if (value.kind === 'list' && value.type === 'list' && cursor.text[before] !== ',' && cursor.text[before] !== '@') for (const item of value.items) args.push({ value: item });
    else args.push({ value });
    skip(cursor, true);
    if (cursor.pos === before) cursor.pos++;
  }
}

function parsePrimary(cursor: Cursor): Expr {
  const { text, pos } = cursor;
  const string = parseString(cursor);
  if (string) return string;
  const char = text[pos] ?? '';
  if (char === '$') return parseDollar(cursor);
  if (char === '(') return parseParenthesised(cursor);
  if (char === '@') return parseCollection(cursor);
  if (char === '{') return parseScriptBlock(cursor);
  const number = take(cursor, /0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[-+]?\d+)?(?:[kmgt]b|[dl])?|\.\d+/iy);
  if (number !== undefined) return constant(numberOf(number), pos, cursor.pos);
  if (char === '[') cursor.pos++;
  return opaque(pos, cursor.pos);
}

function numberOf(text: string): number {
  if (/^0x/i.test(text)) return Number.parseInt(text, 16);
  const unit = /[kmgt]b$/i.exec(text)?.[0].toLowerCase();
  const factor = unit === undefined ? 1 : 1024 ** ('kmgt'.indexOf(unit[0] ?? 'k') + 1);
  return (Number.parseFloat(text) || 0) * factor;
}

function parseDollar(cursor: Cursor): Expr {
  const start = cursor.pos;
  if (accept(cursor, '$(')) return subexpression(cursor, start);
  const variable = parseVariable(cursor);
  if (variable) return variable;
  cursor.pos++;
  return opaque(start, cursor.pos);
}

function parseParenthesised(cursor: Cursor): Expr {
  cursor.pos++;
  skip(cursor, true);
  if (++cursor.depth > DEEPEST) {
    cursor.pos = cursor.text.length;
    cursor.depth--;
    return opaque(cursor.pos);
  }
  const value = cursor.parse.pipeline(cursor);
  cursor.depth--;
  skip(cursor, true);
  accept(cursor, ')');
  return value;
}

/** `@(…)`, `@{…}`, and `@splat`. */
function parseCollection(cursor: Cursor): Expr {
  const start = cursor.pos;
  if (accept(cursor, '@(')) {
    const inner = subexpression(cursor, start);
    return inner.kind === 'list' ? inner : { kind: 'call', callee: { kind: 'name', name: '[array]', at: start, to: cursor.pos }, args: [{ value: inner }], at: start, to: cursor.pos };
  }
  if (accept(cursor, '@{')) return parseTable(cursor, start);
  cursor.pos++;
  const name = take(cursor, /\w{1,100}/y);
  return { kind: 'name', name: `$${(name ?? '').toLowerCase()}`, at: start, to: cursor.pos };
}

function parseTable(cursor: Cursor, start: number): Expr {
  const entries: { key: Expr; value: Expr }[] = [];
  for (;;) {
    skip(cursor, true);
    if (accept(cursor, ';')) continue;
    if (cursor.pos >= cursor.text.length || accept(cursor, '}')) break;
    const before = cursor.pos;
    const word = take(cursor, /[\w-]{1,200}(?=\s*=)/y);
    const key = word === undefined ? parseUnary(cursor) : constant(word.toLowerCase(), before, cursor.pos);
    skip(cursor, true);
    if (accept(cursor, '=')) {
      skip(cursor, true);
      entries.push({ key: key.kind === 'const' ? { ...key, value: String(key.value).toLowerCase() } : key, value: cursor.parse.pipeline(cursor) });
    }
    if (cursor.pos === before) cursor.pos++;
  }
  return { kind: 'dict', entries, at: start, to: cursor.pos };
}

/** `{ … }`: a function of `$_` that gives its last expression. */
function parseScriptBlock(cursor: Cursor): Expr {
  const start = cursor.pos;
  const body = cursor.parse.block(cursor);
  const span = { at: start, to: cursor.pos };
  return { kind: 'function', fn: { name: 'scriptblock', params: [{ target: { kind: 'name', name: '$_', ...span } }], body: withResult(body), decorators: [], isArrow: true, ...span }, ...span };
}

/** Whether an expression begins here, rather than a command. */
export function startsExpression(cursor: Cursor): boolean {
  const char = cursor.text[cursor.pos] ?? '';
  if (/[$"'([@{\d\u2018-\u201e,!]/.test(char)) return true;
  if (char === '+' || (char === '-' && /[\d$("'\s]/.test(cursor.text[cursor.pos + 1] ?? ''))) return true;
  return /^-(?:join|split|not|bnot)$/.test(`-${wordAhead({ ...cursor, pos: cursor.pos + 1 })}`) && char === '-';
}
