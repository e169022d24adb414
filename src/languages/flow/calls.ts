/** Calls: functions of the text are run, everything else is a call to the outside and recorded where its effects are known. */
import { HOLE } from '../../model/source.ts';
import { unpackingFuel } from './allowance.ts';
import { bindParameters } from './parameters.ts';
import type { Expr, FunctionNode } from './nodes.ts';
import type { Evaluator, Frame, Walks } from './profile.ts';
import { Scope } from './scope.ts';
import { Bound, ClassVal, DictVal, FunctionVal, Known, ListVal, Mix, NOT_EXACT, Partial, Ref, RegexVal, UNKNOWN, Unknown, instanceOf, mix, originsOf, partialText, rawOf, type Val } from './values.ts';

type Call = Extract<Expr, { kind: 'call' }>;
type Named = ReadonlyMap<string, Val>;
const NO_NAMES: Named = new Map();
const DEEPEST = 48;
/** A function is walked with unknown arguments at most this often for one stage. */
const MOST_WALKS = 3;
/** One that touches the world is run at most this often, whatever its arguments. */
const MOST_TOUCHING_WALKS = 8;
/** The same where it certainly runs. */
const MOST_CERTAIN_WALKS = 64;

/** Evaluates callee, arguments and the call. */
export function evaluateCall(ev: Evaluator, expr: Call): Val {
  const { callee } = expr;
  let receiver: Val = undefined;
  let target: Val;
  if (callee.kind === 'name' && callee.name === 'super') return callSuper(ev, expr);
  if (callee.kind === 'member') {
    receiver = ev.evaluate(callee.object);
    target = calleeOf(ev, () => ev.member(receiver, callee.property, callee));
  } else if (callee.kind === 'index') {
    receiver = ev.evaluate(callee.object);
    const index = ev.evaluate(callee.index);
    target = calleeOf(ev, () => ev.index(receiver, index, callee));
  } else target = ev.evaluate(callee);
  if (receiver instanceof ClassVal && callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'super') receiver = ev.lookup('this');
  const { args, named } = argumentsOf(ev, expr);
  if (target === undefined && receiver !== undefined) return callMethod(ev, expr, receiver, args, named ?? NO_NAMES);
  if (expr.isNew) return construct(ev, target, args, named ?? NO_NAMES, expr);
  return callValue(ev, target, args, named ?? NO_NAMES, receiver, expr);
}

/** `super(…)`: the base's constructor runs for the object that is being made. */
function callSuper(ev: Evaluator, expr: Call): Val {
  const base = ev.lookup('super');
  const self = ev.lookup('this');
  const { args, named } = argumentsOf(ev, expr);
  if (!(base instanceof ClassVal)) return callValue(ev, base, args, named ?? NO_NAMES, undefined, expr);
  const init = self instanceof DictVal ? superConstructor(base) : undefined;
  return init ? invoke(ev, init, args, named ?? NO_NAMES, self) : undefined;
}

function superConstructor(cls: ClassVal, hops = 0): FunctionVal | undefined {
  const own = cls.attributes.get('constructor');
  if (own instanceof FunctionVal) return own;
  const [base] = cls.bases;
  return base instanceof ClassVal && hops < 16 ? superConstructor(base, hops + 1) : undefined;
}

function argumentsOf(ev: Evaluator, expr: Call): { args: Val[]; named: Map<string, Val> | undefined } {
  const args: Val[] = [];
  let named: Map<string, Val> | undefined;
  for (const arg of expr.args) {
    const value = ev.evaluate(arg.value);
    if (arg.name !== undefined) (named ??= new Map()).set(arg.name, value);
    else if (arg.spread === '*') spreadArguments(ev, value, args);
    else if (arg.spread === '**') named = spreadKeywords(value, named);
    else args.push(value);
  }
  return { args, named };
}

function calleeOf(ev: Evaluator, look: () => Val): Val {
  ev.isCallee = true;
  try {
    return look();
  } finally {
    ev.isCallee = false;
  }
}

