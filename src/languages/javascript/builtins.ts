/** All built-in functions in one table, and what holds for every one of them: results carry the history of what they were made of. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { ListVal, withOrigins, type Val } from '../flow/values.ts';
import type { Builtin, Builtins } from './builtin-call.ts';
import { ARRAY_BUILTINS } from './builtins-arrays.ts';
import { BYTES_BUILTINS } from './builtins-bytes.ts';
import { FUNCTION_BUILTINS, resolvePromise } from './builtins-functions.ts';
import { MODULE_BUILTINS } from './builtins-modules.ts';
import { NUMBER_BUILTINS } from './builtins-numbers.ts';
import { OBJECT_BUILTINS } from './builtins-objects.ts';
import { PATH_BUILTINS } from './builtins-paths.ts';
import { STREAM_BUILTINS } from './builtins-streams.ts';
import { STRING_BUILTINS } from './builtins-strings.ts';

const TABLE: Builtins = new Map<string, Builtin>([
  ...STRING_BUILTINS, ...ARRAY_BUILTINS, ...NUMBER_BUILTINS, ...OBJECT_BUILTINS, ...BYTES_BUILTINS, ...FUNCTION_BUILTINS, ...MODULE_BUILTINS,
  ...PATH_BUILTINS, ...STREAM_BUILTINS,
]);

/** These hand on values that have histories of their own, or change things in place. */
const KEEPS_ITS_OWN = /^(?:array|set|map|object|function|promise|Object|Reflect|Promise|Array|Map|Set|JSON|Function|eval|require|import|module|process|path|URL|url|set\w+|\*)(?:$|[.#A-Z])/;
const ofReceiver = new Map<string, boolean>();
/** Methods of any receiver by the whole name of a call. */
const ofAny = new Map<string, Builtin | undefined>();

/** Whether a type's method of that name is known. */
export function hasBuiltin(name: string): boolean {
  return TABLE.has(name);
}

/** Computes a call of a built-in; undefined where it isn't one, or something is unknown. */
export function callBuiltin(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const builtin = TABLE.get(call.name) ?? ofAnyFunction(call.name);
  if (!builtin) return undefined;
  const known = computed(builtin, call, ev);
  if (known === undefined || keepsItsOwn(call.name) || isPlain(call)) return known;
  return withOrigins(known, ev.originsFrom(call.receiver, ...call.args));
}

/** What the host refuses to compute is not known; only an overflow of the stack is more than that. */
function computed(builtin: Builtin, call: BuiltinCall, ev: Evaluator): Val {
  try {
    return builtin(ev.asides > 0 && CHANGES_LIST.test(call.name) && call.receiver instanceof ListVal ? { ...call, receiver: copyOf(call.receiver) } : call, ev);
  } catch (error) {
    if (error instanceof RangeError && !error.message.includes('call stack')) return undefined;
    throw error;
  }
}

const CHANGES_LIST = /^array\.(?:push|unshift|pop|shift|splice|reverse|sort|fill)$/;

function copyOf(list: ListVal): ListVal {
  const copy = new ListVal([...list.items], list.type);
  copy.open = list.open;
  copy.origins = list.origins;
  return copy;
}

function ofAnyFunction(name: string): Builtin | undefined {
  let builtin = ofAny.get(name);
  if (builtin === undefined && !ofAny.has(name)) {
    const dot = name.lastIndexOf('.');
    builtin = dot < 0 ? undefined : name.startsWith('promise.resolve#') ? resolvePromise : TABLE.get(`*${name.slice(dot)}`);
    if (ofAny.size < 5000) ofAny.set(name, builtin);
  }
  return builtin;
}

function keepsItsOwn(name: string): boolean {
  let keeps = ofReceiver.get(name);
  if (keeps === undefined) {
    keeps = KEEPS_ITS_OWN.test(name) || /\.(?:call|apply|bind|then|catch|finally)$/.test(name);
    if (ofReceiver.size < 5000) ofReceiver.set(name, keeps);
  }
  return keeps;
}

function isPlain(call: BuiltinCall): boolean {
  return !isObject(call.receiver) && !call.args.some(isObject);
}

function isObject(value: Val): boolean {
  return typeof value === 'object' && value !== null;
}
