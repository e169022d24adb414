/**
 * The evaluator: one for all units of a package that are of one language. It runs modules in the order of their stages, links them, and
 * records what they do. Nothing of the evaluated text ever reaches a JavaScript engine: it is data to this interpreter of its own.
 */
import { BudgetSpent, type Budget } from '../../kit/budget.ts';
import type { Language, SourceUnit, Span } from '../../model/source.ts';
import type { Stage } from '../../model/stage.ts';
import { finishingFuel, idleFuel, moduleFuel, refuelled, rewalksOf, unpackingFuel } from './allowance.ts';
import { assignTo } from './assignment.ts';
import { Bystanders } from './bystanders.ts';
import { callValue, invoke, runWhole } from './calls.ts';
import { evaluateExpr } from './expressions.ts';
import { callOutside } from './external.ts';
import { finishingStage, givenTo, Layers, layersOf, moduleFrame } from './frames.ts';
import { guardText } from './guards.ts';
import { indexOf, memberOf } from './lookup.ts';
import { Notes } from './notes.ts';
import { binary } from './operators.ts';
import { executeBody, executeStmt } from './statements.ts';
import type { Expr, FunctionNode, Module, Pattern, Stmt } from './nodes.ts';
import { Thrown, type Change, type Completion, type Evaluator, type Frame, type Profile, type Surroundings, type Walks } from './profile.ts';
import { Recorder } from './recorder.ts';
import { Scope } from './scope.ts';
import { ClassVal, DictVal, FunctionVal, ListVal, Mix, NONE, Ref, UNKNOWN, instanceOf, joinOrigins, originsOf, partialText, withOrigins, type Origins, type Val } from './values.ts';

const STATEMENTS_BETWEEN_CHECKS = 2048;

export class Interpreter implements Evaluator {
  readonly profile: Profile;
  readonly budget: Budget;
  readonly surroundings: Surroundings;
  readonly recorder = new Recorder();
  readonly guards: string[] = [];
  unit: SourceUnit;
  stage: Stage = 'run';
  frame: Frame;
  fuel = 0;
  fuelAll = STATEMENTS_BETWEEN_CHECKS;
  tries = 0;
  touches = 0;
  forks = 0;
  depth = 0;
  rewalks = 0;
  hot = 0;
  asides = 0;
  isCallee = false;
  changes: Change[] | undefined;
  readonly #walks = new Map<FunctionNode, Walks>();
  readonly #functions: FunctionVal[] = [];
  readonly #classes: ClassVal[] = [];
  readonly #methods = new Set<FunctionNode>();
  readonly #instances = new Map<ClassVal, DictVal>();
  readonly #deferred: { body: readonly Stmt[]; frame: Frame; unit: SourceUnit; stage: Stage }[] = [];
  readonly #units = new Map<FunctionNode, SourceUnit>();
  readonly #packedIn = new Map<SourceUnit, number | undefined>();
  #finishing = 0;
  readonly #layers = new Layers();
  isFinishing = false;
  /** Characters run so far. */
  #length = 0;
  readonly #notes = new Notes();
  readonly #bystanders: Bystanders | undefined;

  constructor(profile: Profile, budget: Budget, surroundings: Surroundings, unit: SourceUnit) {
    this.profile = profile;
    this.budget = budget;
    this.surroundings = surroundings;
    this.unit = unit;
    this.frame = moduleFrame(new Scope('module'));
    this.#bystanders = profile.leading && new Bystanders(this, profile.leading, (name, scope) => this.#lookupFrom(name, scope), (fn, scope, action) => this.#beside(fn, scope, action));
  }

