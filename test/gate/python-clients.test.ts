/** GATE.md's acceptance table with the real Python clients. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { forgeSdist, forgeWheel } from '../forge/forge.ts';
import { pythonClients, type PythonClient } from './clients.ts';
import { PypiIndex, type PypiFile } from './pypi-index.ts';
import { Workplace, type GatedOutcome, type Project } from './project.ts';

const index = new PypiIndex();
const python = pythonClients();

interface Wanted {
  readonly good?: string;
  readonly requirements: readonly string[];
}

interface Habits {
  files(wanted: Wanted): Record<string, string>;
  readonly install: readonly string[];
  readonly environment: string;
  /** Locks what the project wants, directly at the upstream. */
  lock(project: Project, wanted: Wanted): Promise<void>;
  readonly frozen: readonly string[];
  readonly lockFile: string;
}

function bin(name: string): string {
  return 'bin' in python ? join(python.bin, name) : name;
}

function pyproject(wanted: Wanted, more: string): string {
  return `[project]\nname = "project"\nversion = "1.0"\nrequires-python = ">=3.9"\ndependencies = ${JSON.stringify(wanted.requirements)}\n${more}`;
}

async function lockDirectly(project: Project, command: readonly string[]): Promise<void> {
  const outcome = await project.direct(command);
  assert.equal(outcome.code, 0, outcome.output);
}

const HABITS: Readonly<Record<PythonClient, Habits>> = {
  pip: {
    files: ({ requirements }) => ({ 'requirements.txt': `${requirements.join('\n')}\n` }),
    install: [bin('pip'), 'install', '--target', 'site', '-r', 'requirements.txt'], environment: 'site',
    async lock(project, { requirements }) {
      const lines = requirements.map((line) => {
        const [name = '', version = ''] = line.split('==');
        return `${line} --hash=sha256:${index.hash(name, `${name}-${version}-py3-none-any.whl`)}`;
      });
      project.write('requirements.txt', `${lines.join('\n')}\n`);
    },
    frozen: [bin('pip'), 'install', '--target', 'site', '--require-hashes', '-r', 'requirements.txt'], lockFile: 'requirements.txt',
  },
  uv: {
    files: (wanted) => ({ 'pyproject.toml': pyproject(wanted, '[tool.uv]\npackage = false\n') }),
    install: [bin('uv'), 'sync'], environment: '.venv',
    lock: (project) => lockDirectly(project, [bin('uv'), 'lock']),
    frozen: [bin('uv'), 'sync', '--frozen'], lockFile: 'uv.lock',
  },
  poetry: {
    files: (wanted) => ({ 'pyproject.toml': pyproject(wanted, `[tool.poetry]\npackage-mode = false\n[[tool.poetry.source]]\nname = "upstream"\nurl = "${index.url}"\npriority = "primary"\n`) }),
    install: [bin('poetry'), 'install', '--no-root'], environment: '.venv',
    lock: (project) => lockDirectly(project, [bin('poetry'), 'lock']),
    frozen: [bin('poetry'), 'sync', '--no-root'], lockFile: 'poetry.lock',
  },
};

function wheel(name: string, version: string, requires: readonly string[] = [], isBad = false): PypiFile {
  const metadata = `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nRequires-Python: >=3.7\n${requires.map((line) => `Requires-Dist: ${line}\n`).join('')}`;
  const module = name.replaceAll('-', '_');
  const bytes = forgeWheel(module, version, { [`${module}.py`]: isBad ? '# FORGED-BAD\n' : 'x = 1\n', [`${module}-${version}.dist-info/METADATA`]: metadata });
  return { filename: `${module}-${version}-py3-none-any.whl`, bytes, metadata };
}

before(async () => {
  await index.start();
  index.publish('good', [wheel('good', '1.0'), wheel('good', '1.1')]);
  index.publish('tool', [wheel('tool', '2.0', ['good>=1.0'])]);
  index.publish('mixed', [wheel('mixed', '1.0'), wheel('mixed', '1.2', [], true)]);
  index.publish('uses-mixed', [wheel('uses-mixed', '1.0', ['mixed>=1.0'])]);
  index.publish('rotten', [wheel('rotten', '1.0', [], true), wheel('rotten', '2.0rc1')]);
  index.publish('turns', [wheel('turns', '1.0')]);
  const canary = "open('CANARY', 'w').write('ran')  # FORGED-BAD\nfrom setuptools import setup\nsetup(name='canary', version='1.0')\n";
  index.publish('canary', [{ filename: 'canary-1.0.tar.gz', bytes: forgeSdist('canary', '1.0', { 'setup.py': canary.replace("'CANARY'", "__import__('os').environ['CANARY']") }) }]);
});
after(() => index.stop());

function assertRefused(outcome: GatedOutcome, what: RegExp): void {
  assert.notEqual(outcome.code, 0, outcome.output);
  const refusal = outcome.aftermath.refused.find((each) => what.test(each.what));
  assert.ok(refusal, `${what} is not among ${JSON.stringify(outcome.aftermath)}\n${outcome.output}`);
  assert.match(refusal.blockId, /^AG-[0-9A-F]{10}$/);
  assert.match(refusal.reason, /malicious|quarantine/);
  assert.ok(outcome.output.includes(refusal.blockId));
  assert.ok(outcome.entries.some((entry) => entry.blockId === refusal.blockId));
  assert.equal(outcome.isIntact, true);
}

