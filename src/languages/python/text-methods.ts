/** Methods of str and bytes that decoders use, over Latin-1 data for bytes. */
import { Bytes } from '../flow/nodes.ts';
import { affords } from '../flow/fuel.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { DictVal, ListVal, NOT_EXACT, Partial, UNKNOWN, originsOf, partialText, rawOf, textOrHole, withOrigins, type Val } from '../flow/values.ts';
import { HOLE } from '../../model/source.ts';
import { decodeText, encodeText, layerOf } from './codecs.ts';
import { formatBraces } from './format.ts';

type Method = (text: string, args: readonly Val[], call: BuiltinCall, ev: Evaluator) => Val | string | undefined;
const LARGEST = 8_000_000;
/** Decoded texts may be larger than folded ones; what makes more of them is not computed. */
const LARGEST_READ = 32_000_000;

/** A method of a known text; undefined where it can't be computed. */
export function textMethod(name: string, call: BuiltinCall, ev: Evaluator): Val | undefined {
  const { receiver } = call;
  const raw = rawOf(receiver);
  const isBytes = raw instanceof Bytes;
  const text = isBytes ? raw.data : typeof raw === 'string' ? raw : partialText(receiver);
  if (text === undefined || text.length > LARGEST_READ) return undefined;
  const isPartial = raw === NOT_EXACT;
  if (isPartial && !PARTIAL_SAFE.has(name)) return undefined;
  const method = METHODS.get(name);
  if (method === undefined) return undefined;
  const result = method(text, call.args, call, ev);
  if (result === undefined || (typeof result === 'string' && result.length > Math.max(LARGEST, text.length))) return undefined;
  const origins = ev.originsFrom(receiver, ...call.args);
  if (isPartial && typeof result === 'string') return new Partial(result, origins);
  return withOrigins(isBytes && typeof result === 'string' && !TEXT_RESULT.has(name) ? new Bytes(result) : isBytes ? bytesItems(result) : result, origins);
}

/** Methods that keep their meaning on a text known in part. */
const PARTIAL_SAFE = new Set(['strip', 'lstrip', 'rstrip', 'encode', 'decode', 'lower', 'upper', 'format', 'replace', 'join']);
const TEXT_RESULT = new Set(['decode', 'hex']);

/** Python 2's `'…'.decode('base64')` is a decoder like those of the library; a character set is none. */
function decoded(text: string, args: readonly Val[], call: BuiltinCall, ev: Evaluator): Val | undefined {
  const codec = exactTexts(args.slice(0, 1))?.[0] ?? partialText(call.named.get('encoding')) ?? 'utf-8';
  if (layerOf(codec) === undefined) return decodeText(text, codec);
  return ev.profile.builtin({ ...call, name: 'codecs.decode', args: [call.receiver, codec], receiver: undefined }, ev);
}

function bytesItems(value: Val): Val {
  if (!(value instanceof ListVal)) return value;
  return new ListVal(value.items.map((item) => (typeof item === 'string' ? new Bytes(item) : item)), value.type);
}

function exactTexts(args: readonly Val[]): string[] | undefined {
  const texts: string[] = [];
  for (const arg of args) {
    const raw = rawOf(arg);
    if (typeof raw === 'string') texts.push(raw);
    else if (raw instanceof Bytes) texts.push(raw.data);
    else return undefined;
  }
  return texts;
}

function numberAt(args: readonly Val[], index: number): number | undefined {
  const raw = rawOf(args[index]);
  return typeof raw === 'number' ? raw : undefined;
}

function escapeClass(chars: string): string {
  return chars.replace(/[\\\]^-]/g, '\\$&');
}

