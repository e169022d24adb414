/** Pipes, signals and long lists: what happens around a scan. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ASSAY, runAssay } from './run.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'assay-streams-'));
after(() => rmSync(FOLDER, { recursive: true }));
const MANY = Array.from({ length: 3000 }, (_, index) => `missing-${index}.tar.gz`).join('\n');

function listOf(name: string, text: string): string {
  const path = join(FOLDER, name);
  writeFileSync(path, text);
  return path;
}

test('a list on standard input: comments and empty lines are skipped, what is missing is unknown', () => {
  const ran = runAssay(['scan', '-f', 'jsonl', '@-'], { input: '# packages\n\nmissing-1.tar.gz\r\n  missing-2.tar.gz  \n', cwd: FOLDER });
  const reports = ran.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(reports.map((report) => report.target).sort(), ['missing-1.tar.gz', 'missing-2.tar.gz']);
  for (const report of reports) {
    assert.equal(report.verdict, 'unknown');
    assert.match(report.coverage.unread[0].why, /no such file/);
  }
  assert.equal(ran.status, 3);
  assert.equal(ran.stderr, '');
});

test('three thousand targets: every one is told once, in order, with any number of workers', () => {
  const ran = runAssay(['scan', '-f', 'json', '--jobs', '3', `@${listOf('many.txt', MANY)}`]);
  const targets: string[] = JSON.parse(ran.stdout).map((report: { target: string }) => report.target);
  assert.deepEqual(targets, MANY.split('\n'));
});

test('a reader that goes away is no error message, and no clean exit', async () => {
  const child = spawn(process.execPath, [ASSAY, 'scan', '-f', 'jsonl', `@${listOf('pipe.txt', MANY)}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => { errors += String(chunk); });
  child.stdout.once('data', () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(errors, '');
  assert.equal(status, 141);
});

test('Ctrl-C ends a run at once, with 130 and without a message', { skip: process.platform === 'win32' }, async () => {
  const list = listOf('long.txt', Array.from({ length: 100 }, () => MANY).join('\n'));
  const child = spawn(process.execPath, [ASSAY, 'scan', '-f', 'jsonl', `@${list}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  let lines = 0;
  child.stderr.on('data', (chunk) => { errors += String(chunk); });
  child.stdout.once('data', () => child.kill('SIGINT'));
  child.stdout.on('data', (chunk) => { lines += String(chunk).split('\n').length - 1; });
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 130);
  assert.equal(errors, '');
  assert.ok(lines > 0 && lines < 300_000);
});

test('-o writes the report to the file, without colour, and nothing to standard output', () => {
  const output = join(FOLDER, 'new', 'report.txt');
  const ran = runAssay(['scan', '-o', output, '@-'], { input: 'missing', env: { FORCE_COLOR: '1' } });
  assert.equal(ran.stdout, '');
  assert.match(readFileSync(output, 'utf8'), /^ UNKNOWN {2}missing/);
  assert.doesNotMatch(readFileSync(output, 'utf8'), /\x1b/);
});

test('a report that can’t be written is wrong use', () => {
  writeFileSync(join(FOLDER, 'file'), '');
  const ran = runAssay(['scan', '-o', join(FOLDER, 'file', 'report.txt'), '@-'], { input: 'missing' });
  assert.equal(ran.status, 2);
  assert.match(ran.stderr, /can't be written/);
});

test('colour only where it is wanted', () => {
  const coloured = (args: readonly string[], env: Record<string, string>): boolean => runAssay(['scan', ...args, '@-'], { input: 'missing', env }).stdout.includes('\x1b[');
  assert.equal(coloured([], {}), false);
  assert.equal(coloured([], { FORCE_COLOR: '1' }), true);
  assert.equal(coloured([], { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
  assert.equal(coloured(['--no-color'], { FORCE_COLOR: '1' }), false);
});

test('progress is shown on a terminal only, and is gone at the end', { skip: spawnSync('script', ['--version']).status !== 0 && 'the program script is missing' }, () => {
  const list = listOf('progress.txt', Array.from({ length: 15 }, () => MANY).join('\n'));
  const command = `${process.execPath} ${ASSAY} scan -f jsonl -o ${join(FOLDER, 'out.jsonl')} @${list}`;
  const env = { PATH: process.env['PATH'] ?? '', TERM: 'xterm', HOME: FOLDER };
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8', env, input: '' });
  assert.match(stdout, /━+─+ \d+\/45000 {2}\d+:\d\d left/);
  assert.ok(stdout.endsWith('\r\x1b[2K'), JSON.stringify(stdout.slice(-80)));
});

test('a full disk is told, and is neither a bug nor a clean report', { skip: existsSync('/dev/full') ? false : 'there is no /dev/full' }, () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [ASSAY, 'rules'], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  closeSync(full);
  assert.equal(status, 2, stderr);
  assert.match(stderr, /^assay: what was found can't be written to standard output\n.*ENOSPC/);
});
