/** Calls to what is outside the text: the API table tells their effects, built-ins compute their values, the recorder keeps them. */
import { HOLE, type Call, type Origin, type Role, type SourceUnit, type Value } from '../../model/source.ts';
import { bringsCode, commandLine } from './consequences.ts';
import { fillReceiver, fillTarget, openedOrigins } from './contents.ts';
import type { Expr } from './nodes.ts';
import type { Api, Evaluator } from './profile.ts';
import { originAt, touchesWorld, type Recorder } from './recorder.ts';
import { callName } from './resolved-names.ts';
import { summarise } from './summary.ts';
import { Bound, DictVal, FunctionVal, ListVal, Mix, Partial, Ref, UNKNOWN, Unknown, joinOrigins, originsOf, partialText, type Origins, type Val } from './values.ts';

type Named = ReadonlyMap<string, Val>;

/** The result of a call by resolved name; `*.name` is a method of a receiver of unknown type, `*` is unknown altogether. */
export function callOutside(ev: Evaluator, recorder: Recorder, rawName: string, args: readonly Val[], named: Named, receiver: Val, node: Expr): Val {
  const name = ev.profile.canonical(rawName);
  const api = findApi(ev, name);
  const roles = api?.roles ? rolesOf(api, args, named, receiver) : NO_ROLES;
  if (api && touchesWorld(api.does)) ev.touches++;
  const isNew = api !== undefined && api.does.length > 0 && record(ev, recorder, name, api, args, named, receiver, roles, node);
  if (api && isNew) bringsCode(ev, recorder, api.does, roles, node);
  const given = named.size === 0 ? args : [...args, ...named.values()];
  fillReceiver(ev, recorder, name, receiver, given, node);
  if (api === undefined) fillTarget(ev, recorder, name, receiver, args);
  const computed = ev.profile.builtin({ name, args, named, receiver, node }, ev);
  if (computed !== undefined) return computed;
  if (api !== undefined || !isKept(ev, name)) runCallbacks(ev, api, args, named, receiver, node, roles);
  return resultOf(ev, recorder, name, api, args, given, receiver, roles, node);
}

const NO_ROLES: ReadonlyMap<Role, Val> = new Map();

const found = new WeakMap<object, Map<string, Api | undefined>>();

function findApi(ev: Evaluator, name: string): Api | undefined {
  let known = found.get(ev.profile);
  if (known === undefined) found.set(ev.profile, (known = new Map()));
  if (known.has(name)) return known.get(name);
  const api = searchApi(ev, name);
  if (known.size < 50_000) known.set(name, api);
  return api;
}

function searchApi(ev: Evaluator, name: string): Api | undefined {
  const { apis, attributes } = ev.profile;
  const exact = apis.get(name) ?? attributes.get(name);
  if (exact) return exact;
  const dot = name.lastIndexOf('.');
  return dot > 0 && !/^[\w.]+$/.test(name.slice(0, dot)) ? apis.get(`*${name.slice(dot)}`) : undefined;
}

/** Arguments by what they are for. A value that stands for a request or an open file gives what it is about. */
function rolesOf(api: Api, args: readonly Val[], named: Named, receiver: Val): ReadonlyMap<Role, Val> {
  const roles = new Map<Role, Val>();
  for (const role of Object.keys(api.roles ?? {})) {
    for (const position of api.roles?.[isRole(role) ? role : 'data'] ?? []) {
      const value = valueAt(position, args, named, receiver);
      if (value === undefined || !isRole(role)) continue;
      // What is written to an open file is written to its path.
      if (role === 'path' && value instanceof Unknown && value.about !== undefined && /(?:^|\.)open\(\)$/.test(value.name ?? '')) {
        roles.set(role, value.about);
        break;
      }
      const old = roles.get(role);
      roles.set(role, old === undefined ? value : new ListVal([old, value], 'tuple'));
      if (role !== 'data' && role !== 'headers') break;
    }
  }
  const address = roles.get('address');
  // A request object carries its body too.
  if (address instanceof Unknown && !roles.has('data') && address.name?.endsWith('Request()') === true) roles.set('data', address);
  return roles;
}

function isRole(role: string): role is Role {
  return role !== '';
}

