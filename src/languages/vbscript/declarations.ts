/** Declarations of VBScript's variables, and the small steps that all statements share. */
import type { Expr, Stmt } from '../flow/nodes.ts';
import { isOp, parseExpression, peek, type Cursor } from './expressions.ts';

export function skipLine(cursor: Cursor): Stmt[] {
  while (peek(cursor).kind !== 'end') cursor.pos++;
  return [];
}

export function acceptName(cursor: Cursor, text: string): boolean {
  const token = peek(cursor);
  if (token.kind !== 'name' || token.text !== text) return false;
  cursor.pos++;
  return true;
}

export function declare(cursor: Cursor): Stmt[] {
  const out: Stmt[] = [];
  while (peek(cursor).kind === 'name') {
    const token = peek(cursor);
    cursor.pos++;
    if (isOp(cursor, '(')) parseDimensions(cursor);
    if (acceptName(cursor, 'as')) skipType(cursor);
    const target: Expr = { kind: 'name', name: token.text, at: token.at, to: token.to };
    let value: Expr | undefined;
    if (isOp(cursor, '=')) {
      cursor.pos++;
      value = parseExpression(cursor);
    }
    out.push({ kind: 'declare', how: 'var', target, at: token.at, to: value?.to ?? token.to, ...(value ? { value } : {}) });
    if (!isOp(cursor, ',')) break;
    cursor.pos++;
  }
  return out;
}

/** `ReDim a(n)` makes an empty array; `Preserve` keeps what is there. */
export function redeclare(cursor: Cursor): Stmt[] {
  const keeps = acceptName(cursor, 'preserve');
  const token = peek(cursor);
  skipLine(cursor);
  if (keeps || token.kind !== 'name') return [];
  const value: Expr = { kind: 'list', items: [], type: 'list', at: token.at, to: token.to };
  return [{ kind: 'assign', targets: [{ kind: 'name', name: token.text, at: token.at, to: token.to }], value, at: token.at, to: token.to }];
}

export function parseDimensions(cursor: Cursor): void {
  while (!isOp(cursor, ')') && peek(cursor).kind !== 'end') cursor.pos++;
  if (isOp(cursor, ')')) cursor.pos++;
}

export function skipType(cursor: Cursor): void {
  while (peek(cursor).kind === 'name' || isOp(cursor, '.') || isOp(cursor, '*')) cursor.pos++;
}
