/** Pipelines and commands of PowerShell: words, parameters, redirections. */
import type { Arg, Expr } from '../flow/nodes.ts';
import { accept, at, constant, opaque, skip, take, type Cursor } from './cursor.ts';
import { parseExpression, parseOperand, startsExpression } from './expressions.ts';
import { escaped, parseString, subexpression } from './strings.ts';

/** `a | b | c`: every stage gets the one before as its argument `input`. */
export function parsePipeline(cursor: Cursor): Expr {
  let value = parseStage(cursor);
  for (let stages = 0; stages < 200; stages++) {
    const back = cursor.pos;
    skip(cursor);
    if (!at(cursor, '|') || at(cursor, '||')) {
      // A line may begin with the bar.
      skip(cursor, true);
      if (!at(cursor, '|') || at(cursor, '||')) {
        cursor.pos = back;
        return value;
      }
    }
    cursor.pos++;
    skip(cursor, true);
    const stage = parseStage(cursor, value);
    value = stage;
  }
  return value;
}

function parseStage(cursor: Cursor, input?: Expr): Expr {
  skip(cursor);
  const start = cursor.pos;
  const operator = take(cursor, /[&.](?=[\s('"$`{\u2018-\u201e\w\\])(?!\d)(?!\.[\\/])/y);
  if (operator === undefined && startsExpression(cursor)) {
    const value = parseExpression(cursor);
    skipRedirects(cursor);
    return value;
  }
  return parseCommand(cursor, start, input);
}

/** A command with its words. Its name comes first among the arguments, for it may be computed. */
function parseCommand(cursor: Cursor, start: number, input: Expr | undefined): Expr {
  skip(cursor);
  const args: Arg[] = [];
  for (;;) {
    skip(cursor);
    skipRedirects(cursor);
    const before = cursor.pos;
    const value = parseArgument(cursor, args.length === 0);
    if (!value || args.length > MOST_ARGUMENTS) break;
    args.push({ value });
    if (cursor.pos === before) break;
  }
  if (input) args.push({ name: 'input', value: input });
  const span = { at: start, to: cursor.pos };
  if (args.length === 0) return opaque(start, cursor.pos);
  return { kind: 'call', callee: { kind: 'name', name: '&', ...span }, args, ...span };
}

function skipRedirects(cursor: Cursor): void {
  while (take(cursor, /[ \t]*(?:[\d*]?>&\d|[\d*]?>{1,2}[ \t]*\$null\b)/iy) !== undefined);
}

const MOST_ARGUMENTS = 5_000;
const STOPS = /[\s;|(){}&,<>]|^$/;

/** One argument of a command: an expression in brackets, a string, a variable, or a bare word with variables in it. */
function parseArgument(cursor: Cursor, isName: boolean): Expr | undefined {
  const first = parseWord(cursor, isName);
  if (!first || isName) return first;
  const items = [first];
  for (;;) {
    const back = cursor.pos;
    skip(cursor);
    if (!accept(cursor, ',')) {
      cursor.pos = back;
      break;
    }
    skip(cursor, true);
    const next = parseWord(cursor, false);
    if (!next) break;
    items.push(next);
  }
  return items.length === 1 ? first : { kind: 'list', items, type: 'list', at: first.at, to: items.at(-1)?.to ?? first.to };
}

function parseWord(cursor: Cursor, isName: boolean): Expr | undefined {
  const start = cursor.pos;
  const char = cursor.text[start] ?? '';
  if (/["'\u2018-\u201e($@{[]/.test(char) && !(isName && char === '[')) {
    if (char === '[' && !/^\[[\w.]+(?:\[\])?\](?:::|\$|\(|['"])/.test(cursor.text.slice(start, start + 100))) return bareWord(cursor, start);
    const value = parseTerm(cursor);
    if (STOPS.test(cursor.text[cursor.pos] ?? '') || cursor.pos === start) return value;
    return joinedWord(cursor, value, start);
  }
  return STOPS.test(char) ? undefined : bareWord(cursor, start);
}

/** A term in argument mode: no operators, but members and indexes. */
function parseTerm(cursor: Cursor): Expr {
  const start = cursor.pos;
  const value = parseTermAhead(cursor);
  if (cursor.pos === start) cursor.pos++;
  return value;
}

function parseTermAhead(cursor: Cursor): Expr {
  if (at(cursor, '$(')) {
    const start = cursor.pos;
    cursor.pos += 2;
    return subexpression(cursor, start);
  }
  return parseOperand(cursor);
}

/** Bare text with strings and variables in it: `a$b'c'` is one word. */
function bareWord(cursor: Cursor, start: number): Expr {
  return joinedWord(cursor, undefined, start);
}

function joinedWord(cursor: Cursor, first: Expr | undefined, start: number): Expr {
  const parts: Expr[] = first ? [first] : [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push(constant(text, start, cursor.pos));
    text = '';
  };
  while (cursor.pos < cursor.text.length) {
    const plain = take(cursor, /[^\s;|(){}&,<>`$"'\u2018-\u201e]+/y);
    if (plain !== undefined) text += plain;
    else if (at(cursor, '`')) text += escapedInWord(cursor);
    else if (at(cursor, '$')) {
      flush();
      const value = parseTermAhead(cursor);
      if (value.to <= value.at) cursor.pos++;
      parts.push(value);
    } else {
      const string = parseString(cursor);
      if (!string) break;
      flush();
      parts.push(string);
    }
  }
  flush();
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return { kind: 'template', parts, at: start, to: cursor.pos };
}

/** In a bare word a backtick makes the next character plain: `i`e`x` is iex. */
function escapedInWord(cursor: Cursor): string {
  const next = cursor.text[cursor.pos + 1] ?? '';
  if (/[a-z]/i.test(next)) {
    cursor.pos += 2;
    return next;
  }
  return escaped(cursor);
}
