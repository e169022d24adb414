/** Constants that need no evaluator: obfuscators write numbers as sums and booleans as `!![]`, in loops that run a million times. */
import type { Expr } from '../flow/nodes.ts';

/** `-1`, `!0`, `![]`, `!![]`; undefined where the result isn't a number or boolean. */
export function foldUnary(op: string, operand: Expr): number | boolean | undefined {
  if (operand.kind === 'list' && operand.items.length === 0 && op === '!') return false;
  if (operand.kind !== 'const') return undefined;
  const { value } = operand;
  if (op === '!' && (typeof value === 'boolean' || typeof value === 'number')) return !value;
  if (typeof value !== 'number') return undefined;
  if (op === '-') return -value;
  return op === '+' ? value : op === '~' ? ~value : undefined;
}

/** A chain of arithmetic over plain numbers; undefined for any other. */
export function foldNumbers(ops: readonly string[], operands: readonly Expr[]): number | undefined {
  let result: number | undefined;
  for (const [i, operand] of operands.entries()) {
    if (operand.kind !== 'const' || typeof operand.value !== 'number') return undefined;
    result = result === undefined ? operand.value : arithmetic(ops[i - 1] ?? '', result, operand.value);
    if (result === undefined) return undefined;
  }
  return result;
}

/** The arithmetic operators; undefined for others. */
export function arithmetic(op: string, a: number, b: number): number | undefined {
  switch (op) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return a / b;
    case '%': return a % b;
    case '**': return a ** b;
    case '&': return a & b;
    case '|': return a | b;
    case '^': return a ^ b;
    case '<<': return a << b;
    case '>>': return a >> b;
    case '>>>': return a >>> b;
    default: return undefined;
  }
}
