/** Packages or bytes that a person has stopped, whatever the verdict. Lifting keeps the row. */
import { write, type Writable } from './writing.ts';

export interface Quarantined {
  readonly ecosystem: string;
  readonly name: string;
  /** Empty: every version. */
  readonly version: string;
  /** Empty: whatever its bytes. */
  readonly sha256: string;
  readonly reason: string;
  readonly author: string;
}

/** A query that is about to be made. */
interface Asking {
  readonly names: Set<string>;
  readonly stops: Promise<Quarantined[]>;
}

export class Quarantine {
  readonly #on: Writable;
  readonly #now: () => Date;
  #asking: Asking | undefined;

  constructor(on: Writable, now: () => Date) {
    this.#on = on;
    this.#now = now;
  }

  async add(stopped: Quarantined): Promise<void> {
    await write(this.#on, (db) => db.insertInto('quarantine').values({ ...stopped, at: this.#now().toISOString() }).execute());
  }

  /** Lifts every stop on this name and version ('' = the stop on all versions); gives how many there were. */
  async lift(ecosystem: string, name: string, version: string): Promise<number> {
    const results = await write(this.#on, (db) => db.updateTable('quarantine').set({ lifted_at: this.#now().toISOString() })
      .where('ecosystem', '=', ecosystem).where('name', '=', name).where('version', '=', version).where('lifted_at', 'is', null)
      .execute());
    return results.reduce((sum, { numUpdatedRows }) => sum + Number(numUpdatedRows), 0);
  }

  /** The stops on a package that are in force. Whoever asks in the same turn shares one query. */
  async stopsOn(ecosystem: string, name: string): Promise<Quarantined[]> {
    const asking = (this.#asking ??= this.#ask());
    asking.names.add(name);
    return (await asking.stops).filter((stop) => stop.ecosystem === ecosystem && stop.name === name);
  }

  #ask(): Asking {
    const names = new Set<string>();
    const stops = new Promise((resolve) => setImmediate(resolve)).then(() => {
      this.#asking = undefined;
      return this.#on.db.selectFrom('quarantine').select(['ecosystem', 'name', 'version', 'sha256', 'reason', 'author'])
        .where('name', 'in', [...names]).where('lifted_at', 'is', null).execute();
    });
    return { names, stops };
  }
}
