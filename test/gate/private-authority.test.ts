/** TLS on both sides, through the commands: a gate with a certificate of its own, before a registry whose authority only this machine's client knows. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { Authority } from '../../src/host/certificates.ts';
import { forgeNpm } from '../forge/forge.ts';
import { cleanEnvironment, nodeClient } from './clients.ts';
import { freePort } from './free-port.ts';

const ASSAY = fileURLToPath(new URL('../../../bin/assay', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'assay-authority-'));
const env = cleanEnvironment(join(folder, 'home'));
const npm = nodeClient('npm');
const company = new Authority();
const bytes = forgeNpm({ name: 'good', version: '1.0.0' }, { 'index.js': 'module.exports = 1;\n' });
let registry: Server;
let url = '';

before(async () => {
  registry = createServer(company.certify('127.0.0.1'), (request, response) => {
    const dist = { tarball: `${url}good/-/good-1.0.0.tgz` };
    if (request.url === '/good/-/good-1.0.0.tgz') response.end(bytes);
    else if (request.url === '/good') response.setHeader('content-type', 'application/json').end(JSON.stringify({ name: 'good', 'dist-tags': { latest: '1.0.0' }, time: { '1.0.0': '2020-01-01T00:00:00.000Z' }, versions: { '1.0.0': { name: 'good', version: '1.0.0', dist } } }));
    else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
  writeFileSync(join(folder, 'company.pem'), company.pem);
});
after(async () => {
  registry.closeAllConnections();
  await new Promise((resolve) => registry.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** A project whose npm is told of the registry, and of its authority where one is given. */
function project(name: string, cafile: string | undefined): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'p', version: '1.0.0', dependencies: { good: '1.0.0' } }));
  writeFileSync(join(path, '.npmrc'), `registry=${url}\n${cafile === undefined ? '' : `cafile=${cafile}\n`}`);
  return path;
}

function assay(args: readonly string[], cwd: string): Promise<{ code: number; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [ASSAY, ...args], { cwd, env }, (error, _out, err) => resolve({ code: error === null ? 0 : Number(error.code), err }));
  });
}

test('npm installs through the gate from a registry that only its own authority vouches for, and not without it', { skip: 'absent' in npm ? npm.absent : false }, async () => {
  if ('absent' in npm) return;
  const install = ['run', '--', npm.program, ...npm.args, 'install', '--fetch-retries=0'];
  const known = await assay(install, project('known', join(folder, 'company.pem')));
  assert.equal(known.code, 0, known.err);
  assert.match(known.err, /1 came in/);
  const unknown = await assay(install, project('unknown', undefined));
  assert.notEqual(unknown.code, 0);
  assert.match(unknown.err, /certificate|self-signed|issuer/i);
});

test('a gate with a certificate of its own serves over TLS to whoever trusts that, asks for its token, and speaks nothing plain', async () => {
  const own = new Authority();
  const { cert, key } = own.certify('127.0.0.1');
  writeFileSync(join(folder, 'gate.pem'), String(cert));
  writeFileSync(join(folder, 'gate.key'), String(key));
  const port = await freePort();
  const child = spawn(process.execPath, [ASSAY, 'gate', '--port', String(port), '--tls-cert', join(folder, 'gate.pem'), '--tls-key', join(folder, 'gate.key')], { cwd: project('served', join(folder, 'company.pem')), env: { ...env, ASSAY_GATE_TOKEN: 'a-token' } });
  const said = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
  assert.match(said, new RegExp(`https://127\\.0\\.0\\.1:${port}`));
  try {
    assert.match(await ask(port, own.pem, '/npm/good', 'a-token'), /^HTTP\/1\.1 200 [^]*https:\/\/127\.0\.0\.1:\d+\/npm\/good\/-\/good-1\.0\.0\.tgz/);
    assert.match(await ask(port, own.pem, '/npm/good/-/good-1.0.0.tgz', 'a-token'), /^HTTP\/1\.1 200 /);
    assert.match(await ask(port, own.pem, '/npm/good', undefined), /^HTTP\/1\.1 401 /);
    await assert.rejects(ask(port, company.pem, '/npm/good', 'a-token'), /certificate/);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/npm/good`));
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.on('close', resolve));
  }
});

/** A request over TLS that trusts one authority only; what comes back, head and body. */
function ask(port: number, ca: string, path: string, token: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', ca: [ca] }, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${token === undefined ? '' : `authorization: Bearer ${token}\r\n`}connection: close\r\n\r\n`);
    });
    let text = '';
    socket.setEncoding('latin1').on('data', (part: string) => (text += part)).on('end', () => resolve(text)).on('error', reject);
  });
}
