/** Function statements, exports, and Python's `global` and `nonlocal`. */
import type { Stmt } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { ModuleVal, NOT_EXACT, Unknown, mix, rawOf, type Val } from './values.ts';

type Of<Kind extends Stmt['kind']> = Extract<Stmt, { kind: Kind }>;

/** Binds a function statement; decorators are called on it. */
export function declareFunction(ev: Evaluator, stmt: Of<'function'>): void {
  let value: Val = ev.newFunction(stmt.fn, ev.frame.scope);
  if (ev.profile.language === 'javascript') return declareJavaScript(ev, stmt, value);
  // What stands for a missing argument is computed once, when the function is made.
  for (const { default: fallback } of stmt.fn.params) if (fallback?.kind === 'call') ev.evaluate(fallback);
  const name = { kind: 'name', name: stmt.fn.name, at: stmt.at, to: stmt.to } as const;
  for (const decorator of [...stmt.fn.decorators].reverse()) {
    const applied = ev.callFunction(ev.evaluate(decorator), [value], decorator);
    if (isPlain(applied)) value = applied;
    else if (!(applied instanceof Unknown)) value = mix(applied, value);
  }
  ev.assign(name, value, ev.profile.assignsLocally ? undefined : 'let');
}

/** `get`, `set` and `static` only mark a function of a class body; a setter does not take its getter's place. */
function declareJavaScript(ev: Evaluator, stmt: Of<'function'>, value: Val): void {
  const isSetter = stmt.fn.decorators.some((decorator) => decorator.kind === 'name' && decorator.name === 'set');
  const name = isSetter ? `set ${stmt.fn.name}` : stmt.fn.name;
  ev.assign({ kind: 'name', name, at: stmt.at, to: stmt.to }, value, 'let');
}

/** Remembers what a module exports, under a name no source can have. */
export function exportFrom(ev: Evaluator, stmt: Of<'export'>): void {
  const value = ev.evaluate(stmt.value);
  const { variables } = ev.frame.scope.module;
  variables.set(`export ${stmt.name}`, value);
  if (stmt.name !== '*' || !(value instanceof ModuleVal)) return;
  for (const [name, exported] of value.scope.variables) if (name.startsWith('export ') && !variables.has(name)) variables.set(name, exported);
}

/** `global` and `nonlocal`: names that live in an outer scope. */
export function redirect(ev: Evaluator, stmt: Of<'scope'>): void {
  const owner = ev.frame.scope.owner;
  owner.redirected ??= new Map();
  for (const name of stmt.names) {
    const scope = stmt.how === 'global' ? owner.module : owner.parent?.find(name)?.owner;
    if (scope && scope !== owner) owner.redirected.set(name, scope);
  }
}

/** A decorator that gives a text or number leaves nothing of the function. */
function isPlain(value: Val): boolean {
  const raw = rawOf(value);
  return raw !== NOT_EXACT && raw !== undefined && raw !== null;
}
