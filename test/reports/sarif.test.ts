/** The SARIF report against the standard's own schema, and what viewers make of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { sarifOf } from '../../src/reports/sarif.ts';
import { CLEAN, COLOURAMA, HOSTILE } from '../forge/reports.ts';

const SCHEMA: unknown = JSON.parse(readFileSync(new URL('../../../test/schemas/sarif-2.1.0.json', import.meta.url), 'utf8'));
const OPTIONS = { version: '0.1.0', ruleNote: (rule: string) => (rule === 'download-and-run' ? { title: 'Downloads and runs', prose: 'Why.' } : undefined) };

function validate(text: string): string {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('uri', (value: string) => URL.canParse(value));
  ajv.addFormat('uri-reference', (value: string) => URL.canParse(value, 'file:///') && !/[^\x21-\x7e]/.test(value));
  ajv.addFormat('date-time', (value: string) => !Number.isNaN(Date.parse(value)));
  assert.ok(typeof SCHEMA === 'object' && SCHEMA !== null);
  const check = ajv.compile(SCHEMA);
  check(JSON.parse(text));
  return ajv.errorsText(check.errors);
}

test('every report is valid SARIF 2.1.0', () => {
  assert.equal(validate(sarifOf([COLOURAMA, CLEAN, HOSTILE], OPTIONS)), 'No errors');
  assert.equal(validate(sarifOf([], OPTIONS)), 'No errors');
});

test('the validator sees a mistake', () => {
  assert.match(validate(sarifOf([COLOURAMA], OPTIONS).replace('"level": "error"', '"level": "fatal"')), /level/);
});

test('a place in a file has a region, one in a decoded layer has none', () => {
  const [run] = JSON.parse(sarifOf([COLOURAMA], OPTIONS)).runs;
  const [swap, override] = run.results;
  assert.equal(swap.locations[0].physicalLocation.region, undefined);
  assert.equal(swap.locations[0].logicalLocations[0].fullyQualifiedName, 'setup.py > base64 > base64:4:1');
  assert.equal(override.locations[0].physicalLocation.region.startLine, 21);
  assert.equal(override.locations[0].physicalLocation.artifactLocation.uri, 'colourama-0.1.6.tar.gz/setup.py');
  assert.equal(run.tool.driver.rules[override.ruleIndex].id, override.ruleId);
  assert.deepEqual(run.invocations[0].toolExecutionNotifications.map((note: { message: { text: string } }) => note.message.text), ['Not looked at: encrypted']);
});

test('package text makes no link in a viewer and its paths stay relative', () => {
  const log = JSON.parse(sarifOf([HOSTILE], OPTIONS));
  assert.doesNotMatch(log.runs[0].results[0].message.text, /(?<!\\)\[x\]\(/);
  for (const { uri } of JSON.stringify(log).match(/\{"uri":"[^"]*"\}/g)?.map((text) => JSON.parse(text)) ?? []) assert.match(uri, /^[\w%.~!*'()/-]+$/);
});

test('a rule tells its title and prose where it is known', () => {
  const rules: { id: string; shortDescription?: { text: string } }[] = JSON.parse(sarifOf([COLOURAMA], OPTIONS)).runs[0].tool.driver.rules;
  assert.equal(rules.find((rule) => rule.id === 'download-and-run')?.shortDescription?.text, 'Downloads and runs');
});
