/** Functions as values, code made of text, promises and timers. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import type { Expr, FunctionNode, Stmt } from '../flow/nodes.ts';
import { Scope } from '../flow/scope.ts';
import { ClassVal, FunctionVal, ListVal, Ref, Unknown, mix, rawOf, type Val } from '../flow/values.ts';
import { textAt, type Builtin, type Builtins } from './builtin-call.ts';
import { NOTHING, display, sourceOf, toNumber } from './convert.ts';
import { refOf } from './globals.ts';
import { parseJavaScript } from './parse.ts';

/** A timer of this many milliseconds is a long sleep. */
const LONG_DELAY = 30_000;

/** By resolved name. `*.call` and its like are for every function, whatever its name. */
export const FUNCTION_BUILTINS: Builtins = new Map<string, Builtin>([
  ['*.call', (call, ev) => (isCallable(call.receiver) ? ev.callFunction(call.receiver, call.args.slice(1), call.node, call.args[0]) : undefined)],
  ['*.apply', apply],
  ['*.bind', bind],
  ['*.then', (call, ev) => settle(call, ev, call.args[0])],
  ['*.catch', (call, ev) => settleLate(call, ev)],
  ['*.finally', (call, ev) => settleLate(call, ev)],
  ['function.toString', (call, ev) => display(call.receiver, sourceOf(ev))],
  ['Reflect.apply', (call, ev) => ev.callFunction(call.args[0], ev.elements(call.args[2]) ?? [], call.node, call.args[1])],
  ['Reflect.construct', (call, ev) => ev.call(call.args[0], ev.elements(call.args[1]) ?? [], new Map(), undefined, { kind: 'call', callee: call.node, args: [], isNew: true, at: call.node.at, to: call.node.to })],
  ['Function', newFunction],
  ['eval', evaluateText],
  ['Promise', newPromise],
  ['Promise.resolve', (call) => call.args[0] ?? NOTHING],
  ['Promise.all', (call, ev) => listOf(ev.elements(call.args[0]))],
  ['Promise.allSettled', (call, ev) => listOf(ev.elements(call.args[0]))],
  ['Promise.race', (call, ev) => ev.elements(call.args[0])?.[0]],
  ['Promise.any', (call, ev) => ev.elements(call.args[0])?.[0]],
  ['util.promisify', (call) => call.args[0]],
  ['document.execCommand', clipboardCommand],
  ['setTimeout', timer],
  ['setInterval', timer],
  ['setImmediate', timer],
  ['queueMicrotask', timer],
  ['process.nextTick', timer],
]);

export function isCallable(value: Val): boolean {
  return value instanceof FunctionVal || value instanceof ClassVal || value instanceof Ref || (value instanceof Unknown && value.name !== undefined);
}

function listOf(items: readonly Val[] | undefined): Val {
  return items && new ListVal([...items]);
}

function apply(call: BuiltinCall, ev: Evaluator): Val {
  if (!isCallable(call.receiver)) return undefined;
  const [self, list] = call.args;
  // A copy: `a.push.apply(a, a)` would otherwise grow what it runs through.
  const args = list === undefined || list === null ? [] : [...(ev.elements(list) ?? [list])];
  return ev.callFunction(call.receiver, args, call.node, self);
}

/** `f.bind(self)` of a function of the text keeps its receiver; given arguments are kept by a function made around it. */
function bind(call: BuiltinCall, ev: Evaluator): Val {
  const { receiver } = call;
  if (!isCallable(receiver)) return undefined;
  const [self, ...given] = call.args;
  const bound = receiver instanceof FunctionVal && !receiver.node.isArrow ? new FunctionVal(receiver.node, receiver.scope, self ?? receiver.self, receiver.owner) : receiver;
  if (given.length === 0 && !(receiver instanceof Ref && self !== undefined && self !== null && receiver.name.startsWith('string.'))) return bound;
  const span = { at: call.node.at, to: call.node.to };
  const scope = new Scope('function', ev.frame.scope.module);
  scope.variables.set(' bound', bound);
  scope.variables.set(' self', self);
  const names = given.map((value, i) => {
    scope.variables.set(` given${i}`, value);
    return { kind: 'name', name: ` given${i}`, ...span } as const;
  });
  const rest: Expr = { kind: 'name', name: ' rest', ...span };
  const callee: Expr = { kind: 'member', object: { kind: 'name', name: ' bound', ...span }, property: 'call', ...span };
  const args = [{ value: { kind: 'name', name: ' self', ...span } as const }, ...names.map((value) => ({ value })), { value: rest, spread: '*' as const }];
  const body: Stmt[] = [{ kind: 'return', value: { kind: 'call', callee, args, ...span }, ...span }];
  const node: FunctionNode = { name: 'bound', params: [{ target: rest, rest: '*' }], body, isArrow: true, decorators: [], ...span };
  return new FunctionVal(node, scope);
}

/** `value.then(f)`: what a promise gives stands for the promise itself. */
function settle(call: BuiltinCall, ev: Evaluator, fn: Val): Val {
  const { receiver } = call;
  if (receiver === undefined || fn === undefined) return receiver;
  const given = receiver instanceof Ref && receiver.name.endsWith('.then') ? refOf(receiver.name.slice(0, -5)) : receiver;
  for (const other of call.args.slice(1)) if (other instanceof FunctionVal) ev.callFunction(other, [new Unknown()], call.node);
  return isCallable(fn) ? (ev.callFunction(fn, [given], call.node) ?? NOTHING) : given;
}

