/**
 * The door to the registries: documents and files, each taken from the cache where it may be, fetched and verified where not. Without the
 * network (`offline`) only what is kept is answered, whatever its age, and the age is told.
 */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import type { Ecosystem } from '../model/package.ts';
import { RegistryFailure } from '../model/registry.ts';
import type { RegistryDocument, RegistryDoor, RegistryFile } from '../model/registry.ts';
import { Cache, cacheFolder, sha256Of } from './cache.ts';
import type { CacheFields, Cached } from './cache.ts';
import { readClientConfig } from './client-config.ts';
import type { ClientConfig, RegistryOverride } from './client-settings.ts';
import { HttpClient, plain } from './http.ts';
import type { HttpAnswer, HttpSettings } from './http.ts';

export interface AccessOptions {
  readonly offline?: boolean;
  /** Seconds for which a kept document counts as current where the registry says nothing. Default 300; 0 asks each time. */
  readonly fresh?: number;
  /** The project whose client settings count. Default: the working directory. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
  readonly cache?: Cache;
  readonly overrides?: Readonly<Partial<Record<Ecosystem, RegistryOverride>>>;
  readonly http?: HttpSettings;
  readonly now?: () => number;
}

/** Bytes of an index page or packument: the longest known are some 100 MB. */
const DOCUMENT_LIMIT = 256 * 1024 ** 2;
const FILE_LIMIT = 1024 ** 3;
const LONGEST_FRESH = 600;

export class RegistryAccess implements RegistryDoor {
  readonly #options: AccessOptions;
  readonly #env: NodeJS.ProcessEnv;
  readonly #cache: Cache;
  readonly #configs = new Map<Ecosystem, ClientConfig>();
  readonly #clients = new Map<Ecosystem, HttpClient>();
  /** Requests under way, so that many who ask for one thing at once wait for one answer. */
  readonly #pending = new Map<string, Promise<RegistryDocument>>();

  constructor(options: AccessOptions = {}) {
    this.#options = options;
    this.#env = options.env ?? process.env;
    this.#cache = options.cache ?? new Cache(cacheFolder(this.#env));
  }

  now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  indexes(ecosystem: Ecosystem, name: string): Promise<readonly string[]> {
    return this.#config(ecosystem).indexes(name);
  }

  builtIn(ecosystem: Ecosystem): Promise<string | undefined> {
    return this.#config(ecosystem).builtIn();
  }

  /** Where an index was set, as a person would say it. */
  sourceOf(ecosystem: Ecosystem, index: string): string | undefined {
    return this.#config(ecosystem).sources.get(index);
  }

  document(ecosystem: Ecosystem, url: string, accept: string): Promise<RegistryDocument> {
    const key = `document ${accept} ${plain(url)}`;
    const running = this.#pending.get(key);
    if (running !== undefined) return running;
    const work = this.#document(ecosystem, url, accept, key).finally(() => this.#pending.delete(key));
    this.#pending.set(key, work);
    return work;
  }

  /** The bytes of a release's file, verified against every hash the index gives. Throws RegistryFailure. */
  async file(file: RegistryFile): Promise<Uint8Array> {
    const key = fileKey(file);
    const kept = file.hashes['sha256'] === undefined ? this.#cache.get(key)?.bytes : this.#cache.blob(file.hashes['sha256']);
    if (kept !== undefined && mismatch(file, kept) === undefined) return kept;
    this.#refuseOffline(`${file.filename} is not in the cache`, file.url);
    const answer = await this.#get(file.ecosystem, file.url, {}, FILE_LIMIT, true);
    refuseStatus(answer, file.filename);
    const wrong = mismatch(file, answer.body);
    if (wrong !== undefined) throw new RegistryFailure('integrity', `${file.filename} is not what the index promises: ${wrong}`, plain(file.url));
    this.#cache.put(key, answer.body, { url: plain(file.url), at: this.now() });
    return answer.body;
  }

  /** The SHA-256 of a file: as the index gives it, or as it was when the file was fetched. */
  sha256(file: RegistryFile): string | undefined {
    return file.hashes['sha256'] ?? this.#cache.find(fileKey(file))?.blob;
  }

