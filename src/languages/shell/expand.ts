/** Expansion of the shell's words: variables folded, substitutions followed, fields split. */
import type { Span } from '../../model/source.ts';
import { unescapeText } from '../command/filters.ts';
import { concat, exact, joinOrigins, list, mapText, partial, textOf, withOrigins, type Tracked } from '../command/values.ts';
import { HOLE } from '../../model/source.ts';
import type { List, Part, Word } from './tree.ts';

/** What expansion needs of the evaluator. */
export interface Shell {
  readonly variables: Map<string, Tracked>;
  /** Follows a command substitution and gives its output. */
  substitute(body: List, span: Span): Tracked;
  /** Parses and expands the raw operand of `${x:-operand}`. */
  operand(raw: string, span: Span): Tracked;
}

/** A word as one value, as in an assignment: no splitting. */
export function expandWord(shell: Shell, word: Word | undefined): Tracked {
  if (!word) return exact('');
  const [only] = word.parts;
  if (word.parts.length === 1 && only?.kind === 'text') return exact(only.quoted ? only.text : untilde(only.text));
  const values = word.parts.map((part, index) => {
    const value = partValue(shell, part, word);
    return index === 0 && part.kind === 'text' && !part.quoted ? mapText(value, untilde) : value;
  });
  return concat(values);
}

/** A word as arguments: unquoted expansions are split at blanks, arrays give one argument each, `{a,b}` becomes several. */
export function expandFields(shell: Shell, word: Word): Tracked[] {
  const [only] = word.parts;
  if (word.parts.length === 1 && only) {
    if (only.kind === 'text') return only.quoted ? [exact(only.text)] : bracesOf(only.text).map((text) => exact(untilde(text)));
    const value = partValue(shell, only, word);
    if (only.kind === 'variable' && value.items && (only.name === '@' || only.index === '@' || only.index === '*')) return [...value.items];
    return (only.kind === 'variable' || only.kind === 'command') && !only.quoted ? fields(value) : [value];
  }
  const out: Tracked[][] = [[]];
  word.parts.forEach((part, index) => {
    const value = partValue(shell, part, word);
    const isSplit = (part.kind === 'variable' || part.kind === 'command') && !part.quoted && /\s/.test(textOf(value));
    const pieces = isSplit ? fields(value) : [index === 0 && part.kind === 'text' && !part.quoted ? mapText(value, untilde) : value];
    pieces.forEach((piece, at) => (at === 0 ? out.at(-1)?.push(piece) : out.push([piece])));
  });
  return out.flatMap((parts) => braceFields(concat(parts), word));
}

const MOST_FIELDS = 2_000;

function fields(value: Tracked): Tracked[] {
  const text = value.text;
  if (text === undefined || !/\s/.test(text)) return text === '' && value.origins.length === 0 ? [] : [value];
  return text.split(/\s+/, MOST_FIELDS).filter((field) => field !== '').map((field) => ({ ...value, text: field }));
}

function braceFields(value: Tracked, word: Word): Tracked[] {
  const opens = word.parts.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'));
  if (!opens || value.text === undefined) return [value];
  return bracesOf(value.text).map((text) => ({ ...value, text }));
}

/** `a{b,c}d` → `abd`, `acd`; one pair of braces, and short ranges are left alone. */
function bracesOf(text: string): string[] {
  if (!text.includes('{') || text.length > 10_000) return [text];
  const match = /^([^{}]*)\{([^{}]*,[^{}]*)\}([^{}]*)$/.exec(text);
  if (!match) return [text];
  return (match[2] ?? '').split(',', 64).map((piece) => `${match[1]}${piece}${match[3]}`);
}

function untilde(text: string): string {
  return text;
}

function partValue(shell: Shell, part: Part, word: Word): Tracked {
  switch (part.kind) {
    case 'text':
      return exact(part.text);
    case 'arithmetic':
      return arithmetic(shell, part.text);
    case 'command':
    case 'process':
      return trimmed(shell.substitute(part.body, part.span));
    case 'variable':
      return variableValue(shell, part, word);
  }
}

function trimmed(value: Tracked): Tracked {
  return value.text?.endsWith('\n') ? { ...value, text: value.text.replace(/\n+$/, '') } : value;
}

