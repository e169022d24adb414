import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget } from '../../kit/budget.ts';
import { unitOf } from '../../model/reader.ts';
import { Interpreter } from '../flow/interpreter.ts';
import { Scope } from '../flow/values.ts';
import { markJavaScript } from './marks.ts';
import { prepareJavaScript } from './modules.ts';
import { parseJavaScript } from './parse.ts';
import { JAVASCRIPT } from './profile.ts';

const SHIPPED = 'q'.repeat(30_000);

/** What a text deletes, and how many statements running it took. */
function run(text: string): { path: string | undefined; steps: number } {
  const unit = unitOf({ path: 'index.js', text, language: 'javascript', stage: 'import', layers: [] });
  const budget = new Budget();
  const surroundings = { load: () => undefined, inner: () => undefined, shipped: (path: string) => (path === 'payload.txt' ? { path, text: SHIPPED } : undefined), added: () => undefined };
  const interpreter = new Interpreter(JAVASCRIPT, budget, surroundings, unit);
  const module = parseJavaScript(text);
  markJavaScript(unit, module);
  const scope = new Scope('module');
  prepareJavaScript(scope, unit);
  const before = budget.stepsLeft;
  interpreter.runModule(module, unit, 'import', scope);
  interpreter.finish();
  const call = unit.calls.find(({ name }) => name === 'fs.unlinkSync');
  return { path: call?.roles.path?.exact ? call.roles.path.text : undefined, steps: before - budget.stepsLeft };
}

/** Turns each character round twelve times and deletes the last five. */
const DECODER = "let out = ''; for (let i = 0; i < packed.length; i++) { let code = at(i); for (let k = 0; k < 12; k++) code ^= 1; out += String.fromCharCode(code); } require('fs').unlinkSync(out.slice(-5));";
const LETTERS = 'const at = (i) => packed.charCodeAt(i);';

test('what is packed into a literal, a list, a concatenation, a template or a file is unpacked however many passes it takes', () => {
  const long = 'q'.repeat(30_000);
  assert.equal(run(`const packed = '${long}'; ${LETTERS} ${DECODER}`).path, 'qqqqq');
  assert.equal(run(`const packed = \`${long}\`; ${LETTERS} ${DECODER}`).path, 'qqqqq');
  assert.equal(run(`const packed = [${'113, '.repeat(30_000)}]; const at = (i) => packed[i]; ${DECODER}`).path, 'qqqqq');
  assert.equal(run(`const packed = ${"'qqq' + ".repeat(10_000)}''; ${LETTERS} ${DECODER}`).path, 'qqqqq');
  assert.equal(run(`const packed = require('fs').readFileSync('payload.txt', 'utf8'); ${LETTERS} ${DECODER}`).path, 'qqqqq');
});

test('a short list of texts that is turned round until a sum comes out right is turned round', () => {
  const list = (code: string): string => `(function (list, wanted) { ${code} })(texts, 41); require('fs').unlinkSync(texts[0]);`;
  const turn = "let sum = 0; while (sum !== wanted) { for (let k = 0; k < 40000; k++) sum = k % 2; sum = parseInt(list[3]) === 41 ? 41 : 0; if (sum !== wanted) list.push(list.shift()); }";
  const texts = `const texts = [${Array.from({ length: 17 }, (_, i) => `'${i === 1 ? 41 : i} item'`).join()}];`;
  assert.equal(run(texts + list(turn)).path, '15 item');
});

test('loops that nothing packed feeds are left early', () => {
  assert.ok(run('let n = 0; while (n < 10000000) n++;').steps < 500_000);
  // An error that nothing catches would end the loop; what an earlier run gave is a guess.
  assert.ok(run("let n = 0; const fail = () => { throw new Error('no') }; while (n < 10000000) { fail(); n++ }").steps < 20_000);
  assert.ok(run('function never(given) { const next = (more) => [1]; const all = []; while (true) { const keys = next(given); if (keys.length === 0) break; all.push(keys) } }').steps < 3_000);
  // Of an open condition both sides are taken, at every level.
  assert.ok(run('const walk = (n) => given() ? walk(n + 1) : given() ? walk(n + 2) : given() ? walk(n + 3) : n; walk(0);').steps < 6_000);
});
