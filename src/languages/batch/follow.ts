/** Follows a batch file line by line: variables, conditions, loops, groups, pipes and files. */
import type { Span } from '../../model/source.ts';
import { HOLE } from '../../model/source.ts';
import { invocationOf, type Invocation } from '../command/invocation.ts';
import { runProgram, writeFile } from '../command/programs.ts';
import { addCall, addString, type Script } from '../command/script.ts';
import { concat, EMPTY, exact, joinOrigins, textOf, type Tracked } from '../command/values.ts';
import { sourceOfPath } from '../command/places.ts';
import { expandLine, valueOf, type Line, type Variables } from './expand.ts';
import { piecesOf, uncareted, type Piece } from './split.ts';

interface Group {
  /** Conditions inside, and those around the statement it belongs to. */
  readonly guards: readonly string[];
  readonly outer: readonly string[];
  outputs: Tracked[];
}

interface State {
  readonly script: Script;
  readonly variables: Variables;
  readonly parameters: Map<string, Tracked>;
  /** Open brackets. */
  readonly groups: Group[];
  /** The condition of the last bracket that was closed, for an `else`. */
  closed: string | undefined;
  depth: number;
}

const DEEPEST = 24;
/** Statements in statements on one line: `if … if … for …`, and programs that start one another. */
const DEEPEST_LINE = 40;
const MOST_GROUPS = 500;

/** Follows a whole script. */
export function followBatch(script: Script): void {
  const state: State = { script, variables: new Map(), parameters: new Map(), groups: [], closed: undefined, depth: 0 };
  const { text } = script.unit;
  let pos = 0;
  while (pos < text.length) {
    const start = pos;
    const { line, after } = logicalLine(text, pos);
    pos = after;
    runLine(state, line, { start, end: after });
  }
}

/** A line with the ones that a caret at the end joins to it. */
function logicalLine(text: string, from: number): { line: string; after: number } {
  const parts: string[] = [];
  let pos = from;
  for (;;) {
    const newline = text.indexOf('\n', pos);
    const stop = newline < 0 ? text.length : newline;
    const line = text.slice(pos, stop).replace(/\r$/, '');
    pos = Math.min(stop + 1, text.length);
    if (!line.endsWith('^') || line.endsWith('^^') || pos >= text.length) {
      parts.push(line);
      return { line: parts.join(''), after: pos };
    }
    parts.push(line.slice(0, -1));
  }
}

function runLine(state: State, raw: string, span: Span): void {
  const { script } = state;
  script.reading.budget.takeSteps(2 + (raw.length >> 6));
  const plain = raw.replace(/^[\ufeff\xff\xfe\s@=,;]+/, '');
  if (plain === '' || plain.startsWith(':')) return;
  if (/^rem\b/i.test(plain)) return;
  const line = expandLine(plain, state.variables, state.parameters, span);
  if (line.text !== plain && line.text.length < 100_000) addString(script, line.text, span, true);
  runPieces(state, line, piecesOf(line, state.groups.length), span);
  script.guards = state.groups.at(-1)?.guards ?? [];
}

/** Commands between operators; the output of one goes into the next where there is a bar. */
function runPieces(state: State, line: Line, pieces: readonly Piece[], span: Span): Tracked {
  const { script } = state;
  const inherited = script.guards;
  let piped: Tracked | undefined;
  let output: Tracked = EMPTY;
  let at = 0;
  while (at < pieces.length) {
    const piece = pieces[at];
    if (piece?.kind === 'op') {
      at++;
      if (piece.text === '(') openGroup(state, inherited);
      else if (piece.text === ')') at = closeGroup(state, pieces, at, span);
      piped = piece.text === '|' ? output : undefined;
      continue;
    }
    const end = endOfCommand(pieces, at);
    output = runCommand(state, line, pieces.slice(at, end), piped, span);
    piped = undefined;
    state.groups.at(-1)?.outputs.push(output);
    at = end;
  }
  return output;
}

function openGroup(state: State, outer: readonly string[]): void {
  if (state.groups.length < MOST_GROUPS) state.groups.push({ guards: state.script.guards, outer, outputs: [] });
}

