/** Programs that talk to the network: what they fetch, what they send, where it is put. */
import type { Effect } from '../../model/effect.ts';
import type { Role } from '../../model/source.ts';
import { note, operand, operands, outputOf, type Invocation, type Program } from './invocation.ts';
import { optionsOf } from './options.ts';
import { sourceOfPath } from './places.ts';
import { addCall, type Script } from './script.ts';
import { concat, exact, joinOrigins, list, textOf, withOrigins, type Tracked } from './values.ts';

export const NETWORK: Readonly<Record<string, Program>> = {
  curl, wget, wget2: wget, fetch: wget, aria2c: wget, axel: wget, http: httpie, https: httpie, xh: httpie,
  nc: netcat, ncat: netcat, netcat, socat: netcat, telnet: netcat, 'openssl-s_client': netcat,
  ssh, scp, sftp: ssh, rsync: scp, ftp, tftp: ftp, lftp: ftp, rclone: scp,
};

const CURL_VALUES = 'odFHXTuAexbcmwKCEDPQrtyYzU';
const CURL_LONG = ['output', 'data', 'data-raw', 'data-binary', 'data-urlencode', 'data-ascii', 'form', 'form-string', 'json', 'header', 'request', 'upload-file', 'user', 'user-agent', 'proxy', 'max-time', 'connect-timeout', 'retry', 'retry-delay', 'retry-max-time', 'url', 'cookie', 'cookie-jar', 'referer', 'write-out', 'config', 'output-dir', 'doh-url', 'resolve', 'interface', 'cacert', 'cert', 'key', 'limit-rate', 'proto', 'range', 'oauth2-bearer'];
const CURL_DATA = ['d', 'data', 'data-raw', 'data-binary', 'data-urlencode', 'data-ascii', 'F', 'form', 'form-string', 'json', 'T', 'upload-file'];

function curl(script: Script, run: Invocation): Tracked {
  const options = optionsOf(run.args, CURL_VALUES, CURL_LONG);
  const addresses = [...options.all.filter(([name]) => name === 'url').map(([, value]) => value), ...options.rest];
  const sent = options.all.filter(([name]) => CURL_DATA.includes(name)).map(([, value]) => fileReference(script, run, value, options.flags.has('T') || options.flags.has('upload-file')));
  const headers = options.all.filter(([name]) => name === 'H' || name === 'header' || name === 'u' || name === 'user').map(([, value]) => value);
  const paths = options.all.filter(([name]) => name === 'o' || name === 'output').map(([, value]) => value);
  const isRemoteName = options.flags.has('O') || options.flags.has('remote-name');
  let printed: Tracked | undefined;
  addresses.forEach((address, index) => {
    const method = textOf(options.flags.get('X') ?? options.flags.get('request'));
    const roles: Partial<Record<Role, Tracked>> = { address };
    if (headers.length > 0) roles.headers = list(headers);
    if (sent.length > 0) roles.data = list(sent);
    if (method) roles.mode = exact(method);
    const path = paths[index] ?? paths[0] ?? (isRemoteName ? lastSegment(address) : undefined);
    const got = fetched(script, run, address, roles, sent.length > 0 || /^(?:POST|PUT|PATCH)$/i.test(method));
    if (path && textOf(path) !== '-') saved(script, run, path, got);
    else printed = got;
  });
  return printed ?? { origins: [] };
}

/** One request: its call, and what it brings. */
function fetched(script: Script, run: Invocation, address: Tracked, roles: Partial<Record<Role, Tracked>>, sends: boolean): Tracked {
  const does: Effect[] = sends ? ['net.send', 'net.fetch'] : ['net.fetch'];
  note(script, run, does, roles);
  return { origins: [{ source: 'network', span: run.span, detail: textOf(address) }], name: `${run.name}()` };
}

/** Bytes put into a file: its own call, and remembered for when the file is run. */
export function saved(script: Script, run: Invocation, path: Tracked, data: Tracked): void {
  if (/^(?:\/dev\/(?:null|stdout|stderr|tty)|nul|-)$/i.test(textOf(path))) return;
  addCall(script, { name: run.name, does: ['file.write'], args: run.args, roles: { path, data }, span: run.span });
  if (path.text !== undefined) script.files.set(path.text, data);
}

/** `@file`, `name=@file` and `-T file` send a file's content; `@-` sends the standard input. */
function fileReference(script: Script, run: Invocation, value: Tracked, isUpload: boolean): Tracked {
  const text = textOf(value);
  const name = /^(?:[\w.[\]-]{1,80}=)?[@<]([^;]{1,500})/.exec(text)?.[1] ?? (isUpload && !text.includes('=') ? text : undefined);
  if (name === undefined) return value;
  if (name === '-') return run.stdin ?? value;
  return withOrigins(value, fileOrigins(script, run, name));
}

/** The history of a file's content: what the script wrote into it, or whose file it is. */
export function fileOrigins(script: Script, run: Pick<Invocation, 'span'>, path: string): Tracked['origins'] {
  const written = script.files.get(path);
  return written ? written.origins : [{ source: sourceOfPath(path), span: run.span, detail: path }];
}

