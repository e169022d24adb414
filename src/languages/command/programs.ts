/** What a started program does: the one door for shell, batch and PowerShell lines. */
import type { Effect } from '../../model/effect.ts';
import { plainProgram } from './effects.ts';
import { filterOutput, isDecoder, printfOutput, unescapeText } from './filters.ts';
import { interpreterProgram, runFile } from './interpreters.ts';
import { invocationOf, lineOf, note, operand, operands, outputOf, type Invocation, type Program } from './invocation.ts';
import { fileOrigins, NETWORK } from './network.ts';
import { optionsOf } from './options.ts';
import { isShellProfile, sourceOfPath } from './places.ts';
import { addCall, readInner, type Script } from './script.ts';
import { concat, exact, joinOrigins, list, textOf, withOrigins, type Tracked } from './values.ts';
import { PUBLISHERS } from './publishers.ts';
import { WINDOWS } from './windows.ts';

/** Follows one started program: writes its calls down and tells what it prints. */
export function runProgram(script: Script, run: Invocation): Tracked {
  const { name } = run;
  const special = lookup(UNIX, name) ?? lookup(NETWORK, name) ?? interpreterProgram(name) ?? lookup(PUBLISHERS, name);
  if (special) return special(script, run);
  const windows = run.shell === 'shell' ? WINDOWS_ONLY.has(name) && lookup(WINDOWS, name) : lookup(WINDOWS, name);
  if (windows) return windows(script, run);
  const filtered = filter(script, run);
  if (filtered) return filtered;
  const plain = plainProgram(name);
  return plain ? plain(script, run) : other(script, run);
}

/** Whether a program's effects are known here. */
export function isKnownProgram(name: string): boolean {
  return [UNIX, NETWORK, PUBLISHERS, WINDOWS].some((table) => Object.hasOwn(table, name)) || interpreterProgram(name) !== undefined || plainProgram(name) !== undefined;
}

const WINDOWS_ONLY: ReadonlySet<string> = new Set(['certutil', 'bitsadmin', 'reg', 'schtasks', 'regsvr32', 'rundll32', 'msiexec', 'wmic', 'setx', 'installutil', 'msbuild', 'cmstp', 'forfiles']);

function lookup(table: Readonly<Record<string, Program>>, name: string): Program | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A program nobody knows: a file the script made, a file of the package, or anything installed. */
function other(script: Script, run: Invocation): Tracked {
  const path = textOf(run.program);
  if (path === '') return run.stdin ?? { origins: [] };
  if (script.files.has(path)) return runFile(script, run, run.program);
  const known = withOrigins(lineOf(run), run.program.origins);
  note(script, run, ['process.run'], { command: known, ...(/[\\/]/.test(path) ? { path: run.program } : {}) });
  return outputOf(run);
}

/** Filters read their operands or the pipe; a decoder's call is written down. */
function filter(script: Script, run: Invocation): Tracked | undefined {
  const input = run.stdin ?? inputFile(script, run);
  const output = filterOutput(run.name, run.args, input, run.span);
  if (output === undefined) return undefined;
  if (isDecoder(run.name, run.args)) note(script, run, [run.name === 'openssl' && !output.text ? 'decrypt' : 'decode'], { data: input });
  else if (/^(?:gunzip|zcat|bunzip2|bzcat|xz|xzcat|unxz|zstd)$/.test(run.name)) note(script, run, ['decompress'], { data: input });
  else if (run.name === 'openssl') note(script, run, ['encrypt'], { data: input });
  else if (/^(?:grep|egrep|awk|sed|head|tail)$/.test(run.name)) readsFiles(script, run);
  return withOrigins(output, input.origins);
}

function readsFiles(script: Script, run: Invocation): void {
  for (const path of operands(run)) {
    const source = sourceOfPath(textOf(path));
    if (source !== 'file') addCall(script, { name: run.name, does: ['file.read'], args: run.args, roles: { path }, span: run.span });
  }
}

