/** The bill of materials against the standard's own schema, and what its VEX part says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import type { Report } from '../../src/model/report.ts';
import { cycloneDxOf } from '../../src/reports/cyclonedx.ts';
import { CLEAN, COLOURAMA } from '../forge/reports.ts';

const SCHEMA: unknown = JSON.parse(readFileSync(new URL('../../../test/schemas/cyclonedx-1.6.json', import.meta.url), 'utf8'));
const OPTIONS = { version: '0.1.0', now: Date.parse('2026-11-22T00:00:00Z'), serial: '3e671687-395b-41f5-a30f-a58921a69b79', project: 'shop' };
const UNKNOWN: Report = { ...CLEAN, target: 'npm:@s/late@1.0.0', package: { ecosystem: 'npm', name: '@s/late', version: '1.0.0', purl: 'pkg:npm/%40s/late@1.0.0' }, verdict: 'unknown', coverage: { files: 0, bytes: 0, read: 0, unread: [{ path: 'x', why: 'y' }] } };
const EXCUSED: Report = { ...COLOURAMA, target: 'pypi:other@1.0', package: { ecosystem: 'pypi', name: 'other', version: '1.0', purl: 'pkg:pypi/other@1.0' }, verdict: 'clean', exception: { reason: 'looked at', approvedBy: 'ada', expires: '2027-01-31' }, lockedBy: ['uv.lock:7'] };
const LOCK: Report = { target: 'uv.lock', verdict: 'suspicious', score: 45, findings: COLOURAMA.findings.slice(0, 1), story: [], reasons: [], coverage: { files: 1, bytes: 1, read: 1, unread: [] }, seconds: 0 };

function validate(text: string): string {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('iri-reference', true);
  ajv.addFormat('idn-email', true);
  ajv.addFormat('date-time', (value: string) => !Number.isNaN(Date.parse(value)));
  assert.ok(typeof SCHEMA === 'object' && SCHEMA !== null);
  const check = ajv.compile(SCHEMA);
  check(JSON.parse(text));
  return ajv.errorsText(check.errors);
}

interface Bom {
  readonly components: readonly { readonly group?: string; readonly name: string }[];
  readonly vulnerabilities: readonly { readonly 'bom-ref': string; readonly analysis: { readonly state: string; readonly detail?: string }; readonly affects: readonly { readonly ref: string }[] }[];
  readonly compositions: readonly { readonly aggregate: string }[];
}

test('an audit of every verdict is valid CycloneDX 1.6, and the validator sees a mistake', () => {
  const bom = cycloneDxOf([LOCK, COLOURAMA, CLEAN, UNKNOWN, EXCUSED], OPTIONS);
  assert.equal(validate(bom), 'No errors');
  assert.equal(validate(cycloneDxOf([], OPTIONS)), 'No errors');
  assert.match(validate(bom.replace('"exploitable"', '"harmful"')), /state/);
  assert.match(validate(bom.replace('"type": "library"', '"type": "gadget"')), /type/);
});

test('VEX: harm is exploitable, what an exception lets pass says why, what was not looked at makes the bill incomplete', () => {
  const bom = JSON.parse(cycloneDxOf([LOCK, COLOURAMA, CLEAN, UNKNOWN, EXCUSED], OPTIONS)) as Bom;
  const states = new Map(bom.vulnerabilities.map(({ analysis, affects }) => [affects[0]?.ref, analysis]));
  assert.equal(states.get('pkg:pypi/colourama@0.1.6')?.state, 'exploitable');
  assert.equal(states.get('project')?.state, 'in_triage');
  assert.deepEqual([states.get('pkg:pypi/other@1.0')?.state, states.get('pkg:pypi/other@1.0')?.detail], ['false_positive', 'looked at (approved by ada, until 2027-01-31)']);
  assert.ok(!states.has('pkg:pypi/plain@1.0'));
  assert.equal(new Set(bom.vulnerabilities.map((each) => each['bom-ref'])).size, bom.vulnerabilities.length);
  assert.deepEqual(bom.components.map(({ group, name }) => [group, name]), [[undefined, 'colourama'], [undefined, 'plain'], ['@s', 'late'], [undefined, 'other']]);
  assert.equal(bom.compositions[0]?.aggregate, 'incomplete');
});
