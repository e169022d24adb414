import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Interest } from './interest.ts';
import { parseJavaScript } from './parse.ts';
import { skim } from './skim.ts';

/** A long stretch that nothing in it is of interest. */
const LONG = 'quiet();'.repeat(400);
const NOTHING = new Interest();

/** The text with what was blanked written as `…`. */
function skimmed(text: string, interest = NOTHING): string {
  const short = skim(text, interest);
  assert.equal(short.length, text.length);
  return short.replace(/ {1000,}/g, '…').replaceAll(LONG, 'LONG');
}

test('bodies of long functions are blanked, whatever form they have', () => {
  assert.equal(skimmed(`function a(b = {}) {${LONG}} x`), 'function a(b = {}) {…} x');
  assert.equal(skimmed(`x = { a() {${LONG}}, get b() {${LONG}} }; class C extends D { e() {${LONG}} }`), 'x = { a() {…}, get b() {…} }; class C extends D { e() {…} }');
  assert.equal(skimmed(`x = a => {${LONG}}; y = async (b) => {function c() {${LONG}}}`), 'x = a => {…}; y = async (b) => {…}');
  assert.equal(skimmed('function a() { quiet(); }'), 'function a() { quiet(); }');
});

test('blocks that are no bodies, and what lies near a word of interest, stay', () => {
  for (const head of ['if (a)', 'for (const a of b)', 'for await (a of b)', 'while (a)', 'switch (a)', 'try', 'catch (a)', 'x =', 'class A extends b(c)', 'class A', 'a()\n', 'a()\u2028', 'a()/*\n*/']) assert.equal(skimmed(`${head} {${LONG}}`), `${head} {LONG}`);
  const interest = new Interest();
  interest.add(3_300, 3_310);
  const text = `function a() {${LONG}} function b() {${LONG}}function c() {${LONG}}`;
  assert.equal(skimmed(text, interest), 'function a() {…} function b() {LONG}function c() {…}');
  // Where most is of interest, skimming is not worth its while.
  const most = new Interest();
  most.add(3_300, 20_000);
  assert.equal(skimmed(`${text} ${text}`, most), `${text} ${text}`.replaceAll(LONG, 'LONG'));
});

test('texts, templates, comments and regular expressions hold no brackets', () => {
  for (const held of ["'}'", '"\\"}"', '`}${`}${{}}`}`', '/[/}]\\/}/', '1 / 2', 'a.if(b) / 2', 'this.#if(b) / 2', '[...typeof /}/]', 'return /}/', 'if (a) /}/.test(b)', 'a++ / 2', '1. / 2', '/* } */', '// }\n', "'\\\r\n}'", 'a\u00a0/ 2', 'break\n/}/']) {
    assert.equal(skimmed(`function a() {${held};${LONG}} x`), 'function a() {…} x', held);
  }
});

test('where it cannot be told what follows, nothing more is blanked', () => {
  for (const odd of ['{} /}/', 'yield /}/', '<!-- }\n', "'}\n'", ')', '\n--> }\n']) assert.equal(skimmed(`function a() {${LONG}} ${odd} function b() {${LONG}}`), `function a() {…} ${odd} function b() {LONG}`, odd);
});

test('markup, whose text is no code, is parsed whatever skimming makes of it', () => {
  // The parentheses of the markup's text are none of the program's.
  const text = `x = <p>(</p>; function a() {${LONG}} y = <p>)</p>; eval(z)`;
  const module = parseJavaScript(text, 'javascript', NOTHING);
  assert.deepEqual(module.problems, []);
  assert.equal(module.body.length, 4);
});
