/**
 * Requests to registries: time limits, retries with back-off, a bound on how many run at once, proxies and private authorities. Redirects are
 * followed here rather than by the library, because credentials are chosen anew for every hop: they never reach another origin.
 */
import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { RegistryFailure } from '../model/registry.ts';
import type { FailureKind } from '../model/registry.ts';
import { UserError } from '../model/user-error.ts';
import { concurrencyLimit } from './concurrency.ts';
import { isNetworkCode } from './network-codes.ts';
import { Pace, Patience } from './patience.ts';

export interface HttpSettings {
  /** Files with PEM certificates that are trusted besides the system's. */
  readonly authorities?: readonly string[];
  /** PEM text trusted besides the system's. */
  readonly certificates?: readonly string[];
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  /** Hosts that are reached directly, comma-separated. */
  readonly noProxy?: string;
  /** Milliseconds without a byte. Default 20,000. */
  readonly idle?: number;
  /** Milliseconds for one attempt in all. Default 180,000. */
  readonly total?: number;
  /** Attempts after the first. Default 3; one after a time limit. */
  readonly retries?: number;
  /** Milliseconds before the first retry, doubled each time. Default 300. */
  readonly backOff?: number;
  /** Requests under way at once. Default 8. */
  readonly concurrency?: number;
}

export interface HttpRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives the `authorization` header for an address, undefined where it gets none. Asked for every hop. */
  readonly authorize?: (url: string) => string | undefined;
  /** Bytes of body at most, after decoding. */
  readonly limit: number;
  /** Leave a content encoding alone: the bytes are what was published. */
  readonly raw?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The address that answered, after redirects. */
  readonly url: string;
}

export class HttpClient {
  readonly #dispatcher: Dispatcher;
  readonly #settings: Required<Pick<HttpSettings, 'idle' | 'total' | 'retries' | 'backOff'>>;
  readonly #limit: <T>(work: () => Promise<T>) => Promise<T>;
  readonly #patience = new Patience();

  /** Throws UserError where a file of certificates can't be read. */
  constructor(settings: HttpSettings = {}) {
    const secureContext = trusted(settings);
    const tls = secureContext === undefined ? {} : { secureContext };
    const concurrency = settings.concurrency ?? 8;
    this.#settings = { idle: settings.idle ?? 20_000, total: settings.total ?? 180_000, retries: settings.retries ?? 3, backOff: settings.backOff ?? 300 };
    this.#limit = concurrencyLimit(concurrency);
    this.#dispatcher = new EnvHttpProxyAgent({
      ...(settings.httpProxy === undefined ? {} : { httpProxy: settings.httpProxy }),
      ...(settings.httpsProxy === undefined ? {} : { httpsProxy: settings.httpsProxy }),
      ...(settings.noProxy === undefined ? {} : { noProxy: settings.noProxy }),
      connect: { ...tls, timeout: Math.min(10_000, this.#settings.idle) }, requestTls: tls, proxyTls: tls,
      connections: concurrency, headersTimeout: this.#settings.idle, bodyTimeout: this.#settings.idle, proxyTunnel: false,
    });
  }

