/** What an audit makes of what the registry says of a release: from what is at hand, and with --metadata from all there is. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ASSAY } from '../cli/run.ts';
import { forgeNpm, forgeSdist } from '../forge/forge.ts';
import { Loopback, pages } from '../registry/loopback.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-word-'));
const open: Loopback[] = [];
after(async () => {
  for (const server of open) await server.stop();
  rmSync(root, { recursive: true });
});

const TARBALL = forgeNpm({ name: 'quiet-thing', version: '1.1.0', scripts: { postinstall: 'node build.js' } }, { 'build.js': 'console.log(1);' });
const INTEGRITY = `sha512-${createHash('sha512').update(TARBALL).digest('base64')}`;
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEYS = JSON.stringify({ keys: [{ expires: null, keyid: 'k', key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') }] });

/** An entry that shows no hook, signed for `signedFor`; the release before was attested. */
function npmPages(signedFor: string): Record<string, string | Uint8Array> {
  const sig = sign('sha256', Buffer.from(`quiet-thing@1.1.0:${signedFor}`), privateKey).toString('base64');
  const entry = (version: string, dist: object): object => ({ name: 'quiet-thing', version, dist: { tarball: `/quiet-thing/-/quiet-thing-${version}.tgz`, ...dist } });
  const versions = { '1.0.0': entry('1.0.0', { attestations: { url: '/nowhere' } }), '1.1.0': entry('1.1.0', { integrity: INTEGRITY, signatures: [{ keyid: 'k', sig }] }) };
  return {
    '/quiet-thing': JSON.stringify({ name: 'quiet-thing', 'dist-tags': { latest: '1.1.0' }, time: { '1.0.0': '2020-01-01T00:00:00Z', '1.1.0': '2020-02-01T00:00:00Z' }, versions }),
    '/quiet-thing/-/quiet-thing-1.1.0.tgz': TARBALL, '/-/npm/v1/keys': KEYS,
  };
}

async function serve(table: Record<string, string | Uint8Array>): Promise<Loopback> {
  const server = await new Loopback(pages(table)).start();
  open.push(server);
  return server;
}

let projects = 0;

function npmProject(hash: string | undefined): string {
  const folder = join(root, `project-${projects++}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/quiet-thing': { version: '1.1.0', ...(hash === undefined ? {} : { integrity: hash }) } } }));
  return folder;
}

interface Told {
  readonly target: string;
  readonly verdict: string;
  readonly findings: readonly { readonly rule: string; readonly message: string }[];
}

/** `rule message` of the findings about the one package. */
function audit(url: string, ...args: string[]): Promise<string[]> {
  const env = { PATH: process.env['PATH'], HOME: root, ASSAY_CACHE_DIR: join(root, `cache-${new URL(url).port}`), PIP_INDEX_URL: `${url}simple`, PIP_CONFIG_FILE: '/dev/null', npm_config_registry: url, npm_config_globalconfig: join(root, 'none'), NO_PROXY: '127.0.0.1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [ASSAY, 'audit', '-f', 'json', ...args], { env, cwd: root, maxBuffer: 1 << 26 }, (_, stdout) => {
      const about = (JSON.parse(stdout) as Told[]).find((each) => each.target.includes(':'));
      resolve((about?.findings ?? []).map(({ rule, message }) => `${rule} ${message}`));
    });
  });
}

test('where a lock has no hash the packument is at hand: a hidden hook, a lost attestation and a wrong signature are told, and kept', async () => {
  const server = await serve(npmPages('sha512-AAAA'));
  const folder = npmProject(undefined);
  const told = (await audit(server.url, folder)).join('\n');
  assert.match(told, /manifest-confusion .*runs "node build\.js" at postinstall, the registry shows nothing/);
  assert.match(told, /release-unlike-before .*1\.0\.0 came with an attestation of its origin, 1\.1\.0 has none/);
  assert.match(told, /registry-facts .*signature of 1\.1\.0 does not fit/);
  assert.equal(new Set(server.asked.map(({ path }) => path)).size, server.asked.length, 'nothing is asked for twice');
  await server.stop();
  assert.equal((await audit(server.url, '--offline', folder)).join('\n'), told);
});

test('where a lock says enough the registry is asked for the file alone; with --metadata for its word, and the answer is kept apart', async () => {
  const server = await serve(npmPages('sha512-AAAA'));
  const folder = npmProject(INTEGRITY);
  const plain = (await audit(server.url, folder)).join('\n');
  assert.doesNotMatch(plain, /manifest-confusion|registry-facts|release-unlike-before/);
  assert.deepEqual(server.asked.map(({ path }) => path), ['/quiet-thing/-/quiet-thing-1.1.0.tgz']);
  const whole = (await audit(server.url, '--metadata', folder)).join('\n');
  assert.match(whole, /manifest-confusion /);
  assert.match(whole, /registry-facts .*signature of 1\.1\.0 does not fit/);
  const asked = server.asked.length;
  assert.equal((await audit(server.url, '--metadata', folder)).join('\n'), whole);
  assert.equal((await audit(server.url, folder)).join('\n'), plain);
  assert.equal(server.asked.length, asked, 'both answers are kept');
});

test('a signature that fits is nothing to tell', async () => {
  const server = await serve(npmPages(INTEGRITY));
  assert.doesNotMatch((await audit(server.url, '--metadata', npmProject(INTEGRITY))).join('\n'), /registry-facts/);
});

test('a Python index page is asked for anyway: a release that lost its attestations is told', async () => {
  const files = [['1.0', 'sha256'], ['1.1', 'sha256']].map(([version = '']) => ({ version, bytes: forgeSdist('quiet-thing', version, { 'quiet_thing/__init__.py': 'x = 1\n', 'setup.py': 'from setuptools import setup\nsetup(name="quiet-thing")\n' }) }));
  const listed = files.map(({ version, bytes }) => ({ filename: `quiet-thing-${version}.tar.gz`, url: `/quiet-thing-${version}.tar.gz`, hashes: { sha256: createHash('sha256').update(bytes).digest('hex') }, ...(version === '1.0' ? { provenance: '/nowhere' } : {}) }));
  const server = await serve({ '/simple/quiet-thing/': JSON.stringify({ files: listed }), ...Object.fromEntries(files.map(({ version, bytes }) => [`/quiet-thing-${version}.tar.gz`, bytes])) });
  const folder = join(root, 'python');
  mkdirSync(folder);
  writeFileSync(join(folder, 'requirements.txt'), `quiet-thing==1.1 --hash=sha256:${listed[1]?.hashes.sha256 ?? ''}\n`);
  assert.match((await audit(server.url, folder)).join('\n'), /release-unlike-before .*1\.0 came with an attestation of its origin, 1\.1 has none/);
  assert.deepEqual(server.asked.map(({ path }) => path), ['/simple/quiet-thing/', '/quiet-thing-1.1.tar.gz']);
});
