/** Statements of PowerShell, lowered to the shared tree. */
import type { Expr, FunctionNode, Module, Param, Pattern, Stmt } from '../flow/nodes.ts';
import { accept, at, constant, DEEPEST, opaque, skip, take, wordAhead, type Cursor } from './cursor.ts';
import { parseExpression, startsExpression } from './expressions.ts';
import { parsePipeline } from './pipeline.ts';
import { parseVariable, withResult } from './strings.ts';

/** Parses a whole script; what fits nowhere is stepped over. */
export function parsePowerShell(text: string): Module {
  const cursor: Cursor = { text, pos: 0, depth: 0, parse: { block: parseBlock, statements: parseStatements, pipeline: parseValue, expression: parseExpression } };
  const body: Stmt[] = [];
  while (cursor.pos < text.length) {
    for (const stmt of parseStatements(cursor, '')) body.push(stmt);
    cursor.pos++;
  }
  return { body: [...body.filter((stmt) => stmt.kind === 'function'), ...body.filter((stmt) => stmt.kind !== 'function')], problems: [] };
}

/** Statements up to a closing bracket, which is left. */
function parseStatements(cursor: Cursor, close: string): Stmt[] {
  const body: Stmt[] = [];
  for (;;) {
    skip(cursor, true);
    if (accept(cursor, ';') || accept(cursor, '&&') || accept(cursor, '||')) continue;
    if (cursor.pos >= cursor.text.length || (close !== '' && at(cursor, close)) || at(cursor, ')') || at(cursor, '}')) return body;
    const before = cursor.pos;
    body.push(...parseStatement(cursor));
    if (cursor.pos === before) cursor.pos++;
  }
}

/** `{ … }`; empty where none stands. */
function parseBlock(cursor: Cursor): Stmt[] {
  skip(cursor, true);
  if (!accept(cursor, '{')) return [];
  if (++cursor.depth > DEEPEST) cursor.pos = cursor.text.length;
  const body = parseStatements(cursor, '}');
  cursor.depth--;
  accept(cursor, '}');
  return body;
}

type Read = (cursor: Cursor, start: number) => Stmt[];

const STATEMENTS: Readonly<Record<string, Read>> = {
  if: parseIf, while: parseWhile, do: parseDo, for: parseFor, foreach: parseForEach, switch: parseSwitch,
  function: parseFunction, filter: parseFunction, workflow: parseFunction, param: parseParam, try: parseTry, trap: parseTrap, class: parseClass,
  return: parseReturn, exit: parseReturn, throw: parseThrow,
  break: (_, start) => [{ kind: 'break', at: start, to: start }], continue: (_, start) => [{ kind: 'continue', at: start, to: start }],
  begin: parseNamedBlock, process: parseNamedBlock, end: parseNamedBlock, using: skipLine,
};

function parseStatement(cursor: Cursor): Stmt[] {
  const start = cursor.pos;
  const word = /[a-z`]/i.test(cursor.text[start] ?? '') ? wordAhead(cursor) : '';
  const read = Object.hasOwn(STATEMENTS, word) ? STATEMENTS[word] : undefined;
  if (read && !(word === 'foreach' && !/^foreach\s*\(/i.test(cursor.text.slice(start, start + 60)))) {
    take(cursor, /[\w`-]{1,80}/y);
    return read(cursor, start);
  }
  const assigned = startsExpression(cursor) ? parseAssignment(cursor) : undefined;
  if (assigned) return [assigned];
  const value = parsePipeline(cursor);
  return [{ kind: 'expr', value, at: start, to: cursor.pos }];
}

function skipLine(cursor: Cursor): Stmt[] {
  take(cursor, /[^\n;]*/y);
  return [];
}

