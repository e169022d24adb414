import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Loopback, pages } from '../../test/registry/loopback.ts';
import type { Answerer } from '../../test/registry/loopback.ts';
import { resolvePackage } from '../ecosystems/resolve.ts';
import type { RegistryFile } from '../model/registry.ts';
import { Cache } from './cache.ts';
import { RegistryAccess } from './registry-access.ts';
import type { AccessOptions } from './registry-access.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-access-'));
const open: (() => Promise<void>)[] = [];
after(async () => {
  for (const stop of open) await stop();
  rmSync(root, { recursive: true });
});
let folders = 0;

async function serve(answer: Answerer): Promise<Loopback> {
  const server = await new Loopback(answer).start();
  open.push(() => server.stop());
  return server;
}

function access(index: string, options: AccessOptions = {}): RegistryAccess {
  const made = new RegistryAccess({
    env: {}, home: root, cwd: root, cache: new Cache(join(root, `cache-${folders++}`)), overrides: { pypi: { indexUrl: `${index}simple` }, npm: { indexUrl: index } },
    http: { retries: 1, backOff: 1, idle: 300, noProxy: '' }, ...options,
  });
  open.push(() => made.close());
  return made;
}

const WHEEL = Buffer.from('a wheel');
const SDIST = Buffer.from('an sdist');

function hash(bytes: Uint8Array, algorithm = 'sha256'): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

function simplePage(): string {
  const file = (filename: string, bytes: Uint8Array): object => ({ filename, url: `../../files/${filename}`, hashes: { sha256: hash(bytes) }, 'upload-time': '2020-01-01T00:00:00Z' });
  return JSON.stringify({ meta: { 'api-version': '1.1' }, name: 'my-thing', files: [file('my_thing-1.0-py3-none-any.whl', WHEEL), file('my_thing-1.0.tar.gz', SDIST)] });
}

const PYPI = { '/simple/my-thing/': simplePage(), '/files/my_thing-1.0-py3-none-any.whl': WHEEL, '/files/my_thing-1.0.tar.gz': SDIST };

test('a Python package comes as wheel and sdist, and a second time without the network', async () => {
  const server = await serve(pages(PYPI));
  const cache = new Cache(join(root, 'shared'));
  const online = access(server.url, { cache });
  const release = await resolvePackage({ ecosystem: 'pypi', name: 'My.Thing' }, online);
  assert.deepEqual(release.files.map((file) => file.form), ['wheel', 'sdist']);
  assert.deepEqual(await Promise.all(release.files.map((file) => online.file(file))), [WHEEL, SDIST]);
  await server.stop();
  const offline = access(server.url, { cache, offline: true, now: () => Date.now() + 3_600_000 });
  const again = await resolvePackage({ ecosystem: 'pypi', name: 'my-thing', version: '1.0.0' }, offline);
  assert.ok((again.age ?? 0) >= 3600);
  assert.deepEqual(await offline.file(again.files[1] ?? fail()), SDIST);
  await assert.rejects(resolvePackage({ ecosystem: 'pypi', name: 'other' }, offline), { kind: 'offline' });
});

test('bytes that are not what the index promises are refused and not kept', async () => {
  const server = await serve(pages({ ...PYPI, '/files/my_thing-1.0.tar.gz': 'evil' }));
  const door = access(server.url);
  const { files } = await resolvePackage({ ecosystem: 'pypi', name: 'my-thing' }, door);
  for (let time = 0; time < 2; time++) await assert.rejects(door.file(files[1] ?? fail()), { kind: 'integrity', message: /my_thing-1.0.tar.gz is not what the index promises: its sha256 is/ });
});

test('the weakest and the strongest promise both have to hold', async () => {
  const server = await serve(pages({ '/t.tgz': 'tarball' }));
  const door = access(server.url);
  const bytes = Buffer.from('tarball');
  const file: RegistryFile = { ecosystem: 'npm', name: 't', version: '1.0.0', filename: 't.tgz', form: 'tarball', url: `${server.url}t.tgz`, hashes: { sha512: hash(bytes, 'sha512'), sha1: hash(bytes, 'sha1') } };
  assert.deepEqual(await door.file(file), bytes);
  await assert.rejects(door.file({ ...file, hashes: { ...file.hashes, sha1: '00' } }), { kind: 'integrity' });
  await assert.rejects(door.file({ ...file, hashes: { ...file.hashes, sha512: '00' } }), { kind: 'integrity' });
});

for (const [what, body, expected] of [
  ['an HTML page where a packument should be', '<html>sign in</html>', /no packument/],
  ['JSON of another shape', '{"error":"x"}', /lists no versions/],
  ['another package', '{"name":"other","versions":{}}', /it is about "other"/],
] as const) {
  test(`nonsense is told: ${what}`, async () => {
    const server = await serve(pages({ '/thing': body }));
    await assert.rejects(resolvePackage({ ecosystem: 'npm', name: 'thing' }, access(server.url)), { kind: 'nonsense', message: expected });
  });
}

test('a page that is kept is asked for again with its tag', async () => {
  const server = await serve((request, response) => {
    const known = request.headers['if-none-match'] === '"1"';
    response.writeHead(known ? 304 : 200, { etag: '"1"', 'content-type': 'application/vnd.pypi.simple.v1+json', 'cache-control': 'max-age=0' }).end(known ? undefined : simplePage());
  });
  const door = access(server.url);
  for (let time = 0; time < 2; time++) assert.equal((await resolvePackage({ ecosystem: 'pypi', name: 'my-thing' }, door)).versions.length, 1);
  assert.deepEqual(server.asked.map((asked) => asked.headers['if-none-match']), [undefined, '"1"']);
});

test('a private index answers before the public one; one that lacks the package lets the next answer', async () => {
  const own = await serve(pages({ '/simple/mine/': simplePage().replaceAll('my_thing', 'mine') }));
  const all = await serve(pages({ '/simple/mine/': simplePage().replaceAll('my_thing-1.0', 'mine-99.0'), ...PYPI }));
  const door = access(own.url, { overrides: { pypi: { indexUrl: `${own.url}simple`, extraIndexUrls: [`${all.url}simple/`] } } });
  assert.deepEqual((await resolvePackage({ ecosystem: 'pypi', name: 'mine' }, door)).versions, ['1.0']);
  assert.equal((await resolvePackage({ ecosystem: 'pypi', name: 'my-thing' }, door)).index, `${all.url}simple/`);
  await assert.rejects(resolvePackage({ ecosystem: 'pypi', name: 'nowhere' }, door), { kind: 'absent' });
  await own.stop();
  await assert.rejects(resolvePackage({ ecosystem: 'pypi', name: 'my-thing' }, access(own.url, { overrides: { pypi: { indexUrl: `${own.url}simple`, extraIndexUrls: [`${all.url}simple/`] } } })), { kind: 'unreachable' }, 'an index that is down must not hand the name to the next one');
});

test('a refusal is told as one', async () => {
  const server = await serve((_, response) => void response.writeHead(401).end());
  await assert.rejects(resolvePackage({ ecosystem: 'npm', name: '@mine/x' }, access(server.url)), { kind: 'denied' });
});

function fail(): never {
  throw new Error('missing');
}
