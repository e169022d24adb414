/** Binds arguments to a function's parameters. */
import type { FunctionNode } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { DictVal, ListVal, UNKNOWN, mix, type Val } from './values.ts';

/** Binds positional and keyword arguments, defaults and rests in the current (new) frame. A missing one is its default, or `undefined`/unknown. */
export function bindParameters(ev: Evaluator, fn: FunctionNode, args: readonly Val[], named: ReadonlyMap<string, Val>): void {
  let next = 0;
  for (const param of fn.params) {
    if (param.rest === '*') {
      ev.assign(param.target, new ListVal(args.slice(next), ev.profile.selfIsArgument ? 'tuple' : 'list'), 'var');
      next = args.length;
      continue;
    }
    if (param.rest === '**') {
      const rest = new DictVal();
      for (const [key, value] of named) rest.entries.set(key, value);
      rest.open = true;
      ev.assign(param.target, rest, 'var');
      continue;
    }
    const name = param.target.kind === 'name' ? param.target.name : undefined;
    let value: Val;
    if (next < args.length) value = args[next++];
    else if (name !== undefined && named.has(name)) value = named.get(name);
    else value = param.default ? undefined : ev.profile.selfIsArgument ? UNKNOWN : undefined;
    if (param.default && value === undefined) value = ev.evaluate(param.default);
    // A function that nobody called may be given something else than its default.
    else if (param.default && value === UNKNOWN) value = mix(ev.evaluate(param.default), UNKNOWN);
    ev.assign(param.target, value, 'var');
  }
  if (!ev.profile.selfIsArgument && fn.isArrow !== true) bindSelf(ev, fn, args);
}

/** JavaScript's `this` and `arguments` are variables of the function, which its arrow functions see. */
function bindSelf(ev: Evaluator, fn: FunctionNode, args: readonly Val[]): void {
  const { scope, self } = ev.frame;
  if (fn.usesArguments === true) scope.variables.set('arguments', new ListVal([...args]));
  scope.variables.set('this', self === undefined || self === null ? ev.profile.global('this') : self);
}
