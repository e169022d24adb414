import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Artifact } from '../../model/artifact.ts';
import type { Plan } from '../plan.ts';
import { NPM_PLANNER } from './stages.ts';

function planOf(manifest: object, files: Record<string, string> = {}): Plan {
  const all = { 'package.json': JSON.stringify(manifest, null, 2), ...files };
  const entries = Object.entries(all).map(([path, text]) => ({ path: `package/${path}`, bytes: Buffer.from(text) }));
  const artifact: Artifact = { name: 'x-1.0.0.tgz', format: 'tar.gz', entries, links: [], anomalies: [], unread: [] };
  return NPM_PLANNER.plan(artifact, (entry) => Buffer.from(entry.bytes).toString());
}

/** Files that run at a stage, without the folder that wraps them. */
function filesAt(plan: Plan, stage: string): string[] {
  return plan.roots.filter((root) => root.text === undefined && root.stage === stage).map((root) => root.path.slice('package/'.length));
}

const HOOKS: readonly (readonly [command: string, file: string])[] = [
  ['node setup', 'setup.js'],
  ['node ./lib/setup.cjs --quiet', 'lib/setup.cjs'],
  ['node payload.dat', 'payload.dat'],
  ['sh build', 'build'],
  ['./run.sh', 'run.sh'],
  ['echo ok && FOO=1 cross-env BAR=2 node setup.js', 'setup.js'],
  ['npm run later', 'setup.js'],
  ['node -r ./setup.js other', 'setup.js'],
  ['bun run setup.js', 'setup.js'],
  ['python3 tool.py', 'tool.py'],
];

for (const [command, file] of HOOKS) {
  test(`a hook of "${command}" runs ${file}`, () => {
    const plan = planOf({ name: 'x', scripts: { preinstall: command, later: 'node setup' } }, { [file]: '1' });
    assert.ok(filesAt(plan, 'install').includes(file));
  });
}

test('a hook is a fact with its place, and a program given in it is read', () => {
  const plan = planOf({ name: 'x', scripts: { postinstall: 'node -e "go()"', test: 'node -e "no()"' } });
  assert.deepEqual(plan.facts.map(({ kind, detail }) => [kind, detail]), [['lifecycle-script', 'postinstall: node -e "go()"']]);
  assert.deepEqual(plan.roots.filter(({ language }) => language === 'javascript').map(({ text, stage }) => [text, stage]), [['go()', 'install']]);
});

test('prepare does not run for who installs from a registry', () => {
  const plan = planOf({ name: 'x', scripts: { prepare: 'node setup' } }, { 'setup.js': '1' });
  assert.deepEqual([plan.facts, filesAt(plan, 'install'), filesAt(plan, 'run')], [[], [], ['setup.js']]);
});

test('binding.gyp builds at install, and its commands run', () => {
  const gyp = "{ 'targets': [{ 'sources': ['<!(node -p \"require(\\'x\\').include\")', '<!@(node evil.js)'] }] }";
  const plan = planOf({ name: 'x' }, { 'binding.gyp': gyp, 'evil.js': '1' });
  assert.deepEqual(plan.facts.map(({ kind }) => kind), ['binding-gyp', 'gyp-command', 'gyp-command']);
  assert.deepEqual(filesAt(plan, 'install'), ['evil.js']);
  assert.equal(planOf({ name: 'x', gypfile: false }, { 'binding.gyp': '{}' }).facts.length, 0);
});

test('entry points load on import, programs run, the rest may', () => {
  const manifest = { name: 'x', main: './lib', exports: { '.': { import: './esm.mjs', types: './t.d.ts' }, './p/*': './p/*.js' }, bin: { x: 'cli.js' } };
  const plan = planOf(manifest, { 'lib/index.js': '1', 'esm.mjs': '1', 't.d.ts': '1', 'p/a.js': '1', 'cli.js': '1', 'other.js': '1' });
  assert.deepEqual(filesAt(plan, 'import').sort(), ['esm.mjs', 'lib/index.js', 'p/a.js']);
  assert.deepEqual(filesAt(plan, 'run'), ['cli.js']);
  assert.equal(plan.stageOfOther('package/other.js'), 'run');
  assert.equal(plan.stageOfOther('package/test/other.js'), 'unreachable');
  assert.deepEqual(filesAt(planOf({ name: 'x' }, { 'index.js': '1' }), 'import'), ['index.js']);
});

test('dependencies by address are facts, those by version are not', () => {
  const plan = planOf({ name: 'x', dependencies: { a: '^1.0.0', b: 'git+https://host.example/b.git', c: 'https://192.0.2.1/c.tgz', d: 'npm:e@1', f: 'user/repo' } });
  assert.deepEqual(plan.facts.map(({ detail }) => detail), ['git+https://host.example/b.git', 'https://192.0.2.1/c.tgz', 'user/repo']);
});

test('a manifest that is not JSON, or lies about types, plans nothing and throws nothing', () => {
  for (const text of ['{', '[]', '{"scripts": 3, "main": 7, "bin": [[]], "exports": null, "dependencies": "x"}']) {
    const entries = [{ path: 'package/package.json', bytes: Buffer.from(text) }];
    const plan = NPM_PLANNER.plan({ name: 'x.tgz', format: 'tar.gz', entries, links: [], anomalies: [], unread: [] }, () => text);
    assert.deepEqual([plan.facts, plan.roots], [[], []]);
  }
});

test('late expansions and Python modules of a binding.gyp run too', () => {
  const gyp = "{ 'targets': [{ 'sources': ['>!(node late.js)', '^!@(node last.js)', '<!pymod_do_main(helper --x)'] }] }";
  const plan = planOf({ name: 'x' }, { 'binding.gyp': gyp, 'late.js': '1', 'last.js': '1', 'helper.py': '1' });
  assert.deepEqual(plan.roots.filter(({ stage, text }) => stage === 'install' && text === undefined).map(({ path }) => path.replace(/^.*\//, '')), ['late.js', 'last.js', 'helper.py']);
});

const PROGRAM = "#!/usr/bin/env node\nconst [, , name] = process.argv;\nconsole.log(name);\n";
const DOUBLES: readonly (readonly [what: string, text: string, stage: string])[] = [
  ['starts as one, asks for arguments and exports nothing', PROGRAM, 'run'],
  ['is loaded as a module too', `${PROGRAM}module.exports = name;\n`, 'import'],
  ['is loaded as a module of the newer kind too', `${PROGRAM}export default name;\n`, 'import'],
  ['asks for nothing', '#!/usr/bin/env node\nconsole.log(1);\n', 'import'],
  ['no system could start', PROGRAM.replace(/^#!.*\n/, ''), 'import'],
];

for (const [what, text, stage] of DOUBLES) {
  test(`a program that would load as the index, and ${what}, is read at ${stage}`, () => {
    for (const manifest of [{ bin: 'index.js' }, { bin: { x: './index.js' }, main: 'index.js' }]) {
      const plan = planOf({ name: 'x', ...manifest }, { 'index.js': text });
      assert.deepEqual([...new Set(plan.roots.filter(({ path }) => path.endsWith('index.js')).map((root) => root.stage))][0], stage);
    }
    assert.deepEqual(filesAt(planOf({ name: 'x', main: 'index.js' }, { 'index.js': text }), 'import'), ['index.js']);
  });
}
