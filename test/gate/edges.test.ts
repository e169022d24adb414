/** Rows 10 and 12 of GATE.md's table: other people's registries, and the clients' own age gates. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { forgeNpm, forgeWheel } from '../forge/forge.ts';
import { nodeClient, pythonClients, type NodeClient } from './clients.ts';
import { freePort } from './free-port.ts';
import { NpmRegistry } from './npm-registry.ts';
import { openTestGate } from './opened.ts';
import { Workplace } from './project.ts';
import { PypiIndex } from './pypi-index.ts';

const registry = new NpmRegistry();
const index = new PypiIndex();
const folder = mkdtempSync(join(tmpdir(), 'assay-edges-'));
const npm = nodeClient('npm');
const python = pythonClients();
const BAD = { 'index.js': '// FORGED-BAD\n' };
let work: Workplace;

function wheel(name: string, version: string, isBad = false, time?: string): { filename: string; bytes: Uint8Array; time?: string } {
  const bytes = forgeWheel(name, version, { [`${name}.py`]: isBad ? '# FORGED-BAD\n' : 'x = 1\n' });
  return { filename: `${name}-${version}-py3-none-any.whl`, bytes, ...(time === undefined ? {} : { time }) };
}

const YOUNG = new Date(Date.now() - 3_600_000).toISOString();

before(async () => {
  await registry.start();
  await index.start();
  registry.publish('aged', [{ version: '1.0.0' }, { version: '1.1.0', time: YOUNG }]);
  index.publish('aged', [wheel('aged', '1.0'), wheel('aged', '1.1', false, YOUNG)]);
  work = new Workplace({ npm: registry.url, pypi: index.url });
});
after(async () => {
  work.remove();
  rmSync(folder, { recursive: true, force: true });
  for (const server of [registry, index]) await server.stop();
});

function manifest(dependencies: Readonly<Record<string, string>>): string {
  return JSON.stringify({ name: 'p', version: '1.0.0', private: true, dependencies });
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1200 && child.exitCode === null; tries++) {
    if (await fetch(url).then((answer) => answer.status < 500, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${url} does not answer`);
}

describe('row 10: other registries', () => {
  test('Verdaccio', { skip: 'absent' in npm ? npm.absent : false }, async (context) => {
    const verdaccio = nodeClient('verdaccio');
    if ('absent' in verdaccio || 'absent' in npm) return context.skip('absent' in verdaccio ? verdaccio.absent : '');
    const port = await freePort();
    const storage = join(folder, 'verdaccio');
    mkdirSync(storage);
    writeFileSync(join(storage, 'config.yaml'), `storage: ${storage}/packages\nauth:\n  htpasswd:\n    file: ${storage}/users\npackages:\n  '**':\n    access: $all\n    publish: $all\n    unpublish: $all\nlog: { type: stdout, level: error }\n`);
    const child = spawn(verdaccio.program, [...verdaccio.args, '--listen', `127.0.0.1:${port}`, '--config', join(storage, 'config.yaml')], { stdio: 'ignore', cwd: storage });
    try {
      const url = `http://127.0.0.1:${port}/`;
      await answering(`${url}-/ping`, child);
      for (const [version, files] of [['1.0.0', { 'index.js': '1\n' }], ['1.2.0', BAD]] as const) await publish(url, 'mixed', version, files);
      const opened = await openTestGate({ npm: url, policy: '' });
      assert.equal((await fetch(`${opened.gate.url}/npm/mixed/-/mixed-1.2.0.tgz`)).status, 403);
      for (const accept of ['application/json', 'application/vnd.npm.install-v1+json']) {
        const { versions } = await (await fetch(`${opened.gate.url}/npm/mixed`, { headers: { accept, 'accept-encoding': 'br' } })).json() as { versions: object };
        assert.deepEqual(Object.keys(versions), ['1.0.0']);
      }
      assert.equal((await fetch(`${opened.gate.url}/npm/mixed/-/mixed-1.0.0.tgz`)).status, 200);
      await opened.close();
      const aged = await openTestGate({ npm: url, policy: '[policy]\nminimum-age = "3d"' });
      assert.equal((await fetch(`${aged.gate.url}/npm/mixed`)).status, 403, 'it was published just now');
      await aged.close();
    } finally {
      child.kill();
    }
  });

  test('pypiserver, which speaks HTML only', { skip: 'absent' in python ? python.absent : false }, async () => {
    if ('absent' in python) return;
    const packages = join(folder, 'packages');
    mkdirSync(packages);
    for (const file of [wheel('mixed', '1.0'), wheel('mixed', '1.2', true)]) writeFileSync(join(packages, file.filename), file.bytes);
    const port = await freePort();
    const child = spawn(join(python.bin, 'pypi-server'), ['run', '-i', '127.0.0.1', '-p', String(port), '--disable-fallback', packages], { stdio: 'ignore' });
    try {
      const url = `http://127.0.0.1:${port}/simple/`;
      await answering(url, child);
      const place = new Workplace({ npm: registry.url, pypi: url });
      const project = place.project({});
      const outcome = await project.gated([join(python.bin, 'pip'), 'install', '--target', 'site', 'mixed']);
      assert.equal(outcome.code, 0, outcome.output);
      assert.deepEqual(project.tree('site'), ['mixed@1.0']);
      const aged = await project.gated([join(python.bin, 'pip'), 'install', '--target', 'other', 'mixed==1.0'], '[policy]\nminimum-age = "1d"');
      assert.notEqual(aged.code, 0, 'it tells no times, so a minimum age can not be held');
      assert.match(aged.output, /does not say when it was published/);
      place.remove();
    } finally {
      child.kill();
    }
  });
});

/** npm's own way to publish (registry API: PUT of a document with an attachment). */
async function publish(url: string, name: string, version: string, files: Readonly<Record<string, string>>): Promise<void> {
  const own = { name, version, main: 'index.js' };
  const bytes = forgeNpm(own, files);
  const { createHash } = await import('node:crypto');
  const file = `${name}-${version}.tgz`;
  const dist = { tarball: `${url}${name}/-/${file}`, shasum: createHash('sha1').update(bytes).digest('hex'), integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}` };
  const body = { _id: name, name, 'dist-tags': { latest: version }, versions: { [version]: { ...own, _id: `${name}@${version}`, dist } }, _attachments: { [file]: { content_type: 'application/octet-stream', data: Buffer.from(bytes).toString('base64'), length: bytes.length } } };
  const answer = await fetch(`${url}${name}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  assert.ok(answer.ok, await answer.text());
}

