/**
 * Bytes and their verdicts: fetched once, hashed while they arrive, examined once per hash and revision of the rules. Nothing is handed out here
 * that does not hash to what the registry listed.
 */
import { createHash } from 'node:crypto';
import type { Report } from '../model/report.ts';
import { UpstreamFailure, type UpstreamClient } from '../host/upstream.ts';
import type { Kept, Spool } from '../host/spool.ts';
import type { ArtifactRecord } from '../store/artifacts.ts';
import type { Store } from '../store/store.ts';
import type { Json } from './json-object.ts';
import type { Candidate } from './listing.ts';
import type { Judged } from './ruling.ts';
import type { Gated } from './settings.ts';

/** Examines a file, and holds it against the registry's entry of the version where there is one; its failure is a rejected promise. */
export type Examine = (file: { readonly path: string; readonly name: string; readonly size: number; readonly ecosystem: Gated; readonly entry?: Json }) => Promise<Report>;

export interface VaultParts {
  readonly upstream: UpstreamClient;
  readonly spool: Spool;
  readonly store: Store;
  readonly examine: Examine;
  /** Revision of the rules. */
  readonly revision: string;
  /** Bytes that one artifact may have at most. */
  readonly maximumFile: number;
  /** Told what the store failed at: forgetting costs work, while whether anything may pass is for the trail to say. */
  onStoreFailure(why: string): void;
}

export interface Wanted {
  readonly ecosystem: Gated;
  readonly name: string;
  readonly candidate: Candidate;
  /** When the registry listed it. */
  readonly asOf: Date;
  readonly headers: Readonly<Record<string, string>>;
  /** npm's entry of the version, where the listing is at hand. Read only where the file is examined. */
  entry?(): Json | undefined;
}

export interface Bytes extends Kept {
  readonly sha256: string;
}

