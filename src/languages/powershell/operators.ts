/** PowerShell's operators over known values. Comparisons don't tell small letters from big ones. */
import { Bytes } from '../flow/nodes.ts';
import { DictVal, ListVal, NOT_EXACT, Unknown, originsOf, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { literalPattern } from './patterns.ts';
import { formatted, numberOf, shownText } from './texts.ts';

const LONGEST = 8_000_000;
const LONGEST_RANGE = 70_000;

/** A binary operator; undefined: not known. */
export function binary(op: string, left: Val, right: Val): Val | undefined {
  const result = compute(op, left, right);
  if (result === undefined) return undefined;
  const isList = left instanceof ListVal || right instanceof ListVal;
  return isList && !(result instanceof ListVal) ? withOrigins(result, [...originsOf(left), ...originsOf(right)]) : result;
}

function compute(op: string, left: Val, right: Val): Val | undefined {
  if (left instanceof Unknown || right instanceof Unknown) return undefined;
  switch (op) {
    case '+': return added(left, right);
    case 'join': return joined(left, right);
    case 'split': return split(left, right);
    case 'replace': return replaced(left, right);
    case 'f': return formattedBy(left, right);
    case '..': return range(left, right);
    case '*': return multiplied(left, right);
    default: return COMPARED.has(op) ? compared(op, left, right) : arithmetic(op, left, right);
  }
}

function added(left: Val, right: Val): Val | undefined {
  if (left instanceof ListVal) {
    const list = new ListVal([...left.items, ...(right instanceof ListVal ? right.items : [right])]);
    list.open = left.open || (right instanceof ListVal && right.open);
    list.origins = [...left.origins, ...(right instanceof ListVal ? right.origins : [])].slice(0, 12);
    return list.items.length > 2_000_000 ? undefined : list;
  }
  if (left instanceof DictVal) return undefined;
  const raw = rawOf(left);
  if (raw === NOT_EXACT) return undefined;
  if (raw === null || raw === undefined) return right;
  if (typeof raw === 'string') {
    const text = shownText(right);
    return text === undefined || raw.length + text.length > LONGEST ? undefined : raw + text;
  }
  return arithmetic('+', left, right);
}

function joined(left: Val, right: Val): Val | undefined {
  const by = shownText(right);
  return by === undefined ? undefined : shownText(left, by);
}

function firstOf(value: Val): Val {
  return value instanceof ListVal ? value.items[0] : value;
}

function split(left: Val, right: Val): Val | undefined {
  const text = shownText(left);
  const pattern = literalPattern(shownText(firstOf(right)));
  return text === undefined || pattern === undefined ? undefined : new ListVal(text.split(pattern).slice(0, 500_000));
}

function replaced(left: Val, right: Val): Val | undefined {
  if (left instanceof ListVal) {
    const items = left.items.map((item) => replaced(rawOf(item) === NOT_EXACT ? item : rawOf(item) as Val, right));
    return items.includes(undefined) ? undefined : new ListVal(items);
  }
  const text = shownText(left);
  const pattern = literalPattern(shownText(firstOf(right)));
  const by = right instanceof ListVal ? shownText(right.items[1]) : '';
  if (text === undefined || pattern === undefined || by === undefined) return undefined;
  const result = text.replace(pattern, () => by.replaceAll('$$', '$'));
  return result.length > LONGEST ? undefined : result;
}

function formattedBy(left: Val, right: Val): Val | undefined {
  const format = shownText(left);
  return format === undefined ? undefined : formatted(format, right instanceof ListVal ? right.items : [right]);
}

function range(left: Val, right: Val): Val | undefined {
  const from = numberOf(rawOf(left));
  const until = numberOf(rawOf(right));
  if (from === undefined || until === undefined || Math.abs(until - from) > LONGEST_RANGE) return undefined;
  const step = from <= until ? 1 : -1;
  return new ListVal(Array.from({ length: Math.abs(until - from) + 1 }, (_, i) => from + i * step));
}

function multiplied(left: Val, right: Val): Val | undefined {
  const raw = rawOf(left);
  const count = numberOf(rawOf(right));
  if (typeof raw === 'string') return count === undefined || count < 0 || raw.length * count > LONGEST ? undefined : raw.repeat(count);
  return arithmetic('*', left, right);
}

const COMPARED: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'like', 'notlike', 'match', 'notmatch', 'contains', 'notcontains', 'in', 'notin', 'is', 'isnot', 'and', 'or', 'xor']);

function compared(op: string, left: Val, right: Val): boolean | undefined {
  if (left instanceof ListVal || right instanceof ListVal) return undefined;
  const a = rawOf(left);
  const b = rawOf(right);
  if (a === NOT_EXACT || b === NOT_EXACT || a instanceof Bytes || b instanceof Bytes) return undefined;
  if (op === 'and' || op === 'or' || op === 'xor') return combined(op, Boolean(a), Boolean(b));
  const first = typeof a === 'string' ? a.toLowerCase() : numberOf(a);
  const second = typeof a === 'string' ? shownText(right)?.toLowerCase() : numberOf(b);
  if (first === undefined || second === undefined) return undefined;
  switch (op) {
    case 'eq': return first === second;
    case 'ne': return first !== second;
    case 'gt': return first > second;
    case 'ge': return first >= second;
    case 'lt': return first < second;
    case 'le': return first <= second;
    default: return undefined;
  }
}

function combined(op: string, a: boolean, b: boolean): boolean {
  return op === 'and' ? a && b : op === 'or' ? a || b : a !== b;
}

function arithmetic(op: string, left: Val, right: Val): number | undefined {
  const a = numberOf(rawOf(left));
  const b = numberOf(rawOf(right));
  if (a === undefined || b === undefined) return undefined;
  const result = calculated(op, a, b);
  return result === undefined || !Number.isFinite(result) ? undefined : result;
}

function calculated(op: string, a: number, b: number): number | undefined {
  switch (op) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return a / b;
    case '%': return a % b;
    case 'bxor': return a ^ b;
    case 'band': return a & b;
    case 'bor': return a | b;
    case 'shl': return a << b;
    case 'shr': return a >> b;
    default: return undefined;
  }
}

/** `-join x`, `-split x`, `!x`, `-x`, `-bnot x`. */
export function unary(op: string, operand: Val): Val | undefined {
  if (operand instanceof Unknown) return undefined;
  if (op === 'join') return withOrigins(shownText(operand, ''), originsOf(operand));
  if (op === 'split') return splitAtBlanks(operand);
  const raw = rawOf(operand);
  if (raw === NOT_EXACT) return undefined;
  if (op === '!') return !raw;
  const number = numberOf(raw);
  if (number === undefined) return undefined;
  return op === '-' ? -number : op === 'bnot' ? ~number : number;
}

function splitAtBlanks(operand: Val): Val | undefined {
  const text = shownText(operand);
  return text === undefined ? undefined : new ListVal(text.trim().split(/\s+/));
}