  /**
   * Asks for an address; 2xx, 304, and 4xx answers return. Throws RegistryFailure once the retries are spent: after a time limit there is one, since
   * the next wait would be as long. A server that failed three times in a row is given up for half a minute.
   */
  async get(request: HttpRequest): Promise<HttpAnswer> {
    return this.#limit(async () => {
      this.#patience.check(request.url);
      try {
        const answer = await this.#tried(request);
        this.#patience.answered(request.url);
        return answer;
      } catch (error) {
        if (error instanceof RegistryFailure) this.#patience.failed(request.url, error);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  async #tried(request: HttpRequest): Promise<HttpAnswer> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#attempt(request).catch((error: unknown) => failureOf(error, request.url, this.#settings));
      const last = attempt >= this.#settings.retries || this.#patience.isSpent(request.url);
      if (answer instanceof RegistryFailure) {
        if (last || !RETRIED.has(answer.kind) || (answer.kind === 'timeout' && attempt > 0)) throw answer;
      } else if (!isPassing(answer.status)) {
        return answer;
      } else if (last) {
        throw new RegistryFailure('status', `${hostOf(request.url)} answered ${answer.status} ${attempt === 0 ? 'once' : `${attempt + 1} times`}`, plain(request.url));
      }
      await pause(waitOf(answer, attempt, this.#settings.backOff));
    }
  }

  async #attempt(request: HttpRequest): Promise<HttpAnswer> {
    let url = new URL(request.url);
    for (let hop = 0; hop <= MAX_HOPS; hop++) {
      const answer = await this.#hop(url, request);
      const target = answer.headers['location'];
      if (!REDIRECTS.has(answer.status) || target === undefined) return answer;
      url = nextHop(url, target);
    }
    throw new RegistryFailure('nonsense', `${hostOf(request.url)} redirects more than ${MAX_HOPS} times`, plain(request.url));
  }

  async #hop(url: URL, request: HttpRequest): Promise<HttpAnswer> {
    const signal = AbortSignal.timeout(this.#settings.total);
    const authorization = request.authorize?.(url.href);
    const headers = { 'user-agent': 'assay', 'accept-encoding': request.raw === true ? 'identity' : 'gzip', ...request.headers, ...(authorization === undefined ? {} : { authorization }) };
    const response = await this.#dispatcher.request({ origin: url.origin, path: url.pathname + url.search, method: 'GET', headers, signal });
    const parts: Buffer[] = [];
    let size = 0;
    const pace = new Pace(this.#settings.idle, url.host, plain(url.href));
    for await (const part of response.body as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > request.limit) throw new RegistryFailure('too-big', `${url.host} sends more than ${request.limit} bytes`, plain(url.href));
      parts.push(part);
      pace.take(part.length);
    }
    const flat = flatHeaders(response.headers);
    const promised = flat['content-length'];
    if (promised !== undefined && Number(promised) !== size) throw new RegistryFailure('unreachable', `${url.host} stopped after ${size} of ${promised} bytes`, plain(url.href));
    const body = Buffer.concat(parts);
    return { status: response.statusCode, headers: flat, body: request.raw === true ? body : decoded(body, flat['content-encoding'], request.limit, url), url: plain(url.href) };
  }
}

/** An address without user name, password and fragment: what may stand in a message or a file. */
export function plain(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  return parsed.href;
}

const MAX_HOPS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const RETRIED: ReadonlySet<FailureKind> = new Set(['unreachable', 'timeout']);
const LONGEST_WAIT = 30_000;

/** Made once, since parsing hundreds of certificates for every connection is slow. Undefined leaves Node's own list. */
function trusted(settings: HttpSettings): SecureContext | undefined {
  const files = [...new Set(settings.authorities ?? [])];
  const texts = settings.certificates ?? [];
  if (files.length + texts.length === 0) return undefined;
  const own = files.map((file) => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new UserError(`can't read the certificates in ${file}`, { why: String(error), todo: 'correct the path in the setting that names it (cafile, cert, SSL_CERT_FILE, REQUESTS_CA_BUNDLE)' });
    }
  });
  return createSecureContext({ ca: [...rootCertificates, ...texts, ...own] });
}

function nextHop(from: URL, target: string): URL {
  if (!URL.canParse(target, from.href)) throw new RegistryFailure('nonsense', `${from.host} redirects to something that is no address`, plain(from.href));
  const next = new URL(target, from.href);
  next.username = '';
  next.password = '';
  const safe = next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:');
  if (!safe) throw new RegistryFailure('nonsense', `${from.host} redirects to ${next.protocol}//, which is not followed`, plain(from.href));
  return next;
}

function flatHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

function decoded(body: Buffer, encoding: string | undefined, limit: number, url: URL): Uint8Array {
  const options = { maxOutputLength: limit };
  try {
    switch (encoding?.toLowerCase()) {
      case undefined: case '': case 'identity': return body;
      case 'gzip': case 'x-gzip': return gunzipSync(body, options);
      case 'br': return brotliDecompressSync(body, options);
      case 'deflate': return inflateSync(body, options);
    }
  } catch (error) {
    throw new RegistryFailure('nonsense', `${url.host} answers with a damaged ${encoding} body: ${error instanceof Error ? error.message : error}`, plain(url.href));
  }
  throw new RegistryFailure('nonsense', `${url.host} answers in the encoding "${encoding}", which was not asked for`, plain(url.href));
}

function failureOf(error: unknown, url: string, settings: { idle: number; total: number }): RegistryFailure {
  if (error instanceof RegistryFailure) return error;
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (error.name === 'TimeoutError') return new RegistryFailure('timeout', `${hostOf(url)} took longer than ${secondsOf(settings.total)}`, plain(url));
  if (/TIMEOUT/.test(code)) return new RegistryFailure('timeout', `${hostOf(url)} was silent for ${secondsOf(settings.idle)}`, plain(url));
  if (isNetworkCode(code)) return new RegistryFailure('unreachable', `${hostOf(url)} can't be reached: ${error.message} (${code})`, plain(url));
  throw error;
}

function secondsOf(milliseconds: number): string {
  return milliseconds === 1000 ? '1 second' : `${milliseconds / 1000} seconds`;
}

function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

function waitOf(answer: HttpAnswer | RegistryFailure, attempt: number, backOff: number): number {
  const asked = answer instanceof RegistryFailure ? Number.NaN : Number(answer.headers['retry-after']) * 1000;
  const own = backOff * 2 ** attempt * (0.75 + Math.random() / 2);
  return Math.min(LONGEST_WAIT, Number.isFinite(asked) && asked > 0 ? asked : own);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
