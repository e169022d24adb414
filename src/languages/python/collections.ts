/** Methods of lists, sets and dicts. */
import { HOLE } from '../../model/source.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { DictVal, ListVal, NOT_EXACT, UNKNOWN, Unknown, extendList, mix, originsOf, partialText, rawOf, type Val } from '../flow/values.ts';

/** `list.append` and friends; undefined where it can't be computed. */
export function collectionMethod(name: string, call: BuiltinCall, ev: Evaluator): Val | undefined {
  const { receiver } = call;
  if (receiver instanceof ListVal) return listMethod(name.slice(5), receiver, call, ev);
  if (receiver instanceof DictVal) return dictMethod(name.slice(5), receiver, call, ev);
  return undefined;
}

function listMethod(name: string, list: ListVal, { args, named, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  switch (name) {
    case 'append': case 'add': case 'appendleft':
      if (ev.frame.uncertain > 0 && list.items.length > 256) return null;
      extendList(list, [args[0]]);
      return null;
    case 'extend': case 'update': {
      const items = ev.elements(args[0]);
      if (items) extendList(list, items);
      else {
        list.open = true;
        list.origins = ev.originsFrom(list, args[0]);
      }
      return null;
    }
    case 'insert':
      list.items.splice(Number(rawOf(args[0]) === NOT_EXACT ? 0 : rawOf(args[0])), 0, args[1]);
      return null;
    case 'pop': case 'popleft': {
      if (list.open || list.items.length === 0) return new Unknown(originsOf(list));
      const at = args.length === 0 ? (name === 'popleft' ? 0 : -1) : rawOf(args[0]);
      return typeof at === 'number' ? list.items.splice(at < 0 ? list.items.length + at : at, 1)[0] : UNKNOWN;
    }
    case 'reverse':
      list.items.reverse();
      return null;
    case 'sort': {
      const sorted = ev.profile.builtin({ name: 'sorted', args: [list], named, receiver: undefined, node }, ev);
      if (sorted instanceof ListVal) list.items = sorted.items;
      return null;
    }
    case 'clear':
      list.items = [];
      return null;
    case 'copy': return new ListVal([...list.items], list.type);
    case 'index': {
      const sought = rawOf(args[0]);
      const at = list.items.findIndex((item) => rawOf(item) === sought);
      return sought === NOT_EXACT || at < 0 ? UNKNOWN : at;
    }
    case 'count': {
      const sought = rawOf(args[0]);
      return sought === NOT_EXACT || list.open ? UNKNOWN : list.items.filter((item) => rawOf(item) === sought).length;
    }
    case 'decode': return ev.profile.builtin({ name: 'bytes.decode', args, named, receiver: ev.profile.builtin({ name: 'bytes', args: [list], named: NO_NAMES, receiver: undefined, node }, ev), node }, ev);
    default: return undefined;
  }
}

const NO_NAMES: ReadonlyMap<string, Val> = new Map();

function dictMethod(name: string, dict: DictVal, { args }: BuiltinCall, ev: Evaluator): Val | undefined {
  const key = partialText(args[0]);
  switch (name) {
    case 'get': case 'setdefault': case 'pop': {
      const value = key === undefined ? anyValue(dict) : dict.entries.get(key);
      return value ?? (dict.open ? mix(new Unknown(originsOf(dict)), args[1]) : (args[1] ?? null));
    }
    case 'keys': return listOf(dict, [...dict.entries.keys()]);
    case 'values': return listOf(dict, [...dict.entries.values()]);
    case 'items': case 'iteritems': return listOf(dict, [...dict.entries].map(([entry, value]) => new ListVal([entry, value], 'tuple')));
    case 'update':
      if (args[0] instanceof DictVal) for (const [entry, value] of args[0].entries) dict.entries.set(entry, value);
      else if (args.length > 0) dict.open = true;
      dict.origins = ev.originsFrom(dict, ...args);
      return null;
    case 'copy': {
      const copy = new DictVal();
      for (const [entry, value] of dict.entries) copy.entries.set(entry, value);
      copy.open = dict.open;
      return copy;
    }
    case 'has_key': return key !== undefined && !dict.open ? dict.entries.has(key) : undefined;
    default: return undefined;
  }
}

function anyValue(dict: DictVal): Val {
  if (dict.entries.size === 0 || dict.entries.size > 8) return new Unknown(originsOf(dict));
  let all: Val = undefined;
  for (const value of dict.entries.values()) all = all === undefined ? value : mix(all, value);
  return all;
}

function listOf(dict: DictVal, items: Val[]): ListVal {
  const list = new ListVal(items.map((item) => (item === HOLE ? UNKNOWN : item)));
  list.open = dict.open;
  return list;
}