/** `( … ) > file`: what the group printed goes into the file. */
function closeGroup(state: State, pieces: readonly Piece[], from: number, span: Span): number {
  const group = state.groups.pop();
  if (!group) return from;
  state.closed = group.guards.length > group.outer.length ? group.guards.at(-1) : undefined;
  state.script.guards = group.outer;
  let at = from;
  const data = concat(group.outputs.slice(0, 5_000));
  while (pieces[at]?.kind === 'redirect') at = redirected(state, pieces, at, data, span);
  return at;
}

function redirected(state: State, pieces: readonly Piece[], at: number, data: Tracked, span: Span): number {
  const piece = pieces[at];
  const target = pieces[at + 1];
  if (piece?.kind !== 'redirect' || piece.op.includes('&')) return at + 1;
  if (target?.kind !== 'word') return at + 1;
  if (piece.op !== '<' && piece.fd !== '2') writeFile(state.script, bound(state, unquoted(target.value)), data, piece.op === '>>', span);
  return at + 2;
}

/** Where a command ends: at an operator, but brackets inside a loop's list belong to it. */
function endOfCommand(pieces: readonly Piece[], from: number): number {
  const first = pieces[from];
  const isFor = first?.kind === 'word' && /^for$/i.test(textOf(first.value));
  let depth = 0;
  for (let i = from; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece?.kind !== 'op') {
      if (isFor && depth === 0 && piece?.kind === 'word' && /^do$/i.test(piece.raw)) return i;
      continue;
    }
    if (isFor && piece.text === '(') depth++;
    else if (isFor && piece.text === ')' && depth > 0) depth--;
    else if (depth === 0) return i;
  }
  return pieces.length;
}

function unquoted(value: Tracked): Tracked {
  return value.text?.includes('"') ? { ...value, text: value.text.replaceAll('"', '') } : value;
}

function runCommand(state: State, line: Line, pieces: readonly Piece[], stdin: Tracked | undefined, span: Span): Tracked {
  if (state.depth >= DEEPEST_LINE) return EMPTY;
  state.depth++;
  const output = runOne(state, line, pieces, stdin, span);
  state.depth--;
  return output;
}

