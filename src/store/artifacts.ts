/** Artifacts by what registries call them, and verdicts by the hash of the bytes and the revision of the rules. */
import type { Verdict } from '../model/report.ts';
import type { ArtifactTable } from './tables.ts';
import { write, type Writable } from './writing.ts';

export interface ArtifactRecord {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly integrity: string;
  readonly url: string;
  readonly published: Date | undefined;
  readonly runsScripts: boolean;
  readonly listedAt: Date;
}

export interface StoredVerdict {
  readonly sha256: string;
  readonly verdict: Verdict;
  readonly score: number;
  /** Why, in a sentence or a few; package text inside is raw. */
  readonly summary: string;
  readonly at: string;
}

/** What is known of one file of a listing. */
export interface Known extends StoredVerdict {
  readonly version: string;
  readonly file: string;
  readonly integrity: string;
}

export class Artifacts {
  readonly #on: Writable;
  readonly #now: () => Date;

  constructor(on: Writable, now: () => Date) {
    this.#on = on;
    this.#now = now;
  }

  /** Remembers that these bytes were seen under this name, and when they were last listed. */
  async remember({ published, runsScripts, listedAt, ...artifact }: ArtifactRecord): Promise<void> {
    const row = { ...artifact, published: published?.toISOString() ?? '', runs_scripts: runsScripts ? 1 : 0, listed_at: listedAt.toISOString(), seen_at: this.#now().toISOString() };
    await write(this.#on, (db) => db.insertInto('artifact').values(row)
      .onConflict((conflict) => conflict.columns(['ecosystem', 'name', 'file', 'integrity', 'sha256'])
        .doUpdateSet({ url: row.url, published: row.published, runs_scripts: row.runs_scripts, listed_at: row.listed_at }))
      .execute());
  }

  /** Sets the verdict that this revision of the rules gives; a later scan with the same revision replaces it. */
  async judge(sha256: string, revision: string, given: Pick<StoredVerdict, 'verdict' | 'score' | 'summary'>): Promise<void> {
    const row = { verdict: given.verdict, score: given.score, summary: given.summary, at: this.#now().toISOString() };
    await write(this.#on, (db) => db.insertInto('verdict')
      .values({ sha256, revision, ...row })
      .onConflict((conflict) => conflict.columns(['sha256', 'revision']).doUpdateSet(row))
      .execute());
  }

  /** The verdict on these bytes under this revision, undefined where they were never examined with it. */
  async verdictOn(sha256: string, revision: string): Promise<StoredVerdict | undefined> {
    const row = await this.#on.db.selectFrom('verdict').selectAll()
      .where('sha256', '=', sha256).where('revision', '=', revision).executeTakeFirst();
    return row === undefined ? undefined : { ...row, verdict: asVerdict(row.verdict) };
  }

  /** Everything known under this revision about a package's files, for judging a listing without any bytes. */
  async knownOf(ecosystem: string, name: string, revision: string): Promise<Known[]> {
    const rows = await this.#on.db.selectFrom('artifact')
      .innerJoin('verdict', 'verdict.sha256', 'artifact.sha256')
      .select(['artifact.version', 'artifact.file', 'artifact.integrity', 'artifact.sha256', 'verdict.verdict', 'verdict.score', 'verdict.summary', 'verdict.at'])
      .where('artifact.ecosystem', '=', ecosystem).where('artifact.name', '=', name).where('verdict.revision', '=', revision)
      .execute();
    return rows.map((row) => ({ ...row, verdict: asVerdict(row.verdict) }));
  }

  /** A file as a registry listed it since then, the last time first; undefined where none did. */
  async listedSince(ecosystem: string, name: string, file: string, since: Date): Promise<ArtifactRecord | undefined> {
    const row = await this.#on.db.selectFrom('artifact').selectAll()
      .where('ecosystem', '=', ecosystem).where('name', '=', name).where('file', '=', file).where('listed_at', '>=', since.toISOString())
      .orderBy('listed_at', 'desc').executeTakeFirst();
    return row === undefined ? undefined : recordOf(row);
  }

  /** Up to `limit` files that registries listed since then, the last ones first, with what this revision says of their bytes. */
  async listedLately(since: Date, revision: string, limit: number): Promise<{ artifact: ArtifactRecord; judged: StoredVerdict | undefined }[]> {
    const rows = await this.#on.db.selectFrom('artifact')
      .leftJoin('verdict', (join) => join.onRef('verdict.sha256', '=', 'artifact.sha256').on('verdict.revision', '=', revision))
      .selectAll('artifact').select(['verdict.verdict', 'verdict.score', 'verdict.summary', 'verdict.at'])
      .where('artifact.listed_at', '>=', since.toISOString()).orderBy('artifact.listed_at', 'desc').limit(limit).execute();
    return rows.map(({ verdict, score, summary, at, ...row }) => {
      const judged = verdict === null ? undefined : { sha256: row.sha256, verdict: asVerdict(verdict), score: score ?? 0, summary: summary ?? '', at: at ?? '' };
      return { artifact: recordOf(row), judged };
    });
  }

  /** The hash of the bytes a registry calls `integrity`, where they were seen. */
  async hashOf(ecosystem: string, name: string, integrity: string): Promise<string | undefined> {
    const row = await this.#on.db.selectFrom('artifact').select('sha256')
      .where('ecosystem', '=', ecosystem).where('name', '=', name).where('integrity', '=', integrity).executeTakeFirst();
    return row?.sha256;
  }
}

function recordOf({ published, runs_scripts: runsScripts, listed_at: listedAt, seen_at: _seen, ...row }: ArtifactTable): ArtifactRecord {
  return { ...row, size: Number(row.size), published: published === '' ? undefined : new Date(published), runsScripts: runsScripts === 1, listedAt: new Date(listedAt) };
}

/** A word of the store as a verdict; anything else counts as not looked at. */
function asVerdict(word: string): Verdict {
  return word === 'malicious' || word === 'suspicious' || word === 'clean' ? word : 'unknown';
}
