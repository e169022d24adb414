import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { after, test } from 'node:test';
import { Loopback } from '../../test/registry/loopback.ts';
import type { Answerer } from '../../test/registry/loopback.ts';
import { RegistryFailure } from '../model/registry.ts';
import { HttpClient } from './http.ts';
import type { HttpSettings } from './http.ts';

const open: { stop(): Promise<void> }[] = [];
after(() => Promise.all(open.map((each) => each.stop())));

async function serve(answer: Answerer): Promise<Loopback> {
  const server = await new Loopback(answer).start();
  open.push(server);
  return server;
}

function client(settings: HttpSettings = {}): HttpClient {
  const made = new HttpClient({ retries: 2, backOff: 1, idle: 300, total: 1000, noProxy: '', ...settings });
  open.push({ stop: () => made.close() });
  return made;
}

function fails(kind: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof RegistryFailure, String(error));
    assert.equal(error.kind, kind);
    return true;
  };
}

test('a server that recovers is asked again; one that does not is told with its status', async () => {
  const recovering = await serve((_, response, count) => void response.writeHead(count < 3 ? 503 : 200).end('late'));
  assert.equal(Buffer.from((await client().get({ url: recovering.url, limit: 100 })).body).toString(), 'late');
  const broken = await serve((_, response) => void response.writeHead(500).end());
  await assert.rejects(client().get({ url: broken.url, limit: 100 }), /answered 500 3 times/);
  assert.equal(broken.asked.length, 3);
});

test('4xx answers come back at once', async () => {
  const server = await serve((_, response) => void response.writeHead(404).end());
  assert.equal((await client().get({ url: server.url, limit: 100 })).status, 404);
  assert.equal(server.asked.length, 1);
});

test('a port nobody listens on is unreachable, a silent server and an endless one time out', async () => {
  const gone = await serve(() => {});
  await gone.stop();
  await assert.rejects(client().get({ url: gone.url, limit: 100 }), fails('unreachable'));
  const silent = await serve(() => {});
  await assert.rejects(client({ retries: 0 }).get({ url: silent.url, limit: 100 }), fails('timeout'));
  const dripping = await serve((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => clearInterval(timer));
  });
  await assert.rejects(client({ retries: 0 }).get({ url: dripping.url, limit: 1000 }), fails('timeout'));
});

test('a body cut short, one over the limit and a damaged encoding are failures, never a shorter body', async () => {
  const short = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    setTimeout(() => response.destroy(), 20);
  });
  await assert.rejects(client({ retries: 0 }).get({ url: short.url, limit: 1000 }), fails('unreachable'));
  const long = await serve((_, response) => void response.end('x'.repeat(2000)));
  await assert.rejects(client().get({ url: long.url, limit: 1000 }), fails('too-big'));
  const bomb = await serve((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1 << 20))));
  await assert.rejects(client().get({ url: bomb.url, limit: 5000 }), fails('nonsense'));
});

test('a redirect to another origin carries no credentials, one on the same origin does', async () => {
  const other = await serve((_, response) => void response.end('there'));
  const first = await serve((request, response) => void response.writeHead(302, { location: request.url === '/a' ? '/b' : `${other.url}c` }).end());
  const authorize = (url: string): string | undefined => (url.startsWith(first.url) ? 'Bearer secret' : undefined);
  const answer = await client().get({ url: `${first.url}a`, limit: 100, authorize });
  assert.equal(answer.url, `${other.url}c`);
  assert.deepEqual(first.asked.map((asked) => asked.headers.authorization), ['Bearer secret', 'Bearer secret']);
  assert.equal(other.asked[0]?.headers.authorization, undefined);
});

test('redirects that go round or leave http are not followed', async () => {
  const round = await serve((_, response) => void response.writeHead(302, { location: '/' }).end());
  await assert.rejects(client().get({ url: round.url, limit: 100 }), fails('nonsense'));
  const file = await serve((_, response) => void response.writeHead(302, { location: 'file:///etc/hostname' }).end());
  await assert.rejects(client().get({ url: file.url, limit: 100 }), fails('nonsense'));
});

test('no more requests run at once than allowed', async () => {
  let running = 0;
  let most = 0;
  const server = await serve((_, response) => {
    most = Math.max(most, ++running);
    setTimeout(() => {
      running--;
      response.end();
    }, 20);
  });
  const limited = client({ concurrency: 2 });
  await Promise.all(Array.from({ length: 7 }, () => limited.get({ url: server.url, limit: 10 })));
  assert.equal(most, 2);
});

test('a proxy is used, and hosts in NO_PROXY are reached without it', async () => {
  const target = await serve((_, response) => void response.end('direct'));
  let proxied = 0;
  const proxy = createServer((request, response) => {
    proxied++;
    response.end(`proxied ${request.url}`);
  });
  proxy.on('connect', (request, socket) => {
    proxied++;
    const [host = '', port] = (request.url ?? '').split(':');
    const far = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      far.pipe(socket).pipe(far);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  open.push({ stop: async () => { proxy.closeAllConnections(); proxy.close(); } });
  const httpProxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  await client({ httpProxy, noProxy: '' }).get({ url: target.url, limit: 1000 });
  assert.equal(proxied, 1);
  await client({ httpProxy, noProxy: '127.0.0.1' }).get({ url: target.url, limit: 1000 });
  assert.equal(proxied, 1);
});

test('a file of certificates that is not there is the user\'s mistake', () => {
  assert.throws(() => new HttpClient({ authorities: ['/nowhere/ca.pem'] }), { name: 'UserError', message: /\/nowhere\/ca.pem/ });
});
