/** The tree of a shell script: POSIX sh with what bash and zsh add. Offsets are UTF-16 units of the text. */
import type { Span } from '../../model/source.ts';

export type Part =
  | { kind: 'text'; text: string; quoted: boolean }
  /** `$name`, `${name}` and `${name OP operand}`; `#name` is the length, `!name` the indirection. */
  | { kind: 'variable'; name: string; quoted: boolean; op?: string; operand?: string; index?: string; span: Span }
  | { kind: 'command'; body: List; quoted: boolean; span: Span }
  | { kind: 'arithmetic'; text: string }
  /** `<(…)` or `>(…)`. */
  | { kind: 'process'; body: List; span: Span };

export interface Word extends Span {
  parts: Part[];
}

export interface Redirect {
  /** `<`, `>`, `>>`, `<<`, `<<<`, `>&`, `<&`, `&>`, `&>>`, `<>`, `>|`. */
  op: string;
  fd?: string;
  target: Word;
}

export interface Assignment {
  name: string;
  append: boolean;
  /** Several words: an array. */
  values: Word[];
  isArray: boolean;
}

export type Command = Span & { redirects: Redirect[] } & (
  | { kind: 'simple'; assignments: Assignment[]; words: Word[] }
  | { kind: 'group'; body: List }
  | { kind: 'if'; branches: { test: List; body: List }[]; orelse?: List }
  | { kind: 'for'; name: string; words: Word[]; body: List }
  | { kind: 'while'; test: List; body: List }
  | { kind: 'case'; subject: Word; arms: { patterns: Word[]; body: List }[] }
  | { kind: 'function'; name: string; body: List }
  | { kind: 'test'; words: Word[] }
);

export interface Pipeline {
  commands: Command[];
  /** How it is joined to the one before: `&&`, `||`, `;` or the first one's ''. */
  joint: '' | ';' | '&&' | '||' | '&';
}

export interface List extends Span {
  pipelines: Pipeline[];
}