function strip(text: string, chars: string | undefined, left: boolean, right: boolean): string {
  const set = chars === undefined ? '\\s' : escapeClass(chars);
  if (set === '') return text;
  let result = text;
  if (left) result = result.replace(new RegExp(`^[${set}]+`, 'u'), '');
  if (right) {
    const pattern = new RegExp(`[${set}]`, 'u');
    let end = result.length;
    while (end > 0 && pattern.test(result[end - 1] ?? '')) end--;
    result = result.slice(0, end);
  }
  return result;
}

function split(text: string, args: readonly Val[], fromRight: boolean, ev: Evaluator): Val | undefined {
  const separator = args[0] === undefined || args[0] === null ? undefined : exactTexts([args[0]])?.[0];
  if (args[0] !== undefined && args[0] !== null && (separator === undefined || separator === '')) return undefined;
  const most = numberAt(args, 1) ?? -1;
  if (!affords(ev, separator === undefined ? text.length / 8 : text.split(separator, 1_000_000).length)) return undefined;
  if (separator === undefined) return new ListVal(text.trim().split(/\s+/).filter((part) => part !== ''));
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return new ListVal(parts);
  if (fromRight) return new ListVal([parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)]);
  return new ListVal([...parts.slice(0, most), parts.slice(most).join(separator)]);
}

function join(text: string, args: readonly Val[], _call: BuiltinCall, ev: Evaluator): Val | undefined {
  const items = ev.elements(args[0]);
  if (!items) {
    const origins = originsOf(args[0]);
    return args[0] instanceof ListVal && args[0].items.some((item) => partialText(item) !== undefined)
      ? new Partial(args[0].items.map(textOrHole).join(text), origins)
      : undefined;
  }
  let size = 0;
  const parts: string[] = [];
  let exact = true;
  for (const item of items) {
    const raw = rawOf(item);
    const part = typeof raw === 'string' ? raw : raw instanceof Bytes ? raw.data : textOrHole(item);
    if (raw === NOT_EXACT) exact = false;
    size += part.length + text.length;
    if (size > LARGEST) return undefined;
    parts.push(part);
  }
  const joined = parts.join(text);
  return exact ? joined : new Partial(joined, ev.originsFrom(...items));
}

function translate(text: string, args: readonly Val[]): Val | undefined {
  const [table] = args;
  if (table instanceof DictVal) {
    return Array.from(text, (char) => {
      const code = String(char.codePointAt(0));
      if (!table.entries.has(code)) return char;
      const to = rawOf(table.entries.get(code));
      return typeof to === 'number' ? String.fromCodePoint(to) : typeof to === 'string' ? to : '';
    }).join('');
  }
  const raw = rawOf(table);
  const map = raw instanceof Bytes ? raw.data : typeof raw === 'string' ? raw : undefined;
  return map?.length === 256 ? Array.from(text, (char) => map[char.charCodeAt(0)] ?? char).join('') : undefined;
}

/** `str.replace` with a bound on what comes of it. */
function replaced(text: string, from: string, to: string, most: number): string | undefined {
  const pieces: string[] = [];
  let start = 0;
  let size = text.length;
  for (let at = text.indexOf(from); at >= 0 && pieces.length < most; at = text.indexOf(from, start)) {
    size += to.length - from.length;
    if (size > LARGEST_READ || pieces.length > LARGEST) return undefined;
    pieces.push(text.slice(start, at));
    start = at + from.length;
  }
  return pieces.length === 0 ? text : `${pieces.join(to)}${to}${text.slice(start)}`;
}

function isClass(pattern: RegExp): Method {
  return (text) => text !== '' && pattern.test(text);
}

