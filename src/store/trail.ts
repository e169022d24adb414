/**
 * The audit trail: append-only and hash-chained. Each entry's hash covers the one before, so that an altered, removed or inserted entry shows.
 * Appends that arrive together share one transaction; whoever appends may answer only once the promise is kept.
 */
import { createHash } from 'node:crypto';
import type { Outcome, TrailTable } from './tables.ts';
import { write, type Writable } from './writing.ts';

export interface TrailEntry {
  /** What happened: `artifact`, `listing`, `connect`, `upstream`, `installed`, `start`, `stop`. */
  readonly action: string;
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly blockId: string;
  readonly client: string;
  readonly run: string;
  /** Revision of policy and rules it was decided under. */
  readonly policy: string;
}

export type Recorded = TrailEntry & { readonly seq: number; readonly at: string };

/** Whether the chain holds: the number of entries and its end, or the first entry that doesn't fit and why. */
export type Verification =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | { readonly intact: false; readonly seq: number; readonly why: string };

/** Somebody got an artifact that is known bad today. */
export type Recall = Recorded & { readonly now: string };

interface Pending {
  readonly entry: TrailEntry;
  resolve(recorded: Recorded): void;
  reject(error: unknown): void;
}

const PAGE = 1000;
const BATCH = 200;

export class Trail {
  readonly #on: Writable;
  readonly #now: () => Date;
  #pending: Pending[] = [];
  #flushing: Promise<void> | undefined;

  constructor(on: Writable, now: () => Date) {
    this.#on = on;
    this.#now = now;
  }

  /** Appends; the promise is kept once the entry is committed, and broken where the store can't be written. */
  append(entry: TrailEntry): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ entry, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Waits until nothing is being appended. */
  async settled(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
  }

  /** Recomputes the whole chain. */
  async verify(): Promise<Verification> {
    let prev = '';
    let seq = 0;
    for (;;) {
      const rows = await this.#on.db.selectFrom('trail').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE).execute();
      for (const row of rows) {
        const why = faultOf(row, seq + 1, prev);
        if (why !== undefined) return { intact: false, seq: seq + 1, why };
        prev = row.hash;
        seq = row.seq;
      }
      if (rows.length < PAGE) break;
    }
    const head = await this.#on.db.selectFrom('trail_head').selectAll().executeTakeFirstOrThrow();
    if (head.seq !== seq || head.hash !== prev) return { intact: false, seq: seq + 1, why: `the chain should end at entry ${head.seq}: entries are missing at its end` };
    return { intact: true, entries: seq, head: prev };
  }

  /** The entries of one run, or the last `limit` of all, oldest first. */
  async entries(filter: { readonly run?: string; readonly limit?: number } = {}): Promise<Recorded[]> {
    let query = this.#on.db.selectFrom('trail').selectAll().orderBy('seq', 'desc').limit(filter.limit ?? 100_000);
    if (filter.run !== undefined) query = query.where('run', '=', filter.run);
    return (await query.execute()).reverse().map(recordedOf);
  }

  /** Whether this version was ever let in by a gate on this store. */
  async wasServed(ecosystem: string, name: string, version: string): Promise<boolean> {
    const row = await this.#on.db.selectFrom('trail').select('seq')
      .where('ecosystem', '=', ecosystem).where('name', '=', name).where('version', '=', version).where('outcome', '=', 'served').limit(1).executeTakeFirst();
    return row !== undefined;
  }

  /** Who got bytes that this revision of the rules now calls one of `verdicts`, or that are quarantined by hash. */
  async recall(revision: string, verdicts: readonly string[]): Promise<Recall[]> {
    const judged = await this.#on.db.selectFrom('trail').innerJoin('verdict', 'verdict.sha256', 'trail.sha256')
      .selectAll('trail').select('verdict.verdict as now')
      .where('trail.outcome', '=', 'served').where('verdict.revision', '=', revision).where('verdict.verdict', 'in', [...verdicts])
      .orderBy('trail.seq').execute();
    const stopped = await this.#on.db.selectFrom('trail')
      .innerJoin('quarantine', (join) => join.onRef('quarantine.ecosystem', '=', 'trail.ecosystem').onRef('quarantine.name', '=', 'trail.name'))
      .selectAll('trail').select('quarantine.reason as now')
      .where('trail.outcome', '=', 'served').where('quarantine.lifted_at', 'is', null)
      .where((where) => where.or([where('quarantine.version', '=', ''), where('quarantine.version', '=', where.ref('trail.version'))]))
      .where((where) => where.or([where('quarantine.sha256', '=', ''), where('quarantine.sha256', '=', where.ref('trail.sha256'))]))
      .orderBy('trail.seq').execute();
    const found = new Map<number, Recall>();
    for (const row of stopped) found.set(row.seq, { ...recordedOf(row), now: `quarantined: ${row.now}` });
    for (const row of judged) found.set(row.seq, { ...recordedOf(row), now: row.now });
    return [...found.values()].sort((a, b) => a.seq - b.seq);
  }

  async #flush(): Promise<void> {
    // What else comes by in this turn joins: a transaction costs more than its rows.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) {
      const batch = this.#pending.splice(0, BATCH);
      try {
        const recorded = await this.#write(batch.map((pending) => pending.entry));
        for (const [index, pending] of batch.entries()) {
          const entry = recorded[index];
          if (entry !== undefined) pending.resolve(entry);
        }
      } catch (error) {
        for (const pending of batch) pending.reject(error);
      }
    }
    this.#flushing = undefined;
  }

  async #write(entries: readonly TrailEntry[]): Promise<Recorded[]> {
    return write(this.#on, async (db) => {
      // The update comes first: it takes the lock that makes gates and processes append one after the other.
      const head = await db.updateTable('trail_head').set((update) => ({ seq: update('seq', '+', entries.length) }))
        .where('id', '=', 1).returning(['seq', 'hash']).executeTakeFirstOrThrow();
      let prev = head.hash;
      let seq = head.seq - entries.length;
      const rows = entries.map((entry) => {
        const row = rowOf(entry, ++seq, this.#now().toISOString(), prev);
        prev = row.hash;
        return row;
      });
      await db.insertInto('trail').values(rows).execute();
      await db.updateTable('trail_head').set({ hash: prev }).where('id', '=', 1).execute();
      return rows.map(recordedOf);
    });
  }
}

function rowOf({ blockId, ...entry }: TrailEntry, seq: number, at: string, prev: string): TrailTable {
  const row = { seq, at, ...entry, block_id: blockId, prev };
  return { ...row, hash: hashOf(row) };
}

function recordedOf({ block_id: blockId, prev: _prev, hash: _hash, ...row }: TrailTable): Recorded {
  return { ...row, blockId };
}

function faultOf(row: TrailTable, seq: number, prev: string): string | undefined {
  if (row.seq !== seq) return `entry ${seq} is missing`;
  if (row.prev !== prev) return 'it does not follow the entry before it';
  return hashOf(row) === row.hash ? undefined : 'it was altered';
}

/** SHA-256 over the fields in a fixed order; JSON keeps field borders unambiguous. */
function hashOf(row: Omit<TrailTable, 'hash'>): string {
  const fields = [
    row.seq, row.at, row.action, row.ecosystem, row.name, row.version, row.file, row.sha256, row.outcome, row.reason,
    row.block_id, row.client, row.run, row.policy, row.prev,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
