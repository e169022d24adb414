/** Installs and compiles what is missing, and nothing else: quiet and quick when all is up to date. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, isBundled } from './bundle.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = ['src', 'test', 'evals', 'bench', 'tools'];
const STAMP = join(root, 'dist', '.built');

/**
 * Builds; ends the process with the compiler's exit code where the sources don't compile. A lenient build goes on with what did compile, for the
 * generator that mends an index whose rule was removed.
 */
export async function build({ isLenient = false } = {}) {
  if (!isInstalled()) install();
  const fingerprint = fingerprintOfSources();
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== fingerprint) {
    if (!compile(isLenient)) return;
    removeOrphans(join(root, 'dist'));
    writeFileSync(STAMP, fingerprint);
  }
  if (!isLenient && !isBundled(root)) await bundle(root);
}

/** Whether node_modules holds what the lock file asks for; npm's own hidden lock file says what is there. */
function isInstalled() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional) continue;
    if (there[path]?.version !== entry.version || there[path]?.integrity !== entry.integrity) return false;
  }
  return true;
}

function install() {
  process.stderr.write('Installing dependencies …\n');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) fail('npm ci failed: see above.', result.status);
}

function compile(isLenient) {
  process.stderr.write('Compiling …\n');
  mkdirSync(join(root, 'dist'), { recursive: true });
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', root], { cwd: root, stdio: ['ignore', isLenient ? 'ignore' : 2, 2] });
    return true;
  } catch (error) {
    rmSync(STAMP, { force: true });
    if (isLenient) return false;
    fail('The sources do not compile: see above.', error.status);
  }
}

function fail(message, status) {
  process.stderr.write(`${message}\n`);
  process.exit(status || 1);
}

/** Names, sizes and times of everything that tsc reads: changes whenever a file is edited, added or removed. */
function fingerprintOfSources() {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(root, 'tsconfig.json'))).update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of SOURCES) {
    for (const path of filesUnder(join(root, folder), '.ts')) {
      const { mtimeMs, size } = statSync(path);
      hash.update(`${path} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex');
}

/** Every file below a folder with an ending, sorted; empty where the folder is missing. */
export function filesUnder(folder, ending) {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return found.sort();
}

/** A compiled test whose source was deleted would still run. */
function removeOrphans(dist) {
  for (const path of filesUnder(dist, '.js')) {
    if (path.startsWith(join(dist, 'src', 'bundle'))) continue;
    const source = join(root, path.slice(dist.length + 1).replace(/\.js$/, '.ts'));
    if (!existsSync(source)) rmSync(path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
