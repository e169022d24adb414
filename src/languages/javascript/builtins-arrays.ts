/** Methods of arrays and sets, and the functions of Array. A list with unknown elements stays unknown. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { DictVal, ListVal, UNKNOWN, rawOf, withOrigins, originsOf, type Val } from '../flow/values.ts';
import { MOST_ITEMS, bare, integerAt, listOfThis, textAt, type Builtin, type Builtins } from './builtin-call.ts';
import { NOTHING, display, joinList, sourceOf, toNumber } from './convert.ts';

/** By resolved name. */
export const ARRAY_BUILTINS: Builtins = new Map<string, Builtin>([
  ['Array', newArray],
  ['Array.from', arrayFrom],
  ['Array.of', (call) => new ListVal([...call.args])],
  ['Array.isArray', (call) => (call.args[0] instanceof ListVal ? call.args[0].type === 'list' : bare(call.args[0]) instanceof Object ? undefined : false)],
  ['Set', (call, ev) => collection(call, ev)],
  ['set.add', addToSet],
  ['set.has', (call) => includes(call)],
  ['set.size', (call) => listOfThis(call)?.items.length],
  ['array.push', push],
  ['array.unshift', (call) => grow(call, (list) => list.items.unshift(...call.args))],
  ['array.pop', (call) => shrink(call, (list) => list.items.pop())],
  ['array.shift', (call) => shrink(call, (list) => list.items.shift())],
  ['array.splice', splice],
  ['array.slice', slice],
  ['array.concat', concat],
  ['array.join', join],
  ['array.toString', join],
  ['array.reverse', inPlace((list) => list.items.reverse())],
  ['array.toReversed', (call) => copy(listOfThis(call)?.items.slice().reverse())],
  ['array.sort', sort],
  ['array.fill', fill],
  ['array.indexOf', (call) => indexOf(call, false)],
  ['array.lastIndexOf', (call) => indexOf(call, true)],
  ['array.includes', includes],
  ['array.at', at],
  ['array.keys', (call) => copy(listOfThis(call)?.items.map((_, i) => i))],
  ['array.values', (call) => copy(listOfThis(call)?.items.slice())],
  ['set.values', (call) => copy(listOfThis(call)?.items.slice())],
  ['array.entries', entries],
  ['array.flat', (call) => flat(listOfThis(call), integerAt(call, 0, 1))],
  ['array.map', (call, ev) => copy(each(call, ev))],
  ['array.flatMap', (call, ev) => flat(copy(each(call, ev)), 1)],
  ['array.forEach', (call, ev) => (each(call, ev) ? NOTHING : undefined)],
  ['set.forEach', (call, ev) => (each(call, ev) ? NOTHING : undefined)],
  ['array.filter', filter],
  ['array.find', (call, ev) => find(call, ev, 'value')],
  ['array.findIndex', (call, ev) => find(call, ev, 'index')],
  ['array.some', (call, ev) => find(call, ev, 'some')],
  ['array.every', (call, ev) => find(call, ev, 'every')],
  ['array.reduce', (call, ev) => reduce(call, ev, false)],
  ['array.reduceRight', (call, ev) => reduce(call, ev, true)],
]);

function copy(items: Val[] | undefined): ListVal | undefined {
  return items && new ListVal(items);
}

function newArray(call: BuiltinCall): Val {
  const [first] = call.args;
  if (call.args.length !== 1 || typeof first !== 'number') return new ListVal([...call.args]);
  return Number.isInteger(first) && first >= 0 && first <= MOST_ITEMS ? new ListVal(new Array<Val>(first).fill(undefined)) : undefined;
}

function arrayFrom(call: BuiltinCall, ev: Evaluator): Val {
  const [source, map] = call.args;
  const items = ev.elements(source) ?? lengthOnly(source);
  if (!items) return undefined;
  if (map === undefined) return new ListVal([...items]);
  return new ListVal(items.map((item, i) => ev.callFunction(map, [item, i], call.node)));
}

/** `{ length: 3 }` counts as three empty elements. */
function lengthOnly(source: Val): Val[] | undefined {
  const length = source instanceof DictVal ? rawOf(source.entries.get('length')) : undefined;
  return typeof length === 'number' && length >= 0 && length <= MOST_ITEMS ? new Array<Val>(Math.trunc(length)).fill(undefined) : undefined;
}