/** The file a filter reads when nothing is piped in. */
function inputFile(script: Script, run: Invocation): Tracked {
  const path = operands(run).at(-1);
  if (!path) return { origins: [] };
  const text = textOf(path);
  return script.files.get(text) ?? { origins: /[\\/.~]/.test(text) ? fileOrigins(script, run, text) : [] };
}

const UNIX: Readonly<Record<string, Program>> = {
  cat: reads, bat: reads, less: reads, strings: reads, 'get-content': reads, gc: reads,
  echo: echoes, printf: (script, run) => printed(script, run, printfOutput(run.args[0] ?? exact(''), run.args.slice(1))),
  rm: removes, tar: archives, bsdtar: archives, zip: archives, '7z': archives, '7za': archives, dd, cp: copies, mv: copies, ln: copies, install: copies, ditto: copies,
  tee: tees, env: environment, printenv: environment, export: environment, declare: environment, typeset: environment, history: histories,
  sudo: wrapped('ugCpDRrtTUh'), doas: wrapped('u'), nohup: hidden, setsid: hidden, disown: hidden, nice: wrapped('n'), ionice: wrapped('cn'), time: wrapped('of'), stdbuf: wrapped('ioe'), command: wrapped(''),
  builtin: wrapped(''), busybox: wrapped(''), proxychains: wrapped('f'), proxychains4: wrapped('f'), torsocks: wrapped(''), torify: wrapped(''), unbuffer: wrapped(''), chroot: wrapped(''),
  winpty: wrapped(''), cross_env: wrapped(''), caffeinate: wrapped('tw'), watch: wrapped('n'), start: undefinedOnUnix, xargs, parallel: xargs, timeout: timed, gtimeout: timed, find: finds,
  crontab: scheduled, at: scheduled, batch: scheduled, systemctl: services, launchctl: services, service: services, 'update-rc.d': services, chkconfig: services, loginctl: services,
  xclip: clipboard, xsel: clipboard, useradd: accounts, adduser: accounts, usermod: accounts, passwd: accounts, chpasswd: accounts, dscl: accounts, visudo: accounts,
  gcc: compiles, cc: compiles, clang: compiles, 'g++': compiles, insmod: loads, modprobe: loads, xattr: loads, spctl: loads, csrutil: loads, setenforce: loads, iptables: loads, ufw: loads, tccutil: loads,
};

function reads(script: Script, run: Invocation): Tracked {
  const paths = operands(run);
  if (paths.length === 0) return run.stdin ?? { origins: [] };
  const parts: Tracked[] = [];
  for (const path of paths) {
    const text = textOf(path);
    if (text === '-' && run.stdin) parts.push(run.stdin);
    if (text === '-' || text === '/dev/stdin' || text === '/dev/null') continue;
    const written = script.files.get(text);
    const source = sourceOfPath(text);
    addCall(script, { name: run.name, does: source === 'environment' ? ['file.read', 'env.all'] : ['file.read'], args: run.args, roles: { path }, span: run.span });
    parts.push(written ?? { origins: fileOrigins(script, run, text), name: 'cat()' });
  }
  return parts.length === 1 && parts[0] ? parts[0] : concat(parts);
}

function printed(script: Script, run: Invocation, output: Tracked): Tracked {
  const before = script.unit.calls.at(-1);
  if (before?.name !== run.name || before.span.start !== run.span.start) addCall(script, { name: run.name, does: ['output'], args: run.args, span: run.span });
  return output;
}

function echoes(script: Script, run: Invocation): Tracked {
  let at = 0;
  let escapes = false;
  let end = '\n';
  while (/^-[neE]{1,3}$/.test(textOf(run.args[at]))) {
    if (textOf(run.args[at]).includes('e')) escapes = true;
    if (textOf(run.args[at]).includes('n')) end = '';
    at++;
  }
  const text = list(run.args.slice(at));
  const { origins, how } = text;
  if (text.text === undefined) return printed(script, run, text);
  const shown = escapes ? unescapeText(text.text) : text.text;
  return printed(script, run, { text: shown + end, origins, ...(text.exact ? { exact: true } : {}), ...(how ? { how } : {}) });
}

