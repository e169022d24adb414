/** What a gate is made of on this machine: settings, store, the clients' registries and the engine in its workers. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { openGate, type GateOptions, type OpenGate } from '../gate/open-gate.ts';
import type { Registry } from '../gate/listings.ts';
import { parseSettings, type Gated, type Settings } from '../gate/settings.ts';
import type { Examine } from '../gate/vault.ts';
import { Cache, cacheFolder } from '../host/cache.ts';
import { readClientConfig } from '../host/client-config.ts';
import type { ClientConfig } from '../host/client-settings.ts';
import { makeFolder } from '../host/files.ts';
import { cores, dataFolder, workingDirectory } from '../host/machine.ts';
import type { Pool } from '../host/pool.ts';
import { contentRevision } from '../host/revision.ts';
import { nameListsRevision } from '../host/name-lists.ts';
import { environment } from '../host/terminal.ts';
import type { Report } from '../model/report.ts';
import { Store } from '../store/store.ts';
import { readAdvisories } from './advisory-files.ts';
import { opinionsIn } from './name-opinions.ts';
import { openScanPool } from './scan-pool.ts';
import type { ScanTask } from './scan-worker.ts';
import { findSettings } from './settings-file.ts';

export interface GateParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly registries: Readonly<Record<Gated, ClientConfig>>;
  readonly run: string;
  open(more: Partial<GateOptions>): Promise<OpenGate>;
  close(): Promise<void>;
}

const SCAN_SECONDS = 120;

/** Opens everything but the address. `advisories`: where records of known malware stand. Throws UserError where a setting is wrong or the store can't be opened. */
export async function openParts(advisories?: string): Promise<GateParts> {
  const known = advisories === undefined ? undefined : readAdvisories(advisories);
  const file = findSettings();
  const settings = parseSettings(file.text, file.path);
  const store = await openStore(settings);
  const registries = { npm: configOf('npm', settings), pypi: configOf('pypi', settings) };
  const pool = openScanPool({ size: cores(), limitMs: SCAN_SECONDS * 1000 });
  const run = `${new Date().toISOString().slice(0, 19)}Z-${randomBytes(3).toString('hex')}`;
  return {
    settings, store, registries, run,
    open: (more) => openGate({
      settings, store, registries: { npm: lasting(registries.npm), pypi: lasting(registries.pypi) }, examine: examineIn(pool), revision: rulesRevision(), run,
      opinionOn: opinionsIn(store, rulesRevision()), advise: (ecosystem, name, version) => known?.about(ecosystem, name, version).map(({ id, summary }) => `${id} ${summary}`.trim())[0], spoolFolder: join(dataFolder(environment()), 'spool'), network: networkOf(registries), ...more,
    }),
    async close() {
      await pool.close();
      await store.close();
    },
  };
}

/** Opens the store that the settings name: by default a file in the user's data folder. */
export async function openStore(settings: Settings): Promise<Store> {
  if (settings.storeUrl !== undefined) return Store.open(settings.storeUrl);
  const folder = dataFolder(environment());
  makeFolder(folder);
  return Store.open(join(folder, 'store.db'));
}

/** Changes with everything that a verdict depends on: whom a name imitates is part of it. */
export function rulesRevision(): string {
  return (revision ??= createHash('sha256').update(contentRevision(JUDGING)).update(nameListsRevision(environment())).digest('hex').slice(0, 16));
}
let revision: string | undefined;
const JUDGING = ['kit', 'model', 'formats', 'languages', 'ecosystems', 'names', 'rules', 'engine'];


function examineIn(pool: Pool<ScanTask, Report>): Examine {
  return async ({ path, name, ecosystem, entry }) => {
    const outcome = await pool.run({ target: name, path, name, ecosystem, ...(entry === undefined ? {} : { entry }), milliseconds: SCAN_SECONDS * 900 });
    if (outcome.kind === 'done') return outcome.result;
    throw new Error(outcome.kind === 'timed-out' ? `the scan took longer than ${outcome.seconds} s` : `the scan died: ${outcome.why}`);
  };
}

function configOf(ecosystem: Gated, settings: Settings): ClientConfig {
  const env = environment();
  const indexUrl = settings.registries[ecosystem];
  const overrides = indexUrl === undefined ? {} : { overrides: { [ecosystem]: { indexUrl } } };
  return readClientConfig(ecosystem, { cwd: workingDirectory(), env, home: env['HOME'] ?? homedir(), cache: new Cache(cacheFolder(env)), ...overrides });
}

/** Clients are asked for their settings once, also where asking failed. */
function lasting(config: ClientConfig): Registry {
  const asked = new Map<string, Promise<readonly string[]>>();
  let builtIn: Promise<string | undefined> | undefined;
  return {
    authorize: (url) => config.authorize(url),
    builtIn: () => (builtIn ??= config.builtIn()),
    indexes(name) {
      const scope = name.startsWith('@') ? name.split('/', 1)[0] ?? '' : '';
      const found = asked.get(scope) ?? config.indexes(name);
      asked.set(scope, found);
      return found;
    },
  };
}

function networkOf({ npm, pypi }: GateParts['registries']): NonNullable<GateOptions['network']> {
  const files = [...new Set([...npm.http.authorities ?? [], ...pypi.http.authorities ?? []])];
  const texts = [...npm.http.certificates ?? [], ...pypi.http.certificates ?? []];
  const authorities = files.length + texts.length === 0 ? [] : [...rootCertificates, ...texts, ...files.map((file) => readFileSync(file, 'utf8'))];
  const env = environment();
  const pick = (own: string | undefined, ...names: string[]): string => own ?? names.map((name) => env[name]).find((value) => value !== undefined) ?? '';
  return {
    authorities,
    httpProxy: pick(npm.http.httpProxy ?? pypi.http.httpProxy, 'http_proxy', 'HTTP_PROXY'),
    httpsProxy: pick(npm.http.httpsProxy ?? pypi.http.httpsProxy, 'https_proxy', 'HTTPS_PROXY'),
    noProxy: pick(npm.http.noProxy ?? pypi.http.noProxy, 'no_proxy', 'NO_PROXY'),
  };
}
