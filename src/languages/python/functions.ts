/** Built-in functions and standard-library functions that can be computed on known values. */
import { HOLE } from '../../model/source.ts';
import { Bytes } from '../flow/nodes.ts';
import { affords } from '../flow/fuel.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { Bound, ClassVal, DictVal, FunctionVal, ListVal, ModuleVal, Partial, Ref, STANDS_FOR_TEXT, UNKNOWN, Unknown, extendList, mix, originsOf, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { display } from './format.ts';

export type Fn = (call: BuiltinCall, ev: Evaluator) => Val | undefined;
const MOST_ITEMS = 2_000_000;

function numberOf(value: Val): number | undefined {
  const raw = rawOf(value);
  return typeof raw === 'number' ? raw : typeof raw === 'boolean' ? Number(raw) : undefined;
}

function textOf(value: Val): string | undefined {
  const raw = rawOf(value);
  return typeof raw === 'string' ? raw : raw instanceof Bytes ? raw.data : undefined;
}

function toInt({ args, named }: BuiltinCall): Val | undefined {
  const raw = rawOf(args[0]);
  if (typeof raw === 'number') return Math.trunc(raw);
  if (typeof raw === 'boolean') return Number(raw);
  if (typeof raw === 'bigint') return raw;
  const text = textOf(args[0])?.trim().replaceAll('_', '').toLowerCase();
  if (text === undefined) return args.length === 0 ? 0 : undefined;
  const base = numberOf(args[1] ?? named.get('base')) ?? 10;
  const digits = text.replace(/^[+-]/, '').replace(base === 16 || base === 0 ? /^0x/ : base === 2 ? /^0b/ : base === 8 ? /^0o/ : /^$/, '');
  const radix = base === 0 ? (text.includes('0x') ? 16 : text.includes('0b') ? 2 : text.includes('0o') ? 8 : 10) : base;
  if (digits === '' || radix < 2 || radix > 36 || ![...digits].every((digit) => Number.parseInt(digit, 36) < radix)) return undefined;
  const value = digits.length <= 10 ? Number.parseInt(digits, radix) : bigOf(digits, radix);
  return text.startsWith('-') ? -value : value;
}

function bigOf(digits: string, radix: number): number | bigint {
  if (digits.length > 200_000) return Number.NaN;
  const prefix = { 16: '0x', 2: '0b', 8: '0o' }[radix];
  let value = 0n;
  if (prefix !== undefined) value = BigInt(prefix + digits);
  else if (radix === 10) value = BigInt(digits);
  else for (const digit of digits.slice(0, 5000)) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, 36));
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

function toBytes({ args }: BuiltinCall, ev: Evaluator): Val | undefined {
  if (args.length === 0) return new Bytes('');
  const [first] = args;
  const text = textOf(first);
  if (text !== undefined) return new Bytes(args.length > 1 || !(rawOf(first) instanceof Bytes) ? Buffer.from(text, 'utf8').toString('latin1') : text);
  const size = numberOf(first);
  if (size !== undefined) return size >= 0 && size < 1_000_000 ? new Bytes('\0'.repeat(size)) : undefined;
  const items = ev.elements(first);
  const codes = items?.map(numberOf);
  if (!codes || codes.some((code) => code === undefined || code < 0 || code > 255)) return undefined;
  return withOrigins(new Bytes(latin1(codes)), ev.originsFrom(first));
}

function latin1(codes: readonly (number | undefined)[]): string {
  return Buffer.from(codes.map((code) => code ?? 0)).toString('latin1');
}

/** bytearray(x) is mutable: kept as a list of numbers. */
function toByteArray(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const bytes = rawOf(toBytes(call, ev));
  return bytes instanceof Bytes && bytes.data.length < 200_000 ? new ListVal(Array.from(bytes.data, (char) => char.charCodeAt(0))) : undefined;
}

function toStr({ args, named }: BuiltinCall, ev: Evaluator): Val | undefined {
  const [value] = args;
  if (args.length === 0) return '';
  const raw = rawOf(value);
  if (value instanceof Unknown && value.name !== undefined && STANDS_FOR_TEXT.has(value.name)) return value.about;
  if ((args.length > 1 || named.has('encoding')) && raw instanceof Bytes) return ev.profile.builtin({ name: 'bytes.decode', args: args.slice(1), named, receiver: value, node: NOWHERE }, ev);
  if (value instanceof Partial) return value;
  const shown = raw instanceof Bytes ? `b'${raw.data}'` : display(value);
  if (shown !== undefined) return withOrigins(shown, originsOf(value, 0));
  return value instanceof Unknown ? value : undefined;
}

