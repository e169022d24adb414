/** Perl's functions and the modules that scripts use: what they do, and what they give where it can be computed. */
import type { Effect } from '../../model/effect.ts';
import { HOLE, type Role, type Source, type Span } from '../../model/source.ts';
import { decodeBase64, decodeHex, decodePercent, inflate, rot13 } from '../decode.ts';
import { utf8OrLatin1 } from '../command/bytes.ts';
import { printfOutput } from '../command/filters.ts';
import { sourceOfPath } from '../command/places.ts';
import { addCall, readInner } from '../command/script.ts';
import { concat, decoded, exact, list, textOf, type Tracked } from '../command/values.ts';
import type { State } from './state.ts';

interface Row {
  readonly does: readonly Effect[];
  readonly roles: Partial<Record<Role, number>>;
  readonly prints?: Source;
}

const RUN: Row = { does: ['process.shell'], roles: { command: 0 } };
const FETCH: Row = { does: ['net.fetch'], roles: { address: 0 }, prints: 'network' };
const POST: Row = { does: ['net.send'], roles: { address: 0, data: 1 }, prints: 'network' };
const PATH = (does: Effect): Row => ({ does: [does], roles: { path: 0 } });

const TABLE: Readonly<Record<string, Row>> = {
  system: RUN, exec: RUN, eval: { does: ['code.evaluate'], roles: { code: 0 } }, do: { does: ['code.import'], roles: { path: 0, name: 0 } },
  unlink: PATH('file.delete'), rmdir: PATH('file.delete'), rmtree: PATH('file.delete-tree'), remove_tree: PATH('file.delete-tree'), chmod: { does: ['file.chmod'], roles: { path: 1, mode: 0 } }, opendir: { does: ['file.list'], roles: { path: 1 } },
  copy: { does: ['file.copy'], roles: { path: 0, target: 1 } }, move: { does: ['file.copy'], roles: { path: 0, target: 1 } }, rename: { does: ['file.copy'], roles: { path: 0, target: 1 } },
  sleep: { does: ['sleep'], roles: {} }, exit: { does: ['exit'], roles: {} }, kill: { does: ['process.kill'], roles: { target: 1 } }, fork: { does: ['thread'], roles: {} }, print: { does: ['output'], roles: {} },
  getpwuid: { does: ['host.identity'], roles: {}, prints: 'identity' }, hostname: { does: ['host.identity'], roles: {}, prints: 'identity' }, getlogin: { does: ['host.identity'], roles: {}, prints: 'identity' }, uname: { does: ['host.platform'], roles: {}, prints: 'identity' },
  socket: { does: ['net.connect'], roles: {} }, connect: { does: ['net.connect'], roles: { address: 1 } }, gethostbyname: { does: ['net.resolve'], roles: { address: 0 } }, inet_aton: { does: ['net.resolve'], roles: { address: 0 } },
  getstore: { does: ['net.fetch', 'file.write'], roles: { address: 0, path: 1 } }, getprint: FETCH, mirror: { does: ['net.fetch', 'file.write'], roles: { address: 0, path: 1 } }, get: FETCH, head: FETCH,
  'LWP::Simple::get': FETCH, '->get': FETCH, '->post': POST, '->post_form': POST, '->put': POST, '->request': { does: ['net.send'], roles: { data: 0 }, prints: 'network' }, '->mirror': { does: ['net.fetch', 'file.write'], roles: { address: 0, path: 1 } },
  'IO::Socket::INET->new': { does: ['net.connect'], roles: { address: 0 }, prints: 'network' }, 'IO::Socket::SSL->new': { does: ['net.connect'], roles: { address: 0 }, prints: 'network' }, 'IO::Socket::INET6->new': { does: ['net.connect'], roles: { address: 0 }, prints: 'network' },
  'DynaLoader::dl_load_file': { does: ['code.native'], roles: { path: 0 } }, dl_load_file: { does: ['code.native'], roles: { path: 0 } }, syscall: { does: ['code.native'], roles: {} },
};

type Pure = (args: readonly Tracked[], span: Span) => Tracked | undefined;

