import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { forgeTarGz, forgeZip, zipOf } from '../../test/forge/forge.ts';
import { Budget, DEFAULT_LIMITS, type Limits } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import { openArtifact } from './open.ts';

function open(bytes: Uint8Array, limits: Partial<Limits> = {}, now?: () => number): Artifact {
  return openArtifact('demo', bytes, new Budget({ ...DEFAULT_LIMITS, ...limits }, now));
}

function reasons(artifact: Artifact): string[] {
  return artifact.unread.filter((row) => row.matters).map((row) => row.why);
}

test('Bytes: what goes past the bound is unread, what came before is there', () => {
  const files = { 'a.py': 'print(1)\n', 'big.py': 'x'.repeat(100_000), 'c.py': 'print(3)\n' };
  const zip = open(forgeZip(files), { bytes: 50_000 });
  assert.deepEqual(reasons(zip), ['unpacks to more than the bound allows']);
  assert.deepEqual(zip.entries.map((entry) => entry.path), ['a.py', 'big.py', 'c.py']);
  const tar = open(forgeTarGz(files), { bytes: 50_000 });
  assert.deepEqual(reasons(tar)[0], 'unpacks to more than the bound allows');
  assert.equal(tar.entries[0]?.path, 'a.py');
});

test('Members: those past the bound make one row', () => {
  const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.py`, '1']));
  for (const bytes of [forgeZip(files), forgeTarGz(files)]) {
    const artifact = open(bytes, { members: 20 });
    assert.deepEqual(reasons(artifact), ['more than 20 members: what follows was not read']);
    assert.ok(artifact.entries.length >= 19);
  }
});

test('Time: what is left when it is up makes a row', () => {
  let clock = 0;
  const artifact = open(forgeZip({ 'a.py': '1', 'b.py': '2', 'c.py': '3' }), { milliseconds: 2 }, () => clock++);
  assert.deepEqual(reasons(artifact), ['more than 0.002 seconds: what follows was not read']);
});

test('Depth: archives past it are a row, the outer ones are open', () => {
  let bytes = forgeZip({ 'payload.py': 'print(1)' });
  for (let level = 0; level < 12; level++) bytes = forgeZip({ 'in.zip': bytes });
  const deep = open(bytes);
  assert.deepEqual(reasons(deep), ['archives are nested too deep']);
  assert.equal(deep.entries.length, 9);
  assert.deepEqual(reasons(open(forgeZip({ 'in.zip': forgeZip({ 'in.zip': forgeZip({ 'a.py': '1' }) }) }), { depth: 1 })), ['archives are nested too deep']);
});

test('Ratio: a bomb stops long before the bytes do', () => {
  const bomb = gzipSync(new Uint8Array(300_000_000));
  const artifact = open(bomb, { ratio: 100 });
  assert.deepEqual(reasons(artifact), ['unpacks to more than the bound allows']);
  assert.ok((artifact.entries[0]?.bytes.length ?? 0) <= 256_000_000);
});

test('Ratio: a bomb of members that share their data stops too', () => {
  const one = { name: '0', content: new Uint8Array(4_000_000) };
  const others = Array.from({ length: 200 }, (_, index) => ({ name: `${index + 1}`, content: one.content, compressed: new Uint8Array(), central: { offset: 0, compressedSize: 4000 } }));
  const artifact = open(zipOf([one, ...others]));
  assert.ok(reasons(artifact).includes('unpacks to more than the bound allows'));
  assert.ok(artifact.entries.reduce((total, entry) => total + entry.bytes.length, 0) <= 260_000_000);
});

test('A bomb inside an archive counts against the whole', () => {
  const inner = gzipSync(gzipSync(new Uint8Array(300_000_000)));
  const artifact = open(forgeTarGz({ 'bomb.gz': inner, 'a.py': '1' }));
  assert.deepEqual(reasons(artifact), ['unpacks to more than the bound allows']);
  assert.deepEqual(artifact.entries.map((entry) => entry.path).at(-1), 'a.py');
});

test('Ten thousand tiny files are opened in a breath', () => {
  const files = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`pkg/${index}.py`, `x = ${index}\n`]));
  for (const bytes of [forgeZip(files), forgeTarGz(files)]) {
    const start = performance.now();
    assert.equal(open(bytes).entries.length, 10_000);
    assert.ok(performance.now() - start < 3000);
  }
});

test('A large zip archive keeps few of its members unpacked, none of the large ones, and gives all of them', () => {
  const content = Buffer.alloc(900_000, 'print(1)\n');
  const large = Buffer.alloc(1_100_000, 'print(1)\n');
  const artifact = open(forgeZip(Object.fromEntries(Array.from({ length: 42 }, (_, index) => [`${index}.py`, index === 0 ? large : content]))));
  const again = artifact.entries.filter((entry) => entry.bytes !== entry.bytes);
  assert.equal(again.length, 7);
  assert.deepEqual([again[0]?.path, again[0]?.size], ['0.py', large.length]);
  assert.ok(artifact.entries.every((entry, index) => (index === 0 ? large : content).equals(entry.bytes)));
});
