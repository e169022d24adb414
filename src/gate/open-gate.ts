/** Puts a gate together and opens it on an address. */
import { Spool } from '../host/spool.ts';
import { serve, type Certificate, type Serving } from '../host/server.ts';
import { UpstreamClient } from '../host/upstream.ts';
import type { Store } from '../store/store.ts';
import type { TrailEntry } from '../store/trail.ts';
import { Desk } from './desk.ts';
import { Gate } from './gate.ts';
import { Listings, type Registry } from './listings.ts';
import { Metrics } from './metrics.ts';
import type { NameOpinion } from './ruling.ts';
import type { Gated, Settings } from './settings.ts';
import { Vault, type Examine } from './vault.ts';

export interface GateOptions {
  readonly settings: Settings;
  readonly store: Store;
  readonly registries: Readonly<Record<Gated, Registry>>;
  readonly examine: Examine;
  /** Revision of the rules that `examine` holds. */
  readonly revision: string;
  readonly spoolFolder: string;
  readonly opinionOn?: (ecosystem: Gated, name: string) => Promise<NameOpinion | undefined>;
  readonly advise?: (ecosystem: Gated, name: string, version: string) => string | undefined;
  readonly log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
  readonly now?: () => Date;
  /** Names the run in the trail. */
  readonly run: string;
  readonly host?: string;
  readonly port?: number;
  /** Names under which clients reach us, besides the address we listen on. */
  readonly names?: readonly string[];
  readonly tls?: Certificate;
  readonly token?: string;
  readonly certify?: (host: string) => Certificate;
  readonly spoolBytes?: number;
  readonly maximumFile?: number;
  readonly maximumListing?: number;
  /** Milliseconds for which a listing isn't asked for again. */
  readonly freshness?: number;
  readonly network?: { readonly httpProxy?: string; readonly httpsProxy?: string; readonly noProxy?: string; readonly authorities?: readonly string[]; readonly idle?: number };
}

export interface OpenGate extends Serving {
  readonly metrics: Metrics;
  /** Refusals that could not be written into the trail, up to a bound. */
  readonly unwritten: readonly TrailEntry[];
  /** Origins of the configured indexes that were asked so far. */
  readonly origins: ReadonlySet<string>;
  /** The upstream's address of a Python project's file, where its page was asked for. */
  addressOf(project: string, file: string): string | undefined;
}

/** Starts a gate. Rejects where the address can't be bound or the spool's folder can't be made. */
export async function openGate(options: GateOptions): Promise<OpenGate> {
  const origins = new Set<string>();
  const registries = { npm: watched(options.registries.npm, origins), pypi: watched(options.registries.pypi, origins) };
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => {});
  const authorize = (url: string): string | undefined => options.registries.npm.authorize(url) ?? options.registries.pypi.authorize(url);
  const upstream = new UpstreamClient({ ...options.network, isConfigured: (origin) => origins.has(origin), authorize });
  const spool = new Spool(options.spoolFolder, options.spoolBytes ?? 4_000_000_000);
  const metrics = new Metrics();
  const { settings, store, revision, run } = options;
  const vault = new Vault({ upstream, spool, store, examine: options.examine, revision, maximumFile: options.maximumFile ?? 2_000_000_000, onStoreFailure: (why) => log('store-failed', { why }) });
  const listings = new Listings({ upstream, registries, now, freshness: options.freshness ?? 30_000, maximum: options.maximumListing ?? 200_000_000 });
  const desk = new Desk({
    settings, store, vault, listings, registries, metrics, origins, now, revision, run, log,
    opinionOn: options.opinionOn ?? (async () => undefined), advise: options.advise ?? (() => undefined),
  });
  const hosts = new Set<string>();
  const gate = new Gate({ desk, upstream, token: options.token, hosts, scheme: options.tls === undefined ? 'http' : 'https', ...(options.certify === undefined ? {} : { certify: options.certify }) });
  for (const registry of [registries.npm, registries.pypi]) await registry.indexes('').catch((error: unknown) => log('no-registry', { why: String(error) }));
  const serving = await serve((asked) => gate.handle(asked), {
    host: options.host ?? '127.0.0.1', port: options.port ?? 0, ...(options.tls === undefined ? {} : { tls: options.tls }),
    connect: (authority, asked) => gate.connect(authority, asked),
    onFault: (error) => log('fault', { why: error instanceof Error ? error.stack ?? error.message : String(error) }),
  });
  for (const name of [serving.host, '127.0.0.1', 'localhost', '[::1]', ...options.names ?? []]) hosts.add(`${name}:${serving.port}`);
  return { ...serving, metrics, origins, unwritten: desk.unwritten, addressOf: (project, file) => listings.addressOf(project, file), close: (grace) => closeAll(serving, upstream, grace) };
}

async function closeAll(serving: Serving, upstream: UpstreamClient, grace: number | undefined): Promise<void> {
  await serving.close(grace);
  await upstream.close();
}

/** Remembers the origins of every index that is asked for. */
function watched(registry: Registry, origins: Set<string>): Registry {
  return {
    authorize: (url) => registry.authorize(url),
    builtIn: () => registry.builtIn(),
    indexes: async (name) => {
      const indexes = await registry.indexes(name);
      for (const index of indexes) origins.add(new URL(index).origin);
      return indexes;
    },
  };
}
