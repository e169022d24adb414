/** Windows programs that attacks lean on: downloaders, registry, tasks, services, policies. */
import type { Effect } from '../../model/effect.ts';
import { fromBase64, fromHex, utf8OrLatin1 } from './bytes.ts';
import { lineOf, note, operands, outputOf, type Invocation, type Program } from './invocation.ts';
import { saved } from './network.ts';
import { addCall, readInner, type Script } from './script.ts';
import { concat, decoded, exact, textOf, withOrigins, type Tracked } from './values.ts';

export const WINDOWS: Readonly<Record<string, Program>> = {
  certutil, bitsadmin, reg: registry, schtasks: scheduled, regsvr32: scriptlet, rundll32: scriptlet, msiexec: scriptlet, installutil: scriptlet, msbuild: scriptlet, cmstp: scriptlet,
  copy: copies, xcopy: copies, robocopy: copies, move: copies, ren: copies, rename: copies, rd: removesTree, rmdir: removesTree, setx: environment,
  wmic: management, type: prints, more: prints, net: accounts, attrib: hides, forfiles: forFiles, start: starts,
};

function slashless(run: Invocation): Tracked[] {
  return run.args.filter((arg) => !/^[-/]/.test(textOf(arg)));
}

function has(run: Invocation, option: RegExp): boolean {
  return run.args.some((arg) => option.test(textOf(arg)));
}

