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

  /** `word`: a digest of what was known beside the bytes, '' for nothing. */
  get(ecosystem: Ecosystem, sha256: string, word: string): Report | undefined {
    const kept = this.#cache.get(this.#key(ecosystem, sha256, word));
    return kept === undefined ? undefined : (JSON.parse(Buffer.from(kept.bytes).toString('utf8')) as Report);
  }

  /** Keeps a report; an incomplete one is not kept, since more time or a repaired download may complete it. */
  put(ecosystem: Ecosystem, sha256: string, word: string, report: Report): void {
    if (sha256 === '' || report.verdict === 'unknown') return;
    this.#cache.put(this.#key(ecosystem, sha256, word), Buffer.from(JSON.stringify(report)));
  }

  /** Remembers which file an entry of a lock led to, and the registry's word on it. */
  remember(entry: string, sha256: string, word: string): void {
    if (sha256 !== '') this.#cache.put(`choice ${entry}`, Buffer.from(`${sha256} ${word}`.trimEnd()));
  }

  /** What an entry led to before. */
  recalled(entry: string): { readonly sha256: string; readonly word: string } | undefined {
    const kept = this.#cache.get(`choice ${entry}`);
    if (kept === undefined) return undefined;
    const [sha256 = '', word = ''] = Buffer.from(kept.bytes).toString('utf8').split(' ');
    return { sha256, word };
  }

  #key(ecosystem: Ecosystem, sha256: string, word: string): string {
    return `verdict ${this.#revision} ${ecosystem} ${sha256}${word === '' ? '' : ` ${word}`}`;
  }
}
