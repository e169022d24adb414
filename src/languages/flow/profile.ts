/** What the evaluator must be told of a language: its names, operators, built-ins and the effects of its API. */
import type { Effect } from '../../model/effect.ts';
import type { Language, Role, Source } from '../../model/source.ts';
import type { Evaluator } from './evaluator.ts';
import type { Module } from './nodes.ts';
import type { Val } from './values.ts';

/** One function of a language's API. Positions: a number is an argument, a string a keyword (or a key of an options object), 'this' the receiver. */
export interface Api {
  readonly does: readonly Effect[];
  readonly roles?: Readonly<Partial<Record<Role, readonly (number | string)[]>>>;
  /** What the result holds. */
  readonly yields?: Source;
  /** Told as the origin's detail; absent: the text of the first role that is known. */
  readonly detail?: string;
  /** The result carries the origins of its arguments and receiver (a transformation). Default true for calls not in the table. */
  readonly passes?: boolean;
  /** Argument positions of functions it calls at once (true: every function among its arguments). */
  readonly calls?: readonly number[] | true;
}

/** Names are resolved through imports: `os.system`, `requests.Session().get`, `open().write`, `child_process.exec`. A leading `*.` matches any receiver: `*.recv`. */
export type ApiTable = ReadonlyMap<string, Api>;

/** Gives a value where the call can be computed or is special; undefined: treated as an unknown call of that name. */
export type Builtin = (call: BuiltinCall, evaluator: Evaluator) => Val | undefined;

export interface BuiltinCall {
  readonly name: string;
  readonly args: readonly Val[];
  readonly named: ReadonlyMap<string, Val>;
  readonly receiver: Val | undefined;
  readonly at: number;
  readonly to: number;
}

export interface Profile {
  readonly language: Language;
  parse(text: string): Module;
  /** True where assignment without declaration makes a function-local variable (Python); JavaScript makes a global. */
  readonly assignsLocally: boolean;
  /** True where names are case-insensitive: lowering gives them in lower case (VBScript, PowerShell). */
  /** A name that no scope knows: a built-in (as Ref) or undefined for unknown. */
  global(name: string): Val | undefined;
  /** An operator over known operands (raw primitives, ListVal, …); undefined: unknown. `op` in source spelling. */
  binary(op: string, left: Val, right: Val, evaluator: Evaluator): Val | undefined;
  unary(op: string, operand: Val, evaluator: Evaluator): Val | undefined;
  /** undefined: can't be known. */
  truthy(value: Val): boolean | undefined;
  /** A property of a known value that isn't in its own attributes (`'x'.length`); undefined: none known. */
  member(object: Val, property: string, evaluator: Evaluator): Val | undefined;
  /** Methods of known values and built-in functions, by resolved name or, for primitives, by method name with the receiver. */
  builtin(call: BuiltinCall, evaluator: Evaluator): Val | undefined;
  readonly apis: ApiTable;
  /** The text of a value as the language prints it (`str`, `String`); undefined: unknown. */
  display(value: Val): string | undefined;
}
