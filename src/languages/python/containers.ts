/** Containers of the standard library that only keep what they are given, in another dress (docs.python.org: collections, queue, ast, functools). */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { Bound, DictVal, ListVal, Ref, UNKNOWN, partialText, type Val } from '../flow/values.ts';
import type { Fn } from './functions.ts';

/** `deque(items)`: a list that may be taken from at both ends. */
function toDeque({ args }: BuiltinCall, ev: Evaluator): Val | undefined {
  const items = args.length === 0 ? [] : ev.elements(args[0]);
  return items === undefined ? undefined : new ListVal([...items]);
}

/** `namedtuple('T', 'a b')` is a class; its objects have what they are made with under these names. */
function toNamedTuple({ args }: BuiltinCall, ev: Evaluator): Val | undefined {
  const text = partialText(args[1]);
  const names = text === undefined ? ev.elements(args[1]) : text.split(/[\s,]+/).filter((name) => name !== '');
  return names === undefined ? undefined : new Bound(new Ref('collections.namedtuple()'), [new ListVal([...names])], new Map());
}

function namedTuple({ args, named }: BuiltinCall): Val | undefined {
  const [names, ...values] = args;
  if (!(names instanceof ListVal)) return undefined;
  const object = new DictVal();
  object.isObject = true;
  for (const [i, name] of names.items.entries()) object.entries.set(partialText(name) ?? '', values[i] ?? named.get(partialText(name) ?? ''));
  return object;
}

/** A literal written as text; nothing in it can be called. */
function literal({ args }: BuiltinCall, ev: Evaluator): Val | undefined {
  const text = partialText(args[0]);
  return text === undefined || text.length > 4000 || /[A-Za-z_]\w*\s*\(/.test(text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '')) ? undefined : ev.evaluateText(text);
}

/** A queue between threads: first in, first out. */
function takeFirst({ receiver }: BuiltinCall): Val | undefined {
  return receiver instanceof ListVal && receiver.items.length > 0 && !receiver.open ? receiver.items.shift() : UNKNOWN;
}

export const CONTAINERS: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ['collections.deque', toDeque], ['collections.namedtuple', toNamedTuple], ['collections.namedtuple()', namedTuple],
  ...['queue', 'Queue', 'multiprocessing', 'asyncio'].flatMap((module) => ['Queue', 'SimpleQueue', 'LifoQueue'].map((name) => [`${module}.${name}`, (() => new ListVal([])) satisfies Fn] as const)),
  ...['get', 'get_nowait'].map((name) => [`list.${name}`, takeFirst] as const),
  ...['put', 'put_nowait'].map((name) => [`list.${name}`, (({ receiver, args }) => {
    if (receiver instanceof ListVal) receiver.items.push(args[0]);
    return null;
  }) satisfies Fn] as const),
  ['staticmethod', ({ args }) => args[0]], ['ast.literal_eval', literal],
]);