function removes(script: Script, run: Invocation): Tracked {
  const { flags, rest } = optionsOf(run.args, '');
  const isTree = flags.has('r') || flags.has('R') || flags.has('recursive');
  note(script, run, [isTree ? 'file.delete-tree' : 'file.delete'], { path: rest.length > 1 ? list(rest) : (rest[0] ?? run.stdin) });
  return { origins: [] };
}

function dd(script: Script, run: Invocation): Tracked {
  const option = (name: string) => run.args.find((arg) => textOf(arg).startsWith(`${name}=`));
  const target = option('of');
  const source = option('if');
  const cutOff = (value: Tracked): Tracked => ({ ...value, text: textOf(value).slice(3) });
  const data = source ? { origins: fileOrigins(script, run, textOf(source).slice(3)) } : run.stdin;
  if (target) note(script, run, ['file.write'], { path: cutOff(target), data });
  else note(script, run, ['file.read'], { path: source ? cutOff(source) : undefined });
  return data ?? { origins: [] };
}

/** Packing gives the history of what is packed; unpacking is a call on the archive. */
function archives(script: Script, run: Invocation): Tracked {
  const first = textOf(run.args[0]);
  const packs = run.name === 'zip' || /^a$/.test(first) || /^-?[a-zA-Z]*c/.test(first) || run.args.some((arg) => /^(?:--create|-c[a-zA-Z]*)$/.test(textOf(arg)));
  const rest = operands(run).filter((arg) => arg !== run.args[0] || run.name === 'zip');
  if (!packs) {
    const path = rest.find((arg) => /\.(?:tar|tgz|tbz2?|txz|gz|xz|bz2|zip|7z)/i.test(textOf(arg))) ?? run.stdin ?? rest[0];
    note(script, run, ['file.unpack'], { path, data: run.stdin });
    return outputOf(run);
  }
  const target = rest[0];
  const sources = rest.slice(/^-?[a-zA-Z]*f/.test(first) || run.name !== 'tar' ? 1 : 0);
  const origins = sources.flatMap((path) => fileOrigins(script, run, textOf(path))).slice(0, 12);
  note(script, run, ['file.pack'], { path: sources.length > 1 ? list(sources) : sources[0], target });
  if (target?.text !== undefined && target.text !== '-') script.files.set(target.text, { origins });
  return { origins, name: `${run.name}()` };
}

function copies(script: Script, run: Invocation): Tracked {
  const rest = operands(run);
  const target = rest.at(-1);
  for (const path of rest.slice(0, -1)) {
    note(script, run, ['file.copy'], { path, target });
    const content = script.files.get(textOf(path)) ?? (sourceOfPath(textOf(path)) === 'file' ? undefined : { origins: fileOrigins(script, run, textOf(path)) });
    if (content && target?.text !== undefined) script.files.set(target.text, content);
  }
  return { origins: [] };
}

function tees(script: Script, run: Invocation): Tracked {
  const isAppending = run.args.some((arg) => /^(?:-a|--append)$/.test(textOf(arg)));
  for (const path of operands(run)) {
    note(script, run, [isAppending ? 'file.append' : 'file.write'], { path, data: run.stdin });
    if (run.stdin && path.text !== undefined) script.files.set(path.text, run.stdin);
  }
  return run.stdin ?? { origins: [] };
}

/** `env` alone prints everything; `env A=b cmd` runs a command; `printenv NAME` one variable; `export -p` everything. */
function environment(script: Script, run: Invocation): Tracked {
  const rest = run.args.filter((arg) => !textOf(arg).startsWith('-'));
  if (run.name === 'env') {
    const at = run.args.findIndex((arg) => !/^-|^\w{1,100}=/.test(textOf(arg)));
    if (at >= 0) return run.start(script, invocationOf(run.args.slice(at), run, run.stdin));
  }
  const isAll = rest.length === 0 && (run.name === 'env' || run.name === 'printenv' || run.args.length <= 1);
  if (!isAll && run.name !== 'printenv') return { origins: [] };
  note(script, run, [isAll ? 'env.all' : 'env.read'], isAll ? {} : { name: rest[0] });
  return { origins: [{ source: 'environment', span: run.span, detail: isAll ? '*' : textOf(rest[0]) }], name: `${run.name}()` };
}

