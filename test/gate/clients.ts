/** The real package clients, pinned, installed once into a folder under the temporary one through the machine's own registries. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export type NodeClient = 'npm' | 'pnpm' | 'yarn' | 'berry' | 'bun';
export type PythonClient = 'pip' | 'uv' | 'poetry';
export type ClientName = NodeClient | PythonClient;

const ROOT = join(tmpdir(), 'assay-clients');
const NODE_PACKAGES = {
  npm: 'npm@11.19.0', pnpm: 'pnpm@10.34.0', yarn: 'yarn@1.22.22', berry: '@yarnpkg/cli-dist@4.18.1', bun: `@oven/bun-${process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}@1.4.5`,
  // 6.10 needs Node 22.
  verdaccio: 'verdaccio@6.5.0',
} as const;
const PYTHON_PACKAGES = ['pip==26.3', 'uv==0.13.9', 'poetry==2.5.1', 'pypiserver==2.4.2'];

const NODE_COMMANDS: Readonly<Record<NodeClient | 'verdaccio', readonly string[]>> = {
  npm: ['node_modules/npm/bin/npm-cli.js'], pnpm: ['node_modules/pnpm/bin/pnpm.cjs'], yarn: ['node_modules/yarn/bin/yarn.js'],
  berry: ['node_modules/@yarnpkg/cli-dist/bin/yarn.js'], bun: [], verdaccio: ['node_modules/verdaccio/bin/verdaccio'],
};

/** A command to start, and its first arguments. */
export interface Installed {
  readonly program: string;
  readonly args: readonly string[];
}

/** Installs a Node client where it isn't; the reason where that can't be done here. */
export function nodeClient(name: NodeClient | 'verdaccio'): Installed | { readonly absent: string } {
  const folder = join(ROOT, `node-${name}-${NODE_PACKAGES[name].split('@').at(-1)}`);
  const failure = once(folder, () => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides: { 'node-fetch': '2.7.0' } }));
    execFileSync('npm', ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', NODE_PACKAGES[name]], { cwd: folder, stdio: 'pipe' });
  });
  if (failure !== undefined) return { absent: `${name} can't be installed here: ${failure}` };
  if (name === 'bun') return { program: join(folder, 'node_modules', ...(NODE_PACKAGES.bun.split('@').slice(0, -1).join('@').split('/')), 'bin', 'bun'), args: [] };
  return { program: process.execPath, args: NODE_COMMANDS[name].map((path) => join(folder, path)) };
}

/** Installs the Python clients where they aren't, all in one environment; gives its folder of programs. */
export function pythonClients(): { readonly bin: string } | { readonly absent: string } {
  const folder = join(ROOT, `python-${PYTHON_PACKAGES.map((spec) => spec.split('==')[1]).join('-')}`);
  const failure = once(folder, () => {
    execFileSync('python3', ['-m', 'venv', join(folder, 'venv')], { stdio: 'pipe' });
    execFileSync(join(folder, 'venv', 'bin', 'python'), ['-m', 'pip', 'install', '-q', ...PYTHON_PACKAGES], { stdio: 'pipe' });
  });
  return failure === undefined ? { bin: join(folder, 'venv', 'bin') } : { absent: `the Python clients can't be installed here: ${failure}` };
}

/** An environment with nothing of this machine but its programs: a home and caches of its own. */
export function cleanEnvironment(home: string): Record<string, string> {
  const python = pythonClients();
  const path = [...('bin' in python ? [python.bin] : []), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);
  mkdirSync(home, { recursive: true });
  const folder = (name: string): string => join(home, name);
  return {
    PATH: path, HOME: home, LANG: 'C.UTF-8', TMPDIR: tmpdir(), NO_COLOR: '1',
    XDG_DATA_HOME: folder('data'), XDG_CACHE_HOME: folder('cache'), XDG_CONFIG_HOME: folder('config'), XDG_STATE_HOME: folder('state'),
    npm_config_cache: folder('npm-cache'), npm_config_update_notifier: 'false', npm_config_audit: 'false', npm_config_fund: 'false', npm_config_store_dir: folder('pnpm-store'), npm_config_fetch_retries: '0',
    YARN_CACHE_FOLDER: folder('yarn-cache'), YARN_GLOBAL_FOLDER: folder('berry'), YARN_ENABLE_TELEMETRY: '0', YARN_ENABLE_IMMUTABLE_INSTALLS: 'false', YARN_HTTP_RETRY: '0', YARN_NODE_LINKER: 'node-modules', YARN_ENABLE_GLOBAL_CACHE: 'true',
    BUN_INSTALL_CACHE_DIR: folder('bun-cache'), BUN_INSTALL: folder('bun'), DO_NOT_TRACK: '1',
    PIP_CACHE_DIR: folder('pip-cache'), PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_RETRIES: '0', PIP_ROOT_USER_ACTION: 'ignore',
    UV_CACHE_DIR: folder('uv-cache'), UV_PYTHON_DOWNLOADS: 'never', UV_HTTP_RETRIES: '0', UV_NO_PROGRESS: '1', UV_LINK_MODE: 'copy',
    POETRY_CACHE_DIR: folder('poetry-cache'), POETRY_VIRTUALENVS_IN_PROJECT: 'true', POETRY_VIRTUALENVS_OPTIONS_NO_PIP: 'true', POETRY_NO_INTERACTION: '1', PYTHON_KEYRING_BACKEND: 'keyring.backends.null.Keyring',
  };
}

/** Variables that point every client at an upstream itself, for the comparison. */
export function directEnvironment(npm: string, simple: string): Record<string, string> {
  return {
    npm_config_registry: npm, YARN_NPM_REGISTRY_SERVER: npm, YARN_UNSAFE_HTTP_WHITELIST: '*', BUN_CONFIG_REGISTRY: npm,
    PIP_INDEX_URL: simple, UV_DEFAULT_INDEX: simple, PIP_TRUSTED_HOST: new URL(simple).host, UV_INSECURE_HOST: new URL(simple).host,
  };
}

/** Does the work once per machine, whichever test comes first; a broken attempt leaves nothing behind. Gives what went wrong. */
function once(folder: string, work: () => void): string | undefined {
  const done = join(folder, '.done');
  mkdirSync(ROOT, { recursive: true });
  if (existsSync(done)) return undefined;
  const lock = `${folder}.lock`;
  takeLock(lock);
  try {
    if (existsSync(done)) return undefined;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    work();
    writeFileSync(done, '');
    return undefined;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return error instanceof Error ? error.message.split('\n')[0] ?? error.message : String(error);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Waits while another test's process installs the same; the lock of a dead one is taken over. */
function takeLock(lock: string): void {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (!isAlive(lock)) rmSync(lock, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

/** A lock that can't be read any more was given back: that is no death. */
function isAlive(lock: string): boolean {
  if (!existsSync(lock)) return true;
  const pid = Number(readFileSync(lock, { encoding: 'utf8', flag: 'r' }));
  try {
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
