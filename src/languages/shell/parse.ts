/** Reads shell text into its tree in one pass, never failing: what is unfinished ends with the text. */
import { DEEPEST, readHeredocs, skipBlank } from './blanks.ts';
import { parseRedirect, parseSimple } from './simple.ts';
import type { Command, List, Pipeline, Redirect, Word } from './tree.ts';
import { parseWord, type Cursor } from './words.ts';

/** Parses a whole text. `cursor.gaps` tells what was not read. */
export function parseShell(text: string): { list: List; gaps: readonly string[] } {
  const cursor: Cursor = { text, pos: 0, depth: 0, heredocs: [], gaps: [], misses: { count: 0 }, parseList };
  const pipelines: Pipeline[] = [];
  // A stray `)`, `}` or `fi` ends a list early: the rest is still read.
  while (cursor.pos < text.length) {
    const before = cursor.pos;
    for (const pipeline of parseList(cursor, []).pipelines) pipelines.push(pipeline);
    if (cursor.pos === before) cursor.pos++;
    else if (cursor.pos < text.length) skipStray(cursor);
  }
  return { list: { pipelines, start: 0, end: text.length }, gaps: cursor.gaps };
}

function skipStray(cursor: Cursor): void {
  const word = /[a-z]{1,8}|[^]/y;
  word.lastIndex = cursor.pos;
  const match = word.exec(cursor.text);
  if (match && (ENDERS.has(match[0]) || match[0].length === 1)) cursor.pos += match[0].length;
}

const ENDERS: ReadonlySet<string> = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}', ')', ';;']);

/** Commands up to one of the ending words (left unread) or a closing parenthesis. */
function parseList(cursor: Cursor, ends: readonly string[]): List {
  const start = cursor.pos;
  const pipelines: Pipeline[] = [];
  if (++cursor.depth > DEEPEST) {
    if (cursor.gaps.length === 0) cursor.gaps.push(`Commands nested deeper than ${DEEPEST} were not read.`);
    cursor.pos = cursor.text.length;
  }
  let joint: Pipeline['joint'] = '';
  for (;;) {
    skipBlank(cursor, true);
    if (cursor.pos >= cursor.text.length || isListEnd(cursor, ends)) break;
    const before = cursor.pos;
    const commands = parsePipeline(cursor);
    if (commands.length > 0) pipelines.push({ commands, joint });
    skipBlank(cursor, false);
    joint = readJoint(cursor);
    if (cursor.pos === before) break;
  }
  cursor.depth--;
  return { pipelines, start, end: cursor.pos };
}

function isListEnd(cursor: Cursor, ends: readonly string[]): boolean {
  const char = cursor.text[cursor.pos];
  if (char === ')') return true;
  if (char === ';' && cursor.text[cursor.pos + 1] === ';') return true;
  if (char === '}' && /[\s;)&|]|$/y.test(cursor.text[cursor.pos + 1] ?? '')) return true;
  const word = peekWord(cursor);
  return word !== '' && (ends.includes(word) || ENDERS.has(word));
}

function readJoint(cursor: Cursor): Pipeline['joint'] {
  const { text, pos } = cursor;
  const two = text.slice(pos, pos + 2);
  if (two === '&&' || two === '||') {
    cursor.pos += 2;
    return two;
  }
  if (two === ';;') return ';';
  const char = text[pos];
  if (char === ';' || char === '\n' || char === '&') cursor.pos++;
  if (char === '\n') readHeredocs(cursor);
  return char === '&' ? '&' : ';';
}

