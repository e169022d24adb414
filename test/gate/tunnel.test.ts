/** Tunnels: looked into with an authority that real TLS stacks accept, refused without. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { test } from 'node:test';
import { Authority } from '../../src/host/certificates.ts';
import { NpmRegistry } from './npm-registry.ts';
import { openTestGate } from './opened.ts';

function open(port: number, authority: string): Promise<{ status: string; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`));
    socket.once('data', (head: Buffer) => resolve({ status: head.toString().split('\r\n')[0] ?? '', socket })).once('error', reject);
  });
}

function ask(socket: NodeJS.ReadWriteStream, host: string, path: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (part: Buffer) => (text += part.toString())).on('end', () => resolve(text)).on('close', () => resolve(text));
    socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
  });
}

test('the authority signs for names and addresses, each its own', () => {
  const authority = new Authority();
  const own = new X509Certificate(authority.pem);
  for (const [host, name] of [['registry.example', 'DNS:registry.example'], ['127.0.0.1', 'IP Address:127.0.0.1'], ['2001:db8::1', 'IP Address:2001:DB8:0:0:0:0:0:1']] as const) {
    const leaf = new X509Certificate(authority.certify(host).cert);
    assert.equal(leaf.subjectAltName, name);
    assert.equal(leaf.verify(own.publicKey), true);
    assert.equal(leaf.checkIssued(own), true);
    assert.equal(leaf.ca, false);
  }
});

test('a TLS tunnel is looked into: what lies outside is refused inside it, with a reason', async () => {
  const authority = new Authority();
  const opened = await openTestGate({ certify: (host) => authority.certify(host) });
  const { status, socket } = await open(opened.gate.port, 'other.example:443');
  assert.match(status, /200/);
  const secure = connectTls({ socket, servername: 'other.example', ca: [authority.pem] });
  const text = await ask(secure, 'other.example', '/thing-1.0.0.tgz');
  assert.match(text, /^HTTP\/1\.1 403 assay refused/);
  assert.match((await opened.trail()).at(-1)?.file ?? '', /^https:\/\/other\.example\/thing/);
  await opened.close();
});

test('without an authority a tunnel to the usual port is refused, and TLS on others is cut', async () => {
  const opened = await openTestGate({});
  assert.match((await open(opened.gate.port, 'other.example:443')).status, /^HTTP\/1\.1 403/);
  const { socket } = await open(opened.gate.port, 'other.example:8443');
  const failed = await new Promise<boolean>((resolve) => connectTls({ socket, servername: 'other.example', rejectUnauthorized: false }, () => resolve(false)).on('error', () => resolve(true)));
  assert.equal(failed, true);
  await opened.close();
});

test('plain HTTP in a tunnel is served like any other: the gate itself, a configured registry, nothing else', async () => {
  const registry = await new NpmRegistry().start();
  registry.publish('good', [{ version: '1.0.0' }]);
  const opened = await openTestGate({ npm: registry.url });
  const { host } = new URL(registry.url);
  for (const [authority, path, status] of [[`127.0.0.1:${opened.gate.port}`, '/npm/good', 200], [host, '/good', 200], ['other.example:80', '/good', 403]] as const) {
    const { socket } = await open(opened.gate.port, authority);
    assert.match(await ask(socket, authority, path), new RegExp(`^HTTP/1\\.1 ${status}`), authority);
  }
  await opened.close();
  await registry.stop();
});
