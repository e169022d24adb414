/** The keys of `assay.toml`. */

const POLICY = ['mode', 'on-failure', 'minimum-age', 'block', 'names', 'install-scripts', 'allowed-scopes', 'wait', 'maximum-scan'];

export const KEYS = {
  root: ['policy', 'internal', 'registries', 'expectations', 'exception', 'store'],
  policy: [...POLICY, 'npm', 'pypi'],
  ecosystemPolicy: POLICY,
  internal: ['names'],
  registries: ['npm', 'pypi'],
  registry: ['index-url'],
  exception: ['purl', 'sha256', 'reason', 'approved-by', 'expires'],
  store: ['url'],
  expectations: ['require', 'installers', 'accepted'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