function collection(call: BuiltinCall, ev: Evaluator): Val {
  const set = new ListVal([], 'set');
  const items = call.args.length === 0 ? [] : ev.elements(call.args[0]);
  if (!items) set.open = true;
  for (const item of items ?? []) if (!set.items.includes(item)) set.items.push(item);
  return set;
}

function addToSet(call: BuiltinCall): Val {
  const list = bare(call.receiver);
  if (!(list instanceof ListVal)) return undefined;
  if (!list.items.includes(call.args[0])) list.items.push(call.args[0]);
  return list;
}

function push(call: BuiltinCall): Val {
  const list = bare(call.receiver);
  if (!(list instanceof ListVal) || list.items.length + call.args.length > MOST_ITEMS) return undefined;
  for (const arg of call.args) list.items.push(arg);
  return list.items.length;
}

function grow(call: BuiltinCall, change: (list: ListVal) => number): Val {
  const list = bare(call.receiver);
  return list instanceof ListVal && list.items.length + call.args.length <= MOST_ITEMS ? change(list) : undefined;
}

function shrink(call: BuiltinCall, change: (list: ListVal) => Val): Val {
  const list = listOfThis(call);
  return list && (change(list) ?? NOTHING);
}

function splice(call: BuiltinCall): Val {
  const list = listOfThis(call);
  const start = integerAt(call, 0, 0);
  const count = integerAt(call, 1, list?.items.length ?? 0);
  if (!list || start === undefined || count === undefined) return undefined;
  return new ListVal(list.items.splice(start, Math.max(count, 0), ...call.args.slice(2)));
}

function slice(call: BuiltinCall): Val {
  const list = listOfThis(call);
  const start = integerAt(call, 0, 0);
  const end = integerAt(call, 1, list?.items.length ?? 0);
  return list && start !== undefined && end !== undefined ? new ListVal(list.items.slice(start, end)) : undefined;
}

function concat(call: BuiltinCall): Val {
  const list = listOfThis(call);
  if (!list) return undefined;
  const items = [...list.items];
  for (const arg of call.args) {
    if (!(arg instanceof ListVal)) items.push(arg);
    else if (arg.open || items.length + arg.items.length > MOST_ITEMS) return undefined;
    else for (const item of arg.items) items.push(item);
  }
  return new ListVal(items);
}

function join(call: BuiltinCall, ev: Evaluator): Val {
  const list = listOfThis(call);
  const separator = call.args[0] === undefined || call.name.endsWith('toString') ? ',' : textAt(call, 0);
  const text = list && separator !== undefined ? joinList(list, separator, sourceOf(ev)) : undefined;
  return text === undefined || !list ? undefined : withOrigins(text, originsOf(list));
}

function inPlace(change: (list: ListVal) => unknown): Builtin {
  return (call) => {
    const list = listOfThis(call);
    if (list) change(list);
    return list;
  };
}

function sort(call: BuiltinCall, ev: Evaluator): Val {
  const list = listOfThis(call);
  if (!list || list.items.length > 20_000) return undefined;
  const [compare] = call.args;
  let isKnown = true;
  const order = (a: Val, b: Val): number => {
    if (!isKnown || --ev.fuel < 0) return 0;
    const result = compare === undefined ? byText(a, b) : toNumber(ev.callFunction(compare, [a, b], call.node));
    if (result === undefined) isKnown = false;
    return result ?? 0;
  };
  list.items.sort(order);
  return list;
}

