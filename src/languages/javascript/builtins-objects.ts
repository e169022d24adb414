/** Object, Map, JSON and Reflect. Objects are changed in place, as the evaluated code sees them. */
import { Bytes, type Stmt } from '../flow/nodes.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { AccessorVal, ClassVal, DictVal, FunctionVal, ListVal, Mix, NOT_EXACT, Partial, Ref, Unknown, mix, originsOf, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { bare, textAt, type Builtin, type Builtins } from './builtin-call.ts';
import { NOTHING, display, sourceOf, toNumber } from './convert.ts';

const DEEPEST_JSON = 200;

/** By resolved name. */
export const OBJECT_BUILTINS: Builtins = new Map<string, Builtin>([
  ['Object', (call) => (call.args[0] === undefined || call.args[0] === null ? newObject() : call.args[0])],
  ['Object.keys', (call) => listing(call, (key) => key)],
  ['Object.getOwnPropertyNames', (call) => listing(call, (key) => key)],
  ['Reflect.ownKeys', (call) => listing(call, (key) => key)],
  ['Object.values', (call) => listing(call, (_, value) => value)],
  ['Object.entries', (call) => listing(call, (key, value) => new ListVal([key, value]))],
  ['Object.assign', assign],
  ['Object.freeze', (call) => call.args[0]],
  ['Object.seal', (call) => call.args[0]],
  ['Object.preventExtensions', (call) => call.args[0]],
  ['Object.create', create],
  ['Object.defineProperty', defineProperty],
  ['Reflect.defineProperty', defineProperty],
  ['Object.defineProperties', defineProperties],
  ['Object.fromEntries', fromEntries],
  ['Object.setPrototypeOf', setPrototype],
  ['Object.getPrototypeOf', (call) => (call.args[0] instanceof DictVal ? call.args[0].proto : undefined)],
  ['object.hasOwnProperty', (call) => hasOwn(call.receiver, call.args[0])],
  ['Object.hasOwn', (call) => hasOwn(call.args[0], call.args[1])],
  ['object.toString', (call) => addressOf(call.receiver) ?? tagOf(call.receiver)],
  ['object.valueOf', (call) => call.receiver],
  ['Reflect.get', (call, ev) => getProperty(call, ev)],
  ['Reflect.set', (call, ev) => setProperty(ev, call.args[0], call.args[1], call.args[2])],
  ['Reflect.has', (call) => hasOwn(call.args[0], call.args[1])],
  ['Map', newMap],
  ['WeakMap', newMap],
  ['map.get', (call) => (mapOf(call) ? (mapOf(call)?.entries.get(display(call.args[0]) ?? ' ') ?? (mapOf(call)?.open ? undefined : NOTHING)) : undefined)],
  ['map.set', setInMap],
  ['map.has', (call) => hasOwn(call.receiver, call.args[0])],
  ['map.delete', (call) => mapOf(call)?.entries.delete(display(call.args[0]) ?? ' ')],
  ['map.keys', (call) => listOfEntries(mapOf(call), (key) => key)],
  ['map.values', (call) => listOfEntries(mapOf(call), (_, value) => value)],
  ['map.entries', (call) => listOfEntries(mapOf(call), (key, value) => new ListVal([key, value]))],
  ['map.forEach', eachOfMap],
  ['JSON.parse', parseJson],
  ['JSON.stringify', stringify],
  ['Error', newError], ['TypeError', newError], ['RangeError', newError], ['SyntaxError', newError], ['EvalError', newError], ['ReferenceError', newError],
  ['Symbol', () => undefined],
  ['setattr', (call, ev) => {
    noteReplaced(call, ev);
    return setProperty(ev, call.args[0], call.args[1], call.args[2]);
  }],
]);

export function newObject(): DictVal {
  const object = new DictVal();
  object.isObject = true;
  return object;
}

