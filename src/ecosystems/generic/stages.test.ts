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