const NOWHERE = { kind: 'opaque', at: 0, to: 0 } as const;

function range({ args }: BuiltinCall, ev: Evaluator): Val | undefined {
  const [a, b, c] = args.map(numberOf);
  if (a === undefined || (args.length > 1 && b === undefined) || (args.length > 2 && c === undefined)) return undefined;
  const from = args.length > 1 ? a : 0;
  const until = args.length > 1 ? (b ?? 0) : a;
  const step = c ?? 1;
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((until - from) / step));
  if (count > MOST_ITEMS || !affords(ev, count)) return undefined;
  return new ListVal(Array.from({ length: count }, (_, i) => from + i * step), 'tuple');
}

function copyOf(type: 'list' | 'tuple' | 'set'): Fn {
  return ({ args }, ev) => {
    if (args.length === 0) return new ListVal([], type);
    const items = ev.elements(args[0]);
    if (!items || !affords(ev, items.length)) {
      const list = new ListVal([new Unknown(originsOf(args[0]))], type);
      list.open = true;
      return list;
    }
    return new ListVal(type === 'set' ? [...new Set(items)] : [...items], type);
  };
}

function toDict({ args, named }: BuiltinCall, ev: Evaluator): Val {
  const dict = new DictVal();
  const [first] = args;
  if (first instanceof DictVal) for (const [key, value] of first.entries) dict.entries.set(key, value);
  else if (first !== undefined) {
    const pairs = ev.elements(first);
    for (const pair of pairs ?? []) {
      const [key, value] = ev.elements(pair) ?? [];
      dict.entries.set(partialText(key) ?? HOLE, value);
    }
    if (!pairs) {
      dict.open = true;
      dict.origins = ev.originsFrom(first);
    }
  }
  for (const [key, value] of named) dict.entries.set(key, value);
  return dict;
}

