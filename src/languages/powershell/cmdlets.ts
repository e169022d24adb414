/** What PowerShell's commands give back, where it can be told, and what their parameters add to their effects. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { FunctionVal, ListVal, NONE, Ref, Unknown, joinOrigins, originsOf, partialText, withOrigins, type Val } from '../flow/values.ts';
import { originAt } from '../flow/recorder.ts';
import { newObject } from '../vbscript/objects.ts';
import { commandName } from './commands.ts';
import { construct } from './objects.ts';
import { typeName } from './expressions.ts';
import { shownText } from './texts.ts';

type Builtin = (call: BuiltinCall, ev: Evaluator) => Val | undefined;

const MOST_PASSES = 100_000;

/** By full command name. */
export const CMDLETS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['new-object', newOf],
  ['foreach-object', forEach], ['where-object', (call) => input(call)], ['select-object', (call) => input(call)], ['sort-object', (call) => input(call)], ['out-string', (call) => textual(call)], ['out-null', () => null], ['out-default', (call) => input(call)], ['tee-object', (call) => input(call)],
  ['write-output', (call) => (call.args.length === 1 ? call.args[0] : (input(call) ?? new ListVal([...call.args])))],
  ['set-alias', alias], ['new-alias', alias], ['set-variable', setVariable], ['new-variable', setVariable], ['get-variable', (call, ev) => variable(call, ev)],
  ['join-path', (call) => withOrigins(`${partialText(call.args[0] ?? call.named.get('path')) ?? '\uF8FF'}\\${partialText(call.args[1] ?? call.named.get('childpath')) ?? '\uF8FF'}`, originsOf(call.args[0]))],
  ['get-command', (call) => commandRef(call)], ['get-item', (call) => call.args[0] ?? call.named.get('path')],
  ['start-process', started], ['invoke-webrequest', requested], ['invoke-restmethod', requested],
  ['add-type', compiled], ['invoke-command', blockRun], ['start-job', blockRun], ['start-threadjob', blockRun],
  ['new-scheduledtaskaction', (call) => new ListVal([call.named.get('execute') ?? call.args[0], call.named.get('argument') ?? call.args[1]], 'tuple')],
  ['convertto-securestring', (call) => call.args[0] ?? call.named.get('string')],
  ['$env[]', environment],
  ['get-random', () => new Unknown(NONE)], ['get-date', () => new Unknown(NONE)], ['[ref]', (call) => call.args[0]],
  ['set-itemproperty', hiddenFile], ['import-module', () => null], ['write-host', () => null], ['new-item', (call) => call.named.get('path') ?? call.args[0]],
]);

function input(call: BuiltinCall): Val | undefined {
  return call.named.get('input');
}

function textual(call: BuiltinCall): Val | undefined {
  const value = input(call);
  const text = value === undefined ? undefined : shownText(value, '\r\n');
  return text === undefined ? value : withOrigins(text, originsOf(value));
}

function newOf(call: BuiltinCall, ev: Evaluator): Val {
  const com = call.named.get('comobject') ?? call.named.get('com');
  if (com !== undefined) return newObject(partialText(com) ?? 'unknown');
  const type = typeName(partialText(call.named.get('typename') ?? call.args[0]) ?? 'object');
  const args = call.named.get('argumentlist');
  return construct(type, args === undefined ? call.args.slice(call.named.has('typename') ? 0 : 1) : args instanceof ListVal ? args.items : [args], ev, call.node);
}

/** `x | % { … }`: the block is run for every element. */
function forEach(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const value = input(call);
  const block = [...call.args, call.named.get('process')].find((arg) => arg instanceof FunctionVal);
  if (!(block instanceof FunctionVal)) return value === undefined ? undefined : new Unknown(originsOf(value));
  const elements = value === undefined ? undefined : ev.elements(value);
  if (elements === undefined || elements.length > MOST_PASSES) return ev.callFunction(block, [value === undefined ? new Unknown(NONE) : new Unknown(originsOf(value))], call.node);
  const results: Val[] = [];
  for (const element of elements) {
    const result = ev.callFunction(block, [element], call.node);
    if (result !== undefined && result !== null) results.push(result);
  }
  const list = new ListVal(results);
  list.origins = originsOf(value, 0);
  return results.length === 1 ? results[0] : list;
}

function alias(call: BuiltinCall, ev: Evaluator): Val {
  const name = partialText(call.named.get('name') ?? call.args[0]);
  const value = partialText(call.named.get('value') ?? call.args.at(-1));
  if (name !== undefined && value !== undefined) ev.frame.scope.module.variables.set(name.toLowerCase(), new Ref(commandName(value)));
  return null;
}

function setVariable(call: BuiltinCall, ev: Evaluator): Val {
  const name = partialText(call.named.get('name') ?? call.args[0]);
  const value = call.named.get('value') ?? call.args[1] ?? input(call);
  if (name !== undefined) ev.frame.scope.module.variables.set(`$${name.toLowerCase()}`, value);
  return null;
}

function variable(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const name = partialText(call.named.get('name') ?? call.args[0]);
  return name === undefined ? undefined : ev.lookup(`$${name.toLowerCase()}`);
}

