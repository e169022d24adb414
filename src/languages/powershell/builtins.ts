/** Calls that PowerShell's evaluation computes: the command operator, casts, and what commands and .NET methods give. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { DictVal, FunctionVal, ListVal, Ref, Unknown, partialText, rawOf, type Val } from '../flow/values.ts';
import { callBuiltin as callAutomation } from '../vbscript/builtins.ts';
import { typeOf } from '../vbscript/objects.ts';
import { cast } from './casts.ts';
import { commandName, isCmdlet, isSwitch, parameterName } from './commands.ts';
import { CMDLETS } from './cmdlets.ts';
import { construct, OBJECT_METHODS } from './objects.ts';
import { startProgram } from './start.ts';
import { STATICS } from './statics.ts';
import { STRING_METHODS } from './string-methods.ts';

/** Value of a call by resolved name; undefined: not known here. */
export function callBuiltin(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const { name, args, node } = call;
  if (name === '&') return command(call, ev);
  if (name === '[cast]') return cast(partialText(args[0]) ?? '', args[1], ev);
  if (name === '[array]') return args[0] instanceof ListVal ? args[0] : new ListVal(args[0] === null || args[0] === undefined ? [] : [...args]);
  if (name === '[lower]') return typeof rawOf(args[0]) === 'string' ? String(rawOf(args[0])).toLowerCase() : args[0];
  if (name.endsWith('.new')) return construct(name.slice(0, -4), args, ev, node);
  const type = typeOf(call.receiver);
  const method = type === undefined ? undefined : OBJECT_METHODS.get(name);
  if (method && call.receiver instanceof DictVal) return method(call.receiver, args, ev, node);
  const found = CMDLETS.get(name) ?? STATICS.get(name) ?? STRING_METHODS.get(name);
  if (found) return found(call, ev);
  return type === undefined ? undefined : callAutomation(call, ev);
}

/** The command operator: a function, a script block, a cmdlet, an alias or a program, by what its name comes to. */
function command(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const [first, ...words] = call.args;
  const input = call.named.get('input');
  if (first instanceof FunctionVal) return ev.callFunction(first, input === undefined ? [...words] : [input, ...words], call.node);
  if (first instanceof Ref) return named(first.name, words, input, call, ev);
  if (first instanceof Unknown && first.name === 'scriptblock') return ev.external('invoke-expression', [first.about], new Map(), undefined, call.node);
  const text = partialText(first);
  if (text === undefined || text.includes('\uF8FF')) return ev.external('start program', [first, ...words], new Map(), undefined, call.node);
  return named(text.trim(), words, input, call, ev);
}

function named(text: string, words: readonly Val[], input: Val, call: BuiltinCall, ev: Evaluator): Val | undefined {
  const own = ev.frame.scope.find(text.toLowerCase())?.variables.get(text.toLowerCase());
  if (own instanceof FunctionVal) return callOwn(own, words, input, call, ev);
  const name = own instanceof Ref ? commandName(own.name) : commandName(text);
  const isProgram = /^(?:curl|wget)$/i.test(text) && words.some((word) => /^-[a-zA-Z]{1,6}$/.test(partialText(word) ?? '') && !/^-(?:uri|body)$/i.test(partialText(word) ?? ''));
  if (isProgram || (!isCmdlet(name) && !CMDLETS.has(name))) return startProgram(text, words, input, call, ev);
  const { positional, params } = argumentsOf(words, input);
  if (name === 'get-childitem' && /^env:/i.test(partialText(positional[0]) ?? '')) return ev.external('get-childitem env:', [], new Map(), undefined, call.node);
  return ev.external(name === 'remove-item' && params.has('recurse') ? 'remove-item -recurse' : name, positional, params, undefined, call.node);
}

/** A function of the script: `-Name value` by name, the rest by place. */
function callOwn(fn: FunctionVal, words: readonly Val[], input: Val, call: BuiltinCall, ev: Evaluator): Val {
  const names = fn.node.params.map((param) => (param.target.kind === 'name' ? param.target.name.slice(1) : ''));
  const args: Val[] = names.map(() => undefined);
  const rest: Val[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = partialText(words[i]);
    const at = word?.startsWith('-') ? names.findIndex((name) => name !== '' && name.startsWith(word.slice(1).toLowerCase())) : -1;
    if (at >= 0) args[at] = words[++i];
    else rest.push(words[i]);
  }
  if (input !== undefined) rest.push(input);
  for (let i = 0; i < args.length && rest.length > 0; i++) if (args[i] === undefined) args[i] = rest.shift();
  return ev.callFunction(fn, args, call.node);
}

/** Words of a cmdlet: `-Name value`, `-Name:value`, switches, and the rest by place. */
function argumentsOf(words: readonly Val[], input: Val): { positional: Val[]; params: Map<string, Val> } {
  const positional: Val[] = [];
  const params = new Map<string, Val>();
  for (let i = 0; i < words.length; i++) {
    const text = partialText(words[i]);
    const match = text === undefined || text.length > 60 ? null : /^[-\u2013\u2014\u2015]([a-zA-Z]\w*):?$/.exec(text);
    if (!match) {
      positional.push(words[i]);
      continue;
    }
    const name = parameterName((match[1] ?? '').toLowerCase());
    const next = partialText(words[i + 1]);
    if (isSwitch(name) || i + 1 >= words.length || (next !== undefined && /^-[a-zA-Z]{2,}$/.test(next))) params.set(name, true);
    else params.set(name, words[++i]);
  }
  if (input !== undefined) params.set('input', input);
  return { positional, params };
}