const WORD_AHEAD = /[A-Za-z_![{][\w[-]{0,80}(?=[\s;&|()<>]|$)|[!{}]/y;

function peekWord(cursor: Cursor): string {
  WORD_AHEAD.lastIndex = cursor.pos;
  return WORD_AHEAD.exec(cursor.text)?.[0] ?? '';
}

function parsePipeline(cursor: Cursor): Command[] {
  const commands: Command[] = [];
  for (;;) {
    skipBlank(cursor, commands.length > 0);
    if (peekWord(cursor) === '!') cursor.pos++;
    skipBlank(cursor, false);
    const command = parseCommand(cursor);
    if (command) commands.push(command);
    skipBlank(cursor, false);
    const { text, pos } = cursor;
    if (text[pos] !== '|' || text[pos + 1] === '|') return commands;
    cursor.pos += text[pos + 1] === '&' ? 2 : 1;
  }
}

function parseCommand(cursor: Cursor): Command | undefined {
  const start = cursor.pos;
  const command = parseCompound(cursor) ?? parseSimple(cursor);
  if (!command) return undefined;
  if (command.kind !== 'simple') parseTrailingRedirects(cursor, command);
  command.start = start;
  command.end = cursor.pos;
  return command;
}

function parseTrailingRedirects(cursor: Cursor, command: Command): void {
  for (;;) {
    skipBlank(cursor, false);
    const redirect = parseRedirect(cursor);
    if (!redirect) return;
    command.redirects.push(redirect);
  }
}

function parseCompound(cursor: Cursor): Command | undefined {
  const { text, pos } = cursor;
  const at = { start: pos, end: pos, redirects: [] };
  if (text[pos] === '(') {
    if (text[pos + 1] === '(' && skipArithmetic(cursor)) return { ...at, kind: 'simple', assignments: [], words: [] };
    cursor.pos++;
    const body = parseList(cursor, []);
    expect(cursor, ')');
    return { ...at, kind: 'group', body };
  }
  const word = peekWord(cursor);
  const read = Object.hasOwn(COMPOUNDS, word) ? COMPOUNDS[word] : undefined;
  if (read) {
    cursor.pos += word.length;
    return read(cursor, at);
  }
  return parseDefinition(cursor, at);
}

type Shell = { start: number; end: number; redirects: Redirect[] };
const COMPOUNDS: Readonly<Record<string, (cursor: Cursor, at: Shell) => Command>> = {
  '{': (cursor, at) => {
    const body = parseList(cursor, ['}']);
    expect(cursor, '}');
    return { ...at, kind: 'group', body };
  },
  if: parseIf,
  while: parseWhile, until: parseWhile,
  for: parseFor, select: parseFor,
  case: parseCase,
  '[[': (cursor, at) => ({ ...at, kind: 'test', words: parseTestWords(cursor) }),
  function: (cursor, at) => {
    skipBlank(cursor, false);
    const name = /[^\s(){};&|<>]{1,200}/y;
    name.lastIndex = cursor.pos;
    const found = name.exec(cursor.text)?.[0] ?? '';
    cursor.pos += found.length;
    skipBlank(cursor, false);
    if (cursor.text.startsWith('()', cursor.pos)) cursor.pos += 2;
    return { ...at, kind: 'function', name: found, body: functionBody(cursor) };
  },
};

function functionBody(cursor: Cursor): List {
  const start = cursor.pos;
  skipBlank(cursor, true);
  if (++cursor.depth > DEEPEST) {
    cursor.pos = cursor.text.length;
    cursor.depth--;
    return { pipelines: [], start, end: cursor.pos };
  }
  const body = parseCommand(cursor);
  cursor.depth--;
  return { pipelines: body ? [{ commands: [body], joint: '' }] : [], start, end: cursor.pos };
}

const DEFINITION = /([A-Za-z_][\w.:+-]{0,120})[ \t]{0,20}\([ \t]{0,20}\)/y;

/** `name() { … }`. */
function parseDefinition(cursor: Cursor, at: Shell): Command | undefined {
  DEFINITION.lastIndex = cursor.pos;
  const match = DEFINITION.exec(cursor.text);
  if (!match) return undefined;
  cursor.pos += match[0].length;
  return { ...at, kind: 'function', name: match[1] ?? '', body: functionBody(cursor) };
}

function parseIf(cursor: Cursor, at: Shell): Command {
  const branches: { test: List; body: List }[] = [];
  let orelse: List | undefined;
  for (;;) {
    const test = parseList(cursor, ['then']);
    expect(cursor, 'then');
    const body = parseList(cursor, ['elif', 'else', 'fi']);
    branches.push({ test, body });
    if (!accept(cursor, 'elif')) break;
  }
  if (accept(cursor, 'else')) orelse = parseList(cursor, ['fi']);
  expect(cursor, 'fi');
  return { ...at, kind: 'if', branches, ...(orelse ? { orelse } : {}) };
}

function parseWhile(cursor: Cursor, at: Shell): Command {
  const test = parseList(cursor, ['do']);
  expect(cursor, 'do');
  const body = parseList(cursor, ['done']);
  expect(cursor, 'done');
  return { ...at, kind: 'while', test, body };
}

function parseFor(cursor: Cursor, at: Shell): Command {
  skipBlank(cursor, false);
  let name = '';
  let words: Word[] = [];
  if (cursor.text.startsWith('((', cursor.pos)) skipArithmetic(cursor);
  else {
    name = peekWord(cursor);
    cursor.pos += name.length;
    skipBlank(cursor, true);
    if (accept(cursor, 'in')) words = parseWords(cursor);
  }
  skipSeparators(cursor);
  const isBraced = accept(cursor, '{');
  if (!isBraced) expect(cursor, 'do');
  const body = parseList(cursor, [isBraced ? '}' : 'done']);
  expect(cursor, isBraced ? '}' : 'done');
  return { ...at, kind: 'for', name, words, body };
}

function parseCase(cursor: Cursor, at: Shell): Command {
  skipBlank(cursor, false);
  const subject = parseWord(cursor) ?? { parts: [], start: cursor.pos, end: cursor.pos };
  skipBlank(cursor, true);
  expect(cursor, 'in');
  const arms: { patterns: Word[]; body: List }[] = [];
  for (;;) {
    skipBlank(cursor, true);
    if (cursor.pos >= cursor.text.length || peekWord(cursor) === 'esac') break;
    const before = cursor.pos;
    arms.push(parseArm(cursor));
    if (cursor.pos === before) break;
  }
  expect(cursor, 'esac');
  return { ...at, kind: 'case', subject, arms };
}

function parseArm(cursor: Cursor): { patterns: Word[]; body: List } {
  const patterns: Word[] = [];
  if (cursor.text[cursor.pos] === '(') cursor.pos++;
  for (;;) {
    skipBlank(cursor, true);
    const pattern = parseWord(cursor);
    if (!pattern) break;
    patterns.push(pattern);
    skipBlank(cursor, true);
    if (cursor.text[cursor.pos] !== '|') break;
    cursor.pos++;
  }
  if (cursor.text[cursor.pos] === ')') cursor.pos++;
  const body = parseList(cursor, ['esac']);
  if (cursor.text.startsWith(';;', cursor.pos)) {
    cursor.pos += 2;
    if (cursor.text[cursor.pos] === '&') cursor.pos++;
  } else if (cursor.text[cursor.pos] === ')') cursor.pos++;
  return { patterns, body };
}

function parseWords(cursor: Cursor): Word[] {
  const words: Word[] = [];
  for (;;) {
    skipBlank(cursor, false);
    const word = parseWord(cursor);
    if (!word) return words;
    words.push(word);
  }
}

/** The inside of `[[ … ]]`: operators are words like any other. */
function parseTestWords(cursor: Cursor): Word[] {
  const words: Word[] = [];
  while (cursor.pos < cursor.text.length) {
    skipBlank(cursor, false);
    if (cursor.text.startsWith(']]', cursor.pos)) {
      cursor.pos += 2;
      break;
    }
    const word = parseWord(cursor);
    if (word) words.push(word);
    else if (/[\n;]/.test(cursor.text[cursor.pos] ?? '\n')) break;
    else cursor.pos++;
  }
  return words;
}

function skipSeparators(cursor: Cursor): void {
  skipBlank(cursor, true);
  while (cursor.text[cursor.pos] === ';') {
    cursor.pos++;
    skipBlank(cursor, true);
  }
}

function accept(cursor: Cursor, word: string): boolean {
  skipBlank(cursor, true);
  if (peekWord(cursor) !== word && !(word.length === 1 && cursor.text[cursor.pos] === word)) return false;
  cursor.pos += word.length;
  return true;
}

/** Takes a word that has to come; where it doesn't, the script is broken and reading goes on. */
function expect(cursor: Cursor, word: string): void {
  accept(cursor, word);
}

/** `((…))`; false (nothing read) where it has no end. */
function skipArithmetic(cursor: Cursor): boolean {
  const inside = cursor.text.slice(cursor.pos, cursor.pos + (cursor.misses.count > 500 ? 80 : 2_000));
  const end = inside.indexOf('))');
  if (end < 0) {
    cursor.misses.count++;
    return false;
  }
  cursor.pos += end + 2;
  return true;
}
