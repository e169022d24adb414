/** Methods with two underscores, which operators and built-ins call (docs.python.org/3/reference/datamodel.html#special-method-names), and the operator module, which spells operators as functions. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { Bound, ClassVal, DictVal, FunctionVal, ListVal, Ref, UNKNOWN, type Val } from '../flow/values.ts';
import { FUNCTIONS, type Fn } from './functions.ts';
import { binaryPython, unaryPython } from './operators.ts';

const BINARY: Readonly<Record<string, string>> = {
  add: '+', sub: '-', mul: '*', truediv: '/', floordiv: '//', mod: '%', pow: '**', xor: '^', and: '&', or: '|', lshift: '<<', rshift: '>>',
  eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=', concat: '+', matmul: '@',
};
const UNARY: Readonly<Record<string, string>> = { neg: '-', invert: '~', pos: '+' };
/** What a built-in does for an object by calling its special method. */
const BY_BUILTIN: Readonly<Record<string, string>> = { str: 'str', repr: 'repr', len: 'len', int: 'int', float: 'float', bytes: 'bytes', abs: 'abs', next: 'next', reversed: 'reversed', dir: 'dir', format: 'format', index: 'int' };

/** `x.__add__(y)`, `f.__call__()`, `m.__getattribute__('name')`; undefined where the name is no such method or can't be computed. */
export function specialMethod(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const match = /(?:^|\.)__(\w+)__$/.exec(call.name);
  const [, word = ''] = match ?? [];
  if (match === null || word === 'import') return undefined;
  const owner = call.name.slice(0, match.index);
  const isOfClass = UNBOUND.has(owner) && call.args.length > 0 && (call.receiver === undefined || call.receiver instanceof Ref) && word !== 'str' && word !== 'repr';
  const self = isOfClass ? call.args[0] : (call.receiver ?? (owner === '' ? undefined : new Ref(owner)));
  return self === undefined ? undefined : applied(word, self, isOfClass ? call.args.slice(1) : call.args, call, ev);
}

/** Classes whose methods are called with the object first: `str.__add__('a', 'b')`. */
const UNBOUND: ReadonlySet<string> = new Set(['object', 'type', 'str', 'bytes', 'int', 'list', 'dict', 'tuple', 'set', 'float']);

function applied(word: string, self: Val, args: readonly Val[], call: BuiltinCall, ev: Evaluator): Val | undefined {
  const [first] = args;
  if (BINARY[word] !== undefined && args.length === 1) return binaryPython(BINARY[word], self, first, ev);
  if (/^r(?!shift|epr)/.test(word) && BINARY[word.slice(1)] !== undefined && args.length === 1) return binaryPython(BINARY[word.slice(1)] ?? '', first, self, ev);
  if (UNARY[word] !== undefined) return unaryPython(UNARY[word], self);
  if (word === 'call') return ev.callFunction(self, args, call.node);
  if (word === 'getattribute' || word === 'getattr') return FUNCTIONS.get('getattr')?.({ ...call, args: [self, ...args] }, ev);
  if (word === 'getitem') return ev.index(self, first, call.node);
  if (word === 'iter' || word === 'enter') return self;
  const builtin = BY_BUILTIN[word];
  return builtin === undefined ? undefined : FUNCTIONS.get(builtin)?.({ ...call, name: builtin, args: [self, ...args] }, ev);
}

const WORD_OF: ReadonlyMap<string, string> = new Map(Object.entries(BINARY).filter(([word]) => word !== 'concat').map(([word, op]) => [op, word]));
const NOWHERE = { kind: 'opaque', at: 0, to: 0 } as const;

/** A method of the text's own class, called without being named; only where it certainly runs, as in code nobody called one object stands for all of its class and would mix what they hold. */
function own(object: Val, word: string, args: readonly Val[], ev: Evaluator): Val | undefined {
  if (ev.isFinishing) return undefined;
  if (!(object instanceof DictVal && object.cls !== undefined) && !(object instanceof ClassVal)) return undefined;
  const method = ev.member(object, `__${word}__`, NOWHERE);
  return method instanceof FunctionVal ? (ev.callFunction(method, args, NOWHERE) ?? UNKNOWN) : undefined;
}

/** `a + b`, `a in b` where one is an object of the text's own class. */
export function ownOperator(op: string, left: Val, right: Val, ev: Evaluator): Val | undefined {
  const word = WORD_OF.get(op);
  if (word !== undefined) return own(left, word, [right], ev) ?? own(right, `r${word}`, [left], ev);
  return op === 'in' || op === 'not in' ? own(right, 'contains', [left], ev) : undefined;
}

