/** Row 14: a large artifact and many clients at once, with memory bounded. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MB = 1_000_000;
const SIZE = 500 * MB;
const MOST_RESIDENT = 400 * MB;
const block = Buffer.alloc(MB, 'assay');
let upstream: Server;
let gate: ChildProcess;
let url = '';
let fetched = 0;

before(async () => {
  const hash = createHash('sha256');
  for (let sent = 0; sent < SIZE; sent += MB) hash.update(block);
  const sha256 = hash.digest('hex');
  upstream = createServer((request, response) => {
    if (request.url?.startsWith('/simple/') === true) {
      const files = [{ filename: 'large-1.0-py3-none-any.whl', url: '/files/large-1.0-py3-none-any.whl', hashes: { sha256 }, size: SIZE, 'upload-time': '2020-01-01T00:00:00Z' }];
      return void response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' }).end(JSON.stringify({ meta: { 'api-version': '1.1' }, name: 'large', versions: ['1.0'], files }));
    }
    fetched++;
    response.writeHead(200, { 'content-length': SIZE });
    let sent = 0;
    const more = (): void => {
      while (sent < SIZE) {
        sent += MB;
        if (!response.write(block)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const program = fileURLToPath(new URL('./gate-program.js', import.meta.url));
  gate = spawn(process.execPath, [program, JSON.stringify({ npm: `${origin}/`, pypi: `${origin}/simple/`, policy: '[policy]\non-failure = "open"\n' })], { stdio: ['pipe', 'pipe', 'inherit'] });
  url = await new Promise<string>((resolve) => gate.stdout?.setEncoding('utf8').once('data', (line: string) => resolve(line.trim())));
});
after(async () => {
  gate.stdin?.end();
  await new Promise((resolve) => gate.on('close', resolve));
  upstream.closeAllConnections();
  upstream.close();
});

async function drain(address: string, status: number, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(address, { headers });
  assert.equal(answer.status, status, await (answer.status === status ? '' : answer.text()));
  let size = 0;
  for await (const part of answer.body ?? []) size += part.length;
  return size;
}

test('500 MB pass, in parts to 80 clients before it was ever fetched and whole to one, and 80 ask at once, in 400 MB of memory', { skip: process.platform === 'linux' ? false : 'memory is read from /proc' }, async () => {
  const file = `${url}/pypi/files/large/large-1.0-py3-none-any.whl`;
  const parts = await Promise.all(Array.from({ length: 80 }, (_, part) => drain(file, 206, { range: `bytes=${part * MB}-${(part + 3) * MB - 1}` })));
  assert.deepEqual(new Set(parts), new Set([3 * MB]));
  assert.equal(fetched, 1, 'it is fetched once, whoever asks meanwhile waits for it');
  assert.equal(await drain(file, 200), SIZE);
  const times: number[] = [];
  await Promise.all(Array.from({ length: 80 }, async () => {
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      assert.equal((await fetch(`${url}/pypi/simple/large/`, { headers: { accept: 'application/vnd.pypi.simple.v1+json' } })).status, 200);
      times.push(performance.now() - start);
    }
  }));
  const resident = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${gate.pid}/status`, 'utf8'))?.[1]) * 1024;
  assert.ok(resident < MOST_RESIDENT, `${Math.round(resident / MB)} MB resident at the most`);
  times.sort((a, b) => a - b);
  assert.ok((times[Math.floor(times.length * 0.95)] ?? 0) < 10_000, 'the slowest answers under load, on a slow machine too');
});
