/**
 * pip's settings (pip.pypa.io: configuration) and uv's (docs.astral.sh: configuration, indexes): variables, files, netrc and the keyring command.
 * A project that uv manages takes uv's first, any other pip's.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../model/user-error.ts';
import { readUvIndexes } from './client-config-uv.ts';
import { pipDefaults, run } from './client-defaults.ts';
import { basic, environmentAuthorities, indexAddress } from './client-settings.ts';
import type { ClientConfig, ConfigContext, Said, SaidIndexes } from './client-settings.ts';
import { parsePythonIni } from './ini.ts';
import { parseNetrc } from './netrc.ts';
import type { NetrcEntry } from './netrc.ts';

/** Reads pip's and uv's settings as they would count in the project. */
export function readPipConfig(context: ConfigContext): ClientConfig {
  const index = new PipIndexes(context);
  return {
    indexes: () => index.addresses(), sources: index.sources, authorize: (url) => index.authorize(url),
    builtIn: async () => (await pipDefaults(context.env, context.cache))?.simple,
    http: httpSettings(index.options, context.env),
  };
}

class PipIndexes {
  readonly sources = new Map<string, string>();
  readonly options: Map<string, Said>;
  readonly #context: ConfigContext;
  readonly #netrc: ReadonlyMap<string, NetrcEntry>;
  readonly #credentials = new Map<string, string>();
  #found: Promise<readonly string[]> | undefined;

  constructor(context: ConfigContext) {
    this.#context = context;
    this.#netrc = readNetrc(context);
    this.options = new Map([...fileOptions(usualFiles(context)), ...fileOptions(context.env['PIP_CONFIG_FILE'] === undefined ? [] : [context.env['PIP_CONFIG_FILE']]), ...variables(context.env)]);
  }

