/** The desk: gathers the facts about a package, has them ruled on, writes down what was decided, and only then lets anything out. */
import type { Answer } from '../host/server.ts';
import { printable } from '../kit/untrusted.ts';
import { UpstreamFailure } from '../host/upstream.ts';
import type { Store } from '../store/store.ts';
import type { TrailEntry } from '../store/trail.ts';
import type { Candidate } from './listing.ts';
import type { Form, Listing, Listings, Registry } from './listings.ts';
import type { Metrics } from './metrics.ts';
import { entryOf } from './packument.ts';
import { blockIdOf, PASS, ruleOnBytes, ruleOnListed, ruleOnName, undecided, type Facts, type Judged, type NameOpinion, type Ruling } from './ruling.ts';
import type { Gated, Settings } from './settings.ts';
import { IntegrityFailure, UpstreamStatus, type Bytes, type Vault } from './vault.ts';

export interface DeskParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly vault: Vault;
  readonly listings: Listings;
  readonly registries: Readonly<Record<Gated, Registry>>;
  readonly metrics: Metrics;
  /** Origins of configured indexes: credentials go only there. */
  readonly origins: ReadonlySet<string>;
  readonly now: () => Date;
  /** Revision of the rules. */
  readonly revision: string;
  /** Names this gate's run in the trail. */
  readonly run: string;
  opinionOn(ecosystem: Gated, name: string): Promise<NameOpinion | undefined>;
  /** What an advisory says against a version, undefined where none does. */
  advise(ecosystem: Gated, name: string, version: string): string | undefined;
  log(event: string, fields: Readonly<Record<string, string | number>>): void;
}

/** Who asks, and how answers must be addressed. */
export interface Caller {
  readonly client: string;
  /** Credentials to hand on to the upstream. */
  readonly authorization: string | undefined;
  /** Our own address as the caller sees it; undefined where it came through the forward proxy and keeps the upstream's addresses. */
  readonly base: string | undefined;
}

export interface Looked {
  readonly listing: Listing;
  readonly facts: Facts;
  /** By file name. */
  readonly rulings: ReadonlyMap<string, Ruling>;
}

export interface Admitted {
  readonly bytes: Bytes;
}

const MAX_REMEMBERED = 20_000;
const MAX_UNWRITTEN = 1000;
/** Short, because a registry that takes a version down stops listing it. */
const LISTED_FOR = 600_000;

