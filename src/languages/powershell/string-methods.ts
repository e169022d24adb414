/** Methods of .NET strings and arrays over known values. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { ListVal, NOT_EXACT, Ref, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { numberOf, shownText } from './texts.ts';

type Builtin = (call: BuiltinCall, ev: Evaluator) => Val | undefined;
type Text = (text: string, args: readonly string[], numbers: readonly number[]) => Val | undefined;

const LONGEST = 8_000_000;

const METHODS: Readonly<Record<string, Text>> = {
  replace: (text, [from = '', to = '']) => (from === '' || (to.length > from.length && text.length * to.length > LONGEST * 20) ? undefined : text.replaceAll(from, () => to)),
  substring: (text, _, [start = 0, count]) => text.slice(start, count === undefined || Number.isNaN(count) ? undefined : start + count),
  split: (text, separators) => new ListVal(splitAt(text, separators)),
  tochararray: (text) => new ListVal([...text]),
  tolower: (text) => text.toLowerCase(), toupper: (text) => text.toUpperCase(), tolowerinvariant: (text) => text.toLowerCase(), toupperinvariant: (text) => text.toUpperCase(),
  trim: (text, [chars]) => trimmed(text, chars, true, true), trimstart: (text, [chars]) => trimmed(text, chars, true, false), trimend: (text, [chars]) => trimmed(text, chars, false, true),
  insert: (text, [, piece = ''], [at = 0]) => text.slice(0, at) + piece + text.slice(at),
  remove: (text, _, [at = 0, count]) => text.slice(0, at) + (count === undefined || Number.isNaN(count) ? '' : text.slice(at + count)),
  indexof: (text, [piece = '']) => text.indexOf(piece), lastindexof: (text, [piece = '']) => text.lastIndexOf(piece),
  startswith: (text, [piece = '']) => text.startsWith(piece), endswith: (text, [piece = '']) => text.endsWith(piece), contains: (text, [piece = '']) => text.includes(piece),
  padleft: (text, [, by = ' '], [width = 0]) => (width > LONGEST ? undefined : text.padStart(width, by)), padright: (text, [, by = ' '], [width = 0]) => (width > LONGEST ? undefined : text.padEnd(width, by)),
  tostring: (text) => text, normalize: (text) => text, clone: (text) => text, chars: (text, _, [at = 0]) => text.charAt(at),
};

function splitAt(text: string, separators: readonly string[]): string[] {
  const usable = separators.filter((separator) => separator !== '').slice(0, 64);
  let pieces = [text];
  for (const separator of usable.length > 0 ? usable : [' ']) pieces = pieces.flatMap((piece) => piece.split(separator)).slice(0, 500_000);
  return pieces;
}

function trimmed(text: string, chars: string | undefined, front: boolean, back: boolean): string {
  const gone = chars === undefined || chars === '' ? undefined : new Set(chars);
  const isGone = (char: string) => (gone ? gone.has(char) : /\s/.test(char));
  let from = 0;
  let until = text.length;
  while (front && from < until && isGone(text[from] ?? '')) from++;
  while (back && until > from && isGone(text[until - 1] ?? '')) until--;
  return text.slice(from, until);
}

/** By `string.name` and `array.name`. */
export const STRING_METHODS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...Object.entries(METHODS).map(([name, method]) => [`string.${name}`, (call: BuiltinCall, ev: Evaluator) => onText(method, call, ev)] as const),
  ['array.tostring', (call) => shownText(call.receiver)], ['number.tostring', numberText],
  ['array.reverse', reversed], ['array.clone', (call) => call.receiver], ['array.toarray', (call) => call.receiver],
  ['array.invoke', (call) => call.receiver],
]);

function onText(method: Text, call: BuiltinCall, ev: Evaluator): Val | undefined {
  const text = rawOf(call.receiver);
  if (typeof text !== 'string') return undefined;
  const flat = call.args.flatMap((arg) => (arg instanceof ListVal ? arg.items : [arg]));
  const texts: string[] = [];
  for (const arg of flat) {
    const shown = shownText(arg);
    if (shown === undefined) return undefined;
    texts.push(shown);
  }
  const result = method(text, texts, texts.map((shown) => numberOf(shown) ?? Number.NaN));
  return result === undefined ? undefined : withOrigins(result, ev.originsFrom(call.receiver, ...call.args));
}

function numberText(call: BuiltinCall): Val | undefined {
  const number = rawOf(call.receiver);
  const format = shownText(call.args[0]) ?? '';
  if (typeof number !== 'number') return undefined;
  return /^x/i.test(format) ? number.toString(16).padStart(Number(format.slice(1)) || 0, '0') : String(number);
}

/** `[array]::Reverse($a)` turns the array itself. */
function reversed(call: BuiltinCall): Val | undefined {
  const list = call.receiver instanceof Ref || call.receiver === undefined ? call.args[0] : call.receiver;
  if (!(list instanceof ListVal) || list.open) return undefined;
  list.items.reverse();
  return rawOf(list) === NOT_EXACT ? null : undefined;
}
