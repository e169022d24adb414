/** Follows a shell script's commands in order: variables, pipes, files, conditions, functions. */
import type { Span } from '../../model/source.ts';
import { invocationOf, type Invocation } from '../command/invocation.ts';
import { sourceOfPath } from '../command/places.ts';
import { runProgram, writeFile } from '../command/programs.ts';
import { addCall, addGap, readInner, type Script } from '../command/script.ts';
import { concat, EMPTY, exact, joinOrigins, list as listOf, partial, textOf, withOrigins, type Tracked } from '../command/values.ts';
import { HOLE } from '../../model/source.ts';
import { expandFields, expandWord, type Shell } from './expand.ts';
import { noteLiterals } from './literals.ts';
import { parseShell } from './parse.ts';
import type { Command, List, Pipeline, Word } from './tree.ts';

/** Function calls nest no deeper, and a function is followed no more often. */
const DEEPEST_CALL = 8;
const MOST_FOLLOWED = 4;
const MOST_STARTS = 64;
/** A loop over known words that only computes is run this often at most. */
const MOST_ROUNDS = 4_096;

interface State extends Shell {
  readonly script: Script;
  readonly functions: Map<string, { body: List; followed: number }>;
  /** What open file descriptors (`exec 5<>/dev/tcp/…`) give. */
  readonly descriptors: Map<string, Tracked>;
  depth: number;
  /** How many commands have started one another: `sudo env nohup x`. */
  starts: number;
}

/** Follows a whole script; functions that nothing calls are followed last, for what they would do when called. */
export function follow(script: Script, list: List): void {
  const state: State = {
    script, variables: new Map(), functions: new Map(), descriptors: new Map(), depth: 0, starts: 0,
    substitute: (body, span) => substitute(state, body, span),
    operand: (raw) => operand(state, raw),
  };
  runList(state, list, undefined);
  const { stage } = script;
  for (const [name, known] of [...state.functions].slice(0, 500)) {
    if (known.followed > 0) continue;
    script.stage = stage === 'unreachable' ? stage : 'run';
    script.within = name;
    script.guards = [];
    runList(state, known.body, undefined);
  }
  script.stage = stage;
}

function runList(state: State, list: List, stdin: Tracked | undefined): Tracked {
  const { script } = state;
  const start = script.guards;
  let outer = start;
  const outputs: Tracked[] = [];
  let previous: Pipeline | undefined;
  for (const pipeline of list.pipelines) {
    script.reading.budget.takeSteps(4);
    if (pipeline.joint === '&&' || pipeline.joint === '||') guardBy(state, previous, pipeline);
    else if (previous) script.guards = outer = after(state, previous, outer);
    const output = runPipeline(state, pipeline, stdin);
    if (output.text !== '' || output.origins.length > 0) outputs.push(output);
    previous = pipeline;
    if (outputs.length > 2_000) outputs.splice(0, 1_000);
  }
  script.guards = start;
  return outputs.length < 2 ? (outputs[0] ?? EMPTY) : concat(outputs.flatMap((output) => (output.text === undefined ? [output, exact('\n')] : [output])));
}

