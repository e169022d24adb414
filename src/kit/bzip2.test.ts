import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bzip2WithRun } from '../../test/forge/compressed.ts';
import { bunzip2 } from './bzip2.ts';

test('A run is written out', () => {
  assert.deepEqual(bunzip2(bzip2WithRun(1), 1000), { bytes: Uint8Array.of(1), used: bzip2WithRun(1).length });
});

test('A run length that overflows is damage, not an endless loop', () => {
  for (const digits of [21, 31, 32, 33, 40, 49]) {
    assert.equal(bunzip2(bzip2WithRun(digits), 1_000_000_000).problem, 'the compressed data is damaged');
  }
});
