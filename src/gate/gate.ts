/**
 * The gate: one handler for its own paths (`/npm/`, `/pypi/`), for whole addresses (forward-proxy mode, for lock files that hold them) and for
 * tunnels. It is no open proxy: what is not listed by a configured registry is refused.
 */
import { timingSafeEqual } from 'node:crypto';
import { BodyTooLarge, type Answer, type Asked, type Certificate, type LookInto } from '../host/server.ts';
import { UpstreamFailure, type UpstreamClient } from '../host/upstream.ts';
import { refusal, type Caller, type Desk } from './desk.ts';
import { isFormerGate } from './lock-text.ts';
import { answerManifest, answerPackument, answerService, answerTarball, readNpmPath } from './npm-routes.ts';
import { answerFile, answerPage, projectsOf, readPypiPath, splitMetadata } from './pypi-routes.ts';
import { blockIdOf } from './ruling.ts';
import type { Gated } from './settings.ts';

export interface GateParts {
  readonly desk: Desk;
  readonly upstream: UpstreamClient;
  /** What clients must show; undefined: nothing, which is for loopback only. */
  readonly token: string | undefined;
  /** `host:port` under which the gate may be addressed: a page in a browser must not reach it under a name of its own. Empty: any. */
  readonly hosts: ReadonlySet<string>;
  readonly scheme: 'http' | 'https';
  /** Gives a certificate for a host whose tunnels are looked into; absent, tunnels are refused. */
  certify?(host: string): Certificate;
}

const MAX_READ = 'GET, HEAD, POST';

export class Gate {
  readonly #parts: GateParts;

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  /** Answers one request. Throws only for bugs. */
  async handle(asked: Asked): Promise<Answer> {
    try {
      return await this.#route(asked);
    } catch (error) {
      if (error instanceof BodyTooLarge) return tooLarge(error);
      if (!(error instanceof UpstreamFailure)) throw error;
      return refusal(502, '', blockIdOf('', '', '', asked.target, 'upstream'), 'this', error.message);
    }
  }

