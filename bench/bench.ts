/**
 * Times scans: `npm run bench [-- --dir DIR] [--peer guarddog]`. Without --dir a forged set is scanned, so that the figures of two commits can be compared on
 * any machine without a download. Archives are read as bytes in memory, never unpacked to disk and never run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from '../src/host/pool.ts';
import type { EvalTask } from '../evals/eval-worker.ts';
import type { Scanned } from '../evals/outcome.ts';
import { quantile } from '../evals/summary.ts';
import { forgedSet } from './forged-set.ts';
import { peerCommand, timePeer } from './peer.ts';

const HELP = `Usage: npm run bench -- [options]

  --dir DIR            archives to scan, any depth; default: a forged set
  --every N            only every n-th of them
  --jobs N             workers, default: the number of cores
  --peer guarddog      scans the same archives with it, one after the other, where it is installed
  --peer-command PATH  where it is, if not on the path
  --peer-most N        at most so many archives for the peer, default 20
`;

const { values } = parseArgs({
  options: {
    dir: { type: 'string' }, every: { type: 'string', default: '1' }, jobs: { type: 'string' }, peer: { type: 'string' }, 'peer-command': { type: 'string' },
    'peer-most': { type: 'string', default: '20' }, help: { type: 'boolean' },
  },
});
const BIN = join(import.meta.dirname, '..', '..', 'bin', 'assay');

if (values.help === true) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const made = values.dir === undefined ? forgedFolder() : undefined;
  try {
    const paths = archivesIn(values.dir ?? made ?? '').filter((_, index) => index % Number(values.every) === 0);
    const jobs = Number(values.jobs ?? availableParallelism());
    process.stdout.write(`${paths.length} archives of ${values.dir ?? 'a forged set'}, ${jobs} workers, Node ${process.version}\n`);
    tell('assay --version, from the shell, median of 7', `${shellMedian(['--version']).toFixed(0)} ms`);
    tell('a small archive, from the shell, median of 7', `${shellMedian(['scan', '-q', smallest(paths)]).toFixed(0)} ms`);
    await throughput(paths, jobs);
    if (values.peer !== undefined) await besidePeer(paths, values.peer);
  } finally {
    if (made !== undefined) rmSync(made, { recursive: true });
  }
}

async function throughput(paths: readonly string[], jobs: number): Promise<void> {
  const { seconds, results } = await scanAll(paths, jobs);
  const code = results.reduce((total, one) => total + one.codeBytes, 0) / 1e6;
  const packed = paths.reduce((total, path) => total + statSync(path).size, 0) / 1e6;
  const times = results.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  tell('MB of code a second', `${(code / seconds).toFixed(1)} (${code.toFixed(1)} MB of code in ${packed.toFixed(1)} MB of archives, ${seconds.toFixed(1)} s)`);
  tell('archives a second', (paths.length / seconds).toFixed(1));
  tell('an archive in its worker, median, p95', `${quantile(times, 0.5).toFixed(0)} ms, ${quantile(times, 0.95).toFixed(0)} ms`);
  tell('most memory held, all workers', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  const failed = paths.length - results.length;
  if (failed > 0) tell('archives that could not be scanned', String(failed));
}

/** One process each, on the same archives, in the same run: what a user of either waits for. */
async function besidePeer(paths: readonly string[], name: string): Promise<void> {
  const command = peerCommand(name, values['peer-command']);
  if (command === undefined) {
    process.stdout.write(`${name} is not installed: not compared\n`);
    return;
  }
  const step = Math.max(1, Math.ceil(paths.length / Number(values['peer-most'])));
  const some = paths.filter((_, index) => index % step === 0);
  const { seconds } = await scanAll(some, 1);
  const ours = timed(() => spawnSync(process.execPath, [BIN, 'scan', '-q', '-j', '1', ...some])) / 1000;
  const theirs = timePeer(command, some);
  tell(`the same ${some.length} archives: assay, one process, one worker`, `${ours.toFixed(1)} s (${seconds.toFixed(1)} s of scanning)`);
  tell(`the same: ${name}, a process an archive`, `${theirs.seconds.toFixed(1)} s, ${theirs.failed} failed`);
  tell('ratio', `${(theirs.seconds / ours).toFixed(1)} x`);
}

async function scanAll(paths: readonly string[], jobs: number): Promise<{ readonly seconds: number; readonly results: Scanned[] }> {
  const pool = new Pool<EvalTask, Scanned>(new URL('../evals/eval-worker.js', import.meta.url), { size: jobs, limitMs: 120_000 });
  const start = performance.now();
  const outcomes = await Promise.all(paths.map((path) => pool.run({ path, name: path, milliseconds: 100_000 })));
  const seconds = (performance.now() - start) / 1000;
  await pool.close();
  return { seconds, results: outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.result] : [])) };
}

function shellMedian(args: readonly string[]): number {
  const times = Array.from({ length: 7 }, () => timed(() => spawnSync(process.execPath, [BIN, ...args]))).sort((a, b) => a - b);
  return quantile(times, 0.5);
}

function archivesIn(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(?:whl|zip|egg|tgz|tar\.\w+)$/.test(entry.name));
  return found.map((entry) => join(entry.parentPath, entry.name)).sort();
}

function smallest(paths: readonly string[]): string {
  return paths.toSorted((a, b) => statSync(a).size - statSync(b).size)[0] ?? '';
}

function forgedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  for (const [name, bytes] of forgedSet()) writeFileSync(join(folder, name), bytes);
  return folder;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function tell(what: string, figure: string): void {
  process.stdout.write(`  ${what.padEnd(60)} ${figure}\n`);
}
