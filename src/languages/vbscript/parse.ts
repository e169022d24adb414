/** Statements of VBScript (and what VBA adds), lowered to the shared tree. Reads on whatever stands there; what fits nowhere is skipped. */
import type { Arg, Expr, FunctionNode, Module, Param, Stmt } from '../flow/nodes.ts';
import { isOp, parseArgument, parseExpression, parsePostfix, peek, type Cursor } from './expressions.ts';
import { acceptName, declare, parseDimensions, redeclare, skipLine, skipType } from './declarations.ts';
import { tokensOf, type Token } from './tokens.ts';

const DEEPEST = 120;
const MOST_ARGUMENTS = 5_000;

/** Parses a whole script. */
export function parseVbScript(text: string): Module {
  const cursor: Cursor = { tokens: tokensOf(text), pos: 0, depth: 0, fn: undefined, withs: [] };
  const problems: Module['problems'] = [];
  const body: Stmt[] = [];
  while (cursor.pos < cursor.tokens.length) {
    const before = cursor.pos;
    for (const stmt of parseBlock(cursor, [])) body.push(stmt);
    // An `End If` or `Loop` without a beginning: stepped over.
    if (cursor.pos === before || isEnder(cursor)) cursor.pos++;
  }
  return { body: hoisted(body), problems };
}

/** Functions may be called before they are defined. */
function hoisted(body: Stmt[]): Stmt[] {
  return [...body.filter((stmt) => stmt.kind === 'function' || stmt.kind === 'class'), ...body.filter((stmt) => stmt.kind !== 'function' && stmt.kind !== 'class')];
}

const ENDERS: ReadonlySet<string> = new Set(['end', 'else', 'elseif', 'next', 'loop', 'wend', 'case']);

function isEnder(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (token.kind !== 'name' || !ENDERS.has(token.text)) return false;
  const next = cursor.tokens[cursor.pos + 1];
  if (token.text === 'end') return next?.kind === 'name' && /^(?:if|sub|function|with|select|class|property|type|enum)$/.test(next.text);
  return next?.kind !== 'op' || next.text === '(';
}

/** Statements up to an ending word, which is left for the caller. */
function parseBlock(cursor: Cursor, ends: readonly string[]): Stmt[] {
  const body: Stmt[] = [];
  if (++cursor.depth > DEEPEST) cursor.pos = cursor.tokens.length;
  while (cursor.pos < cursor.tokens.length) {
    const token = peek(cursor);
    if (token.kind === 'end') {
      cursor.pos++;
      continue;
    }
    if (isEnder(cursor) || (token.kind === 'name' && ends.includes(token.text))) break;
    const before = cursor.pos;
    body.push(...parseStatement(cursor));
    if (cursor.pos === before) cursor.pos++;
  }
  cursor.depth--;
  return body;
}

function parseStatement(cursor: Cursor): Stmt[] {
  const token = peek(cursor);
  if (token.kind === 'name') {
    const next = cursor.tokens[cursor.pos + 1];
    const isAssigned = next?.kind === 'op' && (next.text === '=' || next.text === '.');
    const read = !isAssigned && Object.hasOwn(STATEMENTS, token.text) ? STATEMENTS[token.text] : undefined;
    if (read) {
      cursor.pos++;
      return read(cursor, token);
    }
  }
  return parseSimple(cursor);
}

type Read = (cursor: Cursor, start: Token) => Stmt[];

const STATEMENTS: Readonly<Record<string, Read>> = {
  dim: declare, const: declare, static: declare, redim: redeclare,
  public: modified, private: modified, friend: modified, default: modified, global: modified,
  set: parseSimple, let: parseSimple, call: parseSimple,
  if: parseIf, for: parseFor, do: parseDo, while: parseWhile, select: parseSelect, with: parseWith,
  sub: parseFunction, function: parseFunction, property: parseProperty, class: parseClass,
  exit: parseExit, on: parseOn, option: skipLine, randomize: skipLine, attribute: skipLine, declare: skipLine, type: skipLine, stop: skipLine, erase: skipLine, goto: skipLine, implements: skipLine,
};

/** `Private Sub`, `Public x`. */
function modified(cursor: Cursor): Stmt[] {
  const token = peek(cursor);
  if (token.kind === 'name' && /^(?:sub|function|property|const|dim|default|static|declare|type|class)$/.test(token.text)) return parseStatement(cursor);
  return declare(cursor);
}

