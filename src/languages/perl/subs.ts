/** Calls of a text's own subs: arguments flow in, what is returned flows out. */
import { joinOrigins, list, type Tracked } from '../command/values.ts';
import type { State, Sub } from './state.ts';

const DEEPEST_CALL = 6;
/** How often the same sub is walked for its callers' values. */
const MOST_WALKS = 4;

/** A sub of this text by the name it is called by. */
export function subNamed(state: State, name: string): Sub | undefined {
  return state.subs.get(name) ?? state.subs.get(name.slice(name.lastIndexOf(':') + 1));
}

/** A call of a sub of this text: walked with its arguments, for what it does with them and what it gives back. */
export function callSub(state: State, name: string, args: readonly Tracked[]): Tracked {
  const sub = subNamed(state, name);
  const origins = args.reduce<Tracked['origins']>((all, arg) => joinOrigins(all, arg.origins), []);
  if (!sub || state.calls >= DEEPEST_CALL || sub.walks >= MOST_WALKS || (sub.walks > 0 && state.again < 0)) return { origins };
  if (sub.walks > 0) state.again -= sub.end - sub.start;
  return walkSub(state, name, sub, args);
}

/** Walks a sub's body; `args` is undefined where nobody calls it. */
export function walkSub(state: State, name: string, sub: Sub, args: readonly Tracked[] | undefined): Tracked {
  const { script, pos, result } = state;
  const { within, guards } = script;
  const before = state.variables.get('@_');
  sub.walks++;
  state.calls++;
  script.within = name;
  if (args) state.variables.set('@_', list(args));
  else state.variables.set('@_', { origins: [{ source: 'arguments', span: { start: 0, end: 0 }, detail: '@_' }] });
  delete state.result;
  state.pos = sub.start + 1;
  const last = state.flow.block(state, sub.end);
  const given = state.result ?? last;
  if (result) state.result = result;
  else delete state.result;
  if (before) state.variables.set('@_', before);
  else state.variables.delete('@_');
  script.within = within;
  script.guards = guards;
  state.calls--;
  state.pos = pos;
  return given;
}