function lastSegment(address: Tracked): Tracked {
  const text = textOf(address).split(/[?#]/)[0] ?? '';
  return { text: text.slice(text.lastIndexOf('/') + 1), origins: address.origins, ...(address.exact ? { exact: true } : {}) };
}

const WGET_LONG = ['output-document', 'post-data', 'post-file', 'body-data', 'body-file', 'method', 'header', 'user-agent', 'directory-prefix', 'timeout', 'tries', 'user', 'password', 'out', 'dir', 'referer', 'proxy', 'output-file'];

function wget(script: Script, run: Invocation): Tracked {
  const { flags, all, rest } = optionsOf(run.args, run.name === 'fetch' ? 'o' : run.name === 'wget' ? 'OPUtToaiQew' : 'odP', WGET_LONG);
  const sent = all.filter(([name]) => /^(?:post|body)-(?:data|file)$/.test(name)).map(([name, value]) => (name.endsWith('file') ? withOrigins(value, fileOrigins(script, run, textOf(value))) : value));
  const headers = all.filter(([name]) => name === 'header').map(([, value]) => value);
  const named = flags.get('O') ?? flags.get('output-document') ?? (run.name === 'wget' ? undefined : (flags.get('o') ?? flags.get('out')));
  const folder = flags.get('P') ?? flags.get('directory-prefix') ?? flags.get('d');
  let printed: Tracked | undefined;
  for (const address of rest) {
    const got = fetched(script, run, address, { address, ...(sent.length > 0 ? { data: list(sent) } : {}), ...(headers.length > 0 ? { headers: list(headers) } : {}) }, sent.length > 0);
    // `-qO-`: the path is a dash, and so the page is printed.
    if (named && /^-?$/.test(textOf(named))) printed = got;
    else saved(script, run, named ?? (folder ? concat([folder, exact('/'), lastSegment(address)]) : lastSegment(address)), got);
  }
  return printed ?? { origins: [] };
}

function httpie(script: Script, run: Invocation): Tracked {
  const rest = operands(run);
  const hasMethod = /^[A-Z]{3,7}$/.test(textOf(rest[0]));
  const address = rest[hasMethod ? 1 : 0] ?? exact('');
  const data = rest.slice(hasMethod ? 2 : 1);
  return fetched(script, run, address, { address, ...(data.length > 0 ? { data: list(data) } : {}) }, data.length > 0 || run.stdin !== undefined);
}

function netcat(script: Script, run: Invocation): Tracked {
  const { flags, rest } = optionsOf(run.args, 'ecpswqiXx', ['exec', 'sh-exec', 'source-port']);
  const endpoints = run.name === 'socat' ? run.args.find((arg) => /(?:tcp|udp|openssl|ssl|sctp)[46]?:/i.test(textOf(arg))) : undefined;
  const isListening = flags.has('l') || flags.has('listen') || /listen/i.test(textOf(endpoints));
  const address = endpoints ?? (rest.length > 1 ? concat([rest[0] ?? exact(''), exact(':'), rest[1] ?? exact('')]) : rest[0]) ?? exact('');
  const does: Effect[] = isListening ? ['net.listen'] : ['net.connect'];
  if (run.stdin && run.stdin !== exact('')) does.push('net.send');
  note(script, run, does, { address, data: run.stdin });
  const got: Tracked = { origins: [{ source: 'network', span: run.span, detail: textOf(address) }], name: `${run.name}()` };
  const shell = flags.get('e') ?? flags.get('c') ?? flags.get('exec') ?? flags.get('sh-exec') ?? executed(run);
  if (shell) addCall(script, { name: run.name, does: ['process.shell'], args: run.args, roles: { command: withOrigins(shell, got.origins) }, span: run.span });
  return got;
}

/** socat's `EXEC:sh` or `SYSTEM:…` end. */
function executed(run: Invocation): Tracked | undefined {
  if (run.name !== 'socat') return undefined;
  const end = run.args.find((arg) => /^(?:exec|system):/i.test(textOf(arg)));
  return end && { ...end, text: textOf(end).replace(/^\w+:/, '').split(',')[0] ?? '' };
}

function ssh(script: Script, run: Invocation): Tracked {
  const { rest, flags } = optionsOf(run.args, 'iplobcDeFIJLmOQRSwWE');
  const forwards = flags.has('R') || flags.has('D');
  const address = rest[0] ?? exact('');
  note(script, run, run.stdin ? ['net.connect', 'net.send'] : forwards ? ['net.connect', 'net.listen'] : ['net.connect'], { address, data: run.stdin });
  return outputOf(run, 'network', textOf(address));
}

/** Copies; the end with a colon is the far one. */
function scp(script: Script, run: Invocation): Tracked {
  const { rest } = optionsOf(run.args, 'PiFoceS');
  const target = rest.at(-1) ?? exact('');
  const sources = rest.slice(0, -1);
  const isRemote = (value: Tracked) => /^[^/\\]{2,}:/.test(textOf(value));
  if (isRemote(target)) {
    const data = list(sources.map((source) => withOrigins(source, fileOrigins(script, run, textOf(source)))));
    note(script, run, ['net.send'], { address: target, data });
    return { origins: [] };
  }
  const far = sources.find(isRemote);
  if (!far) {
    note(script, run, ['file.copy'], { path: sources[0], target });
    return { origins: [] };
  }
  const got = fetched(script, run, far, { address: far }, false);
  saved(script, run, target, got);
  return { origins: [] };
}

function ftp(script: Script, run: Invocation): Tracked {
  const address = operand(run) ?? exact('');
  const isSending = /\b(?:put|mput|send)\b/i.test(textOf(run.stdin)) || run.args.some((arg) => /^put$/i.test(textOf(arg)));
  note(script, run, isSending ? ['net.connect', 'net.send'] : ['net.connect'], { address, data: run.stdin });
  return { origins: joinOrigins(run.stdin?.origins ?? [], [{ source: 'network', span: run.span, detail: textOf(address) }]) };
}
