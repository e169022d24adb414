/** JavaScript's operators with their coercions, as JSFuck and its like need them. */
import { Bytes, type Primitive } from '../flow/nodes.ts';
import type { Evaluator } from '../flow/profile.ts';
import { ClassVal, DictVal, FunctionVal, ListVal, NOT_EXACT, Partial, Ref, RegexVal, Unknown, Mix, rawOf, type Val } from '../flow/values.ts';
import { display, sourceOf, toPrimitive, truthy } from './convert.ts';
import { arithmetic } from './fold.ts';
import { isEverywhere } from './globals.ts';
import { areProgramAndModule } from './main-module.ts';

type Plain = Exclude<Primitive, Bytes>;
const LONGEST = 8_000_000;
const EQUALITY: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);

/** A binary operator over two values; undefined where the result can't be known. */
export function binary(op: string, left: Val, right: Val, evaluator: Evaluator): Val | undefined {
  if (!isObject(left) && !isObject(right)) return plainBinary(op, left, right);
  if (EQUALITY.has(op) && areProgramAndModule(left, right, evaluator)) return op.startsWith('!');
  if (op === '===' || op === '!==') return negate(op === '!==', identical(left, right));
  if (op === 'in') return isIn(left, right);
  if (op === 'instanceof') return isInstance(left, right);
  if ((op === '==' || op === '!=') && isObject(left) === isObject(right)) return negate(op === '!=', identical(left, right));
  const source = sourceOf(evaluator);
  const a = toPrimitive(left, source);
  const b = toPrimitive(right, source);
  if (a === NOT_EXACT || b === NOT_EXACT) return undefined;
  // An object is equal to neither null nor undefined.
  if ((op === '==' || op === '!=') && (left === null || left === undefined || right === null || right === undefined)) return op === '!=';
  return plainBinary(op, a, b);
}

function isObject(value: Val): value is Exclude<Val, Plain> {
  return typeof value === 'object' && value !== null;
}

function plainBinary(op: string, left: Plain, right: Plain): Val | undefined {
  if (typeof left === 'number' && typeof right === 'number') return arithmetic(op, left, right) ?? compare(op, left, right);
  if (op === '+') return add(left, right);
  if (typeof left === 'bigint' || typeof right === 'bigint') return bigints(op, left, right);
  return compare(op, left, right) ?? arithmetic(op, Number(left), Number(right));
}

function add(left: Plain, right: Plain): Val | undefined {
  if (typeof left === 'string' || typeof right === 'string') {
    const text = String(left) + String(right);
    return text.length > LONGEST ? undefined : text;
  }
  if (typeof left === 'bigint' || typeof right === 'bigint') return bigints('+', left, right);
  return Number(left) + Number(right);
}

function compare(op: string, a: Plain, b: Plain): boolean | undefined {
  switch (op) {
    case '===': return a === b;
    case '!==': return a !== b;
    case '==': return looselyEqual(a, b);
    case '!=': return !looselyEqual(a, b);
    case '<': return less(a, b);
    case '>': return less(b, a);
    case '<=': return isNumberPair(a, b) ? Number(a) <= Number(b) : !less(b, a);
    case '>=': return isNumberPair(a, b) ? Number(a) >= Number(b) : !less(a, b);
    default: return undefined;
  }
}

function isNumberPair(a: Plain, b: Plain): boolean {
  return typeof a !== 'string' || typeof b !== 'string';
}

function less(a: Plain, b: Plain): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a < b : Number(a) < Number(b);
}

function looselyEqual(a: Plain, b: Plain): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? undefined) === (b ?? undefined);
  if (typeof a === typeof b) return a === b;
  return Number(a) === Number(b);
}

/** Exponents and shifts of big integers are bounded, as a small text can ask for gigabytes. */
function bigints(op: string, left: Plain, right: Plain): Val | undefined {
  if (typeof left !== 'bigint' || typeof right !== 'bigint') return compare(op, left, right);
  if ((op === '**' || op === '<<') && (right > 4096n || left > 1n << 1024n)) return undefined;
  switch (op) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return right === 0n ? undefined : left / right;
    case '%': return right === 0n ? undefined : left % right;
    case '**': return right < 0n ? undefined : left ** right;
    case '&': return left & right;
    case '|': return left | right;
    case '^': return left ^ right;
    case '<<': return left << right;
    case '>>': return left >> right;
    default: return compare(op, left, right);
  }
}