/** An assignment, or a call with or without parentheses. */
function parseSimple(cursor: Cursor): Stmt[] {
  const start = peek(cursor);
  const target = parsePostfix(cursor);
  if (isOp(cursor, '=')) {
    cursor.pos++;
    const value = parseExpression(cursor);
    return [{ kind: 'assign', targets: [asTarget(target)], value, at: start.at, to: value.to }];
  }
  const args = parseBareArguments(cursor, target);
  const value: Expr = target.kind === 'call' && args.length === 0 ? target : { kind: 'call', callee: uncalled(target), args: unwrapped(target, args), at: target.at, to: args.at(-1)?.value.to ?? target.to };
  return [{ kind: 'expr', value, at: start.at, to: value.to }];
}

/** `f (a), b`: the first argument was taken for the whole list. */
function unwrapped(target: Expr, args: Arg[]): Arg[] {
  return target.kind === 'call' && args.length > 0 ? [...target.args, ...args] : args;
}

function uncalled(target: Expr): Expr {
  return target.kind === 'call' ? target.callee : target;
}

function parseBareArguments(cursor: Cursor, target: Expr): Arg[] {
  const args: Arg[] = [];
  if (target.kind === 'call' && isOp(cursor, ',')) cursor.pos++;
  else if (target.kind === 'call' && peek(cursor).kind !== 'end' && continuesExpression(cursor)) return continued(cursor, target);
  while (peek(cursor).kind !== 'end') {
    const before = cursor.pos;
    if (args.length > MOST_ARGUMENTS) {
      skipLine(cursor);
      break;
    }
    if (isOp(cursor, ',')) {
      args.push({ value: { kind: 'opaque', at: 0, to: 0 } });
      cursor.pos++;
      continue;
    }
    if (peek(cursor).kind === 'name' && /^(?:then|else|end)$/.test(peek(cursor).text)) break;
    args.push(parseArgument(cursor));
    if (isOp(cursor, ',')) cursor.pos++;
    if (cursor.pos === before) break;
  }
  return args;
}

function continuesExpression(cursor: Cursor): boolean {
  return ['&', '+', '-', '*', '/'].some((op) => isOp(cursor, op));
}

/** `Execute (a) & b`: the parenthesis was the beginning of an expression. */
function continued(cursor: Cursor, target: Extract<Expr, { kind: 'call' }>): Arg[] {
  const operands: Expr[] = [target.args[0]?.value ?? { kind: 'opaque', at: target.at, to: target.to }];
  const ops: string[] = [];
  while (continuesExpression(cursor)) {
    ops.push(peek(cursor).text);
    cursor.pos++;
    operands.push(parsePostfix(cursor));
  }
  target.args.length = 0;
  return [{ value: { kind: 'chain', ops, operands, at: target.at, to: operands.at(-1)?.to ?? target.to } }];
}

function asTarget(target: Expr): Expr {
  if (target.kind !== 'call') return target;
  const [first] = target.args;
  return first ? { kind: 'index', object: asTarget(target.callee), index: first.value, at: target.at, to: target.to } : target.callee;
}

function parseIf(cursor: Cursor, start: Token): Stmt[] {
  const test = parseExpression(cursor);
  acceptName(cursor, 'then');
  const isBlock = peek(cursor).kind === 'end' && peek(cursor).text !== ':';
  const then = isBlock ? parseBlock(cursor, []) : parseLine(cursor);
  let orelse: Stmt[] = [];
  if (acceptName(cursor, 'elseif')) orelse = cursor.depth > DEEPEST ? [] : nested(cursor, () => parseIf(cursor, start));
  else if (acceptName(cursor, 'else')) {
    orelse = isBlock ? parseBlock(cursor, []) : parseLine(cursor);
    if (isBlock) endOf(cursor, 'if');
  } else if (isBlock) endOf(cursor, 'if');
  return [{ kind: 'if', test, then, orelse, at: start.at, to: peek(cursor).at }];
}

function nested<T>(cursor: Cursor, read: () => T): T {
  cursor.depth++;
  const value = read();
  cursor.depth--;
  return value;
}

