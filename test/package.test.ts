/** What users install: everything that runs, and nothing else. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from './cli/run.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'assay-package-'));
after(() => rmSync(FOLDER, { recursive: true }));

test('the packed package runs by itself, and carries no test, sample or source', { timeout: 120_000 }, () => {
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', FOLDER], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  const paths: string[] = packed.files.map((file: { path: string }) => file.path);
  assert.ok(paths.includes('bin/assay') && paths.includes('dist/src/cli/main.js') && paths.includes('dist/src/cli/scan-worker.js'));
  assert.deepEqual(paths.filter((path) => /\.test\.|^dist\/(test|evals|bench|tools)|^src|^docs|^test|\.map$/.test(path)), []);

  execFileSync('tar', ['-xzf', join(FOLDER, packed.filename), '-C', FOLDER]);
  symlinkSync(join(ROOT, 'node_modules'), join(FOLDER, 'package', 'node_modules'));
  const version = execFileSync(process.execPath, [join(FOLDER, 'package', 'bin', 'assay'), '--version'], { encoding: 'utf8' });
  assert.equal(version.trim(), packed.version);
});

test('installing runs no script', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.ok(typeof manifest === 'object' && manifest !== null && 'scripts' in manifest && typeof manifest.scripts === 'object' && manifest.scripts !== null);
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) assert.ok(!(hook in manifest.scripts), hook);
});