function histories(script: Script, run: Invocation): Tracked {
  const clears = run.args.some((arg) => /^-[a-z]*[cdw]/.test(textOf(arg)));
  note(script, run, [clears ? 'file.delete' : 'file.read'], { path: exact('~/.bash_history') });
  return outputOf(run, 'secrets', '~/.bash_history');
}

/** A program that starts another: `sudo -u root x`. */
function wrapped(values: string): Program {
  return (script, run) => {
    const at = commandStart(run.args, values);
    if (at >= run.args.length) {
      note(script, run, ['process.run'], { command: lineOf(run) });
      return outputOf(run);
    }
    if (run.name === 'sudo' || run.name === 'doas') note(script, run, ['process.run'], { command: lineOf(run) });
    return run.start(script, invocationOf(run.args.slice(at), run, run.stdin));
  };
}

function commandStart(args: readonly Tracked[], values: string): number {
  let at = 0;
  while (at < args.length) {
    const text = textOf(args[at]);
    if (/^\w{1,60}=/.test(text)) at++;
    else if (text === '--') return at + 1;
    else if (text.startsWith('-') && text.length > 1) at += text.length === 2 && values.includes(text[1] ?? ' ') ? 2 : 1;
    else break;
  }
  return at;
}

function hidden(script: Script, run: Invocation): Tracked {
  note(script, run, ['process.hide'], { command: lineOf(run) });
  const words = run.args.slice(commandStart(run.args, ''));
  return words.length > 0 ? run.start(script, invocationOf(words, run, run.stdin)) : { origins: [] };
}

function undefinedOnUnix(script: Script, run: Invocation): Tracked {
  const windows = lookup(WINDOWS, run.name);
  return windows ? windows(script, run) : other(script, run);
}

/** What comes down the pipe becomes arguments. */
function xargs(script: Script, run: Invocation): Tracked {
  const words = run.args.slice(commandStart(run.args, 'InPLdsEa'));
  const input = run.stdin ?? { origins: [] };
  if (words.length === 0) return input;
  const marker = textOf(optionsOf(run.args, 'InPLdsEa').flags.get('I')) || '{}';
  const hasMarker = words.some((word) => textOf(word).includes(marker));
  const trimmed: Tracked = input.text === undefined ? input : { ...input, text: input.text.trim() };
  const filled = words.map((word) => (textOf(word).includes(marker) ? withOrigins({ ...word, text: textOf(word).replaceAll(marker, () => textOf(trimmed)) }, input.origins) : word));
  return run.start(script, invocationOf(hasMarker ? filled : [...words, trimmed], run));
}

function timed(script: Script, run: Invocation): Tracked {
  const words = run.args.slice(commandStart(run.args, 'ks') + 1);
  if (words.length > 0 && !/^\/t$/i.test(textOf(run.args[0]))) return run.start(script, invocationOf(words, run, run.stdin));
  note(script, run, ['sleep']);
  return { origins: [] };
}

function finds(script: Script, run: Invocation): Tracked {
  const at = run.args.findIndex((arg) => /^-(?:exec|execdir|ok)$/.test(textOf(arg)));
  const [path] = operands(run);
  note(script, run, run.args.some((arg) => textOf(arg) === '-delete') ? ['file.list', 'file.delete-tree'] : ['file.list'], { path });
  const pattern = run.args.find((arg) => sourceOfPath(`~/${textOf(arg)}`) !== 'file');
  const found: Tracked = { origins: [{ source: pattern ? sourceOfPath(`~/${textOf(pattern)}`) : 'file', span: run.span, detail: textOf(pattern ?? path) }], name: 'find()' };
  if (at < 0) return found;
  const end = run.args.findIndex((arg, index) => index > at && /^[;+]$/.test(textOf(arg)));
  const words = run.args.slice(at + 1, end < 0 ? undefined : end).map((word) => (textOf(word) === '{}' ? { ...found, text: '~/\uF8FF' } : word));
  return words.length > 0 ? run.start(script, invocationOf(words, run)) : found;
}