/** `target = …`, `target += …`; undefined (nothing taken but an expression's place) where it is none. */
function parseAssignment(cursor: Cursor): Stmt | undefined {
  const start = cursor.pos;
  if (!assigns(cursor)) return undefined;
  while (take(cursor, /\[[ \t]*[A-Za-z][\w.`]*(?:\[[\w., ]{0,60}\])?(?:\[\])?(?:\([^()\n]{0,80}\))?[ \t]*\]\s*(?=[[$])/y) !== undefined);
  const target = parseExpression(cursor);
  skip(cursor);
  const op = take(cursor, /(?:\+|-|\*|\/|%|\?\?)?=(?!=)/y);
  if (op === undefined || !isTarget(target)) {
    cursor.pos = start;
    return undefined;
  }
  skip(cursor, true);
  const nested = startsExpression(cursor) ? parseAssignment(cursor) : undefined;
  const value = nested?.kind === 'assign' ? { kind: 'assign' as const, target: nested.targets[0] ?? opaque(start), value: nested.value, at: nested.at, to: nested.to } : statementValue(cursor);
  return { kind: 'assign', targets: [target], ...(op === '=' ? {} : { op: op.slice(0, -1) }), value, at: start, to: cursor.pos };
}

/** `$x = if (…) { … }`: statements give values. */
function statementValue(cursor: Cursor): Expr {
  const start = cursor.pos;
  if (!/^(?:if|foreach|switch|try|while|for|do)$/.test(wordAhead(cursor))) return parsePipeline(cursor);
  const body = withResult(parseStatement(cursor));
  const span = { at: start, to: cursor.pos };
  return { kind: 'call', callee: { kind: 'function', fn: { name: '=', params: [], body, decorators: [], isArrow: true, ...span }, ...span }, args: [], ...span };
}

const BEFORE_OPERATOR = /[\w$:?^.{},'" \t`]*/y;

/** A quick look for an assignment operator behind something that may be a target. */
function assigns(cursor: Cursor): boolean {
  const text = cursor.text.slice(cursor.pos, cursor.pos + 400);
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (depth === 0) {
      BEFORE_OPERATOR.lastIndex = i;
      if (BEFORE_OPERATOR.test(text)) i = BEFORE_OPERATOR.lastIndex;
    }
    const char = text[i] ?? '';
    if (char === '[' || char === '(') depth++;
    else if (char === ']' || char === ')') {
      if (--depth < 0) return false;
    } else if (depth > 0) continue;
    else if (char === '=') return text[i + 1] !== '=';
    else return '-+*/%'.includes(char) && text[i + 1] === '=';
  }
  return false;
}

function isTarget(target: Pattern): boolean {
  return target.kind === 'name' || target.kind === 'member' || target.kind === 'index' || (target.kind === 'list' && target.items.every(isTarget));
}

function parseCondition(cursor: Cursor): Expr {
  skip(cursor, true);
  if (!accept(cursor, '(')) return opaque(cursor.pos);
  skip(cursor, true);
  const value = parseValue(cursor);
  skip(cursor, true);
  accept(cursor, ')');
  return value;
}

/** `while (($line = …) -ne $null)`: an assignment as a value. */
function assignedValue(cursor: Cursor): Expr | undefined {
  const stmt = startsExpression(cursor) ? parseAssignment(cursor) : undefined;
  if (stmt?.kind !== 'assign') return undefined;
  return { kind: 'assign', target: stmt.targets[0] ?? opaque(stmt.at), value: stmt.value, ...(stmt.op ? { op: stmt.op } : {}), at: stmt.at, to: stmt.to };
}

/** What stands in parentheses: a pipeline, or an assignment that gives its value. */
function parseValue(cursor: Cursor): Expr {
  return assignedValue(cursor) ?? parsePipeline(cursor);
}

function parseIf(cursor: Cursor, start: number): Stmt[] {
  const test = parseCondition(cursor);
  const then = parseBlock(cursor);
  const back = cursor.pos;
  skip(cursor, true);
  const word = wordAhead(cursor);
  let orelse: Stmt[] = [];
  if (word === 'elseif' && cursor.depth < DEEPEST) {
    cursor.pos += 6;
    cursor.depth++;
    orelse = parseIf(cursor, cursor.pos);
    cursor.depth--;
  } else if (word === 'else') {
    cursor.pos += 4;
    orelse = parseBlock(cursor);
  } else cursor.pos = back;
  return [{ kind: 'if', test, then, orelse, at: start, to: cursor.pos }];
}

function parseWhile(cursor: Cursor, start: number): Stmt[] {
  const test = parseCondition(cursor);
  return [{ kind: 'loop', init: [], test, body: parseBlock(cursor), orelse: [], at: start, to: cursor.pos }];
}

function parseDo(cursor: Cursor, start: number): Stmt[] {
  const body = parseBlock(cursor);
  skip(cursor, true);
  const word = take(cursor, /while|until/iy)?.toLowerCase();
  const condition = word ? parseCondition(cursor) : undefined;
  const test: Expr | undefined = condition && word === 'until' ? { kind: 'unary', op: '!', operand: condition, at: condition.at, to: condition.to } : condition;
  return [{ kind: 'loop', init: [], ...(test ? { test } : {}), body, first: true, orelse: [], at: start, to: cursor.pos }];
}

function parseFor(cursor: Cursor, start: number): Stmt[] {
  skip(cursor, true);
  accept(cursor, '(');
  const parts: Stmt[][] = [];
  for (let i = 0; i < 3; i++) {
    skip(cursor, true);
    parts.push(at(cursor, ';') || at(cursor, ')') ? [] : parseStatement(cursor));
    skip(cursor, true);
    if (i < 2) accept(cursor, ';');
  }
  accept(cursor, ')');
  const [init = [], test = [], update = []] = parts;
  const [tested] = test;
  const body = parseBlock(cursor);
  const step = update.flatMap((stmt) => asExpression(stmt));
  const span = { at: start, to: cursor.pos };
  return [{ kind: 'loop', init, ...(tested?.kind === 'expr' ? { test: tested.value } : {}), ...(step.length > 0 ? { update: { kind: 'sequence', items: step, ...span } satisfies Expr } : {}), body, orelse: [], ...span }];
}

function asExpression(stmt: Stmt): Expr[] {
  if (stmt.kind === 'expr') return [stmt.value];
  const target = stmt.kind === 'assign' ? stmt.targets[0] : undefined;
  if (stmt.kind !== 'assign' || !target) return [];
  return [{ kind: 'assign', target, value: stmt.value, ...(stmt.op ? { op: stmt.op } : {}), at: stmt.at, to: stmt.to }];
}

function parseForEach(cursor: Cursor, start: number): Stmt[] {
  skip(cursor, true);
  accept(cursor, '(');
  skip(cursor, true);
  const target = parseVariable(cursor) ?? opaque(cursor.pos);
  skip(cursor, true);
  take(cursor, /in\b/iy);
  skip(cursor, true);
  const iter = parsePipeline(cursor);
  skip(cursor, true);
  accept(cursor, ')');
  return [{ kind: 'for', target, iter, body: parseBlock(cursor), orelse: [], at: start, to: cursor.pos }];
}

function parseSwitch(cursor: Cursor, start: number): Stmt[] {
  skip(cursor);
  while (take(cursor, /-\w+\s*/y) !== undefined);
  const value = parseCondition(cursor);
  const cases: { test?: Expr; body: Stmt[] }[] = [];
  skip(cursor, true);
  accept(cursor, '{');
  for (;;) {
    skip(cursor, true);
    if (accept(cursor, ';')) continue;
    if (cursor.pos >= cursor.text.length || accept(cursor, '}')) break;
    const before = cursor.pos;
    const isDefault = take(cursor, /default\b/iy) !== undefined;
    const test = isDefault ? undefined : startsExpression(cursor) ? parseExpression(cursor) : constant(take(cursor, /[^\s{}]{1,200}/y) ?? '', before, cursor.pos);
    const body = parseBlock(cursor);
    cases.push({ ...(test ? { test } : {}), body: [...body, { kind: 'break', at: before, to: cursor.pos }] });
    if (cursor.pos === before) cursor.pos++;
  }
  return [{ kind: 'switch', value, cases, at: start, to: cursor.pos }];
}

function parseFunction(cursor: Cursor, start: number): Stmt[] {
  skip(cursor);
  const name = (take(cursor, /[^\s({]{1,200}/y) ?? '').replaceAll('`', '').toLowerCase().replace(/^\w+:/, '');
  skip(cursor, true);
  const params = at(cursor, '(') ? parseParameters(cursor) : [];
  const body = parseBlock(cursor);
  const [declared] = body;
  // A `param(…)` inside the body was lowered to a block of declarations: they are the parameters.
  const own = declared?.kind === 'block' && declared.label === 'param' ? declared.body.flatMap((stmt) => (stmt.kind === 'declare' ? [{ target: stmt.target, ...(stmt.value ? { default: stmt.value } : {}) }] : [])) : [];
  const span = { at: start, to: cursor.pos };
  const fn: FunctionNode = { name, params: [...params, ...own], body: withResult(own.length > 0 ? body.slice(1) : body), decorators: [], ...span };
  return [{ kind: 'function', fn, ...span }];
}

/** `([type]$a, $b = 1)`. */
function parseParameters(cursor: Cursor): Param[] {
  const params: Param[] = [];
  accept(cursor, '(');
  for (;;) {
    skip(cursor, true);
    if (accept(cursor, ',')) continue;
    if (cursor.pos >= cursor.text.length || accept(cursor, ')')) return params;
    const before = cursor.pos;
    if (take(cursor, /\[[^\]\n]{0,200}\]\)?\]?/y) !== undefined) continue;
    const target = parseVariable(cursor);
    skip(cursor, true);
    if (target && accept(cursor, '=')) {
      skip(cursor, true);
      const value = parseExpressionUntilComma(cursor);
      params.push({ target, default: value });
    } else if (target) params.push({ target });
    if (cursor.pos === before) cursor.pos++;
  }
}

/** A default value: the comma behind it belongs to the list of parameters. */
function parseExpressionUntilComma(cursor: Cursor): Expr {
  const value = parseExpression(cursor);
  if (value.kind !== 'list') return value;
  const [first] = value.items;
  if (!first) return value;
  cursor.pos = first.to;
  return first;
}

/** A `param(…)` block: declarations in a labelled block, so that a function finds them. */
function parseParam(cursor: Cursor, start: number): Stmt[] {
  skip(cursor, true);
  const params = parseParameters(cursor);
  const body: Stmt[] = params.map((param) => ({ kind: 'declare', how: 'var', target: param.target, ...(param.default ? { value: param.default } : {}), at: start, to: cursor.pos }));
  return [{ kind: 'block', label: 'param', body, at: start, to: cursor.pos }];
}

function parseTry(cursor: Cursor, start: number): Stmt[] {
  const body = parseBlock(cursor);
  const handlers: { body: Stmt[] }[] = [];
  let final: Stmt[] = [];
  for (;;) {
    const back = cursor.pos;
    skip(cursor, true);
    const word = wordAhead(cursor);
    if (word !== 'catch' && word !== 'finally') {
      cursor.pos = back;
      break;
    }
    cursor.pos += word.length;
    skip(cursor, true);
    while (take(cursor, /\[[^\]\n]{0,200}\][\s,]*/y) !== undefined);
    if (word === 'finally') final = parseBlock(cursor);
    else handlers.push({ body: parseBlock(cursor) });
    if (handlers.length > 50) break;
  }
  return [{ kind: 'try', body, handlers, orelse: [], final, at: start, to: cursor.pos }];
}

function parseTrap(cursor: Cursor): Stmt[] {
  skip(cursor, true);
  take(cursor, /\[[^\]\n]{0,200}\]/y);
  return parseBlock(cursor);
}

function parseClass(cursor: Cursor): Stmt[] {
  take(cursor, /[^{\n]{0,300}/y);
  return parseBlock(cursor);
}

function parseNamedBlock(cursor: Cursor): Stmt[] {
  return parseBlock(cursor);
}

function parseReturn(cursor: Cursor, start: number): Stmt[] {
  skip(cursor);
  const isEmpty = /[\n;})]|^$/.test(cursor.text[cursor.pos] ?? '');
  return [{ kind: 'return', ...(isEmpty ? {} : { value: parsePipeline(cursor) }), at: start, to: cursor.pos }];
}

function parseThrow(cursor: Cursor, start: number): Stmt[] {
  skip(cursor);
  const value = /[\n;})]|^$/.test(cursor.text[cursor.pos] ?? '') ? opaque(start) : parsePipeline(cursor);
  return [{ kind: 'expr', value, at: start, to: cursor.pos }];
}