function spreadArguments(ev: Evaluator, value: Val, args: Val[]): void {
  const elements = ev.elements(value);
  if (elements) for (const element of elements.slice(0, 65_536)) args.push(element);
  else args.push(new Unknown(originsOf(value)));
}

function spreadKeywords(value: Val, named: Map<string, Val> | undefined): Map<string, Val> | undefined {
  if (!(value instanceof DictVal)) return named;
  const all = named ?? new Map<string, Val>();
  for (const [key, item] of value.entries) all.set(key, item);
  return all;
}

/** A method that the receiver doesn't hold itself: one of a built-in type, or of an unknown object. */
function callMethod(ev: Evaluator, expr: Call, receiver: Val, args: readonly Val[], named: Named): Val {
  const { callee } = expr;
  const property = callee.kind === 'member' ? callee.property : callee.kind === 'index' ? partialText(ev.evaluate(callee.index)) : undefined;
  if (property === undefined) return ev.external('*', args, named, receiver, expr);
  return methodOf(ev, receiver, property, args, named, expr);
}

/** Calls a method by name on any receiver. */
export function methodOf(ev: Evaluator, receiver: Val, property: string, args: readonly Val[], named: Named, node: Expr): Val {
  if (receiver instanceof Mix) {
    let all: Val = undefined;
    for (const [i, option] of receiver.options.slice(0, 4).entries()) {
      const found = ev.member(option, property, node);
      const value = found === undefined ? methodOf(ev, option, property, args, named, node) : callValue(ev, found, args, named, option, node);
      all = i === 0 ? value : mix(all, value);
    }
    return all;
  }
  const type = ev.profile.typeName(receiver);
  if (type === undefined) return ev.external(`*.${property}`, args, named, receiver, node);
  const value = ev.profile.builtin({ name: `${type}.${property}`, args, named, receiver, node }, ev);
  if (value !== undefined) return value;
  return ev.external(`${type}.${property}`, args, named, receiver, node);
}

/** Calls any value. */
export function callValue(ev: Evaluator, callee: Val, args: readonly Val[], named: Named, receiver: Val, node: Expr): Val {
  if (callee instanceof FunctionVal) return invoke(ev, callee, args, named, receiver);
  if (callee instanceof Ref) return ev.external(callee.name, args, named, receiver, node);
  if (callee instanceof ClassVal) return construct(ev, callee, args, named, node);
  if (callee instanceof Bound) return callValue(ev, callee.callee, [...callee.args, ...args], callee.named.size === 0 ? named : new Map([...callee.named, ...named]), receiver, node);
  if (callee instanceof Mix) {
    let all: Val = undefined;
    for (const [i, option] of callee.options.slice(0, 4).entries()) {
      const value = callValue(ev, option, args, named, receiver, node);
      all = i === 0 ? value : mix(all, value);
    }
    return all;
  }
  if (callee instanceof Unknown && callee.name !== undefined) return ev.external(callee.name, args, named, receiver, node);
  if (callee instanceof DictVal && callee.cls) {
    const method = ev.member(callee, '__call__', node);
    if (method instanceof FunctionVal) return invoke(ev, method, args, named, callee);
  }
  return ev.external('*', args, named, receiver ?? callee, node);
}

