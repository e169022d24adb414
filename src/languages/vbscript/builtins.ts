/** VBScript's own functions over known values, and the making of automation objects. */
import { decodePercent } from '../decode.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { DictVal, ListVal, NONE, NOT_EXACT, Ref, Unknown, originsOf, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { METHODS, newObject, typeOf } from './objects.ts';
import { numberOfValue, textOfValue } from './conversions.ts';

type Pure = (...args: (string | number | boolean | undefined)[]) => Val | undefined;

/** Value of a call by resolved name; undefined: not known here. */
export function callBuiltin(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const special = SPECIAL.get(call.name);
  if (special) return special(call, ev);
  const type = typeOf(call.receiver);
  const method = type === undefined ? undefined : METHODS.get(call.name);
  if (method && call.receiver instanceof DictVal) {
    const result = method(call.receiver, call.args, ev, call.node);
    return result ?? (call.name === 'xmlhttp.open' ? '' : undefined);
  }
  const pure = PURE.get(call.name);
  return pure ? folded(pure, call.args, ev) : undefined;
}

/** Runs a pure function where every argument is known. */
function folded(pure: Pure, args: readonly Val[], ev: Evaluator): Val | undefined {
  const raws: (string | number | boolean | undefined)[] = [];
  for (const arg of args) {
    const raw = rawOf(arg);
    if (raw === NOT_EXACT) return undefined;
    if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' || raw === undefined) raws.push(raw);
    else return undefined;
  }
  const result = pure(...raws);
  return result === undefined ? undefined : withOrigins(result, ev.originsFrom(...args));
}

const text = (value: unknown): string => textOfValue(value) ?? '';
const number = (value: unknown, otherwise = 0): number => numberOfValue(value) ?? otherwise;
const LONGEST = 8_000_000;

const PURE: ReadonlyMap<string, Pure> = new Map<string, Pure>([
  ['chr', (code) => character(number(code) & 0xff)], ['chrb', (code) => character(number(code) & 0xff)], ['chrw', (code) => character(number(code) & 0xffff)],
  ['asc', (value) => codeOf(text(value))], ['ascw', (value) => codeOf(text(value))], ['ascb', (value) => codeOf(text(value))],
  ['mid', mid], ['midb', mid],
  ['left', (value, count) => text(value).slice(0, Math.max(0, number(count)))],
  ['right', (value, count) => (number(count) <= 0 ? '' : text(value).slice(-number(count)))],
  ['len', (value) => text(value).length], ['lenb', (value) => text(value).length],
  ['strreverse', (value) => [...text(value)].reverse().join('')],
  ['replace', (value, from, to) => (text(from) === '' || text(value).length * (text(to).length + 1) > LONGEST * 8 ? undefined : text(value).replaceAll(text(from), () => text(to)))],
  ['split', (value, by) => new ListVal(text(value).split(by === undefined ? ' ' : text(by)).slice(0, 500_000))],
  ['lcase', (value) => text(value).toLowerCase()], ['ucase', (value) => text(value).toUpperCase()],
  ['trim', (value) => text(value).replace(/^ +| +$/g, '')], ['ltrim', (value) => text(value).replace(/^ +/, '')], ['rtrim', (value) => text(value).trimEnd()],
  ['cint', whole], ['clng', whole], ['cbyte', whole], ['int', (value) => floorOf(value)], ['fix', (value) => Math.trunc(number(value))],
  ['cdbl', (value) => numberOfValue(value)], ['csng', (value) => numberOfValue(value)], ['ccur', (value) => numberOfValue(value)], ['cstr', (value) => text(value)], ['cbool', (value) => number(value) !== 0],
  ['abs', (value) => Math.abs(number(value))], ['sgn', (value) => Math.sign(number(value))], ['sqr', (value) => Math.sqrt(Math.abs(number(value)))],
  ['hex', (value) => (number(value) >>> 0).toString(16).toUpperCase()], ['oct', (value) => (number(value) >>> 0).toString(8)],
  ['instr', (a, b, c) => (typeof a === 'number' ? text(b).indexOf(text(c), a - 1) + 1 : text(a).indexOf(text(b)) + 1)],
  ['instrrev', (a, b) => text(a).lastIndexOf(text(b)) + 1],
  ['string', (count, char) => (number(count) > LONGEST ? undefined : (typeof char === 'number' ? character(char) : text(char).slice(0, 1)).repeat(Math.max(0, number(count))))],
  ['space', (count) => (number(count) > LONGEST ? undefined : ' '.repeat(Math.max(0, number(count))))],
  ['strcomp', (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)],
  ['unescape', (value) => unescaped(text(value))], ['decodeuricomponent', (value) => decodePercent(text(value))],
  ['isempty', (value) => value === undefined], ['isnumeric', (value) => numberOfValue(value) !== undefined], ['val', (value) => Number.parseFloat(text(value)) || 0],
]);

/** Names of VBScript's functions: a script's variable of that name is rare, the function isn't. */
export const FUNCTIONS: ReadonlySet<string> = new Set([...PURE.keys(), 'createobject', 'getobject', 'execute', 'executeglobal', 'eval', 'array', 'join', 'ubound', 'lbound']);

function character(code: number): string {
  return String.fromCharCode(code);
}

