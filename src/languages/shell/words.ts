/** Words of the shell: quotes, expansions, substitutions. One pass; nothing is read twice but the inside of backticks. */
import { unescapeText } from '../command/filters.ts';
import type { List, Part, Redirect, Word } from './tree.ts';

export interface Cursor {
  text: string;
  pos: number;
  depth: number;
  heredocs: { redirect: Redirect; stripsTabs: boolean }[];
  gaps: string[];
  /** How often something was opened and not closed: past some hundred, ends are looked for nearby only, so that time stays linear. */
  misses: { count: number };
  /** A here-document's body: quotes and blanks are ordinary there. */
  isHeredoc?: boolean;
  parseList(cursor: Cursor, ends: readonly string[]): List;
}

/** The next word; undefined where a word can't start. */
export function parseWord(cursor: Cursor): Word | undefined {
  const start = cursor.pos;
  const parts: Part[] = [];
  if (cursor.isHeredoc) {
    quotedParts(cursor, parts, '');
    return { parts, start, end: cursor.pos };
  }
  while (cursor.pos < cursor.text.length && readPiece(cursor, parts));
  if (cursor.pos === start) return undefined;
  return { parts, start, end: cursor.pos };
}

const PLAIN = /[^\s"'`$\\;&|()<>]+/y;

function readPiece(cursor: Cursor, parts: Part[]): boolean {
  const { text, pos } = cursor;
  PLAIN.lastIndex = pos;
  const plain = PLAIN.exec(text);
  if (plain) {
    cursor.pos += plain[0].length;
    parts.push({ kind: 'text', text: plain[0], quoted: false });
    return true;
  }
  const char = text[pos];
  if (char === "'") return singleQuoted(cursor, parts);
  if (char === '"') return doubleQuoted(cursor, parts);
  if (char === '`') return backticks(cursor, parts, false);
  if (char === '$') return dollar(cursor, parts, false);
  if (char === '\\') return escaped(cursor, parts);
  if ((char === '<' || char === '>') && text[pos + 1] === '(') return processSubstitution(cursor, parts);
  if (char === '(' && parts.length > 0) return extendedGlob(cursor, parts);
  return false;
}

function singleQuoted(cursor: Cursor, parts: Part[]): boolean {
  const end = cursor.text.indexOf("'", cursor.pos + 1);
  const stop = end < 0 ? cursor.text.length : end;
  parts.push({ kind: 'text', text: cursor.text.slice(cursor.pos + 1, stop), quoted: true });
  cursor.pos = Math.min(stop + 1, cursor.text.length);
  return true;
}

function doubleQuoted(cursor: Cursor, parts: Part[]): boolean {
  cursor.pos++;
  const before = parts.length;
  quotedParts(cursor, parts, '"');
  if (parts.length === before) parts.push({ kind: 'text', text: '', quoted: true });
  return true;
}

const QUOTED_PLAIN = /[^"\\$`]+/y;
const HEREDOC_PLAIN = /[^\\$`]+/y;

/** The inside of double quotes, or of a here-document (`end` is ''). */
function quotedParts(cursor: Cursor, parts: Part[], end: '"' | ''): void {
  const plainPattern = end ? QUOTED_PLAIN : HEREDOC_PLAIN;
  while (cursor.pos < cursor.text.length) {
    plainPattern.lastIndex = cursor.pos;
    const plain = plainPattern.exec(cursor.text);
    if (plain) {
      parts.push({ kind: 'text', text: plain[0], quoted: true });
      cursor.pos += plain[0].length;
      continue;
    }
    const char = cursor.text[cursor.pos];
    if (end && char === end) {
      cursor.pos++;
      return;
    }
    if (char === '$') dollar(cursor, parts, true);
    else if (char === '`') backticks(cursor, parts, true);
    else quotedEscape(cursor, parts);
  }
}

function quotedEscape(cursor: Cursor, parts: Part[]): void {
  const next = cursor.text[cursor.pos + 1] ?? '';
  const text = '$`"\\'.includes(next) ? next : next === '\n' ? '' : `\\${next}`;
  parts.push({ kind: 'text', text, quoted: true });
  cursor.pos += 2;
}

function escaped(cursor: Cursor, parts: Part[]): boolean {
  const next = cursor.text[cursor.pos + 1] ?? '';
  if (next !== '\n') parts.push({ kind: 'text', text: next, quoted: true });
  cursor.pos = Math.min(cursor.pos + 2, cursor.text.length);
  return true;
}

/** zsh and bash `@(a|b)` patterns: taken as text. */
function extendedGlob(cursor: Cursor, parts: Part[]): boolean {
  const before = parts.at(-1);
  if (before?.kind !== 'text' || before.quoted || !/[@?*+!]$/.test(before.text)) return false;
  const match = /\([^()\n]{0,200}\)/y;
  match.lastIndex = cursor.pos;
  const found = match.exec(cursor.text)?.[0];
  if (found === undefined) return false;
  parts.push({ kind: 'text', text: found, quoted: false });
  cursor.pos += found.length;
  return true;
}

/** `$(…)`, `$((…))`, `${…}`, `$'…'`, `$"…"`, `$name`. */
function dollar(cursor: Cursor, parts: Part[], quoted: boolean): boolean {
  const { text, pos } = cursor;
  const next = text[pos + 1];
  if (next === '(') return substitution(cursor, parts, quoted);
  if (next === '{') return braced(cursor, parts, quoted);
  if (next === "'" && !quoted) return ansiQuoted(cursor, parts);
  if (next === '"' && !quoted) {
    cursor.pos++;
    return doubleQuoted(cursor, parts);
  }
  const name = /[A-Za-z_]\w{0,200}|[0-9@*#?$!-]/y;
  name.lastIndex = pos + 1;
  const found = name.exec(text)?.[0];
  // A line for PowerShell, started by whatever shell: `$env:NAME` is its own.
  if (found === undefined || (/^env$/i.test(found) && /^:\w/.test(text.slice(pos + 4, pos + 6)))) {
    parts.push({ kind: 'text', text: '$', quoted });
    cursor.pos++;
    return true;
  }
  cursor.pos += 1 + found.length;
  parts.push({ kind: 'variable', name: found, quoted, span: { start: pos, end: cursor.pos } });
  return true;
}

function substitution(cursor: Cursor, parts: Part[], quoted: boolean): boolean {
  const { text, pos } = cursor;
  const arithmetic = text[pos + 2] === '(' ? /^([^'"`|;]*?)\)\)/.exec(text.slice(pos + 3, pos + 300)) : null;
  if (arithmetic) {
    parts.push({ kind: 'arithmetic', text: arithmetic[1] ?? '' });
    cursor.pos = pos + 3 + arithmetic[0].length;
    return true;
  }
  cursor.pos += 2;
  const inner: Cursor = cursor.isHeredoc ? { ...cursor, heredocs: [] } : cursor;
  if (cursor.isHeredoc) delete inner.isHeredoc;
  const outer = cursor.heredocs;
  inner.heredocs = [];
  const body = cursor.parseList(inner, []);
  cursor.pos = inner.pos;
  cursor.heredocs = outer;
  if (cursor.text[cursor.pos] === ')') cursor.pos++;
  parts.push({ kind: 'command', body, quoted, span: { start: pos, end: cursor.pos } });
  return true;
}

function processSubstitution(cursor: Cursor, parts: Part[]): boolean {
  const start = cursor.pos;
  cursor.pos += 2;
  const body = cursor.parseList(cursor, []);
  if (cursor.text[cursor.pos] === ')') cursor.pos++;
  parts.push({ kind: 'process', body, span: { start, end: cursor.pos } });
  return true;
}

/** Backticks: the inside is unescaped and read as a text of its own; offsets inside it are the backticks' own. */
function backticks(cursor: Cursor, parts: Part[], quoted: boolean): boolean {
  const start = cursor.pos;
  const end = closingQuote(cursor.text, start + 1, '`');
  const raw = cursor.text.slice(start + 1, end);
  cursor.pos = Math.min(end + 1, cursor.text.length);
  const span = { start, end: cursor.pos };
  if (cursor.depth > 12) {
    parts.push({ kind: 'command', body: { pipelines: [], start, end: cursor.pos }, quoted, span });
    return true;
  }
  const inner: Cursor = { text: raw.replace(/\\([`$\\])/g, '$1'), pos: 0, depth: cursor.depth + 1, heredocs: [], gaps: cursor.gaps, misses: cursor.misses, parseList: cursor.parseList };
  const body = cursor.parseList(inner, []);
  parts.push({ kind: 'command', body: { ...body, start, end: cursor.pos }, quoted, span });
  return true;
}

const SIMPLE_NAME = /\$\{([#!]?)([A-Za-z_]\w{0,200}|[0-9@*#?$!-])(?:\[([^\]\n]{0,60})\])?/y;

/** `${name}`, `${name:-word}`, `${name//a/b}`, `${name:1:2}`, `${#name}`, `${!name}`: the operand is kept as raw text. */
function braced(cursor: Cursor, parts: Part[], quoted: boolean): boolean {
  const { text, pos } = cursor;
  SIMPLE_NAME.lastIndex = pos;
  const match = SIMPLE_NAME.exec(text);
  const head = match?.[0].length ?? 2;
  const end = closingBrace(cursor, pos + head);
  const rest = text.slice(pos + head, end);
  cursor.pos = Math.min(end + 1, text.length);
  const span = { start: pos, end: cursor.pos };
  if (!match) {
    parts.push({ kind: 'variable', name: '', quoted, span });
    return true;
  }
  const op = /^(?::[-=+?]|\/\/|\/[#%]?|##?|%%?|\^\^?|,,?|[-=+?:@])/.exec(rest)?.[0] ?? '';
  const name = `${match[1] ?? ''}${match[2] ?? ''}`;
  parts.push({ kind: 'variable', name, quoted, span, ...(op ? { op, operand: rest.slice(op.length) } : {}), ...(match[3] === undefined ? {} : { index: match[3] }) });
  return true;
}

/** Where a quote closes, escapes stepped over; the end of the text where it doesn't. */
function closingQuote(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

/** The brace that closes an expansion: nested ones and escapes are stepped over; a few lines' worth is looked at. */
function closingBrace(cursor: Cursor, from: number): number {
  const { text } = cursor;
  let depth = 0;
  const last = Math.min(text.length, from + (cursor.misses.count > 500 ? 80 : 4_000));
  for (let i = from; i < last; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '{') depth++;
    else if (char === '}' && depth-- === 0) return i;
  }
  cursor.misses.count++;
  return Math.min(from, text.length);
}

/** `$'…'` with its escapes undone. */
function ansiQuoted(cursor: Cursor, parts: Part[]): boolean {
  const end = closingQuote(cursor.text, cursor.pos + 2, "'");
  const raw = cursor.text.slice(cursor.pos + 2, end);
  cursor.pos = Math.min(end + 1, cursor.text.length);
  parts.push({ kind: 'text', text: unescapeText(raw), quoted: true });
  return true;
}