function listing(call: BuiltinCall, make: (key: string, value: Val) => Val): Val {
  const [object] = call.args;
  if (object instanceof ListVal && !object.open) return new ListVal(object.items.map((item, i) => make(String(i), item)));
  if (!(object instanceof DictVal)) return undefined;
  const list = listOfEntries(object, make);
  if (list && object.open) list.open = true;
  return list;
}

function listOfEntries(object: DictVal | undefined, make: (key: string, value: Val) => Val): ListVal | undefined {
  return object && new ListVal([...object.entries].filter(([key]) => !key.startsWith(' ')).map(([key, value]) => make(key, value)));
}

function assign(call: BuiltinCall, ev: Evaluator): Val {
  const [target, ...sources] = call.args;
  for (const source of sources) {
    if (source instanceof DictVal) for (const [key, value] of source.entries) setProperty(ev, target, key, value);
    if (target instanceof DictVal && !(source instanceof DictVal && !source.open) && source !== undefined && source !== null) {
      target.open = true;
      target.origins = ev.originsFrom(target, source);
    }
  }
  return target;
}

function create(call: BuiltinCall): Val {
  const object = newObject();
  const [proto] = call.args;
  if (proto instanceof DictVal) object.proto = proto;
  else if (proto !== null) object.open = true;
  return object;
}

function defineProperty(call: BuiltinCall, ev: Evaluator): Val {
  const [object, key, descriptor] = call.args;
  if (descriptor instanceof DictVal) define(ev, object, key, descriptor);
  return object;
}

function define(ev: Evaluator, object: Val, key: Val, descriptor: DictVal): void {
  const getter = descriptor.entries.get('get');
  const accessor = getter instanceof FunctionVal ? new AccessorVal(getter.node, getter.scope, getter.self ?? object, getter.owner) : undefined;
  setProperty(ev, object, key, descriptor.entries.get('value') ?? accessor ?? NOTHING);
}

function defineProperties(call: BuiltinCall, ev: Evaluator): Val {
  const [object, all] = call.args;
  if (all instanceof DictVal) for (const [key, descriptor] of all.entries) if (descriptor instanceof DictVal) define(ev, object, key, descriptor);
  return object;
}

/** Sets a property of any object that has them; writing into the global object makes a global. */
/** Properties of a transaction that name who is paid, and what an account of a chain looks like. */
const PAYEE = /^(?:to|recipient|toPubkey|destination|toAddress|_to)$/;
const LONG_NAME = /^(?:0x[0-9a-fA-F]{40}|[1-9A-HJ-NP-Za-km-z]{26,90}|(?:bc1|ltc1|addr1|cosmos1)[a-z0-9]{20,90})$/;

/** A function of the outside is replaced: `fetch = …`, `console.log = () => {}`. The API table names what matters. */
function noteReplaced(call: BuiltinCall, ev: Evaluator): void {
  const [object, key, value] = call.args;
  const name = object instanceof Ref || object instanceof Unknown ? display(key) : undefined;
  if (name !== undefined && PAYEE.test(name) && LONG_NAME.test(display(value) ?? '')) ev.external('*.payee =', [value], new Map(), undefined, call.node);
  // A picture or script is asked for as soon as its address is set.
  if (object instanceof Unknown && object.name !== undefined && name === 'src') ev.external(`${object.name}.src =`, [value], new Map(), undefined, call.node);
  if (!(object instanceof Ref) || name === undefined || !(value instanceof FunctionVal || value instanceof DictVal)) return;
  const isNothing = value instanceof FunctionVal ? isEmpty(value) : [...value.entries.values()].every(isEmpty);
  // What is put there is not called by putting it there.
  ev.external(`${object.name}.${name} =${isNothing ? ' nothing' : ''}`, [], new Map(), undefined, call.node);
}

function isEmpty(value: Val): boolean {
  return value instanceof FunctionVal && value.node.body.every(isIdle);
}

