/** Instructions that load, store, delete and import. Meanings: docs.python.org/3/library/dis.html of the version. */
import type { Handlers, Machine } from './pyc-machine.ts';
import { deepest, identifier, NULL, operand, UNKNOWN, type Item } from './pyc-stack.ts';

export const LOADS: Handlers = {
  LOAD_CONST: (m, arg) => m.push(m.constant(arg)),
  LOAD_SMALL_INT: (m, arg) => m.push({ text: String(arg), depth: 0 }),
  LOAD_NAME: (m, arg) => m.pushText(m.name(arg)),
  LOAD_GLOBAL: (m, arg) => loadGlobal(m, arg),
  LOAD_FAST: (m, arg) => m.pushText(m.local(arg)),
  LOAD_FAST_LOAD_FAST: (m, arg) => (m.pushText(m.local(arg >> 4)), m.pushText(m.local(arg & 15))),
  LOAD_DEREF: (m, arg) => m.pushText(m.cell(arg)),
  LOAD_FROM_DICT_NAME: (m, arg) => (m.pop(), m.pushText(m.name(arg))),
  LOAD_FROM_DICT_DEREF: (m, arg) => (m.pop(), m.pushText(m.cell(arg))),
  LOAD_SILENT: (m) => m.push(UNKNOWN),
  LOAD_BUILD_CLASS: (m) => m.push({ text: '__build_class__', depth: 0 }),
  LOAD_ATTR: (m, arg) => loadAttr(m, arg),
  LOAD_METHOD: (m, arg) => loadMethod(m, m.name(arg)),
  LOAD_SUPER_ATTR: (m, arg) => loadSuper(m, arg),
  LOAD_SPECIAL: (m, arg) => loadMethod(m, ['__enter__', '__exit__', '__aenter__', '__aexit__'][arg] ?? '_unknown'),
  PUSH_NULL: (m) => m.push(NULL),
  PUSH_EXC_INFO: (m) => m.push(UNKNOWN),
  IMPORT_NAME: (m, arg) => importName(m, arg),
  IMPORT_FROM: (m, arg) => importFrom(m, arg),
};

export const STORES: Handlers = {
  STORE_NAME: (m, arg) => store(m, m.name(arg)),
  STORE_FAST: (m, arg) => store(m, m.local(arg)),
  STORE_DEREF: (m, arg) => store(m, m.cell(arg)),
  STORE_FAST_LOAD_FAST: (m, arg) => (store(m, m.local(arg >> 4)), m.pushText(m.local(arg & 15))),
  STORE_FAST_STORE_FAST: (m, arg) => (store(m, m.local(arg >> 4)), store(m, m.local(arg & 15))),
  STORE_ATTR: (m, arg) => {
    const object = m.pop();
    store(m, `${operand(object)}.${m.name(arg)}`);
  },
  STORE_SUBSCR: (m) => {
    const [object, key] = m.popPair();
    store(m, `${operand(object)}[${key.bounds ?? key.text}]`);
  },
  STORE_SLICE: (m) => {
    const [object = UNKNOWN, from = UNKNOWN, until = UNKNOWN] = m.popMany(3);
    store(m, `${operand(object)}[${from.text}:${until.text}]`);
  },
  DELETE_NAME: (m, arg) => m.out.line(`del ${m.name(arg)}`),
  DELETE_FAST: (m, arg) => m.out.line(`del ${m.local(arg)}`),
  DELETE_DEREF: (m, arg) => m.out.line(`del ${m.cell(arg)}`),
  DELETE_ATTR: (m, arg) => m.out.line(`del ${operand(m.pop())}.${m.name(arg)}`),
  DELETE_SUBSCR: (m) => {
    const [object, key] = m.popPair();
    m.out.line(`del ${operand(object)}[${key.bounds ?? key.text}]`);
  },
  POP_TOP: (m) => dropped(m),
  POP_SILENT: (m) => void m.popRaw(),
  POP_EXCEPT: (m) => void m.popRaw(),
  IMPORT_STAR: (m) => importStar(m),
  UNPACK_SEQUENCE: (m, arg) => unpack(m, arg, 0, false),
  UNPACK_EX: (m, arg) => unpack(m, arg & 255, arg >> 8, true),
};