function negate(isNegated: boolean, known: boolean | undefined): boolean | undefined {
  return known === undefined ? undefined : known !== isNegated;
}

function identical(left: Val, right: Val): boolean | undefined {
  if (left === right) return isUnsure(left) ? undefined : true;
  if (isUnsure(left) || isUnsure(right)) return undefined;
  if (left instanceof Ref || right instanceof Ref) {
    if (left instanceof Ref && right instanceof Ref) return left.name === right.name ? true : undefined;
    const ref = left instanceof Ref ? left : right;
    return ref instanceof Ref && isEverywhere(ref.name) ? false : undefined;
  }
  if (left instanceof FunctionVal && right instanceof FunctionVal) return left.node === right.node ? undefined : false;
  return false;
}

function isUnsure(value: Val): boolean {
  return value instanceof Unknown || value instanceof Partial || value instanceof Mix;
}

function isIn(key: Val, object: Val): boolean | undefined {
  const text = display(key);
  if (text === undefined) return undefined;
  if (object instanceof ListVal) return object.open ? undefined : text === 'length' || (/^\d+$/.test(text) && Number(text) < object.items.length);
  if (!(object instanceof DictVal)) return undefined;
  for (let holder: DictVal | undefined = object, depth = 0; holder && depth < 20; holder = holder.proto, depth++) {
    if (holder.entries.has(text)) return true;
    if (holder.open || holder.cls) return undefined;
  }
  return false;
}

function isInstance(value: Val, type: Val): boolean | undefined {
  if (type instanceof Ref) {
    if (value instanceof ListVal && value.type === 'list') return type.name === 'Array' || type.name === 'Object';
    if (value instanceof RegexVal) return type.name === 'RegExp' || type.name === 'Object';
    if (value instanceof FunctionVal) return type.name === 'Function' || type.name === 'Object';
    return isObject(value) ? undefined : false;
  }
  if (type instanceof ClassVal && value instanceof DictVal && value.cls === type) return true;
  if (type instanceof FunctionVal && value instanceof DictVal && value.proto) {
    const proto = type.properties?.entries.get('prototype');
    for (let holder: DictVal | undefined = value.proto, depth = 0; holder && depth < 20; holder = holder.proto, depth++) if (holder === proto) return true;
    return value.open ? undefined : false;
  }
  return undefined;
}

/** A unary operator; undefined where the result can't be known. */
export function unary(op: string, operand: Val, evaluator: Evaluator): Val | undefined {
  if (op === '!') {
    const known = truthy(operand);
    return known === undefined ? undefined : !known;
  }
  if (op === 'typeof') return typeOf(operand);
  if (op === 'delete') return true;
  const primitive = toPrimitive(operand, sourceOf(evaluator));
  if (primitive === NOT_EXACT) return undefined;
  if (typeof primitive === 'bigint') return op === '-' ? -primitive : op === '~' ? ~primitive : undefined;
  const number = Number(primitive);
  if (op === '-') return -number;
  if (op === '+') return number;
  return op === '~' ? ~number : undefined;
}

/** `typeof`: unknown for names that only some hosts have. */
function typeOf(value: Val): string | undefined {
  const raw = rawOf(value);
  if (raw instanceof Bytes || raw === null) return 'object';
  if (raw !== NOT_EXACT) return typeof raw;
  if (value instanceof Partial) return 'string';
  if (value instanceof FunctionVal || value instanceof ClassVal) return 'function';
  if (value instanceof ListVal || value instanceof DictVal || value instanceof RegexVal) return 'object';
  if (!(value instanceof Ref) || !isEverywhere(value.name)) return undefined;
  return /^(?:globalThis|Math|JSON|Reflect|Atomics|Intl)$/.test(value.name) ? 'object' : 'function';
}