function mapOver({ args, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const [fn, ...sources] = args;
  const lists = sources.map((source) => ev.elements(source));
  const [first] = lists;
  if (!first || lists.some((list) => list === undefined)) {
    ev.callFunction(fn, sources.map((source) => new Unknown(originsOf(source))), node);
    return undefined;
  }
  const items: Val[] = [];
  const { hot } = ev;
  try {
    for (let i = 0; i < first.length; i++) {
      if (--ev.fuel < 0) return undefined;
      if (i === 3) ev.hot++;
      items.push(ev.callFunction(fn, lists.map((list) => list?.[i]), node));
    }
  } finally {
    ev.hot = hot;
  }
  return new ListVal(items);
}

function filterOver({ args, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const items = ev.elements(args[1]);
  if (!items || items.length > 200_000) return undefined;
  const kept: Val[] = [];
  for (const item of items) {
    if (--ev.fuel < 0) return undefined;
    const known = ev.profile.truthy(args[0] === null ? item : ev.callFunction(args[0], [item], node));
    if (known === undefined) return undefined;
    if (known) kept.push(item);
  }
  return new ListVal(kept);
}

function reduce({ args, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const items = ev.elements(args[1]);
  if (!items || items.length > 200_000) return undefined;
  const rest = args.length > 2 ? items : items.slice(1);
  let value = args.length > 2 ? args[2] : items[0];
  for (const item of rest) {
    if (--ev.fuel < 0) return undefined;
    value = ev.callFunction(args[0], [value, item], node);
  }
  return value;
}

function zip({ args }: BuiltinCall, ev: Evaluator): Val | undefined {
  const lists = args.map((arg) => ev.elements(arg));
  if (lists.length === 0 || lists.some((list) => list === undefined)) return undefined;
  const size = Math.min(...lists.map((list) => list?.length ?? 0));
  if (!affords(ev, size * 2)) return undefined;
  return new ListVal(Array.from({ length: size }, (_, i) => new ListVal(lists.map((list) => list?.[i]), 'tuple')));
}

function enumerate({ args, named }: BuiltinCall, ev: Evaluator): Val | undefined {
  const items = ev.elements(args[0]);
  const start = numberOf(args[1] ?? named.get('start')) ?? 0;
  if (items === undefined || !affords(ev, items.length * 2)) return undefined;
  return new ListVal(items.map((item, i) => new ListVal([start + i, item], 'tuple')));
}

function sorted({ args, named, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const items = ev.elements(args[0]);
  if (!items || items.length > 100_000 || !affords(ev, items.length * 8)) return undefined;
  const key = named.get('key');
  const keyed = items.map((item) => ({ item, by: rawOf(key === undefined || key === null ? item : ev.callFunction(key, [item], node)) }));
  if (keyed.some(({ by }) => typeof by !== 'string' && typeof by !== 'number')) return undefined;
  keyed.sort((a, b) => compareKeys(a.by, b.by));
  if (rawOf(named.get('reverse')) === true) keyed.reverse();
  return new ListVal(keyed.map(({ item }) => item));
}

function compareKeys(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) === String(b) ? 0 : String(a) < String(b) ? -1 : 1;
}

function fold(pick: (a: number, b: number) => number): Fn {
  return ({ args }, ev) => {
    const numbers = (args.length === 1 ? (ev.elements(args[0]) ?? [UNKNOWN]) : args).map(numberOf);
    if (numbers.length === 0) return undefined;
    let all = numbers[0];
    for (const number of numbers.slice(1)) all = all === undefined || number === undefined ? undefined : pick(all, number);
    return all;
  };
}

/** getattr(x, name): the same as x.name, and worth a mark where the name is no plain literal. */
function getAttribute({ args, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const name = textOf(args[1]);
  // Which built-in a computed name means can't be told: it is hidden because it matters.
  if (name === undefined && args[0] instanceof Ref && /^(?:builtins|__builtins__|__builtin__)$/.test(args[0].name)) return new Ref('exec');
  if (name === undefined) return args[2] === undefined ? undefined : mix(new Unknown(ev.originsFrom(args[0])), args[2]);
  return ev.member(args[0], name, node) ?? (args[2] !== undefined ? args[2] : args[0] instanceof Unknown ? UNKNOWN : boundMethod(args[0], name));
}

function boundMethod(receiver: Val, name: string): Val {
  return new Unknown(originsOf(receiver), `*.${name}`, receiver);
}

function scopeDict(ev: Evaluator, isGlobal: boolean): DictVal {
  const dict = new DictVal();
  const scope = isGlobal ? ev.frame.scope.module : ev.frame.scope.owner;
  for (const [name, value] of scope.variables) dict.entries.set(name, value);
  dict.entries.set('__builtins__', new Ref('builtins'));
  dict.isObject = true;
  dict.open = true;
  return dict;
}

function importModule({ name: callee, args, named, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const name = textOf(args[0]);
  if (name === undefined || name === '') return undefined;
  if (!ev.unit.imports.includes(name)) ev.unit.imports.push(name);
  if (node.kind === 'call' && node.args[0]?.value.kind !== 'const') ev.unit.marks.push({ kind: 'hidden-name', span: ev.spanOf(node), detail: name });
  // `__import__('a.b')` gives `a` unless it is told what to take from it (docs.python.org/3/library/functions.html#import__).
  const given = callee === '__import__' && args[3] === undefined && !named.has('fromlist') ? (name.split('.')[0] ?? name) : name;
  return ev.load(given, 0) ?? new Ref(ev.profile.canonical(given));
}

export const FUNCTIONS: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ['chr', ({ args }) => codeText(numberOf(args[0]), args[0])],
  ['unichr', ({ args }) => codeText(numberOf(args[0]), args[0])],
  ['ord', ({ args }) => withOrigins(textOf(args[0])?.codePointAt(0) ?? UNKNOWN, originsOf(args[0], 0))],
  ['int', toInt], ['long', toInt],
  ['float', ({ args }) => numberOf(args[0]) ?? (Number.isFinite(Number(textOf(args[0]) ?? 'x')) ? Number(textOf(args[0])) : undefined)],
  ['str', toStr], ['unicode', toStr], ['bytes', toBytes], ['bytearray', toByteArray],
  ['bool', ({ args }, ev) => ev.profile.truthy(args[0])],
  ['len', ({ args }, ev) => (typeof textOf(args[0]) === 'string' ? textOf(args[0])?.length : args[0] instanceof DictVal && !args[0].open ? args[0].entries.size : args[0] instanceof ListVal ? ev.elements(args[0])?.length : undefined)],
  ['range', range], ['xrange', range],
  ['list', copyOf('list')], ['tuple', copyOf('tuple')], ['set', copyOf('set')], ['frozenset', copyOf('set')], ['iter', ({ args }) => args[0]],
  ['dict', toDict], ['map', mapOver], ['filter', filterOver], ['functools.reduce', reduce], ['reduce', reduce], ['zip', zip], ['enumerate', enumerate], ['sorted', sorted],
  ['reversed', ({ args }, ev) => (ev.elements(args[0]) ? new ListVal([...(ev.elements(args[0]) ?? [])].reverse()) : undefined)],
  ['sum', ({ args }, ev) => fold((a, b) => a + b)({ ...NOTHING, args: [new ListVal([0, ...(ev.elements(args[0]) ?? [UNKNOWN])])] }, ev)],
  ['max', fold((a, b) => Math.max(a, b))], ['min', fold((a, b) => Math.min(a, b))],
  ['abs', ({ args }) => (numberOf(args[0]) === undefined ? undefined : Math.abs(numberOf(args[0]) ?? 0))],
  ['round', ({ args }) => (numberOf(args[0]) === undefined || args.length > 1 ? undefined : Math.round(numberOf(args[0]) ?? 0))],
  ['hex', ({ args }) => radixText(rawOf(args[0]), 16, '0x')], ['bin', ({ args }) => radixText(rawOf(args[0]), 2, '0b')], ['oct', ({ args }) => radixText(rawOf(args[0]), 8, '0o')],
  ['pow', ({ args }, ev) => (args.length === 2 ? ev.profile.binary('**', args[0], args[1], ev) : modPow(args))],
  ['divmod', ({ args }, ev) => new ListVal([ev.profile.binary('//', args[0], args[1], ev) ?? UNKNOWN, ev.profile.binary('%', args[0], args[1], ev) ?? UNKNOWN], 'tuple')],
  ['repr', ({ args }) => (typeof rawOf(args[0]) === 'string' ? JSON.stringify(rawOf(args[0])) : display(args[0]))],
  ['format', ({ args }) => display(args[0], textOf(args[1]) ?? '')],
  ['next', ({ args }, ev) => ev.elements(args[0])?.[0]],
  ['getattr', getAttribute],
  ['setattr', ({ args, node }, ev) => setAttribute(args, node, ev)],
  ['globals', (_call, ev) => scopeDict(ev, true)], ['locals', (_call, ev) => scopeDict(ev, false)],
  ['vars', ({ args, node }, ev) => (args.length === 0 ? scopeDict(ev, false) : ev.member(args[0], '__dict__', node))],
  ['__import__', importModule], ['importlib.import_module', importModule], ['importlib.__import__', importModule],
  ['super', (_call, ev) => superOf(ev)],
  ['eval', ({ args }, ev) => evaluated(args[0], ev)],
  ['compile', ({ args }) => args[0]],
  ['memoryview', ({ args }) => args[0]],
  ['functools.partial', ({ args, named }) => new Bound(args[0], args.slice(1), named)],
  ['str.maketrans', ({ args }, ev) => makeTrans(args, ev)], ['string.maketrans', ({ args }, ev) => makeTrans(args, ev)], ['bytes.maketrans', ({ args }, ev) => makeTrans(args, ev)],
  ['itertools.chain', chain],
  ['itertools.cycle', ({ args }, ev) => cycle(ev.elements(args[0]), ev)],
  ['type', ({ args }) => (args[0] instanceof DictVal && args[0].cls ? args[0].cls : undefined)],
]);

const NOTHING = { name: '', named: new Map<string, Val>(), receiver: undefined, node: NOWHERE };

function codeText(code: number | undefined, from: Val): Val | undefined {
  if (code === undefined || code < 0 || code > 0x10ffff) return undefined;
  return withOrigins(code < 0x10000 ? String.fromCharCode(code) : String.fromCodePoint(code), originsOf(from, 0));
}

function radixText(raw: unknown, radix: number, prefix: string): Val | undefined {
  const value = bigintOf(raw);
  if (value === undefined) return undefined;
  return value < 0n ? `-${prefix}${(-value).toString(radix)}` : prefix + value.toString(radix);
}

/** A whole number without limit; undefined for anything else. */
function bigintOf(raw: unknown): bigint | undefined {
  return typeof raw === 'bigint' ? raw : typeof raw === 'number' && Number.isInteger(raw) ? BigInt(raw) : undefined;
}

function modPow(args: readonly Val[]): Val | undefined {
  const [base, exponent, modulus] = args.map((arg) => rawOf(arg)).map(bigintOf);
  if (base === undefined || exponent === undefined || modulus === undefined || modulus === 0n || exponent > 1n << 4096n) return undefined;
  let result = 1n;
  let power = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  return result <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(result) : result;
}

/** A function of another package gives way to one of the text. */
function replaced(name: string, value: Val, node: BuiltinCall['node'], ev: Evaluator): null {
  if (value instanceof FunctionVal) ev.external('member.replace', [name, value], new Map(), undefined, node);
  return null;
}

function setAttribute(args: readonly Val[], node: BuiltinCall['node'], ev: Evaluator): Val | undefined {
  const name = textOf(args[1]);
  if (name === undefined || !(args[0] instanceof Ref || args[0] instanceof DictVal || args[0] instanceof ClassVal || args[0] instanceof ModuleVal || args[0] instanceof FunctionVal)) return null;
  const [object, , value] = args;
  if (object instanceof Ref) return replaced(`${object.name}.${name}`, value, node, ev);
  if (object instanceof DictVal) object.entries.set(name, value);
  else if (object instanceof ClassVal) object.attributes.set(name, value);
  else if (object instanceof ModuleVal) object.scope.variables.set(name, value);
  else if (object instanceof FunctionVal) (object.properties ??= new DictVal()).entries.set(name, value);
  return null;
}

/** `super()` inside a method: the instance seen through its class's outside bases. */
function superOf(ev: Evaluator): Val | undefined {
  const [self] = ev.frame.scope.owner.variables.values();
  if (!(self instanceof DictVal) || !self.cls) return undefined;
  const [base] = classNamed(self.cls, ev.frame.name.slice(0, Math.max(0, ev.frame.name.lastIndexOf('.')))).bases;
  if (base instanceof Ref) return new Unknown([], `${base.name}()`);
  if (!(base instanceof ClassVal)) return undefined;
  const view = new DictVal(self.entries);
  view.isObject = true;
  view.cls = base;
  view.open = true;
  view.viewOf = self;
  return view;
}

/** The class of an object's line that a method stands in. */
function classNamed(cls: ClassVal, name: string): ClassVal {
  let at: Val = cls;
  for (let hops = 0; at instanceof ClassVal && hops < 16; hops++) {
    if (at.node.name === name) return at;
    [at] = at.bases;
  }
  return cls;
}

function evaluated(code: Val, ev: Evaluator): Val | undefined {
  const text = textOf(code);
  const value = text === undefined ? undefined : ev.evaluateText(text);
  return value === undefined ? undefined : withOrigins(value, originsOf(code, 0));
}

function makeTrans(args: readonly Val[], ev: Evaluator): Val | undefined {
  const from = textOf(args[0]);
  const to = textOf(args[1]);
  const dict = new DictVal();
  if (from !== undefined && to !== undefined) {
    [...from].forEach((char, i) => dict.entries.set(String(char.codePointAt(0)), [...to][i] ?? ''));
    for (const char of textOf(args[2]) ?? '') dict.entries.set(String(char.codePointAt(0)), '');
    return dict;
  }
  if (!(args[0] instanceof DictVal)) return undefined;
  for (const [key, value] of args[0].entries) dict.entries.set(/^\d+$/.test(key) && key.length > 1 ? key : String(key.codePointAt(0)), value);
  return ev.profile.truthy(dict) === undefined ? undefined : dict;
}

function chain({ args }: BuiltinCall, ev: Evaluator): Val {
  const list = new ListVal([]);
  for (const arg of args) {
    const items = ev.elements(arg) ?? [new Unknown(originsOf(arg))];
    if (!affords(ev, items.length)) {
      list.open = true;
      break;
    }
    extendList(list, items);
  }
  return list;
}

function cycle(items: readonly Val[] | undefined, ev: Evaluator): Val | undefined {
  if (!items || items.length === 0 || !affords(ev, Math.max(65_536, items.length))) return undefined;
  return new ListVal(Array.from({ length: Math.min(MOST_ITEMS / 8, Math.max(65_536, items.length)) }, (_, i) => items[i % items.length]));
}
