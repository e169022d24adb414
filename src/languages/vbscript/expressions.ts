/** Expressions of VBScript, lowered to the shared tree. */
import type { Arg, Expr } from '../flow/nodes.ts';
import type { Token } from './tokens.ts';

export interface Cursor {
  readonly tokens: readonly Token[];
  pos: number;
  depth: number;
  /** The function being read: its name is where its result is put. */
  fn: string | undefined;
  /** Objects of the surrounding With blocks, innermost last. */
  readonly withs: Expr[];
}

const DEEPEST = 150;
/** Binary operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['imp', 'eqv', 'xor'], ['or'], ['and'], ['not'], ['=', '<>', '<', '>', '<=', '>=', '=<', '=>', 'is', 'like'], ['&'], ['+', '-'], ['mod'], ['\\'], ['*', '/'], ['-'], ['^'],
];

export function peek(cursor: Cursor): Token {
  const token = cursor.tokens[cursor.pos];
  if (token) return token;
  const end = cursor.tokens.at(-1)?.to ?? 0;
  return { kind: 'end', text: '', at: end, to: end, spaced: false };
}

export function isOp(cursor: Cursor, text: string): boolean {
  const token = peek(cursor);
  return token.kind === 'op' && token.text === text;
}

/** An expression; `opaque` where none stands. */
export function parseExpression(cursor: Cursor): Expr {
  if (cursor.depth > DEEPEST) {
    skipStatement(cursor);
    return { kind: 'opaque', at: peek(cursor).at, to: peek(cursor).at };
  }
  cursor.depth++;
  const value = parseLevel(cursor, 0);
  cursor.depth--;
  return value;
}

function skipStatement(cursor: Cursor): void {
  while (peek(cursor).kind !== 'end') cursor.pos++;
}

function parseLevel(cursor: Cursor, level: number): Expr {
  const ops = LEVELS[level];
  if (!ops) return parsePostfix(cursor);
  const start = peek(cursor);
  if (ops[0] === 'not') return start.kind === 'name' && start.text === 'not' ? unary(cursor, '!', level) : parseLevel(cursor, level + 1);
  if (level === LEVELS.length - 2) return start.kind === 'op' && (start.text === '-' || start.text === '+') ? unary(cursor, start.text, level) : parseLevel(cursor, level + 1);
  const first = parseLevel(cursor, level + 1);
  const operands = [first];
  const found: string[] = [];
  for (;;) {
    const token = peek(cursor);
    if ((token.kind !== 'op' && token.kind !== 'name') || !ops.includes(token.text)) break;
    cursor.pos++;
    found.push(token.text);
    operands.push(parseLevel(cursor, level + 1));
  }
  if (found.length === 0) return first;
  const to = operands.at(-1)?.to ?? first.to;
  return { kind: 'chain', ops: found, operands, at: first.at, to };
}

function unary(cursor: Cursor, op: string, level: number): Expr {
  const { at } = peek(cursor);
  cursor.pos++;
  if (++cursor.depth > DEEPEST) {
    skipStatement(cursor);
    cursor.depth--;
    return { kind: 'opaque', at, to: at };
  }
  const operand = parseLevel(cursor, level);
  cursor.depth--;
  return { kind: 'unary', op, operand, at, to: operand.to };
}

/** A primary with its members and argument lists. */
export function parsePostfix(cursor: Cursor): Expr {
  let value = parsePrimary(cursor);
  for (let links = 0; links < 2_000; links++) {
    const token = peek(cursor);
    if (token.kind !== 'op') break;
    if (token.text === '.' || token.text === '!') {
      const name = cursor.tokens[cursor.pos + 1];
      if (name?.kind !== 'name') break;
      cursor.pos += 2;
      value = links > 200 ? { kind: 'opaque', at: value.at, to: name.to } : { kind: 'member', object: value, property: name.text, at: value.at, to: name.to };
    } else if (token.text === '(') {
      const args = parseArguments(cursor);
      value = links > 200 ? { kind: 'opaque', at: value.at, to: value.to } : { kind: 'call', callee: uncalled(cursor, value), args, at: value.at, to: cursor.tokens[cursor.pos - 1]?.to ?? value.to };
    } else break;
  }
  return value;
}

