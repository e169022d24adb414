import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Artifact } from '../../model/artifact.ts';
import { identityFacts, wheelFacts } from './forms.ts';

function artifact(name: string, files: Readonly<Record<string, string>>): Artifact {
  return { name, format: 'zip', entries: Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })), links: [], anomalies: [], unread: [] };
}

const SDIST = artifact('a-1.0.tar.gz', { 'a-1.0/src/a/__init__.py': 'x = 1\n', 'a-1.0/src/a/b.py': 'y = 2\n', 'a-1.0/src/a/c.py': '', 'a-1.0/PKG-INFO': 'Name: A\nVersion: 1.0\n' });
const WHEEL = { 'a/__init__.py': 'x = 1\r\n', 'a/b.py': 'y = 2', 'a/c.py': '', 'a/_version.py': 'v = 1', 'a-1.0.dist-info/METADATA': 'Name: a\nVersion: 1.0\n', 'a/data.bin': 'z' };

test('a wheel built from its sdist agrees with it', () => assert.deepEqual(wheelFacts(artifact('a.whl', WHEEL), SDIST), []));

test('code that only the wheel has, or has otherwise, is told', () => {
  for (const [change, expected] of [[{ 'a/extra.py': 'import os' }, 'a/extra.py'], [{ 'a/b.py': 'y = 3' }, 'a/b.py'], [{ 'evil.pth': 'import a' }, 'evil.pth']] as const) {
    const facts = wheelFacts(artifact('a.whl', { ...WHEEL, ...change }), SDIST);
    assert.deepEqual(facts.map((fact) => [fact.kind, fact.weight]), [['wheel-differs', 6]]);
    assert.match(facts[0]?.detail ?? '', new RegExp(expected.replace('.', '\\.')));
  }
});

test('a build that rewrites everything weighs little', () => {
  assert.deepEqual(wheelFacts(artifact('a.whl', { 'a/__init__.py': 'p', 'a/b.py': 'q', 'a/c.py': 'r' }), SDIST).map((fact) => fact.weight), [1]);
});

test('metadata that names another package or version is told', () => {
  assert.deepEqual(identityFacts(artifact('a.whl', WHEEL), 'A', '1.0.0'), []);
  assert.deepEqual(identityFacts(SDIST, 'a', '1.0'), []);
  assert.deepEqual(identityFacts(artifact('a.whl', WHEEL), 'b', '1.0').map((fact) => fact.detail), ['a.whl calls itself a 1.0, the index calls it b 1.0']);
  assert.deepEqual(identityFacts(artifact('a.whl', WHEEL), 'a', '2.0').map((fact) => fact.kind), ['identity-differs']);
  assert.deepEqual(identityFacts(artifact('a.whl', {}), 'a', '2.0'), []);
});
