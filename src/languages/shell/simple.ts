/** Simple commands of the shell: assignments, words, redirections. */
import { skipBlank } from './blanks.ts';
import type { Assignment, Command, Redirect, Word } from './tree.ts';
import { parseWord, type Cursor } from './words.ts';

const ASSIGNMENT = /([A-Za-z_]\w{0,200})(?:\[[^\]\n]{0,200}\])?(\+?)=/y;

export function parseSimple(cursor: Cursor): Command | undefined {
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  const start = cursor.pos;
  for (;;) {
    skipBlank(cursor, false);
    const redirect = parseRedirect(cursor);
    if (redirect) {
      redirects.push(redirect);
      continue;
    }
    const assignment = words.length === 0 || isDeclaration(words[0]) ? parseAssignment(cursor) : undefined;
    if (assignment) {
      assignments.push(assignment);
      continue;
    }
    const word = parseWord(cursor);
    if (!word) break;
    words.push(word);
  }
  if (assignments.length + words.length + redirects.length === 0) return undefined;
  return { kind: 'simple', assignments, words, redirects, start, end: cursor.pos };
}

function isDeclaration(word: Word | undefined): boolean {
  const [part] = word?.parts ?? [];
  return part?.kind === 'text' && /^(?:export|local|declare|readonly|typeset|set|alias)$/.test(part.text);
}

function parseAssignment(cursor: Cursor): Assignment | undefined {
  ASSIGNMENT.lastIndex = cursor.pos;
  const match = ASSIGNMENT.exec(cursor.text);
  if (!match) return undefined;
  cursor.pos += match[0].length;
  const name = match[1] ?? '';
  const append = match[2] === '+';
  if (cursor.text[cursor.pos] !== '(') {
    const value = parseWord(cursor);
    return { name, append, values: value ? [value] : [], isArray: false };
  }
  cursor.pos++;
  const values: Word[] = [];
  for (;;) {
    skipBlank(cursor, true);
    const value = parseWord(cursor);
    if (!value) break;
    values.push(value);
  }
  if (cursor.text[cursor.pos] === ')') cursor.pos++;
  return { name, append, values, isArray: true };
}

const REDIRECT = /(\d{1,3}|\{\w{1,40}\})?(<<<|<<-|<<|<>|<&|>>|>&|>\||&>>|&>|<(?!\()|>(?!\())/y;

export function parseRedirect(cursor: Cursor): Redirect | undefined {
  REDIRECT.lastIndex = cursor.pos;
  const match = REDIRECT.exec(cursor.text);
  if (!match) return undefined;
  cursor.pos += match[0].length;
  skipBlank(cursor, false);
  const op = match[2] ?? '';
  const target = parseWord(cursor) ?? { parts: [], start: cursor.pos, end: cursor.pos };
  const redirect: Redirect = { op: op === '<<-' ? '<<' : op, target, ...(match[1] ? { fd: match[1] } : {}) };
  if (op === '<<' || op === '<<-') cursor.heredocs.push({ redirect, stripsTabs: op === '<<-' });
  return redirect;
}
