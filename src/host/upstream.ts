/**
 * Requests that the gate makes to registries. Answers are read whole under a bound, or spooled to a file while they are hashed. Redirects are
 * followed here: every hop must be a configured origin or a public address, and credentials go to their own origin only.
 */
import { createHash } from 'node:crypto';
import { lookup } from 'node:dns';
import { open } from 'node:fs/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import type { Dispatcher } from 'undici';
import { isNetworkCode } from './network-codes.ts';

/** An upstream could not give what was asked; the message says which and why. */
export class UpstreamFailure extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'UpstreamFailure';
  }
}

export interface UpstreamSettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  /** PEM of authorities trusted besides the system's. */
  readonly authorities?: readonly string[];
  /** Milliseconds without a byte. */
  readonly idle?: number;
  /** Connections to one origin. */
  readonly connections?: number;
  /** Whether an origin is configured, so that it may be on a private address. */
  isConfigured(origin: string): boolean;
  /** The `authorization` header of an address. */
  authorize(url: string): string | undefined;
}

export interface UpstreamRequest {
  readonly url: string;
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

export interface Spooled {
  readonly status: number;
  readonly size: number;
  /** Digests by algorithm, lower-case hex. */
  readonly digests: Readonly<Record<string, string>>;
}

export class UpstreamClient {
  readonly #settings: UpstreamSettings;
  /** Reaches any address: for configured origins. Made when first needed: a run that finds all it wants here asks no upstream. */
  #open: Promise<Dispatcher> | undefined;
  /** Refuses to connect to private addresses: for origins that came out of a registry's answer. */
  #guarded: Promise<Dispatcher> | undefined;

  constructor(settings: UpstreamSettings) {
    this.#settings = settings;
  }

  /** Asks and reads the whole answer, decoded, up to `limit` bytes. Throws UpstreamFailure. */
  async ask(request: UpstreamRequest, limit: number): Promise<UpstreamAnswer> {
    const { response, url } = await this.#follow(request);
    return translated(url, async () => {
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of response.body as AsyncIterable<Buffer>) {
        size += part.length;
        if (size > limit) throw tooMuch(url, limit);
        parts.push(part);
      }
      const headers = flat(response.headers);
      return { status: response.statusCode, headers, bytes: decode(Buffer.concat(parts), headers['content-encoding'] ?? '', limit, url) };
    });
  }

  /** Writes a 200 answer's body to a new file as it arrives, hashing it; other statuses leave no body. Throws UpstreamFailure; the file may then be partial. */
  async spool(request: UpstreamRequest, path: string, limit: number, algorithms: readonly string[], onBytes: (count: number) => void): Promise<Spooled> {
    const { response, url } = await this.#follow(request);
    return translated(url, async () => {
      if (response.statusCode !== 200) {
        await response.body.dump();
        return { status: response.statusCode, size: 0, digests: {} };
      }
      const hashes = algorithms.map((algorithm) => createHash(algorithm));
      const file = await open(path, 'wx', 0o600);
      let size = 0;
      try {
        for await (const part of response.body as AsyncIterable<Buffer>) {
          size += part.length;
          if (size > limit) throw tooMuch(url, limit);
          onBytes(part.length);
          for (const hash of hashes) hash.update(part);
          // Not `write`: on a full disk that may take less than all, and say so by a number only.
          await file.writeFile(part);
        }
      } finally {
        await file.close();
      }
      const promised = flat(response.headers)['content-length'];
      if (promised !== undefined && Number(promised) !== size) throw new UpstreamFailure(`${url.host} stopped after ${size} of ${promised} bytes`);
      return { status: 200, size, digests: Object.fromEntries(algorithms.map((algorithm, index) => [algorithm, hashes[index]?.digest('hex') ?? ''])) };
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#open, this.#guarded].map(async (dispatcher) => (await dispatcher)?.destroy()));
  }

  async #dispatcher(look: LookupFunction | undefined): Promise<Dispatcher> {
    const { EnvHttpProxyAgent } = await import('undici');
    const { httpProxy, httpsProxy, noProxy, authorities, idle = 30_000, connections = 24 } = this.#settings;
    const tls = authorities === undefined || authorities.length === 0 ? {} : { ca: [...authorities] };
    return new EnvHttpProxyAgent({
      httpProxy: httpProxy ?? '', httpsProxy: httpsProxy ?? '', noProxy: noProxy ?? '',
      connect: { ...tls, timeout: Math.min(10_000, idle), ...(look === undefined ? {} : { lookup: look }) },
      requestTls: tls, connections, headersTimeout: idle, bodyTimeout: idle, proxyTunnel: false,
    });
  }

  async #follow(request: UpstreamRequest): Promise<{ response: Dispatcher.ResponseData; url: URL }> {
    if (!URL.canParse(request.url)) throw new UpstreamFailure('the registry gives something that is no address');
    let url = new URL(request.url);
    for (let hop = 0; hop < MAX_HOPS; hop++) {
      const response = await this.#hop(url, request);
      const location = flat(response.headers)['location'];
      if (!REDIRECTS.has(response.statusCode) || location === undefined) return { response, url };
      await response.body.dump();
      if (!URL.canParse(location, url.href)) throw new UpstreamFailure(`${url.host} redirects to something that is no address`);
      const next = new URL(location, url.href);
      if (url.protocol === 'https:' && next.protocol !== 'https:') throw new UpstreamFailure(`${url.host} redirects away from https`);
      url = next;
    }
    throw new UpstreamFailure(`${url.host} redirects more than ${MAX_HOPS} times`);
  }

