/** Instructions that call, and that make functions and classes. Meanings: docs.python.org/3/library/dis.html of the version. */
import { importStar } from './pyc-names.ts';
import type { Handlers, Machine } from './pyc-machine.ts';
import { deepest, identifier, join, NULL, operand, UNKNOWN, type Item } from './pyc-stack.ts';

export const CALLS: Handlers = {
  CALL_FUNCTION: (m, arg) => called(m, m.popArguments(arg), [], 1),
  CALL_METHOD: (m, arg) => called(m, m.popArguments(arg), [], 1),
  CALL_FUNCTION_KW: (m, arg) => calledWithNames(m, arg, 1),
  CALL: (m, arg) => {
    const names = m.keywords;
    m.keywords = [];
    called(m, m.popArguments(arg), names, 2);
  },
  CALL_KW: (m, arg) => calledWithNames(m, arg, 2),
  KW_NAMES: (m, arg) => (m.keywords = m.constant(arg).elements ?? []),
  CALL_FUNCTION_EX: (m, arg) => calledWithStars(m, m.version >= 314 || (arg & 1) === 1, m.version >= 311 ? 2 : 1),
  CALL_OLD: (m, arg) => calledOld(m, arg, false, false),
  CALL_OLD_VAR: (m, arg) => calledOld(m, arg, true, false),
  CALL_OLD_KW: (m, arg) => calledOld(m, arg, false, true),
  CALL_OLD_BOTH: (m, arg) => calledOld(m, arg, true, true),
  CALL_INTRINSIC_1: (m, arg) => {
    if (arg === 2) importStar(m);
    m.push(arg === 2 ? UNKNOWN : m.popRaw());
  },
  PRINT_ITEM: (m) => m.out.line(`print(${m.pop().text})`),
  PRINT_ITEM_TO: (m) => {
    const [value, file] = m.popPair();
    m.out.line(`print(${value.text}, file=${file.text})`);
  },
  EXEC_STMT: (m) => {
    const [code = UNKNOWN, globals = UNKNOWN, locals = UNKNOWN] = m.popMany(3);
    m.out.line(`exec(${join([code, globals, locals])})`);
  },
  MAKE_FUNCTION: (m, arg) => makeFunction(m, arg),
  SET_FUNCTION_ATTRIBUTE: (m, arg) => {
    const made = m.popRaw();
    const value = m.pop();
    m.push(arg === 1 ? withDefaults(made, value) : made);
  },
  MAKE_OLD: (m, arg) => makeOld(m, arg, false),
  MAKE_CLOSURE_OLD: (m, arg) => makeOld(m, arg, true),
  BUILD_CLASS: (m) => {
    const body = m.pop();
    const [name, bases] = m.popPair();
    m.out.line(`${identifier(name.text.replace(/"/g, ''))} = (${body.text}, ${bases.text})`);
    m.push({ text: identifier(name.text.replace(/"/g, '')), depth: 0 });
  },
  SETUP_WITH: (m) => {
    const item = m.pop();
    const name = m.out.fresh('entered');
    m.out.line(`with ${item.text} as ${name}: pass`);
    m.push(UNKNOWN);
    m.pushText(name);
  },
};

/** Takes the callable, which is two places from 3.11 on: with NULL, or a method and its object. */
function callee(m: Machine, places: number): { callable: Item; self?: Item } {
  const first = m.popRaw();
  if (places === 1) return { callable: first };
  const second = m.popRaw();
  if (first.isNull) return { callable: second };
  return second.isNull ? { callable: first } : { callable: second, self: first };
}

function called(m: Machine, positional: readonly Item[], names: readonly string[], places: number): void {
  const unnamed = positional.length - names.length;
  const args = positional.map((item, index) => (index < unnamed ? item : named(m, item, names[index - unnamed])));
  finishCall(m, callee(m, places), args);
}

function named(m: Machine, item: Item, name: string | undefined): Item {
  const value = item.fn ? m.written(item) : item;
  return { ...value, text: `${identifier(unquoted(name))}=${value.text}` };
}

function finishCall(m: Machine, { callable, self }: { callable: Item; self?: Item }, args: readonly Item[]): void {
  const given = self ? [self, ...args] : args;
  if (callable.text === '__build_class__') return classCall(m, given);
  const all = given.map((item) => (item.fn ? m.written(item) : item));
  const target = callable.fn ? m.written(callable) : callable;
  if (target.silent) return m.push(all.some(({ text }) => text.includes('(')) ? m.out.bounded(`_unknown(${join(all)})`, deepest(all)) : UNKNOWN);
  m.pushText(`${operand(target)}(${join(all)})`, deepest([target, ...all]));
}

/** `__build_class__(body, name, *bases)`. */
function classCall(m: Machine, args: readonly Item[]): void {
  const [body = UNKNOWN, name = UNKNOWN, ...bases] = args;
  const title = identifier(unquoted(name.text));
  m.out.line(`class ${title}(${join(bases)}):`);
  if (body.fn) m.inside(body.fn.code);
  else m.out.line(' pass');
  m.push({ text: title, depth: 0 });
}

function unquoted(text: string | undefined): string {
  return (text ?? '_unknown').replace(/^"|"$/g, '');
}

function calledWithNames(m: Machine, count: number, places: number): void {
  const names = m.pop().elements ?? [];
  called(m, m.popArguments(count), names, places);
}

function calledWithStars(m: Machine, hasNamed: boolean, places: number): void {
  const named = hasNamed ? m.pop() : NULL;
  const list = m.pop();
  const args: Item[] = [{ ...list, text: `*${list.text}` }];
  if (!named.isNull) args.push({ ...named, text: `**${named.text}` });
  finishCall(m, callee(m, places), args);
}

function calledOld(m: Machine, arg: number, hasList: boolean, hasMap: boolean): void {
  const map = hasMap ? m.pop() : undefined;
  const list = hasList ? m.pop() : undefined;
  const pairs = m.popMany(((arg >> 8) & 255) * 2);
  const args = m.popMany(arg & 255);
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const [name, value] = [pairs[index], pairs[index + 1]];
    if (name && value) args.push({ ...value, text: `${identifier(unquoted(name.text))}=${value.text}` });
  }
  if (list) args.push({ ...list, text: `*${list.text}` });
  if (map) args.push({ ...map, text: `**${map.text}` });
  finishCall(m, callee(m, 1), args);
}

function makeFunction(m: Machine, arg: number): void {
  if (m.version < 311) m.pop();
  let made = m.popRaw();
  if (m.version >= 313) return m.push(made);
  if ((arg & 8) === 8) m.pop();
  if ((arg & 4) === 4) m.pop();
  if ((arg & 2) === 2) m.pop();
  if ((arg & 1) === 1) made = withDefaults(made, m.pop());
  m.push(made);
}

function withDefaults(made: Item, value: Item): Item {
  return made.fn ? { ...made, fn: { ...made.fn, defaults: value.elements ?? [] } } : made;
}

function makeOld(m: Machine, arg: number, isClosure: boolean): void {
  if (m.version >= 303) m.pop();
  const made = m.popRaw();
  if (isClosure) m.pop();
  m.popMany(((arg >> 8) & 255) * 2);
  const defaults = m.popMany(arg & 255).map(({ text }) => text);
  m.push(made.fn ? { ...made, fn: { ...made.fn, defaults } } : made);
}
