/** What an evaluation spends exact work on: decoders are followed to their end, loops that wait for the world are not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examineClosely, type Examination } from '../../src/engine/examine.ts';
import { Budget, DEFAULT_LIMITS } from '../../src/kit/budget.ts';
import { forgeSdist } from '../forge/forge.ts';

test('a payload of 300 KB, enciphered and in Base64, is decoded where setup.py runs it', () => {
  const key = 'forged';
  const code = `${'# nothing to see in this line of padding\n'.repeat(5600)}import os\nos.system("echo from the inside")\n`;
  const enciphered = Buffer.from(Buffer.from(code).map((byte, i) => byte ^ key.charCodeAt(i % key.length))).toString('base64');
  assert.ok(enciphered.length > 300_000);
  const { view } = examineSetup(`import base64
key = b"${key}"
data = base64.b64decode("${enciphered}")
text = ""
for i in range(len(data)):
    text += chr(data[i] ^ key[i % len(key)])
exec(text)
`).examination;
  assert.ok(view.units.some((unit) => unit.layers.length > 0 && unit.calls.some((call) => call.roles.command?.text === 'echo from the inside')));
});

test('a loop over 200,000 elements ends, and what follows it is read', () => {
  const { examination } = examineSetup('import os\ntotal = 0\nfor i in range(200000):\n    total = (total * 31 + i) % 65521\nos.system("echo " + str(total))\n');
  let total = 0;
  for (let i = 0; i < 200_000; i++) total = (total * 31 + i) % 65_521;
  assert.ok(examination.view.units.some((unit) => unit.calls.some((call) => call.roles.command?.text === `echo ${total}`)));
});

test('loops that wait for something unknown are left after a few passes', () => {
  const waiting = (i: number): string => `def wait${i}(queue):\n    while True:\n        item = queue.pop()\n        if item.done:\n            break\n        item.step(${i})\nwait${i}(given)\n`;
  const { steps } = examineSetup(`from elsewhere import given\n${Array.from({ length: 40 }, (_, i) => waiting(i)).join('')}`);
  assert.ok(steps < 100_000, `${steps} steps`);
});

function examineSetup(source: string): { examination: Examination; steps: number } {
  const budget = new Budget();
  const examination = examineClosely({ target: 'forged', name: 'forged-1.0.tar.gz', bytes: forgeSdist('forged', '1.0', { 'setup.py': source }) }, { budget });
  return { examination, steps: DEFAULT_LIMITS.steps - budget.stepsLeft };
}
