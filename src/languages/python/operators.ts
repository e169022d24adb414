/** Python's operators over known values. */
import { Bytes } from '../flow/nodes.ts';
import { affords } from '../flow/fuel.ts';
import type { Evaluator } from '../flow/profile.ts';
import { DictVal, FunctionVal, ListVal, NOT_EXACT, Partial, Ref, Unknown, extendList, rawOf, type Val } from '../flow/values.ts';
import { formatPercent } from './format.ts';

const LARGEST = 8_000_000;

/** The result of a binary operator or comparison; undefined where it isn't known. */
export function binaryPython(op: string, left: Val, right: Val, ev: Evaluator): Val | undefined {
  if (op === '%' && (typeof left === 'string' || left instanceof Bytes)) return percent(left, right, ev);
  if (typeof left === 'string' && typeof right === 'string') return ofTexts(op, left, right);
  if (left instanceof Bytes && right instanceof Bytes) {
    const result = ofTexts(op, left.data, right.data);
    return typeof result === 'string' ? new Bytes(result) : result;
  }
  if (isNumber(left) && isNumber(right)) return ofNumbers(op, left, right);
  if (op === '*') return repeat(left, right, ev) ?? repeat(right, left, ev);
  if (op === '+' && left instanceof ListVal && right instanceof ListVal) return joinLists(left, right, ev);
  if (op === 'in' || op === 'not in') return contains(op, left, right);
  if (op === '==' || op === '!=' || op === '===' || op === 'is' || op === 'is not') return equality(op, left, right);
  if (op === '|' && left instanceof DictVal && right instanceof DictVal) return mergeDicts(left, right);
  return undefined;
}

function percent(left: string | Bytes, right: Val, ev: Evaluator): Val | undefined {
  if (typeof left === 'string') return formatPercent(left, right, ev);
  const result = formatPercent(left.data, right, ev);
  return typeof result === 'string' ? new Bytes(result) : result;
}

function isNumber(value: Val): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

function ofTexts(op: string, left: string, right: string): Val | undefined {
  switch (op) {
    case '+': return left.length + right.length > LARGEST ? undefined : left + right;
    case '==': case 'is': case '===': return left === right;
    case '!=': case 'is not': return left !== right;
    case '<': return left < right;
    case '>': return left > right;
    case '<=': return left <= right;
    case '>=': return left >= right;
    case 'in': return right.includes(left);
    case 'not in': return !right.includes(left);
    default: return undefined;
  }
}

function ofNumbers(op: string, left: number | bigint | boolean, right: number | bigint | boolean): Val | undefined {
  const compared = compareNumbers(op, left, right);
  if (compared !== undefined) return compared;
  if (typeof left === 'bigint' || typeof right === 'bigint') return ofBig(op, left, right);
  const a = Number(left);
  const b = Number(right);
  switch (op) {
    case '+': return exactly(a + b, op, left, right);
    case '-': return exactly(a - b, op, left, right);
    case '*': return exactly(a * b, op, left, right);
    case '/': return b === 0 ? undefined : a / b;
    case '//': return b === 0 ? undefined : Math.floor(a / b);
    case '%': return b === 0 ? undefined : a - b * Math.floor(a / b);
    case '**': return b >= 0 && b < 1024 ? exactly(a ** b, op, left, right) : a ** b;
    default: return Number.isInteger(a) && Number.isInteger(b) ? bitwise(op, a, b) : undefined;
  }
}

function exactly(value: number, op: string, left: number | boolean, right: number | boolean): Val | undefined {
  if (Number.isSafeInteger(value) || !Number.isInteger(Number(left)) || !Number.isInteger(Number(right))) return value;
  return ofBig(op, left, right);
}

function bitwise(op: string, a: number, b: number): Val | undefined {
  const isSmall = a >= 0 && b >= 0 && a <= 0x7fffffff && b <= 0x7fffffff;
  if (isSmall && op === '^') return a ^ b;
  if (isSmall && op === '&') return a & b;
  if (isSmall && op === '|') return a | b;
  if (op === '>>' && isSmall && b < 32) return a >> b;
  return ofBig(op, a, b);
}

function ofBig(op: string, left: number | bigint | boolean, right: number | bigint | boolean): Val | undefined {
  if ((typeof left === 'number' && !Number.isInteger(left)) || (typeof right === 'number' && !Number.isInteger(right))) return undefined;
  const a = BigInt(left);
  const b = BigInt(right);
  const isHuge = a > HUGE || a < -HUGE || b > HUGE || b < -HUGE;
  switch (op) {
    case '+': return isHuge ? undefined : small(a + b);
    case '-': return isHuge ? undefined : small(a - b);
    case '*': return isHuge ? undefined : small(a * b);
    case '//': return b === 0n ? undefined : small(a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n));
    case '%': return b === 0n ? undefined : small(((a % b) + b) % b);
    case '**': return b >= 0n && b <= 4096n && !isHuge ? small(a ** b) : undefined;
    case '^': return small(a ^ b);
    case '&': return small(a & b);
    case '|': return small(a | b);
    case '<<': return b >= 0n && b < 100_000n && !isHuge ? small(a << b) : undefined;
    case '>>': return b >= 0n && b < 10_000_000n ? small(a >> b) : undefined;
    default: return undefined;
  }
}

