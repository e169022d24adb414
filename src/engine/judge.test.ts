import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Confidence, Evidence, Family, Severity } from '../model/evidence.ts';
import { unitOf } from '../model/reader.ts';
import { judge } from './judge.ts';

function evidence(rule: string, family: Family, severity: Severity, confidence: Confidence): Evidence {
  const unit = unitOf({ path: 'setup.py', text: 'x', language: 'python', stage: 'install', layers: [] });
  return { rule, family, severity, confidence, stage: 'install', message: '', messageId: '', places: [{ unit, span: { start: 0, end: 1 }, role: 'primary' }], attack: [] };
}

const SENDS = evidence('sends', 'exfil', 'low', 'high');

test('a likely look-alike makes what the code does worse, and alone is clean', () => {
  const name = evidence('name', 'pose', 'medium', 'medium');
  assert.equal(judge([name], []).verdict, 'clean');
  assert.ok(judge([name, SENDS], []).score > judge([name], []).score + judge([SENDS], []).score);
});

test('a guess of a pose counts for itself and makes nothing worse', () => {
  const guess = evidence('guess', 'pose', 'low', 'low');
  assert.ok(judge([guess, SENDS], []).score <= judge([guess], []).score + judge([SENDS], []).score);
});

test('a package that takes secrets and publishes is a worm', () => {
  const takes = evidence('takes', 'theft', 'medium', 'high');
  const publishes = evidence('publishes', 'spread', 'high', 'medium');
  assert.equal(judge([takes, publishes], []).verdict, 'malicious');
  assert.equal(judge([publishes], []).verdict, 'clean');
});
