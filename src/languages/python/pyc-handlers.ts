/** What each instruction does to the stack of source pieces. Meanings: docs.python.org/3/library/dis.html of the version. */
import { CALLS } from './pyc-calls.ts';
import type { Handler, Handlers, Machine } from './pyc-machine.ts';
import { LOADS, STORES } from './pyc-names.ts';
import { deepest, join, operand, UNKNOWN, type Item } from './pyc-stack.ts';

const COMPARISONS = ['<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'is not'];
/** BINARY_OP's operators; those from 13 on assign in place, in the same order, and 26 subscripts. */
const OPERATORS = ['+', '&', '//', '<<', '@', '*', '%', '|', '**', '>>', '-', '/', '^'];

const shuffles: Record<string, Handler> = {
  ROT_TWO: (m) => rotate(m, 2),
  ROT_THREE: (m) => rotate(m, 3),
  ROT_FOUR: (m) => rotate(m, 4),
  ROT_N: (m, arg) => rotate(m, arg),
  DUP_TOP: (m) => copy(m, 1),
  DUP_TOP_TWO: (m) => (copy(m, 2), copy(m, 2)),
  DUP_TOPX: (m, arg) => {
    for (let count = 0; count < Math.min(arg, 5); count++) copy(m, arg);
  },
  COPY: (m, arg) => copy(m, arg),
  SWAP: (m, arg) => {
    const { stack } = m;
    const [top, other] = [stack.at(-1), stack.at(-arg)];
    if (!top || !other) return;
    stack[stack.length - 1] = other;
    stack[stack.length - arg] = top;
  },
};

const operations: Record<string, Handler> = {
  UNARY_POSITIVE: (m) => unary(m, '+'),
  UNARY_NEGATIVE: (m) => unary(m, '-'),
  UNARY_INVERT: (m) => unary(m, '~'),
  UNARY_NOT: (m) => unary(m, 'not '),
  UNARY_CONVERT: (m) => {
    const item = m.pop();
    m.pushText(`repr(${item.text})`, item.depth + 1);
  },
  BINARY_OP: (m, arg) => (arg === 26 ? subscript(m) : binary(m, OPERATORS[arg % 13] ?? '+')),
  BINARY_SUBSCR: (m) => subscript(m),
  BINARY_SLICE: (m) => {
    const [object = UNKNOWN, from = UNKNOWN, until = UNKNOWN] = m.popMany(3);
    m.pushText(`${operand(object)}[${bound(from)}:${bound(until)}]`, deepest([object, from, until]));
  },
  SLICE: (m) => m.pushText(`${operand(m.pop())}[:]`, 1),
  SLICE_FROM: (m) => slice2(m, ([object = UNKNOWN, from = UNKNOWN]) => `${operand(object)}[${from.text}:]`, 2),
  SLICE_UNTIL: (m) => slice2(m, ([object = UNKNOWN, until = UNKNOWN]) => `${operand(object)}[:${until.text}]`, 2),
  SLICE_BOTH: (m) => slice2(m, ([object = UNKNOWN, from = UNKNOWN, until = UNKNOWN]) => `${operand(object)}[${from.text}:${until.text}]`, 3),
  BUILD_SLICE: (m, arg) => {
    const items = m.popMany(arg === 3 ? 3 : 2);
    m.push({ ...m.out.bounded(`slice(${join(items)})`, deepest(items)), bounds: items.map(bound).join(':') });
  },
  COMPARE_OP: (m, arg) => binary(m, COMPARISONS[m.version >= 313 ? arg >> 5 : m.version >= 312 ? arg >> 4 : arg] ?? '=='),
  CONTAINS_OP: (m, arg) => binary(m, (arg & 1) === 1 ? 'not in' : 'in'),
  IS_OP: (m, arg) => binary(m, (arg & 1) === 1 ? 'is not' : 'is'),
  CHECK_EXC_MATCH: (m) => (m.pop(), m.push(UNKNOWN)),
  JUMP_IF_NOT_EXC_MATCH: (m) => (m.pop(), void m.pop()),
  MATCH_CLASS: (m) => (m.popMany(3), m.push(UNKNOWN)),
  GET_ITER: (m) => quiet(m),
  GET_ANEXT: (m) => m.push(UNKNOWN),
  GET_AWAITABLE: (m) => {
    const item = m.pop();
    m.pushText(`(await ${item.text})`, item.depth + 1);
  },
  YIELD_VALUE: (m) => yielded(m),
  YIELD_FROM: (m) => {
    m.pop();
    const item = m.pop();
    if (item.text.startsWith('(await ')) return m.push(item);
    m.pushText(`(yield from ${item.text})`, item.depth + 1);
  },
  SEND: (m) => {
    m.isAwaiting = true;
    if (m.version < 312) m.pop();
  },
  END_SEND: (m) => void m.pop(),
  END_FOR: (m) => {
    if (m.version < 313) m.popRaw();
  },
};

const builds: Record<string, Handler> = {
  BUILD_TUPLE: (m, arg) => {
    const items = m.popMany(arg);
    m.push({ ...m.out.bounded(items.length === 0 ? '()' : `(${join(items)},)`, deepest(items)), elements: items.map(({ text }) => text) });
  },
  BUILD_LIST: (m, arg) => {
    if (arg === 0 && m.isGathering) return m.push(m.out.named('[]'));
    const items = m.popMany(arg);
    displayed(m, 'list', `[${join(items)}]`, deepest(items));
  },
  BUILD_SET: (m, arg) => {
    if (arg === 0 && m.isGathering) return m.push(m.out.named('set()'));
    const items = m.popMany(arg);
    if (items.length === 0) return m.pushText('set()');
    displayed(m, 'set', `{${join(items)}}`, deepest(items));
  },
  BUILD_MAP: (m, arg) => {
    if (arg === 0 && m.isGathering) return m.push(m.out.named('{}'));
    const items = m.version < 305 ? [] : m.popMany(arg * 2);
    const entries = items.flatMap((item, index) => (index % 2 === 0 ? [`${item.text}: ${items[index + 1]?.text ?? 'None'}`] : []));
    displayed(m, 'dict', `{${entries.join(', ')}}`, deepest(items));
  },
  BUILD_CONST_KEY_MAP: (m, arg) => {
    const keys = m.pop().elements ?? [];
    const items = m.popMany(arg);
    displayed(m, 'dict', `{${items.map((item, index) => `${keys[index] ?? '_unknown'}: ${item.text}`).join(', ')}}`, deepest(items));
  },
  STORE_MAP: (m) => {
    const [value, key] = m.popPair();
    const map = m.pop();
    extended(m, map, 'dict', `${key.text}: ${value.text}`, deepest([map, key, value]));
  },
  BUILD_STRING: (m, arg) => {
    const items = m.popMany(arg);
    m.pushText(`(${items.map(({ text }) => text).join(' + ') || '""'})`, deepest(items));
  },
  FORMAT_VALUE: (m, arg) => formatted(m, (arg & 4) === 4),
  FORMAT_SIMPLE: (m) => formatted(m, false),
  FORMAT_WITH_SPEC: (m) => formatted(m, true),
  BUILD_INTERPOLATION: (m, arg) => {
    if ((arg & 1) === 1) m.pop();
    m.pop();
  },
  BUILD_TEMPLATE: (m) => {
    const [strings, values] = m.popPair();
    m.pushText(`(${strings.text}, ${values.text})`, deepest([strings, values]));
  },
  LIST_EXTEND: (m) => extend(m, '*'),
  DICT_UPDATE: (m) => extend(m, '**'),
  BUILD_LIST_UNPACK: (m, arg) => unpacked(m, arg, '[', ']', '*'),
  BUILD_TUPLE_UNPACK: (m, arg) => unpacked(m, arg, '(', ',)', '*'),
  BUILD_SET_UNPACK: (m, arg) => unpacked(m, arg, '{', '}', '*'),
  BUILD_MAP_UNPACK: (m, arg) => unpacked(m, arg & 255, '{', '}', '**'),
  LIST_APPEND: (m, arg) => gather(m, arg, 'append'),
  SET_ADD: (m, arg) => gather(m, arg, 'add'),
  MAP_ADD: (m, arg) => {
    const [first, second] = m.popPair();
    const [key, value] = m.version >= 308 ? [first, second] : [second, first];
    m.out.line(`${gathered(m, arg)}[${key.bounds ?? key.text}] = ${value.text}`);
  },
};

const flow: Record<string, Handler> = {
  POP_JUMP_IF_FALSE: (m, _, { target }) => m.branch(m.pop(), target, false),
  POP_JUMP_IF_TRUE: (m, _, { target }) => m.branch(m.pop(), target, true),
  POP_JUMP_IF_NONE: (m, _, { target }) => m.branch(isNone(m.pop()), target, true),
  POP_JUMP_IF_NOT_NONE: (m, _, { target }) => m.branch(isNone(m.pop()), target, false),
  JUMP_IF_FALSE_OR_POP: (m, _, { target }) => m.hold('and', target),
  JUMP_IF_TRUE_OR_POP: (m, _, { target }) => m.hold('or', target),
  JUMP_FORWARD: (m, _, { target }) => m.jump(target, m.following),
  FOR_ITER: (m, _, { target }) => m.pushText(m.loop(target)),
  RETURN_VALUE: (m) => returned(m, m.pop()),
  RETURN_CONST: (m, arg) => returned(m, m.constant(arg)),
  RAISE_VARARGS: (m, arg) => {
    const [error] = m.popMany(arg);
    m.leave(error && !error.silent ? `raise ${error.text}` : 'raise');
  },
};

const TABLES: Record<string, Handler> = { ...LOADS, ...STORES, ...shuffles, ...operations, ...builds, ...CALLS, ...flow };
for (const sign of ['**', '*', '/', '%', '+', '-', '//', '<<', '>>', '&', '^', '|', '@']) TABLES[sign] = (m) => binary(m, sign);

export const HANDLERS: Handlers = TABLES;

function bound(item: Item): string {
  return item.text === 'None' ? '' : item.text;
}

function rotate(m: Machine, count: number): void {
  const top = m.stack.pop();
  if (top) m.stack.splice(Math.max(0, m.stack.length - count + 1), 0, top);
}

/** A copy of a call is a name for its result, so that the call stands once; `and` and `or` begin with a copy too, from 3.12 on. */
function copy(m: Machine, place: number): void {
  const isTest = place === 1 && m.version >= 312 && (m.isNext('POP_JUMP_IF_FALSE') || m.isNext('POP_JUMP_IF_TRUE')) && m.isNext('POP_TOP', 2);
  if (isTest) return m.shortCircuit();
  const at = m.stack.length - place;
  const item = m.stack[at];
  if (!item) return m.push(UNKNOWN);
  if (item.fn) m.stack[at] = m.written(item);
  else if (!item.isConst && (item.text.length > 100 || item.text.includes('('))) m.stack[at] = item.silent ? item : m.out.named(item.text);
  m.push(m.stack[at] ?? UNKNOWN);
}

function unary(m: Machine, op: string): void {
  const item = m.pop();
  m.pushText(`(${op}${item.text})`, item.depth + 1);
}

/** A run of one operator stays flat, as its source was. */
function binary(m: Machine, op: string): void {
  const [left, right] = m.popPair();
  const run = `${op} `;
  const isRun = op === '+' && left.run === op;
  const text = isRun ? `${left.text.slice(0, -1)} ${run}${right.text})` : `(${left.text} ${run}${right.text})`;
  m.push({ ...m.out.bounded(text, isRun ? Math.max(left.depth, right.depth + 1) : deepest([left, right])), run: op });
}

function subscript(m: Machine): void {
  const [object, key] = m.popPair();
  m.pushText(`${operand(object)}[${key.bounds ?? key.text}]`, deepest([object, key]));
}

function slice2(m: Machine, spell: (items: Item[]) => string, count: number): void {
  const items = m.popMany(count);
  m.pushText(spell(items), deepest(items));
}

/** What is iterated over makes no statement when it is dropped. */
function quiet(m: Machine): void {
  const item = m.pop();
  m.push({ ...item, silent: true });
}

function yielded(m: Machine): void {
  if (m.isAwaiting) {
    m.isAwaiting = false;
    return;
  }
  const item = m.pop();
  if (!m.isGenerator) return m.pushText(`(yield ${item.text})`, item.depth + 1);
  m.out.line(`_made.append(${item.text})`);
  m.push(UNKNOWN);
}

/** A display with more elements; what is no display of that kind is taken into one. */
function extended(m: Machine, item: Item, kind: 'list' | 'set' | 'dict', elements: string, depth: number): void {
  const [open, close] = kind === 'list' ? ['[', ']'] : ['{', '}'];
  const held = item.display === kind ? item.text.slice(1, -1) : `${kind === 'dict' ? '**' : '*'}${item.text}`;
  displayed(m, kind, `${open}${held === '' || elements === '' ? held + elements : `${held}, ${elements}`}${close}`, depth);
}

/** Pushes a display that may still be extended. */
function displayed(m: Machine, display: 'list' | 'set' | 'dict', text: string, depth: number): void {
  const item = m.out.bounded(text, depth);
  m.push(item.text === text ? { ...item, display } : item);
}

function extend(m: Machine, star: '*' | '**'): void {
  const [display, more] = m.popPair();
  const element = star === '*' && more.elements && more.elements.length > 0 ? more.elements.join(', ') : `${star}${more.text}`;
  if (display.text === 'set()') return displayed(m, 'set', `{${element}}`, deepest([more]));
  extended(m, display, star === '**' ? 'dict' : display.display === 'set' ? 'set' : 'list', element, deepest([display, more]));
}

function unpacked(m: Machine, count: number, open: string, close: string, star: string): void {
  const items = m.popMany(count);
  if (items.length === 0) return m.pushText(star === '**' ? '{}' : '()');
  m.pushText(`${open}${items.map(({ text }) => star + text).join(', ')}${close}`, deepest(items));
}

/** The collection that a comprehension fills. */
function gathered(m: Machine, place: number): string {
  const text = m.stack.at(-place)?.text ?? '_unknown';
  return /^[^\W\d]\w*$/.test(text) ? text : '_unknown';
}

function gather(m: Machine, place: number, method: string): void {
  const { text } = m.pop();
  m.out.line(`${gathered(m, place)}.${method}(${text})`);
}

function formatted(m: Machine, hasFormat: boolean): void {
  const format = hasFormat ? m.pop() : undefined;
  const item = m.pop();
  m.pushText(format ? `format(${item.text}, ${format.text})` : `str(${item.text})`, deepest(format ? [item, format] : [item]));
}

function isNone(item: Item): Item {
  return { ...item, text: `(${item.text} is None)`, depth: item.depth + 1 };
}

function returned(m: Machine, value: Item): void {
  if (value.silent) return m.leave('return');
  m.leave(value.text === 'None' ? 'return' : `return ${value.text}`);
}