/** `certutil -urlcache -f URL FILE`, `-decode IN OUT`, `-decodehex`, `-encode`. */
function certutil(script: Script, run: Invocation): Tracked {
  const rest = slashless(run);
  const address = rest.find((arg) => /:\/\//.test(textOf(arg)));
  if (has(run, /^[-/](?:urlcache|verifyctl|url)$/i) && address) {
    note(script, run, ['net.fetch'], { address });
    const target = rest[rest.indexOf(address) + 1];
    if (target) saved(script, run, target, { origins: [{ source: 'network', span: run.span, detail: textOf(address) }] });
    return outputOf(run, 'network');
  }
  const [input, output] = rest;
  const hex = has(run, /^[-/]decodehex$/i);
  if (!hex && !has(run, /^[-/]decode$/i)) {
    note(script, run, ['process.run'], { command: lineOf(run) });
    return outputOf(run);
  }
  const data = script.files.get(textOf(input)) ?? { origins: [{ source: 'file', span: run.span, detail: textOf(input) }] as const };
  note(script, run, ['decode'], { data, path: input });
  const bytes = decoded(data, hex ? 'hex' : 'base64', run.span, (text) => unwrapped(text, hex));
  if (output) saved(script, run, output, bytes);
  return bytes;
}

function unwrapped(text: string, hex: boolean): string | undefined {
  const body = text.replace(/-----[A-Z ]{1,40}-----/g, '');
  const bytes = hex ? fromHex(body) : fromBase64(body);
  return bytes === undefined ? undefined : utf8OrLatin1(bytes);
}

function bitsadmin(script: Script, run: Invocation): Tracked {
  const address = run.args.find((arg) => /:\/\//.test(textOf(arg)));
  if (!address) {
    note(script, run, ['process.run'], { command: lineOf(run) });
    return outputOf(run);
  }
  note(script, run, ['net.fetch'], { address });
  const target = run.args[run.args.indexOf(address) + 1];
  if (target) saved(script, run, target, { origins: [{ source: 'network', span: run.span, detail: textOf(address) }] });
  return outputOf(run);
}

function registry(script: Script, run: Invocation): Tracked {
  const verb = textOf(run.args[0]).toLowerCase();
  const key = run.args[1] ?? exact('');
  const option = (name: string) => run.args[run.args.findIndex((arg) => textOf(arg).toLowerCase() === name) + 1];
  const name = has(run, /^\/v$/i) ? option('/v') : undefined;
  const path = name ? concat([key, exact('\\'), name]) : key;
  const writes = verb === 'add' || verb === 'import' || verb === 'delete' || verb === 'copy' || verb === 'restore';
  note(script, run, [writes ? 'registry.write' : 'registry.read'], { path, data: has(run, /^\/d$/i) ? option('/d') : undefined, mode: exact(verb) });
  return writes ? { origins: [] } : outputOf(run, 'file', textOf(key));
}

function scheduled(script: Script, run: Invocation): Tracked {
  const at = run.args.findIndex((arg) => /^\/tr$/i.test(textOf(arg)));
  const command = at >= 0 ? run.args[at + 1] : undefined;
  note(script, run, ['process.run'], { command: lineOf(run), code: command });
  if (command) readInner(script, command, 'command', run.span, 'batch');
  return outputOf(run);
}

/** Programs that load a script, library or package from an address: `regsvr32 /i:URL scrobj.dll`, `msiexec /i URL`, `rundll32 javascript:…`. */
function scriptlet(script: Script, run: Invocation): Tracked {
  const line = lineOf(run);
  const address = /(?:https?|ftp):\/\/[^\s"']{1,500}|\\\\[\w.-]{1,100}\\[^\s"',]{1,300}/i.exec(textOf(line))?.[0];
  const does: Effect[] = run.name === 'rundll32' || run.name === 'regsvr32' ? ['process.run', 'code.native'] : ['process.run'];
  if (address) {
    const value = exact(address);
    const origin = { source: 'network', span: run.span, detail: address } as const;
    note(script, run, ['net.fetch'], { address: value });
    note(script, run, does, { command: withOrigins(line, [origin]), code: { origins: [origin] } });
    return outputOf(run);
  }
  const target = slashless(run)[0];
  const written = target ? script.files.get(textOf(target).split(',')[0] ?? '') : undefined;
  note(script, run, does, { command: written ? withOrigins(line, written.origins) : line, path: target });
  return outputOf(run);
}

function copies(script: Script, run: Invocation): Tracked {
  const [path, target] = slashless(run);
  note(script, run, ['file.copy'], { path, target });
  const content = path ? script.files.get(textOf(path)) : undefined;
  if (content && target?.text !== undefined) script.files.set(target.text, content);
  return { origins: [] };
}

function removesTree(script: Script, run: Invocation): Tracked {
  note(script, run, [has(run, /^\/s/i) ? 'file.delete-tree' : 'file.delete'], { path: slashless(run)[0] });
  return { origins: [] };
}

function environment(script: Script, run: Invocation): Tracked {
  note(script, run, ['registry.write'], { path: concat([exact('HKCU\\Environment\\'), run.args[0] ?? exact('')]), data: run.args[1] });
  return { origins: [] };
}

function management(script: Script, run: Invocation): Tracked {
  const text = textOf(lineOf(run)).toLowerCase();
  const created = /process\s+call\s+create/.test(text);
  const asks = /\b(?:csproduct|computersystem|os|bios|cpu|diskdrive|baseboard|nic|useraccount|product|antivirusproduct)\b/.test(text);
  const does: Effect[] = created ? ['process.run'] : /\bprocess\b/.test(text) ? ['process.list'] : asks ? ['host.identity'] : ['process.run'];
  note(script, run, does, { command: lineOf(run) });
  const command = created ? run.args.at(-1) : undefined;
  if (command) readInner(script, command, 'command', run.span, 'batch');
  return outputOf(run, asks ? 'identity' : 'processes');
}

function prints(script: Script, run: Invocation): Tracked {
  const path = operands(run)[0];
  if (!path || !/[\\/.]/.test(textOf(path))) return run.stdin ?? { origins: [] };
  return run.start(script, { ...run, name: 'cat', program: exact('cat') });
}

function accounts(script: Script, run: Invocation): Tracked {
  const verb = textOf(run.args[0]).toLowerCase();
  const looks = verb === 'view' || verb === 'config' || verb === 'session' || ((verb === 'user' || verb === 'localgroup') && run.args.length < 3);
  note(script, run, looks ? ['host.identity'] : ['process.run'], { command: lineOf(run) });
  return outputOf(run, 'identity');
}

function hides(script: Script, run: Invocation): Tracked {
  note(script, run, has(run, /^\+[sh]/i) ? ['file.hide'] : ['file.chmod'], { path: run.args.find((arg) => !/^[-+/]/.test(textOf(arg))) });
  return { origins: [] };
}

function forFiles(script: Script, run: Invocation): Tracked {
  const at = run.args.findIndex((arg) => /^\/c$/i.test(textOf(arg)));
  note(script, run, ['process.run'], { command: lineOf(run) });
  readInner(script, at >= 0 ? run.args[at + 1] : undefined, 'command', run.span, 'batch');
  return outputOf(run);
}

/** `start "" /b /min program args`: the first quoted word is a title. */
function starts(script: Script, run: Invocation): Tracked {
  let at = 0;
  if (textOf(run.args[0]).startsWith('"') || textOf(run.args[0]) === '') at++;
  let isHidden = false;
  while (/^\/(?!\/)/.test(textOf(run.args[at]))) {
    if (/^\/(?:b|min)$/i.test(textOf(run.args[at]))) isHidden = true;
    at += /^\/d$/i.test(textOf(run.args[at])) ? 2 : 1;
  }
  if (isHidden) addCall(script, { name: 'start', does: ['process.hide'], args: run.args, span: run.span });
  const words = run.args.slice(at);
  const first = words[0];
  if (!first) return { origins: [] };
  const name = textOf(first).replace(/^"([^]*)"$/, '$1');
  return run.start(script, { ...run, name: name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase().replace(/\.(?:exe|com)$/, ''), program: { ...first, text: name }, args: words.slice(1) });
}