/** The upstream doesn't have the file, or doesn't give it to us: an answer to pass on. */
export class UpstreamStatus extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the registry answered ${status}`);
    this.status = status;
  }
}

/** The bytes are not those that the registry lists. */
export class IntegrityFailure extends Error {}

export class Vault {
  readonly #parts: VaultParts;
  readonly #fetching = new Map<string, Promise<Bytes>>();
  /** What this revision of the rules says of bytes doesn't change; what a person says stands in the quarantine. */
  readonly #verdicts = new Map<string, Judged>();
  readonly #examining = new Map<string, Promise<Judged>>();
  /** Files as registries listed them lately. */
  readonly #listed = new Map<string, ArtifactRecord>();
  #recalled: Promise<void> | undefined;

  constructor(parts: VaultParts) {
    this.#parts = parts;
  }

  /** The artifact on disk, fetched where it isn't there. Throws UpstreamFailure, UpstreamStatus or IntegrityFailure. */
  async bytesOf(wanted: Wanted): Promise<Bytes> {
    const held = await this.#held(wanted);
    if (held !== undefined) return held;
    const key = `${wanted.candidate.url} ${wanted.candidate.integrity ?? ''}`;
    return shared(this.#fetching, key, () => this.#fetch(wanted));
  }

  /** What the rules say of it, asked once; the promise of a scan under way is shared. Undefined: larger than `maximumScan` bytes, and not known. */
  async verdictOn(bytes: Bytes, wanted: Wanted, maximumScan: number): Promise<Judged | undefined> {
    const stored = await this.storedVerdict(bytes.sha256);
    if (stored !== undefined) return stored;
    if (bytes.size > maximumScan) return undefined;
    return shared(this.#examining, bytes.sha256, () => this.#examineFile(bytes, wanted));
  }

  /** The verdict under these rules, from memory or the store; undefined where there is none. */
  async storedVerdict(sha256: string): Promise<Judged | undefined> {
    const known = this.#verdicts.get(sha256);
    if (known !== undefined) return known;
    const { store, revision } = this.#parts;
    const stored = await this.#tried(store.artifacts.verdictOn(sha256, revision));
    return stored === undefined ? undefined : this.#keep(stored);
  }

  /** A file as a registry listed it since then; undefined where none did. What was listed lately is recalled at once, not file by file. */
  async listedSince(ecosystem: Gated, name: string, file: string, since: Date): Promise<ArtifactRecord | undefined> {
    await (this.#recalled ??= this.#recall(since));
    const kept = this.#listed.get(keyOf(ecosystem, name, file));
    if (kept !== undefined && kept.listedAt >= since) return kept;
    const found = await this.#tried(this.#parts.store.artifacts.listedSince(ecosystem, name, file, since));
    if (found !== undefined) this.#note(found);
    return found;
  }

  async #recall(since: Date): Promise<void> {
    const { store, revision } = this.#parts;
    const recalled = await this.#tried(store.artifacts.listedLately(since, revision, MOST_RECALLED)) ?? [];
    // Oldest first: where a file was listed with other bytes, the last listing counts.
    for (const { artifact, judged } of recalled.reverse()) {
      this.#note(artifact);
      if (judged !== undefined) this.#keep(judged);
    }
  }

  #note(artifact: ArtifactRecord): void {
    if (this.#listed.size > MAX_REMEMBERED) this.#listed.clear();
    this.#listed.set(keyOf(artifact.ecosystem, artifact.name, artifact.file), artifact);
  }

  #keep(judged: Judged): Judged {
    if (this.#verdicts.size > MAX_REMEMBERED) this.#verdicts.clear();
    this.#verdicts.set(judged.sha256, judged);
    return judged;
  }

  async #held({ ecosystem, name, candidate, asOf }: Wanted): Promise<Bytes | undefined> {
    if (candidate.integrity === undefined) return undefined;
    const sha256 = candidate.sha256 ?? (candidate.integrity.startsWith('sha256-') ? candidate.integrity.slice(7) : await this.#tried(this.#parts.store.artifacts.hashOf(ecosystem, name, candidate.integrity)));
    if (sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
    const kept = this.#parts.spool.find(sha256);
    if (kept === undefined) return undefined;
    await this.#remember({ ecosystem, name, candidate, asOf }, sha256, kept.size);
    return { ...kept, sha256 };
  }

  async #fetch(wanted: Wanted): Promise<Bytes> {
    const { upstream, spool, maximumFile } = this.#parts;
    const { candidate } = wanted;
    const [algorithm = '', digest = ''] = candidate.integrity?.split('-') ?? [];
    const algorithms = algorithm === '' || algorithm === 'sha256' ? ['sha256'] : ['sha256', algorithm];
    const arrival = spool.arrival();
    let arrived = 0;
    let sha256: string | undefined;
    try {
      const spooled = await upstream.spool({ url: candidate.url, headers: wanted.headers }, arrival, maximumFile, algorithms, (count) => {
        arrived += count;
        spool.grow(count);
      });
      if (spooled.status >= 400 && spooled.status < 500) throw new UpstreamStatus(spooled.status);
      if (spooled.status !== 200) throw new UpstreamFailure(`${new URL(candidate.url).host} answered ${spooled.status}`);
      if (algorithm !== '' && spooled.digests[algorithm] !== digest) throw new IntegrityFailure(`the bytes are not those that the registry lists (${algorithm} ${spooled.digests[algorithm]})`);
      sha256 = spooled.digests['sha256'];
      if (sha256 === undefined) throw new UpstreamFailure('the file was not hashed');
      await this.#remember(wanted, sha256, spooled.size);
    } catch (error) {
      spool.settle(arrival, arrived, undefined);
      throw error;
    }
    const kept = spool.settle(arrival, arrived, sha256);
    if (kept === undefined) throw new UpstreamFailure('the file was not kept');
    return { ...kept, sha256 };
  }

  async #remember({ ecosystem, name, candidate, asOf }: Omit<Wanted, 'headers' | 'entry'>, sha256: string, size: number): Promise<void> {
    const integrity = candidate.integrity ?? `sha256-${sha256}`;
    const last = this.#listed.get(keyOf(ecosystem, name, candidate.file));
    if (last?.sha256 === sha256 && last.integrity === integrity && asOf.getTime() - last.listedAt.getTime() < REMEMBERED_FOR) return;
    const artifact = {
      ecosystem, name, version: candidate.version, file: candidate.file, sha256, size, integrity,
      url: candidate.url, published: candidate.published, runsScripts: candidate.runsScripts, listedAt: asOf,
    };
    this.#note(artifact);
    await this.#tried(this.#parts.store.artifacts.remember(artifact));
  }

  async #examineFile(bytes: Bytes, wanted: Wanted): Promise<Judged> {
    const { examine, store, revision } = this.#parts;
    const { ecosystem, candidate } = wanted;
    const entry = wanted.entry?.();
    const report = await examine({ path: bytes.path, name: candidate.file, size: bytes.size, ecosystem, ...(entry === undefined ? {} : { entry }) });
    const judged: Judged = { sha256: bytes.sha256, verdict: report.verdict, summary: summaryOf(report) };
    await this.#tried(store.artifacts.judge(bytes.sha256, revision, { ...judged, score: report.score }));
    return this.#keep(judged);
  }

  async #tried<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      this.#parts.onStoreFailure(String(error));
      return undefined;
    }
  }
}

const REMEMBERED_FOR = 60_000;
const MAX_REMEMBERED = 50_000;
const MOST_RECALLED = 5000;

/** A short reason for people: the story's first deeds, or the worst findings, or what could not be read. */
export function summaryOf(report: Report): string {
  const told = report.story.length > 0 ? report.story : report.findings.map((finding) => `${finding.rule}: ${finding.message}`);
  const unread = report.coverage.unread.map(({ path, why }) => `${path}: ${why}`);
  const parts = report.verdict === 'unknown' && told.length === 0 ? unread : told;
  return parts.slice(0, 3).join(' ').slice(0, 500);
}

/** Digest of a text, for entity tags. */
export function tagOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function keyOf(ecosystem: string, name: string, file: string): string {
  return `${ecosystem} ${name} ${file}`;
}

function shared<T>(running: Map<string, Promise<T>>, key: string, start: () => Promise<T>): Promise<T> {
  const found = running.get(key);
  if (found !== undefined) return found;
  const started = start().finally(() => running.delete(key));
  running.set(key, started);
  return started;
}