/** Constants, and sums of constants and known variables. */
function arithmetic(shell: Shell, text: string): Tracked {
  const known = text.replace(/\$?\{?([A-Za-z_]\w*)\}?/g, (_, name: string) => shell.variables.get(name)?.text ?? HOLE);
  const match = /^\s*(-?\d{1,15})\s*(?:([-+*/%^]|<<|>>)\s*(-?\d{1,15})\s*)?$/.exec(known);
  if (!match) return partial(HOLE);
  const a = Number(match[1]);
  const b = Number(match[3] ?? 0);
  return exact(String(calculated(a, match[2], b)));
}

function calculated(a: number, op: string | undefined, b: number): number {
  switch (op) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return b === 0 ? 0 : Math.trunc(a / b);
    case '%': return b === 0 ? 0 : a % b;
    case '^': return a ^ b;
    case '<<': return a << b;
    case '>>': return a >> b;
    default: return a;
  }
}

type VariablePart = Extract<Part, { kind: 'variable' }>;

function variableValue(shell: Shell, part: VariablePart, word: Word): Tracked {
  const isLength = part.name.length > 1 && part.name.startsWith('#');
  const isIndirect = part.name.length > 1 && part.name.startsWith('!');
  const name = isLength || isIndirect ? part.name.slice(1) : part.name;
  let value = lookUp(shell, name, part.span);
  if (isIndirect && value.text !== undefined) value = lookUp(shell, value.text, part.span);
  if (part.index !== undefined && value.items) value = itemOf(shell, value, part.index);
  if (isLength) return value.exact && value.text !== undefined ? exact(String(value.items?.length ?? value.text.length)) : partial(HOLE);
  return part.op === undefined ? value : modified(shell, value, part, word);
}

function itemOf(shell: Shell, value: Tracked, index: string): Tracked {
  if (index === '@' || index === '*') return value;
  const at = textOf(arithmetic(shell, index));
  return /^\d{1,6}$/.test(at) ? (value.items?.[Number(at)] ?? exact('')) : { origins: value.origins };
}

