import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { Cache } from './cache.ts';
import { readClientConfig } from './client-config.ts';
import { pipDefaults, npmDefaults } from './client-defaults.ts';
import type { ClientConfig } from './client-settings.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-config-'));
after(() => rmSync(root, { recursive: true }));
let count = 0;

interface Setup {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A home, a project inside another folder, and stand-ins for the clients that print what is built into them. */
function machine(ecosystem: 'npm' | 'pypi', { files = {}, env = {} }: Setup): ClientConfig {
  const folder = join(root, String(count++));
  const programs = {
    'bin/npm': '#!/bin/sh\ncase "$*" in *"get registry"*) echo http://npm.built-in.example/;; *) echo FOLDER/etc/npmrc;; esac\n',
    'bin/python3': `#!/bin/sh\necho '{"simple": "http://pip.built-in.example/simple", "files": ["FOLDER/venv/pip.conf"]}'\n`,
  };
  for (const [name, text] of Object.entries({ 'home/x': '', 'project/package.json': '{}', ...programs, ...files })) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replaceAll('FOLDER', folder));
    chmodSync(path, 0o755);
  }
  const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replaceAll('FOLDER', folder)]));
  return readClientConfig(ecosystem, { cwd: join(folder, 'project'), home: join(folder, 'home'), env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, ...variables }, cache: new Cache(join(folder, 'cache')) });
}

const unix = { skip: process.platform === 'win32' };

test('npm: the client is asked where nothing is set', unix, async () => {
  const config = machine('npm', {});
  assert.deepEqual(await config.indexes('a'), ['http://npm.built-in.example/']);
  assert.equal(await config.builtIn(), 'http://npm.built-in.example/');
});

test('npm: variables before project before user before machine, and scopes have their own', unix, async () => {
  const files = { 'etc/npmrc': 'registry=https://machine.example\n@m:registry=https://m.example/npm' };
  assert.deepEqual(await machine('npm', { files }).indexes('a'), ['https://machine.example/']);
  const user = { ...files, 'home/.npmrc': '; note\nregistry = "https://user.example/${PART}/"' };
  assert.deepEqual(await machine('npm', { files: user, env: { PART: 'p' } }).indexes('a'), ['https://user.example/p/']);
  const project = { ...user, 'project/.npmrc': 'registry=https://project.example' };
  const config = machine('npm', { files: project });
  assert.deepEqual(await config.indexes('a'), ['https://project.example/']);
  assert.match(config.sources.get('https://project.example/') ?? '', /project\/\.npmrc:1$/);
  assert.deepEqual(await config.indexes('@m/a'), ['https://m.example/npm/']);
  assert.deepEqual(await machine('npm', { files: project, env: { NPM_CONFIG_REGISTRY: 'https://env.example' } }).indexes('a'), ['https://env.example/']);
});

test('npm: credentials go to the host and path they are kept for, and nowhere else', unix, () => {
  const text = '//r.example/private/:_authToken=${TOKEN}\n//b.example:8443/:username=u\n//b.example:8443/:_password=cHc=\n_authToken=unscoped';
  const config = machine('npm', { files: { 'home/.npmrc': text }, env: { TOKEN: 't' } });
  assert.equal(config.authorize('https://r.example/private/a'), 'Bearer t');
  assert.equal(config.authorize('https://b.example:8443/x/y.tgz'), `Basic ${Buffer.from('u:pw').toString('base64')}`);
  for (const url of ['https://r.example/public/a', 'https://r.example/private-not/a', 'https://b.example/x', 'https://r.example.evil.example/private/a', 'https://evil.example/r.example/private/']) assert.equal(config.authorize(url), undefined, url);
});

test('npm: proxies and authorities', unix, () => {
  const text = 'https-proxy=http://p.example:3128\nnoproxy=internal.example\ncafile=/etc/own.pem';
  const { http } = machine('npm', { files: { 'home/.npmrc': text }, env: { NODE_EXTRA_CA_CERTS: '/etc/extra.pem' } });
  assert.deepEqual(http, { authorities: ['/etc/own.pem', '/etc/extra.pem'], certificates: [], httpsProxy: 'http://p.example:3128', noProxy: 'internal.example' });
});

test('pip: the client is asked where nothing is set, also for files only it knows', unix, async () => {
  assert.deepEqual(await machine('pypi', {}).indexes('a'), ['http://pip.built-in.example/simple/']);
  assert.deepEqual(await machine('pypi', { files: { 'venv/pip.conf': '[global]\nindex-url = https://venv.example/simple' } }).indexes('a'), ['https://venv.example/simple/']);
});