function runOne(state: State, line: Line, pieces: readonly Piece[], stdin: Tracked | undefined, span: Span): Tracked {
  const [first] = pieces;
  if (first?.kind !== 'word') return runRedirectFirst(state, line, pieces, stdin, span);
  const name = textOf(first.value).replaceAll('"', '').replace(/^@+/, '').toLowerCase();
  if (name === 'if') return runIf(state, line, pieces.slice(1), span);
  if (name === 'else' && state.closed !== undefined) state.script.guards = [...state.script.guards, `!(${state.closed})`];
  if (name === 'else' || name === 'do') return runPieces(state, line, pieces.slice(1), span);
  if (name === 'for') return runFor(state, line, pieces, span);
  if (name === '' && pieces.length > 1) return runCommand(state, line, pieces.slice(1), stdin, span);
  const output = /^echo[.:(]?/.test(name) && /^echo(?:[.:([\\/+].*)?$/.test(name) ? echoed(state, line, pieces) : name === 'set' ? assigned(state, line, pieces, stdin) : runWords(state, name === 'mshta' ? [exact(name), restOf(state, line, pieces)] : wordsOf(state, pieces), stdin ?? inputOf(state, pieces, span), span);
  let rest = output;
  pieces.forEach((piece, at) => {
    if (piece.kind !== 'redirect') return;
    redirected(state, pieces, at, output, span);
    if (piece.op.startsWith('>') && piece.fd !== '2' && !piece.op.includes('&')) rest = EMPTY;
  });
  return rest;
}

/** `>file echo text`. */
function runRedirectFirst(state: State, line: Line, pieces: readonly Piece[], stdin: Tracked | undefined, span: Span): Tracked {
  const at = pieces.findIndex((piece, index) => piece.kind === 'word' && pieces[index - 1]?.kind !== 'redirect');
  if (at < 0) return EMPTY;
  return runCommand(state, line, [...pieces.slice(at), ...pieces.slice(0, at)], stdin, span);
}

function inputOf(state: State, pieces: readonly Piece[], span: Span): Tracked | undefined {
  const at = pieces.findIndex((piece) => piece.kind === 'redirect' && piece.op === '<');
  const target = at < 0 ? undefined : pieces[at + 1];
  if (target?.kind !== 'word') return undefined;
  const path = textOf(unquoted(target.value));
  return state.script.files.get(path) ?? { origins: [{ source: sourceOfPath(path), span, detail: path }] };
}

function wordsOf(state: State, pieces: readonly Piece[]): Tracked[] {
  return pieces.flatMap((piece, at) => (piece.kind === 'word' && pieces[at - 1]?.kind !== 'redirect' ? [bound(state, unquoted(piece.value))] : []));
}

/** The variables of a loop, for commands on the loop's own line. */
function bound(state: State, value: Tracked): Tracked {
  if (state.parameters.size === 0 || !value.text?.includes('%')) return value;
  let origins = value.origins;
  let isExact = value.exact === true;
  const text = value.text.replace(/%{1,2}(?:~[a-z]{0,6})?([a-z])(?![\w%])/gi, (whole, letter: string) => {
    const known = state.parameters.get(letter.toLowerCase());
    if (!known) return whole;
    origins = joinOrigins(origins, known.origins);
    if (known.exact !== true) isExact = false;
    return textOf(known);
  });
  return { text, origins, ...(isExact ? { exact: true } : {}), ...(value.how ? { how: value.how } : {}) };
}

/** The text of a command behind its first word, up to a redirection. */
function restOf(state: State, line: Line, pieces: readonly Piece[]): Tracked {
  const [first] = pieces;
  const stop = pieces.find((piece) => piece.kind === 'redirect' && piece.at > (first?.at ?? 0));
  const start = first?.to ?? 0;
  const end = stop?.at ?? pieces.at(-1)?.to ?? start;
  return bound(state, valueOf(line, uncareted(line.text.slice(start, end)).replace(/^\s/, ''), start, end));
}

function echoed(state: State, line: Line, pieces: readonly Piece[]): Tracked {
  const text = restOf(state, line, pieces);
  const [first] = pieces;
  const glued = first?.kind === 'word' ? first.raw.slice(5) : '';
  return concat([exact(glued), text, exact('\r\n')]);
}

/** `set name=value`, `set "name=value"`, `set /a`, `set /p name=prompt`. */
function assigned(state: State, line: Line, pieces: readonly Piece[], stdin: Tracked | undefined): Tracked {
  const rest = restOf(state, line, pieces);
  const match = /^\s*(\/[ap]\s+)?"?([^="]{1,200}?)=([^]*)$/i.exec(textOf(rest));
  if (!match) return wordsOf(state, pieces).length === 1 ? { origins: [{ source: 'environment', span: { start: 0, end: 0 }, detail: '*' }] } : EMPTY;
  const option = (match[1] ?? '').trim().toLowerCase();
  const name = (match[2] ?? '').trim().toLowerCase();
  const quoted = /^\s*(?:\/[ap]\s+)?"/i.test(textOf(rest));
  const text = quoted ? (match[3] ?? '').replace(/"[^"]*$/, '') : (match[3] ?? '');
  if (option === '/p') state.variables.set(name, stdin ?? inputOf(state, pieces, { start: 0, end: 0 }) ?? { text: HOLE, origins: [{ source: 'arguments', span: { start: 0, end: 0 }, detail: 'input' }] });
  else state.variables.set(name, { ...rest, text: option === '/a' ? calculated(state, text) : text });
  return EMPTY;
}

/** One operation over numbers and variables. */
function calculated(state: State, text: string): string {
  const known = text.replace(/[A-Za-z_]\w*/g, (name) => state.variables.get(name.toLowerCase())?.text ?? '0');
  const match = /^\s*"?\s*(-?\d{1,12})\s*(?:([-+*/%^])\s*(-?\d{1,12}))?\s*"?\s*$/.exec(known);
  if (!match) return HOLE;
  const [a, b] = [Number(match[1]), Number(match[3] ?? 0)];
  const result = { '+': a + b, '-': a - b, '*': a * b, '/': b ? Math.trunc(a / b) : 0, '%': b ? a % b : 0, '^': a ^ b }[match[2] ?? '+'];
  return String(match[2] ? (result ?? a) : a);
}

function runWords(state: State, words: readonly Tracked[], stdin: Tracked | undefined, span: Span): Tracked {
  const [first] = words;
  if (!first || state.depth >= DEEPEST_LINE) return EMPTY;
  const name = textOf(first).toLowerCase().replace(/^@+/, '');
  if (name === 'call' && words.length > 1) return called(state, words.slice(1), stdin, span);
  for (const word of words) if (word.text !== undefined && word.text.length > 3) addString(state.script, word.text, span);
  const start = (_: Script, run: Invocation): Tracked => runWords(state, [run.program, ...run.args], run.stdin, span);
  state.depth++;
  const output = runProgram(state.script, invocationOf([{ ...first, text: textOf(first).replace(/^@+/, '') }, ...words.slice(1)], { span, start, shell: 'batch' }, stdin));
  state.depth--;
  return output;
}

