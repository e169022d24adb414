/** What was found out about names: whom they imitate, under one revision of the lists and rules. Finding out again costs far more than keeping it. */
import { write, type Writable } from './writing.ts';

/** What stands against a name; an empty tier: nothing does. */
export interface KeptOpinion {
  readonly ecosystem: string;
  readonly name: string;
  readonly tier: string;
  readonly reason: string;
}

const BATCH = 200;

export class Opinions {
  readonly #on: Writable;
  #pending: { readonly revision: string; readonly opinion: KeptOpinion }[] = [];
  #flushing: Promise<void> | undefined;

  constructor(on: Writable) {
    this.#on = on;
  }

  /** Keeps an opinion, together with what else comes by at the moment. Rejects where the store can't be written: it is then lost, and can be formed anew. */
  keep(revision: string, opinion: KeptOpinion): Promise<void> {
    this.#pending.push({ revision, opinion });
    return (this.#flushing ??= this.#flush());
  }

  /** Waits until nothing is being kept. */
  async settled(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing.catch(() => {});
  }

  /** Up to `limit` opinions of a revision. */
  async all(revision: string, limit: number): Promise<KeptOpinion[]> {
    return this.#on.db.selectFrom('opinion').select(['ecosystem', 'name', 'tier', 'reason']).where('revision', '=', revision).limit(limit).execute();
  }

  async #flush(): Promise<void> {
    try {
      await new Promise((resolve) => setImmediate(resolve));
      while (this.#pending.length > 0) {
        const rows = this.#pending.splice(0, BATCH).map(({ revision, opinion }) => ({ revision, ...opinion }));
        await write(this.#on, (db) => db.insertInto('opinion').values(rows).onConflict((conflict) => conflict.doNothing()).execute());
      }
    } finally {
      this.#flushing = undefined;
    }
  }
}
