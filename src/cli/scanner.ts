/** Scans many targets at once, each under a hard limit, and gives their reports as they come. */
import type { Outcome, Pool } from '../host/pool.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { writeError } from '../host/terminal.ts';
import { printable } from '../kit/untrusted.ts';
import type { Ecosystem } from '../model/package.ts';
import type { VcsListing } from '../model/context.ts';
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import type { Compared, Original } from './original.ts';
import type { Fetched } from './package-target.ts';
import type { Progress } from './progress.ts';
import { openScanPool } from './scan-pool.ts';
import type { ScanTask } from './scan-worker.ts';
import type { Target } from './targets.ts';
import { unknownReport } from './unknown-report.ts';

export interface ScannerOptions {
  readonly jobs: number;
  readonly seconds: number;
  readonly ecosystem: Ecosystem | undefined;
  readonly progress: Progress;
  /** Only what the cache holds of packages given by name. */
  readonly isOffline?: boolean;
  /** What every target is compared with, as the user named it. */
  readonly against?: string | undefined;
  /** The folder of a repository that source archives are compared with. */
  readonly vcs?: string | undefined;
  /** Whether the original of a look-alike is fetched: of packages given by name (the default), also of files, or never. */
  readonly originals?: 'by-name' | 'always' | 'never';
}

/** The share of the time after which readers stop by themselves, so that what they have seen is still told. */
const SOFT_SHARE = 0.9;

/** Reports that may wait for an earlier target, so that a slow one doesn't hold up the rest. */
const AHEAD = 200;

