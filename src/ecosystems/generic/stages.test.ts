import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Artifact } from '../../model/artifact.ts';
import { plannerFor } from '../planners.ts';

const lone = (path: string): Artifact => ({ name: path, format: 'file', entries: [{ path, bytes: new Uint8Array() }], links: [], anomalies: [], unread: [] });
const stageOf = (path: string): string | undefined => plannerFor(lone(path)).plan(lone(path), () => '').roots[0]?.stage;

test('a lone script is taken to be loaded as it is', () => {
  assert.equal(stageOf('index.js'), 'import');
  assert.equal(stageOf('install-helper.js'), 'import');
});

test('a lone script named like a hook is taken to be that hook', () => {
  for (const path of ['setup.py', 'postinstall.js', 'preinstall.mjs', 'install.sh']) assert.equal(stageOf(path), 'install', path);
});

test('of a folder without a manifest, the only file, hooks and what Node loads of a folder are run; the rest waits', () => {
  const folder = (...paths: string[]): Artifact => ({ ...lone(''), name: 'forged', format: 'directory', entries: paths.map((path) => ({ path, bytes: new Uint8Array() })) });
  const stages = (artifact: Artifact): string[] => plannerFor(artifact).plan(artifact, () => '').roots.map(({ path, stage }) => `${path} ${stage}`);
  assert.deepEqual(stages(folder('part.js')), ['part.js import']);
  assert.deepEqual(stages(folder('part.js', 'index.js', 'preinstall.js', 'deep/index.js')), ['index.js import', 'preinstall.js install']);
});
