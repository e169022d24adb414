/** How each client is told to come through the gate. */

export const CLIENTS = ['npm', 'pnpm', 'yarn', 'berry', 'bun', 'pip', 'uv', 'poetry'] as const;
export type Client = (typeof CLIENTS)[number];

/**
 * Variables for a command run behind the gate: the indexes, and the gate as proxy for every address that a lock file or a setting holds. Yarn 1 takes
 * npm's; variables of its own would make later yarns stop at a setting they don't know.
 */
export function runEnvironment(base: string, authority: string | undefined): Record<string, string> {
  const npm = `${base}/npm/`;
  const simple = `${base}/pypi/simple/`;
  return {
    ...proxies(base),
    npm_config_registry: npm, npm_config_replace_registry_host: 'never', npm_config_proxy: base, npm_config_https_proxy: base, npm_config_noproxy: NOWHERE,
    YARN_NPM_REGISTRY_SERVER: npm, YARN_UNSAFE_HTTP_WHITELIST: '*', YARN_HTTP_PROXY: base, YARN_HTTPS_PROXY: base,
    BUN_CONFIG_REGISTRY: npm,
    PIP_INDEX_URL: simple, PIP_EXTRA_INDEX_URL: '', PIP_PROXY: base, PIP_TRUSTED_HOST: new URL(base).host,
    UV_DEFAULT_INDEX: simple, UV_INDEX_URL: simple, UV_INDEX: '', UV_EXTRA_INDEX_URL: '', UV_INSECURE_HOST: new URL(base).host,
    ...(authority === undefined ? {} : trust(authority)),
  };
}

/** npm takes an empty variable for none at all, and then reads the exceptions of its files. */
const NOWHERE = 'nowhere.invalid';

/** Lower and upper case: clients read one or the other. The user's exceptions are replaced, because each would be a way around. */
function proxies(base: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy']) {
    found[name] = base;
    found[name.toUpperCase()] = base;
  }
  return { ...found, no_proxy: NOWHERE, NO_PROXY: NOWHERE };
}

/** The file with the authority that signs for looked-into tunnels, for everything that opens one. */
function trust(file: string): Record<string, string> {
  return {
    NODE_EXTRA_CA_CERTS: file, npm_config_cafile: file, YARN_HTTPS_CA_FILE_PATH: file,
    SSL_CERT_FILE: file, REQUESTS_CA_BUNDLE: file, CURL_CA_BUNDLE: file, PIP_CERT: file, GIT_SSL_CAINFO: file,
  };
}

/** Lines for `assay gate env`: what to set for each client to use a gate that stays. */
export function environmentLines(base: string, token: string | undefined): Record<Client, readonly string[]> {
  const npm = `${base}/npm/`;
  const url = new URL(base);
  const own = token === undefined ? base : `${url.protocol}//assay:${encodeURIComponent(token)}@${url.host}`;
  const simple = `${own}/pypi/simple/`;
  const npmToken = token === undefined ? [] : [`npm config set ${quoted(`//${url.host}/npm/:_authToken=${token}`)}`];
  return {
    npm: [`export npm_config_registry=${npm}`, ...npmToken],
    pnpm: [`export npm_config_registry=${npm}`, ...npmToken],
    // Yarn 1 shows a token for scoped names only, unless it is told to.
    yarn: [`export npm_config_registry=${npm}`, ...npmToken, ...(token === undefined ? [] : ['export npm_config_always_auth=true'])],
    berry: [`export YARN_NPM_REGISTRY_SERVER=${npm}`, `export YARN_UNSAFE_HTTP_WHITELIST=${url.hostname}`, ...(token === undefined ? [] : [`export YARN_NPM_AUTH_TOKEN=${quoted(token)}`, 'export YARN_NPM_ALWAYS_AUTH=true'])],
    bun: [`export BUN_CONFIG_REGISTRY=${npm}`, ...(token === undefined ? [] : [`export BUN_CONFIG_TOKEN=${quoted(token)}`])],
    pip: [`export PIP_INDEX_URL=${quoted(simple)}`, 'export PIP_EXTRA_INDEX_URL='],
    uv: [`export UV_DEFAULT_INDEX=${quoted(simple)}`],
    // Credentials in the source's address would be shown for its pages only, not for the files they name.
    poetry: [
      `export http_proxy=${quoted(own)}`, `poetry source add --priority=primary gate ${base}/pypi/simple/`,
      ...(token === undefined ? [] : ['export POETRY_HTTP_BASIC_GATE_USERNAME=assay', `export POETRY_HTTP_BASIC_GATE_PASSWORD=${quoted(token)}`]),
    ],
  };
}

/** A token may hold anything; what a shell would take for more than a word is put in quotes. */
function quoted(text: string): string {
  return /^[\w:/@%.=+-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