export class Scanner {
  readonly #pool: Pool<ScanTask, Report>;
  readonly #options: ScannerOptions;
  #access: Promise<RegistryAccess> | undefined;

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#pool = openScanPool({ size: options.jobs, limitMs: options.seconds * 1000 });
  }

  /** The reports in the order of the targets, or `asTheyCome`. Few are held at a time, however long the list. */
  async *reports(targets: readonly Target[], asTheyCome: boolean): AsyncGenerator<Report> {
    const running = new Map<number, Promise<{ readonly index: number; readonly reports: readonly Report[] }>>();
    const finished = new Map<number, readonly Report[]>();
    const ahead = this.#options.jobs + AHEAD;
    let started = 0;
    let told = 0;
    while (told < targets.length) {
      while (running.size < this.#options.jobs && started < Math.min(targets.length, told + ahead)) {
        const target = targets[started];
        if (target !== undefined) running.set(started, this.#indexed(started, target));
        started += 1;
      }
      const { index, reports } = await Promise.race(running.values());
      running.delete(index);
      finished.set(index, reports);
      const next = asTheyCome ? index : told;
      for (let at = next, ready = finished.get(at); ready !== undefined; at += 1, ready = asTheyCome ? undefined : finished.get(at)) {
        finished.delete(at);
        told += 1;
        yield* ready;
      }
    }
  }

  async close(): Promise<void> {
    const access = await this.#access?.catch(() => undefined);
    await Promise.all([this.#pool.close(), access?.close()]);
  }

  async #indexed(index: number, target: Target): Promise<{ readonly index: number; readonly reports: readonly Report[] }> {
    const reports = await this.#scan(target);
    this.#options.progress.advance(target.target);
    return { index, reports };
  }

  async #scan(target: Target): Promise<readonly Report[]> {
    if (target.kind === 'path') return [await this.#examinePath(target.target, target.path)];
    const reports: Report[] = [];
    try {
      for await (const fetched of this.#fetch(target.spec)) {
        if ('why' in fetched) {
          reports.push(unknownReport(fetched.target, fetched.why));
          continue;
        }
        const { registry, ...artifact } = fetched;
        reports.push({ ...(await this.#examineFetched({ ...artifact, facts: registry.facts })), registry });
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const why = [error.message, error.why].filter((part) => part !== undefined).join(': ');
      reports.push(unknownReport(target.target, why));
    }
    return reports;
  }

  async #examinePath(target: string, path: string): Promise<Report> {
    const { vcs } = this.#options;
    return this.#examineBeside({ target, path, ...(vcs === undefined ? {} : { vcs: await listingFor(vcs, path) }) }, { target: path }, this.#options.originals === 'always');
  }

  #examineFetched(task: Omit<ScanTask, 'milliseconds'>): Promise<Report> {
    return this.#examineBeside(task, task, this.#options.originals !== 'never');
  }

  /** Beside the original that the user named; else a look-alike is examined once more beside what it imitates, where that may be fetched. */
  async #examineBeside(task: Omit<ScanTask, 'milliseconds'>, compared: Compared, mayFetch: boolean): Promise<Report> {
    const { against } = this.#options;
    if (against !== undefined) {
      const original = await this.#original(against, compared);
      return typeof original === 'string' ? withoutOriginal(await this.examine(task), against, original) : this.examine({ ...task, original });
    }
    const report = await this.examine(task);
    const { imitates, package: ref } = report;
    if (!mayFetch || imitates === undefined || ref === undefined) return report;
    const spec = /^\w+:/.test(imitates.target) ? imitates.target : `${ref.ecosystem}:${imitates.target}`;
    try {
      const original = await this.#original(spec, compared);
      return typeof original === 'string' ? { ...report, original: { target: spec, why: original } } : await this.examine({ ...task, original });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { ...report, original: { target: spec, why: [error.message, error.why].filter((part) => part !== undefined).join(': ') } };
    }
  }

  /** Why it can't be had where that is the registry's failing. Throws UserError where nothing is called so. */
  async #original(name: string, { target, name: file, bytes }: Compared): Promise<Original | string> {
    const [{ originalOf }, { RegistryFailure }] = await Promise.all([import('./original.ts'), import('../model/registry.ts')]);
    this.#access ??= openAccess(this.#options);
    try {
      return await originalOf(name, { target, ...(file === undefined ? {} : { name: file }), ...(bytes === undefined ? {} : { bytes }) }, await this.#access);
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      if (error.kind === 'absent') throw new UserError(`The original ${name} could not be fetched`, { why: error.message });
      return error.message;
    }
  }

  /** The clients of registries are loaded only where a package is named: a scan of files starts without them. */
  async *#fetch(spec: string): AsyncGenerator<Fetched> {
    const { fetchArtifacts } = await import('./package-target.ts');
    this.#access ??= openAccess(this.#options);
    yield* fetchArtifacts(spec, await this.#access);
  }

  /** Examines one artifact on a free worker; whatever goes wrong is in its report. */
  async examine(task: Omit<ScanTask, 'milliseconds'>): Promise<Report> {
    const ecosystem = task.ecosystem ?? this.#options.ecosystem;
    const milliseconds = this.#options.seconds * 1000 * SOFT_SHARE;
    try {
      return reportOf(task.target, await this.#pool.run({ ...task, ...(ecosystem === undefined ? {} : { ecosystem }), milliseconds }));
    } catch (error) {
      return bugReport(task.target, error);
    }
  }
}

async function openAccess({ isOffline, seconds }: ScannerOptions): Promise<RegistryAccess> {
  const { openRegistries, readSettings } = await import('./registry.ts');
  return openRegistries(readSettings(), { offline: isOffline === true, seconds });
}

function reportOf(target: string, outcome: Outcome<Report>): Report {
  if (outcome.kind === 'done') return outcome.result;
  if (outcome.kind === 'timed-out') return unknownReport(target, `took longer than ${outcome.seconds} s`, outcome.seconds);
  return unknownReport(target, `the scan of this target died: ${outcome.why}`);
}

/** A comparison that was asked for and could not be made leaves the answer incomplete. */
function withoutOriginal(report: Report, target: string, why: string): Report {
  const coverage = { ...report.coverage, unread: [...report.coverage.unread, { path: target, why: `not compared with: ${why}` }] };
  return { ...report, verdict: report.verdict === 'clean' ? 'unknown' : report.verdict, coverage, original: { target, why } };
}

/** A bug in a reader must not blind the scan of the other targets: it is told on standard error, and its target is unknown. */
function bugReport(target: string, error: unknown): Report {
  const stack = error instanceof Error ? error.message : String(error);
  writeError(`assay: a bug in assay came up with ${printable(target)}, please report it.\n${stack.split('\n').map(printable).join('\n')}\n`);
  return unknownReport(target, `a bug in assay: ${stack.split('\n')[0]}`);
}

/** The release that a file's name tells picks the tag. git is asked only where somebody wants it. */
async function listingFor(folder: string, path: string): Promise<VcsListing> {
  const { repositoryListing } = await import('../host/repository.ts');
  const [, name, version] = /([^/\\]+?)[-_]v?(\d[\w.+~]*?)(?:\.orig)?\.(?:tar(?:\.\w+)?|tgz|zip)$/.exec(path) ?? [];
  return repositoryListing(folder, { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) });
}
