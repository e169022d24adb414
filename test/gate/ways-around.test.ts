/** Row 11 of GATE.md's table: proxy exceptions, extra indexes, addresses outside, repositories and local packages, with every client. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { forgeWheel } from '../forge/forge.ts';
import { nodeClient, pythonClients, type NodeClient } from './clients.ts';
import { NpmRegistry } from './npm-registry.ts';
import { Workplace, type GatedOutcome, type Project } from './project.ts';
import { PypiIndex } from './pypi-index.ts';

interface Habits {
  readonly install: readonly string[];
  readonly frozen: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

const HABITS: Readonly<Record<NodeClient, Habits>> = {
  npm: { install: ['install', '--ignore-scripts'], frozen: ['ci'], files: { '.npmrc': 'noproxy=127.0.0.1,localhost\nreplace-registry-host=never\n' } },
  pnpm: { install: ['install', '--no-frozen-lockfile'], frozen: ['install', '--frozen-lockfile'], files: { '.npmrc': 'noproxy=127.0.0.1,localhost\n' } },
  yarn: { install: ['install', '--non-interactive'], frozen: ['install', '--non-interactive', '--frozen-lockfile'], files: {} },
  berry: { install: ['install'], frozen: ['install', '--immutable'], files: { 'yarn.lock': '' } },
  bun: { install: ['install'], frozen: ['install', '--frozen-lockfile'], files: {} },
};
const AROUND = { NO_PROXY: '*', no_proxy: '127.0.0.1' };

const registry = new NpmRegistry();
const index = new PypiIndex();
const outside = new PypiIndex();
const folder = mkdtempSync(join(tmpdir(), 'assay-around-'));
const repository = join(folder, 'repository');
const python = pythonClients();
let work: Workplace;

before(async () => {
  for (const server of [registry, index, outside]) await server.start();
  registry.publish('mixed', [{ version: '1.0.0' }, { version: '1.2.0', files: { 'index.js': '// FORGED-BAD\n' } }]);
  for (const [server, version] of [[index, '1.0'], [outside, '9.0']] as const) server.publish('good', [{ filename: `good-${version}-py3-none-any.whl`, bytes: wheel(version), metadata: metadata(version) }]);
  mkdirSync(repository);
  writeFileSync(join(repository, 'package.json'), JSON.stringify({ name: 'from-git', version: '1.0.0' }));
  for (const args of [['init'], ['add', '.'], ['commit', '-m', 'x']]) execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: repository, stdio: 'ignore' });
  work = new Workplace({ npm: registry.url, pypi: index.url });
});
after(async () => {
  work.remove();
  rmSync(folder, { recursive: true, force: true });
  for (const server of [registry, index, outside]) await server.stop();
});

function metadata(version: string): string {
  return `Metadata-Version: 2.1\nName: good\nVersion: ${version}\nRequires-Python: >=3.7\n`;
}

function wheel(version: string): Uint8Array {
  return forgeWheel('good', version, { 'good.py': 'x = 1\n', [`good-${version}.dist-info/METADATA`]: metadata(version) });
}

function manifest(dependencies: Readonly<Record<string, string>>): string {
  return JSON.stringify({ name: 'p', version: '1.0.0', private: true, dependencies });
}

/** Berry doesn't take the addresses of repositories on the same machine (`Invalid URL`): it gets the folder. */
function local(name: NodeClient): string {
  return name === 'berry' ? `file:${repository}` : `git+file://${repository}`;
}

