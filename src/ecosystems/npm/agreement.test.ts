import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manifestFacts } from './agreement.ts';

const OWN = { name: '@x/forged', version: '1.0.0', scripts: { postinstall: 'node build.js', test: 'x' }, dependencies: { a: '^1.0.0' }, optionalDependencies: { b: '2' }, bin: './cli.js' };
const ENTRY = { name: '@x/forged', version: '1.0.0', scripts: { postinstall: 'node build.js' }, dependencies: { a: '^1.0.0', b: '2' }, optionalDependencies: { b: '2' }, bin: { forged: 'cli.js' } };

function weights(own: Record<string, unknown>, entry: Record<string, unknown>): string[] {
  const bytes = new TextEncoder().encode(JSON.stringify(own));
  const artifact = { name: 'x.tgz', format: 'tar', entries: [{ path: 'package/package.json', bytes }], links: [], anomalies: [], unread: [] };
  return manifestFacts(artifact, entry).map(({ kind, weight, detail }) => `${kind} ${weight} ${detail}`);
}

test('what npm changes when it publishes is no difference', () => {
  assert.deepEqual(weights(OWN, ENTRY), []);
  assert.deepEqual(weights({ ...OWN, version: 'v1.0.0+5' }, ENTRY), []);
  assert.deepEqual(weights({ ...OWN, dependencies: { a: 'workspace:^' } }, ENTRY), []);
  assert.deepEqual(weights(OWN, { ...ENTRY, scripts: { ...ENTRY.scripts, install: 'node-gyp rebuild' } }), []);
});

test('a hook that the registry does not show weighs most', () => {
  assert.deepEqual(weights(OWN, { ...ENTRY, scripts: {} }), ['manifest-differs 15 the tarball runs "node build.js" at postinstall, the registry shows nothing']);
  assert.deepEqual(weights({ ...OWN, scripts: { postinstall: 'node other.js' } }, ENTRY), ['manifest-differs 15 the tarball runs "node other.js" at postinstall, the registry shows "node build.js"']);
});

test('an abbreviated entry that says there are hooks hides none', () => {
  const { scripts, ...rest } = ENTRY;
  assert.deepEqual(weights(OWN, { ...rest, hasInstallScript: true }), []);
  assert.equal(weights(OWN, rest).length, Object.keys(scripts).length);
});

test('another name, version, dependency or program is told', () => {
  assert.deepEqual(weights({ ...OWN, name: '@x/other', bin: { forged: 'cli.js' } }, ENTRY), ['manifest-differs 8 the tarball calls itself @x/other, the registry calls it @x/forged']);
  assert.deepEqual(weights({ ...OWN, version: '1.0.1' }, ENTRY), ['manifest-differs 8 the tarball says version 1.0.1, the registry 1.0.0']);
  assert.deepEqual(weights({ ...OWN, dependencies: { a: '^1.0.0', c: '3' } }, ENTRY), ['manifest-differs 8 the tarball wants c 3, the registry says nothing of it']);
  assert.deepEqual(weights(OWN, { ...ENTRY, dependencies: { ...ENTRY.dependencies, c: '3' } }), ['manifest-differs 8 the tarball wants c not at all, the registry says 3']);
  assert.deepEqual(weights({ ...OWN, bin: './other.js' }, ENTRY), ['manifest-differs 8 the tarball installs the program forged from other.js, the registry shows cli.js']);
});

test('an archive without a manifest says nothing', () => {
  assert.deepEqual(weights({}, ENTRY), []);
});
