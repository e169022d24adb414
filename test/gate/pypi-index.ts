/** A small index on loopback for the gate's tests: PEP 691 JSON with PEP 700 times and PEP 658 metadata, or HTML only. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zstdOf } from './zstd.ts';

export interface PypiFile {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly metadata?: string;
  readonly time?: string;
  readonly requiresPython?: string;
}

export type IndexMode = 'json' | 'html' | 'down' | 'malformed' | 'zstd' | 'timeless';

export class PypiIndex {
  readonly log: string[] = [];
  mode: IndexMode = 'json';
  /** Projects whose files are asked for and never come. */
  readonly stalled = new Set<string>();
  readonly #projects = new Map<string, PypiFile[]>();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  origin = '';

  /** The index address for clients. */
  get url(): string {
    return `${this.origin}/simple/`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  publish(project: string, files: readonly PypiFile[]): void {
    this.#projects.set(project, [...(this.#projects.get(project) ?? []), ...files]);
  }

  hash(project: string, filename: string): string {
    const file = this.#projects.get(project)?.find((each) => each.filename === filename);
    return file === undefined ? '' : sha256(file.bytes);
  }

  /** Requests for files (not metadata) since the log was last cleared. */
  files(): string[] {
    return this.log.filter((line) => line.includes('/files/') && !line.includes('.metadata'));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(request.url ?? '/');
    this.log.push(`${request.method} ${path}`);
    if (this.mode === 'down') return void response.writeHead(500).end();
    const page = /^\/simple\/([^/]+)\/$/.exec(path);
    if (page?.[1] !== undefined) return this.#page(page[1], request, response);
    const file = /^\/files\/([^/]+)\/(.+?)(\.metadata)?$/.exec(path);
    const found = this.#projects.get(file?.[1] ?? '')?.find((each) => each.filename === file?.[2]);
    if (found === undefined) return void response.writeHead(404).end();
    if (file?.[3] !== undefined) return void response.writeHead(found.metadata === undefined ? 404 : 200).end(found.metadata);
    if (this.stalled.has(file?.[1] ?? '')) return;
    response.writeHead(200, { 'content-length': found.bytes.length }).end(found.bytes);
  }

  #page(project: string, request: IncomingMessage, response: ServerResponse): void {
    const files = this.#projects.get(project);
    if (files === undefined) return void response.writeHead(404).end();
    if (this.mode === 'malformed') return void response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' }).end('{"files": [');
    const isJson = this.mode !== 'html' && (request.headers.accept ?? '').includes('application/vnd.pypi.simple.v1+json');
    const body = isJson ? this.#json(project, files) : html(project, files);
    const type = isJson ? 'application/vnd.pypi.simple.v1+json' : 'text/html';
    if (this.mode === 'zstd') return void response.writeHead(200, { 'content-type': type, 'content-encoding': 'zstd' }).end(zstdOf(Buffer.from(body)));
    response.writeHead(200, { 'content-type': type }).end(body);
  }

  #json(project: string, files: readonly PypiFile[]): string {
    return JSON.stringify({
      meta: { 'api-version': '1.1' }, name: project, versions: [...new Set(files.map((file) => file.filename.split('-')[1]))],
      files: files.map((file) => ({
        filename: file.filename, url: `../../files/${project}/${file.filename}`, hashes: { sha256: sha256(file.bytes) }, size: file.bytes.length, yanked: false,
        ...(this.mode === 'timeless' ? {} : { 'upload-time': file.time ?? '2020-01-01T00:00:00.000000Z' }),
        ...(file.requiresPython === undefined ? {} : { 'requires-python': file.requiresPython }),
        ...(file.metadata === undefined ? {} : { 'core-metadata': { sha256: sha256(Buffer.from(file.metadata)) } }),
      })),
    });
  }
}

function html(project: string, files: readonly PypiFile[]): string {
  const links = files.map((file) => `<a href="../../files/${project}/${file.filename}#sha256=${sha256(file.bytes)}">${file.filename}</a><br>`);
  return `<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
