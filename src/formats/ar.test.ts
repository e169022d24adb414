import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { arOf } from '../../test/forge/ar.ts';
import { sampleIn } from '../../test/forge/compressed.ts';
import { forgeTarGz, tarOf } from '../../test/forge/forge.ts';
import { Budget } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import { openArtifact } from './open.ts';

const DEB = arOf({ 'debian-binary': '2.0\n', 'control.tar.gz': forgeTarGz({ './postinst': '#!/bin/sh\necho 1\n' }), 'data.tar.xz': sampleIn('xz') });

function open(bytes: Uint8Array): Artifact {
  return openArtifact('demo.deb', bytes, new Budget());
}

function paths(artifact: Artifact): string[] {
  return artifact.entries.map((entry) => entry.path);
}

const INSIDE = ['debian-binary', 'control.tar.gz', 'control.tar.gz!/postinst', 'data.tar.xz', 'data.tar.xz!/demo/numbers.py', 'data.tar.xz!/demo/__init__.py'];

test('A Debian package is read with its scripts and files', () => {
  const artifact = open(DEB);
  assert.deepEqual([artifact.format, paths(artifact)], ['ar', INSIDE]);
  assert.deepEqual([...artifact.anomalies, ...artifact.unread], []);
});

test('A Debian package inside another archive is opened; a library of object files is not', () => {
  const artifact = open(forgeTarGz({ 'a.deb': DEB, 'b.a': arOf({ 'x.o/': 'object' }) }));
  assert.deepEqual(paths(artifact), ['a.deb', ...INSIDE.map((path) => `a.deb!/${path}`), 'b.a']);
});

test('Long names are read as GNU and as BSD write them', () => {
  const artifact = open(arOf({ '//': 'a-very-long-name-of-a-member.py/\n', '/0': '1', '#1/24': `${'another-long-name.py'.padEnd(24, '\0')}22`, 'short/': '3' }));
  assert.deepEqual(artifact.entries.map((entry) => [entry.path, Buffer.from(entry.bytes).toString()]), [['a-very-long-name-of-a-member.py', '1'], ['another-long-name.py', '22'], ['short', '3']]);
});

test('An ar archive that is cut off or damaged tells so', () => {
  assert.match(open(DEB.subarray(0, DEB.length - 100)).unread.map((row) => row.why).join(), /the data ends early/);
  assert.match(open(Buffer.concat([DEB, Buffer.from('more')])).unread.map((row) => row.why).join(), /belong to no ar member/);
});

test('A gem’s archives are read', () => {
  const gem = tarOf([{ name: 'metadata.gz', content: gzipSync('name: demo\n') }, { name: 'data.tar.gz', content: forgeTarGz({ 'lib/demo.rb': 'puts 1' }) }]);
  assert.deepEqual(paths(open(gem)), ['metadata.gz', 'metadata.gz!/metadata', 'data.tar.gz', 'data.tar.gz!/lib/demo.rb']);
});
