/**
 * What a JavaScript text looks like, apart from what it does: meaningless names, packers' frames, code far to the right, invisible characters,
 * flattened functions, long encoded literals. Minified code has short names and long lines, and is none of these.
 */
import type { SourceUnit } from '../../model/source.ts';
import type { Expr, Module, Stmt } from '../flow/nodes.ts';
import { markText } from '../text-marks.ts';

const LOOKED_AT = 1_000_000;

/** Adds marks for a text and its tree. */
export function markJavaScript(unit: SourceUnit, module: Module): void {
  markText(unit);
  markNames(unit);
  markPackers(unit);
  markFlattened(unit, module);
  markEndless(unit, module.body);
  markBlobs(unit);
}

const MEANINGLESS = /(?<![\w$])(?:\w{0,6}_0x[0-9a-f]{3,}|_\$_[0-9a-f]{4}|[Il][Il1]{7,}|[OoQ][O0oQ]{7,}|_{6,}(?:\w*[A-Za-z0-9]\w*|(?=\s*[=(.;[])))(?![\w$])/gu;
/** What every such name has in it: sought first, as it costs a fifth. */
const SEED = /_0x[0-9a-f]{3}|_\$_[0-9a-f]{4}|[Il][Il1]{7}|[OoQ][O0oQ]{7}|_{6}/;
const FEWEST_NAMES = 4;

function markNames(unit: SourceUnit): void {
  const names = new Map<string, number>();
  const head = unit.text.slice(0, LOOKED_AT);
  if (!SEED.test(head)) return;
  for (const match of head.matchAll(MEANINGLESS)) {
    if (!names.has(match[0])) names.set(match[0], match.index);
    if (names.size > 500) break;
  }
  const [first] = names;
  if (first && names.size >= FEWEST_NAMES) unit.marks.push({ kind: 'obfuscated-names', span: { start: first[1], end: first[1] + first[0].length }, detail: String(names.size) });
}

/** Frames that packers leave: knowledge of tools, not of samples. */
const PACKERS: readonly (readonly [RegExp, name: string, seed: string])[] = [
  [/eval\(function\(p,\s*a,\s*c,\s*k,\s*e,\s*[dr]\)/, 'p,a,c,k,e,d', 'eval(function(p'],
  [/([^\s;=]{1,200})=~\[\];\1=\{___:\+\+\1,/, 'jjencode', '={___:++'],
  [/\u{ff9f}\u{03c9}\u{ff9f}\u{ff89}\s*=/u, 'aaencode', '\u{ff9f}\u{03c9}\u{ff9f}'],
  [/[[\]()!+]{1000,}/, 'JSFuck', '+[]'],
  [/\bjsjiami\.com\.v\d/, 'jsjiami', 'jsjiami.com.v'],
  [/\b_0xod\w\s*=/, 'jsjiami', '_0xod'],
  [/\bvar __p_\w{4},/, 'JS-Confuser', 'var __p_'],
];

function markPackers(unit: SourceUnit): void {
  const head = unit.text.slice(0, LOOKED_AT);
  for (const [pattern, name, seed] of PACKERS) {
    if (!head.includes(seed)) continue;
    const at = pattern.exec(head);
    if (at) unit.marks.push({ kind: 'packer', span: { start: at.index, end: at.index + at[0].length }, detail: name });
  }
}

/** A loop around a switch over the parts of a split text, or over a state that every case sets. */
function markFlattened(unit: SourceUnit, module: Module): void {
  if (!/\bwhile\s*\(\s*(?:!!\[\]|!0|true|1)\s*\)|\bfor\s*\(\s*;\s*;\s*\)/.test(unit.text)) return;
  const pending: (readonly Stmt[])[] = [module.body];
  let found: { at: number; to: number } | undefined;
  let count = 0;
  for (let body = pending.pop(); body; body = pending.pop()) {
    for (const stmt of body) {
      if (stmt.kind === 'loop' && isDispatcher(stmt)) {
        found ??= { at: stmt.at, to: stmt.to };
        count++;
      }
      pending.push(...bodiesOf(stmt));
    }
  }
  if (found) unit.marks.push({ kind: 'flattened', span: { start: found.at, end: found.to }, detail: String(count) });
}

/** `while (true) { switch (order[i++]) { … } break; }` of obfuscators: generated generators index nothing. */
function isDispatcher(loop: Extract<Stmt, { kind: 'loop' }>): boolean {
  const [first] = loop.body;
  const test = loop.test;
  if (first?.kind !== 'switch' || first.cases.length < 2 || (test && !(test.kind === 'const' && Boolean(test.value)))) return false;
  return first.value.kind === 'index' && first.value.index.kind === 'update';
}

/** A loop that nothing ends, where loading the file reaches it. */
function markEndless(unit: SourceUnit, body: readonly Stmt[]): void {
  for (const stmt of body) {
    if (stmt.kind === 'loop' && isAlways(stmt.test) && stmt.body.length > 0 && !/\b(?:break|return|throw|await|yield|exit|abort)\b/.test(unit.text.slice(stmt.at, stmt.to))) {
      unit.marks.push({ kind: 'endless', span: { start: stmt.at, end: stmt.to } });
    }
    for (const inner of stmt.kind === 'function' ? [] : bodiesOf(stmt)) if (stmt.kind !== 'expr' && stmt.kind !== 'declare') markEndless(unit, inner);
  }
}

/** No test, a constant one, or a comparison that nothing but infinity fails. */
function isAlways(test: Expr | undefined): boolean {
  if (test === undefined || (test.kind === 'const' && Boolean(test.value))) return true;
  const last = test.kind === 'chain' ? test.operands.at(-1) : undefined;
  return test.kind === 'chain' && test.ops.join() === '<' && last?.kind === 'name' && last.name === 'Infinity';
}

function bodiesOf(stmt: Stmt): (readonly Stmt[])[] {
  switch (stmt.kind) {
    case 'if': return [stmt.then, stmt.orelse];
    case 'for': case 'loop': case 'block': case 'with': return [stmt.body];
    case 'switch': return stmt.cases.map(({ body }) => body);
    case 'try': return [stmt.body, ...stmt.handlers.map(({ body }) => body), stmt.final];
    case 'function': return [stmt.fn.body];
    case 'expr': return functionsIn(stmt.value);
    case 'declare': return stmt.value ? functionsIn(stmt.value) : [];
    default: return [];
  }
}

/** Bodies of functions that stand where code usually puts them: called at once, assigned, or passed on. */
function functionsIn(expr: Expr): (readonly Stmt[])[] {
  if (expr.kind === 'function') return [expr.fn.body];
  if (expr.kind === 'call') return [expr.callee, ...expr.args.map(({ value }) => value)].flatMap((part) => (part === expr ? [] : functionsIn(part)));
  if (expr.kind === 'assign') return functionsIn(expr.value);
  if (expr.kind === 'unary' || expr.kind === 'await') return functionsIn(expr.kind === 'unary' ? expr.operand : expr.value);
  if (expr.kind === 'dict') return expr.entries.flatMap(({ value }) => functionsIn(value));
  return expr.kind === 'sequence' ? expr.items.flatMap(functionsIn) : [];
}

const BLOB = /(["'`])([A-Za-z0-9+/=_-]{400,}|(?:\\x[0-9a-fA-F]{2}){100,}|(?:%[0-9a-fA-F]{2}){150,})\1/;

function markBlobs(unit: SourceUnit): void {
  const at = BLOB.exec(unit.text.slice(0, LOOKED_AT));
  const body = at?.[2];
  if (!at || body === undefined) return;
  const detail = body.startsWith('\\x') ? 'escapes' : body.startsWith('%') ? 'percent' : /^[0-9a-fA-F]+$/.test(body) ? 'hex' : 'base64';
  unit.marks.push({ kind: 'blob', span: { start: at.index, end: at.index + at[0].length }, detail });
}
