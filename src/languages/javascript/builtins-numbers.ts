/** Math, Number and the functions on numbers. What depends on time or chance is unknown. */
import type { BuiltinCall } from '../flow/profile.ts';
import { rawOf, type Val } from '../flow/values.ts';
import { bare, integerAt, textAt, type Builtin, type Builtins } from './builtin-call.ts';
import { toNumber, truthy } from './convert.ts';

const MATH = [
  'abs', 'acos', 'asin', 'atan', 'atan2', 'cbrt', 'ceil', 'clz32', 'cos', 'cosh', 'exp', 'floor', 'fround', 'hypot', 'imul', 'log', 'log10', 'log2',
  'max', 'min', 'pow', 'round', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc',
] as const;

/** By resolved name. */
export const NUMBER_BUILTINS: Builtins = new Map<string, Builtin>([
  ...MATH.map((name): [string, Builtin] => [`Math.${name}`, (call) => math(name, call)]),
  ['parseInt', (call) => withText(call, (text) => parseRadix(text, integerAt(call, 1, 0)))],
  ['parseFloat', (call) => withText(call, Number.parseFloat)],
  ['Number', (call) => (call.args.length === 0 ? 0 : toNumber(call.args[0]))],
  ['isNaN', (call) => withNumber(call, Number.isNaN)],
  ['isFinite', (call) => withNumber(call, Number.isFinite)],
  ['Number.isInteger', (call) => (typeof bare(call.args[0]) === 'number' ? Number.isInteger(rawOf(call.args[0])) : undefined)],
  ['Boolean', (call) => truthy(call.args[0])],
  ['BigInt', bigint],
]);

function math(name: (typeof MATH)[number], call: BuiltinCall): Val {
  const numbers: number[] = [];
  for (const arg of call.args) {
    const number = toNumber(arg);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  const result: unknown = Reflect.apply(Math[name], Math, numbers);
  return typeof result === 'number' ? result : undefined;
}

function withText(call: BuiltinCall, read: (text: string) => number | undefined): Val {
  const text = textAt(call, 0);
  return text === undefined ? undefined : read(text);
}

function withNumber(call: BuiltinCall, test: (number: number) => boolean): Val {
  const number = toNumber(call.args[0]);
  return number === undefined ? undefined : test(number);
}

function parseRadix(text: string, radix: number | undefined): number | undefined {
  return radix === undefined ? undefined : Number.parseInt(text, radix);
}

function bigint(call: BuiltinCall): Val {
  const text = textAt(call, 0);
  if (text === undefined || text.length > 2000) return undefined;
  try {
    return BigInt(text);
  } catch {
    return undefined;
  }
}
