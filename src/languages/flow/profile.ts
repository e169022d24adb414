/** What the evaluator must be told of a language, and what built-ins may ask of the evaluator. */
import type { Budget } from '../../kit/budget.ts';
import type { Effect } from '../../model/effect.ts';
import type { Language, Role, Source, SourceUnit, Span } from '../../model/source.ts';
import type { Stage } from '../../model/stage.ts';
import type { Expr, FunctionNode, Module, Pattern, Stmt } from './nodes.ts';
import type { Leading } from './leading.ts';
import type { Scope } from './scope.ts';
import type { ClassVal, FunctionVal, ListVal, ModuleVal, Origins, Val } from './values.ts';

/** Where a role's value stands: an argument's position, a keyword (or key of an options object), 'this' (what the receiver is about), 'options.key'. */
export type Position = number | string;

/** One function of a language's API. */
export interface Api {
  readonly does: readonly Effect[];
  readonly roles?: Readonly<Partial<Record<Role, readonly Position[]>>>;
  /** What the result holds. */
  readonly yields?: Source;
  /** Told as the origin's detail, and as the result's text where it is short (`%TEMP%`); absent: the text of the first role that is known. */
  readonly detail?: string;
  /** The result's text, where a placeholder helps to recognise paths (`~`, `%APPDATA%`). */
  readonly text?: string;
  /** False: the result does not carry the origins of arguments and receiver. */
  readonly passes?: false;
  /** Functions among its arguments run at once or soon (threads, timers, callbacks). */
  readonly calls?: true;
}

/** By resolved name. A key `*.name` matches a method of a receiver whose type isn't known. */
export type ApiTable = ReadonlyMap<string, Api>;

export interface BuiltinCall {
  /** Resolved name; for methods of known values `str.join`, `bytes.decode`, `list.append`, `dict.get` (the profile's typeName). */
  readonly name: string;
  readonly args: readonly Val[];
  readonly named: ReadonlyMap<string, Val>;
  readonly receiver: Val;
  readonly node: Expr;
}

/** Passes of loops: of a module and of a function that nothing called with nothing to unpack, and the most of those that have. */
export interface ExactWork {
  readonly module: number;
  readonly unpacking: number;
  /** Its names are hidden, so its strings are too. */
  readonly obfuscated: number;
  readonly function: number;
  readonly hiddenFunction: number;
}

export interface Profile {
  readonly language: Language;
  parse(text: string): Module;
  /** Passes of loops that code may spend; absent: the evaluator's own bounds. */
  readonly fuel?: ExactWork;
  /** Assignment without declaration makes a function-local variable (Python); otherwise a global (JavaScript). */
  readonly assignsLocally: boolean;
  /** A bound receiver is the first argument (Python's self). */
  readonly selfIsArgument: boolean;
  /** The methods that making an object of a class calls, in their order, and those that making a class calls on its bases and on its metaclass. */
  readonly lifecycle: { readonly before?: string; readonly init: string; readonly further?: string; readonly after?: string; readonly subclass?: string; readonly member?: string; readonly metaclass?: readonly string[] };
  /** Functions handed to unknown functions are called back (JavaScript). */
  readonly callsBack: boolean;
  /** What a name is that no scope knows. */
  global(name: string): Val | undefined;
  /** The canonical spelling of a resolved name (`builtins.exec` is `exec`, `node:fs.x` is `fs.x`). */
  canonical(name: string): string;
  /** `object`, `str` … for receivers of known type; undefined for others. */
  typeName(value: Val): string | undefined;
  /** An operator over two values that aren't unknown; undefined: not known. */
  binary(op: string, left: Val, right: Val, evaluator: Evaluator): Val | undefined;
  unary(op: string, operand: Val, evaluator: Evaluator): Val | undefined;
  /** undefined: can't be known. */
  truthy(value: Val): boolean | undefined;
  /** A property of a known value other than its own attributes (`'x'.length`). */
  member(object: Val, property: string, evaluator: Evaluator): Val | undefined;
  /** `object[index]` of known values; undefined: not known. */
  index(object: Val, index: Val, evaluator: Evaluator): Val | undefined;
  /** The elements that iterating over a known value gives (`keys`: for…in); undefined: not known. */
  iterate(value: Val, keys: boolean, evaluator: Evaluator): readonly Val[] | undefined;
  /** A call that can be computed or is special; undefined: an unknown call of that name. */
  builtin(call: BuiltinCall, evaluator: Evaluator): Val | undefined;
  readonly apis: ApiTable;
  /** Names that hold data when merely read (`os.environ`, `sys.platform`, `process.env`). An access counts as a call of that name. */
  readonly attributes: ReadonlyMap<string, Api>;
  /** Names that lead to effects, so that what has none of them is left alone; absent: anything might. */
  readonly leading?: Leading;
  /** The text of a value as the language prints it (`str`, `String`, a format such as `02x`); undefined: not known. */
  display(value: Val, format?: string): string | undefined;
}

