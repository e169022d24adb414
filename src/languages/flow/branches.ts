/** Walks a branch that may or may not run, and joins what two branches leave. */
import { Thrown, type Change, type Completion, type Evaluator } from './profile.ts';
import { mix, type Val } from './values.ts';

/** Walks code that may or may not run: what it changes is one of several afterwards, how it ends is not believed. */
export function uncertainly(ev: Evaluator, guard: string | undefined, action: () => Completion): void {
  joinBranches(ev, walkBranch(ev, guard, action), new Map());
}

/** What a branch left behind: for each variable it changed, what it held before and after. */
type Outcome = Map<Map<string, Val>, Map<string, { before: Change; after: Val }>>;

const UNCHANGED: Outcome = new Map();

/** Walks one branch and takes its changes back. */
export function walkBranch(ev: Evaluator, guard: string | undefined, action: () => Completion): Outcome {
  const { frame, changes: outer } = ev;
  const own: Change[] = [];
  ev.changes = own;
  ev.forks++;
  frame.uncertain++;
  const guarded = ev.guards.length;
  if (guard !== undefined) ev.guards.push(guard);
  try {
    action();
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    frame.exits++;
  } finally {
    ev.guards.length = guarded;
    frame.uncertain--;
    ev.changes = outer;
  }
  if (own.length === 0) return UNCHANGED;
  const outcome: Outcome = new Map();
  for (const change of own) {
    let names = outcome.get(change.variables);
    if (names === undefined) outcome.set(change.variables, (names = new Map()));
    if (!names.has(change.name)) names.set(change.name, { before: change, after: change.variables.get(change.name) });
  }
  for (const [variables, names] of outcome) {
    for (const [name, { before }] of names) {
      if (before.wasSet) variables.set(name, before.old);
      else variables.delete(name);
    }
  }
  return outcome;
}

/** After two branches of which one ran, a variable holds what either left in it. */
export function joinBranches(ev: Evaluator, a: Outcome, b: Outcome): void {
  if (a.size === 0 && b.size === 0) return;
  for (const variables of new Set([...a.keys(), ...b.keys()])) {
    const left = a.get(variables);
    const right = b.get(variables);
    for (const name of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])) {
      const before = left?.get(name)?.before ?? right?.get(name)?.before;
      if (before === undefined) continue;
      const one = left?.has(name) ? left.get(name)?.after : before.old;
      const two = right?.has(name) ? right.get(name)?.after : before.old;
      ev.noteChange(variables, name);
      variables.set(name, one === undefined ? two : two === undefined ? one : mix(one, two));
    }
  }
}
