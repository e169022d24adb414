/** JavaScript's conversions of values to text, number and truth, for values of the evaluator; undefined or NOT_EXACT where it can't be known. */
import { HOLE } from '../../model/source.ts';
import { Bytes, type Primitive } from '../flow/nodes.ts';
import type { Evaluator } from '../flow/profile.ts';
import { ClassVal, DictVal, FunctionVal, Known, ListVal, NONE, NOT_EXACT, Partial, Ref, RegexVal, rawOf, type Val } from '../flow/values.ts';
import { isEverywhere } from './globals.ts';

/** The value `undefined` as the result of something that is known; a plain `undefined` would mean "not known". */
export const NOTHING = new Known(undefined, NONE);

const DEEPEST = 8;
const LONGEST = 8_000_000;

/** The text `String(value)` gives. `source` tells a function's own text, where it is at hand. */
export function display(value: Val, source?: (fn: FunctionVal) => string, depth = 0): string | undefined {
  const primitive = toPrimitive(value, source, depth);
  return primitive === NOT_EXACT ? undefined : String(primitive);
}

/** The primitive that operators see of a value. */
export function toPrimitive(value: Val, source?: (fn: FunctionVal) => string, depth = 0): Exclude<Primitive, Bytes> | typeof NOT_EXACT {
  const raw = rawOf(value);
  if (raw instanceof Bytes) return utf8Of(raw.data);
  if (raw !== NOT_EXACT) return raw;
  if (value instanceof ListVal) return listText(value, source, depth) ?? NOT_EXACT;
  if (value instanceof RegexVal) return `/${value.source}/${value.flags}`;
  if (value instanceof FunctionVal) return source?.(value) ?? NOT_EXACT;
  if (value instanceof Ref) return isEverywhere(value.name) ? `function ${lastName(value.name)}() { [native code] }` : NOT_EXACT;
  if (value instanceof DictVal) return dictText(value);
  return NOT_EXACT;
}

function dictText(value: DictVal): string | typeof NOT_EXACT {
  if (!value.isObject) return '[object Map]';
  const tag = value.entries.get(' tag');
  if (typeof tag === 'string') return tag;
  if (value.open || value.cls || value.entries.has('toString') || value.entries.has('valueOf')) return NOT_EXACT;
  return '[object Object]';
}

function listText(list: ListVal, source: ((fn: FunctionVal) => string) | undefined, depth: number): string | undefined {
  if (list.type === 'set') return '[object Set]';
  return joinList(list, ',', source, depth);
}

/** `list.join(separator)`; undefined where an element is not known. */
export function joinList(list: ListVal, separator: string, source?: (fn: FunctionVal) => string, depth = 0): string | undefined {
  if (list.open || depth > DEEPEST) return undefined;
  const texts: string[] = [];
  let length = 0;
  for (const item of list.items) {
    const raw = rawOf(item);
    const text = raw === undefined || raw === null ? '' : display(item, source, depth + 1);
    if (text === undefined) return undefined;
    length += text.length + separator.length;
    if (length > LONGEST) return undefined;
    texts.push(text);
  }
  return texts.join(separator);
}

/** The last part of a dotted name. */
export function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** `Number(value)`; undefined where it can't be known. */
export function toNumber(value: Val): number | undefined {
  const primitive = toPrimitive(value);
  if (primitive === NOT_EXACT) return undefined;
  return typeof primitive === 'bigint' ? Number(primitive) : Number(primitive);
}

/** `Boolean(value)`; undefined where it can't be known. What only some hosts have may be there or not. */
export function truthy(value: Val): boolean | undefined {
  const raw = rawOf(value);
  if (raw instanceof Bytes) return true;
  if (raw !== NOT_EXACT) return Boolean(raw);
  if (value instanceof Partial) return isPlaceholder(value.text) ? undefined : true;
  if (value instanceof Ref) return isEverywhere(value.name) ? true : undefined;
  if (value instanceof ListVal || value instanceof FunctionVal || value instanceof RegexVal || value instanceof ClassVal) return true;
  return value instanceof DictVal ? true : undefined;
}

/** A text that is wholly unknown, or stands for a variable of the environment, which may be unset. */
function isPlaceholder(text: string): boolean {
  return text.replaceAll(HOLE, '') === '' || /^%[^%]*%$/.test(text);
}

/** The text of a function as its source has it. */
export function sourceOf(evaluator: Evaluator): (fn: FunctionVal) => string {
  return (fn) => evaluator.unit.text.slice(fn.node.at, fn.node.to);
}

/** Bytes as UTF-8 text. */
export function utf8Of(latin1: string): string {
  return /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}

/** Text as UTF-8 bytes, Latin-1 in a string. */
export function bytesOfText(text: string): string {
  return /[^\x00-\x7f]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
}