export type Completion = 'break' | 'continue' | 'return' | undefined;

/** One activation of a function, or a module. */
export interface Frame {
  /** Changes as blocks are entered and left. */
  scope: Scope;
  readonly fn: FunctionNode | undefined;
  readonly name: string;
  readonly self: Val;
  /** Values returned so far on paths that were not certain. */
  returns: Val[];
  /** The value of the certain return. */
  result: Val;
  yields: ListVal | undefined;
  /** How many conditions that could not be decided surround the current statement. */
  uncertain: number;
  label: string | undefined;
  /** How often the end of a loop or function was met on a path that is not certain. */
  exits: number;
  /** True where it isn't certain that this runs at all. */
  readonly isDoubtful: boolean;
}

/** A variable that a branch changed, and what it held before. */
export interface Change {
  readonly variables: Map<string, Val>;
  readonly name: string;
  readonly old: Val;
  readonly wasSet: boolean;
}

/** How often a function has been run, how deep it is active, and what it last gave for unknown arguments. */
export interface Walks {
  count: number;
  active: number;
  last: Val;
  /** It did something to the world the last time: running it again and again tells nothing new. */
  touches: boolean;
  /** Where arguments came from that it was run with for their sake. */
  readonly sources: Set<Source>;
  /** Its last result for exact arguments was exact. */
  givesExact: boolean;
}

/** A certain exception on its way to the handler. */
export class Thrown extends Error {
  readonly value: Val;
  constructor(value: Val) {
    super('thrown by the evaluated code');
    this.value = value;
  }
}

