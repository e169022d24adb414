/** Executes loops: exactly while fuel lasts and nothing of the world is touched; otherwise their body is walked once or twice. */
import { uncertainly } from './branches.ts';
import { elementOf } from './comprehension.ts';
import type { Expr, Stmt } from './nodes.ts';
import type { Completion, Evaluator } from './profile.ts';
import { Unknown, type Val } from './values.ts';

type Of<Kind extends Stmt['kind']> = Extract<Stmt, { kind: Kind }>;

/** After this many passes a loop whose body touches the world is left. */
const MOST_TOUCHING_PASSES = 24;
/** A list of so many things to do, in code that certainly runs, is done to its end: the last may be the one that matters. */
const MOST_TOLD = 64;
/** The same for a loop that tests a condition. */
const MOST_TOLD_PASSES = 12;
/** A decoder's loop knows each of its conditions. A pass with one that isn't known costs as much exact work as this many others. */
const COST_OF_FORK = 64;

/** True where the loop (unlabelled or of this label) should end. */
function ends(ev: Evaluator, completion: Completion, label: string | undefined): boolean {
  if (completion === undefined || completion === 'return') return completion === 'return';
  const target = ev.frame.label;
  if (target !== undefined && target !== label) return true;
  return completion === 'break';
}

/** What a loop passes on once it has ended with a completion. */
function afterLoop(ev: Evaluator, completion: Completion, label: string | undefined): Completion {
  if (completion === 'return') return ev.frame.uncertain === 0 ? 'return' : undefined;
  const target = ev.frame.label;
  if (target === undefined || completion === undefined) return undefined;
  if (target === label) {
    ev.frame.label = undefined;
    return undefined;
  }
  return completion;
}

/** A loop past its first passes is hot: literals, guards and branches not taken have been noted by then. */
export function cooling(ev: Evaluator, action: () => Completion): Completion {
  const { hot } = ev;
  try {
    return action();
  } finally {
    ev.hot = hot;
  }
}

/** What a pass costs: the larger the body, the more, above all where it isn't certain that the loop runs. Never nothing, or an unfinished loop would not end. */
function costOf(ev: Evaluator, node: { at: number; to: number }): number {
  return 1 + (Math.max(0, node.to - node.at) >> (ev.isDoubtful ? 5 : 8));
}

/** Going through an open file reads its lines. */
function linesOf(ev: Evaluator, source: Val, node: Expr): Val {
  return source instanceof Unknown && source.name !== undefined && /(?:^|\.)open\(\)$/.test(source.name) ? ev.external(`${source.name}.readlines`, [], new Map(), source, node) : source;
}

export function executeFor(ev: Evaluator, stmt: Of<'for'>): Completion {
  const source = linesOf(ev, ev.evaluate(stmt.iter), stmt.iter);
  const elements = ev.elements(source, stmt.keys === true);
  const body = (): Completion => ev.execute(stmt.body);
  if (elements === undefined || ev.fuel <= 0) {
    ev.assign(stmt.target, stmt.keys ? new Unknown(ev.originsFrom(source)) : elementOf(source), stmt.how);
    uncertainly(ev, undefined, body);
    ev.execute(stmt.orelse);
    return undefined;
  }
  const before = ev.touches;
  const isTold = elements.length <= MOST_TOLD && !ev.isDoubtful && !ev.isHot;
  let { forks } = ev;
  for (let i = 0; i < elements.length; i++) {
    ev.fuel -= costOf(ev, stmt) + (ev.forks > forks ? COST_OF_FORK : 0);
    forks = ev.forks;
    if (ev.fuel < 0 || (i >= MOST_TOUCHING_PASSES && ev.touches > before && !isTold)) {
      ev.assign(stmt.target, elementOf(source), stmt.how);
      break;
    }
    if (i === 3 && !(isTold && ev.touches > before)) ev.hot++;
    ev.assign(stmt.target, elements[i], stmt.how);
    const completion = body();
    if (ends(ev, completion, stmt.label)) return afterLoop(ev, completion, stmt.label);
    ev.frame.label = undefined;
  }
  ev.execute(stmt.orelse);
  return undefined;
}

/** A flattened function is one loop around one switch, or around one chain of `if state == 7`: each pass is another statement, and none is skipped. */
const MOST_DISPATCHES = 2000;
const FEWEST_STATES = 3;

function isDispatcher(stmt: Of<'loop'>): boolean {
  const [first] = stmt.body;
  if (first?.kind === 'if') return stmt.body.length === 1 && statesOf(first) >= FEWEST_STATES;
  return first?.kind === 'switch' || (first?.kind === 'block' && first.body[0]?.kind === 'switch');
}

/** How many links of a chain of `if … elif …` compare something with a constant. */
function statesOf(stmt: Of<'if'>): number {
  let count = 0;
  for (let link: Stmt | undefined = stmt; link?.kind === 'if' && count < FEWEST_STATES; link = link.orelse.length === 1 ? link.orelse[0] : undefined) {
    const { test } = link;
    if (test.kind !== 'chain' || test.ops.length !== 1 || !/^={2,3}$/.test(test.ops[0] ?? '') || !test.operands.some((operand) => operand.kind === 'const')) break;
    count++;
  }
  return count;
}

export function executeLoop(ev: Evaluator, stmt: Of<'loop'>): Completion {
  const mostTouching = isDispatcher(stmt) ? MOST_DISPATCHES : ev.isDoubtful || ev.isHot ? 2 : MOST_TOLD_PASSES;
  const { exits } = ev.frame;
  ev.execute(stmt.init);
  const before = ev.touches;
  let { forks } = ev;
  for (let pass = 0; ; pass++) {
    const isFirst = pass === 0 && stmt.first === true;
    const guard = stmt.test && !isFirst ? ev.guardOf(stmt.test) : undefined;
    const known = guard === undefined ? true : ev.profile.truthy(guard.value);
    if (known === false) {
      if (pass === 0) ev.defer(stmt.body);
      break;
    }
    if (stmt.body.length === 0 && guard?.value === true && !stmt.update) break;
    ev.fuel -= costOf(ev, stmt) + (ev.forks > forks ? COST_OF_FORK : 0);
    forks = ev.forks;
    const stops = known === undefined || ev.fuel < 0 || (ev.touches > before && pass >= mostTouching) || (ev.frame.exits > exits && pass >= 2);
    if (stops) {
      uncertainly(ev, known === undefined ? guard?.text : undefined, () => ev.execute(stmt.body));
      if (stmt.update) ev.evaluate(stmt.update);
      break;
    }
    if (pass === 3 && mostTouching < MOST_DISPATCHES && (mostTouching === 2 || ev.touches === before)) ev.hot++;
    const completion = ev.execute(stmt.body);
    if (ends(ev, completion, stmt.label)) return afterLoop(ev, completion, stmt.label);
    ev.frame.label = undefined;
    if (stmt.update) ev.evaluate(stmt.update);
  }
  ev.execute(stmt.orelse);
  return undefined;
}
