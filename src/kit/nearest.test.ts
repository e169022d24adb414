import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

const WORDS = ['format', 'output', 'fail-on', 'timeout', 'verbose'];

test('a slip of the finger finds its word: missing, added, changed and swapped letters', () => {
  for (const slip of ['fomat', 'formatt', 'farmat', 'fromat']) assert.equal(nearest(slip, WORDS), 'format', slip);
});

test('the beginning of a word finds it', () => {
  assert.equal(nearest('verb', WORDS), 'verbose');
});

test('nothing near is nothing', () => {
  assert.equal(nearest('ecosystem', WORDS), undefined);
  assert.equal(nearest('x', WORDS), undefined);
});
