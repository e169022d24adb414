/** From the evaluator's values to the model's: what rules get to see of an argument. */
import { HOLE, type Value } from '../../model/source.ts';
import { Bytes } from './nodes.ts';
import { DictVal, FunctionVal, Known, ListVal, Mix, Partial, Ref, Unknown, originsOf, partialText, type Origins, type Val } from './values.ts';

const MOST_ITEMS = 64;

/** The model's view of a value; `refOrigins` tells what a name holds when it is passed on whole (`os.environ`). */
export function summarise(value: Val, refOrigins: (name: string) => Origins, depth = 3): Value {
  if (typeof value === 'string') return { text: value, exact: true, origins: [] };
  if (value === null || value === undefined) return { origins: [], name: value === null ? 'null' : 'undefined' };
  if (typeof value !== 'object') return { text: String(value), exact: true, origins: [] };
  if (value instanceof Bytes) return { text: value.data, exact: true, origins: [] };
  if (value instanceof Known) return { ...summarise(value.value, refOrigins, depth), origins: value.origins };
  if (value instanceof Partial) return { text: value.text, origins: value.origins };
  if (value instanceof Unknown) return summariseUnknown(value, refOrigins, depth);
  if (value instanceof Ref) return { name: value.name, origins: refOrigins(value.name) };
  if (value instanceof ListVal) return summariseList(value, refOrigins, depth);
  if (value instanceof DictVal) return summariseDict(value, refOrigins, depth);
  if (value instanceof Mix) return summariseMix(value, refOrigins, depth);
  if (value instanceof FunctionVal) return { name: `function ${value.node.name}`, origins: [] };
  return { origins: [] };
}

function summariseUnknown(value: Unknown, refOrigins: (name: string) => Origins, depth: number): Value {
  const about = value.about === undefined || depth <= 0 ? undefined : summarise(value.about, refOrigins, depth - 1);
  const text = partialText(value);
  return {
    origins: value.origins,
    ...(text === undefined ? {} : { text }),
    ...(value.name === undefined ? {} : { name: value.name }),
    ...(about === undefined ? {} : { items: [about] }),
  };
}

function summariseList(value: ListVal, refOrigins: (name: string) => Origins, depth: number): Value {
  const items = depth <= 0 ? [] : value.items.slice(0, MOST_ITEMS).map((item) => summarise(item, refOrigins, depth - 1));
  const text = joinedText(items);
  return {
    items,
    origins: depth <= 0 ? originsOf(value) : mergeOrigins(value.origins, items),
    ...(text === undefined ? {} : { text, ...(items.every((item) => item.exact) && !value.open ? { exact: true } : {}) }),
  };
}

/** A command given as a list reads like a command line; so does an address given as a pair. */
function joinedText(items: readonly Value[]): string | undefined {
  if (items.length === 0 || !items.some((item) => item.text !== undefined)) return undefined;
  return items.map((item) => item.text ?? HOLE).join(' ');
}

function summariseDict(value: DictVal, refOrigins: (name: string) => Origins, depth: number): Value {
  if (depth <= 0) return { origins: originsOf(value) };
  const keys: string[] = [];
  const items: Value[] = [];
  for (const [key, item] of value.entries) {
    if (keys.length >= MOST_ITEMS) break;
    keys.push(key);
    items.push(summarise(item, refOrigins, depth - 1));
  }
  return { keys, items, origins: mergeOrigins(value.origins, items) };
}

function summariseMix(value: Mix, refOrigins: (name: string) => Origins, depth: number): Value {
  const options = value.options.map((option) => summarise(option, refOrigins, depth - 1));
  const text = partialText(value);
  const named = options.find((option) => option.name !== undefined && option.name !== 'null' && option.name !== 'undefined');
  return {
    origins: mergeOrigins([], options),
    items: options,
    ...(text === undefined ? {} : { text }),
    ...(named?.name === undefined ? {} : { name: named.name }),
  };
}

function mergeOrigins(own: Origins, items: readonly Value[]): Origins {
  let all = own;
  for (const item of items) {
    for (const origin of item.origins) {
      if (all.length >= 16) return all;
      if (!all.includes(origin)) all = [...all, origin];
    }
  }
  return all;
}
