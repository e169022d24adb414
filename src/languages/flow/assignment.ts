/** Assignment to names, members, elements and patterns; classes, which assign their attributes. */
import { HOLE } from '../../model/source.ts';
import { binary } from './operators.ts';
import { elementOf } from './comprehension.ts';
import type { ClassNode, Expr, Pattern } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { Scope } from './scope.ts';
import { ClassVal, DictVal, FunctionVal, extendList, ListVal, ModuleVal, Unknown, mix, originsOf, partialText, rawOf, type Val } from './values.ts';

const MOST_ELEMENTS = 4_000_000;

/** `target = value`; a pattern takes the value apart. */
export function assignTo(ev: Evaluator, target: Pattern, value: Val, how?: 'var' | 'let' | 'const'): void {
  switch (target.kind) {
    case 'name': return assignName(ev, target.name, value, how);
    case 'member': return setMember(ev, ev.evaluate(target.object), target.property, value, target);
    case 'index': return setIndex(ev, ev.evaluate(target.object), ev.evaluate(target.index), value, target);
    case 'list': return assignList(ev, target.items, value, how);
    case 'dict': return assignDict(ev, target, value, how);
    case 'assign': return assignTo(ev, target.target, isMissing(value) ? ev.evaluate(target.value) : value, how);
    case 'unary': return assignTo(ev, target.operand, value, how);
    case 'slice': return setSlice(ev, target, value);
    default: ev.evaluate(target);
  }
}

function isMissing(value: Val): boolean {
  return value === undefined;
}

function assignName(ev: Evaluator, name: string, value: Val, how?: 'var' | 'let' | 'const'): void {
  const { frame } = ev;
  const scope = scopeFor(ev, name, how);
  if (frame.uncertain > 0) ev.noteChange(scope.variables, name);
  scope.variables.set(name, value);
}

function scopeFor(ev: Evaluator, name: string, how?: 'var' | 'let' | 'const'): Scope {
  const { scope } = ev.frame;
  if (how === 'let' || how === 'const') return scope;
  if (how === 'var') return scope.owner;
  if (ev.profile.assignsLocally) return scope.owner.redirected?.get(name) ?? scope.owner;
  return scope.find(name) ?? scope.module;
}

function setMember(ev: Evaluator, object: Val, property: string, value: Val, node: Expr): void {
  if (object instanceof DictVal) return setEntry(ev, object, property, value);
  if (object instanceof ClassVal) {
    object.attributes.set(property, value);
    return;
  }
  if (object instanceof ModuleVal) {
    object.scope.variables.set(property, value);
    return;
  }
  if (object instanceof FunctionVal) {
    object.properties ??= new DictVal();
    object.properties.isObject = true;
    object.properties.entries.set(property, value);
    return;
  }
  ev.profile.builtin({ name: 'setattr', args: [object, property, value], named: new Map(), receiver: object, node }, ev);
}

function setEntry(ev: Evaluator, object: DictVal, key: string, value: Val): void {
  if (ev.frame.uncertain > 0) ev.noteChange(object.entries, key);
  object.entries.set(key, value);
}

function setIndex(ev: Evaluator, object: Val, index: Val, value: Val, node: Expr): void {
  if (object instanceof ListVal) return setElement(object, rawOf(index), value);
  const key = partialText(index);
  if (object instanceof DictVal) {
    if (key === undefined) object.open = true;
    return setEntry(ev, object, key ?? HOLE, value);
  }
  if (key !== undefined) setMember(ev, object, key, value, node);
}

function setElement(list: ListVal, index: unknown, value: Val): void {
  const at = typeof index === 'string' && /^\d+$/.test(index) ? Number(index) : typeof index === 'bigint' ? Number(index) : index;
  if (typeof at !== 'number' || !Number.isInteger(at)) {
    list.open = true;
    list.items.push(value);
    return;
  }
  const position = at < 0 ? list.items.length + at : at;
  if (position < 0 || position > MOST_ELEMENTS) return;
  while (list.items.length < position) list.items.push(undefined);
  list.items[position] = value;
}

function setSlice(ev: Evaluator, target: Extract<Expr, { kind: 'slice' }>, value: Val): void {
  const object = ev.evaluate(target.object);
  if (!(object instanceof ListVal)) return;
  const elements = ev.elements(value);
  if (!elements || target.from || target.until || target.step) {
    object.open = true;
    object.origins = ev.originsFrom(object, value);
    return;
  }
  object.items = [...elements];
}

function assignList(ev: Evaluator, targets: readonly Pattern[], value: Val, how?: 'var' | 'let' | 'const'): void {
  const elements = ev.elements(value);
  const rest = targets.findIndex((target) => target.kind === 'unary');
  for (const [i, target] of targets.entries()) {
    if (target.kind === 'opaque') continue;
    if (!elements) assignTo(ev, target, target.kind === 'unary' ? new Unknown(originsOf(value)) : elementOf(value), how);
    else if (target.kind === 'unary') assignTo(ev, target.operand, new ListVal(elements.slice(i, elements.length - (targets.length - i - 1))), how);
    else assignTo(ev, target, elements[rest >= 0 && i > rest ? elements.length - (targets.length - i) : i], how);
  }
}

