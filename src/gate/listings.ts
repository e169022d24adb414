/** What upstreams list, fetched and read, kept for a short while and then asked for again with the upstream's own validator. */
import { UpstreamFailure, type UpstreamAnswer, type UpstreamClient } from '../host/upstream.ts';
import type { Candidate } from './listing.ts';
import { readPackument } from './packument.ts';
import type { Gated } from './settings.ts';
import { candidateOf, HTML_TYPE, JSON_TYPE, normalizeName, readHtmlPage, readJsonPage, type SimplePage } from './simple-page.ts';

/** Where an ecosystem's packages come from: what the machine's own clients are configured for. */
export interface Registry {
  /** Index addresses for a name, in the order they are asked, each ending in `/`, without credentials. */
  indexes(name: string): Promise<readonly string[]>;
  authorize(url: string): string | undefined;
  /** The client's built-in, public registry. */
  builtIn(): Promise<string | undefined>;
}

export type Form = 'abbreviated' | 'full' | 'simple';

export interface Listing {
  readonly name: string;
  readonly index: string;
  readonly candidates: readonly Candidate[];
  /** npm's document as it came; '' for PyPI. */
  readonly text: string;
  readonly contentType: string;
  readonly page: SimplePage | undefined;
  /** The earlier of our clock and the upstream's: a clock that runs ahead must not make versions look old. */
  readonly asOf: Date;
}

/** The upstreams don't have it, or don't give it to us. */
export interface Missing {
  readonly status: number;
}

interface Kept {
  readonly listing: Listing;
  readonly until: number;
  readonly etag: string | undefined;
  readonly weight: number;
}

export interface ListingsParts {
  readonly upstream: UpstreamClient;
  readonly registries: Readonly<Record<Gated, Registry>>;
  readonly now: () => Date;
  /** Milliseconds for which a listing is not asked for again. */
  readonly freshness: number;
  /** Bytes that one listing may have, unpacked. */
  readonly maximum: number;
}

const MAX_KEPT = 64_000_000;
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8';
const SIMPLE = `${JSON_TYPE}, ${HTML_TYPE};q=0.5, text/html;q=0.1`;

export class Listings {
  readonly #parts: ListingsParts;
  readonly #kept = new Map<string, Kept>();
  readonly #asking = new Map<string, Promise<Listing | Missing>>();
  #weight = 0;
  /** Milliseconds by which the upstream's clock was ahead of ours when it last answered. */
  #lead = 0;

  constructor(parts: ListingsParts) {
    this.#parts = parts;
  }

