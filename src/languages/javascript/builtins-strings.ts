/** Methods of strings and numbers, and the functions of String. The host's own methods compute what takes plain arguments only. */
import { Bytes, type Primitive } from '../flow/nodes.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { FunctionVal, ListVal, NOT_EXACT, Ref, RegexVal, Unknown, mix, rawOf, type Val } from '../flow/values.ts';
import { LONGEST, integerAt, textAt, textOfThis, type Builtin, type Builtins } from './builtin-call.ts';
import { display, sourceOf, toNumber } from './convert.ts';
import { nativeOf } from './regexes.ts';

/** Methods that take and give plain values. */
const PLAIN = [
  'at', 'charAt', 'charCodeAt', 'codePointAt', 'concat', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'localeCompare', 'normalize', 'slice',
  'startsWith', 'substr', 'substring', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toString', 'trim', 'trimEnd',
  'trimStart', 'trimLeft', 'trimRight', 'valueOf', 'anchor', 'big', 'blink', 'bold', 'fixed', 'fontcolor', 'fontsize', 'italics', 'link', 'small',
  'strike', 'sub', 'sup',
] as const;
const STRING_METHODS: Readonly<Record<string, unknown>> = Object(String.prototype);
const NUMBER_PROTOTYPE: Readonly<Record<string, unknown>> = Object(Number.prototype);
const GROWING = ['repeat', 'padEnd', 'padStart'] as const;
const NUMBER_METHODS = ['toString', 'toFixed', 'toPrecision', 'toExponential', 'valueOf', 'toLocaleString'] as const;

/** By resolved name: `string.slice` is a method, `String.fromCharCode` a function. */
export const STRING_BUILTINS: Builtins = new Map<string, Builtin>([
  ...PLAIN.map((name): [string, Builtin] => [`string.${name}`, (call, ev) => plainMethod(STRING_METHODS, name, textOfThis(call), call, ev)]),
  ...GROWING.map((name): [string, Builtin] => [`string.${name}`, (call, ev) => growing(name, call, ev)]),
  ...NUMBER_METHODS.map((name): [string, Builtin] => [`number.${name}`, (call, ev) => plainMethod(NUMBER_PROTOTYPE, name, toNumber(call.receiver), call, ev)]),
  ['string.charCodeAt', charCodeAt],
  ['string.charAt', (call, ev) => (typeof call.receiver === 'string' && typeof call.args[0] === 'number' ? call.receiver.charAt(call.args[0]) : plainMethod(STRING_METHODS, 'charAt', textOfThis(call), call, ev))],
  ['boolean.toString', (call) => textOfThis(call)],
  ['boolean.valueOf', (call) => call.receiver],
  ['bigint.toString', bigintText],
  ['string.split', split],
  ['string.replace', (call, ev) => replace(call, ev, false)],
  ['string.replaceAll', (call, ev) => replace(call, ev, true)],
  ['string.match', match],
  ['string.matchAll', matchAll],
  ['string.search', search],
  ['String', (call, ev) => (call.args.length === 0 ? '' : display(call.args[0], sourceOf(ev)))],
  ['String.fromCharCode', (call) => fromCodes(call.args, (codes) => String.fromCharCode(...codes))],
  ['String.fromCodePoint', (call) => fromCodes(call.args, (codes) => String.fromCodePoint(...codes))],
  ['String.raw', (call) => (call.args.every((arg) => typeof rawOf(arg) === 'string') ? call.args.map((arg) => display(arg)).join('') : undefined)],
  ['regexp.test', regexTest],
  ['regexp.exec', regexExec],
  ['regexp.toString', (call) => display(call.receiver)],
  ['RegExp', newRegExp],
  ['Date', (call) => (call.args.length === 0 && call.node.kind === 'call' && call.node.isNew !== true ? mix(SOME_DATE, new Unknown([], 'Date()')) : undefined)],
]);

/** What `Date()` may give, in the form of ECMA-262 (Date.prototype.toString): JSFuck takes its G, M and T from there. The other possibility is that it's unknown, so no test of a date is decided. */
const SOME_DATE = 'Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)';

/** The innermost call of most decoders. */
function charCodeAt(call: BuiltinCall, ev: Evaluator): Val {
  const [at] = call.args;
  if (typeof call.receiver === 'string' && typeof at === 'number') return call.receiver.charCodeAt(at);
  return plainMethod(STRING_METHODS, 'charCodeAt', textOfThis(call), call, ev);
}

function plains(call: BuiltinCall, ev: Evaluator): Exclude<Primitive, Bytes>[] | undefined {
  const args: Exclude<Primitive, Bytes>[] = [];
  for (const arg of call.args) {
    const raw = rawOf(arg);
    const plain = raw === NOT_EXACT || raw instanceof Bytes ? display(arg, sourceOf(ev)) : raw;
    if (plain === undefined && raw !== undefined) return undefined;
    args.push(plain);
  }
  return args;
}

