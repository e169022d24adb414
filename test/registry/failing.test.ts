/** Registries that are down, silent, slow, lying or talking nonsense, as somebody meets them who types `assay scan pypi:x` or `assay audit`. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ASSAY } from '../cli/run.ts';
import { Loopback, pages } from './loopback.ts';
import type { Answerer } from './loopback.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-failing-'));
const open: { stop(): Promise<void> }[] = [];
after(async () => {
  for (const server of open) await server.stop();
  rmSync(root, { recursive: true });
});

/** Seconds given with --timeout, and the most that a whole run may take: two attempts, and the start of a process on a busy machine. */
const PATIENCE = 1;
const LONGEST = 30_000;

const SDIST = Buffer.from('print("no archive")');
const PAGE = JSON.stringify({ files: [{ filename: 'thing-1.0.tar.gz', url: '/thing-1.0.tar.gz', hashes: { sha256: createHash('sha256').update(SDIST).digest('hex') } }] });

/** Three bytes a second, for ever. */
const dripping: Answerer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write('{'), 300);
  response.on('close', () => clearInterval(timer));
};

/** What the index answers for its pages, and for a file. */
const FAILURES: readonly (readonly [what: string, answer: Answerer, message: RegExp])[] = [
  ['is silent', () => {}, /was silent for 1 second/],
  ['drips', dripping, /sent only \d+ bytes in [\d.]+ seconds/],
  ['serves the page and then drips', (request, response, count) => (request.url?.endsWith('.gz') === true ? dripping(request, response, count) : pages({ '/simple/thing/': PAGE })(request, response, count)), /sent only \d+ bytes in [\d.]+ seconds/],
  ['answers 503 for ever', (_, response) => void response.writeHead(503).end(), /answered 503 4 times/],
  ['lies about a hash', pages({ '/simple/thing/': PAGE, '/thing-1.0.tar.gz': 'something else' }), /is not what the index promises: its sha256/],
  ['answers nonsense', pages({ '/simple/thing/': '\u0000\u0001 Bad gateway' }), /no page of a Python index/],
  ['answers JSON of another kind', pages({ '/simple/thing/': '{"error": "x"}' }), /it lists no files/],
  ['sends itself round', (_, response) => void response.writeHead(302, { location: '/simple/thing/' }).end(), /redirects more than 5 times/],
  ['hangs up', (request) => void request.socket.destroy(), /can't be reached/],
];

for (const [what, answer, message] of FAILURES) {
  for (const command of ['scan', 'audit'] as const) {
    test(`${command}: an index that ${what} makes the answer unknown, says why, and is not waited for`, async () => {
      const server = await new Loopback(answer).start();
      open.push(server);
      const { code, told, milliseconds } = await run(`${server.url}simple`, command, command === 'scan' ? ['pypi:thing'] : [project({ 'requirements.txt': 'thing==1.0\n' })]);
      assert.equal(code, 3, JSON.stringify(told));
      const about = told.find((each) => each.target.startsWith('pypi:thing'));
      assert.equal(about?.verdict, 'unknown');
      assert.match(about.coverage.unread[0]?.why ?? '', message);
      assert.ok(milliseconds < LONGEST, `${milliseconds} ms`);
    });
  }
}

test('a server that never ends its headers is given up', async () => {
  const server = createServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write('x'), 300);
    socket.on('close', () => clearInterval(timer)).on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ stop: () => new Promise((resolve) => server.close(() => resolve())) });
  const { code, told, milliseconds } = await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`, 'scan', ['pypi:thing']);
  assert.equal(code, 3);
  assert.match(told[0]?.coverage.unread[0]?.why ?? '', /was silent for|took longer than/);
  assert.ok(milliseconds < LONGEST, `${milliseconds} ms`);
});

test('a project of 120 packages does not wait for a silent registry 120 times', async () => {
  const server = await new Loopback(() => {}).start();
  open.push(server);
  const names = Array.from({ length: 120 }, (_, index) => `thing-${index}==1.0\n`).join('');
  const { code, told, milliseconds } = await run(`${server.url}simple`, 'audit', [project({ 'requirements.txt': names })]);
  assert.equal(code, 3);
  const whys = told.filter((each) => each.target.startsWith('pypi:')).map((each) => each.coverage.unread[0]?.why ?? '');
  assert.equal(whys.length, 120);
  assert.ok(whys.some((why) => /was given up after 3 failures in a row, the first because .* silent/.test(why)), whys.at(-1));
  assert.ok(server.asked.length <= 30, `${server.asked.length} requests`);
  assert.ok(milliseconds < LONGEST, `${milliseconds} ms`);
});

interface Told {
  readonly target: string;
  readonly verdict: string;
  readonly coverage: { readonly unread: readonly { readonly why: string }[] };
}

let projects = 0;

function project(files: Readonly<Record<string, string>>): string {
  const folder = join(root, `project-${projects++}`);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

function run(index: string, command: string, args: readonly string[]): Promise<{ readonly code: number; readonly told: readonly Told[]; readonly milliseconds: number }> {
  const env = { PATH: process.env['PATH'], HOME: root, ASSAY_CACHE_DIR: join(root, `cache-${projects++}`), PIP_INDEX_URL: index, PIP_CONFIG_FILE: '/dev/null', NO_PROXY: '127.0.0.1' };
  const start = Date.now();
  return new Promise((resolve) => {
    execFile(process.execPath, [ASSAY, command, '-f', 'json', '--timeout', String(PATIENCE), ...args], { env, cwd: root }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, told: stdout.startsWith('[') ? (JSON.parse(stdout) as Told[]) : [], milliseconds: Date.now() - start });
    });
  });
}
