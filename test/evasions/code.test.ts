/** Code that is written so that it isn't seen: the payload is found, and harmless code in the same dress is not taken for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CODES, NAMES } from './disguises.ts';
import { HARMLESS, PAYLOAD, SETUP, scan, sdist, seen, told } from './payload.ts';

test('the payload as it is', () => {
  const report = scan(sdist(PAYLOAD + SETUP));
  assert.deepEqual([report.verdict, seen(report)], ['malicious', ['download-and-run install']], told(report));
});

test('the harmless code as it is', () => {
  assert.equal(scan(sdist(HARMLESS + SETUP)).verdict, 'clean');
});

for (const [what, disguise] of [...Object.entries(NAMES), ...Object.entries(CODES)]) {
  test(`payload behind ${what}`, () => {
    const report = scan(sdist(disguise(PAYLOAD) + SETUP));
    assert.deepEqual([report.verdict, seen(report)], ['malicious', ['download-and-run install']], told(report));
  });

  test(`harmless code behind ${what}`, () => {
    const report = scan(sdist(disguise(HARMLESS) + SETUP));
    assert.deepEqual(seen(report), [], told(report));
  });
}
