/** The place in a PowerShell text, with what every part of the parser needs of it. */
import type { Expr, Stmt } from '../flow/nodes.ts';

export interface Cursor {
  readonly text: string;
  pos: number;
  depth: number;
  /** Parsers that call each other across files. */
  readonly parse: {
    block(cursor: Cursor): Stmt[];
    statements(cursor: Cursor, close: string): Stmt[];
    pipeline(cursor: Cursor): Expr;
    expression(cursor: Cursor): Expr;
  };
}

/** Nesting past this is not read. */
export const DEEPEST = 120;

export function opaque(at: number, to = at): Expr {
  return { kind: 'opaque', at, to };
}

export function constant(value: string | number | boolean | null, at: number, to: number): Expr {
  return { kind: 'const', value, at, to };
}

const INLINE_BLANK = /(?:[ \t\f\v\u00a0\ufeff]|`\r?\n|<#[^]*?(?:#>|$))+/y;
const BLANK = /(?:[\s\u00a0\ufeff]|`\r?\n|#[^\n]*)+/y;

/** Skips blanks; `lines` also line ends and comments. */
export function skip(cursor: Cursor, lines = false): void {
  for (;;) {
    const before = cursor.pos;
    INLINE_BLANK.lastIndex = cursor.pos;
    if (INLINE_BLANK.test(cursor.text)) cursor.pos = INLINE_BLANK.lastIndex;
    if (lines) {
      BLANK.lastIndex = cursor.pos;
      if (BLANK.test(cursor.text)) cursor.pos = BLANK.lastIndex;
    }
    if (cursor.pos === before) return;
  }
}

export function at(cursor: Cursor, text: string): boolean {
  return cursor.text.startsWith(text, cursor.pos);
}

/** Takes a text that stands here. */
export function accept(cursor: Cursor, text: string): boolean {
  if (!at(cursor, text)) return false;
  cursor.pos += text.length;
  return true;
}

/** Takes what a sticky pattern matches here. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.pos;
  const match = pattern.exec(cursor.text);
  if (!match) return undefined;
  cursor.pos += match[0].length;
  return match[0];
}

/** The word in small letters that stands here, not taken. */
export function wordAhead(cursor: Cursor): string {
  const pattern = /[A-Za-z_`][\w`-]{0,80}/y;
  pattern.lastIndex = cursor.pos;
  return (pattern.exec(cursor.text)?.[0] ?? '').replaceAll('`', '').toLowerCase();
}