  async #hop(url: URL, request: UpstreamRequest): Promise<Dispatcher.ResponseData> {
    if (!/^https?:$/.test(url.protocol)) throw new UpstreamFailure(`${url.protocol} addresses are not fetched`);
    const isConfigured = this.#settings.isConfigured(url.origin);
    if (!isConfigured && isPrivate(url.hostname)) throw new UpstreamFailure(`${url.host} is a private address that is not a configured registry`);
    const authorization = isConfigured ? this.#settings.authorize(url.href) : undefined;
    // Identity where we can: a file must arrive as it was published, and what a registry sends encoded anyhow is decoded above.
    const headers = { 'user-agent': 'assay-gate', 'accept-encoding': 'identity', ...request.headers, ...(authorization === undefined ? {} : { authorization }) };
    const dispatcher = await (isConfigured ? (this.#open ??= this.#dispatcher(undefined)) : (this.#guarded ??= this.#dispatcher(publicLookup)));
    return translated(url, () => dispatcher.request({
      origin: url.origin, path: url.pathname + url.search, method: request.method ?? 'GET', headers, ...(request.body === undefined ? {} : { body: Buffer.from(request.body) }),
    }));
  }
}

const MAX_HOPS = 6;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const DISK_CODE = /^(?:ENOSPC|EDQUOT|EFBIG|EROFS|EACCES|EIO|EEXIST|EMFILE|ENFILE|ENOENT)$/;

async function translated<T>(url: URL, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UpstreamFailure || !(error instanceof Error)) throw error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    if (DISK_CODE.test(code) && 'syscall' in error && /open|write|close/.test(String(error.syscall))) throw new UpstreamFailure(`the spool can't be written: ${error.message}`);
    if (error instanceof AggregateError) throw new UpstreamFailure(`${url.host} can't be reached (${code})`);
    if (isNetworkCode(code)) throw new UpstreamFailure(`${url.host} can't be reached: ${error.message} (${code})`);
    throw error;
  }
}

function decode(bytes: Buffer, encoding: string, limit: number, url: URL): Uint8Array {
  const options = { maxOutputLength: limit };
  try {
    switch (encoding.toLowerCase()) {
      case '': case 'identity': return bytes;
      case 'gzip': case 'x-gzip': return gunzipSync(bytes, options);
      case 'br': return brotliDecompressSync(bytes, options);
      case 'deflate': return inflateSync(bytes, options);
      case 'zstd': return unzstd(bytes, limit, url);
    }
  } catch (error) {
    if (error instanceof UpstreamFailure) throw error;
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooMuch(url, limit);
    throw new UpstreamFailure(`${url.host} sent a damaged ${encoding} body: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UpstreamFailure(`${url.host} answers in the encoding "${encoding}", which can't be read`);
}

function unzstd(bytes: Uint8Array, limit: number, url: URL): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  new Decompress((part) => {
    size += part.length;
    if (size > limit) throw tooMuch(url, limit);
    parts.push(part);
  }).push(bytes, true);
  return Buffer.concat(parts);
}

function tooMuch(url: URL, limit: number): UpstreamFailure {
  return new UpstreamFailure(`${url.host} sent more than the ${limit} bytes that are read at most`);
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) found[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  return found;
}

/** Loopback, private, link-local, shared and unspecified networks (RFC 6890). */
const PRIVATE = new BlockList();
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const) PRIVATE.addSubnet(net, bits);
for (const [net, bits] of [['::', 127], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) PRIVATE.addSubnet(net, bits, 'ipv6');

/** Whether a host name is a private address written out, or a name that is always local. */
export function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return isPrivateAddress(host);
}

function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]+):([0-9a-f]+))$/i.exec(address);
  if (mapped?.[1] !== undefined) return isPrivateAddress(mapped[1]);
  if (mapped?.[2] !== undefined && mapped[3] !== undefined) {
    const [high, low] = [Number.parseInt(mapped[2], 16), Number.parseInt(mapped[3], 16)];
    return isPrivateAddress([high >> 8, high & 255, low >> 8, low & 255].join('.'));
  }
  const version = isIP(address);
  return version !== 0 && PRIVATE.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** Resolves a name, and fails where any of its addresses is private: a registry must not steer us into our own network. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, '', 0);
    const bad = addresses.find(({ address }) => isPrivateAddress(address));
    if (bad !== undefined) return done(Object.assign(new Error(`${hostname} has the private address ${bad.address}`), { code: 'EACCES' }), '', 0);
    const [first] = addresses;
    if (options.all === true) return done(null, addresses);
    return done(null, first?.address ?? '', first?.family ?? 4);
  });
};