function assignDict(ev: Evaluator, target: Extract<Expr, { kind: 'dict' }>, value: Val, how?: 'var' | 'let' | 'const'): void {
  for (const entry of target.entries) {
    if (entry.key === undefined) {
      assignTo(ev, entry.value, value, how);
      continue;
    }
    const key = partialText(ev.evaluate(entry.key));
    assignTo(ev, entry.value, key === undefined ? new Unknown(originsOf(value)) : ev.member(value, key, target), how);
  }
}

/** Assignment as an expression; its value is what was assigned. */
export function evaluateAssign(ev: Evaluator, expr: Extract<Expr, { kind: 'assign' }>): Val {
  const value = expr.op === undefined ? ev.evaluate(expr.value) : combined(ev, expr.target, expr.op, expr.value);
  assignTo(ev, expr.target, value);
  return value;
}

/** The new value of an augmented assignment. Lists grow in place, so that aliases see it. */
export function combined(ev: Evaluator, target: Expr, op: string, operand: Expr): Val {
  const old = ev.evaluate(target);
  if (op === '&&' || op === '||' || op === '??') {
    const known = op === '??' ? (old === null || old === undefined ? false : old instanceof Unknown ? undefined : true) : ev.profile.truthy(old);
    const keeps = op === '&&' ? known === false : known === true;
    if (keeps) return old;
    const value = ev.evaluate(operand);
    return known === undefined ? mix(old, value) : value;
  }
  const value = ev.evaluate(operand);
  if (op === '+' && old instanceof ListVal && old.type === 'list' && ev.profile.language === 'python') {
    const elements = ev.elements(value);
    if (elements) extendList(old, elements);
    else {
      old.open = true;
      old.origins = ev.originsFrom(old, value);
    }
    return old;
  }
  return binary(ev, op, old, value);
}

/** `x++` and friends. */
export function evaluateUpdate(ev: Evaluator, expr: Extract<Expr, { kind: 'update' }>): Val {
  const old = ev.evaluate(expr.target);
  const raw = rawOf(old);
  const number = typeof raw === 'number' ? raw : typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : undefined;
  const value: Val = number === undefined ? new Unknown(originsOf(old)) : expr.op === '++' ? number + 1 : number - 1;
  assignTo(ev, expr.target, value);
  return expr.prefix ? value : (number ?? old);
}

/** Runs a class body; its names become attributes. Decorators are evaluated and called. */
export function makeClass(ev: Evaluator, node: ClassNode): Val {
  const bases = node.bases.map((base) => ev.evaluate(base));
  const keywords = node.keywords.map((keyword) => ({ name: keyword.name, value: ev.evaluate(keyword.value) }));
  const scope = new Scope('class', ev.profile.language === 'javascript' ? homeScope(ev, node, bases) : ev.frame.scope);
  const cls = new ClassVal(node, bases, scope.variables);
  if (scope.parent && scope.parent !== ev.frame.scope && node.name !== '') scope.parent.variables.set(node.name, cls);
  runClassBody(ev, node, scope);
  ev.noteClass(cls);
  callMakers(ev, cls, keywords.find(({ name }) => name === 'metaclass')?.value, node);
  for (const decorator of node.decorators) ev.callFunction(ev.evaluate(decorator), [cls], decorator);
  return cls;
}

/** What is run because a class is made: hooks of its bases, and of its metaclass, which a base may hand on. */
function callMakers(ev: Evaluator, cls: ClassVal, metaclass: Val, node: ClassNode): void {
  const { subclass, member, metaclass: methods = [] } = ev.profile.lifecycle;
  if (subclass === undefined) return;
  const at = { kind: 'opaque', at: node.at, to: node.to } as const;
  for (const base of cls.bases) {
    const hook = base instanceof ClassVal ? ev.member(base, subclass, at) : undefined;
    if (hook instanceof FunctionVal) ev.callFunction(hook, [cls], at);
  }
  for (const [name, value] of cls.attributes) {
    const hook = member === undefined || !(value instanceof DictVal) || value.cls === undefined ? undefined : ev.member(value, member, at);
    if (hook instanceof FunctionVal) ev.callFunction(hook, [cls, name], at);
  }
  if (metaclass instanceof FunctionVal) ev.callFunction(metaclass, [node.name, new Unknown([]), new Unknown([])], at);
  if (!(metaclass instanceof ClassVal)) return;
  for (const name of methods) {
    const method = ev.member(metaclass, name, at);
    if (method instanceof FunctionVal) ev.callFunction(method, [cls, node.name], at);
  }
}

/** JavaScript's methods see `super` and the class's own name. */
function homeScope(ev: Evaluator, node: ClassNode, bases: readonly Val[]): Scope {
  const scope = new Scope('block', ev.frame.scope);
  if (node.bases.length > 0) scope.variables.set('super', bases[0]);
  return scope;
}

function runClassBody(ev: Evaluator, node: ClassNode, scope: Scope): void {
  const { frame } = ev;
  const inner = { ...frame, fn: undefined, scope, name: node.name };
  ev.within(inner, () => ev.execute(node.body));
  for (const [name, value] of scope.variables) {
    if (value instanceof FunctionVal && value.owner === '') scope.variables.set(name, new FunctionVal(value.node, value.scope, undefined, node.name));
  }
}

