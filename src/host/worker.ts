/** The other end of the pool: what runs inside a worker thread. */
import { parentPort } from 'node:worker_threads';
import type { Answer } from './pool.ts';

/** Answers each task with what `work` makes of it. A thrown error is a bug, and is handed over with its stack. */
export function serve<Task, Result>(work: (task: Task) => Result | Promise<Result>): void {
  const port = parentPort;
  if (port === null) throw new Error('serve() is for worker threads');
  port.on('message', async (task: Task) => {
    port.postMessage(await answer(work, task));
  });
}

async function answer<Task, Result>(work: (task: Task) => Result | Promise<Result>, task: Task): Promise<Answer<Result>> {
  try {
    return { result: await work(task) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
