/** Row 16: real packages through the registries that this machine's own clients are configured for. Skipped, and said so, where they can't be reached. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readInstalled } from '../../src/host/installed.ts';
import { pythonClients } from './clients.ts';

const ASSAY = fileURLToPath(new URL('../../../bin/assay', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'assay-pass-'));
const python = pythonClients();
after(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, args: readonly string[], cwd: string, cache: string): Promise<{ code: number; output: string }> {
  const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data'), npm_config_cache: join(folder, cache, 'npm'), UV_CACHE_DIR: join(folder, cache, 'uv'), PIP_NO_CACHE_DIR: '1', npm_config_fetch_retries: '0', PIP_RETRIES: '0', UV_HTTP_RETRIES: '0' };
  return new Promise((resolve) => {
    execFile(program, [...args], { cwd, env, timeout: 300_000, maxBuffer: 50_000_000 }, (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: out + err }));
  });
}

function place(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}

function tree(path: string): string[] {
  return [...new Set(readInstalled(path, [join(path, 'site')]).map((item) => `${item.name}@${item.version}`))].sort();
}

describe('row 16: the registries that this machine is configured for', () => {
  test('npm install express', async (context) => {
    const [direct, gated] = [place('npm-direct'), place('npm-gated')];
    for (const path of [direct, gated]) writeFileSync(join(path, 'package.json'), '{"name":"p","version":"1.0.0"}');
    const plain = await run('npm', ['install', 'express'], direct, 'a');
    if (plain.code !== 0) return context.skip(`the npm registry can't be reached: ${plain.output.split('\n')[0]}`);
    const outcome = await run(process.execPath, [ASSAY, 'run', '--', 'npm', 'install', 'express'], gated, 'b');
    assert.equal(outcome.code, 0, outcome.output);
    assert.ok(tree(gated).length > 20);
    assert.deepEqual(tree(gated), tree(direct));
    assert.equal(readFileSync(join(gated, 'package-lock.json'), 'utf8'), readFileSync(join(direct, 'package-lock.json'), 'utf8'));
  });

  for (const [name, args] of [['uv', ['pip', 'install', '--target', 'site', 'flask']], ['pip', ['install', '--target', 'site', 'flask']]] as const) {
    test(`${name} ${args.join(' ')}`, { skip: 'absent' in python ? python.absent : false }, async (context) => {
      if ('absent' in python) return;
      const [direct, gated] = [place(`${name}-direct`), place(`${name}-gated`)];
      const plain = await run(join(python.bin, name), args, direct, 'a');
      if (plain.code !== 0) return context.skip(`the Python index can't be reached: ${plain.output.split('\n').at(-2)}`);
      const outcome = await run(process.execPath, [ASSAY, 'run', '--', join(python.bin, name), ...args], gated, 'b');
      assert.equal(outcome.code, 0, outcome.output);
      assert.ok(tree(gated).length > 5);
      assert.deepEqual(tree(gated), tree(direct));
    });
  }
});
