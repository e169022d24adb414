/** A look-alike that is scanned by name, or against an original, is shown beside it: against an index on loopback, and with files. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { forgeSdist } from '../forge/forge.ts';
import { ASSAY } from '../cli/run.ts';
import { Loopback, pages } from './loopback.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-original-'));
const open: Loopback[] = [];
after(async () => {
  for (const server of open) await server.stop();
  rmSync(root, { recursive: true });
});

interface Line {
  readonly verdict: string;
  readonly findings: readonly { readonly rule: string; readonly severity: string }[];
  readonly story: readonly string[];
  readonly imitates?: { readonly target: string };
  readonly original?: { readonly target: string; readonly why?: string; readonly same?: number; readonly added?: readonly { readonly path: string; readonly lines: readonly { readonly text: string }[] }[] };
}

function scan(args: readonly string[], index = 'http://127.0.0.1:9/simple'): Promise<{ readonly code: number; readonly line: Line | undefined; readonly errors: string }> {
  const env = { PATH: process.env['PATH'], HOME: root, ASSAY_CACHE_DIR: join(root, 'cache'), PIP_INDEX_URL: index, PIP_CONFIG_FILE: '/dev/null', NO_PROXY: '127.0.0.1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [ASSAY, 'scan', '-f', 'jsonl', ...args], { env, cwd: root }, (error, stdout, errors) => {
      const [line] = stdout.split('\n').filter((each) => each !== '').map((each) => JSON.parse(each) as Line);
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, line, errors });
    });
  });
}

const MODULES = { '__init__.py': 'VERSION = "1.0"\n', 'ansi.py': 'RED = 31\n', 'win.py': 'x = 1\n' };

function forged(name: string, setup: string): Uint8Array {
  return forgeSdist(name, '1.0', { 'setup.py': setup, ...Object.fromEntries(Object.entries(MODULES).map(([path, text]) => [`${name}/${path}`, text])) });
}

const ORIGINAL = forged('colorama', 'from setuptools import setup\nsetup(name="colorama")\n');
const COPY = forged('colourama', 'from setuptools import setup\nprint("added")\nsetup(name="colourama")\n');
const PLAIN = forgeSdist('orchard-ledger', '1.0', { 'setup.py': 'from setuptools import setup\nsetup(name="orchard-ledger")\n', 'orchard_ledger/__init__.py': 'x = 1\n' });

function page(name: string, bytes: Uint8Array): Record<string, string | Buffer> {
  const file = `${name}-1.0.tar.gz`;
  return { [`/simple/${name}/`]: JSON.stringify({ files: [{ filename: file, url: `/${file}`, hashes: { sha256: createHash('sha256').update(bytes).digest('hex') } }] }), [`/${file}`]: Buffer.from(bytes) };
}

async function index(...packages: readonly (readonly [string, Uint8Array])[]): Promise<Loopback> {
  const server = await new Loopback(pages(Object.assign({}, ...packages.map(([name, bytes]) => page(name, bytes))))).start();
  open.push(server);
  return server;
}

test('a look-alike scanned by name is compared with the original, which is fetched', async () => {
  const server = await index(['colourama', COPY], ['colorama', ORIGINAL]);
  const { line } = await scan(['pypi:colourama'], `${server.url}simple`);
  assert.equal(line?.imitates?.target, 'colorama');
  assert.equal(line.original?.target, 'pypi:colorama@1.0');
  assert.deepEqual(line.original.added?.map((file) => [file.path, file.lines.map((each) => each.text)]), [['setup.py', ['print("added")']]]);
  assert.deepEqual(line.findings.map((each) => each.rule).filter((rule) => rule === 'impersonation' || rule === 'lookalike-name').sort(), ['impersonation', 'lookalike-name']);
  assert.match(line.story.join('\n'), /easily taken for colorama/);
  assert.notEqual(line.verdict, 'malicious');
});

test('--no-fetch-original leaves the registry alone', async () => {
  const server = await index(['colourama', COPY], ['colorama', ORIGINAL]);
  const { line } = await scan(['--no-fetch-original', 'pypi:colourama'], `${server.url}simple`);
  assert.equal(line?.imitates?.target, 'colorama');
  assert.equal(line.original, undefined);
  assert.deepEqual(server.asked.filter((each) => each.path.includes('colorama')), []);
});

test('an original that cannot be had is told, and the scan stands', async () => {
  const server = await index(['colourama', COPY]);
  const { line } = await scan(['pypi:colourama'], `${server.url}simple`);
  assert.match(line?.original?.why ?? '', /could not be fetched/);
  assert.ok(line?.findings.some((each) => each.rule === 'lookalike-name'));
});

test('files are compared with the file that --against names; a package of its own adds everything and imitates nobody', async () => {
  const [original, copy, plain] = [['colorama', ORIGINAL], ['colourama', COPY], ['orchard-ledger', PLAIN]].map(([name, bytes]) => {
    const path = join(root, `${String(name)}-1.0.tar.gz`);
    writeFileSync(path, bytes ?? '');
    return path;
  });
  const imitation = await scan(['--against', original ?? '', copy ?? '']);
  assert.deepEqual(imitation.line?.original?.added?.map((file) => file.path), ['setup.py']);
  assert.ok(imitation.line.findings.some((each) => each.rule === 'impersonation'));
  const own = await scan(['--against', original ?? '', plain ?? '']);
  assert.equal(own.line?.verdict, 'clean');
  assert.deepEqual(own.line.findings, []);
});

test('an original that no registry has is wrong use; one that could not be fetched leaves the answer open', async () => {
  const path = join(root, 'own-1.0.tar.gz');
  writeFileSync(path, PLAIN);
  const server = await index();
  const absent = await scan(['--against', 'pypi:nothing-like-it', path], `${server.url}simple`);
  assert.equal(absent.code, 2);
  assert.match(absent.errors, /original pypi:nothing-like-it could not be fetched/);
  const offline = await scan(['--offline', '--against', 'pypi:nothing-like-it', path]);
  assert.deepEqual([offline.code, offline.line?.verdict], [3, 'unknown']);
  assert.match(offline.line?.original?.why ?? '', /--offline forbids asking/);
});

test('--fetch-original does for an archive what a scan by name does, and a second time from the cache', async () => {
  const path = join(root, 'colourama-2.0.tar.gz');
  writeFileSync(path, COPY);
  const server = await index(['colorama', ORIGINAL]);
  const plain = await scan([path], `${server.url}simple`);
  assert.deepEqual([plain.line?.imitates?.target, plain.line?.original, server.asked.length], ['colorama', undefined, 0], 'nobody is asked about a file unless the user says so');
  for (const args of [['--fetch-original', path], ['--fetch-original', '--offline', path]]) {
    const { line } = await scan(args, `${server.url}simple`);
    assert.deepEqual(line?.original?.added?.map((file) => [file.path, file.lines.map((each) => each.text)]), [['setup.py', ['print("added")']]]);
  }
  assert.equal((await scan(['--fetch-original', '--no-fetch-original', path])).code, 2);
});

test('of several releases the nearest is taken, by scan and by diff', async () => {
  const release = (version: string, win: string): Uint8Array => forgeSdist('colorama', version, { 'setup.py': 'from setuptools import setup\nsetup(name="colorama")\n', ...Object.fromEntries(Object.entries({ ...MODULES, 'win.py': win }).map(([file, text]) => [`colorama/${file}`, text])) });
  const all = [['1.0', release('1.0', 'x = 0\ny = 0\nz = 0\n')], ['2.0', release('2.0', 'x = 1\n')], ['3.0', release('3.0', 'import ctypes\n'.repeat(9))]] as const;
  const files = all.map(([version, bytes]) => ({ filename: `colorama-${version}.tar.gz`, url: `/colorama-${version}.tar.gz`, hashes: { sha256: createHash('sha256').update(bytes).digest('hex') } }));
  const server = await new Loopback(pages({ '/simple/colorama/': JSON.stringify({ files }), ...Object.fromEntries(all.map(([version, bytes]) => [`/colorama-${version}.tar.gz`, Buffer.from(bytes)])) })).start();
  open.push(server);
  const path = join(root, 'colourama-4.0.tar.gz');
  writeFileSync(path, COPY);
  const { line, errors } = await scan(['--against', 'colorama', path], `${server.url}simple`);
  assert.equal(line?.original?.target, 'pypi:colorama@2.0', errors);
  assert.deepEqual(line.original.added?.map((file) => file.path), ['setup.py']);
  await server.stop();
  const env = { PATH: process.env['PATH'], HOME: root, ASSAY_CACHE_DIR: join(root, 'cache'), PIP_INDEX_URL: `${server.url}simple`, PIP_CONFIG_FILE: '/dev/null' };
  const out = await new Promise<string>((resolve) => void execFile(process.execPath, [ASSAY, 'diff', '--offline', '--against', 'colorama', path], { env, cwd: root }, (_, stdout) => resolve(stdout)));
  assert.match(out, /^pypi:colorama@2\.0 -> /);
  assert.match(out, /1 file differs, 3 the same/);
});