function valueAt(position: number | string, args: readonly Val[], named: Named, receiver: Val): Val {
  if (typeof position === 'number') return position < 0 ? args[args.length + position] : args[position];
  if (position === 'this') return receiver instanceof Unknown && receiver.about !== undefined ? receiver.about : receiver;
  if (position.startsWith('@')) return composed(position, args);
  if (position === '*') return args.length === 0 ? undefined : args.length === 1 ? args[0] : new ListVal([...args], 'tuple');
  if (named.has(position)) return named.get(position);
  const [key = position, rest] = position.split('.', 2);
  for (const arg of args) {
    const found = arg instanceof DictVal ? (arg.entries.get(rest ?? key) ?? undefined) : undefined;
    if (found !== undefined && (rest === undefined || key === 'options')) return found;
  }
  return undefined;
}

/** What several arguments say together: `@address` of a request's options, `@command` of a program and its arguments, `@fork` of a script. */
function composed(position: string, args: readonly Val[]): Val {
  const [first, second] = args;
  if (position === '@fork') return new ListVal(['node', first, ...(second instanceof ListVal ? second.items : [])]);
  if (position === '@command') return second instanceof ListVal ? new ListVal([first, ...second.items]) : first;
  if (position === '@socket') return socketOf(args);
  const options = args.find((arg) => arg instanceof DictVal);
  const given = options === first || first === undefined ? undefined : first;
  return given ?? (options instanceof DictVal ? addressOf(options) : first);
}

/** Host and port of `connect(port, host)`, `connect({port, host})` or `connect(path)`. */
function socketOf(args: readonly Val[]): Val {
  const [first, second] = args;
  const options = first instanceof DictVal ? first.entries : undefined;
  const host = options ? (options.get('host') ?? options.get('hostname')) : second;
  const port = options ? options.get('port') : first;
  const hostText = host instanceof FunctionVal ? undefined : partialText(host);
  if (hostText === undefined && (host === undefined || host instanceof FunctionVal)) return port;
  return new Partial(`${hostText ?? HOLE}:${partialText(port) ?? HOLE}`, joinOrigins(originsOf(host), originsOf(port)));
}

/** The address in a request's options (nodejs.org/api/http.html#httprequesturl-options-callback). */
function addressOf(options: DictVal): Val {
  const { entries } = options;
  const whole = entries.get('url') ?? entries.get('uri') ?? entries.get('href');
  const base = entries.get('baseURL') ?? entries.get('prefixUrl');
  const host = entries.get('hostname') ?? entries.get('host');
  const asked = originsOf(entries.get('searchParams'));
  if (whole !== undefined && base === undefined) return asked.length === 0 ? whole : new Partial(partialText(whole) ?? HOLE, joinOrigins(originsOf(whole), asked));
  if (base === undefined && host === undefined) return undefined;
  const port = entries.get('port');
  const hostText = partialText(host) ?? HOLE;
  const start = base === undefined ? `${partialText(entries.get('protocol')) ?? 'https:'}//${hostText}${port === undefined ? '' : `:${partialText(port) ?? HOLE}`}` : (partialText(base) ?? HOLE);
  const path = whole ?? entries.get('path') ?? entries.get('pathname');
  const text = start + (path === undefined ? '' : (partialText(path) ?? HOLE));
  return new Partial(text, [base, host, path].reduce((all: Origins, part) => joinOrigins(all, originsOf(part)), []));
}

function record(ev: Evaluator, recorder: Recorder, name: string, api: Api, args: readonly Val[], named: Named, receiver: Val, roles: ReadonlyMap<Role, Val>, node: Expr): boolean {
  if (ev.hot > 0 && ev.fuel % 64 !== 0) return false;
  const refOrigins = (ref: string): Origins => recorder.originsOfRef(ev, new Ref(ref));
  const value = (val: Val): Value => summarise(val, refOrigins);
  const summaries: { [role in Role]?: Value } = {};
  const isSent = api.does.some((effect) => effect === 'net.send' || effect === 'net.mail' || effect === 'net.webhook');
  for (const [role, val] of roles) {
    summaries[role] = withWritten(recorder, role, val, value(val));
    const opened = isSent && role === 'data' ? openedOrigins(ev, recorder, val, node) : [];
    const summary = summaries[role];
    if (opened.length > 0 && summary) summaries[role] = { ...summary, origins: [...summary.origins, ...opened] };
  }
  const call: Call = {
    name, does: api.does, args: args.map(value), named: Object.fromEntries([...named].map(([key, val]) => [key, value(val)])),
    ...(receiver === undefined ? {} : { receiver: value(receiver) }), roles: summaries, span: ev.spanOf(node), stage: ev.stage,
    within: ev.frame.name, guards: [...ev.guards], unit: ev.unit,
  };
  return recorder.add(call, node);
}