  /** Runs a parsed module as a unit; errors of the budget become a gap. Its functions that nothing called wait for `finish`. */
  runModule(module: Module, unit: SourceUnit, stage: Stage, scope: Scope): void {
    const saved = { isFinishing: this.isFinishing, unit: this.unit, stage: this.stage, fuel: this.fuel, tries: this.tries, hot: this.hot, depth: this.depth };
    const guards = this.guards.splice(0);
    this.#packedIn.set(unit, module.packed);
    this.unit = unit;
    this.stage = stage;
    const isLive = stage !== 'run' && stage !== 'unreachable';
    this.fuel = moduleFuel(this.profile, unit, isLive, module.packed);
    this.isFinishing = !isLive;
    this.#length += unit.text.length;
    this.rewalks = rewalksOf(unit);
    this.tries = 0;
    this.hot = 0;
    for (const problem of module.problems) unit.gaps.push(problem.why);
    try {
      this.within(moduleFrame(scope), () => this.#runTop(module.body));
    } catch (error) {
      this.#gap(error);
    } finally {
      Object.assign(this, saved);
      this.fuel = refuelled(this.profile, this.fuel, module.packed);
      this.guards.splice(0, this.guards.length, ...guards);
    }
  }

  #runTop(body: readonly Stmt[]): void {
    for (const stmt of body) {
      const guarded = this.guards.length;
      try {
        executeStmt(this, stmt);
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        this.guards.length = guarded;
      }
    }
  }