/** `catch` and `finally` pass on what they are called on; an error of a request carries its answer. */
function settleLate(call: BuiltinCall, ev: Evaluator): Val {
  for (const fn of call.args) if (fn instanceof FunctionVal) ev.callFunction(fn, [new Unknown(ev.originsFrom(call.receiver))], call.node);
  return call.receiver;
}

const TRIVIAL = /^\s*(?:return\s+)?(?:this|globalThis|window|self|global|[A-Za-z_$][\w$]*|["'][^"'\\]{0,60}["'])?\s*;?\s*$/;
const LONGEST_INLINE = 20_000;
/** Encoders put the whole payload, escaped, into the text that such a function returns. */
const RETURNS_TEXT = /^\s*return\s*["'`]/;
const LONGEST_RETURNED = 4_000_000;

/** `Function(…, body)`: the body is code; one that returns something is also a function whose result is followed. */
function newFunction(call: BuiltinCall, ev: Evaluator): Val {
  const body = call.args.at(-1);
  if (body instanceof FunctionVal) return body;
  const text = body === undefined ? '' : display(body);
  if (text === undefined || !TRIVIAL.test(text)) ev.external('new Function', call.args, call.named, call.receiver, call.node);
  if (text === undefined || text.length > (RETURNS_TEXT.test(text) ? LONGEST_RETURNED : LONGEST_INLINE) || !/\breturn\b/.test(text)) return undefined;
  const params = call.args.slice(0, -1).map((param) => display(param) ?? '');
  const { body: parsed, partial } = parseJavaScript(`(function anonymous(${params.join(',')}\n) {\n${text}\n})`);
  const [statement] = parsed;
  if (partial || statement?.kind !== 'expr' || statement.value.kind !== 'function') return undefined;
  respan(statement, call.node);
  return ev.newFunction(statement.value.fn, ev.frame.scope.module);
}

/** Gives every node of a tree that was parsed from another text the place of the call that made it. */
function respan(tree: object, place: { at: number; to: number }): void {
  const pending: object[] = [tree];
  for (let node = pending.pop(); node; node = pending.pop()) {
    // An array has a method of that name.
    if ('at' in node && !Array.isArray(node)) Object.assign(node, { at: place.at, to: place.to });
    for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) pending.push(child);
  }
}

/** `eval` of a name alone is a way of writing the name; of anything else it runs code. */
function evaluateText(call: BuiltinCall, ev: Evaluator): Val {
  const [code] = call.args;
  const text = code === undefined ? undefined : textAt(call, 0);
  if (text !== undefined && TRIVIAL.test(text)) {
    const name = text.replace(/[;\s]/g, '');
    return /^[A-Za-z_$]/.test(name) ? ev.lookup(name) : name.slice(1, -1);
  }
  const raw = rawOf(code);
  if (typeof raw !== 'string' && typeof raw !== 'symbol') return code;
  ev.external('eval (code)', call.args, call.named, call.receiver, call.node);
  return undefined;
}

const resolved = new WeakMap<Evaluator, Map<string, Val>>();

/** `new Promise((resolve) => …)` stands for what it resolves with. */
function newPromise(call: BuiltinCall, ev: Evaluator): Val {
  const [executor] = call.args;
  if (!(executor instanceof FunctionVal)) return undefined;
  let values = resolved.get(ev);
  if (!values) resolved.set(ev, (values = new Map()));
  const name = `promise.resolve#${values.size}`;
  values.set(name, undefined);
  ev.callFunction(executor, [new Ref(name), new Ref('promise.reject')], call.node);
  return values.get(name) ?? new Unknown([], 'Promise()');
}

/** What a promise's `resolve` was called with. */
export function resolvePromise(call: BuiltinCall, ev: Evaluator): Val {
  const values = resolved.get(ev);
  const [value] = call.args;
  const old = values?.get(call.name);
  if (value !== undefined) values?.set(call.name, old === undefined ? value : mix(old, value));
  return NOTHING;
}

/** `document.execCommand('paste')` reads the clipboard and `'copy'` writes it (the editing APIs of old browsers, which extensions keep). */
function clipboardCommand(call: BuiltinCall, ev: Evaluator): Val {
  const command = textAt(call, 0)?.toLowerCase();
  if (command === 'paste') return ev.external('document.execCommand (paste)', [], call.named, undefined, call.node);
  if (command === 'copy' || command === 'cut') ev.external('document.execCommand (copy)', [], call.named, undefined, call.node);
  return new Unknown();
}

function timer(call: BuiltinCall, ev: Evaluator): Val {
  const [fn, delay, ...args] = call.args;
  if (typeof rawOf(fn) === 'string') ev.external('eval (code)', [fn], call.named, undefined, call.node);
  const milliseconds = delay === undefined ? 0 : toNumber(delay);
  if (milliseconds !== undefined && milliseconds >= LONG_DELAY) ev.external('timers.delay', call.args, call.named, undefined, call.node);
  if (isCallable(fn)) ev.callFunction(fn, args, call.node);
  return new Unknown();
}