function construct(ev: Evaluator, callee: Val, args: readonly Val[], named: Named, node: Expr): Val {
  if (callee instanceof ClassVal) {
    const instance = instanceOf(callee, callee.bases.some((base) => !(base instanceof ClassVal)));
    const { before, init: initName, further, after } = ev.profile.lifecycle;
    const maker = before === undefined ? undefined : ev.member(callee, before, node);
    if (maker instanceof FunctionVal) invoke(ev, maker, [callee, ...args], named, undefined);
    const init = ev.member(instance, initName, node);
    if (init instanceof FunctionVal) invoke(ev, init, args, named, instance);
    else ev.external('*', args, named, undefined, node);
    const rest = further === undefined || init instanceof FunctionVal ? undefined : ev.member(instance, further, node);
    if (rest instanceof FunctionVal) invoke(ev, rest, [], NO_NAMES, instance);
    const end = after === undefined ? undefined : ev.member(instance, after, node);
    if (end instanceof FunctionVal) invoke(ev, end, [], NO_NAMES, instance);
    if (!ev.isHot) lendAttributes(ev.instance(callee), instance);
    return instance;
  }
  if (callee instanceof FunctionVal) {
    const instance = new DictVal();
    instance.isObject = true;
    const proto = callee.properties?.entries.get('prototype');
    if (proto instanceof DictVal) instance.proto = proto;
    const result = invoke(ev, callee, args, named, instance);
    return result instanceof DictVal || result instanceof ListVal || result instanceof FunctionVal ? result : instance;
  }
  return callValue(ev, callee, args, named, undefined, node);
}

/** Methods that nothing calls are walked on an instance that stands for all: it has what the constructor gave this one. */
function lendAttributes(common: Val, instance: DictVal): void {
  if (!(common instanceof DictVal)) return;
  for (const [key, value] of instance.entries) if (!common.entries.has(key)) common.entries.set(key, value);
}

/** Runs a function of the text. */
export function invoke(ev: Evaluator, fn: FunctionVal, args: readonly Val[], named: Named, receiver: Val): Val {
  const self = fn.self ?? receiver;
  const all = ev.profile.selfIsArgument && fn.self !== undefined ? [fn.self, ...args] : args;
  const walks = ev.walksOf(fn.node);
  if (fn.node.isUnread === true) return known(ev, walks, all);
  const isKnown = ev.isFinishing && walks.count > 0 && walks.touches && (walks.count >= MOST_WALKS || !all.every((arg) => isConcrete(arg) || (arg instanceof DictVal && arg.cls !== undefined)));
  const isNews = isKnown && ev.fuel > 0 && bringsNews(walks, all, named);
  if ((isKnown && !isNews) || (ev.isFinishing && walks.count > 0 && ev.fuel <= 0)) return known(ev, walks, all);
  const exact = walks.count === 0 || ((!walks.touches || walks.count < (ev.isFinishing || ev.isDoubtful ? MOST_TOUCHING_WALKS : MOST_CERTAIN_WALKS)) && all.every((arg, i) => isConcrete(arg) || (i === 0 && isOwnSelf(ev, fn, arg))));
  if (ev.depth >= DEEPEST || walks.active > (exact ? DEEPEST : 0) || (walks.count > 0 && !isWorthwhile(ev, fn, walks, all.length, exact))) {
    return known(ev, walks, all);
  }
  const isFirst = walks.count === 0;
  walks.count++;
  ev.fuel -= costOf(fn.node, walks.active > 0);
  walks.active++;
  const before = ev.touches;
  const frame: Frame = {
    scope: new Scope('function', fn.scope), fn: fn.node, name: fn.owner === '' ? fn.node.name : `${fn.owner}.${fn.node.name}`,
    self: fn.node.isArrow ? ev.frame.self : self, returns: [], result: undefined, yields: undefined, uncertain: 0, label: undefined, exits: 0,
    isDoubtful: ev.frame.isDoubtful || ev.frame.uncertain > 0,
  };
  try {
    ev.within(frame, () => {
      if (isFirst && ev.isFinishing && ev.profile.fuel === undefined) ev.fuel += unpackingFuel(ev.unit.text, fn.node.at, fn.node.to);
      bindParameters(ev, fn.node, all, named);
      ev.execute(fn.node.body);
    });
  } finally {
    walks.active--;
    walks.touches = ev.touches > before;
  }
  const result = resultOf(frame);
  // What it gave for a secret is not what it gives to everybody.
  if (!exact && !isNews) walks.last = result;
  walks.givesExact = exact && rawOf(result) !== NOT_EXACT && rawOf(result) !== undefined;
  return result;
}

/** What a function that calls itself costs more: one over a tree whose conditions aren't known takes every branch at every level. */
const COST_OF_RECURSION = 8;