function codeOf(value: string): number | undefined {
  return value === '' ? undefined : value.charCodeAt(0);
}

function mid(value: unknown, start: unknown, count: unknown): string {
  const from = Math.max(0, number(start, 1) - 1);
  return text(value).slice(from, count === undefined ? undefined : from + Math.max(0, number(count)));
}

function whole(value: unknown): number | undefined {
  const known = numberOfValue(value);
  return known === undefined ? undefined : Math.round(known);
}

function floorOf(value: unknown): number | undefined {
  const known = numberOfValue(value);
  return known === undefined ? undefined : Math.floor(known);
}

function unescaped(value: string): string {
  return value.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, wide, narrow) => character(Number.parseInt(String(wide ?? narrow), 16)));
}

type Special = (call: BuiltinCall, ev: Evaluator) => Val | undefined;

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['createobject', (call) => objectOf(call.args[0])], ['wscript.createobject', (call) => objectOf(call.args[0])], ['activexobject', (call) => objectOf(call.args[0])],
  ['server.createobject', (call) => objectOf(call.args[0])],
  ['getobject', boundObject],
  ['array', (call) => new ListVal([...call.args])],
  ['join', joined], ['ubound', (call) => sizeOf(call.args[0])], ['lbound', () => 0],
  ['*', element],
  ['filter', (call) => call.args[0]],
  ['wscript.shell.run', hidden], ['wscript.shell.exec', () => new Unknown(NONE, 'wshexec')], ['shell', hidden], ['shell.application.shellexecute', (call, ev) => (rawOf(call.args[4]) === 0 ? hide(call, ev) : undefined)],
  ['wscript.shell.expandenvironmentstrings', (call) => call.args[0]],
  ['wscript.shell.specialfolders', (call) => `%${(partialText(call.args[0]) ?? 'FOLDER').toUpperCase()}%`],
  ['wscript.shell.environment', () => new Unknown(NONE, 'environment')],
  ['scripting.filesystemobject.createtextfile', (call) => new Unknown(NONE, 'textstream', call.args[0])],
  ['scripting.filesystemobject.opentextfile', opened],
  ['scripting.filesystemobject.getspecialfolder', (call) => ['%WINDIR%', '%SYSTEM32%', '%TEMP%'][Number(rawOf(call.args[0]))] ?? '%FOLDER%'],
  ['scripting.filesystemobject.buildpath', (call) => withOrigins(`${partialText(call.args[0]) ?? '\uF8FF'}\\${partialText(call.args[1]) ?? '\uF8FF'}`, originsOf(call.args[0]))],
  ['scripting.filesystemobject.gettempname', () => 'rad.tmp'],
  ['shell.application.namespace', () => new Ref('shell.application.namespace')],
  ['wmi.get', (call) => new Ref((partialText(call.args[0]) ?? 'wmi.object').toLowerCase())],
]);

function objectOf(progid: Val): Val {
  const name = partialText(progid);
  if (name === undefined) return new Unknown(originsOf(progid), 'createobject');
  return newObject(name);
}

/** `GetObject("winmgmts:…")` and the scriptlet moniker, which fetches and runs. */
function boundObject(call: BuiltinCall, ev: Evaluator): Val {
  const name = partialText(call.args[0]) ?? '';
  if (/^winmgmts:/i.test(name)) return /win32_process\b/i.test(name) ? new Ref('win32_process') : new Ref('wmi');
  const script = /^script:(.{1,2000})/is.exec(name)?.[1];
  if (script !== undefined) return ev.external('getobject script', [script, new Unknown(NONE)], new Map(), undefined, call.node);
  return /^new:/i.test(name) ? newObject(name.slice(4)) : new Unknown(originsOf(call.args[0]), 'getobject');
}

function joined(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const [list, by] = call.args;
  if (!(list instanceof ListVal) || list.open) return undefined;
  const texts = list.items.map((item) => textOfValue(rawOf(item)));
  if (texts.some((item) => item === undefined)) return undefined;
  return withOrigins(texts.join(by === undefined ? ' ' : (partialText(by) ?? '')), ev.originsFrom(list));
}

function sizeOf(list: Val): Val | undefined {
  return list instanceof ListVal && !list.open ? list.items.length - 1 : undefined;
}

/** `a(i)`: a call of something that is no function is an element of an array. */
function element(call: BuiltinCall): Val | undefined {
  const { receiver, args } = call;
  if (!(receiver instanceof ListVal)) return undefined;
  const index = rawOf(args[0]);
  const at = typeof index === 'number' ? Math.round(index) : undefined;
  return at === undefined ? undefined : receiver.items[at];
}

/** A window style of 0 hides the program's window. */
function hidden(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const style = call.args[1];
  return style !== undefined && rawOf(style) === 0 ? hide(call, ev) : undefined;
}

function hide(call: BuiltinCall, ev: Evaluator): undefined {
  ev.external('hidden window', call.args, new Map(), undefined, call.node);
  return undefined;
}

function opened(call: BuiltinCall, ev: Evaluator): Val {
  const mode = rawOf(call.args[1]);
  if (mode === 2 || mode === 8) ev.external(mode === 2 ? 'open for writing' : 'open for appending', [call.args[0]], new Map(), undefined, call.node);
  return new Unknown(NONE, 'textstream', call.args[0]);
}
