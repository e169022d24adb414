/**
 * The door through which requests come in: handlers are functions from an asked thing to an answer, and know no sockets. Binds where it is told,
 * answers from memory or from a file, and ends connections in order.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createSecureContext, TLSSocket } from 'node:tls';
import { UserError } from '../model/user-error.ts';

/** A request brought more than may be read of it. */
export class BodyTooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`the request's body is larger than ${limit} bytes`);
    this.name = 'BodyTooLarge';
    this.limit = limit;
  }
}

export interface Asked {
  readonly method: string;
  /** The request target as it came: a path, or a whole address where the client takes us for a proxy. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Address of the client's end of the connection. */
  readonly peer: string;
  /** Reads the body; throws BodyTooLarge past `limit` bytes. */
  body(limit: number): Promise<Uint8Array>;
}

/** Part of a file as a body. */
export interface FileBody {
  readonly path: string;
  readonly start: number;
  readonly length: number;
}

export interface Answer {
  readonly status: number;
  /** The status line's phrase: the only place where several package clients show a reason. */
  readonly phrase?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FileBody;
}

export type Handler = (asked: Asked) => Promise<Answer>;

/** A certificate to show, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A tunnel that is looked into: what comes through it is handed to the handler, under the certificate where it is TLS. */
export interface LookInto {
  readonly certificate: Certificate | undefined;
}

/** What to do with a CONNECT: refuse it with an answer, or look into it. */
export type Connecting = (authority: string, asked: Asked) => Promise<Answer | LookInto>;

export interface ServeOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls?: Certificate;
  readonly connect?: Connecting;
  /** Called with what a handler threw; the client gets a bare 500. */
  readonly onFault: (error: unknown) => void;
}

export interface Serving {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** Stops taking connections, lets answers under way end within `grace` milliseconds, then cuts the rest. */
  close(grace?: number): Promise<void>;
}

/** Starts to serve. Rejects with a UserError where the address can't be bound. */
export async function serve(handler: Handler, options: ServeOptions): Promise<Serving> {
  const listener = (request: IncomingMessage, response: ServerResponse): void => void answer(handler, request, response, options.onFault);
  const server = options.tls === undefined ? createHttpServer(LIMITS, listener) : createHttpsServer({ ...LIMITS, ...options.tls }, listener);
  server.keepAliveTimeout = 65_000;
  const tunnels = new Set<Socket>();
  const inner = createHttpServer(LIMITS, listener);
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (head.length > 0) socket.unshift(head);
    tunnels.add(socket);
    socket.on('close', () => tunnels.delete(socket)).on('error', () => socket.destroy());
    void tunnel(request, socket, inner, options);
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => reject(new UserError(`assay can't listen on ${options.host}:${options.port}`, { why: error.message, todo: 'name another --port or --host, or end what listens there' }));
    server.once('error', fail).listen(options.port, options.host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const shown = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { host: options.host, port, url: `${options.tls === undefined ? 'http' : 'https'}://${shown}:${port}`, close: (grace = 5000) => close(server, inner, tunnels, grace) };
}

const LIMITS = { maxHeaderSize: 32_768, requestTimeout: 300_000, headersTimeout: 30_000 };
const TLS_HANDSHAKE = 0x16;
/** Origins of connections that came through a tunnel. */
const origins = new WeakMap<Socket, string>();

async function answer(handler: Handler, request: IncomingMessage, response: ServerResponse, onFault: (error: unknown) => void): Promise<void> {
  try {
    await send(await handler(askedOf(request)), request, response);
  } catch (error) {
    if (!isGone(error)) onFault(error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'content-length': '0', connection: 'close' }).end();
  }
}

