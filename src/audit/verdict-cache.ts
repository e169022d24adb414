/** Verdicts by the artifact's hash and the program's revision, in the user's cache. */
import type { Cache } from '../host/cache.ts';
import type { Ecosystem } from '../model/package.ts';
import type { Report } from '../model/report.ts';

export class VerdictCache {
  readonly #cache: Cache;
  readonly #revision: string;

  constructor(cache: Cache, revision: string) {
    this.#cache = cache;
    this.#revision = revision;
  }

  get(ecosystem: Ecosystem, sha256: string): Report | undefined {
    const kept = this.#cache.get(this.#key(ecosystem, sha256));
    return kept === undefined ? undefined : (JSON.parse(Buffer.from(kept.bytes).toString('utf8')) as Report);
  }

  /** Keeps a report; an incomplete one is not kept, since more time or a repaired download may complete it. */
  put(ecosystem: Ecosystem, sha256: string, report: Report): void {
    if (sha256 === '' || report.verdict === 'unknown') return;
    this.#cache.put(this.#key(ecosystem, sha256), Buffer.from(JSON.stringify(report)));
  }

  /** Remembers which file an entry of a lock led to. */
  remember(entry: string, sha256: string): void {
    if (sha256 !== '') this.#cache.put(`choice ${entry}`, Buffer.from(sha256));
  }

  /** The SHA-256 that an entry led to before. */
  recalled(entry: string): string | undefined {
    const kept = this.#cache.get(`choice ${entry}`);
    return kept === undefined ? undefined : Buffer.from(kept.bytes).toString('utf8');
  }

  #key(ecosystem: Ecosystem, sha256: string): string {
    return `verdict ${this.#revision} ${ecosystem} ${sha256}`;
  }
}
