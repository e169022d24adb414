import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Cache, cacheFolder, sha256Of } from './cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-cache-'));
after(() => rmSync(folder, { recursive: true }));

function blobPath(root: string, bytes: Uint8Array): string {
  const name = sha256Of(bytes);
  return join(root, 'blobs', name.slice(0, 2), name);
}

test('what is put comes back, by key and by hash', () => {
  const cache = new Cache(join(folder, 'a'));
  const bytes = Buffer.from('one');
  cache.put('key', bytes, { at: 5 });
  assert.deepEqual(cache.get('key'), { bytes, fields: { at: 5 } });
  assert.deepEqual(cache.blob(sha256Of(bytes)), bytes);
  assert.equal(cache.get('other'), undefined);
});

test('a damaged blob is as good as none, and so is a damaged record', () => {
  const cache = new Cache(join(folder, 'b'));
  const bytes = Buffer.from('two');
  cache.put('key', bytes);
  writeFileSync(blobPath(join(folder, 'b'), bytes), 'tampered with');
  assert.equal(cache.get('key'), undefined);
  cache.put('key', bytes);
  const record = readdirSync(join(folder, 'b', 'records'), { recursive: true, encoding: 'utf8' }).find((name) => name.length > 60) ?? '';
  writeFileSync(join(folder, 'b', 'records', record), '{"key":"k');
  assert.equal(cache.get('key'), undefined);
});

test('the least recently used go first once the bound is passed', () => {
  const root = join(folder, 'c');
  const cache = new Cache(root, 4000);
  const blobs = ['a', 'b', 'c'].map((letter) => Buffer.from(letter.repeat(900)));
  blobs.forEach((bytes, index) => {
    cache.put(`key ${index}`, bytes);
    utimesSync(blobPath(root, bytes), index + 1, index + 1);
  });
  assert.ok(cache.blob(sha256Of(blobs[0] ?? Buffer.alloc(0))), 'reading makes it recent');
  cache.put('key 3', Buffer.from('d'.repeat(900)));
  cache.prune();
  assert.deepEqual(blobs.map((bytes) => cache.blob(sha256Of(bytes)) !== undefined), [true, false, true]);
});

test('only the user may read it', { skip: process.platform === 'win32' }, () => {
  const cache = new Cache(join(folder, 'd'));
  cache.put('key', Buffer.from('private'));
  assert.equal(statSync(join(folder, 'd')).mode & 0o077, 0);
  assert.equal(statSync(blobPath(join(folder, 'd'), Buffer.from('private'))).mode & 0o077, 0);
});

test('the folder can be chosen', () => {
  assert.equal(cacheFolder({ ASSAY_CACHE_DIR: '/x' }), '/x');
  assert.equal(cacheFolder({ XDG_CACHE_HOME: '/c' }), join('/c', 'assay'));
});
