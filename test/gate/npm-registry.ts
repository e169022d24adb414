/** A small npm registry on loopback for the gate's tests: forged packages, a request log, and ways to misbehave. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { forgeNpm, type Files } from '../forge/forge.ts';

export interface NpmVersion {
  readonly version: string;
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** What the registry shows instead of the tarball's own manifest. */
  readonly shown?: Readonly<Record<string, unknown>>;
  readonly files?: Files;
  /** ISO time of publication; default long ago. */
  readonly time?: string;
}

/** How the registry behaves for a package, or for `*` all. */
export type Misbehaviour = 'none' | 'down' | 'malformed' | 'slow' | 'brotli' | 'timeless' | 'other-bytes';

export class NpmRegistry {
  readonly log: string[] = [];
  misbehaviour: Misbehaviour = 'none';
  /** Packages whose tarballs are asked for and never come. */
  readonly stalled = new Set<string>();
  readonly #packages = new Map<string, { versions: Map<string, { manifest: Record<string, unknown>; bytes: Uint8Array; time: string }>; latest: string }>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  url = '';

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Publishes versions, the last of which is `latest` unless one is named. */
  publish(name: string, versions: readonly NpmVersion[], latest?: string): void {
    const all = this.#packages.get(name)?.versions ?? new Map();
    for (const { version, manifest = {}, shown = manifest, files = { 'index.js': 'module.exports = 1;\n' }, time = '2020-01-01T00:00:00.000Z' } of versions) {
      const own = { name, version, main: 'index.js', ...manifest };
      const bytes = forgeNpm(own, files);
      const base = name.slice(name.lastIndexOf('/') + 1);
      const dist = {
        tarball: `${this.url}${name}/-/${base}-${version}.tgz`, shasum: createHash('sha1').update(bytes).digest('hex'),
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
      };
      all.set(version, { manifest: { name, version, main: 'index.js', ...shown, dist }, bytes, time });
    }
    this.#packages.set(name, { versions: all, latest: latest ?? versions.at(-1)?.version ?? '' });
  }

  integrity(name: string, version: string): string {
    const dist = this.#packages.get(name)?.versions.get(version)?.manifest['dist'];
    return String((dist as { integrity: string }).integrity);
  }

  /** Paths of tarballs that were asked for since the log was last cleared. */
  tarballs(): string[] {
    return this.log.filter((line) => line.includes('.tgz'));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent((request.url ?? '/').slice(1));
    this.log.push(`${request.method} ${path}`);
    if (this.misbehaviour === 'down') return void response.writeHead(500).end('{"error":"down"}');
    if (this.misbehaviour === 'malformed') return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":"x","versions":{');
    if (this.misbehaviour === 'slow') await new Promise((resolve) => setTimeout(resolve, 4000));
    const tarball = /^((?:@[^/]+\/)?[^/]+)\/-\/.*?-(\d[^/]*)\.tgz$/.exec(path);
    if (tarball !== null) return this.#tarball(tarball[1] ?? '', tarball[2] ?? '', response);
    if (path.startsWith('-/')) return void response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    this.#packument(path, request, response);
  }

  #tarball(name: string, version: string, response: ServerResponse): void {
    const bytes = this.#packages.get(name)?.versions.get(version)?.bytes;
    if (bytes === undefined) return void response.writeHead(404).end();
    if (this.stalled.has(name)) return;
    const sent = this.misbehaviour === 'other-bytes' ? Buffer.concat([bytes, Buffer.from('x')]) : bytes;
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': sent.length }).end(sent);
  }

  #packument(name: string, request: IncomingMessage, response: ServerResponse): void {
    const found = this.#packages.get(name);
    if (found === undefined) return void response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}');
    const isAbbreviated = (request.headers.accept ?? '').includes('install-v1');
    const versions = Object.fromEntries([...found.versions].map(([version, { manifest }]) => [version, isAbbreviated ? abbreviate(manifest) : manifest]));
    const time = Object.fromEntries([['created', '2020-01-01T00:00:00.000Z'], ['modified', '2020-01-01T00:00:00.000Z'], ...[...found.versions].map(([version, each]) => [version, each.time])]);
    const full = { name, 'dist-tags': { latest: found.latest }, versions, modified: '2020-01-01T00:00:00.000Z', ...(isAbbreviated || this.misbehaviour === 'timeless' ? {} : { time }) };
    this.#send(response, JSON.stringify(full), isAbbreviated ? 'application/vnd.npm.install-v1+json' : 'application/json');
  }

  #send(response: ServerResponse, text: string, type: string): void {
    if (this.misbehaviour === 'brotli') return void response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(brotliCompressSync(text));
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(gzipSync(text));
  }
}

function abbreviate(manifest: Record<string, unknown>): Record<string, unknown> {
  const { scripts, ...rest } = manifest;
  const runs = typeof scripts === 'object' && scripts !== null && ['preinstall', 'install', 'postinstall'].some((name) => name in scripts);
  return runs ? { ...rest, hasInstallScript: true } : rest;
}
