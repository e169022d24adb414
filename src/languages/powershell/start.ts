/** Programs started from PowerShell: the same table as for shell and batch lines. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { ListVal, NOT_EXACT, Unknown, originsOf, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';
import type { SourceUnit } from '../../model/source.ts';
import { invocationOf, programName, type Invocation } from '../command/invocation.ts';
import { isKnownProgram, runProgram } from '../command/programs.ts';
import type { Script } from '../command/script.ts';
import type { Tracked } from '../command/values.ts';

const FILES = new WeakMap<SourceUnit, Map<string, Tracked>>();

/** Follows a program that a line starts, and gives its output. */
export function startProgram(text: string, words: readonly Val[], input: Val, call: BuiltinCall, ev: Evaluator): Val {
  const name = programName(text);
  if (!isKnownProgram(name)) return ev.external('start program', [text, ...words], new Map(), undefined, call.node);
  const script = scriptOf(ev, call);
  const span = ev.spanOf(call.node);
  const start = (inner: Script, run: Invocation): Tracked => runProgram(inner, run);
  const tracked = [{ text, exact: true, origins: [] }, ...words.flatMap((word) => (word instanceof ListVal ? word.items.map(trackedOf) : [trackedOf(word)]))];
  const output = runProgram(script, invocationOf(tracked, { span, start, shell: 'powershell' }, input === undefined ? undefined : trackedOf(input)));
  return valueOf(output);
}

function scriptOf(ev: Evaluator, call: BuiltinCall): Script {
  let files = FILES.get(ev.unit);
  if (files === undefined) FILES.set(ev.unit, (files = new Map()));
  return {
    unit: ev.unit, stage: ev.stage, within: ev.frame.name, guards: [...ev.guards], files, inners: 0,
    reading: { budget: ev.budget, inner: (inner, how, _, language) => ev.readInner(inner, how, call.node, language) },
  };
}

function trackedOf(value: Val): Tracked {
  const text = partialText(value);
  const isExact = rawOf(value) !== NOT_EXACT;
  return { origins: originsOf(value), ...(text === undefined ? {} : { text, ...(isExact ? { exact: true } : {}) }) };
}

function valueOf(output: Tracked): Val {
  if (output.text === undefined || output.exact !== true) return new Unknown(output.origins, output.name);
  return withOrigins(output.text, output.origins);
}