  /** Turns a spent budget or an overflow into a gap of the current unit. */
  #gap(error: unknown): void {
    if (error instanceof BudgetSpent) this.unit.gaps.push(`evaluation stopped: ${error.message}`);
    else if (error instanceof RangeError) this.unit.gaps.push('evaluation stopped: nested too deeply');
    else if (!(error instanceof Thrown)) throw error;
  }

  get isDoubtful(): boolean {
    return this.frame.isDoubtful || this.frame.uncertain > 0;
  }

  /** Walks what did not run: branches not taken and functions nobody called. Call once everything that loads has been run. */
  finish(): void {
    this.#finishing = finishingFuel(this.profile, this.#length);
    this.isFinishing = true;
    // The last first: what is defined late calls what is defined early, and so gives it its real arguments; functions before methods, as they make the objects.
    for (const at = { deferred: 0, classes: 0 }; ; ) {
      if (at.deferred < this.#deferred.length) this.#walkDeferred(at.deferred++);
      else if (this.#functions.length > 0) this.#walkFree(this.#functions.pop());
      else if (at.classes < this.#classes.length) this.#walkClass(this.#classes[at.classes++]);
      else return;
    }
  }

  #walkDeferred(index: number): void {
    const job = this.#deferred[index];
    if (job === undefined) return;
    if (this.#bystanders?.passBody(job, (scope, action) => this.#apart(job.unit, job.stage, 0, () => this.within({ ...job.frame, scope }, action))) === true) return;
    this.#apart(job.unit, job.stage, unpackingFuel(job.unit.text, job.body[0]?.at ?? 0, job.body[job.body.length - 1]?.to ?? 0), () => {
      this.within({ ...job.frame, scope: new Scope('block', job.frame.scope), uncertain: 1 }, () => this.execute(job.body));
    });
  }

  #walkClass(cls: ClassVal | undefined): void {
    if (cls === undefined) return;
    for (const value of cls.attributes.values()) {
      if (!(value instanceof FunctionVal) || value.node.isQuiet === true || this.walksOf(value.node).count > 0) continue;
      if (this.#bystanders?.pass(value, cls) === true) continue;
      this.#walk(new FunctionVal(value.node, value.scope, this.instance(cls), value.owner));
    }
  }

  /** A method waits for its class, where it has a `self`. */
  #walkFree(fn: FunctionVal | undefined): void {
    if (fn !== undefined && !this.#methods.has(fn.node) && this.walksOf(fn.node).count === 0 && this.#bystanders?.pass(fn) !== true) this.#walk(fn);
  }

  #walk(fn: FunctionVal): void {
    const unit = this.#units.get(fn.node) ?? this.unit;
    const params = fn.node.params.filter((param) => param.rest === undefined).map((param) => givenTo(param.target, unit, fn.node));
    const args = fn.self !== undefined && this.profile.selfIsArgument ? params.slice(1) : params;
    this.#apart(unit, finishingStage(unit), 0, () => {
      invoke(this, fn, args, new Map(), fn.self);
    });
  }

  /** Does something where a function of the text stands, as if nobody had called it. */
  #beside(fn: FunctionVal, scope: Scope, action: () => void): void {
    const unit = this.#units.get(fn.node) ?? this.unit;
    this.#apart(unit, finishingStage(unit), 0, () => this.within(moduleFrame(scope), action));
  }

  #apart(unit: SourceUnit, stage: Stage, extra: number, action: () => void): void {
    this.unit = unit;
    this.stage = stage;
    const fuel = (this.fuel = Math.min(idleFuel(this.profile, unit, extra, this.#packedIn.get(unit)), this.#finishing));
    this.frame = { ...moduleFrame(this.frame.scope), isDoubtful: true };
    this.tries = 0;
    this.hot = 0;
    this.guards.length = 0;
    try {
      action();
    } catch (error) {
      this.#gap(error);
    }
    this.#finishing -= fuel - Math.max(this.fuel, 0);
  }

  evaluate(expr: Expr): Val {
    if (expr.kind === 'const' && this.hot === 0) this.#notes.constant(this.unit, this.stage, expr.value, expr);
    // What a pattern seeks tells as much as a text does.
    if (expr.kind === 'regex' && this.hot === 0) this.#notes.constant(this.unit, this.stage, expr.source, expr);
    return evaluateExpr(this, expr);
  }

  execute(body: readonly Stmt[]): Completion {
    return executeBody(this, body);
  }

  refuel(): void {
    this.fuelAll = STATEMENTS_BETWEEN_CHECKS;
    this.fuel -= STATEMENTS_BETWEEN_CHECKS;
    this.budget.takeSteps(STATEMENTS_BETWEEN_CHECKS);
    this.budget.checkTime();
  }

  get isHot(): boolean {
    return this.hot > 0;
  }

  assign(target: Pattern, value: Val, how?: 'var' | 'let' | 'const'): void {
    assignTo(this, target, value, how);
  }

  lookup(name: string): Val {
    return this.#lookupFrom(name, this.frame.scope);
  }

  #lookupFrom(name: string, from: Scope): Val {
    const scope = from.find(name);
    if (scope) return scope.variables.get(name);
    const global = this.profile.global(name);
    if (global !== undefined) return global;
    const { stars, stars: [star] } = from.module;
    return star === undefined ? UNKNOWN : new Ref(this.profile.canonical(`${stars.find((module) => this.profile.apis.has(`${module}.${name}`)) ?? star}.${name}`));
  }

  starImport(module: string): void {
    const scope = this.frame.scope.module;
    scope.stars = [...scope.stars, module];
  }

  compare(op: string, left: Val, right: Val): Val {
    return binary(this, op, left, right);
  }

  member(object: Val, property: string, node: Expr): Val {
    return memberOf(this, object, property, node);
  }

  index(object: Val, index: Val, node: Expr): Val {
    return indexOf(this, object, index, node);
  }

  call(callee: Val, args: readonly Val[], named: ReadonlyMap<string, Val>, receiver: Val, node: Expr): Val {
    return callValue(this, callee, args, named, receiver, node);
  }

  callFunction(callee: Val, args: readonly Val[], node: Expr, receiver?: Val): Val {
    return callValue(this, callee, args, new Map(), receiver, node);
  }

  external(name: string, args: readonly Val[], named: ReadonlyMap<string, Val>, receiver: Val, node: Expr): Val {
    return callOutside(this, this.recorder, name, args, named, receiver, node);
  }

  elements(value: Val, keys = false): readonly Val[] | undefined {
    if (value instanceof ListVal && !keys) return value.open ? undefined : value.items;
    if (value instanceof Mix) return undefined;
    const items = this.profile.iterate(value, keys, this);
    const origins = originsOf(value, 0);
    return items === undefined || origins.length === 0 ? items : items.map((item) => withOrigins(item, origins));
  }

  guardOf(test: Expr): { value: Val; text: string } {
    const before = this.recorder.count;
    const value = this.evaluate(test);
    if (this.hot > 0) return { value, text: '' };
    return { value, text: guardText(this, test, value, this.recorder.since(before)) };
  }

  defer(body: readonly Stmt[]): void {
    if (this.hot > 0 || this.recorder.isDeferred(body)) return;
    this.#deferred.push({ body, frame: this.frame, unit: this.unit, stage: this.stage === 'unreachable' ? 'unreachable' : 'run' });
  }

  noteChange(variables: Map<string, Val>, name: string): void {
    this.changes?.push({ variables, name, old: variables.get(name), wasSet: variables.has(name) });
  }

  inScope(scope: Scope, action: () => Completion): Completion {
    const { frame } = this;
    const outer = frame.scope;
    frame.scope = scope;
    try {
      return action();
    } finally {
      frame.scope = outer;
    }
  }

  within(frame: Frame, action: () => void): void {
    const { frame: outer, unit, tries, isCallee } = this;
    this.frame = frame;
    this.isCallee = false;
    if (frame.fn) this.unit = this.#units.get(frame.fn) ?? unit;
    this.depth++;
    try {
      action();
    } finally {
      this.depth--;
      this.frame = outer;
      this.unit = unit;
      this.tries = tries;
      this.isCallee = isCallee;
    }
  }

  walksOf(fn: FunctionNode): Walks {
    let walks = this.#walks.get(fn);
    if (walks === undefined) this.#walks.set(fn, (walks = { count: 0, active: 0, last: undefined, touches: false, sources: new Set(), givesExact: false }));
    return walks;
  }

  newFunction(node: FunctionNode, scope: Scope): FunctionVal {
    const fn = new FunctionVal(node, scope);
    if (!this.#units.has(node)) {
      this.#units.set(node, this.unit);
      if (node.isQuiet !== true) this.#functions.push(fn);
    }
    return fn;
  }

  noteClass(cls: ClassVal): void {
    if (this.hot > 0) return;
    this.#classes.push(cls);
    for (const value of cls.attributes.values()) if (value instanceof FunctionVal) this.#methods.add(value.node);
  }

  instance(cls: ClassVal): Val {
    let instance = this.#instances.get(cls);
    if (instance === undefined) this.#instances.set(cls, (instance = instanceOf(cls, true)));
    return instance;
  }

  runAt(stage: Stage, value: Val): void {
    const saved = this.stage;
    this.stage = stage;
    try {
      runWhole(this, value);
    } finally {
      this.stage = saved;
    }
  }

  load(specifier: string, level: number): Val | undefined {
    return this.surroundings.load(specifier, level, this.unit, this.stage);
  }

  shippedText(path: Val): { path: string; text: string; readonly data?: string } | undefined {
    const text = partialText(path);
    const shipped = text === undefined || text.length < 3 ? undefined : this.surroundings.shipped(text, this.unit.path);
    if (shipped) this.fuel = refuelled(this.profile, this.fuel, shipped.text.length);
    return shipped;
  }

  evaluateText(text: string): Val | undefined {
    if (text.length > 4000 || this.depth > 60) return undefined;
    const [stmt, ...more] = this.profile.parse(text.trim()).body;
    if (stmt === undefined || more.length > 0 || stmt.kind !== 'expr') return undefined;
    this.hot++;
    try {
      return this.evaluate(stmt.value);
    } finally {
      this.hot--;
    }
  }

  runCode(code: Val, how: string, node: Expr): void {
    const text = partialText(code);
    if (text === undefined || text.length < 3 || this.recorder.hasRun(node, text)) return;
    const layers = [...this.unit.layers, ...layersOf(originsOf(code), how)];
    if (!this.#layers.takes(text, this.unit)) return;
    const unit: SourceUnit = {
      path: this.unit.path, language: this.profile.language, stage: this.stage, layers, text, parent: this.unit, at: this.spanOf(node),
      calls: [], strings: [], marks: [], imports: [], gaps: [],
    };
    this.surroundings.added(unit);
    this.runModule(this.profile.parse(text), unit, this.stage, this.frame.scope);
  }

  readInner(text: string, how: string, node: Expr, language?: Language): void {
    if (this.recorder.hasRun(node, text)) return;
    this.surroundings.inner(text, how, { unit: this.unit, span: this.spanOf(node), stage: this.stage }, language);
  }

  spanOf(node: { at: number; to: number }): Span {
    return { start: node.at, end: node.to };
  }

  originsFrom(...values: Val[]): Origins {
    let all = NONE;
    for (const value of values) all = joinOrigins(all, value instanceof Ref ? this.recorder.originsOfRef(this, value) : originsOf(value));
    return all;
  }

  noteFolded(text: string, node: { at: number; to: number }): void {
    if (this.hot === 0) this.#notes.folded(this.unit, this.stage, text, node);
  }
}
