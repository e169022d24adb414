/** The tables, as the query builder sees them. Times are ISO 8601 in UTC, hashes lower-case hex; the same shapes on libsql and PostgreSQL. */
import type { Generated, Kysely } from 'kysely';

export interface ArtifactTable {
  sha256: string;
  ecosystem: string;
  name: string;
  version: string;
  file: string;
  size: number;
  /** What the registry calls it: `sha512-…`, a shasum or a sha256, so that a listing can be judged without the bytes. */
  integrity: string;
  url: string;
  /** When the registry says it was published; '' where it doesn't. */
  published: string;
  /** 1 where it runs install scripts. */
  runs_scripts: number;
  /** When a registry last listed it like this, by the earlier of its clock and ours. */
  listed_at: string;
  seen_at: string;
}

export interface VerdictTable {
  sha256: string;
  /** Revision of the rules that gave it: another revision asks again. */
  revision: string;
  verdict: string;
  score: number;
  summary: string;
  at: string;
}

export type Outcome = 'served' | 'refused' | 'hidden' | 'failed' | 'noted';

export interface TrailTable {
  seq: number;
  at: string;
  action: string;
  ecosystem: string;
  name: string;
  version: string;
  file: string;
  sha256: string;
  outcome: Outcome;
  reason: string;
  block_id: string;
  /** Who asked: the run's or the client's description. */
  client: string;
  run: string;
  policy: string;
  prev: string;
  hash: string;
}

/** One row: where the chain ends. Locking it serializes appends of several gates. */
export interface HeadTable {
  id: number;
  seq: number;
  hash: string;
}

export interface QuarantineTable {
  id: Generated<number>;
  ecosystem: string;
  name: string;
  /** Empty: every version. */
  version: string;
  /** Empty: whatever its bytes. */
  sha256: string;
  reason: string;
  author: string;
  at: string;
  lifted_at: string | null;
}

export interface OpinionTable {
  ecosystem: string;
  name: string;
  /** Revision of the lists and rules that it was formed with. */
  revision: string;
  /** Empty: nothing stands against the name. */
  tier: string;
  reason: string;
}

export interface Tables {
  artifact: ArtifactTable;
  verdict: VerdictTable;
  trail: TrailTable;
  trail_head: HeadTable;
  quarantine: QuarantineTable;
  opinion: OpinionTable;
}

export type Database = Kysely<Tables>;
