/** The gate's protocol, asked by plain requests: what is hidden, refused and served, and what reaches the trail. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { forgeWheel } from '../forge/forge.ts';
import { NpmRegistry } from './npm-registry.ts';
import { openTestGate, type Opened } from './opened.ts';
import { PypiIndex } from './pypi-index.ts';

const npm = new NpmRegistry();
const pypi = new PypiIndex();
const BAD = { 'index.js': '// FORGED-BAD\n' };

before(async () => {
  await npm.start();
  await pypi.start();
  npm.publish('good', [{ version: '1.0.0' }]);
  npm.publish('mixed', [{ version: '1.0.0' }, { version: '1.1.0-rc.1' }, { version: '1.2.0', files: BAD }]);
  npm.publish('@acme/tool', [{ version: '1.0.0' }]);
  npm.publish('young', [{ version: '1.0.0' }, { version: '1.1.0', time: new Date(Date.now() - 3_600_000).toISOString() }]);
  npm.publish('scripted', [{ version: '1.0.0', manifest: { scripts: { postinstall: 'node index.js' } } }]);
  for (const version of ['1.0', '2.0']) {
    const bytes = forgeWheel('mixed', version, { 'mixed.py': version === '2.0' ? '# FORGED-BAD\n' : 'x = 1\n' });
    pypi.publish('mixed', [{ filename: `mixed-${version}-py3-none-any.whl`, bytes, metadata: `Metadata-Version: 2.1\nName: mixed\nVersion: ${version}\n` }]);
  }
});

after(async () => {
  await npm.stop();
  await pypi.stop();
});

async function withGate(policy: string, work: (opened: Opened) => Promise<void>, more: Parameters<typeof openTestGate>[0] = {}): Promise<void> {
  const opened = await openTestGate({ npm: npm.url, pypi: pypi.url, policy, ...more });
  npm.misbehaviour = 'none';
  pypi.mode = 'json';
  npm.log.length = 0;
  pypi.log.length = 0;
  try {
    await work(opened);
  } finally {
    await opened.close();
    npm.misbehaviour = 'none';
    pypi.mode = 'json';
  }
}

interface Doc {
  readonly 'dist-tags': Record<string, string>;
  readonly versions: Record<string, { readonly dist: { readonly tarball: string; readonly integrity: string } }>;
  readonly time?: Record<string, string>;
}

async function doc(gate: string, name: string, accept = 'application/json'): Promise<Doc> {
  const answer = await fetch(`${gate}/npm/${name}`, { headers: { accept } });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json() as Promise<Doc>;
}

test('a good tarball passes, with the addresses of the gate and the integrity of the registry', () => withGate('', async ({ gate, trail }) => {
  const { versions } = await doc(gate.url, 'good');
  const dist = versions['1.0.0']?.dist;
  assert.equal(dist?.tarball, `${gate.url}/npm/good/-/good-1.0.0.tgz`);
  assert.equal(dist?.integrity, npm.integrity('good', '1.0.0'));
  const answer = await fetch(dist?.tarball ?? '');
  assert.equal(answer.status, 200);
  assert.deepEqual((await trail()).map((entry) => [entry.outcome, entry.name, entry.version]), [['served', 'good', '1.0.0']]);
}));

test('a bad version is refused with its block id everywhere, then hidden, and latest is repaired to a stable version', () => withGate('', async ({ gate, trail }) => {
  const answer = await fetch(`${gate.url}/npm/mixed/-/mixed-1.2.0.tgz`);
  assert.equal(answer.status, 403);
  const blockId = answer.headers.get('x-assay-block') ?? '';
  assert.match(blockId, /^AG-[0-9A-F]{10}$/);
  for (const text of [answer.statusText, answer.headers.get('npm-notice') ?? '', await answer.text()]) assert.match(text, new RegExp(`${blockId}.*malicious`));
  const { versions, ...rest } = await doc(gate.url, 'mixed');
  assert.deepEqual(Object.keys(versions), ['1.0.0', '1.1.0-rc.1']);
  assert.equal(rest['dist-tags']['latest'], '1.0.0');
  assert.equal(rest.time?.['1.2.0'], undefined);
  assert.equal(rest.time?.['1.0.0'], '2020-01-01T00:00:00.000Z');
  const entries = await trail();
  assert.deepEqual(entries.map((entry) => [entry.outcome, entry.version, entry.blockId]), [['refused', '1.2.0', blockId], ['hidden', '1.2.0', blockId]]);
}));

test('a young version is hidden even from an abbreviated document, which has no times', () => withGate('[policy]\nminimum-age = "3d"', async ({ gate }) => {
  const { versions } = await doc(gate.url, 'young', 'application/vnd.npm.install-v1+json');
  assert.deepEqual(Object.keys(versions), ['1.0.0']);
  assert.equal((await fetch(`${gate.url}/npm/young/-/young-1.1.0.tgz`)).status, 403);
}));

test('a registry that tells no times is refused under a minimum age, and passes where the policy fails open', async () => {
  await withGate('[policy]\nminimum-age = "3d"', async ({ gate, trail }) => {
    npm.misbehaviour = 'timeless';
    assert.equal((await fetch(`${gate.url}/npm/good`)).status, 403);
    assert.match((await trail()).at(-1)?.reason ?? '', /^age-unknown/);
  });
  await withGate('[policy]\nminimum-age = "3d"\non-failure = "open"', async ({ gate }) => {
    npm.misbehaviour = 'timeless';
    assert.equal((await fetch(`${gate.url}/npm/good`)).status, 200);
  });
});

test('learn records what it would refuse, and refuses nothing', () => withGate('[policy]\nmode = "learn"', async ({ gate, trail }) => {
  assert.equal((await fetch(`${gate.url}/npm/mixed/-/mixed-1.2.0.tgz`)).status, 200);
  assert.deepEqual((await trail()).map((entry) => [entry.outcome, entry.reason.split(':')[0]]), [['served', 'verdict']]);
}));

test('scopes are understood in each of their spellings', () => withGate('', async ({ gate }) => {
  for (const path of ['@acme%2ftool', '@acme%2Ftool', '@acme/tool']) assert.equal((await fetch(`${gate.url}/npm/${path}`)).status, 200, path);
  for (const path of ['@acme/tool/-/tool-1.0.0.tgz', '@acme%2ftool/-/tool-1.0.0.tgz', '%40acme%2Ftool/-/tool-1.0.0.tgz']) assert.equal((await fetch(`${gate.url}/npm/${path}`)).status, 200, path);
}));

test('internal names do not come from the public registry, which is not even asked', () => withGate('[internal]\nnames = ["@acme/*"]', async ({ gate }) => {
  assert.equal((await fetch(`${gate.url}/npm/@acme%2ftool`)).status, 403);
  assert.deepEqual(npm.log, []);
}, { registries: { npm: { indexes: async () => [npm.url], authorize: () => undefined, builtIn: async () => npm.url }, pypi: { indexes: async () => [pypi.url], authorize: () => undefined, builtIn: async () => undefined } } }));

test('install scripts run only for those the policy names', async () => {
  await withGate('[policy.npm]\ninstall-scripts = ["other"]', async ({ gate }) => assert.equal((await fetch(`${gate.url}/npm/scripted/-/scripted-1.0.0.tgz`)).status, 403));
  await withGate('[policy.npm]\ninstall-scripts = ["script*"]', async ({ gate }) => assert.equal((await fetch(`${gate.url}/npm/scripted/-/scripted-1.0.0.tgz`)).status, 200));
});

test('no byte of a bad wheel leaves: HEAD, Range, GET and its metadata', () => withGate('', async ({ gate }) => {
  const url = `${gate.url}/pypi/files/mixed/mixed-2.0-py3-none-any.whl`;
  assert.equal((await fetch(`${url}.metadata`)).status, 200, 'before anybody looked, the metadata is only text');
  for (const init of [{ method: 'HEAD' }, { headers: { range: 'bytes=0-10' } }, { headers: { range: 'bytes=-10000' } }, {}]) {
    const answer = await fetch(url, init);
    assert.equal(answer.status, 403);
    assert.doesNotMatch(await answer.text(), /PK/);
  }
  assert.equal((await fetch(`${url}.metadata`)).status, 403);
  assert.equal(pypi.files().length, 1, 'the wheel is fetched and examined once');
}));

test('a good wheel comes whole and in parts', () => withGate('', async ({ gate }) => {
  const url = `${gate.url}/pypi/files/mixed/mixed-1.0-py3-none-any.whl`;
  const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
  const head = await fetch(url, { method: 'HEAD' });
  assert.equal(head.headers.get('content-length'), String(whole.length));
  for (const [range, part] of [['bytes=0-9', whole.subarray(0, 10)], ['bytes=-7', whole.subarray(-7)], ['bytes=20-', whole.subarray(20)]] as const) {
    const answer = await fetch(url, { headers: { range } });
    assert.equal(answer.status, 206);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), part);
  }
  assert.equal((await fetch(url, { headers: { range: `bytes=${whole.length}-` } })).status, 416);
}));

test('pages come as JSON and as HTML, also where the upstream speaks HTML only or in zstd, and hide what is bad', async () => {
  for (const mode of ['json', 'html', 'zstd'] as const) {
    await withGate('', async ({ gate }) => {
      pypi.mode = mode;
      await fetch(`${gate.url}/pypi/files/mixed/mixed-2.0-py3-none-any.whl`);
      const json = await fetch(`${gate.url}/pypi/simple/mixed/`, { headers: { accept: 'application/vnd.pypi.simple.v1+json' } });
      const { files } = await json.json() as { files: { filename: string; url: string; 'upload-time'?: string; hashes: Record<string, string> }[] };
      assert.deepEqual(files.map((file) => file.filename), ['mixed-1.0-py3-none-any.whl'], mode);
      assert.equal(files[0]?.url, `${gate.url}/pypi/files/mixed/mixed-1.0-py3-none-any.whl`);
      assert.equal(files[0]?.hashes['sha256'], pypi.hash('mixed', 'mixed-1.0-py3-none-any.whl'));
      if (mode === 'json') assert.ok(files[0]?.['upload-time']);
      const page = await (await fetch(`${gate.url}/pypi/simple/Mixed/`, { headers: { accept: 'text/html' } })).text();
      assert.match(page, /mixed-1\.0-py3-none-any\.whl#sha256=[0-9a-f]{64}/);
      assert.doesNotMatch(page, /mixed-2\.0/);
    });
  }
});

test('what an upstream sends in brotli is filtered all the same', () => withGate('', async ({ gate }) => {
  npm.misbehaviour = 'brotli';
  await fetch(`${gate.url}/npm/mixed/-/mixed-1.2.0.tgz`);
  assert.deepEqual(Object.keys((await doc(gate.url, 'mixed')).versions), ['1.0.0', '1.1.0-rc.1']);
}));

test('bytes that are not those the registry lists are refused', () => withGate('', async ({ gate, trail }) => {
  npm.misbehaviour = 'other-bytes';
  assert.equal((await fetch(`${gate.url}/npm/good/-/good-1.0.0.tgz`)).status, 403);
  assert.match((await trail()).at(-1)?.reason ?? '', /^integrity/);
}));

test('an upstream that is down or answers nonsense fails closed and is in the trail', async () => {
  for (const misbehaviour of ['down', 'malformed'] as const) {
    await withGate('', async ({ gate, trail }) => {
      npm.misbehaviour = misbehaviour;
      assert.equal((await fetch(`${gate.url}/npm/good`)).status, 502);
      assert.deepEqual((await trail()).map((entry) => entry.outcome), ['failed']);
    });
  }
});

test('a scan that is late or dies decides by on-failure', async () => {
  const never = { examine: () => new Promise<never>(() => {}) };
  const dies = { examine: () => Promise.reject(new Error('the worker died')) };
  for (const [more, why] of [[never, /not examined within/], [dies, /the worker died/]] as const) {
    await withGate('[policy]\nwait = "0.1s"', async ({ gate, trail }) => {
      assert.equal((await fetch(`${gate.url}/npm/good/-/good-1.0.0.tgz`)).status, 403);
      assert.match((await trail()).at(-1)?.reason ?? '', why);
    }, more);
    await withGate('[policy]\nwait = "0.1s"\non-failure = "open"', async ({ gate, trail }) => {
      assert.equal((await fetch(`${gate.url}/npm/good/-/good-1.0.0.tgz`)).status, 200);
      assert.match((await trail()).at(-1)?.reason ?? '', why);
    }, more);
  }
});

test('as a proxy it serves what a configured registry lists, with the addresses left in, and nothing else', () => withGate('', async ({ gate, trail }) => {
  const { request } = await import('node:http');
  const through = (target: string): Promise<{ status: number; text: string }> => new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: gate.port, path: target, headers: { host: new URL(target).host } }, (response) => {
      let text = '';
      response.setEncoding('latin1').on('data', (part: string) => (text += part)).on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).on('error', reject).end();
  });
  const listed = await through(`${npm.url}good`);
  assert.equal(listed.status, 200);
  assert.match(listed.text, new RegExp(`${npm.url}good/-/good-1.0.0.tgz`));
  assert.equal((await through(`${npm.url}good/-/good-1.0.0.tgz`)).status, 200);
  assert.equal((await through(`${npm.url}mixed/-/mixed-1.2.0.tgz`)).status, 403);
  assert.equal((await through(`${pypi.origin}/files/mixed/mixed-1.0-py3-none-any.whl`)).status, 200);
  assert.equal((await through(`${pypi.origin}/files/mixed/mixed-2.0-py3-none-any.whl`)).status, 403);
  const former = 'http://127.0.0.1:9';
  for (const [path, status] of [['/npm/good/-/good-1.0.0.tgz', 200], ['/npm/mixed/-/mixed-1.2.0.tgz', 403], ['/pypi/files/mixed/mixed-1.0-py3-none-any.whl', 200], ['/pypi/files/mixed/mixed-2.0-py3-none-any.whl', 403], ['/npm/none/-/none-1.0.0.tgz', 404]] as const) {
    assert.equal((await through(former + path)).status, status, `a gate that is gone: ${path}`);
  }
  for (const outside of [`${former}/admin`, 'http://registry.invalid/good/-/good-1.0.0.tgz', 'http://169.254.169.254/latest/meta-data/', `${pypi.origin}/admin`]) {
    assert.equal((await through(outside)).status, 403, outside);
    assert.match((await trail()).at(-1)?.reason ?? '', /^outside/);
  }
}));

test('a tarball address that a registry points into our network is not followed', async () => {
  npm.publish('steered', [{ version: '1.0.0' }]);
  const other = await new NpmRegistry().start();
  other.publish('steered', [{ version: '1.0.0', manifest: {} }]);
  const text = JSON.stringify({ name: 'steered', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': { name: 'steered', version: '1.0.0', dist: { tarball: `${other.url}steered/-/steered-1.0.0.tgz` } } } });
  const upstream = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(text));
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const address = upstream.address();
  await withGate('', async ({ gate }) => {
    const answer = await fetch(`${gate.url}/npm/steered/-/steered-1.0.0.tgz`);
    assert.equal(answer.status, 502);
    assert.match(await answer.text(), /private address/);
    assert.deepEqual(other.log, []);
  }, { npm: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` });
  upstream.closeAllConnections();
  upstream.close();
  await other.stop();
});

test('a token is asked for, and the gate answers under no name but its own', () => withGate('', async ({ gate }) => {
  assert.equal((await fetch(`${gate.url}/npm/good`)).status, 401);
  assert.equal((await fetch(`${gate.url}/npm/good`, { headers: { authorization: 'Bearer secret' } })).status, 200);
  assert.equal((await fetch(`${gate.url}/npm/good`, { headers: { authorization: `Basic ${Buffer.from('any:secret').toString('base64')}` } })).status, 200);
  assert.equal((await fetch(`${gate.url}/health`)).status, 200);
}, { token: 'secret' }));

test('a wrong token is no token, for the proxy and its tunnels too', () => withGate('', async ({ gate }) => {
  const { request } = await import('node:http');
  const ask = (options: object): Promise<number> => new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: gate.port, ...options });
    asked.on('response', (response) => (response.resume(), resolve(response.statusCode ?? 0))).on('connect', (response, socket) => (socket.destroy(), resolve(response.statusCode ?? 0))).on('error', reject).end();
  });
  const target = `${npm.url}good`;
  for (const [token, own, proxied, tunnelled] of [[undefined, 401, 407, 407], ['Bearer sacret', 401, 407, 407], ['Bearer secret2', 401, 407, 407], ['Bearer secret', 200, 200, 200]] as const) {
    const headers = (name: string): Record<string, string> => ({ host: name === 'authorization' ? `127.0.0.1:${gate.port}` : new URL(target).host, ...(token === undefined ? {} : { [name]: token }) });
    assert.equal(await ask({ path: '/npm/good', headers: headers('authorization') }), own, `own ${token}`);
    assert.equal(await ask({ path: target, headers: headers('proxy-authorization') }), proxied, `proxy ${token}`);
    assert.equal(await ask({ method: 'CONNECT', path: new URL(target).host, headers: headers('proxy-authorization') }), tunnelled, `tunnel ${token}`);
  }
  assert.equal((await fetch(`${gate.url}/metrics`)).status, 401);
}, { token: 'secret' }));

test('a redirect into our network, or to no web address, is not followed', async () => {
  const inside = await new NpmRegistry().start();
  inside.publish('good', [{ version: '1.0.0' }]);
  for (const [to, why] of [[`${inside.url}good`, /private address/], ['http://[::ffff:127.0.0.1]/good', /private address/], ['file:///etc/passwd', /not fetched/], ['//[', /no address/]] as const) {
    const upstream = createServer((_request, response) => response.writeHead(302, { location: to }).end());
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const address = upstream.address();
    await withGate('', async ({ gate }) => {
      const answer = await fetch(`${gate.url}/npm/good`);
      assert.equal(answer.status, 502);
      assert.match(await answer.text(), why, to);
    }, { npm: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` });
    upstream.closeAllConnections();
    upstream.close();
  }
  assert.deepEqual(inside.log, []);
  await inside.stop();
});

test('a listing that is too large, as it comes or unpacked, is a failure of the upstream with its reason, open or closed', async () => {
  for (const [encoding, encode] of Object.entries({ identity: (bytes: Uint8Array) => bytes, gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync, zstd: zstdOfSpaces })) {
    const upstream = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(encode(Buffer.from(`{"name":"large","versions":{}}${' '.repeat(200_000)}`)));
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const address = upstream.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
    for (const mode of ['closed', 'open']) {
      await withGate(`[policy]\non-failure = "${mode}"\n`, async ({ gate, trail }) => {
        for (const path of ['npm/large', 'npm/large/-/large-1.0.0.tgz', 'pypi/simple/large/']) {
          const answer = await fetch(`${gate.url}/${path}`);
          assert.equal(answer.status, 502, `${encoding} ${path}`);
          assert.match(await answer.text(), /AG-[0-9A-F]{10}\]: .* sent more than the 100000 bytes that are read at most/, encoding);
        }
        assert.deepEqual(new Set((await trail()).map((entry) => entry.outcome)), new Set(['failed']));
      }, { npm: url, pypi: url, maximumListing: 100_000 });
    }
    upstream.closeAllConnections();
    upstream.close();
  }
});

/** A zstd frame of as many spaces, in two blocks that say a byte and how often (RFC 8878, section 3.1.1.2). */
function zstdOfSpaces({ length }: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(17);
  bytes.writeUInt32BE(0x28b52ffd);
  bytes[4] = 0xa0;
  bytes.writeUInt32LE(length, 5);
  const first = length >> 1;
  bytes.writeUIntLE((first << 3) | 2, 9, 3);
  bytes[12] = 0x20;
  bytes.writeUIntLE(((length - first) << 3) | 3, 13, 3);
  bytes[16] = 0x20;
  return bytes;
}

