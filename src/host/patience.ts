/** When a server is given up: one that drips, and one that failed too often in a row. Without it, a registry that is down costs its time limit for every package. */
import { RegistryFailure } from '../model/registry.ts';

/** Bytes a second below which a body counts as stalled. */
const FLOOR = 256;
/** Requests that failed one after the other, each after its retries. */
const FAILURES = 3;
/** Milliseconds after which a server that was given up is asked again. */
const REST = 30_000;

/** Watches the pace of one body; `window` in milliseconds. `take` throws RegistryFailure where less than 256 bytes a second came in a whole window. */
export class Pace {
  readonly #window: number;
  readonly #host: string;
  readonly #url: string;
  #began = Date.now();
  #bytes = 0;

  constructor(window: number, host: string, url: string) {
    this.#window = window;
    this.#host = host;
    this.#url = url;
  }

  take(bytes: number): void {
    this.#bytes += bytes;
    const elapsed = Date.now() - this.#began;
    if (elapsed < this.#window) return;
    if (this.#bytes * 1000 < FLOOR * elapsed) throw new RegistryFailure('timeout', `${this.#host} sent only ${this.#bytes} bytes in ${Math.round(elapsed / 100) / 10} seconds`, this.#url);
    this.#began = Date.now();
    this.#bytes = 0;
  }
}

/** Remembers by origin who failed, so that the rest of what is asked of a server that is down fails at once. */
export class Patience {
  readonly #failed = new Map<string, { count: number; at: number; why: string }>();

  /** Throws RegistryFailure where the server was given up. */
  check(url: string): void {
    const known = this.#failed.get(originOf(url));
    if (known === undefined || known.count < FAILURES) return;
    if (Date.now() - known.at < REST) throw new RegistryFailure('unreachable', `${hostOf(url)} was given up after ${FAILURES} failures in a row, the first because ${known.why}`, url);
    this.#failed.delete(originOf(url));
  }

  /** Whether it makes sense to try once more. */
  isSpent(url: string): boolean {
    return (this.#failed.get(originOf(url))?.count ?? 0) >= FAILURES;
  }

  answered(url: string): void {
    this.#failed.delete(originOf(url));
  }

  failed(url: string, failure: RegistryFailure): void {
    if (failure.kind !== 'unreachable' && failure.kind !== 'timeout' && failure.kind !== 'status') return;
    const known = this.#failed.get(originOf(url));
    this.#failed.set(originOf(url), { count: (known?.count ?? 0) + 1, at: Date.now(), why: known?.why ?? failure.message });
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
