/** What the built-in functions share: how they read their arguments. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { Bytes } from '../flow/nodes.ts';
import { Known, ListVal, NOT_EXACT, RegexVal, rawOf, type Val } from '../flow/values.ts';
import { bytesOfText, display, toNumber } from './convert.ts';

/** Computes a call; undefined where something it needs is not known. */
export type Builtin = (call: BuiltinCall, evaluator: Evaluator) => Val;
export type Builtins = ReadonlyMap<string, Builtin>;

/** Texts and lists that a call may make grow no further than this. */
export const LONGEST = 8_000_000;
export const MOST_ITEMS = 1_000_000;

/** The receiver or an argument without its history. */
export function bare(value: Val): Val {
  return value instanceof Known ? value.value : value;
}

/** The text of an argument as `String()` gives it; undefined where unknown. */
export function textAt(call: BuiltinCall, position: number): string | undefined {
  return display(call.args[position]);
}

/** The text of the receiver. */
export function textOfThis(call: BuiltinCall): string | undefined {
  return display(call.receiver);
}

/** An argument as a whole number; `fallback` where it is absent, undefined where unknown. */
export function integerAt(call: BuiltinCall, position: number, fallback: number): number | undefined {
  const value = call.args[position];
  if (value === undefined || rawOf(value) === undefined) return fallback;
  const number = toNumber(value);
  return number === undefined ? undefined : Math.trunc(number) || 0;
}

/** The receiver as a list whose elements are all known. */
export function listOfThis(call: BuiltinCall): ListVal | undefined {
  const list = bare(call.receiver);
  return list instanceof ListVal && !list.open ? list : undefined;
}

export function regexOf(value: Val): RegexVal | undefined {
  return value instanceof RegexVal ? value : undefined;
}

/** A value as bytes (Latin-1): buffers as they are, text as UTF-8, lists of numbers. */
export function bytesOfValue(value: Val): string | undefined {
  const raw = rawOf(value);
  if (raw instanceof Bytes) return raw.data;
  if (typeof raw === 'string') return bytesOfText(raw);
  if (!(value instanceof ListVal) || value.open) return undefined;
  return bytesOfNumbers(value.items);
}

/** Numbers as bytes. */
export function bytesOfNumbers(items: readonly Val[]): string | undefined {
  const parts: string[] = [];
  for (let at = 0; at < items.length; at += 4096) {
    const codes: number[] = [];
    for (const item of items.slice(at, at + 4096)) {
      const number = toNumber(item);
      if (number === undefined) return undefined;
      codes.push(number & 255);
    }
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join('');
}

/** True where a value is a primitive or bytes with nothing unknown about it. */
export function isExact(value: Val): boolean {
  return rawOf(value) !== NOT_EXACT;
}
