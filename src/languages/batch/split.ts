/** Splits an expanded batch line into its words and operators, as cmd does: quotes, carets, redirections, brackets. */
import type { Tracked } from '../command/values.ts';
import { valueOf, type Line } from './expand.ts';

export type Piece =
  | { kind: 'word'; value: Tracked; raw: string; at: number; to: number }
  | { kind: 'op'; text: '&' | '&&' | '|' | '||' | '(' | ')'; at: number; to: number }
  | { kind: 'redirect'; op: string; fd: string; at: number; to: number };

/** The pieces of a line in order. `open` says how many brackets stand open before it: without one, a closing bracket is text. */
export function piecesOf(line: Line, open = 0): Piece[] {
  const { text } = line;
  const pieces: Piece[] = [];
  let pos = 0;
  let depth = open;
  while (pos < text.length) {
    const char = text[pos] ?? '';
    if (/[ \t,;\r\f\v\u00a0]/.test(char)) {
      pos++;
      continue;
    }
    const op = /&&|\|\||[&|()]/y;
    op.lastIndex = pos;
    const operator = op.exec(text)?.[0];
    if (isOperator(operator) && (operator !== ')' || depth > 0)) {
      if (operator === '(') depth++;
      else if (operator === ')') depth--;
      pieces.push({ kind: 'op', text: operator, at: pos, to: pos + operator.length });
      pos += operator.length;
      continue;
    }
    const redirect = /(\d?)(>>|>&\d?|>|<)/y;
    redirect.lastIndex = pos;
    const arrow = redirect.exec(text);
    if (arrow) {
      pieces.push({ kind: 'redirect', fd: arrow[1] ?? '', op: arrow[2] ?? '', at: pos, to: pos + arrow[0].length });
      pos += arrow[0].length;
      continue;
    }
    pos = readWord(line, pos, pieces, depth > 0);
  }
  return pieces;
}

function isOperator(text: string | undefined): text is '&' | '&&' | '|' | '||' | '(' | ')' {
  return text !== undefined;
}

/** A word up to a blank or operator outside quotes; carets quote one character and go. */
function readWord(line: Line, start: number, pieces: Piece[], isInside: boolean): number {
  const { text } = line;
  const parts: string[] = [];
  let isQuoted = false;
  let pos = start;
  while (pos < text.length) {
    const plain = /[^\s"^&|<>(),;]+/y;
    plain.lastIndex = pos;
    const run = plain.exec(text)?.[0];
    if (run !== undefined) {
      parts.push(run);
      pos += run.length;
      continue;
    }
    const char = text[pos] ?? '';
    if (char === '"') isQuoted = !isQuoted;
    if (!isQuoted && char === '^') {
      parts.push(text[pos + 1] ?? '');
      pos += 2;
      continue;
    }
    if (!isQuoted && /[\s&|<>(),;]/.test(char) && !(char === '(' && pos > start) && !(char === ')' && !isInside)) break;
    parts.push(char);
    pos++;
  }
  const end = Math.min(Math.max(pos, start + 1), text.length);
  const word = parts.join('');
  pieces.push({ kind: 'word', value: valueOf(line, word, start, end), raw: text.slice(start, end), at: start, to: end });
  return end;
}

/** The rest of a line as it stands, carets undone: what `echo` prints and `set` stores. */
export function uncareted(text: string): string {
  return text.includes('^') ? text.replace(/\^([^])/g, '$1') : text;
}
