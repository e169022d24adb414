import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { kindOf, readDirectory, readFileBytes, readText, writeReport, writeText } from './files.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'assay-files-'));
after(() => rmSync(ROOT, { recursive: true }));

function folder(name: string): string {
  const path = join(ROOT, name);
  mkdirSync(join(path, 'inner'), { recursive: true });
  writeFileSync(join(path, 'b.py'), 'print(1)\n');
  writeFileSync(join(path, 'inner', 'a.py'), 'print(2)\n', { mode: 0o755 });
  return path;
}

test('a report goes where it was asked to, with the folders; where it can\'t, that is wrong use', () => {
  const path = join(ROOT, 'fresh', 'er', 'report.txt');
  writeReport(path, 'said');
  assert.equal(readText(path), 'said');
  for (const wrong of [join(path, 'x', 'y'), '/proc/no-such-folder/x', ROOT]) assert.throws(() => writeReport(wrong, 'x'), { name: 'UserError', message: /can't be written/ }, wrong);
});

test('what can be no path is missing', () => {
  const file = join(folder('kinds'), 'b.py');
  assert.deepEqual([file, join(ROOT, 'kinds'), join(file, 'x'), join(ROOT, 'n'.repeat(5000)), 'a\0b'].map((path) => kindOf(path)), ['file', 'directory', 'missing', 'missing', 'missing']);
});

test('a directory becomes an artifact: entries with bytes and mode', () => {
  const artifact = readDirectory(folder('plain'), new Budget());
  assert.equal(artifact.name, 'plain');
  assert.equal(artifact.format, 'directory');
  assert.deepEqual(artifact.entries.map((entry) => entry.path).sort(), ['b.py', 'inner/a.py']);
  const inner = artifact.entries.find((entry) => entry.path === 'inner/a.py');
  assert.equal(new TextDecoder().decode(inner?.bytes), 'print(2)\n');
  assert.equal((inner?.mode ?? 0) & 0o111, 0o111);
  assert.deepEqual(artifact.unread, []);
});

test('links are noted and never followed, those that lead out are an anomaly', () => {
  const path = folder('links');
  symlinkSync('b.py', join(path, 'same.py'));
  symlinkSync('/etc', join(path, 'out'));
  symlinkSync('..', join(path, 'inner', 'loop'));
  symlinkSync('../links-beside/secret', join(path, 'beside'));
  const artifact = readDirectory(path, new Budget());
  assert.equal(artifact.entries.length, 2);
  assert.deepEqual(artifact.links.map((link) => link.path).sort(), ['beside', 'inner/loop', 'out', 'same.py']);
  assert.deepEqual(artifact.anomalies.map((anomaly) => [anomaly.kind, anomaly.path]).sort(), [['link-outside', 'beside'], ['link-outside', 'out']]);
});

test('a pipe is an anomaly and is not waited on', { skip: process.platform === 'win32' }, () => {
  const path = folder('pipe');
  execFileSync('mkfifo', [join(path, 'fifo')]);
  const artifact = readDirectory(path, new Budget());
  assert.deepEqual(artifact.anomalies.map((anomaly) => anomaly.kind), ['special-file']);
  assert.throws(() => readFileBytes(join(path, 'fifo')), /not a regular file/);
});

test('what is past the budget is told, not dropped', () => {
  const path = folder('large');
  const members = readDirectory(path, new Budget({ ...DEFAULT_LIMITS, members: 1 }));
  assert.match(members.unread[0]?.why ?? '', /more than 1 members/);
  const bytes = readDirectory(path, new Budget({ ...DEFAULT_LIMITS, bytes: 10 }));
  assert.equal(bytes.entries.length, 1);
  assert.equal(bytes.unread.length, 1);
  assert.equal(bytes.unread[0]?.matters, true);
});

test('a file is replaced at once and leaves nothing beside it', () => {
  const path = join(ROOT, 'new', 'report.json');
  writeText(path, 'one');
  writeText(path, 'two');
  assert.equal(new TextDecoder().decode(readFileBytes(path)), 'two');
  assert.deepEqual(readdirSync(join(ROOT, 'new')), ['report.json']);
});
