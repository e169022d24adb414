/** Row 8 of GATE.md's table: the gate is killed while a file is on its way. Nothing gets in that it had not let in, and it starts again. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { forgeWheel } from '../forge/forge.ts';
import { nodeClient, pythonClients, type ClientName, type NodeClient } from './clients.ts';
import { LOCK_FILES } from '../../src/gate/lock-text.ts';
import { NpmRegistry } from './npm-registry.ts';
import { Workplace } from './project.ts';
import { PypiIndex } from './pypi-index.ts';

const registry = new NpmRegistry();
const index = new PypiIndex();
const python = pythonClients();
const WANTED = ['passes', 'stalls'];

interface Habit {
  readonly command: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly version: string;
}

before(async () => {
  await registry.start();
  await index.start();
  for (const name of WANTED) {
    registry.publish(name, [{ version: '1.0.0' }]);
    const metadata = `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\nRequires-Python: >=3.7\n`;
    const bytes = forgeWheel(name, '1.0', { [`${name}.py`]: 'x = 1\n', [`${name}-1.0.dist-info/METADATA`]: metadata });
    index.publish(name, [{ filename: `${name}-1.0-py3-none-any.whl`, bytes, metadata }]);
  }
});
after(async () => {
  await registry.stop();
  await index.stop();
});

function nodeHabit(name: NodeClient, words: readonly string[], files: Readonly<Record<string, string>> = {}): Habit | { readonly absent: string } {
  const client = nodeClient(name);
  if ('absent' in client) return client;
  const manifest = JSON.stringify({ name: 'p', version: '1.0.0', private: true, dependencies: Object.fromEntries(WANTED.map((wanted) => [wanted, '1.0.0'])) });
  return { command: [client.program, ...client.args, ...words], files: { ...files, 'package.json': manifest }, version: '1.0.0' };
}

function pythonHabit(name: string, words: readonly string[], more: () => string): Habit | { readonly absent: string } {
  if ('absent' in python) return python;
  const project = `[project]\nname = "p"\nversion = "1.0"\nrequires-python = ">=3.9"\ndependencies = ${JSON.stringify(WANTED)}\n`;
  return { command: [join(python.bin, name), ...words], get files() { return { 'pyproject.toml': project + more() }; }, version: '1.0' };
}

const HABITS: Readonly<Record<ClientName, Habit | { readonly absent: string }>> = {
  npm: nodeHabit('npm', ['install']),
  pnpm: nodeHabit('pnpm', ['install', '--no-frozen-lockfile']),
  yarn: nodeHabit('yarn', ['install', '--non-interactive']),
  berry: nodeHabit('berry', ['install'], { 'yarn.lock': '' }),
  bun: nodeHabit('bun', ['install']),
  pip: pythonHabit('pip', ['install', '--target', 'site', ...WANTED], () => ''),
  uv: pythonHabit('uv', ['sync'], () => '[tool.uv]\npackage = false\n'),
  poetry: pythonHabit('poetry', ['install', '--no-root'], () => `[tool.poetry]\npackage-mode = false\n[[tool.poetry.source]]\nname = "upstream"\nurl = "${index.url}"\npriority = "primary"\n`),
};

describe('row 8: a gate that is killed in the middle of an install', () => {
  for (const [name, habit] of Object.entries(HABITS)) {
    test(`${name}: nothing gets in that was not let in, the trail verifies, and the next run works`, { skip: 'absent' in habit ? habit.absent : false }, async () => {
      if ('absent' in habit) return;
      const work = new Workplace({ npm: registry.url, pypi: index.url });
      const project = work.project(habit.files);
      for (const server of [registry, index]) {
        server.stalled.add('stalls');
        server.log.length = 0;
      }
      const said = await project.killed(habit.command, () => [...registry.tarballs(), ...index.files()].some((line) => line.includes('stalls')));
      for (const server of [registry, index]) server.stalled.clear();
      const { served, isIntact } = await work.trail();
      assert.equal(isIntact, true);
      assert.deepEqual(project.tree('site', '.venv').filter((item) => !served.includes(item)), [], said);
      assert.ok(!served.some((item) => item.startsWith('stalls')));
      const again = await project.gated(habit.command);
      assert.equal(again.code, 0, again.output);
      assert.equal(again.isIntact, true);
      assert.deepEqual(project.tree('site', '.venv').filter((item) => /^(?:passes|stalls)@/.test(item)), WANTED.map((wanted) => `${wanted}@${habit.version}`));
      for (const file of LOCK_FILES) assert.doesNotMatch(project.read(file), /127\.0\.0\.1(?::|%3A)\d+(?:\/|%2F)(?:npm|pypi)(?:\/|%2F)/, file);
      work.remove();
    });
  }
});
