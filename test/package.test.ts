/** What users install: everything that runs, and nothing else. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
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
  assert.ok(paths.includes('dist/src/bundle/main.js') && paths.includes('dist/src/bundle/scan-worker.js') && paths.includes('dist/src/bundle/LICENSES.txt'));
  assert.deepEqual(paths.filter((path) => /\.test\.|^dist\/(test|evals|bench|tools)|^src|^docs|^test|\.map$/.test(path)), []);

  execFileSync('tar', ['-xzf', join(FOLDER, packed.filename), '-C', FOLDER]);
  symlinkSync(join(ROOT, 'node_modules'), join(FOLDER, 'package', 'node_modules'));
  const version = execFileSync(process.execPath, [join(FOLDER, 'package', 'bin', 'assay'), '--version'], { encoding: 'utf8' });
  assert.equal(version.trim(), packed.version);

  const startWithout = (missing: string): number | null => {
    renameSync(join(FOLDER, 'package', missing), join(FOLDER, 'away'));
    const { status } = spawnSync(process.execPath, [join(FOLDER, 'package', 'bin', 'assay'), 'scan', join(FOLDER, 'package', 'LICENSE')], { encoding: 'utf8' });
    renameSync(join(FOLDER, 'away'), join(FOLDER, 'package', missing));
    return status;
  };
  assert.equal(startWithout('dist/src/engine'), 0, 'the joined files are what runs');
  assert.equal(startWithout('dist/src/bundle'), 0, 'without them, what they were made of runs');
  writeFileSync(join(FOLDER, 'package', 'dist', '.tsbuildinfo'), '');
  utimesSync(join(FOLDER, 'package', 'dist', '.tsbuildinfo'), Date.now() / 1000 + 60, Date.now() / 1000 + 60);
  assert.equal(startWithout('dist/src/engine'), 3, 'joined files that are older than the compiled ones are not run');
});

test('what was compiled is kept for the next run, and what is kept may be missing, damaged or impossible', () => {
  const home = join(FOLDER, 'cache');
  const scan = (cache: string): [number | null, string] => {
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'bin', 'assay'), 'scan', '--format', 'jsonl', join(ROOT, 'LICENSE')], { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cache } });
    return [status, stdout.replace(/"seconds":[\d.]+/, '')];
  };
  const first = scan(home);
  assert.equal(first[0], 0);
  const kept = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((path) => join(home, path)).filter((path) => statSync(path).isFile());
  assert.ok(kept.some((path) => path.includes('scan-worker-room')) && kept.some((path) => path.includes('main-room')), `the program and its worker: ${kept.join(' ')}`);
  assert.deepEqual(scan(home), first);
  for (const path of kept) writeFileSync(path, readFileSync(path).subarray(0, 100));
  assert.deepEqual(scan(home), first, 'cut off');
  for (const path of kept) writeFileSync(path, Buffer.alloc(5000, 7));
  assert.deepEqual(scan(home), first, 'other bytes');
  writeFileSync(join(FOLDER, 'a file'), '');
  assert.deepEqual(scan(join(FOLDER, 'a file')), first, 'no folder can be made');
});

test('nothing packed or binary is tracked: samples are forged in memory, and a real one must stand out', (t) => {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  if (listed.status !== 0) return t.skip('this is no git checkout');
  const tracked = listed.stdout.split('\0').filter((path) => path !== '').map((path) => join(ROOT, path)).filter((path) => existsSync(path));
  assert.ok(tracked.length > 500);
  assert.deepEqual(tracked.filter((path) => readFileSync(path).subarray(0, 8000).includes(0) || /\.(?:gz|zip|whl|tgz|tar|xz|bz2|zst|egg|exe|dll|so|pyc)$/.test(path)), []);
});

test('installing runs no script', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.ok(typeof manifest === 'object' && manifest !== null && 'scripts' in manifest && typeof manifest.scripts === 'object' && manifest.scripts !== null);
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) assert.ok(!(hook in manifest.scripts), hook);
});
