import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions, isPrerelease, isWithin } from './versions.ts';

test('versions are ordered as the standard says', () => {
  const ordered = ['not a version', '0.9', '1.0.dev1', '1.0a1.dev2', '1.0a1', '1.0a2', '1.0b1', '1.0rc1.dev1', '1.0rc1', '1.0', '1.0+abc', '1.0+abc.2', '1.0+5', '1.0.post1.dev1', '1.0.post1', '1.1.dev1', '1.1', '1.10', '2004.1', '1!0.1'];
  const shuffled = ordered.map((version, index) => ({ version, key: (index * 7) % ordered.length })).sort((a, b) => a.key - b.key).map((entry) => entry.version);
  assert.deepEqual(shuffled.sort(compareVersions), ordered);
});

test('spellings of one version are equal', () => {
  for (const [a, b] of [['1.0', '1.0.0'], ['v1.0', '1.0'], ['1.0alpha1', '1.0a1'], ['1.0-1', '1.0.post1'], ['1.0.RC1', '1.0rc1'], ['1.0_rev2', '1.0.post2'], ['1.0+A-1', '1.0+a.1']] as const) assert.equal(compareVersions(a, b), 0, `${a} ${b}`);
});

test('prereleases', () => {
  assert.deepEqual(['1.0', '1.0.post1', '1.0rc1', '1.0.dev0', 'x'].map(isPrerelease), [false, false, true, true, true]);
});

for (const [specifier, inside, outside] of [
  ['>=1.0,<2', ['1.0', '1.9.9'], ['0.9', '2.0', '2.0rc1']], ['==1.2.*', ['1.2', '1.2.9', '1.2rc1'], ['1.3', '1']], ['~=1.4.2', ['1.4.2', '1.4.9'], ['1.5', '1.4.1']],
  ['!=1.0', ['1.1'], ['1.0.0', '1.0+x']], ['>1.0', ['1.0.1', '1.1.post1'], ['1.0', '1.0.post1']], ['==1.0', ['1.0+local'], ['1.0.1']], ['===1.0', ['1.0'], ['1.0.0']], ['<2', ['1.9rc1'], ['2.0.dev1']],
] as const) {
  test(`${specifier} takes what the standard says`, () => {
    for (const version of inside) assert.equal(isWithin(version, specifier), true, version);
    for (const version of outside) assert.equal(isWithin(version, specifier), false, version);
  });
}

test('a specifier that can\'t be read decides nothing', () => {
  for (const specifier of ['1.0', '=>1', '~=1', '>=x', '>1.*']) assert.equal(isWithin('1.0', specifier), undefined, specifier);
});