const HUGE = 1n << 65_536n;

function small(value: bigint): Val {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

function compareNumbers(op: string, a: number | bigint | boolean, b: number | bigint | boolean): boolean | undefined {
  switch (op) {
    case '==': case '===': case 'is': return Number(a) === Number(b);
    case '!=': case 'is not': return Number(a) !== Number(b);
    case '<': return a < b;
    case '>': return a > b;
    case '<=': return a <= b;
    case '>=': return a >= b;
    default: return undefined;
  }
}

function repeat(value: Val, times: Val, ev: Evaluator): Val | undefined {
  if (typeof times !== 'number' || times > 1_000_000) return undefined;
  const count = Math.max(0, Math.trunc(times));
  if (typeof value === 'string') return value.length * count > LARGEST ? undefined : value.repeat(count);
  if (value instanceof Bytes) return value.data.length * count > LARGEST ? undefined : new Bytes(value.data.repeat(count));
  if (!(value instanceof ListVal) || value.items.length * count > 1_000_000 || !affords(ev, value.items.length * count)) return undefined;
  const items: Val[] = [];
  for (let i = 0; i < count; i++) for (const item of value.items) items.push(item);
  return new ListVal(items, value.type);
}

function joinLists(left: ListVal, right: ListVal, ev: Evaluator): Val {
  const list = new ListVal([], left.type);
  list.open = left.open || right.open || !affords(ev, left.items.length + right.items.length);
  extendList(list, left.items);
  extendList(list, right.items);
  return list;
}

function mergeDicts(left: DictVal, right: DictVal): Val {
  const dict = new DictVal();
  for (const source of [left, right]) for (const [key, value] of source.entries) dict.entries.set(key, value);
  dict.open = left.open || right.open;
  return dict;
}

function contains(op: string, left: Val, right: Val): Val | undefined {
  const key = rawOf(left);
  if (key === NOT_EXACT) return undefined;
  let found: boolean | undefined;
  if (right instanceof ListVal && !right.open) {
    const raws = right.items.map(rawOf);
    found = raws.some((raw) => sameRaw(raw, key)) ? true : raws.includes(NOT_EXACT) ? undefined : false;
  } else if (right instanceof DictVal && !right.open && (typeof key === 'string' || typeof key === 'number')) found = right.entries.has(String(key));
  else if (right instanceof Bytes && typeof key === 'number') found = right.data.includes(String.fromCharCode(key));
  if (found === undefined) return undefined;
  return op === 'in' ? found : !found;
}

function sameRaw(a: unknown, b: unknown): boolean {
  return a instanceof Bytes && b instanceof Bytes ? a.data === b.data : a === b;
}

function equality(op: string, left: Val, right: Val): Val | undefined {
  if (left instanceof Unknown || right instanceof Unknown || left instanceof Partial || right instanceof Partial || left instanceof Ref || right instanceof Ref) return undefined;
  if (left instanceof ListVal || right instanceof ListVal || left instanceof DictVal || right instanceof DictVal) {
    return left === null || right === null ? op !== '==' && op !== 'is' : undefined;
  }
  if (left instanceof FunctionVal || right instanceof FunctionVal) return undefined;
  const isSame = sameRaw(left ?? null, right ?? null);
  return op === '==' || op === 'is' || op === '===' ? isSame : !isSame;
}

/** `-x`, `+x`, `~x`, `not x`. */
export function unaryPython(op: string, operand: Val): Val | undefined {
  if (op === 'not' || op === '!') {
    const known = truthyPython(operand);
    return known === undefined ? undefined : !known;
  }
  if (typeof operand === 'bigint') return op === '-' ? -operand : op === '~' ? ~operand : operand;
  if (typeof operand !== 'number' && typeof operand !== 'boolean') return undefined;
  const value = Number(operand);
  return op === '-' ? -value : op === '~' ? -value - 1 : op === '+' ? value : undefined;
}

/** Whether a value counts as true; undefined where it can't be known. */
export function truthyPython(value: Val): boolean | undefined {
  const raw = rawOf(value);
  if (raw !== NOT_EXACT) return raw instanceof Bytes ? raw.data !== '' : Boolean(raw);
  if (value instanceof ListVal) return value.items.length > 0 ? true : value.open ? undefined : false;
  if (value instanceof DictVal) return value.cls ? true : value.entries.size > 0 ? true : value.open ? undefined : false;
  if (value instanceof FunctionVal) return true;
  return undefined;
}
