/** `assay scan pypi:…` as a user runs it, against an index on loopback that the machine's pip settings name. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { forgeNpm } from '../forge/forge.ts';
import { Loopback, pages } from './loopback.ts';
import type { Answerer } from './loopback.ts';

const BIN = fileURLToPath(new URL('../../../bin/assay', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'assay-scan-'));
const open: Loopback[] = [];
after(async () => {
  for (const server of open) await server.stop();
  rmSync(root, { recursive: true });
});

interface Line {
  readonly target: string;
  readonly verdict: string;
  readonly findings: readonly { readonly rule: string; readonly message: string }[];
  readonly coverage: { readonly unread: readonly { readonly why: string }[] };
  readonly registry?: { readonly index: string };
}

async function serve(answer: Answerer): Promise<Loopback> {
  const server = await new Loopback(answer).start();
  open.push(server);
  return server;
}

function scan(index: string, ...args: string[]): Promise<{ code: number; lines: Line[] }> {
  const env = { PATH: process.env['PATH'], HOME: root, ASSAY_CACHE_DIR: join(root, 'cache'), PIP_INDEX_URL: index, PIP_CONFIG_FILE: '/dev/null', npm_config_registry: index, NO_PROXY: '127.0.0.1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, 'scan', '-f', 'jsonl', ...args], { env, cwd: root }, (error, stdout) => {
      const lines = stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, lines });
    });
  });
}

const SDIST = Buffer.from('print("no archive at all")');
const PAGE = JSON.stringify({ files: [{ filename: 'thing-1.0.tar.gz', url: '/thing-1.0.tar.gz', hashes: { sha256: createHash('sha256').update(SDIST).digest('hex') } }] });

test('a package by name is fetched from the configured index, and offline from the cache', async () => {
  const server = await serve(pages({ '/simple/thing/': PAGE, '/thing-1.0.tar.gz': SDIST }));
  const index = `${server.url}simple`;
  const online = await scan(index, 'pypi:thing');
  assert.deepEqual(online.lines.map((line) => [line.target, line.registry?.index]), [['pypi:thing@1.0', `${index}/`]]);
  const asked = server.asked.length;
  await server.stop();
  const offline = await scan(index, '--offline', 'pypi:thing');
  assert.deepEqual(offline.lines.map((line) => line.target), ['pypi:thing@1.0']);
  assert.equal(server.asked.length, asked);
});

for (const [what, answer, expected] of [
  ['has no such package', pages({}), /there is no package "other"/],
  ['lies about a hash', pages({ '/simple/other/': PAGE.replaceAll('thing', 'other').replace(/[0-9a-f]{64}/, '0'.repeat(64)), '/other-1.0.tar.gz': 'something else' }), /is not what the index promises: its sha256/],
  ['answers nonsense', pages({ '/simple/other/': 'Bad gateway' }), /no page of a Python index/],
] as const) {
  test(`an index that ${what} makes the answer unknown, with the reason`, async () => {
    const { code, lines } = await scan(`${(await serve(answer)).url}simple`, 'pypi:other');
    assert.equal(code, 3);
    assert.equal(lines[0]?.verdict, 'unknown');
    assert.match(lines[0]?.coverage.unread[0]?.why ?? '', expected);
  });
}

test('an index that is down makes the answer unknown, with the reason', async () => {
  const server = await serve(() => {});
  await server.stop();
  const { code, lines } = await scan(`${server.url}simple`, 'pypi:gone');
  assert.equal(code, 3);
  assert.match(lines[0]?.coverage.unread[0]?.why ?? '', /can't be reached: .*ECONNREFUSED/);
});

test('a hook that the npm registry does not show is told', async () => {
  const bytes = forgeNpm({ name: 'quiet-thing', version: '1.0.0', scripts: { postinstall: 'node build.js' } }, { 'build.js': 'console.log(1);' });
  const dist = { tarball: '/quiet-thing-1.0.0.tgz', integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}` };
  const packument = JSON.stringify({ name: 'quiet-thing', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': { name: 'quiet-thing', version: '1.0.0', dist } } });
  const server = await serve(pages({ '/quiet-thing': packument, '/quiet-thing-1.0.0.tgz': bytes }));
  const { lines } = await scan(server.url, 'npm:quiet-thing');
  assert.match(lines[0]?.findings.find(({ rule }) => rule === 'manifest-confusion')?.message ?? JSON.stringify(lines), /postinstall, the registry shows nothing/);
});
