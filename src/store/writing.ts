/** Writes: each in a transaction that takes its lock first, and asked for again while another process holds the lock. */
import type Libsql from 'libsql';
import { SqliteDialect, SqliteDriver, type DatabaseConnection, type Driver, type SqliteDatabase, type SqliteStatement, type Transaction } from 'kysely';
import type { Database, Tables } from './tables.ts';

/** Milliseconds that libsql waits by itself: it blocks the whole thread, so the rest of the time is waited out here. */
export const BLOCKING_WAIT = 20;

/** A database with the time that a write waits for a lock, in milliseconds. */
export interface Writable {
  readonly db: Database;
  readonly lockTimeout: number;
}

/** Runs `work` in a transaction. Rejects where the lock can't be had in time, or the store can't be written. */
export async function write<T>({ db, lockTimeout }: Writable, work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
  const end = Date.now() + lockTimeout;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!isBusy(error) || Date.now() + pause > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY');
}

/**
 * Begins with the write lock, by `exec`: a prepared statement that libsql can't get its lock for is never reset, and every later commit on that
 * connection then fails with "SQL statements in progress".
 */
export class ImmediateDialect extends SqliteDialect {
  readonly #file: Libsql.Database;

  constructor(file: Libsql.Database) {
    super({ database: withStatements(file) });
    this.#file = file;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#file);
  }
}

/** Keeps prepared statements: there are few, and preparing costs more than most of them. */
function withStatements(file: Libsql.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => void file.close(),
    prepare(text) {
      const known = kept.get(text);
      if (known !== undefined) return known;
      if (kept.size >= MAX_STATEMENTS) kept.clear();
      const fresh = file.prepare(text);
      kept.set(text, fresh);
      return fresh;
    },
  };
}

const MAX_STATEMENTS = 100;

class ImmediateDriver extends SqliteDriver {
  readonly #file: Libsql.Database;

  constructor(file: Libsql.Database) {
    super({ database: withStatements(file) });
    this.#file = file;
  }

  override async beginTransaction(_connection: DatabaseConnection): Promise<void> {
    this.#file.exec('begin immediate');
  }
}