  addresses(): Promise<readonly string[]> {
    return (this.#found ??= this.#find());
  }

  authorize(url: string): string | undefined {
    const { origin, hostname, protocol } = new URL(url);
    const own = this.#credentials.get(origin);
    if (own !== undefined) return own;
    // netrc knows hosts, not ports: it counts for https, and otherwise only for an index that is configured so.
    const counts = protocol === 'https:' || [...this.sources.keys()].some((index) => new URL(index).origin === origin);
    const entry = counts ? this.#netrc.get(hostname) : undefined;
    return entry === undefined ? undefined : basic(entry.login, entry.password);
  }

  async #find(): Promise<readonly string[]> {
    const said = await this.#said();
    const keyring = this.options.get('keyring-provider')?.value === 'subprocess';
    const addresses: string[] = [];
    for (const { value, source } of said) {
      const index = indexAddress(value, source);
      if (this.sources.has(index)) continue;
      addresses.push(index);
      this.sources.set(index, source);
      const { username, password, origin } = new URL(value);
      if (username === '') continue;
      const user = decodeURIComponent(username);
      const kept = password === '' && keyring ? (await run('keyring', ['get', index, user], this.#context.env))?.trim() : undefined;
      this.#credentials.set(origin, basic(user, kept ?? decodeURIComponent(password)));
    }
    return addresses;
  }

  async #said(): Promise<readonly Said[]> {
    const override = this.#context.overrides?.pypi;
    if (override?.indexUrl !== undefined) return [override.indexUrl, ...(override.extraIndexUrls ?? [])].map((value) => ({ value, source: 'assay.toml' }));
    const uv = readUvIndexes(this.#context);
    // The files of a virtual environment are known to its pip only, so that pip is asked even where the variables say an index.
    const defaults = this.options.has('index-url') || (uv.isProject && uv.main !== undefined) ? undefined : await pipDefaults(this.#context.env, this.#context.cache);
    if (defaults !== undefined && this.#context.env['PIP_CONFIG_FILE'] !== NULL_DEVICE) {
      const own = fileOptions(defaults.files);
      for (const [name, said] of own) if (!this.options.has(name)) this.options.set(name, said);
    }
    const pip = pipIndexes(this.options);
    const chosen = (uv.isProject ? [uv, pip] : [pip, uv]).find((client) => client.main !== undefined || client.extra.length > 0) ?? pip;
    if (chosen.main !== undefined) return [chosen.main, ...chosen.extra];
    const simple = defaults?.simple ?? (await pipDefaults(this.#context.env, this.#context.cache))?.simple;
    if (simple === undefined) throw new UserError('no index is known for Python packages', { why: 'neither pip nor uv is installed and no setting names one', todo: 'install pip, or set index-url under [registries.pypi] in assay.toml' });
    return [{ value: simple, source: "the client's built-in default" }, ...chosen.extra];
  }
}

const NULL_DEVICE = process.platform === 'win32' ? 'nul' : '/dev/null';

function pipIndexes(options: ReadonlyMap<string, Said>): SaidIndexes {
  const main = options.get('index-url');
  const extra = options.get('extra-index-url');
  return {
    ...(main === undefined ? {} : { main }),
    extra: extra === undefined ? [] : extra.value.split(/\s+/).filter((value) => value !== '').map((value) => ({ value, source: extra.source })),
  };
}

/** Later files win; within one, the command's section wins over `[global]`. */
function fileOptions(files: readonly string[]): Map<string, Said> {
  const options = new Map<string, Said>();
  for (const file of files.filter((path) => existsSync(path))) {
    const settings = parsePythonIni(readFileSync(file, 'utf8'));
    for (const section of ['global', 'download', 'install']) {
      for (const { key, value, line } of settings.filter((setting) => setting.section === section)) options.set(key.replaceAll('_', '-'), { value, source: `${file}:${line}` });
    }
  }
  return options;
}

/** Where pip looks besides the environment it is installed in, weakest first. */
function usualFiles({ env, home }: ConfigContext): string[] {
  if (env['PIP_CONFIG_FILE'] === NULL_DEVICE) return [];
  if (process.platform === 'win32') return [join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'pip', 'pip.ini'), join(home, 'pip', 'pip.ini'), join(env['APPDATA'] ?? home, 'pip', 'pip.ini')];
  const shared = (env['XDG_CONFIG_DIRS'] ?? '/etc/xdg').split(':').map((folder) => join(folder, 'pip', 'pip.conf'));
  const user = [join(home, '.pip', 'pip.conf'), join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'pip', 'pip.conf')];
  const mac = process.platform === 'darwin' ? [join(home, 'Library', 'Application Support', 'pip', 'pip.conf')] : [];
  const site = env['VIRTUAL_ENV'] === undefined ? [] : [join(env['VIRTUAL_ENV'], 'pip.conf')];
  return [...shared.reverse(), '/etc/pip.conf', ...user, ...mac, ...site];
}

function variables(env: NodeJS.ProcessEnv): Map<string, Said> {
  const options = new Map<string, Said>();
  for (const [name, value] of Object.entries(env)) {
    const key = /^PIP_(.+)$/.exec(name)?.[1];
    if (key !== undefined && value) options.set(key.toLowerCase().replaceAll('_', '-'), { value, source: `the variable ${name}` });
  }
  return options;
}

function readNetrc({ env, home }: ConfigContext): ReadonlyMap<string, NetrcEntry> {
  const path = env['NETRC'] ?? [join(home, '.netrc'), join(home, '_netrc')].find((file) => existsSync(file));
  return path !== undefined && existsSync(path) ? parseNetrc(readFileSync(path, 'utf8')) : new Map();
}

function httpSettings(options: ReadonlyMap<string, Said>, env: NodeJS.ProcessEnv): ClientConfig['http'] {
  const cert = options.get('cert')?.value;
  const proxy = options.get('proxy')?.value;
  return {
    authorities: [...(cert === undefined ? [] : [cert]), ...environmentAuthorities(env, ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE'])],
    ...(proxy === undefined ? {} : { httpProxy: proxy, httpsProxy: proxy }),
  };
}
