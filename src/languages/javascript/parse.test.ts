import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expr, Module, Stmt } from '../flow/nodes.ts';
import { parseJavaScript, type Dialect } from './parse.ts';

/** Every call's callee, written as source would: names and members. */
function calleesOf(module: Module): string[] {
  const found: string[] = [];
  const pending: unknown[] = [module.body];
  const seen = new Set<unknown>();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    if ('kind' in node && node.kind === 'call' && 'callee' in node) found.push(written(node.callee as Expr));
    pending.push(...Object.values(node).reverse());
  }
  return found;
}

function written(expr: Expr): string {
  if (expr.kind === 'name') return expr.name;
  if (expr.kind === 'member') return `${written(expr.object)}.${expr.property}`;
  return expr.kind;
}

function kindsOf(body: readonly Stmt[]): string[] {
  return body.map((statement) => statement.kind);
}

function only(text: string, dialect?: Dialect): Stmt {
  const { body, problems } = parseJavaScript(text, dialect);
  assert.deepEqual(problems, []);
  const [first] = body;
  assert.ok(first);
  return first;
}

test('each dialect and each odd beginning of a file is read without a problem', () => {
  const texts: [string, Dialect?][] = [
    ['#!/usr/bin/env node\ncall();'],
    ['\uFEFFcall();'],
    ['call(); <!-- old comment\n--> another\n'],
    ['return call();'],
    ['await call(); export {};'],
    ['const x = await call();'],
    ['with (a) call(); var n = 010;'],
    ['class A { #x = call(); static { this.y = 1; } get z() { return this.#x; } static async *[q]() {} }'],
    ['const e = <a b={call()} {...d}>text{more}</a>;'],
    ['const f = (x: string): void => { call<string>(x as any); }; enum E { A = 1, B } interface I { y?: number }', 'typescript'],
    ['const f = <T,>(x: T) => <a>{call()}</a>;', 'tsx'],
    ['import type { A } from "a"; const f = (x: string): void => call(x);'],
  ];
  for (const [text, dialect] of texts) {
    const module = parseJavaScript(text, dialect);
    assert.deepEqual(module.problems, [], text);
    assert.ok(calleesOf(module).includes('call'), text);
  }
});

test('a JSON file is what it exports', () => {
  const statement = only('{"a": ["b", {"c": 1}]}', 'json');
  assert.equal(statement.kind === 'expr' && statement.value.kind === 'assign' && statement.value.value.kind, 'dict');
});

test('offsets stay where the source has them', () => {
  const text = '\uFEFFfirst("ä");\nsecond();';
  const { body } = parseJavaScript(text);
  assert.deepEqual(body.map(({ at, to }) => text.slice(at, to)), ['first("ä");', 'second();']);
});

test('imports and functions are known before what stands above them', () => {
  assert.deepEqual(kindsOf(parseJavaScript('run(); import a from "a"; function run() {}').body), ['import', 'function', 'expr']);
  assert.deepEqual(kindsOf(parseJavaScript('x = 1; var x;').body), ['declare', 'expr', 'declare']);
});

test('exports of every form give names', () => {
  const text = 'export const { a, b: [c] } = x; export default class D {} export { a as e }; export { f as g } from "m"; export * from "n"; export function h() {}';
  const names = parseJavaScript(text).body.flatMap((statement) => (statement.kind === 'export' ? [statement.name] : []));
  assert.deepEqual(names.sort(), ['*', 'a', 'c', 'default', 'e', 'g', 'h']);
});

test('instance fields run in the constructor, after super', () => {
  const statement = only('class A extends B { x = first(); constructor() { super(); then(); } }');
  assert.ok(statement.kind === 'class');
  const constructor = statement.cls.body.find((member) => member.kind === 'function');
  assert.ok(constructor?.kind === 'function');
  assert.deepEqual(calleesOf({ body: constructor.fn.body, problems: [] }), ['super', 'first', 'then']);
});

test('broken text is read as far as it makes sense, and says so', () => {
  for (const text of ['"never closed\n evil("x")', 'a b c } evil("x")', '/* never closed evil("x")']) {
    const module = parseJavaScript(text);
    assert.ok(calleesOf(module).includes('evil'), text);
    assert.notEqual(module.problems.length, 0, text);
  }
});

test('no nesting overflows, and what is nested deep is still seen', () => {
  const times = (text: string, count: number): string => text.repeat(count);
  const texts = [
    `x = ${times('a + ', 100_000)}evil()`,
    `a${times('.b(c)', 20_000)}; evil()`,
    `${times('(', 20_000)}evil()${times(')', 20_000)}`,
    `${times('[', 300)}evil()${times(']', 300)}`,
    `${times('if (a) {} else ', 400)}evil()`,
    `${times('{', 30_000)}evil()${times('}', 30_000)}`,
    times('(function () {', 400) + 'evil()' + times('})()', 400),
  ];
  for (const text of texts) assert.ok(calleesOf(parseJavaScript(text)).includes('evil'), text.slice(0, 30));
});

test('a type-script parser that backtracks without end is stopped', { timeout: 20_000 }, () => {
  const text = `const x: T = ${'(a<'.repeat(60)}evil()`;
  assert.ok(calleesOf(parseJavaScript(text, 'typescript')).includes('evil'));
});