const PURE: Readonly<Record<string, Pure>> = {
  join: ([by, ...rest]) => joined(by, rest.length === 1 && rest[0]?.items ? [...rest[0].items] : rest),
  reverse: (args) => reversed(args), chr: ([code]) => (code?.text !== undefined && /^\d{1,7}$/.test(code.text) ? { ...code, text: String.fromCodePoint(Math.min(Number(code.text), 0x10ffff)) } : undefined),
  ord: ([value]) => (value?.text ? { ...value, text: String(value.text.charCodeAt(0)) } : undefined),
  lc: ([value]) => value && changed(value, (text) => text.toLowerCase()), uc: ([value]) => value && changed(value, (text) => text.toUpperCase()), ucfirst: ([value]) => value && changed(value, (text) => text.slice(0, 1).toUpperCase() + text.slice(1)),
  hex: ([value]) => value && changed(value, (text) => String(Number.parseInt(text.slice(0, 12), 16) || 0)), oct: ([value]) => value && changed(value, (text) => String(Number.parseInt(text.replace(/^0x/i, '').slice(0, 12), /^0x/i.test(text) ? 16 : 8) || 0)),
  substr: ([value, from, count]) => value && changed(value, (text) => sliced(text, Number(from?.text ?? 0), count?.text === undefined ? undefined : Number(count.text))),
  sprintf: ([format, ...rest]) => format && printfOutput(format, rest),
  pack: (args, span) => packed(args, span), unpack: (args, span) => unpacked(args, span),
  decode_base64: ([data], span) => data && decoded(data, 'base64', span, (text) => readable(decodeBase64(text))), 'MIME::Base64::decode': ([data], span) => data && decoded(data, 'base64', span, (text) => readable(decodeBase64(text))), 'MIME::Base64::decode_base64': ([data], span) => data && decoded(data, 'base64', span, (text) => readable(decodeBase64(text))),
  uri_unescape: ([data], span) => data && decoded(data, 'percent', span, decodePercent), rot13: ([data], span) => data && decoded(data, 'rot13', span, rot13),
  uncompress: ([data], span) => data && decoded(data, 'zlib', span, (text) => inflate(text, 'zlib')), memGunzip: ([data], span) => data && decoded(data, 'gzip', span, (text) => inflate(text, 'gzip')), 'Compress::Zlib::memGunzip': ([data], span) => data && decoded(data, 'gzip', span, (text) => inflate(text, 'gzip')),
};

const DECODERS = /^(?:MIME::Base64::)?decode(?:_base64)?$|^unpack$|^pack$|^uri_unescape$/;

/** Whether a bare word is a function that takes a list without brackets. */
export function isFunction(name: string): boolean {
  return Object.hasOwn(TABLE, name) || Object.hasOwn(PURE, name) || name === 'open' || name === 'map' || name === 'grep' || name === 'sort' || name === 'printf' || name === 'syswrite' || name === 'close';
}

/** A call by name: its effects are written down, its value computed where it can be. */
export function callFunction(state: State, name: string, args: readonly Tracked[], span: Span, receiver?: Tracked): Tracked {
  const { script } = state;
  if (name === 'open' || name === 'sysopen') return opened(state, args, span);
  const pure = Object.hasOwn(PURE, name) ? PURE[name] : undefined;
  if (pure) {
    const result = pure(args, span);
    if (DECODERS.test(name) && result?.origins.some((origin) => origin.source === 'decoded')) addCall(script, { name, does: ['decode'], args, roles: { data: args.at(-1) }, span });
    return result ?? { origins: args.flatMap((arg) => arg.origins).slice(0, 12) };
  }
  const row = rowOf(name, args);
  if (!row) return { origins: [...(receiver?.origins ?? []), ...args.flatMap((arg) => arg.origins)].slice(0, 12), name: /->new$/.test(name) ? name.replace(/->new$/, '') : `${name}()` };
  const roles: Partial<Record<Role, Tracked | undefined>> = {};
  for (const [role, at] of Object.entries(row.roles)) roles[role as Role] = args[at];
  if (name === 'system' || name === 'exec') roles.command = list(args);
  if (/^IO::Socket/.test(name)) roles.address = socketAddress(args);
  addCall(script, { name, does: row.does, args, roles, span, ...(receiver ? { receiver } : {}) });
  if (name === 'eval') readInner(script, args[0], 'eval', span, 'perl');
  if (name === 'system' || name === 'exec') readInner(script, roles.command, 'command', span, 'shell');
  if (!row.prints) return { origins: [] };
  const detail = textOf(roles.address ?? roles.path);
  return { origins: [{ source: row.prints, span, ...(detail ? { detail } : {}) }], name: `${name}()` };
}