/** Inside a function its own name with arguments is a call of it, not its result so far. */
function uncalled(cursor: Cursor, value: Expr): Expr {
  return value.kind === 'name' && value.name === `${cursor.fn} result` ? { ...value, name: cursor.fn ?? '' } : value;
}

/** `(a, , b)`; the cursor stands on the parenthesis. */
function parseArguments(cursor: Cursor): Arg[] {
  cursor.pos++;
  const args: Arg[] = [];
  while (!isOp(cursor, ')') && peek(cursor).kind !== 'end') {
    const before = cursor.pos;
    if (isOp(cursor, ',')) {
      cursor.pos++;
      if (args.length === 0 || isOp(cursor, ',')) args.push({ value: { kind: 'opaque', at: 0, to: 0 } });
      continue;
    }
    args.push(parseArgument(cursor));
    if (isOp(cursor, ',')) cursor.pos++;
    if (cursor.pos === before) cursor.pos++;
  }
  if (isOp(cursor, ')')) cursor.pos++;
  return args;
}

/** One argument, VBA's `name:=value` too. */
export function parseArgument(cursor: Cursor): Arg {
  const token = peek(cursor);
  const next = cursor.tokens[cursor.pos + 1];
  if (token.kind === 'name' && next?.kind === 'op' && next.text === ':=') {
    cursor.pos += 2;
    return { name: token.text, value: parseExpression(cursor) };
  }
  return { value: parseExpression(cursor) };
}

const CONSTANTS: ReadonlyMap<string, string | number | boolean | null | undefined> = new Map<string, string | number | boolean | null | undefined>([
  ['true', true], ['false', false], ['nothing', null], ['null', null], ['empty', undefined],
  ['vbcrlf', '\r\n'], ['vbnewline', '\r\n'], ['vbcr', '\r'], ['vblf', '\n'], ['vbtab', '\t'], ['vbnullchar', '\0'], ['vbnullstring', ''], ['vbhide', 0], ['vbnormalfocus', 1],
]);

function parsePrimary(cursor: Cursor): Expr {
  const token = peek(cursor);
  const { at, to } = token;
  switch (token.kind) {
    case 'string':
      cursor.pos++;
      return { kind: 'const', value: token.text, at, to };
    case 'number':
      cursor.pos++;
      return { kind: 'const', value: numberOf(token.text), at, to };
    case 'name':
      return parseName(cursor, token);
    case 'op':
      return parseOperand(cursor, token);
    case 'end':
      return { kind: 'opaque', at, to };
  }
}

function parseName(cursor: Cursor, token: Token): Expr {
  const { at, to, text } = token;
  cursor.pos++;
  if (CONSTANTS.has(text)) return { kind: 'const', value: CONSTANTS.get(text), at, to };
  const next = peek(cursor);
  if (text === 'new' && next.kind === 'name') {
    cursor.pos++;
    return { kind: 'call', callee: { kind: 'name', name: 'createobject', at, to }, args: [{ value: { kind: 'const', value: next.text, at: next.at, to: next.to } }], at, to: next.to };
  }
  if (cursor.fn !== undefined && text === cursor.fn) return { kind: 'name', name: `${text} result`, at, to };
  return { kind: 'name', name: text, at, to };
}

function parseOperand(cursor: Cursor, token: Token): Expr {
  const { at, to } = token;
  if (token.text === '(') {
    cursor.pos++;
    const value = parseExpression(cursor);
    if (isOp(cursor, ')')) cursor.pos++;
    return value;
  }
  if (token.text === '.') return cursor.withs.at(-1) ?? { kind: 'opaque', at, to };
  if (token.text === ')' || token.text === ',') return { kind: 'opaque', at, to };
  cursor.pos++;
  return { kind: 'opaque', at, to };
}

function numberOf(text: string): number {
  const plain = text.replace(/[#!@%&]$/, '');
  if (/^&h/i.test(plain)) return Number.parseInt(plain.slice(2), 16) || 0;
  if (/^&o?/i.test(plain) && plain.startsWith('&')) return Number.parseInt(plain.replace(/^&o?/i, ''), 8) || 0;
  return Number(plain) || 0;
}