/** The client went away in the middle of an answer: its right, and no fault of ours. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function askedOf(request: IncomingMessage): Asked {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const target = (origins.get(request.socket) ?? '') + (request.url ?? '/');
  return { method: request.method ?? 'GET', target, headers, peer: request.socket.remoteAddress ?? '', body: (limit) => readBody(request, limit) };
}

async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  // Not destroyed: a connection that is cut while the client still sends would never show it the answer. The rest is read and dropped.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) {
      request.resume();
      throw new BodyTooLarge(limit);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function send(given: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { body } = given;
  const isBare = request.method === 'HEAD' || given.status === 304 || given.status === 204;
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(body);
    const length = given.status === 304 || given.status === 204 ? {} : { 'content-length': String(bytes.length) };
    response.writeHead(given.status, phraseOf(given), { ...length, ...given.headers });
    response.end(isBare ? undefined : bytes);
    return;
  }
  if (body.length <= SMALL_FILE && !isBare) {
    const bytes = readPart(body);
    response.writeHead(given.status, phraseOf(given), { 'content-length': String(body.length), ...given.headers }).end(bytes);
    return;
  }
  // Opened before the headers go out: what can't be opened must not begin as a 200.
  const file = await open(body.path, 'r');
  response.writeHead(given.status, phraseOf(given), { 'content-length': String(body.length), ...given.headers });
  if (isBare || body.length === 0) {
    await file.close();
    response.end();
    return;
  }
  await pipeline(file.createReadStream({ start: body.start, end: body.start + body.length - 1, highWaterMark: 1 << 18 }), response);
}

const SMALL_FILE = 1 << 20;

/** Most files are small, and were just written: read in one turn they cost less than a stream. Throws where the file is shorter. */
function readPart({ path, start, length }: FileBody): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  const handle = openSync(path, 'r');
  try {
    if (readSync(handle, bytes, 0, length, start) !== length) throw new Error(`${path} is shorter than it was`);
  } finally {
    closeSync(handle);
  }
  return bytes;
}

/** A status phrase may hold no controls; what isn't ASCII would arrive garbled. */
function phraseOf(given: Answer): string | undefined {
  return given.phrase?.replace(/[^\x20-\x7e]/g, '?').slice(0, 480);
}

async function tunnel(request: IncomingMessage, socket: Socket, inner: Server, options: ServeOptions): Promise<void> {
  try {
    const authority = request.url ?? '';
    const given = await options.connect?.(authority, askedOf(request)) ?? { status: 405 };
    if ('status' in given) return refuse(given, socket);
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      enter(authority, first[0] === TLS_HANDSHAKE, given.certificate, socket, inner);
    });
  } catch (error) {
    options.onFault(error);
    socket.destroy();
  }
}

/** Plain HTTP comes in tunnels too: some clients open one for every address once they have a proxy. */
function enter(authority: string, isTls: boolean, certificate: Certificate | undefined, socket: Socket, inner: Server): void {
  if (!isTls) {
    origins.set(socket, `http://${authority.replace(/:80$/, '')}`);
    inner.emit('connection', socket);
    socket.resume();
    return;
  }
  if (certificate === undefined) return void socket.destroy();
  const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(certificate), ALPNProtocols: ['http/1.1'] });
  secure.on('error', () => socket.destroy());
  origins.set(secure, `https://${authority.replace(/:443$/, '')}`);
  inner.emit('connection', secure);
}

function refuse(given: Answer, socket: Socket): void {
  const body = typeof given.body === 'string' ? given.body : '';
  const lines = [`HTTP/1.1 ${given.status} ${phraseOf(given) ?? 'Refused'}`, 'connection: close', `content-length: ${Buffer.byteLength(body)}`];
  for (const [name, value] of Object.entries(given.headers ?? {})) lines.push(`${name}: ${value}`);
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

async function close(server: Server, inner: Server, tunnels: ReadonlySet<Socket>, grace: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  inner.closeIdleConnections();
  const cut = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of tunnels) socket.destroy();
  }, grace);
  if (tunnels.size > 0 && grace === 0) for (const socket of tunnels) socket.destroy();
  await closed;
  clearTimeout(cut);
}
