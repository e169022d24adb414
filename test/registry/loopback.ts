/** A small HTTP server on loopback whose answers a test writes; it counts what it was asked and with which headers. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export type Answerer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export class Loopback {
  readonly asked: Asked[] = [];
  readonly #server: Server;
  #url = '';

  constructor(answer: Answerer) {
    this.#server = createServer((request, response) => {
      this.asked.push({ path: request.url ?? '', headers: request.headers });
      answer(request, response, this.asked.length);
    });
  }

  /** Starts to listen; `url` is known from then on. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
    return this;
  }

  get url(): string {
    return this.#url;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Answers by path; anything else is 404. Texts that start with `{` are JSON. */
export function pages(table: Readonly<Record<string, string | Uint8Array>>): Answerer {
  return (request, response) => {
    const body = table[decodeURIComponent(request.url ?? '')];
    if (body === undefined) {
      response.writeHead(404).end('not here');
      return;
    }
    response.writeHead(200, { 'content-type': typeof body === 'string' && body.startsWith('{') ? 'application/json' : 'text/html' }).end(body);
  };
}
