/** Strings, here-strings and variables of PowerShell. */
import type { Expr, Stmt } from '../flow/nodes.ts';
import { accept, at, constant, DEEPEST, opaque, take, type Cursor } from './cursor.ts';

const SINGLE = /['\u2018-\u201b]/;

/** A quoted string at the cursor; undefined where none begins. */
export function parseString(cursor: Cursor): Expr | undefined {
  const { text, pos } = cursor;
  const char = text[pos] ?? '';
  if (char === '@' && /^@['"][ \t]*\r?\n/.test(text.slice(pos, pos + 40))) return hereString(cursor);
  if (SINGLE.test(char)) return singleQuoted(cursor);
  if (/["\u201c-\u201e]/.test(char)) return doubleQuoted(cursor);
  return undefined;
}

function singleQuoted(cursor: Cursor): Expr {
  const start = cursor.pos++;
  const raw = take(cursor, /[^'\u2018-\u201b]*(?:['\u2018-\u201b]{2}[^'\u2018-\u201b]*)*/y) ?? '';
  cursor.pos = Math.min(cursor.pos + 1, cursor.text.length);
  return constant(raw.replace(/['\u2018-\u201b]{2}/g, "'"), start, cursor.pos);
}

function hereString(cursor: Cursor): Expr {
  const start = cursor.pos;
  const quote = cursor.text[start + 1] ?? "'";
  const from = cursor.text.indexOf('\n', start) + 1;
  const end = cursor.text.indexOf(`\n${quote}@`, from - 1);
  const stop = end < 0 ? cursor.text.length : end;
  const body = cursor.text.slice(from, stop).replace(/\r$/, '');
  cursor.pos = end < 0 ? stop : stop + 3;
  if (quote === "'") return constant(body, start, cursor.pos);
  const inner: Cursor = { text: body, pos: 0, depth: cursor.depth + 1, parse: cursor.parse };
  return inner.depth > DEEPEST ? opaque(start, cursor.pos) : template(pieces(inner, false), start, cursor.pos);
}

function doubleQuoted(cursor: Cursor): Expr {
  const start = cursor.pos++;
  const parts = pieces(cursor, true);
  return template(parts, start, cursor.pos);
}

function template(parts: Expr[], start: number, end: number): Expr {
  const [only] = parts;
  if (parts.length === 0) return constant('', start, end);
  if (parts.length === 1 && only?.kind === 'const') return { ...only, at: start, to: end };
  return { kind: 'template', parts, at: start, to: end };
}

const PLAIN = /[^"\u201c-\u201e`$]+/y;
const PLAIN_HERE = /[^`$]+/y;

/** Texts, variables and `$(…)` up to the closing quote. */
function pieces(cursor: Cursor, closes: boolean): Expr[] {
  const parts: Expr[] = [];
  let plain: string[] = [];
  let from = cursor.pos;
  const flush = () => {
    if (plain.length > 0) parts.push(constant(plain.join(''), from, cursor.pos));
    plain = [];
  };
  while (cursor.pos < cursor.text.length) {
    const text = take(cursor, closes ? PLAIN : PLAIN_HERE);
    if (text !== undefined) {
      plain.push(text);
      continue;
    }
    const char = cursor.text[cursor.pos] ?? '';
    if (char === '`') plain.push(escaped(cursor));
    else if (char === '$') {
      const before = cursor.pos;
      const value = interpolated(cursor);
      if (value) {
        const after = cursor.pos;
        cursor.pos = before;
        flush();
        cursor.pos = after;
        parts.push(value);
        from = after;
      } else {
        plain.push('$');
        cursor.pos++;
      }
    } else if (/["\u201c-\u201e]/.test(cursor.text[cursor.pos + 1] ?? '')) {
      plain.push('"');
      cursor.pos += 2;
    } else break;
  }
  flush();
  if (closes) cursor.pos = Math.min(cursor.pos + 1, cursor.text.length);
  return parts;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0', a: '\x07', b: '\b', f: '\f', v: '\v', e: '\x1b' };

/** A backtick and what follows it. */
export function escaped(cursor: Cursor): string {
  const char = cursor.text[cursor.pos + 1] ?? '';
  const unicode = /^`u\{([0-9a-f]{1,6})\}/i.exec(cursor.text.slice(cursor.pos, cursor.pos + 12));
  cursor.pos = Math.min(cursor.pos + (unicode ? unicode[0].length : 2), cursor.text.length);
  if (unicode) return String.fromCodePoint(Math.min(Number.parseInt(unicode[1] ?? '0', 16), 0x10ffff));
  return ESCAPES[char] ?? char;
}

/** `$name`, `${name}` or `$(…)` inside a string. */
function interpolated(cursor: Cursor): Expr | undefined {
  const start = cursor.pos;
  if (!at(cursor, '$(')) return parseVariable(cursor);
  cursor.pos += 2;
  return subexpression(cursor, start);
}

/** The inside of `$(…)` or `@(…)`, up to and with the parenthesis. */
export function subexpression(cursor: Cursor, start: number): Expr {
  if (++cursor.depth > DEEPEST) {
    cursor.pos = cursor.text.length;
    cursor.depth--;
    return opaque(start, cursor.pos);
  }
  const body = cursor.parse.statements(cursor, ')');
  accept(cursor, ')');
  cursor.depth--;
  const [only] = body;
  if (body.length === 1 && only?.kind === 'expr') return only.value;
  const end = { at: start, to: cursor.pos };
  return { kind: 'call', callee: { kind: 'function', fn: { name: '$()', params: [], body: withResult(body), decorators: [], isArrow: true, ...end }, ...end }, args: [], ...end };
}

/** The last expression of a body is what it gives. */
export function withResult(body: Stmt[]): Stmt[] {
  const last = body.at(-1);
  if (last?.kind === 'expr') return [...body.slice(0, -1), { kind: 'return', value: last.value, at: last.at, to: last.to }];
  if (last?.kind === 'if') return [...body.slice(0, -1), { ...last, then: withResult(last.then), orelse: withResult(last.orelse) }];
  return body;
}

const VARIABLE = /\$(?:\{([^}\n]{1,200})\}|([A-Za-z_]\w*:)?(\w{1,200}|[$?^_]))/y;

/** A variable; `$env:x` is an element of `$env`, scopes such as `$script:` are dropped. */
export function parseVariable(cursor: Cursor): Expr | undefined {
  const start = cursor.pos;
  VARIABLE.lastIndex = start;
  const match = VARIABLE.exec(cursor.text);
  if (!match) return undefined;
  cursor.pos += match[0].length;
  const full = (match[1] ?? `${match[2] ?? ''}${match[3] ?? ''}`).replaceAll('`', '').toLowerCase();
  const span = { at: start, to: cursor.pos };
  const colon = full.indexOf(':');
  if (full.startsWith('env:')) return { kind: 'index', object: { kind: 'name', name: '$env', ...span }, index: constant(full.slice(4), start, cursor.pos), ...span };
  return { kind: 'name', name: `$${colon >= 0 ? full.slice(colon + 1) : full}`, ...span };
}
