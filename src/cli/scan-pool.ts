/** The workers that scan. The first may be started before anything else is loaded: most of a small scan is spent on starting. */
import type { Worker } from 'node:worker_threads';
import { Pool, startWorker, type PoolOptions } from '../host/pool.ts';
import type { Report } from '../model/report.ts';
import type { ScanTask } from './scan-worker.ts';

const MODULE = new URL('./scan-worker.js', import.meta.url);
let ready: Worker | undefined;

/** Starts the worker that the next pool will use first. A command that ends without one isn't held up by it. */
export function startScanWorker(): void {
  const worker = startWorker(MODULE);
  worker.unref();
  // One that dies before it is used is the pool's to start again, and to report.
  worker.once('error', () => {
    if (ready === worker) ready = undefined;
  });
  ready = worker;
}

/** The pool that scans; to be closed. */
export function openScanPool(options: Pick<PoolOptions, 'size' | 'limitMs'>): Pool<ScanTask, Report> {
  const pool = new Pool<ScanTask, Report>(MODULE, { ...options, ready });
  ready?.ref();
  ready = undefined;
  return pool;
}
