/** The store: verdicts, artifacts, the audit trail and the quarantine, in a libsql file or in a PostgreSQL that several gates share. */
import Libsql from 'libsql';
import { Kysely, Migrator, PostgresDialect, type Migration } from 'kysely';
import { UserError } from '../model/user-error.ts';
import { Artifacts } from './artifacts.ts';
import { migrationsFor, type Dialect } from './migrations.ts';
import { Opinions } from './opinions.ts';
import { Quarantine } from './quarantine.ts';
import type { Database, Tables } from './tables.ts';
import { Trail } from './trail.ts';
import { BLOCKING_WAIT, ImmediateDialect, type Writable } from './writing.ts';

export interface StoreOptions {
  readonly now?: () => Date;
  /** How long a statement waits for a lock that another process holds, in milliseconds. */
  readonly lockTimeout?: number;
}

export class Store {
  readonly artifacts: Artifacts;
  readonly trail: Trail;
  readonly quarantine: Quarantine;
  readonly opinions: Opinions;
  readonly #db: Database;

  private constructor(on: Writable, now: () => Date) {
    this.#db = on.db;
    this.artifacts = new Artifacts(on, now);
    this.trail = new Trail(on, now);
    this.quarantine = new Quarantine(on, now);
    this.opinions = new Opinions(on);
  }

  /**
   * Opens and migrates. `url` is `postgres://…`, `:memory:`, or a file's path (its folder must exist).
   * Throws UserError where it can't be opened.
   */
  static async open(url: string, options: StoreOptions = {}): Promise<Store> {
    const dialect: Dialect = /^postgres(ql)?:\/\//.test(url) ? 'postgres' : 'libsql';
    const timeout = options.lockTimeout ?? 2000;
    try {
      const db = dialect === 'postgres' ? await connect(url, timeout) : openFile(url);
      await migrate(db, dialect);
      return new Store({ db, lockTimeout: timeout }, options.now ?? (() => new Date()));
    } catch (error) {
      throw new UserError(`the store can't be opened: ${withoutPassword(url)}`, {
        why: error instanceof Error ? error.message : String(error),
        todo: 'check `url` under [store] in assay.toml, and that the folder or the server is there and writable',
      });
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.trail.settled(), this.opinions.settled()]);
    await this.#db.destroy();
  }
}

/** The driver is loaded where it is needed only: most gates keep a file. */
async function connect(url: string, timeout: number): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 8, lock_timeout: timeout, connectionTimeoutMillis: 5000 });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function openFile(path: string): Database {
  const file = new Libsql(path, { timeout: BLOCKING_WAIT });
  file.pragma('journal_mode = WAL');
  // WAL with NORMAL loses nothing when the process dies, only when the machine does; the chain then ends earlier and still verifies.
  file.pragma('synchronous = NORMAL');
  return new Kysely<Tables>({ dialect: new ImmediateDialect(file) });
}

/** Two processes may migrate the same new file at once: the loser finds the tables there and looks again. */
async function migrate(db: Database, dialect: Dialect, attempt = 1): Promise<void> {
  const provider = { getMigrations: async (): Promise<Record<string, Migration>> => migrationsFor(dialect) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  if (attempt >= 8) {
    await db.destroy();
    throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
  await migrate(db, dialect, attempt + 1);
}

function withoutPassword(url: string): string {
  return url.replace(/:\/\/([^:@/]*):[^@/]*@/, '://$1:…@');
}