function scheduled(script: Script, run: Invocation): Tracked {
  const writes = run.stdin !== undefined || operands(run).length > 0;
  const lists = run.args.some((arg) => textOf(arg) === '-l');
  note(script, run, lists ? ['file.read'] : ['process.run', 'file.write'], { command: lineOf(run), path: exact('crontab'), data: run.stdin });
  if (writes && run.stdin?.text) {
    const commands = run.stdin.text.split('\n').map((line) => line.replace(/^\s*(?:@\w+|(?:[\d*/,-]+\s+){5})/, '')).join('\n');
    readInner(script, { ...run.stdin, text: commands }, 'crontab', run.span, 'shell');
  }
  return lists ? outputOf(run, 'file', 'crontab') : { origins: [] };
}

function services(script: Script, run: Invocation): Tracked {
  note(script, run, ['process.run'], { command: lineOf(run), mode: operand(run), target: operand(run, 1) });
  return outputOf(run);
}

function clipboard(script: Script, run: Invocation): Tracked {
  const isReading = run.args.some((arg) => /^-(?:o|-output)/.test(textOf(arg))) || (run.stdin === undefined && (run.name !== 'xclip' || run.args.length === 0));
  note(script, run, [isReading ? 'clipboard.read' : 'clipboard.write'], isReading ? {} : { data: run.stdin });
  return isReading ? outputOf(run, 'clipboard') : { origins: [] };
}

function accounts(script: Script, run: Invocation): Tracked {
  note(script, run, ['process.run'], { command: lineOf(run), data: run.stdin });
  return outputOf(run);
}

function compiles(script: Script, run: Invocation): Tracked {
  note(script, run, ['process.run', 'code.compile'], { command: lineOf(run) });
  const { flags } = optionsOf(run.args, 'oxIlLDO');
  const target = flags.get('o');
  if (target?.text && run.stdin) script.files.set(target.text, run.stdin);
  return outputOf(run);
}

function loads(script: Script, run: Invocation): Tracked {
  const does: Effect[] = run.name === 'insmod' || run.name === 'modprobe' ? ['process.run', 'code.native'] : ['process.run'];
  note(script, run, does, { command: lineOf(run) });
  return outputOf(run);
}

/** Text written to a file by a redirection or an editor: the call, and the memory of it. */
export function writeFile(script: Script, path: Tracked, data: Tracked, isAppending: boolean, span: Invocation['span']): void {
  const text = textOf(path);
  const socket = /^\/dev\/(tcp|udp)\/(.{1,300}?)\/(.{1,20})$/.exec(text);
  if (socket) {
    const address = withOrigins(exact(`${socket[2]}:${socket[3]}`), path.origins);
    addCall(script, { name: '/dev/tcp', does: data.text === '' && data.origins.length === 0 ? ['net.connect'] : ['net.connect', 'net.send'], args: [path], roles: { address, data }, span });
    return;
  }
  if (/^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d+)|nul|con)$/i.test(text)) return;
  const name = isShellProfile(text) ? 'profile' : isAppending ? '>>' : '>';
  addCall(script, { name, does: [isAppending ? 'file.append' : 'file.write'], args: [path, data], roles: { path, data }, span });
  if (path.text === undefined) return;
  const before = isAppending ? script.files.get(path.text) : undefined;
  script.files.set(path.text, before ? appended(before, data) : data);
}

function appended(before: Tracked, data: Tracked): Tracked {
  if (textOf(before).length + textOf(data).length > 1_000_000) return { origins: joinOrigins(before.origins, data.origins) };
  const joint = textOf(before).endsWith('\n') || textOf(before) === '' ? [] : [exact('\n')];
  return concat([before, ...joint, data]);
}
