/**
 * Executes statements. Where a condition is known the code runs as it would; where it isn't, every branch is walked and what it changes is
 * "one of several". Loops run exactly while fuel lasts and nothing of the world is touched; otherwise their body is walked once or twice.
 */
import { combined, makeClass } from './assignment.ts';
import { joinBranches, uncertainly, walkBranch } from './branches.ts';
import type { Expr, Stmt } from './nodes.ts';
import { executeWith } from './contexts.ts';
import { cooling, executeFor, executeLoop } from './loops.ts';
import { declareFunction, exportFrom, redirect } from './declarations.ts';
import { Thrown, type Completion, type Evaluator } from './profile.ts';
import { Scope } from './scope.ts';
import { importInto } from './imports.ts';
import { Unknown, type Origins, type Val } from './values.ts';

/** Runs a list of statements in the current frame and says how it ended, where that is certain. */
export function executeBody(ev: Evaluator, body: readonly Stmt[]): Completion {
  const { guards } = ev;
  const outer = guards.length;
  for (const stmt of body) {
    const completion = executeStmt(ev, stmt);
    if (completion === undefined) continue;
    guards.length = outer;
    return completion;
  }
  guards.length = outer;
  return undefined;
}

/** Runs one statement; guards it leaves hold for what follows. */
export function executeStmt(ev: Evaluator, stmt: Stmt): Completion {
  if (--ev.fuelAll < 0) ev.refuel();
  switch (stmt.kind) {
    case 'expr':
      if (stmt.value.kind !== 'const') ev.evaluate(stmt.value);
      return undefined;
    case 'assign': return executeAssign(ev, stmt);
    case 'declare':
      if (stmt.value || stmt.how !== 'var') ev.assign(stmt.target, stmt.value ? ev.evaluate(stmt.value) : undefined, stmt.how);
      else if (stmt.target.kind === 'name' && !ev.frame.scope.owner.variables.has(stmt.target.name)) ev.assign(stmt.target, undefined, 'var');
      return undefined;
    case 'if': return executeIf(ev, stmt);
    case 'for': return cooling(ev, () => executeFor(ev, stmt));
    case 'loop': return cooling(ev, () => executeLoop(ev, stmt));
    case 'switch': return executeSwitch(ev, stmt);
    case 'return': return executeReturn(ev, stmt.value);
    case 'break':
    case 'continue':
      if (ev.frame.uncertain === 0) ev.frame.label = stmt.label;
      return stmt.kind;
    case 'throw': return executeThrow(ev, stmt.value);
    case 'try': return executeTry(ev, stmt);
    case 'with': return executeWith(ev, stmt);
    case 'function':
      declareFunction(ev, stmt);
      return undefined;
    case 'class':
      ev.assign({ kind: 'name', name: stmt.cls.name, at: stmt.at, to: stmt.to }, makeClass(ev, stmt.cls), 'let');
      return undefined;
    case 'import':
      importInto(ev, stmt);
      return undefined;
    case 'export':
      exportFrom(ev, stmt);
      return undefined;
    case 'delete': return undefined;
    case 'scope':
      redirect(ev, stmt);
      return undefined;
    case 'block': return executeBlock(ev, stmt);
  }
}

type Of<Kind extends Stmt['kind']> = Extract<Stmt, { kind: Kind }>;

function executeAssign(ev: Evaluator, stmt: Of<'assign'>): undefined {
  const [first] = stmt.targets;
  if (stmt.op !== undefined && first) {
    ev.assign(first, combined(ev, first, stmt.op, stmt.value));
    return undefined;
  }
  const value = ev.evaluate(stmt.value);
  for (const target of stmt.targets) ev.assign(target, value);
  return undefined;
}

function executeIf(ev: Evaluator, stmt: Of<'if'>): Completion {
  const guard = ev.guardOf(stmt.test);
  const known = ev.profile.truthy(guard.value);
  if (known !== undefined) {
    const untaken = known ? stmt.orelse : stmt.then;
    if (untaken.length > 0) ev.defer(untaken);
    return ev.execute(known ? stmt.then : stmt.orelse);
  }
  let thenEnds: Completion;
  let elseEnds: Completion;
  const then = walkBranch(ev, guard.text, () => (thenEnds = ev.execute(stmt.then)));
  const orelse = walkBranch(ev, `not (${guard.text})`, () => (elseEnds = ev.execute(stmt.orelse)));
  joinBranches(ev, then, orelse);
  if ([thenEnds, elseEnds].some((end) => end === 'break' || end === 'return')) ev.frame.exits++;
  // What stands behind `if (…) return;` runs on the other condition; whoever walks the body takes it back.
  if (stmt.orelse.length === 0 && guard.text !== '' && (thenEnds === 'return' || leaves(stmt.then))) ev.guards.push(`after not (${guard.text})`);
  return thenEnds !== undefined && thenEnds === elseEnds && thenEnds !== 'return' ? thenEnds : undefined;
}

