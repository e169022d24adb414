/** The last resort for text that no parser takes: string literals and calls, in the order they stand, each a statement of its own. */
import type { Expr, Module, Stmt } from '../flow/nodes.ts';

const TOKEN = /(["'])((?:\\[\s\S]|(?!\1)[^\\\n])*)\1|`((?:\\[\s\S]|[^`\\])*)`|([A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*)\s*\(\s*/y;

/** Scans a text from an offset; comments aren't recognised, as a forged opener would hide what follows. */
export function scanTokens(text: string, from = 0): Module {
  const body: Stmt[] = [];
  let at = from;
  while (at < text.length) {
    at = nextStart(text, at);
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) {
      at = skipWord(text, at);
      continue;
    }
    const to = TOKEN.lastIndex;
    const name = match[4];
    if (name === undefined) {
      body.push({ kind: 'expr', value: constant(match[2] ?? match[3] ?? '', at, to), at, to });
      at = to;
      continue;
    }
    const call = callOf(text, name, at, to);
    body.push({ kind: 'expr', value: call, at, to: call.to });
    at = Math.max(call.to, to);
  }
  return { body, problems: [], partial: true };
}

const START = /["'`A-Za-z_$]/g;

function nextStart(text: string, from: number): number {
  START.lastIndex = from;
  return START.exec(text)?.index ?? text.length;
}

const WORD = /[\w$]+|[\s\S]/y;

function skipWord(text: string, from: number): number {
  WORD.lastIndex = from;
  return WORD.exec(text) ? WORD.lastIndex : from + 1;
}

const ARGUMENT = /\s*(["'])((?:\\[\s\S]|(?!\1)[^\\\n])*)\1\s*([,)])/y;

/** A call with the string arguments it starts with. */
function callOf(text: string, name: string, at: number, from: number): Expr {
  const args: { value: Expr }[] = [];
  let to = from;
  ARGUMENT.lastIndex = from;
  for (let match = ARGUMENT.exec(text); match; match = ARGUMENT.exec(text)) {
    args.push({ value: constant(match[2] ?? '', to, ARGUMENT.lastIndex - 1) });
    to = ARGUMENT.lastIndex;
    if (match[3] === ')') break;
  }
  const [first = '', ...rest] = name.split('.').map((part) => part.trim());
  let callee: Expr = { kind: 'name', name: first, at, to: at + first.length };
  for (const property of rest) callee = { kind: 'member', object: callee, property, at, to: from };
  return { kind: 'call', callee, args, at, to };
}

function constant(raw: string, at: number, to: number): Expr {
  return { kind: 'const', value: unescape(raw), at, to };
}

/** Escapes of a string literal. */
function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|([\s\S]))/g, (_all, hex?: string, point?: string, unit?: string, plain?: string) => {
    const code = hex ?? point ?? unit;
    if (code === undefined) return SIMPLE.get(plain ?? '') ?? plain ?? '';
    const value = Number.parseInt(code, 16);
    return value <= 0x10ffff ? String.fromCodePoint(value) : '';
  });
}

const SIMPLE = new Map([['n', '\n'], ['r', '\r'], ['t', '\t'], ['b', '\b'], ['f', '\f'], ['v', '\v'], ['0', '\0'], ['\n', '']]);
