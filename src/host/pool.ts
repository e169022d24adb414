/**
 * Long-lived worker threads with a hard limit on each task. A worker that overruns is terminated and replaced, so that no package can make a scan
 * hang; one that dies takes only its own task along. Both are data for the report, not errors.
 */
import { Worker } from 'node:worker_threads';

export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'timed-out'; readonly seconds: number }
  | { readonly kind: 'crashed'; readonly why: string };

export interface PoolOptions {
  readonly size: number;
  /** Milliseconds a task may take before its worker is ended. */
  readonly limitMs: number;
  /** A worker of `startWorker` with the same module, to be used before others are started. */
  readonly ready?: Worker | undefined;
}

/** A thread's stack in MB: deep nesting is cheap to write for an attacker. Measured on Node 20: 16 times the default depth, memory only where used. */
const STACK_MB = 64;
/** Below 2048 V8 lets a heap no more than double between collections: 100 MB less for two workers, and no time lost. */
const HEAP_MB = 2000;
/** Measured on wheels: three times as much saves 3 to 6 % of the time, and all of it is held, beside as much of archives' members that are done with. */
const YOUNG_MB = 32;

interface Slot<Task, Result> {
  worker: Worker | undefined;
  waiting: { readonly task: Task; readonly settle: (outcome: Outcome<Result>) => void; readonly fail: (error: unknown) => void } | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Starts a worker that loads the module while its starter does something else. It must be given to a pool, or ended. */
export function startWorker(entry: URL): Worker {
  return new Worker(entry, { resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB } });
}

/** What a worker posts back: `failure` is a bug in our own code, with its stack. */
export type Answer<Result> = { readonly result: Result } | { readonly failure: string };

/** Runs tasks on workers made from one module; the module answers each message with an Answer. */
export class Pool<Task, Result> {
  readonly #entry: URL;
  readonly #options: PoolOptions;
  readonly #slots: readonly Slot<Task, Result>[];
  readonly #free: Slot<Task, Result>[];
  readonly #queue: ((slot: Slot<Task, Result>) => void)[] = [];
  #isClosed = false;

  constructor(entry: URL, options: PoolOptions) {
    this.#entry = entry;
    this.#options = options;
    this.#slots = Array.from({ length: Math.max(1, options.size) }, () => ({ worker: undefined, waiting: undefined, timer: undefined }));
    this.#free = [...this.#slots];
    const [last] = this.#slots.slice(-1);
    if (options.ready !== undefined && last !== undefined) last.worker = this.#watch(last, options.ready);
  }

  /** Waits for a free worker and gives it the task. Rejects only where the worker reports a bug. */
  async run(task: Task): Promise<Outcome<Result>> {
    const slot = await this.#freeSlot();
    return new Promise((settle, fail) => {
      slot.waiting = { task, settle, fail };
      slot.worker ??= this.#start(slot);
      slot.timer = setTimeout(() => this.#expire(slot), this.#options.limitMs);
      slot.worker.postMessage(task);
    });
  }

  /** Ends all workers; tasks under way never settle. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const slot of this.#slots) clearTimeout(slot.timer);
    await Promise.all(this.#slots.map((slot) => slot.worker?.terminate()));
  }

  /** A slot is taken out of `#free` at once, so that two tasks never share one. */
  #freeSlot(): Slot<Task, Result> | Promise<Slot<Task, Result>> {
    return this.#free.pop() ?? new Promise((take) => this.#queue.push(take));
  }

  #start(slot: Slot<Task, Result>): Worker {
    return this.#watch(slot, startWorker(this.#entry));
  }

  #watch(slot: Slot<Task, Result>, worker: Worker): Worker {
    worker.on('message', (answer: Answer<Result>) => this.#answered(slot, answer));
    worker.on('error', (error) => this.#lost(slot, worker, error.message));
    worker.on('exit', () => this.#lost(slot, worker, 'the worker ended'));
    return worker;
  }

  #answered(slot: Slot<Task, Result>, answer: Answer<Result>): void {
    const waiting = this.#release(slot);
    if ('failure' in answer) waiting?.fail(new Error(answer.failure));
    else waiting?.settle({ kind: 'done', result: answer.result });
  }

  #lost(slot: Slot<Task, Result>, worker: Worker, why: string): void {
    if (slot.worker !== worker || this.#isClosed) return;
    slot.worker = undefined;
    this.#release(slot)?.settle({ kind: 'crashed', why });
  }

  #expire(slot: Slot<Task, Result>): void {
    const worker = slot.worker;
    slot.worker = undefined;
    void worker?.terminate();
    this.#release(slot)?.settle({ kind: 'timed-out', seconds: this.#options.limitMs / 1000 });
  }

  /** Frees the slot, or hands it on to whoever waits longest. */
  #release(slot: Slot<Task, Result>): Slot<Task, Result>['waiting'] {
    clearTimeout(slot.timer);
    const waiting = slot.waiting;
    if (waiting === undefined) return undefined;
    slot.waiting = undefined;
    const take = this.#queue.shift();
    if (take === undefined) this.#free.push(slot);
    else take(slot);
    return waiting;
  }
}
