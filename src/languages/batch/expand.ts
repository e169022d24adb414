/** Percent and exclamation-mark expansion of batch lines, done before a line is split, as cmd does it. */
import type { Origin, Span } from '../../model/source.ts';
import { HOLE } from '../../model/source.ts';
import { exact, partial, textOf, type Tracked } from '../command/values.ts';

export type Variables = Map<string, Tracked>;

/** An expanded line, and where in it pieces with a history stand. */
export interface Line {
  readonly text: string;
  readonly pieces: readonly { readonly start: number; readonly end: number; readonly value: Tracked }[];
}

const REFERENCE = /%%?~?[\w$:]*?([a-z0-9*#@?])(?![^\s%]{0,60}%)|%([^%\n:]{1,120})(?::([^%\n]{1,400}))?%|!([^!\n:%]{1,120})(?::([^!\n]{1,400}))?!|%%/gi;
const LONGEST_LINE = 4_000_000;

/** Expands a line. `parameters` are the one-letter variables of loops, by small letter. */
export function expandLine(raw: string, variables: Variables, parameters: ReadonlyMap<string, Tracked>, span: Span): Line {
  if (!raw.includes('%') && !raw.includes('!')) return { text: raw, pieces: [] };
  const pieces: { start: number; end: number; value: Tracked }[] = [];
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  const push = (text: string) => {
    parts.push(text);
    length += text.length;
  };
  for (const match of raw.matchAll(REFERENCE)) {
    if (length > LONGEST_LINE) break;
    push(raw.slice(from, match.index));
    from = match.index + match[0].length;
    const value = referenced(match, variables, parameters, span);
    if (value === undefined) {
      push(match[0] === '%%' ? '%' : match[0]);
      continue;
    }
    const text = textOf(value);
    if (value.origins.length > 0 || value.how) pieces.push({ start: length, end: length + text.length, value });
    push(text);
  }
  push(raw.slice(from));
  return { text: parts.join(''), pieces };
}

function referenced(match: RegExpExecArray, variables: Variables, parameters: ReadonlyMap<string, Tracked>, span: Span): Tracked | undefined {
  const [whole, letter, name, change, delayed, delayedChange] = match;
  if (name !== undefined) return variable(name, change, variables, span);
  if (delayed !== undefined) return variables.has(delayed.toLowerCase()) || /^\w+$/.test(delayed) ? variable(delayed, delayedChange, variables, span) : undefined;
  if (letter === undefined) return undefined;
  if (/^\d|^\*/.test(letter)) return argument(whole, letter, span);
  return parameters.get(letter.toLowerCase());
}

/** `%~dp0` is the script's own folder, `%0` the script; other numbers are arguments. */
function argument(whole: string, digit: string, span: Span): Tracked {
  if (digit === '0') return exact(/~[a-z]*d?p/i.test(whole) ? '.\\' : '%0');
  return { text: HOLE, origins: [{ source: 'arguments', span, detail: digit }] };
}

/** What a Windows machine has for these; their letters are used to spell commands. */
const STANDARD: Readonly<Record<string, string>> = {
  comspec: 'C:\\WINDOWS\\system32\\cmd.exe', systemroot: 'C:\\WINDOWS', windir: 'C:\\WINDOWS', public: 'C:\\Users\\Public', programdata: 'C:\\ProgramData', allusersprofile: 'C:\\ProgramData', programfiles: 'C:\\Program Files',
  commonprogramfiles: 'C:\\Program Files\\Common Files', systemdrive: 'C:', os: 'Windows_NT', pathext: '.COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC', processor_architecture: 'AMD64', psmodulepath: 'C:\\WINDOWS\\system32\\WindowsPowerShell\\v1.0\\Modules\\',
};
const FOLDERS = /^(?:temp|tmp|appdata|localappdata|userprofile|homepath|homedrive|path|cd|date|time|random|errorlevel|cmdcmdline|programfiles\(x86\))$/;
const IDENTITY = /^(?:username|computername|userdomain|logonserver|userdnsdomain|processor_identifier)$/;

function variable(name: string, change: string | undefined, variables: Variables, span: Span): Tracked {
  const key = name.toLowerCase();
  const known = variables.get(key) ?? standard(key, name, span);
  return change === undefined ? known : changed(known, change);
}

function standard(key: string, name: string, span: Span): Tracked {
  const value = Object.hasOwn(STANDARD, key) ? STANDARD[key] : undefined;
  if (value !== undefined) return exact(value);
  if (FOLDERS.test(key)) return exact(`%${name.toUpperCase()}%`);
  const origins: Origin[] = [{ source: IDENTITY.test(key) ? 'identity' : 'environment', span, detail: name }];
  // An unset name is nothing at all: obfuscators put such names between the letters.
  return IDENTITY.test(key) || /^[A-Z][A-Z0-9_]{2,40}$/.test(name) ? { text: HOLE, origins } : exact('');
}

/** `~2,3` takes a part, `a=b` replaces. */
function changed(value: Tracked, change: string): Tracked {
  const { text, origins } = value;
  if (text === undefined || text === HOLE) return { ...partial(HOLE), origins };
  const slice = /^~\s*(-?\d{1,6})?\s*(?:,\s*(-?\d{1,6}))?/.exec(change);
  if (slice) {
    const start = Number(slice[1] ?? 0);
    const from = start < 0 ? Math.max(0, text.length + start) : start;
    const count = slice[2] === undefined ? undefined : Number(slice[2]);
    const until = count === undefined ? undefined : count < 0 ? text.length + count : from + count;
    return { ...value, text: text.slice(from, until) };
  }
  const at = change.indexOf('=');
  const sought = change.slice(0, at).replace(/^\*/, '');
  if (at <= 0 || sought === '') return value;
  return { ...value, text: change.startsWith('*') ? afterFirst(text, sought, change.slice(at + 1)) : replacedAll(text, sought, change.slice(at + 1)) };
}

function afterFirst(text: string, sought: string, by: string): string {
  const at = text.toLowerCase().indexOf(sought.toLowerCase());
  return at < 0 ? text : by + text.slice(at + sought.length);
}

function replacedAll(text: string, sought: string, by: string): string {
  const pattern = sought.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const result = text.length * (by.length + 1) > 16_000_000 ? text : text.replace(new RegExp(pattern, 'gi'), () => by);
  return result;
}

/** The value of a range of an expanded line, with the history of the pieces it takes in. */
export function valueOf(line: Line, text: string, start: number, end: number): Tracked {
  let origins: readonly Origin[] = [];
  let how: readonly string[] | undefined;
  for (const piece of line.pieces) {
    if (piece.end < start || piece.start > end || piece.start === piece.end) continue;
    origins = [...origins, ...piece.value.origins].slice(0, 12);
    how ??= piece.value.how;
  }
  const isExact = !text.includes(HOLE);
  return { text, ...(isExact ? { exact: true } : {}), origins, ...(how ? { how } : {}) };
}