/** A command or code that names a file written before has the origins of what was written. */
function withWritten(recorder: Recorder, role: Role, val: Val, value: Value): Value {
  if (role !== 'command' && role !== 'code' && role !== 'path' && role !== 'name') return value;
  const written = recorder.writtenIn([val, ...leavesOf(val), ...(role === 'name' ? [moduleFile(val)] : [])]);
  return written === undefined ? value : { ...value, origins: [...value.origins, ...written.origins.filter((origin) => !value.origins.includes(origin))], holds: written.origins };
}

/** A module that was written before it is imported by its name. */
function moduleFile(name: Val): Val {
  const text = partialText(name);
  return text !== undefined && /^\w{3,}$/.test(text) ? `${text}.py` : undefined;
}

function leavesOf(value: Val): readonly Val[] {
  if (value instanceof ListVal) return value.items.slice(0, 32);
  if (value instanceof Mix) return value.options;
  if (value instanceof Unknown && value.about !== undefined) return [value.about];
  return [];
}

/** What a program's own commands and a framework's hooks do, they do when somebody asks for them, unless the program is started here. */
const KEEPS = /\.(?:action|command|hook|tap|tapAsync|tapPromise)$/;
const STARTS = /(?<!JSON)\.parse(?:Async|Sync)?\(\s*(?:process\b|\))|\.argv\b/;

function isKept(ev: Evaluator, name: string): boolean {
  return ev.profile.callsBack && KEEPS.test(name) && !startsPrograms(ev.unit);
}

const starting = new WeakMap<SourceUnit, boolean>();

/** The whole text is asked, so it is asked once. */
function startsPrograms(unit: SourceUnit): boolean {
  let starts = starting.get(unit);
  if (starts === undefined) starting.set(unit, (starts = STARTS.test(unit.text)));
  return starts;
}

/** Functions handed to something that calls them: threads, timers, callbacks. */
function runCallbacks(ev: Evaluator, api: Api | undefined, args: readonly Val[], named: Named, receiver: Val, node: Expr, roles: ReadonlyMap<Role, Val>): void {
  if (!api?.calls && !ev.profile.callsBack) return;
  if (named.size === 0 && !args.some(mayBeCalled)) return;
  const given = new Unknown(joinOrigins(callOrigins(ev, api, node, roles), originsOf(receiver)));
  const payload = ev.profile.callsBack || api?.yields === 'network' ? undefined : handedOn(args, named);
  // What a foreign framework is given in an object are its hooks and handlers: it calls them when it is used, not now.
  const isForeign = api === undefined && given.origins.length === 0;
  for (const arg of [...args, ...named.values()]) {
    const fns = arg instanceof DictVal && ev.profile.callsBack && arg.cls === undefined && !isForeign ? [...arg.entries.values()].slice(0, 32) : [arg];
    for (const fn of fns) {
      if (fn instanceof Ref && fn.name.startsWith('promise.')) ev.callFunction(fn, [given], node);
      if (fn instanceof FunctionVal) ev.callFunction(fn, payload ?? fn.node.params.map(() => given), node, fn.self);
      else if (fn instanceof Bound || (fn instanceof Ref && payload !== undefined && !ev.profile.callsBack)) ev.callFunction(fn, payload ?? [], node);
    }
  }
}

/** Most calls hand on nothing that could be called back. */
function mayBeCalled(value: Val): boolean {
  return value instanceof FunctionVal || value instanceof DictVal || value instanceof Ref || value instanceof Bound;
}

/** What a thread or pool gives the function it calls: the elements of a list, else the arguments after the function. */
function handedOn(args: readonly Val[], named: Named): readonly Val[] | undefined {
  const list = [...args, ...named.values()].find((arg) => arg instanceof ListVal);
  if (list instanceof ListVal) return list.items;
  const at = args.findIndex((arg) => arg instanceof FunctionVal || arg instanceof Ref);
  return at >= 0 && at + 1 < args.length ? args.slice(at + 1) : undefined;
}

function callOrigins(ev: Evaluator, api: Api | undefined, node: Expr, roles: ReadonlyMap<Role, Val>): Origins {
  return api?.yields === undefined ? [] : [originAt(api.yields, ev.unit, node, api.detail ?? detailOf(roles))];
}

const ABOUT: readonly Role[] = ['address', 'path', 'command', 'code', 'name', 'data'];