/** Calls the host's method of that name; an error it throws means the evaluated code would throw too. */
function plainMethod(prototype: Readonly<Record<string, unknown>>, name: string, self: string | number | undefined, call: BuiltinCall, ev: Evaluator): Val {
  const args = plains(call, ev);
  const method = prototype[name];
  if (self === undefined || args === undefined || typeof method !== 'function') return undefined;
  try {
    const result: unknown = Reflect.apply(method, self, args);
    return isPlain(result) ? result : undefined;
  } catch {
    return undefined;
  }
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function growing(name: string, call: BuiltinCall, ev: Evaluator): Val {
  const text = textOfThis(call);
  const count = integerAt(call, 0, 0);
  if (text === undefined || count === undefined || count < 0) return undefined;
  if ((name === 'repeat' ? count * text.length : count) > LONGEST) return undefined;
  return plainMethod(STRING_METHODS, name, text, call, ev);
}

function bigintText(call: BuiltinCall): Val {
  const raw = rawOf(call.receiver);
  const radix = integerAt(call, 0, 10);
  return typeof raw === 'bigint' && radix !== undefined && radix >= 2 && radix <= 36 ? raw.toString(radix) : undefined;
}

function fromCodes(args: readonly Val[], make: (codes: number[]) => string): Val {
  const [first] = args;
  if (args.length === 1 && typeof first === 'number' && first >= 0 && first < 65_536) return String.fromCharCode(first);
  const codes: number[] = [];
  for (const arg of args) {
    const code = toNumber(arg);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  if (codes.length > 65_536) return undefined;
  try {
    return make(codes);
  } catch {
    return undefined;
  }
}

function split(call: BuiltinCall): Val {
  const text = textOfThis(call);
  const limit = integerAt(call, 1, 2 ** 31);
  if (text === undefined || limit === undefined) return undefined;
  const [by] = call.args;
  if (by === undefined) return new ListVal([text]);
  const separator = by instanceof RegexVal ? nativeOf(by, text.length) : display(by);
  if (separator === undefined) return undefined;
  return new ListVal(text.split(separator, limit));
}

/** `replace` and `replaceAll`, with a text or a function to replace by. */
function replace(call: BuiltinCall, ev: Evaluator, isAll: boolean): Val {
  const text = textOfThis(call);
  const [what, by] = call.args;
  if (text === undefined || what === undefined) return undefined;
  const pattern = what instanceof RegexVal ? nativeOf(what, text.length) : display(what);
  if (pattern === undefined) return undefined;
  if (by instanceof FunctionVal || by instanceof Ref) return replaceBy(text, pattern, by, isAll, call, ev);
  const replacement = display(by);
  if (replacement === undefined) return undefined;
  const result = isAll && typeof pattern === 'string' ? text.replaceAll(pattern, replacement) : text.replace(pattern, replacement);
  return result.length > LONGEST ? undefined : result;
}

function replaceBy(text: string, pattern: RegExp | string, by: Val, isAll: boolean, call: BuiltinCall, ev: Evaluator): Val {
  let isKnown = true;
  const each = (...found: unknown[]): string => {
    if (!isKnown || --ev.fuel < 0) {
      isKnown = false;
      return '';
    }
    const args = found.filter((item): item is string | number | undefined => typeof item !== 'object');
    const result = display(ev.callFunction(by, args, call.node));
    if (result === undefined) isKnown = false;
    return result ?? '';
  };
  const result = isAll && typeof pattern === 'string' ? text.replaceAll(pattern, each) : text.replace(pattern, each);
  return isKnown && result.length <= LONGEST ? result : undefined;
}

function match(call: BuiltinCall): Val {
  const text = textOfThis(call);
  const regex = regexArgument(call, '');
  const native = text === undefined || !regex ? undefined : nativeOf(regex, text.length);
  if (text === undefined || !native) return undefined;
  const found = text.match(native);
  return found ? new ListVal([...found]) : null;
}

function matchAll(call: BuiltinCall): Val {
  const text = textOfThis(call);
  const regex = regexArgument(call, 'g');
  const native = text === undefined || !regex?.flags.includes('g') ? undefined : nativeOf(regex, text.length);
  if (text === undefined || !native) return undefined;
  return new ListVal([...text.matchAll(native)].map((found) => new ListVal([...found])));
}

function search(call: BuiltinCall): Val {
  const text = textOfThis(call);
  const regex = regexArgument(call, '');
  const native = text === undefined || !regex ? undefined : nativeOf(regex, text.length);
  return text === undefined || !native ? undefined : text.search(native);
}

function regexArgument(call: BuiltinCall, flags: string): RegexVal | undefined {
  const [what] = call.args;
  if (what instanceof RegexVal) return what;
  const source = display(what);
  return source === undefined ? undefined : new RegexVal(source, flags);
}

function regexTest(call: BuiltinCall): Val {
  const text = textAt(call, 0);
  const native = text !== undefined && call.receiver instanceof RegexVal ? nativeOf(call.receiver, text.length) : undefined;
  return text === undefined || !native ? undefined : native.test(text);
}

function regexExec(call: BuiltinCall): Val {
  const text = textAt(call, 0);
  const native = text !== undefined && call.receiver instanceof RegexVal ? nativeOf(call.receiver, text.length) : undefined;
  if (text === undefined || !native) return undefined;
  const found = native.exec(text);
  return found ? new ListVal([...found]) : null;
}

function newRegExp(call: BuiltinCall): Val {
  const [from] = call.args;
  const flags = call.args[1] === undefined ? (from instanceof RegexVal ? from.flags : '') : textAt(call, 1);
  const source = from instanceof RegexVal ? from.source : call.args.length === 0 ? '' : textAt(call, 0);
  return source === undefined || flags === undefined ? undefined : new RegexVal(escapedSource(source), flags);
}

/** A pattern's `source` as ECMA-262 has it (EscapeRegExpPattern): slashes and line ends escaped, never empty. JSFuck takes its backslash from there. */
function escapedSource(source: string): string {
  if (source === '') return '(?:)';
  return source.replace(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|[/\n]/g, (part) => (part === '/' ? '\\/' : part === '\n' ? '\\n' : part));
}