test('pip: variables before files, install before global, extra indexes after the first', unix, async () => {
  const files = { 'home/.config/pip/pip.conf': '[global]\nindex-url = https://global.example\n[install]\nindex-url: https://install.example\nextra-index-url =\n    https://one.example\n    https://two.example' };
  assert.deepEqual(await machine('pypi', { files }).indexes('a'), ['https://install.example/', 'https://one.example/', 'https://two.example/']);
  assert.deepEqual(await machine('pypi', { files, env: { PIP_INDEX_URL: 'https://env.example/simple' } }).indexes('a'), ['https://env.example/simple/', 'https://one.example/', 'https://two.example/']);
  assert.deepEqual(await machine('pypi', { files: { 'other.conf': '[global]\nindex-url=https://other.example', ...files }, env: { PIP_CONFIG_FILE: 'FOLDER/other.conf' } }).indexes('a'), ['https://other.example/', 'https://one.example/', 'https://two.example/']);
});

test('pip: credentials in an address and in netrc go to their own origin only and stay out of what is told', unix, async () => {
  const config = machine('pypi', { files: { 'home/.netrc': 'machine n.example login l password "p w"\ndefault login d password d' }, env: { PIP_INDEX_URL: 'https://u%40x:pw@i.example/simple' } });
  assert.deepEqual(await config.indexes('a'), ['https://i.example/simple/']);
  assert.equal(config.authorize('https://i.example/simple/a/'), `Basic ${Buffer.from('u@x:pw').toString('base64')}`);
  assert.equal(config.authorize('https://n.example/a'), `Basic ${Buffer.from('l:p w').toString('base64')}`);
  for (const url of ['http://i.example/simple/', 'https://i.example:444/', 'http://n.example/a', 'https://files.example/a']) assert.equal(config.authorize(url), undefined, url);
});

test('uv: its settings count in a project it locks, and where pip has none', unix, async () => {
  const toml = '[[tool.uv.index]]\nname = "own"\nurl = "https://own.example/simple"\n[[tool.uv.index]]\nurl = "https://default.example/simple"\ndefault = true\n[[tool.uv.index]]\nurl = "https://explicit.example"\nexplicit = true';
  const files = { 'project/pyproject.toml': toml };
  assert.deepEqual(await machine('pypi', { files }).indexes('a'), ['https://default.example/simple/', 'https://own.example/simple/']);
  const pip = { PIP_INDEX_URL: 'https://pip.example' };
  assert.deepEqual(await machine('pypi', { files, env: pip }).indexes('a'), ['https://pip.example/']);
  const named = machine('pypi', { files: { ...files, 'project/uv.lock': '' }, env: { ...pip, UV_INDEX_OWN_USERNAME: 'u', UV_INDEX_OWN_PASSWORD: 'p' } });
  assert.deepEqual(await named.indexes('a'), ['https://default.example/simple/', 'https://own.example/simple/']);
  assert.ok(named.authorize('https://own.example/simple/a/'));
  assert.deepEqual(await machine('pypi', { env: { UV_DEFAULT_INDEX: 'https://uv.example' } }).indexes('a'), ['https://uv.example/']);
});

test('without a client and a setting, or with a setting that is no address, the user is told what to set', unix, async () => {
  const none = { 'bin/npm': '#!/bin/sh\nexit 1', 'bin/python3': '#!/bin/sh\nexit 1', 'bin/python': '#!/bin/sh\nexit 1', 'bin/uv': '#!/bin/sh\nexit 1' };
  await assert.rejects(machine('npm', { files: none }).indexes('a'), { name: 'UserError', message: 'no registry is known for npm packages' });
  await assert.rejects(machine('pypi', { files: none }).indexes('a'), { name: 'UserError', message: 'no index is known for Python packages' });
  await assert.rejects(machine('pypi', { env: { PIP_INDEX_URL: 'ftp://x.example' } }).indexes('a'), { name: 'UserError', message: /is no address of an index/ });
});

test('the clients of this machine answer, and nothing of the working directory runs', unix, async (context) => {
  const cache = new Cache(join(root, 'real'));
  const trap = join(root, 'trap');
  mkdirSync(join(trap, 'pip'), { recursive: true });
  writeFileSync(join(trap, 'json.py'), 'raise SystemExit("imported from the working directory")');
  writeFileSync(join(trap, 'pip', '__init__.py'), 'raise SystemExit("imported from the working directory")');
  const pip = await pipDefaults({ ...process.env, PYTHONPATH: trap }, cache);
  const npm = await npmDefaults(process.env, cache);
  if (pip === undefined && npm === undefined) return context.skip('neither pip nor npm is installed');
  for (const address of [pip?.simple, npm?.registry]) if (address !== undefined) assert.equal(new URL(address).protocol, 'https:');
  assert.deepEqual(await pipDefaults({ ...process.env, PYTHONPATH: trap }, cache), pip, 'kept');
});