const faults: string[] = [];
test('a request with too large a body is refused with 413, and the next one passes', () => withGate('', async ({ gate }) => {
  const audit = (size: number): Promise<Response> => fetch(`${gate.url}/npm/-/npm/v1/security/advisories/bulk`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: new Uint8Array(size) });
  const answer = await audit(20_000_001);
  assert.equal(answer.status, 413);
  assert.match(answer.statusText + await answer.text(), /larger than 20000000 bytes.*larger than 20000000 bytes/);
  assert.deepEqual(npm.log, []);
  assert.equal((await audit(20_000_000)).status, 200);
  assert.deepEqual(faults, []);
}, { log: (event) => void (event === 'fault' && faults.push(event)) }));

test('what is too large is not fetched to its end, or not examined', async () => {
  await withGate('', async ({ gate, folder }) => {
    const answer = await fetch(`${gate.url}/npm/good/-/good-1.0.0.tgz`);
    assert.equal(answer.status, 502);
    assert.match(await answer.text(), /sent more than the 20 bytes/);
    const { readdirSync } = await import('node:fs');
    assert.deepEqual(readdirSync(`${folder}/spool`), []);
  }, { maximumFile: 20 });
  npm.publish('large', [{ version: '1.0.0', files: { 'data.bin': crypto.getRandomValues(new Uint8Array(3000)) } }]);
  for (const [policy, status] of [['[policy]\nmaximum-scan = "2kB"\n', 403], ['[policy]\nmaximum-scan = "2kB"\non-failure = "open"\n', 200], ['', 200]] as const) {
    await withGate(policy, async ({ gate, trail }) => {
      assert.equal((await fetch(`${gate.url}/npm/large/-/large-1.0.0.tgz`)).status, status);
      if (policy !== '') assert.match((await trail()).at(-1)?.reason ?? '', /larger than maximum-scan/);
    });
  }
});

