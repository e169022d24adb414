import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barOf } from './progress.ts';

test('the bar tells how much is done and how long it still takes', () => {
  assert.equal(barOf(30, 120, 10_000, 'six.whl', 100), '━━━━━━────────────────── 30/120  0:30 left  six.whl');
  assert.match(barOf(1, 1000, 60_000, ''), / 1\/1000 {2}16:39:00 left/);
});

test('before anything is done it tells only the time', () => {
  assert.match(barOf(0, 3, 61_000, ''), / 0\/3 {2}1:01 so far/);
});

test('a name can’t write to the terminal', () => {
  assert.match(barOf(1, 2, 1000, '\x1b[2J'), /\\x1b\[2J$/);
});
