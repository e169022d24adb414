/**
 * Measures detection: `npm run eval -- --malware DIR --benign DIR`. Prints recall and false alarms at both thresholds, by rule and by behaviour, the
 * misses, and the difference to `evals/baseline.json`; the exit code is 1 where a figure got worse. Samples are read as bytes in memory, never unpacked to
 * disk and never run.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startProgress } from '../src/cli/progress.ts';
import { Pool } from '../src/host/pool.ts';
import { baselineOf, compare, type Baseline } from './baseline.ts';
import { archivesUnder, packagesUnder, readFamilies, thinned } from './corpus.ts';
import type { EvalTask } from './eval-worker.ts';
import type { Outcome, Sample, Scanned } from './outcome.ts';
import { summaryOf } from './summary.ts';
import { figures } from './telling.ts';

const HELP = `Usage: npm run eval -- [options]

  --malware DIR        archives of malicious packages, any depth
  --benign DIR         archives of honest packages (may be given again)
  --npm DIR            malicious npm packages, unpacked: one folder or file each
  --families FILE      tab-separated list of path (below DIR) or id, and family; may be given again
  --npm-samples FILE   the same for --npm
  --every N            only every n-th sample of each corpus
  --jobs N             workers, default: the number of cores
  --timeout SECONDS    for each sample, default 60
  --no-names           by bytes alone; without it whom a package's name imitates counts, as it does in a scan
  --list N             lines of each list, default 30
  --jsonl FILE         one line a sample, for looking closer
  --baseline FILE      default evals/baseline.json
  --update-baseline    writes it
`;

const { values } = parseArgs({
  options: {
    malware: { type: 'string' }, benign: { type: 'string', multiple: true }, npm: { type: 'string' }, families: { type: 'string', multiple: true },
    'npm-samples': { type: 'string' }, every: { type: 'string', default: '1' }, jobs: { type: 'string' }, timeout: { type: 'string', default: '60' },
    list: { type: 'string', default: '30' }, jsonl: { type: 'string' }, baseline: { type: 'string' }, 'update-baseline': { type: 'boolean' }, 'no-names': { type: 'boolean' }, help: { type: 'boolean' },
  },
});

if (values.help === true || (values.malware === undefined && values.benign === undefined && values.npm === undefined)) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const every = Number(values.every);
  const samples = samplesOf(every);
  const jobs = Number(values.jobs ?? availableParallelism());
  const start = performance.now();
  const outcomes = await scanAll(samples, jobs, Number(values.timeout));
  const seconds = (performance.now() - start) / 1000;
  const summary = summaryOf(outcomes);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${figures(summary, { seconds, jobs, peakMegabytes, isNameless: values['no-names'] === true }, Number(values.list))}\n`);
  if (values.jsonl !== undefined) writeFileSync(values.jsonl, outcomes.map((one) => `${JSON.stringify(one)}\n`).join(''));
  process.exitCode = tellBaseline(baselineOf(summary, every)) ? 1 : 0;
}

function samplesOf(every: number): Sample[] {
  const families = readFamilies([...(values.families ?? []), ...(values['npm-samples'] === undefined ? [] : [values['npm-samples']])]);
  const corpora = [
    values.malware === undefined ? [] : archivesUnder(values.malware, 'malware', families),
    values.npm === undefined ? [] : packagesUnder(values.npm, 'malware', families),
    ...(values.benign ?? []).map((folder) => archivesUnder(folder, 'benign', families)),
  ];
  return corpora.flatMap((samples) => thinned(samples, every));
}

async function scanAll(samples: readonly Sample[], jobs: number, seconds: number): Promise<Outcome[]> {
  const pool = new Pool<EvalTask, Scanned>(new URL('./eval-worker.js', import.meta.url), { size: jobs, limitMs: seconds * 1000 });
  const progress = startProgress(samples.length, true);
  const outcomes = await Promise.all(samples.map(async (sample) => {
    const outcome = await scanOne(pool, sample, seconds);
    progress.advance(sample.name);
    return outcome;
  }));
  progress.stop();
  await pool.close();
  return outcomes;
}

/** A bug in the engine must not end a run of thousands: its sample is unknown, and the reason says so. */
async function scanOne(pool: Pool<EvalTask, Scanned>, sample: Sample, seconds: number): Promise<Outcome> {
  const unknown = (why: string): Outcome => ({ sample, verdict: 'unknown', score: 0, hits: [], reasons: [], unread: [why], codeBytes: 0, milliseconds: seconds * 1000 });
  try {
    const outcome = await pool.run({ path: sample.path, name: sample.name, milliseconds: seconds * 900, isNameless: values['no-names'] === true });
    if (outcome.kind === 'done') return { sample, ...outcome.result };
    return unknown(outcome.kind === 'timed-out' ? `took longer than ${seconds} s` : `the worker died: ${outcome.why}`);
  } catch (error) {
    return unknown(`BUG ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error)}`);
  }
}

/** Compares with the baseline or replaces it; says whether the run is worse. */
function tellBaseline(now: Baseline): boolean {
  const path = values.baseline ?? join(import.meta.dirname, '..', '..', 'evals', 'baseline.json');
  if (values['update-baseline'] === true) {
    writeFileSync(path, `${JSON.stringify(now, null, 2)}\n`);
    process.stdout.write(`wrote ${path}\n`);
    return false;
  }
  if (!existsSync(path)) {
    process.stdout.write(`There is no baseline yet: --update-baseline writes ${path}\n`);
    return false;
  }
  const before: Baseline = JSON.parse(readFileSync(path, 'utf8'));
  const { lines, isWorse } = compare(now, before);
  process.stdout.write(`Since the baseline:\n${lines.map((line) => `  ${line}\n`).join('')}${isWorse ? 'WORSE than the baseline\n' : ''}`);
  return isWorse;
}