/** What a result is about, in words: a path, an address, a command line. */
function detailOf(roles: ReadonlyMap<Role, Val>): string | undefined {
  const about = aboutOf(roles);
  return about instanceof ListVal && about === roles.get('command') ? commandLine(about) : partialText(about);
}

/** What a program prints that talks to the network came from there. */
function sourceOf(yields: Origin['source'], roles: ReadonlyMap<Role, Val>): Origin['source'] {
  return yields === 'processes' && TALKS.test(detailOf(roles) ?? '') ? 'network' : yields;
}

const TALKS = /^\s*(?:\S*[\\/])?(?:curl|wget|dig|nslookup|aria2c|lynx)(?:\.exe)?\s/i;

/** What comes out of a signature or digest no longer tells the secret that went in. */
const DIGESTS = /sign|hmac|hash|digest|encrypt|verify|\bsha\d|\bmd5|address|public|from_(?:key|mnemonic|seed|secret|private|base58|bytes)|privateKeyToAccount/i;

/** What is cut out of a text comes from the text, not from the places where it is cut; a known text may be an alphabet, whose places tell everything. */
const PARTS: ReadonlySet<string> = new Set(['slice', 'substring', 'substr']);

/** A receiver of unknown type may leave nothing of the name. */
function methodOf(name: string, node: Expr): string {
  return node.kind === 'call' && node.callee.kind === 'member' && typeof node.callee.property === 'string' ? node.callee.property : name.slice(name.lastIndexOf('.') + 1);
}

function isOpen(receiver: Val): boolean {
  return receiver instanceof Unknown || receiver instanceof Partial || (receiver instanceof Mix && receiver.options.some(isOpen));
}

function aboutOf(roles: ReadonlyMap<Role, Val>): Val {
  for (const role of ABOUT) {
    const about = roles.get(role);
    if (about !== undefined) return about;
  }
  return undefined;
}

/** Methods of emitters and streams that give back what they were called on, so that calls can be chained. */
const CHAINED = /\.(?:on|once|off|addListener|prependListener|removeListener|setEncoding)$/;

function resultOf(ev: Evaluator, recorder: Recorder, name: string, api: Api | undefined, args: readonly Val[], given: readonly Val[], receiver: Val, roles: ReadonlyMap<Role, Val>, node: Expr): Val {
  if (api === undefined && ev.profile.callsBack && receiver instanceof Unknown && receiver.name !== undefined && CHAINED.test(name)) return receiver;
  let origins: Origins = [];
  const about = aboutOf(roles);
  if (api?.yields) origins = [originAt(sourceOf(api.yields, roles), ev.unit, node, api.detail ?? detailOf(roles))];
  // One thing asked of a mapping of the outside is not the whole of it.
  const isNamed = receiver instanceof Ref && api?.yields !== undefined;
  const places = isOpen(receiver) && PARTS.has(methodOf(name, node));
  if (api?.passes !== false) {
    if (!places) origins = joinOrigins(origins, ev.originsFrom(...given));
    if (!isNamed && receiver !== undefined) origins = joinOrigins(origins, ev.originsFrom(receiver));
  }
  if (origins.length > 0 && DIGESTS.test(name)) origins = origins.filter((origin) => origin.source !== 'secrets' || origin.detail?.startsWith('parameter') !== true);
  if (api?.does.includes('file.read') === true) {
    // A path that is put together tells which file it is; what is in it came from there only if it was written so.
    if (ev.profile.callsBack && /[\\/]/.test(partialText(roles.get('path')) ?? '')) origins = origins.filter(({ source }) => source !== 'network');
    const written = recorder.writtenIn([...roles.values(), ...(receiver instanceof Unknown && receiver.about !== undefined ? [receiver.about] : [])]);
    if (written) origins = joinOrigins(origins, written.origins);
  }
  if (api?.yields !== undefined && receiver instanceof Unknown && receiver.name !== undefined && receiver !== UNKNOWN) receiver.origins = joinOrigins(receiver.origins, origins);
  if (api?.text !== undefined) return new Partial(api.text.replace('{0}', partialText(args[0]) ?? ''), origins);
  const isOpaque = name === '*' || name.length > 160;
  if (isOpaque && origins.length === 0) return UNKNOWN;
  return new Unknown(origins, isOpaque ? undefined : callName(name), about ?? (receiver instanceof Unknown ? receiver.about : undefined));
}