/** `test && x`: x stands under the test. A guard that ends in `exit` stays for all that follows. */
function guardBy(state: State, previous: Pipeline | undefined, next: Pipeline): void {
  const [first] = previous?.commands ?? [];
  if (!first || state.script.guards.length > 20) return;
  const text = sourceOf(state, first);
  if (/^(?:\[|test\b|command\b|which\b|type\b|grep\b|uname\b|hash\b|!)/.test(text)) state.script.guards = [...state.script.guards, next.joint === '||' ? `!(${text})` : text];
}

/** What stands after `test && exit` runs where the test fails. */
function after(state: State, previous: Pipeline, outer: readonly string[]): readonly string[] {
  const [command] = previous.commands;
  const part = command?.kind === 'simple' ? command.words[0]?.parts[0] : undefined;
  const ends = part?.kind === 'text' && (part.text === 'exit' || part.text === 'return');
  const guard = state.script.guards.at(-1);
  if (!ends || previous.joint === ';' || guard === undefined || state.script.guards.length === outer.length) return outer;
  return [...outer, guard.startsWith('!(') ? guard.slice(2, -1) : `!(${guard})`];
}

function sourceOf(state: State, span: Span): string {
  return state.script.unit.text.slice(span.start, Math.min(span.end, span.start + 200)).trim();
}

function runPipeline(state: State, pipeline: Pipeline, stdin: Tracked | undefined): Tracked {
  let piped = stdin;
  for (const command of pipeline.commands) piped = runCommand(state, command, piped);
  return piped ?? EMPTY;
}

function runCommand(state: State, command: Command, stdin: Tracked | undefined): Tracked {
  const input = inputOf(state, command, stdin);
  const output = command.kind === 'simple' ? runSimple(state, command, input) : runCompound(state, command, input);
  return redirect(state, command, output);
}

/** What a command reads: a here-document, a here-string, a file, or the pipe. */
function inputOf(state: State, command: Command, stdin: Tracked | undefined): Tracked | undefined {
  let input = stdin;
  for (const { op, target } of command.redirects) {
    const descriptor = op === '<&' ? state.descriptors.get(textOf(expandWord(state, target))) : undefined;
    if (descriptor) input = descriptor;
    else if (op === '<<' || op === '<<<') input = expandWord(state, target);
    else if (op === '<' || (op === '<&' && !/^\d|^-/.test(textOf(expandWord(state, target))))) input = fileInput(state, expandWord(state, target), command);
  }
  return input;
}

function fileInput(state: State, path: Tracked, span: Span): Tracked {
  const text = textOf(path);
  const written = state.script.files.get(text);
  if (written) return written;
  // `< <(command)`: the substitution's output stands for the path.
  if (path.name === '<()') return path;
  if (text.startsWith('/dev/tcp/') || text.startsWith('/dev/udp/')) {
    connect(state, path, span);
    return { origins: [{ source: 'network', span: { start: span.start, end: span.end }, detail: text }] };
  }
  const source = sourceOfPath(text);
  if (source !== 'file') addCall(state.script, { name: '<', does: ['file.read'], args: [path], roles: { path }, span: spanOf(span) });
  return { origins: [{ source, span: spanOf(span), detail: text }] };
}

function connect(state: State, path: Tracked, span: Span): void {
  const [, , , host = '', port = ''] = textOf(path).split('/');
  addCall(state.script, { name: '/dev/tcp', does: ['net.connect'], args: [path], roles: { address: withOrigins(exact(`${host}:${port}`), path.origins) }, span: spanOf(span) });
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** Output into files and sockets; what goes elsewhere is what the pipe gets. */
function redirect(state: State, command: Command, output: Tracked): Tracked {
  let rest = output;
  for (const { op, target, fd } of command.redirects) {
    if (!op.includes('>')) continue;
    const path = expandWord(state, target);
    const text = textOf(path);
    if (/^(?:\d|-)$/.test(text) || text === '') continue;
    if (op === '<>' || text.startsWith('/dev/tcp/') || text.startsWith('/dev/udp/')) {
      socketEnd(state, command, path, output);
      if (fd && fd.length < 40) state.descriptors.set(fd.replace(/[{}]/g, ''), { origins: [{ source: 'network', span: spanOf(command), detail: text }] });
      continue;
    }
    if (fd === '2') continue;
    writeFile(state.script, path, output, op.includes('>>'), spanOf(command));
    rest = EMPTY;
  }
  return rest;
}

/** A shell whose input and output are a socket is a remote shell. */
function socketEnd(state: State, command: Command, path: Tracked, output: Tracked): void {
  const text = textOf(path);
  if (!/^\/dev\/(?:tcp|udp)\//.test(text)) return;
  const word = command.kind === 'simple' ? textOf(command.words[0] && expandWord(state, command.words[0])) : '';
  const isShell = /(?:^|\/)(?:ba|z|k|da)?sh$/.test(word);
  writeFile(state.script, path, isShell ? { origins: [] } : output, false, spanOf(command));
  if (!isShell) return;
  const origins = [{ source: 'network', span: spanOf(command), detail: text }] as const;
  addCall(state.script, { name: word, does: ['process.shell'], roles: { command: withOrigins(exact(`${word} -i`), origins), code: { origins } }, span: spanOf(command) });
}

type Simple = Extract<Command, { kind: 'simple' }>;

function runSimple(state: State, command: Simple, stdin: Tracked | undefined): Tracked {
  const { script } = state;
  script.reading.budget.takeSteps(2 + command.words.length);
  for (const { name, append, values, isArray } of command.assignments) {
    const value = isArray ? listOf(values.slice(0, 10_000).flatMap((word) => expandFields(state, word))) : expandWord(state, values[0]);
    for (const word of values) noteLiterals(script, word, value, isArray);
    const before = append ? state.variables.get(name) : undefined;
    state.variables.set(name, before ? (isArray ? listOf([...(before.items ?? [before]), ...(value.items ?? [])] as Tracked[]) : concat([before, value])) : value);
  }
  if (command.words.length === 0) return EMPTY;
  const words = command.words.flatMap((word) => {
    const fields = expandFields(state, word);
    noteLiterals(script, word, fields.length === 1 ? fields[0] : undefined, false);
    return fields;
  });
  return runWords(state, words, spanOf(command), stdin);
}

function runWords(state: State, words: readonly Tracked[], span: Span, stdin: Tracked | undefined): Tracked {
  if (words.length === 0) return EMPTY;
  if (state.starts >= MOST_STARTS) return { origins: stdin?.origins ?? [] };
  const start = (_: Script, run: Invocation): Tracked => runWords(state, [run.program, ...run.args], span, run.stdin);
  state.starts++;
  const output = runInvocation(state, invocationOf(words, { span, start, shell: 'shell' }, stdin));
  state.starts--;
  return output;
}

function runInvocation(state: State, run: Invocation): Tracked {
  const known = state.functions.get(textOf(run.program));
  if (known) return callFunction(state, textOf(run.program), known, run);
  const own = Object.hasOwn(BUILTINS, run.name) ? BUILTINS[run.name] : undefined;
  return own ? own(state, run) : runProgram(state.script, run);
}

function callFunction(state: State, name: string, known: { body: List; followed: number }, run: Invocation): Tracked {
  if (state.depth >= DEEPEST_CALL || known.followed >= MOST_FOLLOWED) return { origins: run.stdin?.origins ?? [] };
  known.followed++;
  state.depth++;
  const { script } = state;
  const { within } = script;
  const before = new Map(['@', '*', '#', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key) => [key, state.variables.get(key)]));
  script.within = name;
  bindArguments(state, run.args);
  const output = runList(state, known.body, run.stdin);
  script.within = within;
  for (const [key, value] of before) {
    if (value === undefined) state.variables.delete(key);
    else state.variables.set(key, value);
  }
  state.depth--;
  return output;
}

function bindArguments(state: State, args: readonly Tracked[]): void {
  const { variables } = state;
  variables.set('@', listOf(args));
  variables.set('*', listOf(args));
  variables.set('#', exact(String(args.length)));
  for (let i = 1; i <= 9; i++) variables.set(String(i), args[i - 1] ?? EMPTY);
}

const BUILTINS: Readonly<Record<string, (state: State, run: Invocation) => Tracked>> = {
  eval: evaluates,
  source: sources, '.': sources,
  exec: (state, run) => (run.args.length === 0 ? EMPTY : runWords(state, run.args, run.span, run.stdin)),
  read: reads, mapfile: reads, readarray: reads,
  set: (state, run) => {
    if (textOf(run.args[0]) === '--') bindArguments(state, run.args.slice(1));
    return EMPTY;
  },
  alias: (state, run) => {
    addCall(state.script, { name: 'alias', does: [], args: run.args, span: run.span });
    return EMPTY;
  },
};

/** `eval WORDS`: one more round of reading. */
function evaluates(state: State, run: Invocation): Tracked {
  const code = listOf(run.args);
  addCall(state.script, { name: 'eval', does: ['code.evaluate'], args: run.args, roles: { code }, span: run.span });
  if (code.text !== undefined && code.how && code.how.length > 0) {
    readInner(state.script, code, 'eval', run.span, 'shell');
    return { origins: code.origins };
  }
  return evaluated(state, code, run);
}

/** A text evaluated in this same shell, so that what it sets is known afterwards. */
function evaluated(state: State, code: Tracked, run: Invocation): Tracked {
  const { script } = state;
  if (code.text === undefined || code.text === HOLE || state.depth >= DEEPEST_CALL) return { origins: code.origins };
  script.reading.budget.takeSteps(1 + code.text.length);
  state.depth++;
  const place = script.place;
  script.place = place ?? run.span;
  const output = runList(state, parseShell(code.text).list, run.stdin);
  if (place === undefined) delete script.place;
  state.depth--;
  return output;
}

/** `. file` and `source <(curl …)`. */
function sources(state: State, run: Invocation): Tracked {
  const path = run.args[0] ?? EMPTY;
  const code = path.name === '<()' ? path : state.script.files.get(textOf(path));
  const isForeign = code !== undefined && code.origins.length > 0;
  addCall(state.script, { name: 'source', does: isForeign ? ['code.evaluate', 'process.shell'] : ['process.shell'], args: run.args, roles: code ? { code, path, command: withOrigins(path, code.origins) } : { path, command: path }, span: run.span });
  if (code) readInner(state.script, code, 'source', run.span, 'shell');
  return EMPTY;
}

function reads(state: State, run: Invocation): Tracked {
  const value: Tracked = run.stdin ?? partial(HOLE, [{ source: 'arguments', span: run.span, detail: 'input' }]);
  const names = run.args.map(textOf).filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const first = value.text?.split('\n', 1)[0];
  const single: Tracked = first === undefined || value.text === HOLE ? value : { ...value, text: first };
  for (const name of names.length > 0 ? names : ['REPLY']) state.variables.set(name, names.length > 1 ? { origins: value.origins } : single);
  return EMPTY;
}

function runCompound(state: State, command: Exclude<Command, Simple>, stdin: Tracked | undefined): Tracked {
  switch (command.kind) {
    case 'group': return runList(state, command.body, stdin);
    case 'if': return runIf(state, command, stdin);
    case 'for': return runFor(state, command, stdin);
    case 'while': {
      // A `while read` loop takes its lines from what stands before or behind it.
      const test = runList(state, command.test, stdin);
      return concat([test, guardedList(state, sourceOf(state, command.test), command.body, stdin)]);
    }
    case 'case': return runCase(state, command, stdin);
    case 'function':
      if (state.functions.size < 5_000) state.functions.set(command.name, { body: command.body, followed: 0 });
      state.script.unit.marks.push({ kind: 'function', span: spanOf(command), detail: command.name });
      return EMPTY;
    case 'test':
      for (const word of command.words) noteLiterals(state.script, word, expandWord(state, word), false);
      return EMPTY;
  }
}

function guardedList(state: State, guard: string, body: List, stdin: Tracked | undefined): Tracked {
  const { script } = state;
  const outer = script.guards;
  if (outer.length < 20 && guard !== '') script.guards = [...outer, guard];
  const output = runList(state, body, stdin);
  script.guards = outer;
  return output;
}

function runIf(state: State, command: Extract<Command, { kind: 'if' }>, stdin: Tracked | undefined): Tracked {
  const outputs: Tracked[] = [];
  let last = '';
  for (const { test, body } of command.branches) {
    outputs.push(runList(state, test, stdin));
    last = sourceOf(state, test).replace(/;\s*$/, '');
    outputs.push(guardedList(state, last, body, stdin));
  }
  if (command.orelse) outputs.push(guardedList(state, `!(${last})`, command.orelse, stdin));
  return concat(outputs.filter((output) => output.text !== '' || output.origins.length > 0));
}

function runCase(state: State, command: Extract<Command, { kind: 'case' }>, stdin: Tracked | undefined): Tracked {
  const subject = sourceOf(state, command.subject);
  expandWord(state, command.subject);
  const outputs = command.arms.map(({ patterns, body }) => guardedList(state, `${subject} == ${patterns.map((pattern) => sourceOf(state, pattern)).join('|')}`, body, stdin));
  return concat(outputs.filter((output) => output.text !== '' || output.origins.length > 0));
}

/** A loop that only computes or prints is run round by round; any other once, with its first word. */
function runFor(state: State, command: Extract<Command, { kind: 'for' }>, stdin: Tracked | undefined): Tracked {
  const words = command.words.flatMap((word) => expandFields(state, word)).slice(0, MOST_ROUNDS);
  const isPure = words.length > 1 && words.every((word) => word.exact) && isComputing(command.body);
  if (!isPure) {
    const [first] = words;
    const { exact: _, ...loose } = first ?? partial(HOLE);
    state.variables.set(command.name, { ...(words.length > 1 ? loose : (first ?? partial(HOLE))), origins: words.reduce<Tracked['origins']>((all, word) => joinOrigins(all, word.origins), []) });
    return runList(state, command.body, stdin);
  }
  const outputs: Tracked[] = [];
  for (const word of words) {
    state.variables.set(command.name, word);
    outputs.push(runList(state, command.body, stdin));
  }
  return concat(outputs);
}

function isComputing(list: List): boolean {
  return list.pipelines.length <= 4 && list.pipelines.every(({ commands }) => commands.length === 1 && commands.every((command) => command.kind === 'simple' && command.redirects.length === 0 && (command.words.length === 0 || isPrinting(command.words[0]))));
}

function isPrinting(word: Word | undefined): boolean {
  const [part] = word?.parts ?? [];
  return part?.kind === 'text' && (part.text === 'printf' || part.text === 'echo');
}

function substitute(state: State, body: List, span: Span): Tracked {
  if (state.depth >= DEEPEST_CALL * 4) {
    addGap(state.script, 'Substitutions nested too deep were not followed.');
    return { origins: [] };
  }
  state.depth++;
  const output = runList(state, body, undefined);
  state.depth--;
  const isProcess = /[<>]/.test(state.script.unit.text[span.start] ?? '');
  return isProcess ? { ...output, name: '<()' } : output;
}

/** The operand of `${x:-operand}`, read as a quoted word. */
function operand(state: State, raw: string): Tracked {
  if (!/[$`\\"']/.test(raw)) return exact(raw);
  if (state.depth >= DEEPEST_CALL) return { origins: [] };
  const list = parseShell(`: ${raw.slice(0, 4_000)}`).list;
  const command = list.pipelines[0]?.commands[0];
  if (command?.kind !== 'simple') return { origins: [] };
  state.depth++;
  const value = concat(command.words.slice(1).flatMap((word, index) => (index ? [exact(' '), expandWord(state, word)] : [expandWord(state, word)])));
  state.depth--;
  return value;
}