describe('row 12: the clients\' own age gates', () => {
  const AGED: Readonly<Partial<Record<NodeClient, { readonly args: readonly string[]; readonly env?: Record<string, string>; readonly files?: Record<string, string> }>>> = {
    npm: { args: ['install', `--before=${new Date(Date.now() - 86_400_000).toISOString()}`] },
    pnpm: { args: ['install', '--no-frozen-lockfile'], files: { 'pnpm-workspace.yaml': 'minimumReleaseAge: 1440\n' } },
    berry: { args: ['install'], env: { YARN_NPM_MINIMAL_AGE_GATE: '1d' }, files: { 'yarn.lock': '' } },
    bun: { args: ['install', '--minimum-release-age', '86400'] },
  };
  for (const [name, habit] of Object.entries(AGED)) {
    const client = nodeClient(name as NodeClient);
    test(name, { skip: 'absent' in client ? client.absent : false }, async () => {
      if ('absent' in client) return;
      const project = work.project({ ...habit.files, 'package.json': manifest({ aged: '^1.0.0' }) });
      const outcome = await project.gated([client.program, ...client.args, ...habit.args], '', habit.env);
      assert.equal(outcome.code, 0, outcome.output);
      assert.deepEqual(project.tree(), ['aged@1.0.0']);
    });
  }

  test('poetry', { skip: 'absent' in python ? python.absent : false }, async () => {
    if ('absent' in python) return;
    const source = `[[tool.poetry.source]]\nname = "upstream"\nurl = "${index.url}"\npriority = "primary"\n`;
    const project = work.project({ 'pyproject.toml': `[project]\nname = "p"\nversion = "1.0"\nrequires-python = ">=3.9"\ndependencies = ["aged"]\n[tool.poetry]\npackage-mode = false\n${source}` });
    const outcome = await project.gated([join(python.bin, 'poetry'), 'install', '--no-root'], '', { POETRY_SOLVER_MIN_RELEASE_AGE: '1' });
    assert.equal(outcome.code, 0, outcome.output);
    assert.deepEqual(project.tree('.venv').filter((item) => item.startsWith('aged@')), ['aged@1.0']);
  });

  const DAY_AGO = new Date(Date.now() - 86_400_000).toISOString();
  for (const [name, args] of [['pip', ['install', '--target', 'site', '--uploaded-prior-to', DAY_AGO, 'aged']], ['uv', ['pip', 'install', '--target', 'site', '--exclude-newer', DAY_AGO, 'aged']]] as const) {
    test(name, { skip: 'absent' in python ? python.absent : false }, async () => {
      if ('absent' in python) return;
      const project = work.project({});
      const outcome = await project.gated([join(python.bin, name), ...args]);
      assert.equal(outcome.code, 0, outcome.output);
      assert.deepEqual(project.tree('site'), ['aged@1.0']);
    });
  }
});
