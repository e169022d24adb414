import assert from 'node:assert/strict';
import { test } from 'node:test';
import { npmFacts } from './metadata.ts';
import { parsePackument } from './registry.ts';

const NOW = Date.parse('2026-01-31T00:00:00Z');
const DIST = { integrity: 'sha512-AQ==', signatures: [{}], attestations: { url: 'https://r.example/a' } };
const OLD = { repository: 'ada/steady', maintainers: [{ name: 'ada' }, { name: 'bob' }], _npmUser: { name: 'ada' }, dist: DIST, scripts: { test: 'x' } };

/** Three quiet releases by ada, and a fourth; returns the kinds of facts about the fourth. */
function kinds(change: object = {}, { name = 'steady', version = '1.3.0', at = '2026-01-01T00:00:00Z' } = {}): string[] {
  const versions = { '1.0.0': OLD, '1.1.0': OLD, '1.2.0': OLD, [version]: { ...OLD, ...change } };
  const time = { created: '2020-01-01T00:00:00Z', '1.0.0': '2020-01-01T00:00:00Z', '1.1.0': '2020-02-01T00:00:00Z', '1.2.0': '2025-06-01T00:00:00Z', [version]: at };
  return npmFacts(parsePackument({ url: 'https://r.example/x', type: '', text: JSON.stringify({ name, versions, time }) }, name), version, NOW).map((fact) => fact.kind);
}

test('a quiet release gives no fact', () => assert.deepEqual(kinds(), []));

for (const [what, change, expected] of [
  ['a hook that was not there', { scripts: { postinstall: 'node x' } }, ['new-install-hook']],
  ['a publisher who never published', { _npmUser: { name: 'eve' } }, ['new-publisher']],
  ['all maintainers gone', { maintainers: [{ name: 'eve' }] }, ['maintainers-changed']],
  ['one maintainer gone', { maintainers: [{ name: 'bob' }] }, []],
  ['attestations gone', { dist: { integrity: 'sha512-AQ==', signatures: [{}] } }, ['provenance-lost']],
  ['a publisher trusted by its build instead', { dist: { integrity: 'sha512-AQ==', signatures: [{}] }, _npmUser: { name: 'ada', trustedPublisher: {} } }, []],
  ['signatures gone', { dist: { ...DIST, signatures: [] } }, ['unsigned']],
  ['no hash', { dist: { ...DIST, integrity: undefined } }, ['hash-missing']],
  ['deprecated', { deprecated: 'use y' }, ['deprecated']],
  ['no link', { repository: undefined }, ['repository-missing']],
  ['a home page instead', { repository: undefined, homepage: 'https://x.example' }, []],
  ['a neighbour\'s repository', { repository: { url: 'git+https://github.example/ada/steaddy.git' } }, ['repository-mismatch']],
  ['a monorepo', { repository: { url: 'https://github.example/ada/everything' } }, []],
  ['code from an address', { dependencies: { a: '^1', b: 'https://x.example/b.tgz' }, optionalDependencies: { c: 'eve/c' } }, ['url-dependency', 'url-dependency']],
  ['a file or an alias', { dependencies: { a: 'file:../a', b: 'npm:c@1' } }, []],
] as const) {
  test(`${what}: ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(kinds(change), expected));
}

test('times: a version of yesterday, after years of silence', () => {
  assert.deepEqual(kinds({}, { at: '2026-01-30T00:00:00Z' }), ['young-version']);
  assert.deepEqual(kinds({}, { at: '2026-06-15T00:00:00Z' }).sort(), ['revived', 'young-version']);
});

test('a version that must win over a private one', () => {
  assert.deepEqual(kinds({}, { version: '99.0.0' }), ['version-99']);
  assert.deepEqual(kinds({}, { version: '2026.1.0' }), []);
});

test('a new project', () => {
  const text = JSON.stringify({ name: 'x', versions: { '1.0.0': { ...OLD, homepage: 'h' } }, time: { '1.0.0': '2026-01-30T00:00:00Z' } });
  const facts = npmFacts(parsePackument({ url: 'https://r.example/x', type: '', text }, 'x'), '1.0.0', NOW);
  assert.deepEqual(facts.map((fact) => fact.kind), ['young-project', 'young-version', 'first-release']);
  assert.equal(facts[0]?.detail, 'the project first appeared a day ago');
});
