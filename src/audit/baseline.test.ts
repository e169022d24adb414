import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report, ReportFinding } from '../model/report.ts';
import { parseBaseline, withException, withoutKnown } from './baseline.ts';

function finding(rule: string, message = rule): ReportFinding {
  return { rule, message, family: 'theft', severity: 'high', confidence: 'high', stage: 'install', locations: [], attack: [] };
}

function report(verdict: Report['verdict'], rules: readonly string[], sha256 = 'aa'): Report {
  return { target: 'npm:a@1.0.0', package: { ecosystem: 'npm', name: 'a', version: '1.0.0', sha256 }, verdict, score: 80, findings: rules.map((rule) => finding(rule)), story: [], reasons: [], coverage: { files: 1, bytes: 1, read: 1, unread: [] }, seconds: 0 };
}

const KNOWN = parseBaseline(JSON.stringify([report('malicious', ['x', 'y'])]), 'b.json');

test('what the baseline has is left out, and then counts no more', () => {
  assert.deepEqual(withoutKnown(report('malicious', ['x', 'y']), KNOWN), { ...report('clean', []), score: 0 });
});

test('a new finding counts, alone', () => {
  const told = withoutKnown(report('malicious', ['x', 'z']), KNOWN);
  assert.deepEqual([told.verdict, told.findings.map((each) => each.rule)], ['malicious', ['z']]);
});

test('other bytes, and a verdict that got worse without a finding, are new', () => {
  assert.equal(withoutKnown(report('malicious', ['x'], 'bb'), KNOWN).findings.length, 1);
  assert.equal(withoutKnown(report('suspicious', []), KNOWN).verdict, 'suspicious');
});

test('what could not be looked at stays unknown', () => {
  assert.equal(withoutKnown(report('unknown', []), parseBaseline(JSON.stringify([report('unknown', [])]), 'b')).verdict, 'unknown');
});

test('JSON lines are a baseline too; anything else is refused', () => {
  assert.equal(withoutKnown(report('malicious', ['x']), parseBaseline(`${JSON.stringify(report('malicious', ['x']))}\n`, 'b')).verdict, 'clean');
  for (const text of ['{', '[1]', '{"a": 1}']) assert.throws(() => parseBaseline(text, 'b.json'), { name: 'UserError' }, text);
});

const EXCEPTION = { ecosystem: 'npm', name: 'a', version: '1.0.0', sha256: 'aa', reason: 'looked at', approvedBy: 'ada', expires: new Date('2027-01-31') };
const IN_TIME = Date.parse('2027-01-31T20:00:00Z');

test('an exception lets exactly its artifact pass, until its day ends, and stays visible', () => {
  const passed = withException(report('malicious', ['x']), [EXCEPTION], IN_TIME);
  assert.deepEqual([passed.verdict, passed.score, passed.findings.length, passed.exception?.expires], ['clean', 39, 1, '2027-01-31']);
  assert.equal(withException(report('malicious', ['x']), [EXCEPTION], Date.parse('2027-02-01T00:00:01Z')).verdict, 'malicious');
  for (const other of [{ name: 'b' }, { version: '1.0.1' }, { sha256: 'bb' }, { ecosystem: 'pypi' }]) assert.equal(withException(report('malicious', ['x']), [{ ...EXCEPTION, ...other }], IN_TIME).verdict, 'malicious', JSON.stringify(other));
});

test('an exception holds for a Python package however its archive writes the name', () => {
  const written = report('malicious', ['x']);
  const python = { ...written, package: { ecosystem: 'pypi' as const, name: 'Two_Words', version: '1.0.0', sha256: 'aa' } };
  assert.equal(withException(python, [{ ...EXCEPTION, ecosystem: 'pypi', name: 'two-words' }], IN_TIME).verdict, 'clean');
});
