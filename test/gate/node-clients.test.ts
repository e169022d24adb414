/** GATE.md's acceptance table with the real Node clients. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { nodeClient, type NodeClient } from './clients.ts';
import { NpmRegistry } from './npm-registry.ts';
import { Workplace, type GatedOutcome } from './project.ts';

interface Habits {
  readonly install: readonly string[];
  readonly frozen: readonly string[];
  readonly lock: string;
  readonly files: Readonly<Record<string, string>>;
}

const HABITS: Readonly<Record<NodeClient, Habits>> = {
  npm: { install: ['install'], frozen: ['ci'], lock: 'package-lock.json', files: {} },
  pnpm: { install: ['install', '--no-frozen-lockfile'], frozen: ['install', '--frozen-lockfile'], lock: 'pnpm-lock.yaml', files: {} },
  yarn: { install: ['install', '--non-interactive'], frozen: ['install', '--non-interactive', '--frozen-lockfile'], lock: 'yarn.lock', files: {} },
  berry: { install: ['install'], frozen: ['install', '--immutable'], lock: 'yarn.lock', files: { 'yarn.lock': '' } },
  bun: { install: ['install'], frozen: ['install', '--frozen-lockfile'], lock: 'bun.lock', files: {} },
};

const BAD = { 'index.js': '// FORGED-BAD\n' };
const registry = new NpmRegistry();

before(async () => {
  await registry.start();
  registry.publish('good', [{ version: '1.0.0' }, { version: '1.1.0' }]);
  registry.publish('@acme/tool', [{ version: '2.0.0', manifest: { dependencies: { good: '^1.0.0' } } }]);
  registry.publish('mixed', [{ version: '1.0.0' }, { version: '1.2.0', files: BAD }]);
  registry.publish('uses-mixed', [{ version: '1.0.0', manifest: { dependencies: { mixed: '^1.0.0' } } }]);
  registry.publish('rotten', [{ version: '1.0.0', files: BAD }, { version: '2.0.0-rc.1' }], '1.0.0');
  registry.publish('turns', [{ version: '1.0.0' }]);
});
after(() => registry.stop());

function manifest(dependencies: Readonly<Record<string, string>>, optional: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ name: 'project', version: '1.0.0', private: true, dependencies, ...(Object.keys(optional).length > 0 ? { optionalDependencies: optional } : {}) });
}

/** The refusal of a version stands in our own report, in the trail, and under one block id in both. */
function assertRefused(outcome: GatedOutcome, what: string): void {
  assert.notEqual(outcome.code, 0, outcome.output);
  const refusal = outcome.aftermath.refused.find((each) => each.what === what);
  assert.ok(refusal, `${what} is not among ${JSON.stringify(outcome.aftermath)}\n${outcome.output}`);
  assert.match(refusal.blockId, /^AG-[0-9A-F]{10}$/);
  assert.match(refusal.reason, /malicious|quarantine/);
  assert.match(outcome.output, new RegExp(refusal.blockId));
  assert.ok(outcome.entries.some((entry) => entry.blockId === refusal.blockId));
  assert.equal(outcome.isIntact, true);
}