/** Variables that say nothing about the machine, and those that name its user. */
const NEUTRAL = /^(?:PWD|OLDPWD|PATH|TMPDIR|TMP|TEMP|SHELL|IFS|RANDOM|LINENO|SECONDS|BASH|BASH_SOURCE|BASH_VERSION|FUNCNAME|PPID|UID|EUID|PIPESTATUS|COLUMNS|LINES|TERM|PS1|OPTARG|OPTIND|REPLY|INIT_CWD|npm_.*|[?$!#_-])$/;
const IDENTITY = /^(?:USER|USERNAME|LOGNAME|HOSTNAME|HOST|COMPUTERNAME|USERDOMAIN|SUDO_USER|OSTYPE|HOSTTYPE|MACHTYPE)$/;

function lookUp(shell: Shell, name: string, span: Span): Tracked {
  const known = shell.variables.get(name);
  if (known) return known;
  if (name === 'HOME') return exact('~');
  if (name === '' || /^\d+$|^[@*]$/.test(name)) return { text: HOLE, origins: [{ source: 'arguments', span, detail: name }] };
  if (NEUTRAL.test(name)) return partial(HOLE);
  return { text: HOLE, origins: [{ source: IDENTITY.test(name) ? 'identity' : 'environment', span, detail: name }], name: `env.${name}` };
}

function modified(shell: Shell, value: Tracked, part: VariablePart, word: Word): Tracked {
  const op = part.op ?? '';
  const raw = part.operand ?? '';
  if (/^:?[-=]$/.test(op)) return orDefault(shell, value, part, op, shell.operand(raw, part.span));
  if (/^:?\+$/.test(op)) return shell.operand(raw, part.span);
  if (/^:?\?$/.test(op)) return value;
  if (value.items && op === ':') return list(sliceOf(value.items, raw));
  if (value.text === undefined || value.text === HOLE) return value;
  if (op.startsWith('/')) return replaced(shell, value, op, raw, part.span);
  if (op === ':') return substring(shell, value, raw);
  if (op.startsWith('#') || op.startsWith('%')) return stripped(shell, value, op, raw, part.span);
  if (op.startsWith('^')) return mapText(value, (text) => (op === '^^' ? text.toUpperCase() : text.slice(0, 1).toUpperCase() + text.slice(1)));
  if (op.startsWith(',')) return mapText(value, (text) => (op === ',,' ? text.toLowerCase() : text.slice(0, 1).toLowerCase() + text.slice(1)));
  if (op === '@') return raw === 'E' ? mapText(value, unescapeText) : value;
  return { origins: value.origins, ...(word.start < 0 ? {} : {}) };
}

/** `${x:-word}`: the word where `x` is unknown, for that is what a scan can see; `=` also sets it. */
function orDefault(shell: Shell, value: Tracked, part: VariablePart, op: string, other: Tracked): Tracked {
  const isSet = value.text !== undefined && value.text !== HOLE && !(op.startsWith(':') && value.text === '');
  if (isSet) return value;
  const result = value.exact ? other : withOrigins({ ...other, ...(other.text === undefined ? {} : { text: other.text }) }, value.origins);
  if (op.endsWith('=')) shell.variables.set(part.name, result);
  return result;
}

function sliceOf(items: readonly Tracked[], raw: string): Tracked[] {
  const [from = '0', count] = raw.split(':');
  const start = Number.parseInt(from, 10) || 0;
  return items.slice(start, count === undefined ? undefined : start + (Number.parseInt(count, 10) || 0)) as Tracked[];
}

function substring(shell: Shell, value: Tracked, raw: string): Tracked {
  const [from = '', count] = raw.split(':').map((piece) => textOf(arithmetic(shell, piece)));
  const start = Number.parseInt(from, 10);
  if (Number.isNaN(start)) return { origins: value.origins };
  const length = count === undefined ? undefined : Number.parseInt(count, 10);
  return mapText(value, (text) => {
    const begin = start < 0 ? Math.max(0, text.length + start) : start;
    if (length === undefined || Number.isNaN(length)) return text.slice(begin);
    return length < 0 ? text.slice(begin, text.length + length) : text.slice(begin, begin + length);
  });
}

/** `${x/a/b}` and `${x//a/b}` with plain patterns, `?`, or character classes. */
function replaced(shell: Shell, value: Tracked, op: string, raw: string, span: Span): Tracked {
  const cut = splitPattern(raw);
  const pattern = globPattern(textOf(shell.operand(cut[0], span)));
  const by = shell.operand(cut[1], span);
  if (!pattern) return { origins: value.origins };
  const flags = op === '//' ? 'g' : '';
  const anchored = op === '/#' ? `^${pattern}` : op === '/%' ? `${pattern}$` : pattern;
  const result = mapText(value, (text) => text.replace(new RegExp(anchored, flags), () => textOf(by)));
  return withOrigins(result, joinOrigins([], by.origins));
}

function splitPattern(raw: string): [string, string] {
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === '\\') i++;
    else if (raw[i] === '/' && i > 0) return [raw.slice(0, i), raw.slice(i + 1)];
  }
  return [raw, ''];
}

function stripped(shell: Shell, value: Tracked, op: string, raw: string, span: Span): Tracked {
  const glob = textOf(shell.operand(raw, span));
  const text = value.text ?? '';
  if (/^[^*?[\]]*$/.test(glob)) {
    if (op.startsWith('#')) return text.startsWith(glob) ? mapText(value, (whole) => whole.slice(glob.length)) : value;
    return text.endsWith(glob) ? mapText(value, (whole) => whole.slice(0, whole.length - glob.length)) : value;
  }
  const star = /^(\*?)([^*?[\]]+)(\*?)$/.exec(glob);
  const middle = star?.[2];
  if (middle === undefined) return { origins: value.origins };
  const isLongest = op.length === 2;
  if (op.startsWith('#')) {
    const at = isLongest ? text.lastIndexOf(middle) : text.indexOf(middle);
    return at < 0 ? value : mapText(value, (whole) => whole.slice(at + middle.length));
  }
  const at = isLongest ? text.indexOf(middle) : text.lastIndexOf(middle);
  return at < 0 ? value : mapText(value, (whole) => whole.slice(0, at));
}

/** A glob as a regular expression's source, safe from backtracking: no `*`. */
function globPattern(glob: string): string | undefined {
  if (glob === '' || glob.length > 200 || glob.includes('*')) return undefined;
  if (/^\[[^\]]{1,60}\]$/.test(glob)) return `[${glob.slice(1, -1).replace(/[\\[\]]/g, '\\$&').replace(/^!/, '^')}]`;
  return glob.replace(/[\\^$.*+()[\]{}|]/g, '\\$&').replaceAll('?', '.');
}