function loadGlobal(m: Machine, arg: number): void {
  if (m.version < 311) return m.pushText(m.name(arg));
  const name: Item = { text: m.name(arg >> 1), depth: 0 };
  if ((arg & 1) === 1 && m.version < 313) m.push(NULL);
  m.push(name);
  if ((arg & 1) === 1 && m.version >= 313) m.push(NULL);
}

function loadAttr(m: Machine, arg: number): void {
  if (m.version >= 312 && (arg & 1) === 1) return loadMethod(m, m.name(arg >> 1));
  const object = m.pop();
  m.pushText(`${operand(object)}.${m.name(m.version >= 312 ? arg >> 1 : arg)}`, object.depth);
}

/** A method is one piece here, with the NULL of a plain function beside it where calls expect two. */
function loadMethod(m: Machine, name: string): void {
  const object = m.pop();
  if (m.version >= 311 && m.version < 313) m.push(NULL);
  m.pushText(`${operand(object)}.${name}`, object.depth);
  if (m.version >= 313) m.push(NULL);
}

function loadSuper(m: Machine, arg: number): void {
  const [callee = UNKNOWN, cls = UNKNOWN, self = UNKNOWN] = m.popMany(3);
  const object = (arg & 2) === 2 ? `${callee.text}(${cls.text}, ${self.text})` : `${callee.text}()`;
  m.push({ text: object, depth: deepest([callee, cls, self]) });
  if ((arg & 1) === 1) return loadMethod(m, m.name(arg >> 2));
  const made = m.pop();
  m.pushText(`${made.text}.${m.name(arg >> 2)}`, made.depth);
}

function importName(m: Machine, arg: number): void {
  const [level, names] = m.popPair();
  const count = Number(level.text) > 0 && Number(level.text) < 50 ? Number(level.text) : 0;
  const module = dotted(m.code.names[arg] ?? '');
  m.push({ ...UNKNOWN, imported: { module: module === '' && count === 0 ? '_unknown' : module, level: count, isWhole: names.text === 'None' } });
}

function dotted(name: string): string {
  return name === '' ? '' : name.split('.').slice(0, 50).map(identifier).join('.');
}

function importFrom(m: Machine, arg: number): void {
  const imported = m.stack.at(-1)?.imported;
  if (!imported) return m.pushText(`${operand(m.stack.at(-1) ?? UNKNOWN)}.${m.name(arg)}`);
  m.push({ ...UNKNOWN, imported: { ...imported, name: m.name(arg) } });
}

export function importStar(m: Machine): void {
  const { imported } = m.popRaw();
  if (imported) m.out.line(`from ${'.'.repeat(imported.level)}${imported.module} import *`);
}

function store(m: Machine, target: string): void {
  const item = m.popRaw();
  const { imported, fn } = item;
  if (imported) {
    const name = /^[\p{L}\p{N}_]+$/u.test(target) ? target : m.out.fresh('import');
    m.out.line(importLine(imported, name));
    if (name !== target) m.out.line(`${target} = ${name}`);
    return;
  }
  const value = fn ? m.written(item) : item;
  if (value.text !== target && !(value.silent && target.startsWith('_unknown'))) m.out.line(`${target} = ${value.text}`);
}

function importLine({ module, level, name, isWhole }: NonNullable<Item['imported']>, target: string): string {
  if (name !== undefined && !isWhole) return `from ${'.'.repeat(level)}${module} import ${name}${name === target ? '' : ` as ${target}`}`;
  if (name === undefined && target === module.split('.')[0] && level === 0) return `import ${module}`;
  return level === 0 ? `import ${module} as ${target}` : `from ${'.'.repeat(level)} import ${module.replaceAll('.', '_') || '_unknown'} as ${target}`;
}

function dropped(m: Machine): void {
  const item = m.popRaw();
  if (item.imported?.isWhole === false && item.imported.name === undefined) return;
  const value = item.fn ? m.written(item) : item;
  if (!value.silent && !value.isConst && value.text.includes('(')) m.out.line(value.text);
}

function unpack(m: Machine, before: number, after: number, hasRest: boolean): void {
  const item = m.pop();
  const name = /^[\w.]+$/.test(item.text) ? item : m.out.named(item.text);
  const count = Math.min(before + after, 500);
  for (let index = Math.min(after, count); index > 0; index--) m.pushText(`${name.text}[-${index}]`, 1);
  if (hasRest) m.pushText(`${name.text}[${before}:]`, 1);
  for (let index = Math.min(before, count) - 1; index >= 0; index--) m.pushText(`${name.text}[${index}]`, 1);
}