export class Desk {
  readonly parts: DeskParts;
  readonly #told = new Set<string>();
  /** Refusals that the trail could not take: they were made all the same. */
  readonly unwritten: TrailEntry[] = [];

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  /** The listing of a package with a ruling on each of its files, or the answer that says why there is none. */
  async look(ecosystem: Gated, name: string, form: Form, caller: Caller, again = false): Promise<Looked | Answer> {
    const { settings, registries, listings } = this.parts;
    const policy = settings.policies[ecosystem];
    const indexes = await registries[ecosystem].indexes(name);
    const builtIn = settings.internal.length === 0 ? undefined : await registries[ecosystem].builtIn();
    const named = ruleOnName({ ecosystem, name, policy, exceptions: settings.exceptions, latest: listings.latest() }, settings, builtIn !== undefined && indexes.includes(builtIn), await this.#opinionOn(ecosystem, name));
    if (!named.pass) return this.refuse(caller, ecosystem, name, '', '', '', named);
    if (named.cause !== '') await this.#tellOnce(caller, ecosystem, name, '', '', named);
    const withTimes = ecosystem === 'npm' && form !== 'full' && policy.minimumAge > 0;
    try {
      const listing = await listings.get(ecosystem, name, form, withTimes, caller.authorization, again);
      if ('status' in listing) return { status: listing.status, headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' }, body: JSON.stringify({ error: `the registry answered ${listing.status} for ${name}` }) };
      return await this.#ruleOnListing(listing, ecosystem, caller);
    } catch (error) {
      if (!(error instanceof UpstreamFailure)) throw error;
      const stale = policy.onFailure === 'open' ? listings.stale(ecosystem, name, form, withTimes, caller.authorization) : undefined;
      if (stale !== undefined) return this.#ruleOnListing(stale, ecosystem, caller);
      return this.#failed(caller, ecosystem, name, '', error.message);
    }
  }

  /**
   * A file that a registry listed a short while ago, ruled on from what the store remembers: `npm ci` asks for files only, and asking the upstream
   * for every package's listing besides would double its work. Undefined where the listing must be asked for.
   */
  async lookAtKnown(ecosystem: Gated, name: string, file: string, caller: Caller): Promise<{ candidate: Candidate; looked: Looked } | undefined> {
    const { settings, registries, vault, now } = this.parts;
    if (caller.authorization !== undefined || settings.internal.length > 0) return undefined;
    const policy = settings.policies[ecosystem];
    const named = ruleOnName({ ecosystem, name, policy, exceptions: settings.exceptions, latest: this.parts.listings.latest() }, settings, false, await this.#opinionOn(ecosystem, name));
    const since = new Date(now().getTime() - LISTED_FOR);
    const known = named.cause === '' ? await vault.listedSince(ecosystem, name, file, since) : undefined;
    if (known === undefined) return undefined;
    const candidate: Candidate = { version: known.version, file, url: known.url, integrity: known.integrity, published: known.published, runsScripts: known.runsScripts, sha256: known.sha256 };
    const [index = ''] = await registries[ecosystem].indexes(name);
    const listing: Listing = { name, index, candidates: [candidate], text: '', contentType: '', page: undefined, asOf: known.listedAt };
    const judged = await vault.storedVerdict(known.sha256);
    const looked = await this.#ruleOnListing(listing, ecosystem, caller, judged === undefined ? [] : [[known.integrity, judged]]);
    return 'status' in looked ? undefined : { candidate, looked };
  }

  /** The bytes of a listed file once they may go out, or the answer that says why not. A served file is in the trail before this returns. */
  async admit(candidate: Candidate, { listing, facts, rulings }: Looked, caller: Caller, action: 'artifact' | 'head'): Promise<Admitted | Answer> {
    const { ecosystem, name, policy } = facts;
    const { version, file } = candidate;
    const listed = rulings.get(file) ?? PASS;
    const known = candidate.integrity === undefined ? '' : facts.known.get(candidate.integrity)?.sha256 ?? '';
    if (!listed.pass) return this.refuse(caller, ecosystem, name, version, file, known, listed);
    try {
      const wanted = { ecosystem, name, candidate, asOf: facts.now, headers: this.#credentials(candidate, caller), entry: () => entryOf(listing.text, version) };
      const bytes = await this.parts.vault.bytesOf(wanted);
      const { judged, why } = await this.#examined(bytes, wanted, facts);
      const ruling = ruleOnBytes(judged, why, candidate, facts, bytes.sha256);
      if (!ruling.pass) return await this.refuse(caller, ecosystem, name, version, file, bytes.sha256, ruling);
      const noted = ruling.cause === '' ? listed : ruling;
      const reason = noted.cause === '' ? '' : `${noted.cause}: ${noted.reason}`;
      const kept = await this.#record({ action, ecosystem, name, version, file, sha256: bytes.sha256, outcome: action === 'head' ? 'noted' : 'served', reason, blockId: '' }, caller);
      if (!kept) {
        const silent = undecided(policy, 'audit', 'the audit trail can not be written');
        if (!silent.pass) return await this.refuse(caller, ecosystem, name, version, file, bytes.sha256, silent);
      }
      this.parts.metrics.count('served', ecosystem);
      return { bytes };
    } catch (error) {
      if (error instanceof UpstreamStatus) return { status: error.status, headers: { 'content-type': 'text/plain' }, body: error.message };
      if (error instanceof IntegrityFailure) return this.refuse(caller, ecosystem, name, version, file, '', { pass: false, cause: 'integrity', reason: error.message });
      if (error instanceof UpstreamFailure) return this.#failed(caller, ecosystem, name, file, error.message);
      throw error;
    }
  }

  /** Writes a refusal down and answers it: 403, because clients neither retry nor fall back on that, with the reason wherever one of them shows it. */
  async refuse(caller: Caller, ecosystem: Gated, name: string, version: string, file: string, sha256: string, ruling: Ruling): Promise<Answer> {
    const blockId = blockIdOf(ecosystem, name, version, file, ruling.cause);
    const reason = `${ruling.cause}: ${ruling.reason}`;
    await this.#record({ action: file === '' ? 'listing' : 'artifact', ecosystem, name, version, file, sha256, outcome: 'refused', reason, blockId }, caller);
    this.parts.metrics.count('refused', ecosystem);
    return refusal(403, ecosystem, blockId, `${name}${version === '' ? '' : `@${version}`}`, ruling.reason);
  }

  /** Writes down what is no decision on a package: a refused tunnel, an address outside. */
  async note(caller: Caller, ecosystem: Gated | '', action: string, file: string, outcome: 'refused' | 'noted' | 'failed', reason: string, blockId: string): Promise<boolean> {
    return this.#record({ action, ecosystem, name: '', version: '', file, sha256: '', outcome, reason, blockId }, caller);
  }

  /** `known`: what is known of the files, where it was looked up already. */
  async #ruleOnListing(listing: Listing, ecosystem: Gated, caller: Caller, known?: readonly (readonly [string, Judged])[]): Promise<Looked | Answer> {
    const { settings, now } = this.parts;
    const { name } = listing;
    const policy = settings.policies[ecosystem];
    const remembered = await this.#remembered(ecosystem, name, known);
    if (remembered === undefined) {
      const ruling = undecided(policy, 'audit', 'the store can not be read');
      if (!ruling.pass) return this.refuse(caller, ecosystem, name, '', '', '', ruling);
    }
    const { stops, known: judged } = remembered ?? { stops: [], known: new Map<string, Judged>() };
    const asOf = listing.asOf.getTime() < now().getTime() ? listing.asOf : now();
    const facts: Facts = { ecosystem, name, policy, exceptions: settings.exceptions, now: asOf, latest: this.parts.listings.latest(), stops, known: judged, advise: (version) => this.parts.advise(ecosystem, name, version) };
    const rulings = new Map<string, Ruling>();
    for (const candidate of listing.candidates) rulings.set(candidate.file, ruleOnListed(candidate, facts));
    const hidden = listing.candidates.filter((candidate) => rulings.get(candidate.file)?.pass === false);
    for (const candidate of hidden) await this.#tellOnce(caller, ecosystem, name, candidate.version, candidate.file, rulings.get(candidate.file) ?? PASS);
    return { listing, facts, rulings };
  }

  async #opinionOn(ecosystem: Gated, name: string): Promise<NameOpinion | undefined> {
    return this.parts.settings.policies[ecosystem].names === 'off' ? undefined : this.parts.opinionOn(ecosystem, name);
  }

  async #remembered(ecosystem: Gated, name: string, given: readonly (readonly [string, Judged])[] | undefined): Promise<{ stops: Facts['stops']; known: Facts['known'] } | undefined> {
    const { store, revision, log } = this.parts;
    try {
      const stops = await store.quarantine.stopsOn(ecosystem, name);
      if (given !== undefined) return { stops, known: new Map(given) };
      const known = new Map<string, Judged>();
      for (const each of await store.artifacts.knownOf(ecosystem, name, revision)) known.set(each.integrity, each);
      return { stops, known };
    } catch (error) {
      log('store-failed', { why: String(error) });
      return undefined;
    }
  }

  async #examined(bytes: Bytes, wanted: Parameters<Vault['verdictOn']>[1], facts: Facts): Promise<{ judged: Judged | undefined; why: string }> {
    const { vault, metrics, log } = this.parts;
    const started = Date.now();
    try {
      const verdict = vault.verdictOn(bytes, wanted, facts.policy.maximumScan);
      const judged = await within(facts.policy.wait, verdict);
      metrics.time('scan', Date.now() - started);
      if (judged === LATE) {
        verdict.catch((error: unknown) => log('scan-failed', { file: wanted.candidate.file, why: String(error) }));
        return { judged: undefined, why: `not examined within ${facts.policy.wait / 1000} s; it goes on being examined, so try again` };
      }
      return { judged, why: `larger than maximum-scan (${facts.policy.maximumScan} bytes)` };
    } catch (error) {
      log('scan-failed', { file: wanted.candidate.file, why: String(error) });
      return { judged: undefined, why: `could not be examined: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  #credentials(candidate: Candidate, caller: Caller): Record<string, string> {
    return caller.authorization === undefined || !this.#isIndexOrigin(candidate.url) ? {} : { authorization: caller.authorization };
  }

  #isIndexOrigin(url: string): boolean {
    return URL.canParse(url) && this.parts.origins.has(new URL(url).origin);
  }

  async #failed(caller: Caller, ecosystem: Gated, name: string, file: string, why: string): Promise<Answer> {
    const blockId = blockIdOf(ecosystem, name, '', file, 'upstream');
    await this.#record({ action: 'upstream', ecosystem, name, version: '', file, sha256: '', outcome: 'failed', reason: `upstream: ${why}`, blockId }, caller);
    this.parts.metrics.count('failed', ecosystem);
    return refusal(502, ecosystem, blockId, name, why);
  }

  /** Hidden versions come by with every listing; the trail needs each once per run. */
  async #tellOnce(caller: Caller, ecosystem: Gated, name: string, version: string, file: string, ruling: Ruling): Promise<void> {
    const blockId = blockIdOf(ecosystem, name, version, file, ruling.cause);
    if (this.#told.has(blockId)) return;
    if (this.#told.size > MAX_REMEMBERED) this.#told.clear();
    this.#told.add(blockId);
    const outcome = ruling.pass ? 'noted' : 'hidden';
    const kept = await this.#record({ action: 'listing', ecosystem, name, version, file, sha256: '', outcome, reason: `${ruling.cause}: ${ruling.reason}`, blockId }, caller);
    if (!kept) this.#told.delete(blockId);
    this.parts.metrics.count('hidden', ecosystem);
  }

  /** False where the trail can't be written: the caller decides what that means. */
  async #record(entry: Omit<TrailEntry, 'client' | 'run' | 'policy'>, caller: Caller): Promise<boolean> {
    const { store, settings, revision, run, log } = this.parts;
    const whole = { ...entry, client: caller.client, run, policy: `${settings.revision}/${revision}` };
    log(entry.outcome, { action: entry.action, ecosystem: entry.ecosystem, name: entry.name, version: entry.version, file: entry.file, reason: entry.reason, block: entry.blockId, client: caller.client });
    try {
      await store.trail.append(whole);
      return true;
    } catch (error) {
      log('trail-failed', { why: String(error) });
      if (entry.outcome === 'refused' && this.unwritten.length < MAX_UNWRITTEN) this.unwritten.push(whole);
      return false;
    }
  }
}

/** A refusal or failure as each client can show it: status phrase, body, and npm's notice. */
export function refusal(status: number, ecosystem: Gated | '', blockId: string, what: string, why: string): Answer {
  const message = `assay ${status === 502 ? 'could not fetch' : 'refused'} ${what} [${blockId}]: ${why}`;
  const plain = message.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 400);
  const isNpm = ecosystem === 'npm';
  return {
    status, phrase: plain,
    headers: { 'content-type': isNpm ? 'application/json' : 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-assay-block': blockId, ...(isNpm ? { 'npm-notice': plain } : {}) },
    body: isNpm ? JSON.stringify({ error: plain, reason: printable(why), blockId }) : `${plain}\n`,
  };
}

const LATE = Symbol('late');

/** What a promise gives, or LATE once the milliseconds are over. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
