import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { forgeNpm, forgeSdist, forgeTarGz, forgeWheel, forgeZip } from '../../test/forge/forge.ts';
import { Budget } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import { artifactOfEntries, openArtifact } from './open.ts';

function open(name: string, bytes: Uint8Array): Artifact {
  return openArtifact(name, bytes, new Budget());
}

function texts(artifact: Artifact): Record<string, string> {
  return Object.fromEntries(artifact.entries.map((entry) => [entry.path, Buffer.from(entry.bytes).toString('utf8')]));
}

function assertHonest(artifact: Artifact): void {
  assert.deepEqual(artifact.anomalies, []);
  assert.deepEqual(artifact.unread, []);
}

test('A source distribution is read', () => {
  const artifact = open('demo-1.0.tar.gz', forgeSdist('demo', '1.0', { 'setup.py': 'print(1)\n' }));
  assertHonest(artifact);
  assert.equal(artifact.format, 'tar.gz');
  assert.equal(texts(artifact)['demo-1.0/setup.py'], 'print(1)\n');
});

test('What is named like an archive and is none has not been looked at; what is named like what it is has', () => {
  const page = new TextEncoder().encode('<html>503</html>');
  for (const [name, bytes] of [['demo.whl', page], ['demo-1.0.tar.gz', page], ['demo-1.0.tgz', new Uint8Array()], ['demo-1.0.tar.gz', gzipSync(page)], ['demo.zip', page]] as const) {
    assert.deepEqual(open(name, bytes).unread.map(({ matters, why }) => [matters, why]), [[true, 'it is named like an archive and is none']], name);
  }
  for (const [name, bytes] of [['setup.py', page], ['page.html.gz', gzipSync(page)], ['empty.py', new Uint8Array()], ['demo.tgz', forgeNpm({ name: 'demo', version: '1.0.0' }, {})]] as const) assertHonest(open(name, bytes));
});

test('A wheel is read', () => {
  const artifact = open('demo-1.0-py3-none-any.whl', forgeWheel('demo', '1.0', { 'demo/__init__.py': 'x = 1\n' }));
  assertHonest(artifact);
  assert.equal(artifact.format, 'zip');
  assert.equal(texts(artifact)['demo/__init__.py'], 'x = 1\n');
  assert.match(texts(artifact)['demo-1.0.dist-info/RECORD'] ?? '', /^demo\/__init__\.py,sha256=[\w-]{43},6$/m);
});

test('An npm package is read', () => {
  const artifact = open('demo-1.0.0.tgz', forgeNpm({ name: 'demo', version: '1.0.0' }, { 'index.js': '1' }));
  assertHonest(artifact);
  assert.deepEqual(Object.keys(texts(artifact)), ['package/package.json', 'package/index.js']);
});

test('The format is told by structure, not by the name', () => {
  const artifact = open('picture.png', forgeTarGz({ 'a.py': '1' }));
  assert.deepEqual([artifact.format, Object.keys(texts(artifact))], ['tar.gz', ['a.py']]);
});

test('A lone file is an artifact of one entry', () => {
  const artifact = open('/somewhere/setup.py', Buffer.from('print(1)\n'));
  assertHonest(artifact);
  assert.deepEqual([artifact.format, texts(artifact)], ['file', { 'setup.py': 'print(1)\n' }]);
});

test('Archives inside archives are opened, and stay readable themselves', () => {
  const inner = forgeZip({ 'inner.py': 'y = 2\n' });
  const artifact = open('outer.tar.gz', forgeTarGz({ 'data/blob.bin': gzipSync(inner) }));
  assert.deepEqual(Object.keys(texts(artifact)), ['data/blob.bin', 'data/blob.bin!/blob.bin', 'data/blob.bin!/blob.bin!/inner.py']);
  assert.equal(texts(artifact)['data/blob.bin!/blob.bin!/inner.py'], 'y = 2\n');
});

test('Files read from a directory make an artifact, archives among them opened', () => {
  const entries = [{ path: 'a.py', bytes: Buffer.from('1') }, { path: 'b.whl', bytes: forgeZip({ 'c.py': '2' }) }];
  const artifact = artifactOfEntries('tree', entries, [{ path: 'up', target: '../../etc/passwd' }], new Budget());
  assert.deepEqual(artifact.entries.map((entry) => entry.path), ['a.py', 'b.whl', 'b.whl!/c.py']);
  assert.deepEqual(artifact.anomalies.map((anomaly) => anomaly.kind), ['link-outside']);
});

test('Of a large directory few files are kept, and all can be read', () => {
  let reads = 0;
  const entries = Array.from({ length: 10 }, (_, index) => ({
    path: `${index}.py`,
    get bytes(): Uint8Array {
      reads++;
      return new Uint8Array(10_000_000).fill(index);
    },
  }));
  const artifact = artifactOfEntries('tree', entries, [], new Budget());
  assert.equal(reads, 10);
  assert.deepEqual(artifact.entries.map((entry) => entry.bytes[5]), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(reads, 20);
});

test('Of a zip archive on disk no more stands in memory than is asked for, and it is the same archive', () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`pkg/${index}.py`, randomBytes(200_000)]));
  const bytes = Buffer.concat([Buffer.from('#!/bin/sh\n'), forgeZip({ ...files, 'pkg/inner.zip': forgeZip({ 'a.py': 'x = 1\n' }) })]);
  let most = 0;
  const source = {
    length: bytes.length,
    slice(from: number, to: number): Buffer {
      const piece = Buffer.from(bytes.subarray(Math.max(0, from), to));
      most = Math.max(most, piece.length);
      return piece;
    },
  };
  const [whole, pieces] = [open('demo.whl', bytes), openArtifact('demo.whl', source, new Budget())];
  assert.deepEqual(pieces.entries.map(({ path, bytes: content }) => [path, Buffer.from(content).toString('latin1')]), whole.entries.map(({ path, bytes: content }) => [path, Buffer.from(content).toString('latin1')]));
  assert.deepEqual([pieces.anomalies, pieces.unread], [whole.anomalies, whole.unread]);
  assert.ok(most < 300_000, `${most} bytes at once of ${bytes.length}`);
});