  /** Where what was found out of a file's bytes may be kept too. */
  get cache(): Cache {
    return this.#cache;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }

  async #document(ecosystem: Ecosystem, url: string, accept: string, key: string): Promise<RegistryDocument> {
    const kept = this.#cache.get(key);
    if (kept !== undefined && (this.#options.offline === true || this.#isFresh(kept))) return this.#told(kept);
    this.#refuseOffline(`nothing is kept of ${plain(url)}`, url);
    const etag = kept?.fields['etag'];
    const headers = { accept, ...(typeof etag === 'string' && etag !== '' ? { 'if-none-match': etag } : {}) };
    const answer = await this.#get(ecosystem, url, headers, DOCUMENT_LIMIT, false);
    if (answer.status === 304 && kept !== undefined) {
      const fields = { ...kept.fields, at: this.now() };
      this.#cache.update(key, sha256Of(kept.bytes), fields);
      return this.#told({ bytes: kept.bytes, fields });
    }
    refuseStatus(answer, plain(url));
    const fields = this.#fields(answer);
    this.#cache.put(key, answer.body, fields);
    return this.#told({ bytes: answer.body, fields });
  }

  #get(ecosystem: Ecosystem, url: string, headers: Readonly<Record<string, string>>, limit: number, raw: boolean): Promise<HttpAnswer> {
    const config = this.#config(ecosystem);
    let client = this.#clients.get(ecosystem);
    if (client === undefined) this.#clients.set(ecosystem, (client = new HttpClient({ ...config.http, ...this.#options.http })));
    return client.get({ url, headers, limit, raw, authorize: (address) => config.authorize(address) });
  }

  #config(ecosystem: Ecosystem): ClientConfig {
    const known = this.#configs.get(ecosystem);
    if (known !== undefined) return known;
    const { cwd = process.cwd(), home, overrides } = this.#options;
    const config = readClientConfig(ecosystem, { cwd, env: this.#env, home: home ?? this.#env['HOME'] ?? homedir(), cache: this.#cache, ...(overrides === undefined ? {} : { overrides }) });
    this.#configs.set(ecosystem, config);
    return config;
  }

  #isFresh(kept: Cached): boolean {
    const fresh = Math.min(LONGEST_FRESH, this.#options.fresh ?? Number(kept.fields['fresh']));
    return this.now() - Number(kept.fields['at']) < fresh * 1000;
  }

  #fields(answer: HttpAnswer): CacheFields {
    const control = answer.headers['cache-control'] ?? '';
    const age = /no-store|no-cache/.test(control) ? 0 : Number(/max-age=(\d+)/.exec(control)?.[1] ?? 300);
    return { url: answer.url, type: answer.headers['content-type'] ?? '', etag: answer.headers['etag'] ?? '', at: this.now(), fresh: age };
  }

  #told(kept: Cached): RegistryDocument {
    const age = Math.round((this.now() - Number(kept.fields['at'])) / 1000);
    return { url: String(kept.fields['url']), type: String(kept.fields['type']), text: Buffer.from(kept.bytes).toString('utf8'), ...(age > 0 ? { age } : {}) };
  }

  #refuseOffline(what: string, url: string): void {
    if (this.#options.offline === true) throw new RegistryFailure('offline', `${what}, and --offline forbids asking for it`, plain(url));
  }
}

function fileKey(file: RegistryFile): string {
  const strongest = STRONG.map((algorithm) => file.hashes[algorithm]).find((hash) => hash !== undefined);
  return `file ${strongest ?? plain(file.url)}`;
}

/** Strongest first; sha1 and md5 count only where there is nothing better, and then an old release can still be had. */
const STRONG = ['sha512', 'sha384', 'sha256', 'sha1', 'md5'] as const;

function mismatch(file: RegistryFile, bytes: Uint8Array): string | undefined {
  for (const algorithm of STRONG) {
    const promised = file.hashes[algorithm];
    if (promised === undefined) continue;
    const found = createHash(algorithm).update(bytes).digest('hex');
    if (found !== promised) return `its ${algorithm} is ${found}, not ${promised}`;
  }
  return undefined;
}

function refuseStatus(answer: HttpAnswer, what: string): void {
  const { status, url } = answer;
  const host = new URL(url).host;
  if (status === 200) return;
  if (status === 404 || status === 410) throw new RegistryFailure('absent', `${host} has no ${what}`, url);
  if (status === 401 || status === 403) throw new RegistryFailure('denied', `${host} refuses ${what} (${status}): check the credentials your client has for it`, url);
  throw new RegistryFailure('status', `${host} answered ${status} for ${what}`, url);
}
