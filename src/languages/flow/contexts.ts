/** `with`: a class of the text that is entered and left runs its methods for it. */
import type { Expr, Stmt } from './nodes.ts';
import type { Completion, Evaluator } from './profile.ts';
import { DictVal, FunctionVal, type Val } from './values.ts';

type Of<Kind extends Stmt['kind']> = Extract<Stmt, { kind: Kind }>;

export function executeWith(ev: Evaluator, stmt: Of<'with'>): Completion {
  const managers: Val[] = [];
  for (const item of stmt.items) {
    const value = ev.evaluate(item.value);
    const entered = enterContext(ev, value, '__enter__', item.value) ?? enterContext(ev, value, '__aenter__', item.value);
    managers.push(value);
    if (item.target) ev.assign(item.target, entered ?? value);
  }
  const completion = ev.execute(stmt.body);
  for (const manager of managers.reverse()) for (const leave of ['__exit__', '__aexit__'] as const) enterContext(ev, manager, leave, stmt.items[0]?.value);
  return completion;
}

function enterContext(ev: Evaluator, manager: Val, method: '__enter__' | '__exit__' | '__aenter__' | '__aexit__', node: Expr | undefined): Val {
  if (!(manager instanceof DictVal) || manager.cls === undefined || node === undefined) return undefined;
  const fn = ev.member(manager, method, node);
  return fn instanceof FunctionVal ? ev.callFunction(fn, method.endsWith('exit__') ? [null, null, null] : [], node, manager) : undefined;
}