/** `a[i]` of such an object, or of the class itself. */
export function ownIndex(object: Val, at: Val, ev: Evaluator): Val | undefined {
  return object instanceof ClassVal ? own(object, 'class_getitem', [object, at], ev) : own(object, 'getitem', [at], ev);
}

/** What iterating over such an object gives. */
export function ownItems(object: Val, ev: Evaluator): readonly Val[] | undefined {
  const items = own(object, 'iter', [], ev);
  if (items === undefined || items === object) own(object, 'next', [], ev);
  return items === undefined || items === object ? undefined : ev.elements(items);
}

/** `a.name` that neither the object nor its class has. */
export function ownAttribute(object: Val, property: string, ev: Evaluator): Val | undefined {
  return object instanceof DictVal ? own(object, 'getattr', [property], ev) : undefined;
}

/** `str(a)` of such an object. */
function ownText(object: Val, ev: Evaluator): Val | undefined {
  return own(object, 'str', [], ev) ?? own(object, 'repr', [], ev);
}

function operator(op: string): Fn {
  return ({ args }, ev) => (args.length === 2 ? binaryPython(op, args[0], args[1], ev) : undefined);
}

/** Functions that are made of names: `attrgetter('system')(os)` is `os.system` (docs.python.org/3/library/operator.html). */
function madeOf(name: string): Fn {
  return ({ args, named }) => new Bound(new Ref(name), args, named);
}

function attributeOf({ args, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const path = args[0];
  let value = args.at(-1);
  if (typeof path !== 'string' || args.length !== 2) return undefined;
  for (const name of path.split('.').slice(0, 16)) value = ev.member(value, name, node) ?? UNKNOWN;
  return value;
}

function methodCalled({ args, named, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const [name] = args;
  const object = args.at(-1);
  const method = typeof name === 'string' ? ev.member(object, name, node) : undefined;
  if (method !== undefined) return ev.callFunction(method, args.slice(1, -1), node);
  return typeof name === 'string' ? ev.profile.builtin({ name: `${ev.profile.typeName(object) ?? '*'}.${name}`, args: args.slice(1, -1), named, receiver: object, node }, ev) : undefined;
}

function starMapped({ args, node }: BuiltinCall, ev: Evaluator): Val | undefined {
  const rows = ev.elements(args[1]);
  if (!rows || rows.length > 200_000) return undefined;
  const items: Val[] = [];
  for (const row of rows) {
    if (--ev.fuel < 0) return undefined;
    items.push(ev.callFunction(args[0], ev.elements(row) ?? [UNKNOWN], node));
  }
  return new ListVal(items);
}

export const OPERATOR_MODULE: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ...['operator', '_operator'].flatMap((module) => [
    ...Object.entries(BINARY).flatMap(([word, op]) => [`${word}`, `i${word}`, `__${word}__`, `${word}_`].map((name) => [`${module}.${name}`, operator(op)] as const)),
    ...Object.entries(UNARY).map(([word, op]) => [`${module}.${word}`, (({ args }) => unaryPython(op, args[0])) satisfies Fn] as const),
    [`${module}.getitem`, (({ args, node }, ev) => ev.index(args[0], args[1], node)) satisfies Fn] as const,
    [`${module}.call`, (({ args, node }, ev) => ev.callFunction(args[0], args.slice(1), node)) satisfies Fn] as const,
    [`${module}.itemgetter`, madeOf('operator.itemgetter()')] as const, [`${module}.attrgetter`, madeOf('operator.attrgetter()')] as const, [`${module}.methodcaller`, madeOf('operator.methodcaller()')] as const,
  ]),
  ['operator.itemgetter()', ({ args, node }, ev) => (args.length === 2 ? ev.index(args[1], args[0], node) : undefined)],
  ['operator.attrgetter()', attributeOf], ['operator.methodcaller()', methodCalled],
  ['itertools.starmap', starMapped],
  ['print', ({ args }, ev) => {
    for (const arg of args) ownText(arg, ev);
    return undefined;
  }],
  ['str', ({ args, ...call }, ev) => ownText(args[0], ev) ?? FUNCTIONS.get('str')?.({ args, ...call }, ev)], ['repr', ({ args, ...call }, ev) => ownText(args[0], ev) ?? FUNCTIONS.get('repr')?.({ args, ...call }, ev)],
  ['itertools.chain.from_iterable', ({ args }, ev) => FUNCTIONS.get('itertools.chain')?.({ name: 'itertools.chain', args: ev.elements(args[0]) ?? [UNKNOWN], named: new Map(), receiver: undefined, node: NOWHERE }, ev)],
]);
