/**
 * Asks the installed clients for what is built into them. They run outside the project and, for Python, isolated from the working directory and
 * from PYTHONPATH, so that nothing of a scanned project is ever imported. Answers are kept for a day.
 */
import { execFile } from 'node:child_process';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import type { Cache } from './cache.ts';

export interface PipDefaults {
  readonly simple: string;
  /** pip's configuration files in the order they are read, existing or not. */
  readonly files: readonly string[];
}

export interface NpmDefaults {
  readonly registry: string;
  /** The machine-wide `.npmrc`. */
  readonly globalConfig: string | undefined;
}

/** pip's built-in index and configuration files; uv's index where there is no pip; undefined where there is neither. */
export function pipDefaults(env: NodeJS.ProcessEnv, cache: Cache): Promise<PipDefaults | undefined> {
  const key = `client pip ${env['VIRTUAL_ENV'] ?? ''} ${env['HOME'] ?? ''} ${env['XDG_CONFIG_HOME'] ?? ''} ${env['PATH'] ?? ''}`;
  return kept(cache, key, async () => {
    const virtual = env['VIRTUAL_ENV'];
    const own = virtual === undefined ? [] : [join(virtual, platform() === 'win32' ? 'Scripts/python.exe' : 'bin/python')];
    for (const python of [...own, 'python3', 'python']) {
      const answer = await run(python, ['-I', '-c', ASK_PIP], env);
      const defaults = answer === undefined ? undefined : parsePip(answer);
      if (defaults !== undefined) return defaults;
    }
    const help = await run('uv', ['pip', 'install', '--help'], env);
    const simple = /default:?\s*<?(https:\/\/[^\s>)\]]+)/.exec(help ?? '')?.[1];
    return simple === undefined ? undefined : { simple, files: [] };
  });
}

/** npm's built-in registry and the path of its machine-wide configuration; undefined where npm isn't installed. */
export function npmDefaults(env: NodeJS.ProcessEnv, cache: Cache): Promise<NpmDefaults | undefined> {
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_config_(?!prefix$)/i.test(name)));
  return kept(cache, `client npm ${env['PREFIX'] ?? ''} ${env['npm_config_prefix'] ?? ''} ${env['PATH'] ?? ''}`, async () => {
    // npm refuses one path for both.
    const [nowhere, nothing] = ['user', 'global'].map((level) => join(homedir(), `.assay-no-${level}-npmrc`));
    const [registry, globalConfig] = await Promise.all([
      run(NPM, ['config', 'get', 'registry', `--userconfig=${nowhere}`, `--globalconfig=${nothing}`], clean),
      run(NPM, ['config', 'get', 'globalconfig', `--userconfig=${nowhere}`], clean),
    ]);
    const address = registry?.trim();
    if (address === undefined || !URL.canParse(address)) return undefined;
    return { registry: address, globalConfig: globalConfig?.trim() };
  });
}

const NPM = platform() === 'win32' ? 'npm.cmd' : 'npm';
const DAY = 86_400_000;
const ASK_PIP = `import json
from pip._internal.models.index import PyPI
from pip._internal.configuration import get_configuration_files
groups = get_configuration_files()
print(json.dumps({"simple": PyPI.simple_url, "files": [f for kind in ("global", "user", "site") for f in groups.get(kind, [])]}))`;

function parsePip(answer: string): PipDefaults | undefined {
  try {
    const { simple, files } = JSON.parse(answer) as { simple: unknown; files: unknown };
    if (typeof simple !== 'string' || !Array.isArray(files)) return undefined;
    return { simple, files: files.filter((file) => typeof file === 'string') };
  } catch {
    // A pip whose insides are laid out otherwise: the next client is asked.
    return undefined;
  }
}

async function kept<T>(cache: Cache, key: string, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const known = cache.get(key);
  if (known !== undefined && Date.now() - Number(known.fields['at']) < DAY) return JSON.parse(Buffer.from(known.bytes).toString('utf8')) as T;
  const answer = await ask();
  if (answer !== undefined) cache.put(key, Buffer.from(JSON.stringify(answer)), { at: Date.now() });
  return answer;
}

/** The program's standard output; undefined where it isn't installed or fails. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { env, cwd: homedir(), timeout: 20_000, windowsHide: true, maxBuffer: 4 << 20, shell: command.endsWith('.cmd') };
    execFile(command, [...args], options, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
}
