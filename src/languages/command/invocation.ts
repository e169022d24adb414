/** One program being started, as every shell language sees it. */
import type { Effect } from '../../model/effect.ts';
import type { Role, Source, Span, Value } from '../../model/source.ts';
import { addCall, type Script } from './script.ts';
import { concat, exact, joinOrigins, textOf, type Tracked } from './values.ts';

export interface Invocation {
  /** The program's name in small letters, without folder and `.exe`. */
  readonly name: string;
  /** The program as written: a path where it was one. */
  readonly program: Tracked;
  readonly args: readonly Tracked[];
  /** What it reads from its standard input, where something is piped in. */
  readonly stdin?: Tracked;
  readonly span: Span;
  /** Handles another command that this one starts (`sudo x`): the dispatcher of the shell at work. */
  readonly start: (script: Script, invocation: Invocation) => Tracked;
  /** The language of command lines here. */
  readonly shell: 'shell' | 'batch' | 'powershell';
}

/** What a program makes on its standard output. */
export type Program = (script: Script, run: Invocation) => Tracked;

/** An invocation from words. */
export function invocationOf(words: readonly Tracked[], like: Pick<Invocation, 'span' | 'start' | 'shell'>, stdin?: Tracked): Invocation {
  const program = words[0] ?? exact('');
  const { span, start, shell } = like;
  return { name: programName(textOf(program)), program, args: words.slice(1), span, start, shell, ...(stdin ? { stdin } : {}) };
}

/** `C:\Windows\System32\CURL.exe` → `curl`. */
export function programName(program: string): string {
  const tail = program.slice(-260);
  const base = tail.slice(Math.max(tail.lastIndexOf('/'), tail.lastIndexOf('\\')) + 1);
  return base.toLowerCase().replace(/\.(?:exe|com)$/, '');
}

/** The whole command line as one value. */
export function lineOf(run: Pick<Invocation, 'program' | 'args'>): Tracked {
  return concat([run.program, ...run.args.flatMap((arg) => [exact(' '), arg])]);
}

/** Writes the start of a program down; roles not given and `command` are filled in. */
export function note(script: Script, run: Invocation, does: readonly Effect[], roles: Partial<Record<Role, Value | undefined>> = {}, name = run.name): void {
  addCall(script, { name, does, args: run.args, roles, span: run.span });
}

/** A value with the history of all the arguments, and a further source. */
export function outputOf(run: Invocation, source?: Source, detail?: string): Tracked {
  let origins = run.stdin?.origins ?? [];
  if (source) origins = joinOrigins(origins, [detail === undefined ? { source, span: run.span } : { source, span: run.span, detail }]);
  return { origins, name: `${run.name}()` };
}

/** The first argument that is no option; a lone dash is one. */
export function operand(run: Invocation, index = 0): Tracked | undefined {
  return operands(run)[index];
}

export function operands(run: Invocation): readonly Tracked[] {
  return run.args.filter((arg) => {
    const text = textOf(arg);
    return run.shell !== 'shell' && /^\/[a-z]{1,2}(?::|$)/i.test(text) ? false : !text.startsWith('-') || text === '-';
  });
}