/** `call :label` goes on in this file; `call program` runs it; `call set x=%%y%%` expands once more. */
function called(state: State, words: readonly Tracked[], stdin: Tracked | undefined, span: Span): Tracked {
  const text = words.map(textOf).join(' ');
  if (text.startsWith(':')) return EMPTY;
  if (!/[%!]/.test(text) || state.depth >= DEEPEST) {
    state.depth++;
    const output = runWords(state, words, stdin, span);
    state.depth--;
    return output;
  }
  state.depth++;
  runLine(state, text, span);
  state.depth--;
  return EMPTY;
}

/** `if [not] exist X`, `if "a"=="b"`, `if defined X`, `if errorlevel N`: what follows stands under it. */
function runIf(state: State, line: Line, pieces: readonly Piece[], span: Span): Tracked {
  const { script } = state;
  let at = 0;
  const word = (index: number) => {
    const piece = pieces[index];
    return piece?.kind === 'word' ? piece.raw.toLowerCase() : '';
  };
  while (/^(?:\/i|not)$/.test(word(at))) at++;
  const kind = word(at);
  if (/^(?:exist|defined|errorlevel|cmdextversion)$/.test(kind)) at += 2;
  else if (kind.includes('==')) at += kind.endsWith('==') ? 2 : 1;
  else if (word(at + 1).startsWith('==')) at += word(at + 1) === '==' ? 3 : 2;
  else at += 3;
  const last = pieces[at - 1];
  const guard = line.text.slice(pieces[0]?.at ?? 0, last?.to ?? 0).slice(0, 200);
  if (script.guards.length < 20) script.guards = [...script.guards, guard];
  return runPieces(state, line, pieces.slice(at), span);
}

/** `for /f "…" %%i in ('command') do …` and `for %%i in (list) do …`: the letter is bound; what follows `do` comes next on the line. */
function runFor(state: State, line: Line, pieces: readonly Piece[], span: Span): Tracked {
  const letterAt = pieces.findIndex((piece) => piece.kind === 'word' && /^%{1,2}[a-z]$/i.test(piece.raw));
  const open = pieces.findIndex((piece) => piece.kind === 'op' && piece.text === '(');
  const letter = pieces[letterAt];
  if (letter?.kind !== 'word' || open < 0) return EMPTY;
  const closing = pieces.findLastIndex((piece) => piece.kind === 'op' && piece.text === ')');
  const from = pieces[open]?.to ?? 0;
  const inside = line.text.slice(from, closing > open ? pieces[closing]?.at : line.text.length).trim();
  state.parameters.set(letter.raw.slice(-1).toLowerCase(), loopValue(state, line, inside, from, pieces, span));
  return EMPTY;
}

function loopValue(state: State, line: Line, inside: string, from: number, pieces: readonly Piece[], span: Span): Tracked {
  const isCommand = pieces.some((piece) => piece.kind === 'word' && /^\/f$/i.test(piece.raw));
  const command = /^(['`])([^]*)\1$/.exec(inside)?.[2];
  if (isCommand && command !== undefined && state.depth < DEEPEST) {
    state.depth++;
    const inner: Line = { text: uncareted(command), pieces: line.pieces.map((piece) => ({ ...piece, start: piece.start - from - 1, end: piece.end - from - 1 })) };
    const groups = state.groups.splice(0);
    const output = runPieces(state, inner, piecesOf(inner), span);
    state.groups.push(...groups);
    state.depth--;
    return output.text === undefined ? output : { ...output, text: output.text.split(/\r?\n/, 1)[0] ?? '' };
  }
  const [first = ''] = inside.replace(/^"([^]*)"$/, '$1').split(/\s+/, 1);
  const value = valueOf(line, isCommand ? HOLE : first, from, from + inside.length);
  if (isCommand && inside !== '') addCall(state.script, { name: 'for /f', does: ['file.read'], args: [exact(inside)], roles: { path: exact(inside) }, span });
  return { text: textOf(value), origins: value.origins };
}
