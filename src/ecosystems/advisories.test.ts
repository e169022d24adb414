import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Advisories } from './advisories.ts';

function about(affected: object, ecosystem: 'npm' | 'pypi', version: string | undefined, record: object = {}): string[] {
  const advisories = new Advisories();
  advisories.add('x.json', JSON.stringify({ id: 'MAL-2024-1', affected: [{ package: { ecosystem: ecosystem === 'npm' ? 'npm' : 'PyPI', name: 'Bad_thing' }, ...affected }], ...record }));
  return advisories.about(ecosystem, ecosystem === 'npm' ? 'Bad_thing' : 'bad-thing', version).map((each) => each.id);
}

const range = (...events: object[]): object => ({ ranges: [{ type: 'SEMVER', events }] });

for (const [what, affected, inside, outside] of [
  ['everything', range({ introduced: '0' }), ['0.0.1', '9.9.9'], []],
  ['until it was repaired', range({ introduced: '1.0.0' }, { fixed: '1.2.0' }), ['1.0.0', '1.1.9', '1.2.0-rc.1'], ['0.9.9', '1.2.0', '2.0.0']],
  ['up to and with the last', range({ introduced: '0' }, { last_affected: '1.2.0' }), ['1.2.0'], ['1.2.1']],
  ['twice', range({ introduced: '2.0.0' }, { fixed: '2.0.1' }, { introduced: '1.0.0' }, { fixed: '1.0.1' }), ['1.0.0', '2.0.0'], ['1.0.1', '1.5.0', '2.0.1']],
  ['listed versions', { versions: ['1.0.0', '3.0.0'] }, ['1.0.0', '3.0.0'], ['2.0.0']],
  ['listed or in a range', { versions: ['9.0.0'], ...range({ introduced: '1.0.0' }, { fixed: '2.0.0' }) }, ['9.0.0', '1.5.0'], ['2.0.0']],
  ['commits say nothing of releases', { versions: ['1.0.0'], ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }, ['1.0.0'], ['2.0.0']],
  ['nothing said is everything', {}, ['1.0.0'], []],
] as const) {
  test(`npm: ${what}`, () => {
    for (const version of inside) assert.deepEqual(about(affected, 'npm', version), ['MAL-2024-1'], version);
    for (const version of outside) assert.deepEqual(about(affected, 'npm', version), [], version);
  });
}

test('Python\'s names and versions are compared by its rules', () => {
  assert.deepEqual(about({ versions: ['1.0'] }, 'pypi', '1.0.0'), ['MAL-2024-1']);
  assert.deepEqual(about(range({ introduced: '1.0rc1' }, { fixed: '1.0' }), 'pypi', '1.0.dev1'), []);
  assert.deepEqual(about(range({ introduced: '1.0rc1' }, { fixed: '1.0' }), 'pypi', '1.0rc2'), ['MAL-2024-1']);
});

test('without a version only what affects every release counts', () => {
  assert.deepEqual(about(range({ introduced: '0' }), 'npm', undefined), ['MAL-2024-1']);
  assert.deepEqual(about(range({ introduced: '0' }, { fixed: '2.0.0' }), 'npm', undefined), []);
});

test('only malware that was not withdrawn counts, under whichever of its ids', () => {
  assert.deepEqual(about({}, 'npm', '1.0.0', { id: 'GHSA-xxxx', aliases: ['MAL-2024-2'] }), ['MAL-2024-2']);
  assert.deepEqual(about({}, 'npm', '1.0.0', { id: 'GHSA-xxxx' }), []);
  assert.deepEqual(about({}, 'npm', '1.0.0', { withdrawn: '2024-01-01T00:00:00Z' }), []);
});

test('another package and another ecosystem are not meant, and damage is told', () => {
  const advisories = new Advisories();
  advisories.add('a.json', '{"id":"MAL-1","affected":[{"package":{"ecosystem":"npm","name":"a"}}]}');
  advisories.add('b.json', '{');
  advisories.add('c.json', '{"x":1}');
  assert.deepEqual([advisories.about('npm', 'b', '1.0.0'), advisories.about('pypi', 'a', '1.0.0')], [[], []]);
  assert.deepEqual(advisories.faults.map((fault) => fault.path), ['b.json', 'c.json']);
});
