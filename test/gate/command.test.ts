/** The commands themselves, with the engine in its workers, on forged packages and real clients. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { forgeColourama } from '../forge/colourama.ts';
import { forgeSdist, forgeWheel } from '../forge/forge.ts';
import { cleanEnvironment, nodeClient, pythonClients } from './clients.ts';
import { freePort } from './free-port.ts';
import { NpmRegistry } from './npm-registry.ts';
import { PypiIndex } from './pypi-index.ts';

const ASSAY = fileURLToPath(new URL('../../../bin/assay', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'assay-command-'));
const registry = new NpmRegistry();
const index = new PypiIndex();
const npm = nodeClient('npm');
const python = pythonClients();
const env = cleanEnvironment(join(folder, 'home'));

before(async () => {
  await registry.start();
  await index.start();
  registry.publish('good', [{ version: '1.0.0' }]);
  index.publish('colourama', [{ filename: 'colourama-0.1.6.tar.gz', bytes: forgeColourama() }]);
  index.publish('plain-thing', [{ filename: 'plain_thing-1.0-py3-none-any.whl', bytes: forgeWheel('plain_thing', '1.0', { 'plain_thing.py': 'def twice(x):\n    return 2 * x\n' }) }]);
  writeFileSync(join(folder, 'assay.toml'), `[policy]\nnames = "off"\n[registries.npm]\nindex-url = "${registry.url}"\n[registries.pypi]\nindex-url = "${index.url}"\n`);
});
after(async () => {
  await registry.stop();
  await index.stop();
  rmSync(folder, { recursive: true, force: true });
});

function assay(args: readonly string[], cwd = folder, more: Readonly<Record<string, string>> = {}): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [ASSAY, ...args], { cwd, env: { ...env, ...more } }, (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }));
  });
}

function project(name: string, files: Readonly<Record<string, string>> = {}): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

test('assay run refuses the forged colourama to pip with the evidence, and lets a plain package in', { skip: 'absent' in python ? python.absent : false }, async () => {
  if ('absent' in python) return;
  const pip = join(python.bin, 'pip');
  const refused = await assay(['run', '--', pip, 'install', '--target', 'site', 'colourama'], project('bad'));
  assert.equal(refused.code, 1, refused.err);
  assert.match(refused.err, /colourama@0\.1\.6 \[AG-[0-9A-F]{10}\]: verdict: malicious: .*install/);
  const passed = await assay(['run', '--', pip, 'install', '--target', 'site', 'plain-thing'], project('plain'));
  assert.equal(passed.code, 0, passed.err);
  assert.match(passed.err, /1 came in, 0 substituted, 0 refused/);
  const log = await assay(['gate', 'log']);
  assert.match(log.out, /refused {2}pypi:colourama@0\.1\.6 {2}AG-/);
  assert.match(log.out, /served {2}pypi:plain-thing@1\.0/);
});

test('the gate judges bytes as a scan does, whom their name imitates included', async () => {
  const fetching = (name: string): Uint8Array => forgeSdist(name, '1.0', {
    'setup.py': `from setuptools import setup\nimport urllib.request\nurllib.request.urlopen('https://collect.example/start').read()\nsetup(name='${name}', version='1.0')\n`,
    [`${name}.py`]: 'x = 1\n', 'PKG-INFO': `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
  });
  for (const name of ['reqeusts', 'quietlake']) index.publish(name, [{ filename: `${name}-1.0.tar.gz`, bytes: fetching(name) }]);
  const path = project('imitation', { 'assay.toml': `${readFileSync(join(folder, 'assay.toml'), 'utf8')}[policy.pypi]\nblock = "suspicious"\n` });
  const child = spawn(process.execPath, [ASSAY, 'gate', '--port', String(await freePort())], { cwd: path, env });
  const url = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(/http:\/\/\S+?:\d+/.exec(text)?.[0] ?? '')));
  const imitation = await fetch(`${url}/pypi/files/reqeusts/reqeusts-1.0.tar.gz`);
  const other = await fetch(`${url}/pypi/files/quietlake/quietlake-1.0.tar.gz`);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual([imitation.status, other.status], [403, 200]);
  assert.match(imitation.statusText, /suspicious: .*easily taken for requests/);
});

test('assay run lets npm in, and tells what did not pass the gate', { skip: 'absent' in npm ? npm.absent : false }, async () => {
  if ('absent' in npm) return;
  const local = project('local', { 'package.json': JSON.stringify({ name: 'local', version: '1.0.0' }) });
  const path = project('npm', { 'package.json': JSON.stringify({ name: 'p', version: '1.0.0', dependencies: { good: '1.0.0' } }), 'package-lock.json': '' });
  rmSync(join(path, 'package-lock.json'));
  const passed = await assay(['run', '--', npm.program, ...npm.args, 'install'], path);
  assert.equal(passed.code, 0, passed.err);
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'p', version: '1.0.0', dependencies: { good: '1.0.0', local: `file:${local}` } }));
  const unseen = await assay(['run', '--', npm.program, ...npm.args, 'install', '--install-links'], path);
  assert.equal(unseen.code, 3, unseen.err);
  assert.match(unseen.err, /installed without passing the gate[^]*local@1\.0\.0/);
});

test('a quarantine makes a recall, which names who got it', { skip: 'absent' in npm ? npm.absent : false }, async () => {
  assert.equal((await assay(['gate', 'log', '--recall'])).code, 0);
  assert.equal((await assay(['gate', 'quarantine', 'npm:good@1.0.0'])).code, 2, 'a reason is asked for');
  assert.equal((await assay(['gate', 'quarantine', 'npm:good@1.0.0', '--reason', 'taken over'])).code, 0);
  const recall = await assay(['gate', 'log', '--recall']);
  assert.equal(recall.code, 1);
  assert.match(recall.out, /npm:good@1\.0\.0 [0-9a-f]{64} went to .*npm.*taken over/);
  const verified = await assay(['gate', 'log', '--verify']);
  assert.equal(verified.code, 0);
  assert.match(verified.out, /the trail is intact: [1-9]\d* entries/);
});

test('assay gate listens, is healthy, counts, and stops in order; a second one on its port is told so', async () => {
  assert.equal((await assay(['gate', 'quarantine', 'npm:good@1.0.0', '--reason', 'taken over'])).code, 0);
  const port = String(await freePort());
  const child = spawn(process.execPath, [ASSAY, 'gate', '--port', port], { cwd: folder, env });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part));
  while (!out.includes('\n') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 50));
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? assert.fail(err);
  assert.equal((await fetch(`${url}/health`)).status, 200);
  assert.equal((await fetch(`${url}/npm/good`)).status, 403, 'it is in quarantine');
  assert.match(await (await fetch(`${url}/metrics`)).text(), /assay_gate_total\{outcome="refused",ecosystem="npm"\} 1/);
  const second = await assay(['gate', '--port', port]);
  assert.equal(second.code, 2, second.err);
  assert.match(second.err, /can't listen on 127\.0\.0\.1:\d+[^]*EADDRINUSE/);
  child.kill('SIGTERM');
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 0);
  assert.match(err, /"event":"refused".*"block":"AG-/);
});

test('a data folder that can not be made is told with what to do', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const refused = await assay(['gate', 'log'], folder, { XDG_DATA_HOME: file });
  assert.equal(refused.code, 2, refused.err);
  assert.match(refused.err, /a-file.* can't be made[^]*XDG_DATA_HOME/);
});

test('a quarantine is told, holds for a Python package however its name is written, and is lifted once', async () => {
  index.publish('two-words', [{ filename: 'two_words-1.0-py3-none-any.whl', bytes: forgeWheel('two_words', '1.0', { 'two_words.py': 'x = 1\n' }) }]);
  const stopped = await assay(['gate', 'quarantine', 'pypi:Two_Words', '--reason', 'taken over']);
  assert.equal(stopped.out, 'pypi:two-words is in quarantine\n');
  const child = spawn(process.execPath, [ASSAY, 'gate', '--port', String(await freePort())], { cwd: folder, env });
  const url = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(/http:\/\/\S+?:\d+/.exec(text)?.[0] ?? '')));
  assert.equal((await fetch(`${url}/pypi/simple/two-words/`)).status, 403);
  assert.equal((await assay(['gate', 'lift', 'pypi:two.words'])).out, 'pypi:two-words is out of quarantine\n');
  assert.equal((await fetch(`${url}/pypi/simple/two-words/`)).status, 200);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('close', resolve));
  const again = await assay(['gate', 'lift', 'pypi:two-words']);
  assert.equal(again.code, 2);
  assert.match(again.err, /pypi:two-words is not in quarantine/);
});

test('mistakes are told as such: a port, a certificate, an empty token, a program that is not there', async () => {
  writeFileSync(join(folder, 'no.pem'), 'no PEM');
  const MISTAKES: readonly (readonly [args: readonly string[], message: RegExp, more?: Record<string, string>])[] = [
    [['gate', '--port', '99999'], /--port must be at most 65535/],
    [['gate', '--tls-cert', 'none.pem', '--tls-key', 'none.pem'], /none\.pem can't be read/],
    [['gate', '--tls-cert', 'no.pem', '--tls-key', 'no.pem'], /certificate and its key can't be used/],
    [['gate', '--host', '0.0.0.0'], /ASSAY_GATE_TOKEN is empty/, { ASSAY_GATE_TOKEN: '' }],
    [['run', '--', 'there-is-no-such-client'], /there-is-no-such-client can't be started\n {2}there is no program of that name/],
    [['run'], /no command is given/],
    [['run', '--no-rtry', 'npm', 'ci'], /Unknown option --no-rtry: did you mean --no-retry/],
  ];
  for (const [args, message, more] of MISTAKES) {
    const refused = await assay(args, folder, more);
    assert.match(refused.err, message);
    assert.equal(refused.code, 2, args.join(' '));
  }
});

test('the first word after run begins the client\'s own command line', async () => {
  const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  for (const words of [['--no-retry'], ['--no-retry', '--'], ['--advisories', project('advisories', { 'MAL-2026-1.json': JSON.stringify({ id: 'MAL-2026-1', affected: [] }) }), '--']]) {
    const ran = await assay(['run', ...words, process.execPath, '-e', print, '--', '--no-retry', '--', '--version']);
    assert.equal(ran.out, '["--no-retry","--","--version"]', ran.err);
  }
});

test('it does not listen to others without a token and a certificate', async () => {
  const refused = await assay(['gate', '--host', '0.0.0.0']);
  assert.equal(refused.code, 2);
  assert.match(refused.err, /ASSAY_GATE_TOKEN/);
});

test('gate env names every client', async () => {
  const { out } = await assay(['gate', 'env']);
  for (const client of ['npm', 'pnpm', 'yarn', 'berry', 'bun', 'pip', 'uv', 'poetry']) assert.match(out, new RegExp(`^# ${client}$`, 'm'));
});

test('policy check tells what holds, and the nearest key for a misspelt one', async () => {
  const fine = await assay(['policy', 'check']);
  assert.equal(fine.code, 0);
  assert.match(fine.out, /names = off/);
  const path = project('wrong', { 'assay.toml': '[policy]\nminimum-aeg = "3d"\n' });
  const wrong = await assay(['policy', 'check'], path);
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /policy\.minimum-aeg[^]*minimum-age/);
});
