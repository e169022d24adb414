/** npm's settings: `.npmrc` of the project, the user and the machine, and `npm_config_*` variables (npm's documentation: npmrc, config). */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../model/user-error.ts';
import { npmDefaults } from './client-defaults.ts';
import { basic, environmentAuthorities, indexAddress } from './client-settings.ts';
import type { ClientConfig, ConfigContext, Said } from './client-settings.ts';
import { parseNpmrc } from './ini.ts';

/** Reads npm's settings as npm would in the project. */
export function readNpmConfig(context: ConfigContext): ClientConfig {
  const settings = new NpmSettings(context);
  const override = context.overrides?.npm?.indexUrl;
  const sources = new Map<string, string>();
  const defaults = once(() => npmDefaults(context.env, context.cache));

  async function indexes(name: string): Promise<readonly string[]> {
    if (override !== undefined) return [indexAddress(override, 'assay.toml')];
    const machine = await defaults();
    settings.addMachine(machine?.globalConfig);
    const scope = name.startsWith('@') ? name.split('/', 1)[0] : undefined;
    const said = (scope === undefined ? undefined : settings.get(`${scope}:registry`)) ?? settings.get('registry');
    const address = said?.value ?? machine?.registry;
    if (address === undefined) throw new UserError('no registry is known for npm packages', { why: 'npm is not installed and no .npmrc names one', todo: 'install npm, or set index-url under [registries.npm] in assay.toml' });
    const index = indexAddress(address, said?.source ?? "npm's built-in default");
    sources.set(index, said?.source ?? "npm's built-in default");
    return [index];
  }

  return { indexes, sources, authorize: (url) => settings.authorize(url), builtIn: async () => (await defaults())?.registry, http: settings.http(context.env) };
}

/** The layers, strongest first: environment, project, user, machine. */
class NpmSettings {
  readonly #layers: Map<string, Said[]>[] = [];
  readonly #context: ConfigContext;
  #machine = false;

  constructor(context: ConfigContext) {
    this.#context = context;
    const { env, home } = context;
    const variables = new Map<string, Said[]>();
    for (const [name, value] of Object.entries(env)) {
      const key = /^npm_config_(.+)$/i.exec(name)?.[1];
      // npm reads `npm_config_//host/:_authToken` as it stands and other names with `_` for `-`.
      if (key !== undefined && value) variables.set(/^(?:\/\/|@)/.test(key) ? key : key.toLowerCase().replace(/(?!^)_/g, '-'), [{ value, source: `the variable ${name}` }]);
    }
    this.#layers.push(variables);
    const user = variables.get('userconfig')?.[0]?.value ?? join(home, '.npmrc');
    const project = join(projectFolder(context.cwd), '.npmrc');
    if (resolve(project) !== resolve(user)) this.#addFile(project);
    this.#addFile(user);
  }

  addMachine(file: string | undefined): void {
    if (this.#machine) return;
    this.#machine = true;
    const path = this.#layers[0]?.get('globalconfig')?.[0]?.value ?? file;
    if (path !== undefined) this.#addFile(path);
  }

  get(key: string): Said | undefined {
    return this.all(key)[0];
  }

  all(key: string): readonly Said[] {
    return this.#layers.find((layer) => layer.has(key))?.get(key) ?? [];
  }

  /** Credentials are kept by `//host/path/`; the longest path that holds the address counts. */
  authorize(url: string): string | undefined {
    const { host, pathname, protocol } = new URL(url);
    if (protocol !== 'https:' && protocol !== 'http:') return undefined;
    const parts = pathname.split('/');
    for (let length = parts.length; length >= 1; length--) {
      const path = parts.slice(0, length).join('/');
      for (const place of [`//${host}${path}`, `//${host}${path}/`]) {
        const header = this.#credentials(place);
        if (header !== undefined) return header;
      }
    }
    return undefined;
  }

  http(env: NodeJS.ProcessEnv): ClientConfig['http'] {
    const httpsProxy = this.get('https-proxy')?.value ?? this.get('proxy')?.value;
    const httpProxy = this.get('http-proxy')?.value ?? this.get('proxy')?.value;
    const noProxy = this.get('noproxy')?.value;
    const cafile = this.get('cafile')?.value;
    return {
      authorities: [...(cafile === undefined ? [] : [cafile]), ...environmentAuthorities(env, ['SSL_CERT_FILE'])],
      certificates: this.all('ca').map((said) => said.value.replaceAll('\\n', '\n')).filter((text) => text.includes('BEGIN CERTIFICATE')),
      ...(isAddress(httpsProxy) ? { httpsProxy } : {}), ...(isAddress(httpProxy) ? { httpProxy } : {}), ...(noProxy === undefined ? {} : { noProxy }),
    };
  }

  #credentials(place: string): string | undefined {
    const token = this.get(`${place}:_authToken`)?.value;
    if (token !== undefined) return `Bearer ${token}`;
    const auth = this.get(`${place}:_auth`)?.value;
    if (auth !== undefined) return `Basic ${auth}`;
    const user = this.get(`${place}:username`)?.value;
    const password = this.get(`${place}:_password`)?.value;
    return user === undefined || password === undefined ? undefined : basic(user, Buffer.from(password, 'base64').toString('utf8'));
  }

  #addFile(path: string): void {
    if (!existsSync(path)) return;
    const layer = new Map<string, Said[]>();
    for (const { section, key, value, line } of parseNpmrc(readFileSync(path, 'utf8'), this.#context.env)) {
      if (section === '') layer.set(key, [...(layer.get(key) ?? []), { value, source: `${path}:${line}` }]);
    }
    this.#layers.push(layer);
  }
}

/** npm's local prefix: the nearest folder upwards with a `package.json` or `node_modules`. */
function projectFolder(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || existsSync(join(folder, 'node_modules'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && URL.canParse(text);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
