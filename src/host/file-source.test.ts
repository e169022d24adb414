import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FileSource } from './file-source.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'assay-source-'));
after(() => rmSync(ROOT, { recursive: true }));

function written(name: string, bytes: Uint8Array): string {
  const path = join(ROOT, name);
  writeFileSync(path, bytes);
  return path;
}

test('any piece of a file is what stands there, whatever was asked for before', () => {
  const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, index) => (index * 31 + (index >> 8)) & 255));
  const source = new FileSource(written('pieces', bytes));
  const asked: readonly (readonly [number, number])[] = [[0, 30], [262_130, 262_160], [5, 699_999], [699_990, 800_000], [262_000, 400_000], [10, 10], [800_000, 800_010], [-5, 3], [131_000, 131_100]];
  const pieces = asked.map(([from, to]) => source.slice(from, to));
  for (const [index, [from, to]] of asked.entries()) assert.ok(pieces[index]?.equals(bytes.subarray(Math.max(0, from), to)), `${from} to ${to}`);
  assert.equal(source.length, 700_000);
  source.close();
});

test('a file that was written to while it was open says so, and one cut short gives what is left', () => {
  const path = written('changing', Buffer.alloc(1_000));
  const source = new FileSource(path);
  assert.equal(source.isChanged, false);
  appendFileSync(path, 'more');
  assert.equal(source.isChanged, true);
  truncateSync(path, 10);
  assert.equal(source.slice(0, 1_000).length, 10);
  source.close();
});

test('a pipe is not waited on, and what is too large is not opened', { skip: process.platform === 'win32' }, () => {
  execFileSync('mkfifo', [join(ROOT, 'fifo')]);
  assert.throws(() => new FileSource(join(ROOT, 'fifo')), /not a regular file/);
  assert.throws(() => new FileSource(written('large', Buffer.alloc(11)), 10), /larger than 10 bytes/);
});