function byText(a: Val, b: Val): number | undefined {
  const [left, right] = [display(a), display(b)];
  if (left === undefined || right === undefined) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

function fill(call: BuiltinCall): Val {
  const list = listOfThis(call);
  const start = integerAt(call, 1, 0);
  const end = integerAt(call, 2, list?.items.length ?? 0);
  if (list && start !== undefined && end !== undefined) list.items.fill(call.args[0], start, end);
  return list;
}

function indexOf(call: BuiltinCall, fromEnd: boolean): Val {
  const list = listOfThis(call);
  const wanted = rawOf(call.args[0]);
  if (!list || typeof wanted === 'symbol') return undefined;
  const raws = list.items.map((item) => rawOf(item));
  return fromEnd ? raws.lastIndexOf(wanted) : raws.indexOf(wanted, integerAt(call, 1, 0));
}

function includes(call: BuiltinCall): Val {
  const list = listOfThis(call);
  const wanted = rawOf(call.args[0]);
  if (!list) return undefined;
  if (list.items.includes(call.args[0]) || list.items.some((item) => rawOf(item) === wanted && typeof wanted !== 'symbol')) return true;
  return typeof wanted === 'symbol' || list.items.some((item) => typeof rawOf(item) === 'symbol') ? undefined : false;
}

function at(call: BuiltinCall): Val {
  const list = listOfThis(call);
  const index = integerAt(call, 0, 0);
  return list && index !== undefined ? (list.items.at(index) ?? NOTHING) : undefined;
}

function entries(call: BuiltinCall): Val {
  const list = listOfThis(call);
  if (!list) return undefined;
  const iterator = new ListVal(list.items.map((item, i) => new ListVal([i, item])));
  return list.items.length > 0 ? iterator : iteratorObject();
}

/** An iterator over nothing, which JSFuck prints to get at its letters. */
function iteratorObject(): DictVal {
  const object = new DictVal();
  object.isObject = true;
  object.entries.set(' tag', '[object Array Iterator]');
  return object;
}

function flat(list: ListVal | undefined, depth: number | undefined): Val {
  if (!list || depth === undefined) return undefined;
  let items = list.items;
  for (let level = 0; level < Math.min(depth, 10); level++) {
    if (items.some((item) => item instanceof ListVal && item.open)) return undefined;
    items = items.flatMap((item) => (item instanceof ListVal ? item.items : [item]));
    if (items.length > MOST_ITEMS) return undefined;
  }
  return new ListVal(items === list.items ? [...items] : items);
}

/** Calls the function with each element; undefined where the elements aren't known or there's no fuel left. */
function each(call: BuiltinCall, ev: Evaluator): Val[] | undefined {
  const list = listOfThis(call);
  const [fn] = call.args;
  if (!list || fn === undefined) return undefined;
  const results: Val[] = [];
  for (let i = 0; i < list.items.length; i++) {
    if (--ev.fuel < 0) return undefined;
    results.push(ev.callFunction(fn, [list.items[i], i, list], call.node, call.args[1]));
  }
  return results;
}

function filter(call: BuiltinCall, ev: Evaluator): Val {
  const items = listOfThis(call)?.items.slice();
  const tests = each(call, ev);
  if (!items || !tests) return undefined;
  const known = tests.map((test) => ev.profile.truthy(test));
  const result = new ListVal(items.filter((_, i) => known[i] !== false));
  if (known.includes(undefined)) result.open = true;
  return result;
}

function find(call: BuiltinCall, ev: Evaluator, what: 'value' | 'index' | 'some' | 'every'): Val {
  const list = listOfThis(call);
  const [fn] = call.args;
  if (!list || fn === undefined) return undefined;
  for (let i = 0; i < list.items.length; i++) {
    if (--ev.fuel < 0) return undefined;
    const known = ev.profile.truthy(ev.callFunction(fn, [list.items[i], i, list], call.node));
    if (known === undefined) return UNKNOWN;
    if (known === (what !== 'every')) return what === 'value' ? list.items[i] : what === 'index' ? i : what === 'some';
  }
  return what === 'value' ? NOTHING : what === 'index' ? -1 : what === 'every';
}

function reduce(call: BuiltinCall, ev: Evaluator, fromEnd: boolean): Val {
  const list = listOfThis(call);
  const [fn] = call.args;
  if (!list || fn === undefined) return undefined;
  const items = fromEnd ? list.items.slice().reverse() : list.items.slice();
  let result = call.args.length > 1 ? call.args[1] : items.shift();
  for (const [i, item] of items.entries()) {
    if (--ev.fuel < 0) return undefined;
    result = ev.callFunction(fn, [result, item, fromEnd ? items.length - 1 - i : i, list], call.node);
  }
  return result ?? NOTHING;
}