for (const name of ['npm', 'pnpm', 'yarn', 'berry', 'bun'] as const) {
  const client = nodeClient(name);
  describe(name, { skip: 'absent' in client ? client.absent : false }, () => {
    if ('absent' in client) return;
    const habits = HABITS[name];
    const command = (words: readonly string[]): string[] => [client.program, ...client.args, ...words];
    let work: Workplace;
    before(() => {
      work = new Workplace({ npm: registry.url, pypi: 'http://127.0.0.1:9/simple/' });
    });
    after(() => work.remove());

    test('rows 1 and 15: the same tree and integrity as without, and no address of the gate in the lock file', async () => {
      const files = { ...habits.files, 'package.json': manifest({ '@acme/tool': '^2.0.0' }) };
      const [plain, gated] = [work.project(files), work.project(files)];
      const direct = await plain.direct(command(habits.install));
      assert.equal(direct.code, 0, direct.output);
      registry.log.length = 0;
      const outcome = await gated.gated(command(habits.install));
      assert.equal(outcome.code, 0, outcome.output);
      assert.deepEqual(plain.tree(), ['@acme/tool@2.0.0', 'good@1.1.0']);
      assert.deepEqual(gated.tree(), plain.tree());
      assert.equal(gated.read(habits.lock), plain.read(habits.lock));
      assert.deepEqual([...outcome.aftermath.served].sort(), plain.tree());
      assert.equal(registry.tarballs().length, 2, 'each tarball is fetched once');
    });

    test('row 15: a second project in the same home, whose caches remember a gate that is gone, installs the same with the same lock file', async () => {
      const files = { ...habits.files, 'package.json': manifest({ '@acme/tool': '2.0.0' }) };
      const plain = work.project(files);
      assert.equal((await plain.direct(command(habits.install))).code, 0);
      for (const project of [work.project(files, 'kept'), work.project(files, 'kept')]) {
        const outcome = await project.gated(command(habits.install));
        assert.equal(outcome.code, 0, outcome.output);
        assert.deepEqual(project.tree(), plain.tree());
        assert.equal(project.read(habits.lock), plain.read(habits.lock));
      }
    });

    test('row 2: a bad transitive version in a range falls back, and that is told', async () => {
      const project = work.project({ ...habits.files, 'package.json': manifest({ 'uses-mixed': '^1.0.0' }) });
      const outcome = await project.gated(command(habits.install));
      assert.equal(outcome.code, 0, outcome.output);
      assert.deepEqual(project.tree(), ['mixed@1.0.0', 'uses-mixed@1.0.0']);
      assert.deepEqual(outcome.aftermath.substituted.map((each) => [each.what, each.instead]), [['mixed@1.2.0', '1.0.0']]);
    });

    test('row 3: a bad pinned version is refused with a reason and a block id', async () => {
      const project = work.project({ ...habits.files, 'package.json': manifest({ mixed: '1.2.0' }) });
      assertRefused(await project.gated(command(habits.install)), 'mixed@1.2.0');
      assert.deepEqual(project.tree(), []);
    });

    test('row 4: a bad optional dependency makes our exit code 1, whatever the client says', async () => {
      const fresh = new Workplace(work.upstreams);
      const project = fresh.project({ ...habits.files, 'package.json': manifest({ good: '1.0.0' }, { mixed: '1.2.0' }) });
      assertRefused(await project.gated(command(habits.install)), 'mixed@1.2.0');
      assertRefused(await project.gated(command(habits.install)), 'mixed@1.2.0');
      assert.ok(!project.tree().includes('mixed@1.2.0'));
      fresh.remove();
    });

    test('row 5: a bad version in a lock file is refused, also where the lock file names another host', async () => {
      const fresh = new Workplace(work.upstreams);
      const project = fresh.project({ ...habits.files, 'package.json': manifest({ mixed: '1.2.0' }) });
      const locking = await project.direct(command(habits.install));
      assert.equal(locking.code, 0, locking.output);
      const lock = project.read(habits.lock);
      project.drop('node_modules', '.yarn', '.pnp.cjs');
      project.forgetHome();
      assertRefused(await project.gated(command(habits.frozen)), 'mixed@1.2.0');
      assert.deepEqual(project.tree(), []);
      if (lock.includes(registry.url)) {
        project.write(habits.lock, lock.replaceAll(registry.url, 'http://registry.invalid/'));
        const outcome = await project.gated(command(habits.frozen));
        assert.notEqual(outcome.code, 0, outcome.output);
        assert.deepEqual(project.tree(), []);
      }
      fresh.remove();
    });

    test('row 6: what is in the cache and turns bad is refused or told', async () => {
      const fresh = new Workplace(work.upstreams);
      const files = { ...habits.files, 'package.json': manifest({ turns: '1.0.0' }) };
      const first = fresh.project(files, 'home');
      assert.equal((await first.gated(command(habits.install))).code, 0);
      const again = fresh.project({ ...files, [habits.lock]: first.read(habits.lock) }, 'home');
      assert.equal((await again.gated(command(habits.frozen))).code, 0, 'while it is good, the cache may be used');
      await fresh.quarantine({ ecosystem: 'npm', name: 'turns', version: '1.0.0' });
      const after = fresh.project({ ...files, [habits.lock]: first.read(habits.lock) }, 'home');
      const outcome = await after.gated(command(habits.frozen));
      assert.notEqual(outcome.code, 0, outcome.output);
      const told = [...outcome.aftermath.refused, ...outcome.aftermath.bad].map((each) => each.what);
      assert.ok(told.includes('turns@1.0.0') || told.includes('turns'), outcome.output);
      fresh.remove();
    });

    test('row 7: with nothing but a prerelease left the failure is clean', async () => {
      const project = work.project({ ...habits.files, 'package.json': manifest({ rotten: '^1.0.0' }) });
      const outcome = await project.gated(command(habits.install));
      assertRefused(outcome, 'rotten@1.0.0');
      assert.doesNotMatch(outcome.output, /TypeError|Cannot read propert|panic|is not a function/);
      assert.deepEqual(project.tree(), []);
    });
  });
}