for (const name of ['npm', 'pnpm', 'yarn', 'berry', 'bun'] as const) {
  const client = nodeClient(name);
  describe(name, { skip: 'absent' in client ? client.absent : false }, () => {
    if ('absent' in client) return;
    const { install, frozen, files } = HABITS[name];
    const command = (words: readonly string[]): string[] => [client.program, ...client.args, ...words];

    test('exceptions from the proxy do not help a lock file around the gate', async () => {
      const place = new Workplace(work.upstreams);
      const project = place.project({ ...files, 'package.json': manifest({ mixed: '1.2.0' }) });
      const locking = await project.direct(command(install));
      assert.equal(locking.code, 0, locking.output);
      project.drop('node_modules', '.yarn');
      project.forgetHome();
      const outcome = await project.gated(command(frozen), '', AROUND);
      assert.notEqual(outcome.code, 0, outcome.output);
      assert.deepEqual(outcome.aftermath.refused.map((each) => each.what), ['mixed@1.2.0']);
      assert.deepEqual(project.tree(), []);
      place.remove();
    });

    test('an address outside is refused, a repository is told', async () => {
      const refused = await work.project({ ...files, 'package.json': manifest({ x: 'http://other.invalid/x-1.0.0.tgz' }) }).gated(command(install), '', AROUND);
      assert.notEqual(refused.code, 0, refused.output);
      assert.match(refused.output, /http:\/\/other\.invalid\/x-1\.0\.0\.tgz \[AG-/);
      const told = await work.project({ ...files, 'package.json': manifest({ 'from-git': local(name) }) }).gated(command(install), '', AROUND);
      assert.equal(told.code, 3, told.output);
      assert.deepEqual(told.aftermath.unvetted.map((what) => what.split(' ')[0]), ['from-git@1.0.0']);
    });
  });
}

describe('Python', { skip: 'absent' in python ? python.absent : false }, () => {
  const bin = (name: string): string => ('bin' in python ? join(python.bin, name) : name);

  for (const [name, words, variable] of [['pip', ['install', '--target', 'site'], 'PIP_EXTRA_INDEX_URL'], ['uv', ['pip', 'install', '--target', 'site'], 'UV_EXTRA_INDEX_URL']] as const) {
    const command = (...more: readonly string[]): string[] => [bin(name), ...words, ...more];

    test(`${name}: an extra index, from a variable or an option, brings nothing in`, async () => {
      const byVariable = work.project({});
      const variables = await byVariable.gated(command('good'), '', { ...AROUND, [variable]: outside.url });
      assert.equal(variables.code, 0, variables.output);
      assert.deepEqual(byVariable.tree('site'), ['good@1.0']);
      const byOption = work.project({});
      const outcome = await byOption.gated(command('--extra-index-url', outside.url, ...(name === 'pip' ? ['--trusted-host', '127.0.0.1'] : []), 'good'), '', AROUND);
      assert.notEqual(outcome.code, 0, 'the refused index is told');
      assert.ok(!byOption.tree('site').includes('good@9.0'), outcome.output);
      assert.deepEqual(outside.files(), []);
    });

    test(`${name}: an address outside is refused, a local file is told`, async () => {
      const byAddress = work.project({});
      const refused = await byAddress.gated(command(`good @ ${outside.origin}/files/good/good-9.0-py3-none-any.whl`), '', AROUND);
      assert.notEqual(refused.code, 0, refused.output);
      assert.match(refused.output, /good-9\.0-py3-none-any\.whl \[AG-/);
      assert.deepEqual(byAddress.tree('site'), []);
      const told = await localWheel(work.project({}), command('./good-3.0-py3-none-any.whl'));
      assert.match(told.aftermath.unvetted.join(), /^good@3\.0/);
    });
  }

  test('poetry: another source and an address outside are refused, a local file is told', async () => {
    const poetry = (dependencies: readonly string[], sources: readonly string[]): Record<string, string> => ({
      'pyproject.toml': `[project]\nname = "p"\nversion = "1.0"\nrequires-python = ">=3.9"\ndependencies = ${JSON.stringify(dependencies)}\n[tool.poetry]\npackage-mode = false\n${sources.map((url, at) => `[[tool.poetry.source]]\nname = "source${at}"\nurl = "${url}"\npriority = "primary"\n`).join('')}`,
    });
    const command = [bin('poetry'), 'install', '--no-root'];
    const bySource = work.project(poetry(['good'], [index.url, outside.url]));
    const outcome = await bySource.gated(command, '', AROUND);
    assert.notEqual(outcome.code, 0, 'the refused index is told');
    assert.ok(!bySource.tree('.venv').includes('good@9.0'), outcome.output);
    const byAddress = work.project(poetry([`good @ ${outside.origin}/files/good/good-9.0-py3-none-any.whl`], [index.url]));
    const refused = await byAddress.gated(command, '', AROUND);
    assert.notEqual(refused.code, 0, refused.output);
    assert.match(refused.output, /good-9\.0-py3-none-any\.whl \[AG-/);
    assert.ok(!byAddress.tree('.venv').some((item) => item.startsWith('good@')));
    assert.deepEqual(outside.files(), []);
    const byFile = work.project({});
    byFile.write('pyproject.toml', poetry([`good @ file://${byFile.path}/good-3.0-py3-none-any.whl`], [index.url])['pyproject.toml'] ?? '');
    const told = await localWheel(byFile, command);
    assert.match(told.aftermath.unvetted.join(), /^good@3\.0/);
  });
});

/** Runs a command that installs a wheel which lies in the project itself; our exit code says that it was not vetted. */
async function localWheel(project: Project, command: readonly string[]): Promise<GatedOutcome> {
  writeFileSync(join(project.path, 'good-3.0-py3-none-any.whl'), wheel('3.0'));
  const told = await project.gated(command, '', AROUND);
  assert.equal(told.code, 3, told.output);
  return told;
}
