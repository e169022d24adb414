import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report, ReportFinding } from '../model/report.ts';
import { auditText } from './audit-text.ts';

const OPTIONS = { columns: 60, hasColour: false, isVerbose: false, isQuiet: false };

function report(name: string, more: Partial<Report> = {}): Report {
  return { target: `npm:${name}`, package: { ecosystem: 'npm', name }, verdict: 'clean', score: 0, findings: [], story: [], reasons: [], coverage: { files: 3, bytes: 9, read: 3, unread: [] }, seconds: 0, ...more };
}

function finding(family: ReportFinding['family']): ReportFinding {
  return { rule: `rule-of-${family}`, message: 'told', family, severity: 'low', confidence: 'low', stage: 'run', locations: [], attack: [] };
}

const unread = (name: string, why: string): Report => report(name, { verdict: 'unknown', coverage: { files: 0, bytes: 0, read: 0, unread: [{ path: `npm:${name}`, why }] } });

test('clean packages are named where something was found, and told in full where they pose as others', () => {
  const text = auditText([report('plain'), report('noisy', { findings: [finding('run')] }), report('lookalike', { findings: [finding('pose')] }), report('bad', { verdict: 'malicious', score: 90, findings: [finding('theft')] })], OPTIONS);
  assert.doesNotMatch(text, /npm:plain|rule-of-run/);
  assert.match(text, /1 clean package with findings that weigh too little\n\(--verbose shows them\):\n {2}npm:noisy\n/);
  for (const expected of [/rule-of-pose/, /rule-of-theft/, /4 targets: 1 malicious, 3 clean/]) assert.match(text, expected);
  assert.match(auditText([report('noisy', { findings: [finding('run')] })], { ...OPTIONS, isVerbose: true }), /rule-of-run/);
});

test('what failed for one reason is told once; a few, and other reasons, one by one', () => {
  const down = Array.from({ length: 30 }, (_, index) => unread(`a${index}`, 'r.example can\'t be reached'));
  const text = auditText([...down, unread('b', 'its sha512 is 00')], OPTIONS);
  assert.equal(text.match(/r\.example can't be reached/g)?.length, 1);
  assert.match(text, /UNKNOWN {2}30 packages\n could not be looked at: r\.example can't be reached\n {3}npm:a0, /);
  assert.match(text, /and 10 more/);
  assert.match(text, /UNKNOWN {2}npm:b .*\n[^]*its sha512 is 00/);
  assert.equal(auditText(down.slice(0, 3), OPTIONS).match(/can't be reached/g)?.length, 3);
  assert.equal(auditText(down, { ...OPTIONS, isQuiet: true }).match(/UNKNOWN/g)?.length, 30);
  for (const each of text.split('\n')) assert.ok(each.length <= 60, each);
});

test('a project with nothing in it, or one clean file, is not met with silence', () => {
  assert.equal(auditText([], OPTIONS), 'no package is asked for in the files that were read\n');
  assert.match(auditText([report('a')], OPTIONS), /CLEAN {2}npm:a\n/);
});

test('names and reasons are a package\'s and a registry\'s text: nothing in them reaches the terminal', () => {
  const text = auditText(Array.from({ length: 5 }, (_, index) => unread(`\u001b[2J${index}`, 'x\u001b]0;y\u0007')), OPTIONS);
  assert.ok(!text.includes('\u001b') && !text.includes('\u0007'), JSON.stringify(text));
});