/** The statements of a one-line If. */
function parseLine(cursor: Cursor): Stmt[] {
  const body: Stmt[] = [];
  for (;;) {
    const token = peek(cursor);
    if (token.kind === 'end' && token.text !== ':') return body;
    if (token.kind === 'end') cursor.pos++;
    else if (token.kind === 'name' && (token.text === 'else' || token.text === 'elseif')) return body;
    else if (isEnder(cursor)) {
      endOf(cursor, 'if');
      return body;
    } else {
      const before = cursor.pos;
      body.push(...nested(cursor, () => (cursor.depth > DEEPEST ? skipLine(cursor) : parseStatement(cursor))));
      if (cursor.pos === before) cursor.pos++;
    }
  }
}

function endOf(cursor: Cursor, word: string): void {
  const next = cursor.tokens[cursor.pos + 1];
  if (peek(cursor).text === 'end' && next?.kind === 'name' && next.text === word) cursor.pos += 2;
}

function parseFor(cursor: Cursor, start: Token): Stmt[] {
  if (acceptName(cursor, 'each')) {
    const target = parsePostfix(cursor);
    acceptName(cursor, 'in');
    const iter = parseExpression(cursor);
    const body = parseBlock(cursor, []);
    finishNext(cursor);
    return [{ kind: 'for', target, iter, body, orelse: [], at: start.at, to: peek(cursor).at }];
  }
  const token = peek(cursor);
  const target: Expr = { kind: 'name', name: token.text, at: token.at, to: token.to };
  cursor.pos++;
  if (isOp(cursor, '=')) cursor.pos++;
  const from = parseExpression(cursor);
  acceptName(cursor, 'to');
  const until = parseExpression(cursor);
  const step: Expr = acceptName(cursor, 'step') ? parseExpression(cursor) : { kind: 'const', value: 1, at: token.at, to: token.to };
  const body = parseBlock(cursor, []);
  finishNext(cursor);
  const at = { at: token.at, to: until.to };
  const down = step.kind === 'unary' && step.op === '-';
  return [{
    kind: 'loop', init: [{ kind: 'assign', targets: [target], value: from, ...at }], test: { kind: 'chain', ops: [down ? '>=' : '<='], operands: [target, until], ...at },
    update: { kind: 'assign', target, op: '+', value: step, ...at }, body, orelse: [], at: start.at, to: peek(cursor).at,
  }];
}

function finishNext(cursor: Cursor): void {
  if (acceptName(cursor, 'next')) while (peek(cursor).kind === 'name') cursor.pos++;
}

function parseDo(cursor: Cursor, start: Token): Stmt[] {
  let test = condition(cursor);
  const body = parseBlock(cursor, []);
  acceptName(cursor, 'loop');
  const behind = test ? undefined : condition(cursor);
  test ??= behind;
  return [{ kind: 'loop', init: [], ...(test ? { test } : {}), ...(behind ? { first: true } : {}), body, orelse: [], at: start.at, to: peek(cursor).at }];
}

function condition(cursor: Cursor): Expr | undefined {
  if (acceptName(cursor, 'while')) return parseExpression(cursor);
  if (!acceptName(cursor, 'until')) return undefined;
  const operand = parseExpression(cursor);
  return { kind: 'unary', op: '!', operand, at: operand.at, to: operand.to };
}

function parseWhile(cursor: Cursor, start: Token): Stmt[] {
  const test = parseExpression(cursor);
  const body = parseBlock(cursor, []);
  acceptName(cursor, 'wend');
  return [{ kind: 'loop', init: [], test, body, orelse: [], at: start.at, to: peek(cursor).at }];
}

function parseSelect(cursor: Cursor, start: Token): Stmt[] {
  acceptName(cursor, 'case');
  const value = parseExpression(cursor);
  const cases: { test?: Expr; body: Stmt[] }[] = [];
  while (peek(cursor).kind === 'end' && cursor.pos < cursor.tokens.length) cursor.pos++;
  while (acceptName(cursor, 'case')) {
    const tests: Expr[] = [];
    if (!acceptName(cursor, 'else')) {
      while (peek(cursor).kind !== 'end') {
        const before = cursor.pos;
        tests.push(parseExpression(cursor));
        if (isOp(cursor, ',')) cursor.pos++;
        if (cursor.pos === before) cursor.pos++;
      }
    }
    const body = parseBlock(cursor, []);
    const at = { at: start.at, to: start.to };
    for (const test of tests.slice(0, -1)) cases.push({ test, body: [] });
    const last = tests.at(-1);
    cases.push({ ...(last ? { test: last } : {}), body: [...body, { kind: 'break', ...at }] });
  }
  endOf(cursor, 'select');
  return [{ kind: 'switch', value, cases, at: start.at, to: peek(cursor).at }];
}