  /**
   * The listing of a package in a form. `withTimes` fetches npm's full document besides, since the abbreviated has no times. Throws UpstreamFailure
   * where an upstream can't be reached or answers nonsense.
   */
  async get(ecosystem: Gated, name: string, form: Form, withTimes: boolean, authorization: string | undefined, again = false): Promise<Listing | Missing> {
    const key = `${ecosystem} ${name} ${form} ${withTimes} ${authorization ?? ''}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined && !again && kept.until > this.#parts.now().getTime()) return kept.listing;
    const running = this.#asking.get(key);
    if (running !== undefined) return running;
    const asked = this.#askIndexes(ecosystem, name, form, withTimes, authorization, key).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asked);
    return asked;
  }

  /** The last listing seen, however old: for a gate that fails open while the upstream is away. */
  stale(ecosystem: Gated, name: string, form: Form, withTimes: boolean, authorization: string | undefined): Listing | undefined {
    return this.#kept.get(`${ecosystem} ${name} ${form} ${withTimes} ${authorization ?? ''}`)?.listing;
  }

  /** The later of our clock and the upstream's: what has ended must not last because ours runs behind. */
  latest(): Date {
    return new Date(this.#parts.now().getTime() + this.#lead);
  }

  /** The upstream's address of a file of a project, where its listing was seen. */
  addressOf(project: string, file: string): string | undefined {
    for (const { listing } of this.#kept.values()) {
      if (listing.page === undefined || listing.name !== project) continue;
      const found = listing.page.files.find((each) => each.filename === file);
      if (found !== undefined) return found.url;
    }
    return undefined;
  }

  /** The first index that has the name wins, so that a later one can't add versions to it. */
  async #askIndexes(ecosystem: Gated, name: string, form: Form, withTimes: boolean, authorization: string | undefined, key: string): Promise<Listing | Missing> {
    let missing: Missing = { status: 404 };
    for (const index of await this.#parts.registries[ecosystem].indexes(name)) {
      const found = ecosystem === 'npm' ? await this.#askNpm(index, name, form, withTimes, authorization, key) : await this.#askSimple(index, name, authorization, key);
      if (!('status' in found)) return found;
      missing = found;
      // Refused is not absent: going on would let a public index answer for a private one.
      if (found.status !== 404) return found;
    }
    return missing;
  }

  async #askNpm(index: string, name: string, form: Form, withTimes: boolean, authorization: string | undefined, key: string): Promise<Listing | Missing> {
    const url = index + name.replace('/', '%2f');
    const kept = this.#kept.get(key);
    const answer = await this.#ask(url, form === 'full' ? 'application/json' : ABBREVIATED, authorization, kept);
    if (answer.status === 304 && kept !== undefined) return this.#keep(key, { ...kept.listing, asOf: this.#asOf(answer) }, kept.etag);
    if (answer.status !== 200) return missingOf(answer, url);
    const text = new TextDecoder().decode(answer.bytes);
    let packument = readPackument(text);
    if (packument !== undefined && withTimes && !packument.hasTimes) {
      const full = await this.#ask(url, 'application/json', authorization, undefined);
      if (full.status !== 200) return missingOf(full, url);
      packument = readPackument(text, new TextDecoder().decode(full.bytes));
    }
    if (packument === undefined || packument.name !== name) throw new UpstreamFailure(`${new URL(url).host} answered with something that is no package document`);
    const contentType = answer.headers['content-type'] ?? 'application/json';
    return this.#keep(key, { name, index, candidates: packument.candidates, text, contentType, page: undefined, asOf: this.#asOf(answer) }, answer.headers['etag']);
  }

  async #askSimple(index: string, name: string, authorization: string | undefined, key: string): Promise<Listing | Missing> {
    const url = `${index}${name}/`;
    const kept = this.#kept.get(key);
    const answer = await this.#ask(url, SIMPLE, authorization, kept);
    if (answer.status === 304 && kept !== undefined) return this.#keep(key, { ...kept.listing, asOf: this.#asOf(answer) }, kept.etag);
    if (answer.status !== 200) return missingOf(answer, url);
    const text = new TextDecoder().decode(answer.bytes);
    const type = answer.headers['content-type'] ?? '';
    const page = /json/i.test(type) ? readJsonPage(text, url) : /html/i.test(type) ? readHtmlPage(text, url, name) : undefined;
    if (page === undefined || (page.name !== '' && normalizeName(page.name) !== name)) throw new UpstreamFailure(`${new URL(url).host} answered with something that is no project page`);
    const candidates = page.files.map((file) => candidateOf(file, name));
    return this.#keep(key, { name, index, candidates, text: '', contentType: type, page, asOf: this.#asOf(answer) }, answer.headers['etag']);
  }

  #ask(url: string, accept: string, authorization: string | undefined, kept: Kept | undefined): Promise<UpstreamAnswer> {
    const headers = { accept, ...(authorization === undefined ? {} : { authorization }), ...(kept?.etag === undefined ? {} : { 'if-none-match': kept.etag }) };
    return this.#parts.upstream.ask({ url, headers }, this.#parts.maximum);
  }

  #asOf(answer: UpstreamAnswer): Date {
    const own = this.#parts.now();
    const said = Date.parse(answer.headers['date'] ?? '');
    this.#lead = Number.isNaN(said) ? 0 : Math.max(0, said - own.getTime());
    return Number.isNaN(said) || said > own.getTime() ? own : new Date(said);
  }

  #keep(key: string, listing: Listing, etag: string | undefined): Listing {
    const weight = listing.text.length + 400 * listing.candidates.length;
    this.#weight += weight - (this.#kept.get(key)?.weight ?? 0);
    this.#kept.delete(key);
    this.#kept.set(key, { listing, until: this.#parts.now().getTime() + this.#parts.freshness, etag, weight });
    for (const [oldest, { weight: freed }] of this.#kept) {
      if (this.#weight <= MAX_KEPT || oldest === key) break;
      this.#kept.delete(oldest);
      this.#weight -= freed;
    }
    return listing;
  }
}

/** A failing upstream is a failure; what it won't or can't give is an answer to pass on. */
function missingOf(answer: UpstreamAnswer, url: string): Missing {
  if (answer.status >= 500 || answer.status < 400) throw new UpstreamFailure(`${new URL(url).host} answered ${answer.status}`);
  return { status: answer.status };
}