function withTexts(action: (text: string, args: string[]) => Val | undefined): Method {
  return (text, args) => {
    const texts = exactTexts(args.filter((arg) => typeof arg !== 'number'));
    return texts === undefined ? undefined : action(text, texts);
  };
}

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['join', join],
  ['replace', (text, args) => {
    const from = exactTexts(args.slice(0, 1))?.[0];
    const to = exactTexts(args.slice(1, 2))?.[0];
    if (from === undefined || from === '') return undefined;
    if (to === undefined) return text.includes(from) ? new Partial(text.replaceAll(from, () => partialText(args[1]) ?? HOLE), originsOf(args[1])) : text;
    const most = numberAt(args, 2);
    return replaced(text, from, to, most === undefined || most < 0 ? Number.POSITIVE_INFINITY : most);
  }],
  ['split', (text, args, call, ev) => split(text, [args[0] ?? call.named.get('sep'), args[1] ?? call.named.get('maxsplit')], false, ev)],
  ['rsplit', (text, args, _call, ev) => split(text, args, true, ev)],
  ['splitlines', (text) => new ListVal(text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/).filter((line, i, all) => i < all.length - 1 || line !== ''))],
  ['partition', withTexts((text, [sep = '']) => {
    const at = text.indexOf(sep);
    return new ListVal(at < 0 ? [text, '', ''] : [text.slice(0, at), sep, text.slice(at + sep.length)], 'tuple');
  })],
  ['strip', (text, args) => strip(text, exactTexts(args)?.[0], true, true)],
  ['lstrip', (text, args) => strip(text, exactTexts(args)?.[0], true, false)],
  ['rstrip', (text, args) => strip(text, exactTexts(args)?.[0], false, true)],
  ['removeprefix', withTexts((text, [prefix = '']) => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ['removesuffix', withTexts((text, [suffix = '']) => (suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text))],
  ['lower', (text) => text.toLowerCase()],
  ['casefold', (text) => text.toLowerCase()],
  ['upper', (text) => text.toUpperCase()],
  ['swapcase', (text) => Array.from(text, (char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase())).join('')],
  ['capitalize', (text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()],
  ['title', (text) => text.toLowerCase().replace(/\p{L}+/gu, (word) => word.slice(0, 1).toUpperCase() + word.slice(1))],
  ['zfill', (text, args) => text.padStart(Math.min(numberAt(args, 0) ?? 0, 10_000), '0')],
  ['ljust', (text, args) => text.padEnd(Math.min(numberAt(args, 0) ?? 0, 10_000), exactTexts(args.slice(1))?.[0] ?? ' ')],
  ['rjust', (text, args) => text.padStart(Math.min(numberAt(args, 0) ?? 0, 10_000), exactTexts(args.slice(1))?.[0] ?? ' ')],
  ['find', withTexts((text, [part = '']) => text.indexOf(part))],
  ['rfind', withTexts((text, [part = '']) => text.lastIndexOf(part))],
  ['index', withTexts((text, [part = '']) => (text.includes(part) ? text.indexOf(part) : UNKNOWN))],
  ['count', withTexts((text, [part = '']) => (part === '' ? text.length + 1 : text.split(part).length - 1))],
  ['startswith', withTexts((text, [part]) => (part === undefined ? UNKNOWN : text.startsWith(part)))],
  ['endswith', withTexts((text, [part]) => (part === undefined ? UNKNOWN : text.endsWith(part)))],
  ['isalpha', isClass(/^\p{L}+$/u)],
  ['isdigit', isClass(/^\p{Nd}+$/u)],
  ['isnumeric', isClass(/^\p{N}+$/u)],
  ['isalnum', isClass(/^[\p{L}\p{N}]+$/u)],
  ['isspace', isClass(/^\s+$/u)],
  ['isupper', (text) => text !== text.toLowerCase() && text === text.toUpperCase()],
  ['islower', (text) => text !== text.toUpperCase() && text === text.toLowerCase()],
  ['translate', translate],
  ['hex', (text) => Buffer.from(text, 'latin1').toString('hex')],
  ['format', (text, args, call, ev) => formatBraces(text, args, call.named, ev)],
  ['encode', (text, args, call) => encodeText(text, exactTexts(args.slice(0, 1))?.[0] ?? partialText(call.named.get('encoding')) ?? 'utf-8')],
  ['decode', decoded],
]);