test('an exception lets exactly its own bytes pass until it ends', async () => {
  const { createHash } = await import('node:crypto');
  const bytes = Buffer.from(await (await fetch(`${npm.url}mixed/-/mixed-1.2.0.tgz`)).arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const exception = (hash: string, year: number): string => `[[exception]]\npurl = "pkg:npm/mixed@1.2.0"\nsha256 = "${hash}"\nreason = "a false alarm"\napproved-by = "someone"\nexpires = ${year}-01-31\n`;
  for (const [hash, year, status] of [[sha256, 2999, 200], [sha256, 2020, 403], ['0'.repeat(64), 2999, 403]] as const) {
    await withGate(exception(hash, year), async ({ gate }) => assert.equal((await fetch(`${gate.url}/npm/mixed/-/mixed-1.2.0.tgz`)).status, status));
  }
});

test('an advisory hides and refuses what it names, whatever the engine says', () => withGate('', async ({ gate, trail }) => {
  assert.equal((await fetch(`${gate.url}/npm/mixed/-/mixed-1.0.0.tgz`)).status, 403);
  assert.match((await trail()).at(-1)?.reason ?? '', /^advisory: MAL-2026-1/);
  assert.ok(!Object.keys((await doc(gate.url, 'mixed')).versions).includes('1.0.0'));
}, { advise: (_ecosystem, name, version) => (name === 'mixed' && version === '1.0.0' ? 'MAL-2026-1 taken over' : undefined) }));

test('a look-alike is refused at the tier the policy names, and passes by an exception for it', async () => {
  const opinionOn = async (_ecosystem: string, name: string) => (name === 'good' ? { tier: 'warn' as const, reason: 'it looks like goood' } : undefined);
  const exception = `[[exception]]\npurl = "pkg:npm/good@1.0.0"\nsha256 = "${'0'.repeat(64)}"\nreason = "ours"\napproved-by = "someone"\nexpires = 2999-01-31\n`;
  for (const [policy, status] of [['', 200], ['[policy]\nnames = "warn"\n', 403], ['[policy]\nnames = "review"\n', 403], ['[policy]\nnames = "off"\n', 200], [`[policy]\nnames = "warn"\n${exception}`, 200]] as const) {
    await withGate(policy, async ({ gate }) => assert.equal((await fetch(`${gate.url}/npm/good`)).status, status, policy), { opinionOn });
  }
});

test('a scope that the policy does not allow is refused, packages and files, and names without a scope are not', async () => {
  const file = '@acme/tool/-/tool-1.0.0.tgz';
  for (const [scopes, status] of [['["@other", "@acm"]', 403], ['[]', 403], ['["@acme"]', 200], ['["@ac*"]', 200]] as const) {
    await withGate(`[policy.npm]\nallowed-scopes = ${scopes}\n`, async ({ gate, trail }) => {
      assert.equal((await fetch(`${gate.url}/npm/${file}`)).status, status, scopes);
      assert.equal((await fetch(`${gate.url}/npm/@acme%2ftool`)).status, status, scopes);
      assert.equal((await fetch(`${gate.url}/npm/good`)).status, 200, scopes);
      if (status === 403) assert.match((await trail())[0]?.reason ?? '', /^scope: the scope @acme is not among allowed-scopes/);
    });
  }
});

test('a file listed a short while ago is served without asking again, and a quarantine counts at once', () => withGate('', async ({ gate, store }) => {
  const url = `${gate.url}/npm/good/-/good-1.0.0.tgz`;
  assert.equal((await fetch(url)).status, 200);
  npm.log.length = 0;
  assert.equal((await fetch(url)).status, 200);
  assert.deepEqual(npm.log, []);
  await store.quarantine.add({ ecosystem: 'npm', name: 'good', version: '', sha256: '', reason: 'taken over', author: 'someone' });
  assert.equal((await fetch(url)).status, 403);
  assert.deepEqual(npm.log, []);
}));