/** `() => {}`, `() => undefined`, `() => false`. */
function isIdle(stmt: Stmt): boolean {
  return stmt.kind === 'return' && (stmt.value === undefined || stmt.value.kind === 'const' || stmt.value.kind === 'name');
}

export function setProperty(ev: Evaluator, object: Val, key: Val, value: Val): Val {
  const name = display(key);
  if (name === undefined) {
    if (object instanceof DictVal) object.open = true;
    return undefined;
  }
  const assigned: Val = ev.frame.uncertain > 0 && object instanceof DictVal && object.entries.has(name) ? mix(object.entries.get(name), value) : value;
  if (object instanceof DictVal) object.entries.set(name, assigned);
  else if (rawOf(object) instanceof Bytes) setByte(rawOf(object), name, value);
  else if (object instanceof FunctionVal) (object.properties ??= newObject()).entries.set(name, value);
  else if (object instanceof ClassVal) object.attributes.set(name, value);
  else if (object instanceof ListVal && /^\d{1,6}$/.test(name)) object.items[Number(name)] = value;
  else if (object instanceof Ref && object.name === 'globalThis') ev.frame.scope.module.variables.set(name, value);
  else return undefined;
  return true;
}

function setByte(bytes: ReturnType<typeof rawOf>, index: string, value: Val): void {
  const byte = toNumber(value);
  if (bytes instanceof Bytes && byte !== undefined && /^\d{1,8}$/.test(index)) bytes.set(Number(index), byte);
}

function fromEntries(call: BuiltinCall, ev: Evaluator): Val {
  const pairs = ev.elements(call.args[0]);
  if (!pairs) return undefined;
  const object = newObject();
  fillFromPairs(object, pairs);
  return object;
}

function fillFromPairs(object: DictVal, pairs: readonly Val[]): void {
  for (const pair of pairs) {
    const key = pair instanceof ListVal ? display(pair.items[0]) : undefined;
    if (key === undefined || !(pair instanceof ListVal)) object.open = true;
    else object.entries.set(key, pair.items[1]);
  }
}

function setPrototype(call: BuiltinCall): Val {
  const [object, proto] = call.args;
  if (object instanceof DictVal && proto instanceof DictVal && object !== proto) object.proto = proto;
  return object;
}

function hasOwn(object: Val, key: Val): Val {
  const name = display(key);
  if (name === undefined || !(object instanceof DictVal)) return undefined;
  return object.entries.has(name) || (object.open || object.cls ? undefined : false);
}

/** An address that was taken apart (`new URL(…)`) reads as the address again. */
function addressOf(value: Val): Val {
  return value instanceof DictVal && value.entries.has('searchParams') ? value.entries.get('href') : undefined;
}

function tagOf(value: Val): Val {
  const target = bare(value);
  if (target instanceof ListVal) return '[object Array]';
  if (target instanceof FunctionVal) return '[object Function]';
  if (target instanceof DictVal) return '[object Object]';
  if (target === null) return '[object Null]';
  return typeof target === 'object' ? undefined : `[object ${typeof target}]`.replace(/ ./, (start) => start.toUpperCase());
}

function getProperty(call: BuiltinCall, ev: Evaluator): Val {
  return ev.index(call.args[0], call.args[1], call.node);
}

function newMap(call: BuiltinCall, ev: Evaluator): Val {
  const map = new DictVal();
  const [source] = call.args;
  if (source === undefined || source === null) return map;
  const pairs = ev.elements(source);
  if (pairs) fillFromPairs(map, pairs);
  else map.open = true;
  return map;
}

function mapOf(call: BuiltinCall): DictVal | undefined {
  const map = bare(call.receiver);
  return map instanceof DictVal && !map.isObject ? map : undefined;
}

function setInMap(call: BuiltinCall): Val {
  const map = mapOf(call);
  const key = display(call.args[0]);
  if (!map) return undefined;
  if (key === undefined) map.open = true;
  else map.entries.set(key, call.args[1]);
  return map;
}