  /** Decides on a tunnel: it is looked into, and where that can't be (TLS, and no authority that the client trusts) it is refused. */
  async connect(authority: string, asked: Asked): Promise<Answer | LookInto> {
    const denied = this.#deny(asked, 'proxy-authorization');
    if (denied !== undefined) return denied;
    const { certify } = this.#parts;
    if (certify === undefined && authority.endsWith(':443')) return this.#outside(asked, authority, 'connect');
    return { certificate: certify?.(authority.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')) };
  }

  async #route(asked: Asked): Promise<Answer> {
    const isWhole = /^https?:\/\//i.test(asked.target);
    const own = isWhole ? this.#ownPath(asked.target) : asked.target;
    const denied = this.#deny(asked, own === undefined ? 'proxy-authorization' : 'authorization');
    if (own !== undefined && own.startsWith('/health')) return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok\n' };
    if (denied !== undefined) return denied;
    if (!['GET', 'HEAD', 'POST'].includes(asked.method)) return { status: 405, headers: { allow: MAX_READ } };
    if (own === undefined) return this.#forward(asked);
    if (!isWhole && !this.#isOurHost(asked.headers['host'] ?? '')) return { status: 421, headers: { 'content-type': 'text/plain' }, body: 'assay: the gate is not called that\n' };
    if (own === '/metrics') return { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4' }, body: this.#parts.desk.parts.metrics.text() };
    const host = isWhole ? new URL(asked.target).host : asked.headers['host'] ?? '';
    const caller = this.#caller(asked, `${this.#parts.scheme}://${host}`);
    if (own.startsWith('/npm/')) return this.#npm(own.slice('/npm/'.length), asked, caller, undefined);
    if (own.startsWith('/pypi/')) return this.#pypi(own.slice('/pypi/'.length), asked, caller);
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'assay: /npm/ and /pypi/simple/ are here\n' };
  }

  async #npm(path: string, asked: Asked, caller: Caller, url: string | undefined): Promise<Answer> {
    const { desk, upstream } = this.#parts;
    const route = readNpmPath(path);
    switch (route?.kind) {
      case 'packument': return answerPackument(desk, route.name, asked, caller);
      case 'manifest': return answerManifest(desk, route.name, route.version, caller);
      case 'tarball': return answerTarball(desk, route.name, { file: route.file, ...(url === undefined ? {} : { url }) }, asked, caller);
      case 'service': {
        const [index] = await desk.parts.registries.npm.indexes('');
        if (index !== undefined) return answerService(upstream, index, route.path, asked, caller);
      }
    }
    return { status: 404, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error: 'assay: no such path in an npm registry' }) };
  }

  async #pypi(path: string, asked: Asked, caller: Caller): Promise<Answer> {
    const { desk, upstream } = this.#parts;
    const route = readPypiPath(path);
    if (route?.kind === 'page') return answerPage(desk, route.project, asked, caller);
    if (route?.kind === 'file') return answerFile(desk, upstream, route, undefined, asked, caller);
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'assay: no such path in a Simple API\n' };
  }

  /** A whole address: served where a configured registry has it, with the upstream's own addresses left in. */
  async #forward(asked: Asked): Promise<Answer> {
    const url = new URL(asked.target);
    url.hash = '';
    const caller = this.#caller(asked, undefined);
    if (isFormerGate(url.href, this.#parts.desk.parts.origins)) {
      const path = url.pathname + url.search;
      return path.startsWith('/npm/') ? this.#npm(path.slice('/npm/'.length), asked, caller, undefined) : this.#pypi(path.slice('/pypi/'.length), asked, caller);
    }
    for (const npm of npmPathsIn(url.pathname)) {
      const route = readNpmPath(npm);
      const name = route !== undefined && route.kind !== 'service' ? route.name : '';
      for (const index of await this.#parts.desk.parts.registries.npm.indexes(name)) {
        if (isAt(url, index, npm)) return this.#npm(npm + url.search, asked, caller, url.href);
      }
    }
    for (const index of await this.#parts.desk.parts.registries.pypi.indexes('')) {
      if (isUnder(url, index)) {
        const page = readPypiPath(`simple/${url.pathname.slice(new URL(index).pathname.length)}`);
        if (page?.kind === 'page') return answerPage(this.#parts.desk, page.project, asked, caller);
      }
    }
    return await this.#forwardFile(url, asked, caller) ?? this.#outside(asked, url.href, 'forward');
  }

  /** A file kept elsewhere than the index: it must be one that the index lists at this very address. */
  async #forwardFile(url: URL, asked: Asked, caller: Caller): Promise<Answer | undefined> {
    const { desk, upstream } = this.#parts;
    const name = decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
    const { file, isMetadata } = splitMetadata(name);
    for (const project of /\.(?:whl|tar\.\w+|tgz|zip|egg)$/.test(file) ? projectsOf(file) : []) {
      const looked = await desk.look('pypi', project, 'simple', caller);
      const target = isMetadata ? url.href.replace(/\.metadata$/, '') : url.href;
      if ('status' in looked || !looked.listing.candidates.some((candidate) => candidate.url === target)) continue;
      return answerFile(desk, upstream, { kind: 'file', project, file, isMetadata }, target, asked, caller);
    }
    for (const npm of npmPathsIn(url.pathname)) {
      const route = readNpmPath(npm);
      if (route?.kind !== 'tarball') continue;
      const looked = await desk.look('npm', route.name, 'abbreviated', caller);
      if (!('status' in looked) && looked.listing.candidates.some((candidate) => candidate.url === url.href)) return answerTarball(desk, route.name, { file: route.file, url: url.href }, asked, caller);
    }
    return undefined;
  }

  async #outside(asked: Asked, what: string, action: string): Promise<Answer> {
    const { desk } = this.#parts;
    const ecosystem: Gated | '' = '';
    const blockId = blockIdOf(ecosystem, '', '', what, 'outside');
    const reason = 'it is in no configured registry, so the gate does not fetch it';
    await desk.note(this.#caller(asked, undefined), ecosystem, action, what, 'refused', `outside: ${reason}`, blockId);
    desk.parts.metrics.count('refused', 'outside');
    return refusal(403, ecosystem, blockId, what, reason);
  }

  #caller(asked: Asked, base: string | undefined): Caller {
    const authorization = this.#parts.token === undefined || base === undefined ? asked.headers['authorization'] : undefined;
    return { client: `${asked.peer} ${asked.headers['user-agent'] ?? ''}`.trim().slice(0, 200), authorization, base };
  }

  #ownPath(target: string): string | undefined {
    const url = new URL(target);
    return this.#parts.hosts.has(url.host) ? url.pathname + url.search : undefined;
  }

  #isOurHost(host: string): boolean {
    return this.#parts.hosts.size === 0 || this.#parts.hosts.has(host);
  }

  /** Asks for the token: as a bearer, or as the password of any user. */
  #deny(asked: Asked, header: 'authorization' | 'proxy-authorization'): Answer | undefined {
    const { token } = this.#parts;
    if (token === undefined) return undefined;
    const shown = asked.headers[header] ?? '';
    const bearer = /^Bearer\s+(.+)$/i.exec(shown)?.[1];
    const basic = /^Basic\s+(.+)$/i.exec(shown)?.[1];
    const given = bearer ?? (basic === undefined ? '' : Buffer.from(basic, 'base64').toString('utf8').replace(/^[^:]*:/, ''));
    if (isEqual(given, token)) return undefined;
    const challenge = header === 'authorization' ? 'www-authenticate' : 'proxy-authenticate';
    return { status: header === 'authorization' ? 401 : 407, headers: { [challenge]: 'Basic realm="assay gate"' }, body: 'assay: the gate asks for its token\n' };
  }
}

function tooLarge({ message }: BodyTooLarge): Answer {
  return { status: 413, phrase: `assay: ${message}`, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: JSON.stringify({ error: `assay: ${message}` }) };
}

/** Takes the same time wherever the texts differ. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Every tail of a path that could be a package's path in an npm registry that stands at the rest. */
function npmPathsIn(pathname: string): string[] {
  const parts = pathname.split('/').slice(1);
  return parts.map((_, index) => parts.slice(index).join('/')).filter((path) => path !== '');
}

function isAt(url: URL, index: string, path: string): boolean {
  const base = new URL(index);
  return base.origin === url.origin && url.pathname === base.pathname + path;
}

function isUnder(url: URL, index: string): boolean {
  const base = new URL(index);
  return base.origin === url.origin && url.pathname.startsWith(base.pathname);
}