/** The evaluator as built-ins and its own parts see it. */
export interface Evaluator {
  readonly profile: Profile;
  readonly budget: Budget;
  readonly unit: SourceUnit;
  readonly stage: Stage;
  readonly frame: Frame;
  /** Exact work that is left for loops; abstract evaluation goes on when it is spent. */
  fuel: number;
  /** Statements until the budget and the clock are asked again. */
  fuelAll: number;
  refuel(): void;
  /** How many `try` bodies surround the current statement. */
  tries: number;
  /** Conditions around the current statement, as texts. */
  readonly guards: string[];
  /** How many calls with effects were met so far. */
  touches: number;
  /** How many branches were walked whose condition isn't known, results taken from earlier runs, and errors that nothing catches. */
  forks: number;
  /** Characters of functions that may still be walked a second time where it isn't certain that they run. */
  rewalks: number;
  /** True where it isn't certain that the current statement runs. */
  readonly isDoubtful: boolean;
  /** How many functions are active. */
  readonly depth: number;
  /** True inside an exact loop after its first passes: side work is skipped. */
  readonly isHot: boolean;
  /** True while the callee of a call is looked up: a method nobody holds is then left to the call. */
  isCallee: boolean;
  /** Only functions that nothing called are walked now. */
  readonly isFinishing: boolean;
  /** How many exact loops are past their first passes. */
  hot: number;
  /** How many handlers are walked of bodies that did not fail: lists stay as the body left them. */
  asides: number;
  noteClass(cls: ClassVal): void;
  evaluate(expr: Expr): Val;
  execute(body: readonly Stmt[]): Completion;
  assign(target: Pattern, value: Val, how?: 'var' | 'let' | 'const'): void;
  lookup(name: string): Val;
  compare(op: string, left: Val, right: Val): Val;
  /** Evaluates a condition and tells what it asks of the world. */
  guardOf(test: Expr): { value: Val; text: string };
  /** Code that does not run as far as can be told; walked at the end, so that nothing stays unread. */
  defer(body: readonly Stmt[]): void;
  /** Remembers what a variable held before a branch that may not run changes it. */
  noteChange(variables: Map<string, Val>, name: string): void;
  /** Changes made since the innermost branch began; swapped by whoever walks branches. */
  changes: Change[] | undefined;
  inScope(scope: Scope, action: () => Completion): Completion;
  /** Every name of an outside module is bound in the current scope. */
  starImport(module: string): void;
  walksOf(fn: FunctionNode): Walks;
  member(object: Val, property: string, node: Expr): Val;
  index(object: Val, index: Val, node: Expr): Val;
  /** Calls any value; `receiver` is `this` or the object a method was found on. */
  call(callee: Val, args: readonly Val[], named: ReadonlyMap<string, Val>, receiver: Val, node: Expr): Val;
  /** Calls with positional arguments only. */
  callFunction(callee: Val, args: readonly Val[], node: Expr, receiver?: Val): Val;
  /** A call of something outside the text, by resolved name: recorded when its effects are known. */
  external(name: string, args: readonly Val[], named: ReadonlyMap<string, Val>, receiver: Val, node: Expr): Val;
  /** Elements of a value, or undefined where they can't be known. */
  elements(value: Val, keys?: boolean): readonly Val[] | undefined;
  /** Runs text as code of this language in the current scope, as a new layer. */
  /** The value of a text that is one expression (`eval`); undefined where it isn't. */
  evaluateText(text: string): Val | undefined;
  runCode(code: Val, how: string, node: Expr): void;
  /** Hands text of another language, or of unknown language, to its reader. */
  readInner(text: string, how: string, node: Expr, language?: Language): void;
  /** A text file of the package that a path means, by the end of the path. */
  shippedText(path: Val): { path: string; text: string; readonly data?: string } | undefined;
  /** The module of the package that an import names, evaluated; undefined: it is not in the package. */
  load(specifier: string, level: number): Val | undefined;
  /** Evaluates a function or class that the environment calls by itself, at a stage of its own (cmdclass commands, hooks). */
  runAt(stage: Stage, value: Val): void;
  /** An instance to stand for all of a class. */
  instance(cls: ClassVal): Val;
  newFunction(node: FunctionNode, scope: Scope): FunctionVal;
  /** Does something inside another activation. */
  within(frame: Frame, action: () => void): void;
  spanOf(node: { at: number; to: number }): Span;
  originsFrom(...values: Val[]): Origins;
  /** Remembers a text folded from several, for rules that look for strings. */
  noteFolded(text: string, node: { at: number; to: number }): void;
}

/** What the evaluator asks of whoever knows the package. */
export interface Surroundings {
  /** Evaluates the package's module that an import names, through `runModule`; undefined where it is not in the package. */
  load(specifier: string, level: number, from: SourceUnit, stage: Stage): ModuleVal | undefined;
  /** Reads text of another language, or of an unknown one. */
  inner(text: string, how: string, from: { unit: SourceUnit; span: Span; stage: Stage }, language?: Language): void;
  /** A file of the package by the end of its path, for code that reads what was shipped with it. */
  shipped(path: string, from: string): { path: string; text: string; readonly data?: string } | undefined;
  /** A new unit came about (a layer). */
  added(unit: SourceUnit): void;
}
