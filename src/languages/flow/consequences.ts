/** What follows from a call: code that it evaluates, commands that it runs and files that it writes are read in their own language. */
import type { Language, Role } from '../../model/source.ts';
import type { Effect } from '../../model/effect.ts';
import { languageOfCommand } from '../guess-text.ts';
import type { Expr } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { originAt, type Recorder } from './recorder.ts';
import { ListVal, Mix, UNKNOWN, Unknown, joinOrigins, originsOf, partialText, type Val } from './values.ts';

const SCRIPTS: readonly (readonly [RegExp, Language])[] = [
  [/\.(vbs|vbe)$/i, 'vbscript'], [/\.(ps1|psm1)$/i, 'powershell'], [/\.(bat|cmd)$/i, 'batch'], [/\.(sh|bash|command)$/i, 'shell'],
  [/\.(m?js|cjs|jse)$/i, 'javascript'], [/\.pyw?$/i, 'python'], [/\.hta$/i, 'vbscript'],
];

/** Follows a recorded call into the text it brings. */
export function bringsCode(ev: Evaluator, recorder: Recorder, does: readonly Effect[], roles: ReadonlyMap<Role, Val>, node: Expr): void {
  for (const effect of does) {
    if (effect === 'code.evaluate') runCodeOf(ev, recorder, roles.get('code'), node);
    else if (effect === 'process.shell' || effect === 'process.run') readCommand(ev, recorder, roles.get('command'), node);
    else if (effect === 'file.pack') notePacked(ev, recorder, roles, node);
    else if (effect === 'file.write' || effect === 'file.append' || effect === 'file.copy') noteWritten(ev, recorder, does, roles, node);
  }
}

function runCodeOf(ev: Evaluator, recorder: Recorder, code: Val, node: Expr): void {
  for (const option of code instanceof Mix ? code.options.slice(0, 4) : [code]) {
    if (option instanceof Unknown) {
      const written = recorder.writtenIn([option.about]);
      if (written?.text !== undefined) ev.runCode(written.text, 'written', node);
      else if (option.about !== undefined && option.name?.startsWith('compile') === true) ev.runCode(option.about, 'exec', node);
    } else ev.runCode(option, 'exec', node);
  }
}

function readCommand(ev: Evaluator, recorder: Recorder, command: Val, node: Expr): void {
  const written = recorder.writtenIn(command instanceof ListVal ? command.items : [command]);
  if (written?.text !== undefined && written.text.length > 20) ev.readInner(written.text, 'written', node, interpreterIn(command));
  for (const option of command instanceof Mix ? command.options.slice(0, 4) : [command]) {
    const line = commandLine(option);
    // Words that were given one by one are quoted here as a shell reads them, whatever the program.
    if (line !== undefined && line.length >= 2) ev.readInner(line, 'command', node, option instanceof ListVal ? 'shell' : languageOfCommand(line, ev.profile.language));
  }
}

const INTERPRETERS: readonly (readonly [RegExp, Language])[] = [
  [/^pythonw?[\d.]*$/i, 'python'], [/^(?:node|bun|deno)$/i, 'javascript'], [/^(?:ba|z|da|k)?sh$/i, 'shell'], [/^(?:powershell|pwsh)$/i, 'powershell'], [/^[cw]script$/i, 'vbscript'], [/^perl[\d.]*$/i, 'perl'],
];

/** The language of a script whose name doesn't tell it, by the interpreter that a command starts it with. */
function interpreterIn(command: Val): Language | undefined {
  const words = commandLine(command)?.slice(0, 2_000).split(/[\s"']+/) ?? [];
  for (const word of words) {
    const program = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
    const found = INTERPRETERS.find(([pattern]) => pattern.test(program));
    if (found !== undefined && words.at(-1) !== word) return found[1];
  }
  return undefined;
}

/** A list of words as one line that a shell would split the same way. */
export function commandLine(command: Val): string | undefined {
  // Windows takes the quotes around a whole line away.
  if (!(command instanceof ListVal)) return partialText(command)?.replace(/^\s*"([\w.-]+\s[^"]*)"\s*$/, '$1');
  if (command.items.length === 0) return undefined;
  return command.items.slice(0, 64).map((item) => quoted(partialText(item) ?? '\uF8FF')).join(' ');
}

function quoted(word: string): string {
  return /^[\w./:=@%+,~\uF8FF-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function noteWritten(ev: Evaluator, recorder: Recorder, does: readonly Effect[], roles: ReadonlyMap<Role, Val>, node: Expr): void {
  const path = openFile(does.includes('file.copy') ? roles.get('target') : roles.get('path'));
  const data = does.includes('file.copy') ? undefined : roles.get('data');
  let origins = ev.originsFrom(data);
  const source = does.includes('file.copy') ? recorder.writtenIn([roles.get('path')]) : undefined;
  if (source) origins = source.origins;
  // An archive holds what its file was written with.
  const archive = does.includes('file.unpack') ? recorder.writtenIn([data, ...(data instanceof Unknown && data.about !== undefined ? [data.about] : [])]) : undefined;
  if (archive) origins = joinOrigins(origins, archive.origins);
  if (does.includes('net.fetch')) origins = [...origins, originAt('network', ev.unit, node, partialText(roles.get('address')))];
  const text = partialText(data);
  recorder.wrote(path, origins, text);
  if (does.includes('file.unpack')) recorder.filled(partialText(path), origins);
  const language = SCRIPTS.find(([pattern]) => pattern.test(partialText(path) ?? ''))?.[1];
  if (text === undefined || text.length <= 8) return;
  if (language !== undefined || LOOKS_RUN.test(text)) ev.readInner(text, layerName(data), node, language);
}

/** The path of a file that stands open, or of one whose `write` is handed on. */
function openFile(path: Val): Val {
  return path instanceof Unknown && path.about !== undefined && partialText(path) === undefined ? path.about : path;
}

/** What is put into an archive is in the archive's file from then on. */
function notePacked(ev: Evaluator, recorder: Recorder, roles: ReadonlyMap<Role, Val>, node: Expr): void {
  const archive = openFile(roles.get('target'));
  const what = roles.get('path');
  if (archive === undefined) return;
  const origins = joinOrigins(ev.originsFrom(roles.get('data'), what), what === undefined ? [] : [originAt('file', ev.unit, node, partialText(what))]);
  if (archive instanceof Unknown && archive !== UNKNOWN) archive.origins = joinOrigins(archive.origins, origins);
  recorder.wrote(archive, origins, undefined);
  // `make_archive` is given the name without its ending.
  const name = partialText(archive);
  if (name !== undefined && !/\.\w+$/.test(name)) for (const ending of ['zip', 'tar', 'tar.gz']) recorder.wrote(`${name}.${ending}`, origins, undefined);
}

/** Text that some interpreter would run, written to a file whose name doesn't say so. */
const LOOKS_RUN = /^#!|\bimport [\w, ]+(?:;|\n|$)|\b(?:exec|eval)\(|\bpowershell\b|\b(?:curl|wget)\s|\bCreateObject\(|\brequire\(/;

function layerName(data: Val): string {
  return originsOf(data).find((origin) => origin.source === 'decoded')?.detail ?? 'written';
}
