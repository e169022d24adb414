/** What the readers of client settings share: the shapes, and how an address, a password and a certificate file are taken. */
import type { Ecosystem } from '../model/package.ts';
import { UserError } from '../model/user-error.ts';
import type { Cache } from './cache.ts';
import type { HttpSettings } from './http.ts';

/** A setting's value, credentials still inside, and where it stands. */
export interface Said {
  readonly value: string;
  readonly source: string;
}

/** What one client says: the index that replaces the built-in one, and those asked besides. */
export interface SaidIndexes {
  readonly main?: Said;
  readonly extra: readonly Said[];
}

export interface ClientConfig {
  /** The indexes for a name, in the order they are asked, without credentials, each ending in `/`. */
  indexes(name: string): Promise<readonly string[]>;
  /** The `authorization` header an address gets; credentials go to their own origin only. */
  authorize(url: string): string | undefined;
  /** The client's built-in registry, undefined where no client is installed. */
  builtIn(): Promise<string | undefined>;
  readonly http: HttpSettings;
  /** Where each index was set, for people who wonder why a host is asked. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface ConfigContext {
  /** The project whose settings count. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Keeps what the clients answered, so that they are started once a day at most. */
  readonly cache: Cache;
  /** Addresses from `assay.toml` that replace what the clients say. */
  readonly overrides?: Readonly<Partial<Record<Ecosystem, RegistryOverride>>>;
}

export interface RegistryOverride {
  readonly indexUrl?: string;
  readonly extraIndexUrls?: readonly string[];
}

/** An index address with its trailing `/` and without credentials. Throws UserError for what is no http address. */
export function indexAddress(address: string, source: string): string {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new UserError(`"${address}" is no address of an index`, { why: `it is set by ${source}`, todo: 'set an address that starts with https://' });
  }
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** The `authorization` header of a user name and password. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** Certificates that environment variables common to both clients add. */
export function environmentAuthorities(env: NodeJS.ProcessEnv, names: readonly string[]): string[] {
  return [...names, 'NODE_EXTRA_CA_CERTS'].map((name) => env[name] ?? '').filter((file) => file !== '');
}
