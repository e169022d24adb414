/** Where assay.toml is looked for, and for which commands it counts. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ASSAY, runAssay } from './run.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'assay-settings-'));
const INNER = join(ROOT, 'project', 'src');
const HOME = join(ROOT, 'home');
const ENV = { XDG_CONFIG_HOME: HOME, XDG_CACHE_HOME: join(ROOT, 'cache'), HOME };
mkdirSync(INNER, { recursive: true });
mkdirSync(join(HOME, 'assay'), { recursive: true });
after(() => rmSync(ROOT, { recursive: true }));

function policy(): string {
  const ran = runAssay(['policy', 'check'], { cwd: INNER, env: ENV });
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout.split('\n')[0] ?? '';
}

test('the nearest assay.toml upwards counts, else the user’s own, else none', () => {
  assert.match(policy(), /no assay\.toml/);
  writeFileSync(join(HOME, 'assay', 'assay.toml'), '[policy]\nmode = "learn"\n');
  assert.ok(policy().includes(join(HOME, 'assay', 'assay.toml')));
  writeFileSync(join(ROOT, 'project', 'assay.toml'), '[policy]\nmode = "enforce"\n');
  assert.ok(policy().includes(join(ROOT, 'project', 'assay.toml')));
});

test('a scan of files never reads assay.toml: a package could bring one along', () => {
  writeFileSync(join(INNER, 'assay.toml'), 'not = [toml');
  writeFileSync(join(INNER, 'tool.py'), 'print(1)\n');
  const ran = runAssay(['scan', 'tool.py'], { cwd: INNER, env: ENV });
  assert.equal(ran.stderr, '');
  assert.notEqual(ran.status, 2);
  rmSync(join(INNER, 'assay.toml'));
});

test('a package is asked for where assay.toml says', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  writeFileSync(join(INNER, 'assay.toml'), `[registries.pypi]\nindex-url = "http://127.0.0.1:${port}/simple/"\n`);
  const child = spawn(process.execPath, [ASSAY, 'scan', 'pypi:colourama'], { cwd: INNER, env: { ...ENV, PATH: process.env['PATH'] ?? '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => { output += String(chunk); });
  const status = await new Promise((resolve) => child.on('close', resolve));
  await new Promise((closed) => server.close(closed));
  assert.ok(asked.some((url) => url.startsWith('/simple/colourama')), asked.join());
  assert.equal(status, 3);
  assert.match(output, /UNKNOWN {2}pypi:colourama/);
});