function parseWith(cursor: Cursor, start: Token): Stmt[] {
  const value = parseExpression(cursor);
  const name = `with ${start.at}`;
  const held: Expr = { kind: 'name', name, at: value.at, to: value.to };
  cursor.withs.push(held);
  const body = parseBlock(cursor, []);
  cursor.withs.pop();
  endOf(cursor, 'with');
  return [{ kind: 'assign', targets: [held], value, at: start.at, to: value.to }, ...body];
}

function parseFunction(cursor: Cursor, start: Token): Stmt[] {
  const token = peek(cursor);
  if (token.kind !== 'name') return skipLine(cursor);
  cursor.pos++;
  const params = isOp(cursor, '(') ? parseParameters(cursor) : [];
  if (acceptName(cursor, 'as')) skipType(cursor);
  const outer = cursor.fn;
  cursor.fn = token.text;
  const body = parseBlock(cursor, []);
  cursor.fn = outer;
  const at = { at: start.at, to: peek(cursor).at };
  for (const word of ['sub', 'function', 'property']) endOf(cursor, word);
  const result: Expr = { kind: 'name', name: `${token.text} result`, ...at };
  const fn: FunctionNode = {
    ...at, name: token.text, params, decorators: [],
    body: [{ kind: 'declare', how: 'var', target: result, ...at }, ...body, { kind: 'return', value: result, ...at }],
  };
  return [{ kind: 'function', fn, ...at }];
}

function parseParameters(cursor: Cursor): Param[] {
  const params: Param[] = [];
  cursor.pos++;
  while (!isOp(cursor, ')') && peek(cursor).kind !== 'end') {
    const token = peek(cursor);
    cursor.pos++;
    if (token.kind !== 'name' || /^(?:byval|byref|optional|paramarray)$/.test(token.text)) continue;
    params.push({ target: { kind: 'name', name: token.text, at: token.at, to: token.to } });
    while (!isOp(cursor, ',') && !isOp(cursor, ')') && peek(cursor).kind !== 'end') cursor.pos++;
    if (isOp(cursor, '(')) parseDimensions(cursor);
  }
  if (isOp(cursor, ')')) cursor.pos++;
  return params;
}

function parseProperty(cursor: Cursor, start: Token): Stmt[] {
  for (const word of ['get', 'let', 'set']) if (acceptName(cursor, word)) break;
  return parseFunction(cursor, start);
}

function parseClass(cursor: Cursor, start: Token): Stmt[] {
  const token = peek(cursor);
  cursor.pos++;
  const body = parseBlock(cursor, []);
  endOf(cursor, 'class');
  return [{ kind: 'class', cls: { name: token.text, bases: [], keywords: [], body, decorators: [], at: start.at, to: peek(cursor).at }, at: start.at, to: peek(cursor).at }];
}

function parseExit(cursor: Cursor, start: Token): Stmt[] {
  const token = peek(cursor);
  const at = { at: start.at, to: token.to };
  if (token.kind === 'name') cursor.pos++;
  if (token.text === 'for' || token.text === 'do') return [{ kind: 'break', ...at }];
  return [{ kind: 'return', ...(cursor.fn ? { value: { kind: 'name', name: `${cursor.fn} result`, ...at } satisfies Expr } : {}), ...at }];
}

/** `On Error Resume Next`: a call of that name, so that rules can see it. */
function parseOn(cursor: Cursor, start: Token): Stmt[] {
  const isResume = acceptName(cursor, 'error') && acceptName(cursor, 'resume');
  skipLine(cursor);
  if (!isResume) return [];
  const at = { at: start.at, to: peek(cursor).at };
  return [{ kind: 'expr', value: { kind: 'call', callee: { kind: 'name', name: 'on error resume next', ...at }, args: [], ...at }, ...at }];
}