/** What a run costs beside its loops. A bundle's frame is long, but runs once. */
function costOf(fn: FunctionNode, isRecursive: boolean): number {
  return (8 + Math.min((fn.to - fn.at) >> 5, 64)) * (isRecursive ? COST_OF_RECURSION : 1);
}

/** The object whose method it is, in code that certainly runs, is the one that was made. */
function isOwnSelf(ev: Evaluator, fn: FunctionVal, arg: Val): boolean {
  return arg === fn.self && arg instanceof DictVal && !ev.isFinishing && !ev.isDoubtful;
}

/** Whether an argument comes from somewhere that nothing this function was given came from: a sender walked with nothing at all is then handed a secret. */
function bringsNews(walks: Walks, args: readonly Val[], named: Named): boolean {
  let isNew = false;
  for (const arg of [...args, ...named.values()]) {
    for (const { source } of originsOf(arg)) {
      if (walks.sources.has(source)) continue;
      walks.sources.add(source);
      isNew = true;
    }
  }
  return isNew;
}

/** Runs what the environment calls by itself: a function, or every method of a class and its bases. */
export function runWhole(ev: Evaluator, value: Val): void {
  if (value instanceof ClassVal) runMethods(ev, value);
  else if (value instanceof FunctionVal) invoke(ev, value, value.node.params.map(() => UNKNOWN), NO_NAMES, undefined);
  else if (value instanceof Mix) for (const option of value.options) runWhole(ev, option);
}

function runMethods(ev: Evaluator, cls: ClassVal): void {
  for (const method of cls.attributes.values()) {
    if (method instanceof FunctionVal) invoke(ev, new FunctionVal(method.node, method.scope, ev.instance(cls), method.owner), [], NO_NAMES, undefined);
  }
  for (const base of cls.bases) if (base instanceof ClassVal) runMethods(ev, base);
}

/** What a function that isn't run again is taken to give: what it gave last, and what went in. */
function known(ev: Evaluator, walks: Walks, args: readonly Val[]): Val {
  if (walks.last !== undefined && !(walks.last instanceof Unknown)) {
    // A guess, like a branch: the loop around it does not run exactly any more.
    ev.forks++;
    return walks.last;
  }
  const origins = ev.originsFrom(...args, walks.last);
  return origins.length === 0 ? UNKNOWN : new Unknown(origins);
}

/**
 * Whether to run a function again. Code that certainly runs is run as it would; elsewhere only what decodes (exact results of exact arguments)
 * is free, and everything else is paid from a pool in proportion to the text, so that functions calling functions don't multiply.
 */
function isWorthwhile(ev: Evaluator, fn: FunctionVal, walks: Walks, argumentCount: number, exact: boolean): boolean {
  const size = fn.node.to - fn.node.at;
  if (exact && ev.fuel > 0 && (!ev.isDoubtful || (walks.givesExact && argumentCount > 0))) {
    if (ev.isDoubtful) ev.fuel -= size >> 5;
    return true;
  }
  if (!exact && walks.count >= MOST_WALKS) return false;
  if (ev.rewalks < size) return false;
  ev.rewalks -= size;
  return true;
}

function resultOf(frame: Frame): Val {
  if (frame.yields) return frame.yields;
  let result = frame.result;
  for (const value of frame.returns) result = result === undefined ? value : mix(result, value);
  return result;
}

/** Whether running a function on this can give something new: it is a value, not a mere unknown. */
function isConcrete(value: Val, depth = 0): boolean {
  if (value instanceof Known) return true;
  // A place under a folder whose name is a variable's is known as well as can be.
  if (value instanceof Partial) return !value.text.includes(HOLE);
  if (value instanceof ListVal) return !value.open && depth < 3 && (value.items.length > 64 || value.items.every((item) => isConcrete(item, depth + 1)));
  if (value instanceof DictVal) return !value.open && value.cls === undefined;
  return rawOf(value) !== NOT_EXACT || value instanceof FunctionVal || value instanceof Ref || value instanceof RegexVal;
}