/** `& (Get-Command i?x)`: a pattern that only one well-known command fits. */
function commandRef(call: BuiltinCall): Val | undefined {
  const name = partialText(call.args[0] ?? call.named.get('name'));
  if (name === undefined) return undefined;
  if (!/[*?]/.test(name)) return new Ref(commandName(name));
  const pattern = name.toLowerCase().replace(/[^\w*?-]/g, '').slice(0, 60);
  return SOUGHT.find((command) => fits(pattern, command)) ? new Ref(SOUGHT.find((command) => fits(pattern, command)) ?? '') : undefined;
}

const SOUGHT = ['invoke-expression', 'invoke-webrequest', 'new-object', 'iex', 'iwr', 'start-process'];

/** A pattern with stars and question marks against a short name, without backtracking over more than the name. */
function fits(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (!fitsAt(head, name, 0)) return false;
  let at = head.length;
  for (const [i, piece] of rest.entries()) {
    if (i === rest.length - 1) return name.length - piece.length >= at && fitsAt(piece, name, name.length - piece.length);
    while (at <= name.length && !fitsAt(piece, name, at)) at++;
    at += piece.length;
  }
  return rest.length > 0 || at === name.length;
}

function fitsAt(piece: string, name: string, at: number): boolean {
  return at + piece.length <= name.length && [...piece].every((char, i) => char === '?' || char === name[at + i]);
}

/** A hidden window is an effect of its own; the program's line is read in the shell's language. */
function started(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const style = partialText(call.named.get('windowstyle')) ?? '';
  if (/^(?:h|1$)/i.test(style) || call.named.has('hidden')) ev.external('hidden window', [call.named.get('filepath') ?? call.args[0]], new Map(), undefined, call.node);
  const file = partialText(call.named.get('filepath') ?? call.args[0]);
  const rest = call.named.get('argumentlist') ?? call.args[1];
  const words = rest instanceof ListVal ? rest.items.map((item) => partialText(item) ?? '\uF8FF').join(' ') : partialText(rest);
  if (file !== undefined && words !== undefined && words !== '') ev.readInner(`${file} ${words}`, 'command', call.node, 'batch');
  return new Unknown(NONE, 'process object');
}

/** A request may carry a body, and may be saved to a file. */
function requested(call: BuiltinCall, ev: Evaluator): Val {
  const address = call.named.get('uri') ?? call.args[0];
  const body = call.named.get('body') ?? call.named.get('infile') ?? (/^(?:post|put)$/i.test(partialText(call.named.get('method')) ?? '') ? input(call) : undefined);
  if (body !== undefined) ev.external('web request with a body', [address, body], new Map(), undefined, call.node);
  const got = new Unknown(joinOrigins([originAt('network', ev.unit, call.node, partialText(address))], NONE), call.name, address);
  const path = call.named.get('outfile');
  if (path !== undefined) ev.external('save to file', [path, got], new Map(), undefined, call.node);
  return got;
}

/** C# that declares imports of memory functions, or that hooks keys. */
function compiled(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const code = partialText(call.named.get('typedefinition') ?? call.named.get('memberdefinition') ?? call.args[0]) ?? '';
  for (const [pattern, name] of IMPORTS) if (pattern.test(code)) ev.external(name, [code.slice(0, 200)], new Map(), undefined, call.node);
  return new Ref('added type');
}

const IMPORTS: readonly (readonly [RegExp, string])[] = [
  [/VirtualAlloc|VirtualProtect|WriteProcessMemory|CreateRemoteThread|CreateThread|RtlMoveMemory|NtMapViewOfSection/, 'virtualalloc'],
  [/SetWindowsHookEx|GetAsyncKeyState|GetKeyboardState/, 'keys.async'],
  [/ShowWindow(?:Async)?\b/, 'hidden window'],
];

function blockRun(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const block = [call.named.get('scriptblock'), ...call.args].find((arg) => arg !== undefined);
  if (block instanceof FunctionVal) return ev.callFunction(block, [], call.node);
  if (block instanceof Unknown && block.name === 'scriptblock') return ev.external('invoke-expression', [block.about], new Map(), undefined, call.node);
  return undefined;
}

const FOLDERS = /^(?:temp|tmp|appdata|localappdata|programdata|userprofile|public|windir|systemroot|homepath|homedrive|allusersprofile|programfiles|systemdrive|path|home)$/;

/** Variables that name folders stand for themselves; `ComSpec` is known, for its letters are used to spell names. */
function environment(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const name = (partialText(call.args[0]) ?? '').toLowerCase();
  if (name === 'comspec') return 'C:\\WINDOWS\\system32\\cmd.exe';
  if (name === 'public') return 'C:\\Users\\Public';
  if (FOLDERS.test(name)) return `%${name.toUpperCase()}%`;
  if (/^(?:username|computername|userdomain|logonserver|hostname)$/.test(name)) return new Unknown([originAt('identity', ev.unit, call.node, name)], 'env');
  return undefined;
}

function hiddenFile(call: BuiltinCall, ev: Evaluator): Val | undefined {
  if (/hidden/i.test(partialText(call.named.get('value')) ?? '') && /^attributes$/i.test(partialText(call.named.get('name')) ?? '')) ev.external('attrib hidden', [call.named.get('path') ?? call.args[0]], new Map(), undefined, call.node);
  return null;
}
