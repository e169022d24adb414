/** Python's string formatting: `%`, `str.format`, format specifications (docs.python.org: Format Specification Mini-Language). */
import { HOLE } from '../../model/source.ts';
import { Bytes } from '../flow/nodes.ts';
import type { Evaluator } from '../flow/profile.ts';
import { DictVal, ListVal, NOT_EXACT, Partial, Ref, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';

/** How `str()` or a format specification shows a value; undefined where it isn't known. */
export function display(value: Val, spec?: string): string | undefined {
  if (value instanceof Ref) return builtInText(value.name);
  const raw = rawOf(value);
  if (raw === NOT_EXACT) return undefined;
  if (spec !== undefined && spec !== '' && (typeof raw === 'number' || typeof raw === 'bigint')) return formatNumber(Number(raw), spec);
  if (typeof raw === 'string') return raw;
  if (raw instanceof Bytes) return raw.data;
  if (raw === true) return 'True';
  if (raw === false) return 'False';
  if (raw === null || raw === undefined) return 'None';
  return String(raw);
}

/** What built-ins print as, which obfuscators take letters from; the texts of CPython's site module and of its reprs. */
function builtInText(name: string): string | undefined {
  const text = PRINTED.get(name);
  if (text !== undefined) return text;
  return BUILT_IN_TYPES.has(name) ? `<class '${name}'>` : BUILT_IN_FUNCTIONS.has(name) ? `<built-in function ${name}>` : undefined;
}

const PRINTED: ReadonlyMap<string, string> = new Map([
  ['copyright', 'Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved.'], ['license', 'Type license() to see the full license text'],
  ['credits', '    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands\n    for supporting Python development.  See www.python.org for more information.'],
  ['help', 'Type help() for interactive help, or help(object) for help about object.'], ['exit', 'Use exit() or Ctrl-D (i.e. EOF) to exit'], ['quit', 'Use quit() or Ctrl-D (i.e. EOF) to exit'],
]);
const BUILT_IN_TYPES: ReadonlySet<string> = new Set('int str bytes bytearray list dict tuple set frozenset float complex bool object type range map filter zip enumerate reversed property staticmethod classmethod super memoryview slice Exception BaseException'.split(' '));
const BUILT_IN_FUNCTIONS: ReadonlySet<string> = new Set('abs all any ascii bin callable chr compile delattr dir divmod eval exec format getattr globals hasattr hash hex id input isinstance issubclass iter len locals max min next oct open ord pow print repr round setattr sorted sum vars __import__'.split(' '));

function formatNumber(value: number, spec: string): string {
  const match = /^(?:(.)?([<>=^]))?([+ -])?(#)?(0)?(\d+)?(?:[,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/.exec(spec);
  if (!match) return String(value);
  const [, fill, align, , alternate, zero, width, precision, type = 'd'] = match;
  const radix = { b: 2, o: 8, x: 16, X: 16 }[type];
  let text = radix ? Math.trunc(value).toString(radix) : type === 'c' ? String.fromCodePoint(Math.max(0, Math.min(0x10ffff, Math.trunc(value)))) : /[fFeEgG]/.test(type) ? value.toFixed(Math.min(Number(precision ?? 6), 50)) : String(value);
  if (type === 'X') text = text.toUpperCase();
  if (alternate && radix) text = `0${type}${text}`;
  const size = Math.min(Number(width ?? 0), 1000);
  return align === '<' ? text.padEnd(size, fill ?? ' ') : text.padStart(size, zero ?? fill ?? ' ');
}

/** `'…'.format(…)`. */
export function formatBraces(text: string, args: readonly Val[], named: ReadonlyMap<string, Val>, ev: Evaluator): Val | undefined {
  let next = 0;
  let exact = true;
  const used: Val[] = [];
  const result = text.replace(/\{\{|\}\}|\{([^{}:!]*)(?:![rsa])?(?::([^{}]*))?\}/g, (whole, field: string | undefined, spec: string | undefined) => {
    if (field === undefined) return whole.slice(1);
    const [root = ''] = field.split(/[.[]/);
    let value: Val = root === '' ? args[next++] : /^\d+$/.test(root) ? args[Number(root)] : named.get(root);
    const index = /\[(\w+)\]$/.exec(field)?.[1];
    if (index !== undefined && value instanceof ListVal) value = value.items[Number(index)];
    if (index !== undefined && value instanceof DictVal) value = value.entries.get(index);
    used.push(value);
    const shown = display(value, spec);
    if (shown === undefined || value === undefined) exact = false;
    return (value === undefined ? undefined : shown) ?? partialText(value) ?? HOLE;
  });
  const origins = ev.originsFrom(...used);
  return exact ? withOrigins(result, origins) : new Partial(result, origins);
}

/** `'…' % value`. */
export function formatPercent(text: string, value: Val, ev: Evaluator): Val | undefined {
  const items = value instanceof ListVal && value.type === 'tuple' ? value.items : [value];
  let next = 0;
  let exact = true;
  const used: Val[] = [];
  const result = text.replace(/%(?:\((\w+)\))?([-+ #0]*)(\d+)?(?:\.(\d+))?([diouxXeEfFgGcrsa%])/g, (_whole, key: string | undefined, flags: string, width: string | undefined, precision: string | undefined, type: string) => {
    if (type === '%') return '%';
    const item: Val = key === undefined ? items[next++] : value instanceof DictVal ? value.entries.get(key) : undefined;
    used.push(item);
    const raw = rawOf(item);
    const spec = `${flags.includes('0') ? '0' : ''}${width ?? ''}${precision === undefined ? '' : `.${precision}`}${type}`;
    const shown = type === 'c' && typeof raw === 'string' ? raw : /[srai]/.test(type) ? display(item) : display(item, spec.replace(/[iu]$/, 'd'));
    if (shown === undefined) exact = false;
    return shown ?? partialText(item) ?? HOLE;
  });
  const origins = ev.originsFrom(...used);
  return exact ? withOrigins(result, origins) : new Partial(result, origins);
}