function rowOf(name: string, args: readonly Tracked[]): Row | undefined {
  if (name === 'eval' && args.length === 0) return undefined;
  if (name === 'get' || name === 'head') return /:\/\//.test(textOf(args[0])) || args[0]?.text === undefined ? TABLE[name] : undefined;
  // A method of something unknown is a web client's only where its argument is an address.
  if (!name.startsWith('->') && Object.hasOwn(TABLE, name)) return TABLE[name];
  const arrow = name.indexOf('->');
  const method = arrow < 0 ? '' : name.slice(arrow);
  const isWeb = /^(?:LWP|HTTP|WWW|Mojo|Furl)/.test(name) || /:\/\//.test(textOf(args[0]));
  return method !== '' && isWeb && Object.hasOwn(TABLE, method) ? TABLE[method] : undefined;
}

function socketAddress(args: readonly Tracked[]): Tracked {
  const texts = args.map(textOf);
  const value = (key: RegExp) => args[texts.findIndex((text) => key.test(text)) + 1];
  const host = value(/^(?:PeerAddr|PeerHost)$/);
  const port = value(/^PeerPort$/);
  if (!host || host === args[0]) return args[0] ?? exact('');
  return port && port !== args[0] ? concat([host, exact(':'), port]) : host;
}

/** `open(F, '>', path)`, `open(F, '>path')`, `open(F, 'cmd |')`. */
function opened(state: State, args: readonly Tracked[], span: Span): Tracked {
  const { script } = state;
  const mode = textOf(args[1]).trim();
  const isPiped = /^-?\||\|-?$/.test(mode) || mode.startsWith('|');
  if (isPiped) {
    const command = args[2] ?? { ...args[1], origins: args[1]?.origins ?? [], text: mode.replace(/^\|\s*|\s*\|$/g, '') };
    addCall(script, { name: 'open', does: ['process.shell'], args, roles: { command }, span });
    readInner(script, command, 'command', span, 'shell');
    return { origins: [] };
  }
  const path = args[2] ?? { origins: args[1]?.origins ?? [], text: mode.replace(/^[+<>\s]+/, ''), ...(args[1]?.exact ? { exact: true } : {}) };
  const does: Effect = mode.startsWith('>>') ? 'file.append' : /^\+?>/.test(mode) ? 'file.write' : 'file.read';
  addCall(script, { name: 'open', does: [does], args, roles: { path }, span });
  return { origins: does === 'file.read' ? [{ source: sourceOfPath(textOf(path)), span, detail: textOf(path) }] : [] };
}

function changed(value: Tracked, change: (text: string) => string): Tracked {
  return value.text === undefined || value.text === HOLE ? value : { ...value, text: change(value.text) };
}

function sliced(text: string, from: number, count: number | undefined): string {
  const start = from < 0 ? Math.max(0, text.length + from) : from;
  return count === undefined ? text.slice(start) : count < 0 ? text.slice(start, count) : text.slice(start, start + count);
}

function joined(by: Tracked | undefined, items: readonly Tracked[]): Tracked {
  return concat(items.flatMap((item, index) => (index && by ? [by, item] : [item])));
}

function reversed(args: readonly Tracked[]): Tracked | undefined {
  const [only] = args;
  if (args.length !== 1 || !only) return list([...args].reverse());
  return only.items ? list([...only.items].reverse() as Tracked[]) : changed(only, (text) => [...text].reverse().join(''));
}

/** `pack('H*', hex)` and `pack('C*', codes…)`. */
function packed([format, ...rest]: readonly Tracked[], span: Span): Tracked | undefined {
  const kind = textOf(format);
  const [data] = rest;
  if (/^H\*?/.test(kind) && data) return decoded(data, 'hex', span, (text) => readable(decodeHex(text)));
  if (!/^[CcUW]\*?/.test(kind)) return undefined;
  const codes = (rest.length === 1 && data?.items ? data.items : rest).map((item) => Number(item.text));
  return codes.every((code) => Number.isInteger(code) && code >= 0 && code <= 0x10ffff) ? decoded(exact(''), 'codes', span, () => String.fromCodePoint(...codes.slice(0, 50_000))) : undefined;
}

/** `unpack('u', …)` is uuencoding. */
function unpacked([format, data]: readonly Tracked[], span: Span): Tracked | undefined {
  if (!data || textOf(format) !== 'u') return data && { origins: data.origins };
  return decoded(data, 'uu', span, (text) => readable(uudecoded(text)));
}

function uudecoded(text: string): string {
  const out: string[] = [];
  for (const line of text.split('\n')) {
    const length = (line.charCodeAt(0) - 32) & 63;
    let bits = '';
    for (let i = 1; i + 3 < line.length + 3; i += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63);
      bits += String.fromCharCode(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255);
    }
    if (line !== '') out.push(bits.slice(0, length));
  }
  return out.join('');
}

function readable(bytes: string | undefined): string | undefined {
  return bytes === undefined ? undefined : utf8OrLatin1(bytes);
}