function eachOfMap(call: BuiltinCall, ev: Evaluator): Val {
  const map = mapOf(call);
  const [fn] = call.args;
  if (!map || fn === undefined) return undefined;
  for (const [key, value] of [...map.entries]) {
    if (--ev.fuel < 0) return undefined;
    ev.callFunction(fn, [value, key, map], call.node);
  }
  return NOTHING;
}

function parseJson(call: BuiltinCall): Val {
  const text = textAt(call, 0);
  if (text === undefined) return undefined;
  try {
    return fromJson(JSON.parse(text), 0);
  } catch {
    return undefined;
  }
}

/** Plain data as values of the evaluator. */
export function fromJson(data: unknown, depth: number): Val {
  if (typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' || data === null) return data;
  if (typeof data !== 'object' || depth > DEEPEST_JSON) return new Unknown();
  if (Array.isArray(data)) return new ListVal(data.map((item) => fromJson(item, depth + 1)));
  const object = newObject();
  for (const [key, value] of Object.entries(data)) object.entries.set(key, fromJson(value, depth + 1));
  return object;
}

function stringify(call: BuiltinCall, ev: Evaluator): Val {
  const [value] = call.args;
  const text = jsonText(value, ev, 0);
  if (value === undefined || text === undefined) return undefined;
  const origins = originsOf(value);
  return text.exact ? withOrigins(text.text, origins) : new Partial(text.text, ev.originsFrom(value, ...refsIn(value, 0)));
}

/** Names of the outside inside an object (`{ env: process.env }`) or beside a stand-in (`process.env || {}`), whose data goes into the text too. */
function refsIn(value: Val, depth: number): Val[] {
  const items = value instanceof DictVal ? [...value.entries.values()] : value instanceof ListVal ? value.items : value instanceof Mix ? value.options : [];
  if (depth > 3 || items.length > 200) return [];
  return items.flatMap((item) => (item instanceof Ref ? [item] : refsIn(item, depth + 1)));
}

const HOLE_TEXT = '\uF8FF';

/** JSON of a value with a hole for each part that is not known. */
function jsonText(value: Val, ev: Evaluator, depth: number): { text: string; exact: boolean } | undefined {
  const raw = rawOf(value);
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' || raw === null) return { text: JSON.stringify(raw), exact: true };
  if (raw !== NOT_EXACT || depth > 6) return { text: HOLE_TEXT, exact: false };
  if (value instanceof ListVal && !value.open && value.items.length < 2000) {
    const parts = value.items.map((item) => jsonText(item, ev, depth + 1) ?? { text: 'null', exact: true });
    return { text: `[${parts.map(({ text }) => text).join(',')}]`, exact: parts.every(({ exact }) => exact) };
  }
  if (value instanceof DictVal && value.isObject) {
    const parts = [...value.entries].map(([key, item]) => ({ key, part: jsonText(item, ev, depth + 1) })).filter(({ part }) => part !== undefined);
    return { text: `{${parts.map(({ key, part }) => `${JSON.stringify(key)}:${part?.text ?? ''}`).join(',')}}`, exact: !value.open && parts.every(({ part }) => part?.exact === true) };
  }
  if (value instanceof FunctionVal) return undefined;
  if (value instanceof Partial) return { text: JSON.stringify(value.text), exact: false };
  return value instanceof Mix || value instanceof Unknown || value instanceof Ref ? { text: HOLE_TEXT, exact: false } : undefined;
}

function newError(call: BuiltinCall, ev: Evaluator): Val {
  const error = newObject();
  error.entries.set('message', call.args[0] ?? '');
  error.entries.set('name', call.name);
  error.entries.set(' tag', `${call.name}: ${display(call.args[0], sourceOf(ev)) ?? ''}`);
  error.open = true;
  return error;
}
