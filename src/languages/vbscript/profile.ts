/** What the shared evaluator is told of VBScript: operators, conversions, members of automation objects. */
import { Known, DictVal, ListVal, NOT_EXACT, Partial, Ref, Unknown, rawOf, type Val } from '../flow/values.ts';
import { Bytes } from '../flow/nodes.ts';
import type { Profile } from '../flow/profile.ts';
import { APIS, ATTRIBUTES } from './apis.ts';
import { callBuiltin, FUNCTIONS } from './builtins.ts';
import { numberOfValue, textOfValue } from './conversions.ts';
import { memberOfObject } from './objects.ts';
import { parseVbScript } from './parse.ts';

/** A profile for one script; `assigned` are the names it gives values to, which are empty before. */
export function vbScriptProfile(assigned: ReadonlySet<string>): Profile {
  return {
    language: 'vbscript',
    parse: parseVbScript,
    assignsLocally: false, selfIsArgument: false, lifecycle: { init: 'constructor' }, callsBack: false,
    global: (name) => (assigned.has(name) && !FUNCTIONS.has(name) && name !== 'wscript' ? undefined : globalOf(name)),
    canonical,
    typeName: (value) => (value instanceof ListVal ? 'array' : undefined),
    binary: (op, left, right) => binary(op, left, right),
    unary,
    truthy,
    member: (object, property, ev) => (object instanceof DictVal ? memberOfObject(object, property, ev) : undefined),
    index: (object, index) => (object instanceof ListVal && typeof index === 'number' ? object.items[index] : undefined),
    iterate: (value) => (value instanceof ListVal && !value.open ? value.items : undefined),
    builtin: callBuiltin,
    apis: APIS,
    attributes: ATTRIBUTES,
    display: (value) => textOfValue(rawOf(value)),
  };
}

function globalOf(name: string): Val {
  if (name.startsWith('with ') || name.endsWith(' result')) return undefined;
  return new Ref(name);
}

/** One name for the many spellings of an automation object's members. */
function canonical(name: string): string {
  const clip = /clipboarddata\.(getdata|setdata|cleardata)$/.exec(name);
  if (clip) return `clipboarddata.${clip[1]}`;
  return name.replace(/^wsh\./, 'wscript.').replace(/^(?:window|self|top)\.(?=execscript|settimeout|close|clipboarddata)/, '').replace(/^application\.(?=run$)/, '');
}

function isKnown(value: Val): boolean {
  return value === undefined || value === null || typeof value !== 'object' || value instanceof Bytes;
}

function binary(op: string, left: Val, right: Val): Val | undefined {
  if (!isKnown(left) || !isKnown(right)) return undefinedOrEmpty(op, left, right);
  if (op === '&') return joined(left, right);
  if (op === '+' && (typeof left === 'string' || typeof right === 'string')) {
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    if (left === undefined || right === undefined) return joined(left, right);
  }
  if (COMPARISONS.has(op)) return compared(op, left, right);
  const a = numberOfValue(left);
  const b = numberOfValue(right);
  if (a === undefined || b === undefined) return undefined;
  if (typeof left === 'boolean' && typeof right === 'boolean' && (op === 'and' || op === 'or' || op === 'xor')) return Boolean(calculated(op, a, b));
  const result = calculated(op, a, b);
  return result === undefined || !Number.isFinite(result) ? undefined : result;
}

/** Nothing is joined to an unknown value by an empty one. */
function undefinedOrEmpty(op: string, left: Val, right: Val): Val | undefined {
  if (op !== '&' && op !== '+') return undefined;
  const isText = (value: Val) => value instanceof Partial || value instanceof Known;
  if ((left === undefined || left === '') && isText(right)) return right;
  if ((right === undefined || right === '') && isText(left)) return left;
  return undefined;
}

function joined(left: Val, right: Val): string | undefined {
  const a = textOfValue(left);
  const b = textOfValue(right);
  return a === undefined || b === undefined || a.length + b.length > 8_000_000 ? undefined : a + b;
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '>', '<=', '>=', '=<', '=>', 'is']);

function compared(op: string, left: Val, right: Val): boolean | undefined {
  const a = typeof left === 'string' && typeof right === 'string' ? left : numberOfValue(left);
  const b = typeof left === 'string' && typeof right === 'string' ? right : numberOfValue(right);
  if (a === undefined || b === undefined) return undefined;
  switch (op) {
    case '=': case 'is': return a === b;
    case '<>': return a !== b;
    case '<': return a < b;
    case '>': return a > b;
    case '<=': case '=<': return a <= b;
    default: return a >= b;
  }
}

function calculated(op: string, a: number, b: number): number | undefined {
  switch (op) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return a / b;
    case '\\': return Math.trunc(a / b);
    case 'mod': return b === 0 ? undefined : Math.trunc(a) % Math.trunc(b);
    case '^': return a ** b;
    case 'xor': return a ^ b;
    case 'and': return a & b;
    case 'or': return a | b;
    case 'eqv': return ~(a ^ b);
    case 'imp': return ~a | b;
    default: return undefined;
  }
}

function unary(op: string, operand: Val): Val | undefined {
  if (operand instanceof Unknown || !isKnown(operand)) return undefined;
  if (op === '!') return typeof operand === 'boolean' ? !operand : negated(numberOfValue(operand));
  const number = numberOfValue(operand);
  return number === undefined ? undefined : op === '-' ? -number : number;
}

function negated(number: number | undefined): number | undefined {
  return number === undefined ? undefined : ~number;
}

function truthy(value: Val): boolean | undefined {
  const raw = rawOf(value);
  if (raw === NOT_EXACT) return undefined;
  if (typeof raw === 'boolean') return raw;
  const number = numberOfValue(raw);
  return number === undefined ? undefined : number !== 0;
}