for (const name of ['pip', 'uv', 'poetry'] as const) {
  describe(name, { skip: 'absent' in python ? python.absent : false }, () => {
    const habits = HABITS[name];
    let work: Workplace;
    before(() => {
      work = new Workplace({ npm: 'http://127.0.0.1:9/', pypi: index.url });
    });
    after(() => work.remove());

    test('rows 1 and 15: the same tree as without, and no address of the gate in the lock file', async () => {
      const wanted = { requirements: ['tool'] };
      const [plain, gated] = [work.project(habits.files(wanted)), work.project(habits.files(wanted))];
      const direct = await plain.direct(habits.install);
      assert.equal(direct.code, 0, direct.output);
      index.log.length = 0;
      const outcome = await gated.gated(habits.install);
      assert.equal(outcome.code, 0, outcome.output);
      assert.deepEqual(plain.tree(habits.environment), ['good@1.1', 'tool@2.0']);
      assert.deepEqual(gated.tree(habits.environment), plain.tree(habits.environment));
      assert.equal(gated.read(habits.lockFile), plain.read(habits.lockFile));
      assert.deepEqual([...outcome.aftermath.served].sort(), ['good@1.1', 'tool@2.0']);
      assert.equal(index.files().length, 2);
    });

    test('row 15: a second project in the same home, whose caches remember a gate that is gone, installs the same with the same lock file', async () => {
      const wanted = { requirements: ['tool==2.0'] };
      const plain = work.project(habits.files(wanted));
      assert.equal((await plain.direct(habits.install)).code, 0);
      for (const project of [work.project(habits.files(wanted), 'kept'), work.project(habits.files(wanted), 'kept')]) {
        const outcome = await project.gated(habits.install);
        assert.equal(outcome.code, 0, outcome.output);
        assert.deepEqual(project.tree(habits.environment), plain.tree(habits.environment));
        assert.equal(project.read(habits.lockFile), plain.read(habits.lockFile));
      }
    });

    test('row 2: a bad transitive version in a range falls back, and that is told', async () => {
      const project = work.project(habits.files({ requirements: ['uses-mixed'] }));
      const outcome = await project.gated(habits.install);
      assert.equal(outcome.code, 0, outcome.output);
      assert.deepEqual(project.tree(habits.environment), ['mixed@1.0', 'uses-mixed@1.0']);
      assert.deepEqual(outcome.aftermath.substituted.map((each) => [each.what, each.instead]), [['mixed@1.2', '1.0']]);
    });

    test('row 3: a bad pinned version is refused with a reason and a block id', async () => {
      const project = work.project(habits.files({ requirements: ['mixed==1.2'] }));
      assertRefused(await project.gated(habits.install), /^mixed@1\.2$/);
      assert.deepEqual(project.tree(habits.environment), []);
    });

    test('row 5: a bad version in a lock file is refused, also where the lock file names another host', async () => {
      const fresh = new Workplace(work.upstreams);
      const wanted = { requirements: ['mixed==1.2'] };
      const project = fresh.project(habits.files(wanted));
      await habits.lock(project, wanted);
      const lock = project.read(habits.lockFile);
      project.forgetHome();
      assertRefused(await project.gated(habits.frozen), /^mixed@1\.2$/);
      assert.deepEqual(project.tree(habits.environment), []);
      if (lock.includes(index.origin)) {
        project.write(habits.lockFile, lock.replaceAll(index.origin, 'http://files.invalid'));
        const outcome = await project.gated(habits.frozen);
        assert.notEqual(outcome.code, 0, outcome.output);
        assert.deepEqual(project.tree(habits.environment), []);
      }
      fresh.remove();
    });

    test('row 6: what is in the cache and turns bad is refused or told', async () => {
      const fresh = new Workplace(work.upstreams);
      const wanted = { requirements: ['turns==1.0'] };
      const first = fresh.project(habits.files(wanted), 'home');
      const began = await first.gated(habits.install);
      assert.equal(began.code, 0, began.output);
      const again = fresh.project(habits.files(wanted), 'home');
      const second = await again.gated(habits.install);
      assert.equal(second.code, 0, second.output);
      await fresh.quarantine({ ecosystem: 'pypi', name: 'turns', version: '1.0' });
      const last = fresh.project(habits.files(wanted), 'home');
      const outcome = await last.gated(habits.install);
      assert.notEqual(outcome.code, 0, outcome.output);
      const told = [...outcome.aftermath.refused, ...outcome.aftermath.bad].map((each) => each.what);
      assert.ok(told.some((what) => /^turns(@1\.0)?$/.test(what)), outcome.output);
      fresh.remove();
    });

    test('row 7: with nothing but a prerelease left the failure is clean', async () => {
      const project = work.project(habits.files({ requirements: ['rotten<2'] }));
      const outcome = await project.gated(habits.install);
      assertRefused(outcome, /^rotten/);
      assert.doesNotMatch(outcome.output, /Traceback|panicked/);
      assert.deepEqual(project.tree(habits.environment), []);
    });

    test('row 13: a source distribution does not run before the verdict', async () => {
      const project = work.project(habits.files({ requirements: ['canary==1.0'] }));
      const canary = join(project.path, 'CANARY-RAN');
      assertRefused(await project.gated(habits.install, '', { CANARY: canary }), /^canary@1\.0$/);
      if (name === 'pip') assertRefused(await project.gated([bin('pip'), 'install', '--dry-run', 'canary==1.0'], '', { CANARY: canary }), /^canary/);
      assert.equal(existsSync(canary), false);
    });
  });
}
