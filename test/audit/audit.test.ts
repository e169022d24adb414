/** `assay audit` as a user runs it: a project on disk, registries on loopback, real workers. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Loopback, pages } from '../registry/loopback.ts';

const BIN = fileURLToPath(new URL('../../../bin/assay', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'assay-audit-'));
const open: Loopback[] = [];
after(async () => {
  for (const server of open) await server.stop();
  rmSync(root, { recursive: true });
});

/** An npm tarball with one file, of no interest. */
function tarball(text: string): Uint8Array {
  const body = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write('package/package.json', 0);
  header.write('0000644\0', 100);
  header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('ustar\x0000', 257);
  header.write('0', 156);
  header.fill(' ', 148, 156);
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  return gzipSync(Buffer.concat([header, body, Buffer.alloc(512 - (body.length % 512)), Buffer.alloc(1024)]));
}

const A = tarball('{"name":"a","version":"1.0.0"}');
const B = tarball('{"name":"b","version":"2.0.0"}');

function integrity(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

function projectOf(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name, path)), { recursive: true });
    writeFileSync(join(root, name, path), text);
  }
  return join(root, name);
}

function lock(url: string): string {
  return JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/a': { version: '1.0.0', resolved: `${url}a/-/a-1.0.0.tgz`, integrity: integrity(A) }, 'node_modules/b': { version: '2.0.0', resolved: `${url}b/-/b-2.0.0.tgz`, integrity: integrity(B) } } }, null, 1);
}

interface Told {
  readonly target: string;
  readonly verdict: string;
  readonly findings: readonly { readonly rule: string; readonly message: string }[];
  readonly coverage: { readonly unread: readonly { readonly path: string; readonly why: string }[] };
  readonly lockedBy?: readonly string[];
}

function audit(registry: string, cwd: string, ...args: string[]): Promise<{ code: number; out: string; told: Told[] }> {
  const env = { PATH: process.env['PATH'], HOME: root, ASSAY_CACHE_DIR: join(root, 'cache'), XDG_CONFIG_HOME: root, npm_config_registry: registry, npm_config_globalconfig: join(root, 'none'), NO_PROXY: '127.0.0.1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, 'audit', ...(args.includes('-f') ? [] : ['-f', 'json']), ...args], { env, cwd, maxBuffer: 1 << 26 }, (error, out, complaint) => {
      const told = out.startsWith('[') ? (JSON.parse(out) as Told[]) : [];
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out === '' ? complaint : out, told });
    });
  });
}

async function registry(table: Readonly<Record<string, string | Uint8Array>> = { '/a/-/a-1.0.0.tgz': A, '/b/-/b-2.0.0.tgz': B }): Promise<Loopback> {
  const server = await new Loopback(pages(table)).start();
  open.push(server);
  return server;
}

test('everything that is locked is fetched, bound to its hash, and examined; a second time without the registry', async () => {
  const server = await registry();
  const folder = projectOf('plain', { 'web/package-lock.json': lock(server.url) });
  const first = await audit(server.url, folder);
  assert.deepEqual(first.told.map((each) => each.target), ['web/package-lock.json', 'npm:a@1.0.0', 'npm:b@2.0.0']);
  assert.deepEqual(first.told[1]?.lockedBy, ['web/package-lock.json:5']);
  assert.deepEqual(server.asked.map((each) => each.path).sort(), ['/a/-/a-1.0.0.tgz', '/b/-/b-2.0.0.tgz']);
  await server.stop();
  const second = await audit(server.url, folder, '--offline');
  assert.deepEqual(second.told.map((each) => [each.target, each.verdict]), first.told.map((each) => [each.target, each.verdict]));
});

test('a registry that serves other bytes than the lock has is told, and the exit code is 3', async () => {
  const server = await registry({ '/a/-/a-1.0.0.tgz': B, '/b/-/b-2.0.0.tgz': B });
  const folder = projectOf('lied', { 'package-lock.json': lock(server.url).replace(integrity(A), integrity(Buffer.from('never seen'))) });
  const { code, told } = await audit(server.url, folder);
  assert.equal(code, 3);
  assert.match(told.find((each) => each.target === 'npm:a@1.0.0')?.coverage.unread[0]?.why ?? '', /not what the index promises: its sha512/);
});

test('a damaged lock file is told with its line, and the exit code is 3', async () => {
  const { code, told } = await audit('http://127.0.0.1:9/', projectOf('damaged', { 'package-lock.json': '{\n"packages": {\n' }));
  assert.equal(code, 3);
  assert.equal(told[0]?.coverage.unread[0]?.path, 'package-lock.json:3');
});

test('known malware is found by its advisory, from a folder', async () => {
  const server = await registry();
  const folder = projectOf('listed', { 'package-lock.json': lock(server.url) });
  projectOf('osv', { 'npm/MAL-2024-7.json': JSON.stringify({ id: 'MAL-2024-7', summary: 'steals', affected: [{ package: { ecosystem: 'npm', name: 'b' }, versions: ['2.0.0'] }] }) });
  const { code, told } = await audit(server.url, folder, '--advisories', join(root, 'osv'));
  assert.equal(code, 1);
  const found = told.find((each) => each.target === 'npm:b@2.0.0');
  assert.equal(found?.verdict, 'malicious');
  assert.equal(found?.findings[0]?.message, 'MAL-2024-7: steals');
  const baseline = join(root, 'baseline.json');
  writeFileSync(baseline, JSON.stringify(told));
  const again = await audit(server.url, folder, '--advisories', join(root, 'osv'), '--baseline', baseline);
  assert.deepEqual(again.told.flatMap((each) => each.findings), []);
});

test('an SBOM with VEX names every package and what was found', async () => {
  const server = await registry();
  const folder = projectOf('bom', { 'package-lock.json': lock(server.url) });
  projectOf('osv2', { 'x.json': JSON.stringify({ id: 'MAL-2024-8', affected: [{ package: { ecosystem: 'npm', name: 'a' } }] }) });
  const { out } = await audit(server.url, folder, '--advisories', join(root, 'osv2'), '-f', 'cyclonedx');
  const bom = JSON.parse(out) as { components: { purl: string; hashes: { content: string }[] }[]; vulnerabilities: { id: string; analysis: { state: string }; affects: { ref: string }[] }[] };
  assert.deepEqual(bom.components.map((each) => each.purl), ['pkg:npm/a@1.0.0', 'pkg:npm/b@2.0.0']);
  assert.equal(bom.components[0]?.hashes[0]?.content, createHash('sha256').update(A).digest('hex'));
  const known = bom.vulnerabilities.find((each) => each.id === 'MAL-2024-8');
  assert.deepEqual([known?.analysis.state, known?.affects], ['exploitable', [{ ref: 'pkg:npm/a@1.0.0' }]]);
});

test('a folder without any, a missing baseline and an empty list of advisories are mistakes', async () => {
  const folder = projectOf('empty', { 'readme.md': '' });
  for (const [args, expected] of [[[], /no manifest or lock file/], [['--baseline', 'nowhere.json'], /no baseline/], [['nowhere'], /no file or directory/]] as const) {
    const { code, out } = await audit('http://127.0.0.1:9/', folder, ...args);
    assert.equal(code, 2, String(args));
    assert.match(out, expected);
  }
});