/** `process.exit()` at the end of a branch. */
function leaves(body: readonly Stmt[]): boolean {
  const last = body.at(-1);
  return last?.kind === 'expr' && last.value.kind === 'call' && last.value.callee.kind === 'member' && last.value.callee.property === 'exit';
}

function executeReturn(ev: Evaluator, value: Expr | undefined): Completion {
  const result = value ? ev.evaluate(value) : undefined;
  if (ev.frame.uncertain > 0) {
    if (ev.frame.returns.length < 8) ev.frame.returns.push(result);
    return 'return';
  }
  ev.frame.result = result;
  return 'return';
}

function executeThrow(ev: Evaluator, value: Expr | undefined): Completion {
  const thrown = value ? ev.evaluate(value) : undefined;
  if (ev.tries > 0 && ev.frame.uncertain === 0) throw new Thrown(thrown);
  // What follows is read all the same, but a loop that an error would end is no decoder's.
  ev.forks++;
  return undefined;
}

function executeSwitch(ev: Evaluator, stmt: Of<'switch'>): Completion {
  const value = ev.evaluate(stmt.value);
  const from = stmt.cases.some((one) => one.pattern) ? -1 : matchingCase(ev, stmt, value);
  if (from === -1) {
    for (const one of stmt.cases) {
      if (one.test && !one.pattern) ev.evaluate(one.test);
      uncertainly(ev, undefined, () => ev.execute(one.body));
    }
    return undefined;
  }
  for (const one of stmt.cases.slice(from)) {
    const completion = ev.execute(one.body);
    if (completion === 'break' && (ev.frame.label === undefined || ev.frame.label === stmt.label)) {
      ev.frame.label = undefined;
      return undefined;
    }
    if (completion !== undefined) return completion;
  }
  return undefined;
}

/** The index of the case that runs; the number of cases where none does; -1 where it can't be known. */
function matchingCase(ev: Evaluator, stmt: Of<'switch'>, value: Val): number {
  let fallback = stmt.cases.length;
  for (const [i, one] of stmt.cases.entries()) {
    if (one.test === undefined) {
      fallback = i;
      continue;
    }
    const equal = ev.profile.truthy(ev.compare('===', value, ev.evaluate(one.test)));
    if (equal === undefined) return -1;
    if (equal) return i;
  }
  return fallback;
}

function executeTry(ev: Evaluator, stmt: Of<'try'>): Completion {
  let completion: Completion;
  let thrown: Thrown | undefined;
  const before = ev.touches;
  const from = ev.unit.calls.length;
  const guarded = ev.guards.length;
  ev.tries++;
  try {
    completion = ev.execute(stmt.body);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    thrown = error;
  } finally {
    ev.tries--;
    ev.guards.length = guarded;
  }
  const [handler] = stmt.handlers;
  if (thrown && handler) {
    if (handler.target) ev.assign(handler.target, thrown.value, 'let');
    completion = ev.execute(handler.body);
  } else if (ev.touches === before && ev.frame.uncertain === 0) passHandlers(ev, stmt);
  else if (completion === undefined || completion === 'return') walkHandlers(ev, stmt, answersSince(ev, from));
  if (completion === undefined) ev.execute(stmt.orelse);
  return ev.execute(stmt.final) ?? completion;
}

/** A body that ran and touched nothing has not failed: its handlers must not change what it computed. */
function passHandlers(ev: Evaluator, stmt: Of<'try'>): void {
  if (ev.isHot) return;
  ev.asides++;
  try {
    for (const handler of stmt.handlers) if (handler.body.length > 0) walkBranch(ev, 'error', () => ev.execute(handler.body));
  } finally {
    ev.asides--;
  }
}

/** A handler runs when something unforeseen fails; a body that returned doesn't keep it from being walked. */
function walkHandlers(ev: Evaluator, stmt: Of<'try'>, answers: Origins): void {
  for (const handler of stmt.handlers) {
    if (handler.body.length === 0) continue;
    if (ev.isHot) {
      if (handler.body.some((one) => one.kind === 'break' || one.kind === 'return')) ev.forks++;
      continue;
    }
    if (handler.target) ev.assign(handler.target, new Unknown(answers), 'let');
    uncertainly(ev, 'error', () => ev.execute(handler.body));
  }
}

/** The error of a request that failed carries what was answered. */
function answersSince(ev: Evaluator, from: number): Origins {
  const asked = ev.unit.calls.slice(from, from + 16).filter(({ does }) => does.includes('net.fetch') || does.includes('net.send'));
  return asked.slice(0, 2).map(({ span, unit, roles }) => ({ source: 'network', span, unit, ...(roles.address?.text === undefined ? {} : { detail: roles.address.text }) }));
}

function executeBlock(ev: Evaluator, stmt: Of<'block'>): Completion {
  const completion = ev.inScope(new Scope('block', ev.frame.scope), () => executeBody(ev, stmt.body));
  if (completion === 'break' && stmt.label !== undefined && ev.frame.label === stmt.label) {
    ev.frame.label = undefined;
    return undefined;
  }
  return completion;
}

