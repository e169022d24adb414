/** `assay scan`: says whether packages are malicious. */
import { cores } from '../host/machine.ts';
import { onInterrupt } from '../host/interrupt.ts';
import { writeReport } from '../host/files.ts';
import { standardOutput, writeOut } from '../host/terminal.ts';
import type { Ecosystem } from '../model/package.ts';
import type { Report, Verdict } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { FORMATS, renderingOf, type Rendering } from '../reports/rendering.ts';
import type { SarifOptions } from '../reports/sarif.ts';
import { EMPTY_TALLY, tallied } from '../reports/tally.ts';
import { oneOf, positive, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';
import { startProgress, type Progress } from './progress.ts';
import { Scanner } from './scanner.ts';
import { checkTyped, expandTargets } from './targets.ts';
import { version } from './version.ts';

const ECOSYSTEMS = ['pypi', 'npm', 'debian', 'cpan', 'autoconf', 'vscode', 'gem', 'cargo', 'go', 'maven', 'generic'] as const satisfies readonly Ecosystem[];
const THRESHOLDS = ['malicious', 'suspicious'] as const;
const DEFAULT_SECONDS = 60;

export const scan: Command = {
  help: `Says whether packages are malicious, and shows the evidence.

Usage: assay scan [options] <target>...

A target is an archive file, a directory that holds an unpacked package or only archives (each is one), a lone source file, a package
(pypi:name[@version], npm:name[@version], any purl), or @file (one target a line; @- for standard input). Nothing scanned is ever executed.

  -f, --format FORMAT      text (default), json, jsonl, sarif, html or markdown
  -o, --output FILE        write the report there instead of to standard output
  -j, --jobs N             targets looked at at the same time; default: the number of cores
      --fail-on VERDICT    malicious or suspicious (default): the exit code is 1 at or above it
      --timeout SECONDS    for each target, default ${DEFAULT_SECONDS}; a registry is given up when it is silent for that long, or for 20 seconds
      --ecosystem NAME     pypi, npm, …, where a target does not say
      --against ORIGINAL   compare with the package that each target may imitate: an archive, a directory or a package. Of a package without
                           a version the release that is nearest to the target is taken, out of six at most
      --fetch-original     fetch what a look-alike imitates and compare, also where an archive or a directory is given
      --vcs DIR            compare source archives with the git repository in DIR, at the tag of their version: what only the archive has, and what differs
      --no-fetch-original  don't: without either it is fetched only where the look-alike is itself given by name
      --offline            packages by name come out of the cache, or not at all
      --verbose            show everything; --quiet: one line a target, no progress
      --no-color           no colour; the variables NO_COLOR and FORCE_COLOR are obeyed too

Exit code: 0 nothing found, 1 something at or above --fail-on, 2 wrong use, 3 nothing found but something could not be looked at.
`,
  options: {
    format: { type: 'string', short: 'f' },
    output: { type: 'string', short: 'o' },
    jobs: { type: 'string', short: 'j' },
    'fail-on': { type: 'string' },
    timeout: { type: 'string' },
    ecosystem: { type: 'string' },
    against: { type: 'string' },
    vcs: { type: 'string' },
    'fetch-original': { type: 'boolean' },
    'no-fetch-original': { type: 'boolean' },
    offline: { type: 'boolean' },
    quiet: { type: 'boolean', short: 'q' },
    verbose: { type: 'boolean', short: 'v' },
  },
  run,
};

async function run(values: OptionValues, given: readonly string[]): Promise<number> {
  const threshold = oneOf(values, 'fail-on', THRESHOLDS, 'suspicious');
  const ecosystem = textOf(values, 'ecosystem') === undefined ? undefined : oneOf(values, 'ecosystem', ECOSYSTEMS, 'generic');
  const sink = sinkOf(textOf(values, 'output'));
  const rendering = await renderingFrom(values, textOf(values, 'output') !== undefined);
  const jobs = positive(values, 'jobs', 'whole') ?? cores();
  const seconds = positive(values, 'timeout', 'any') ?? DEFAULT_SECONDS;
  const targets = expandTargets(given);
  await checkTyped(given);

  const progress = startProgress(targets.length, values['quiet'] !== true);
  const scanner = new Scanner({ jobs: Math.min(jobs, Math.max(1, targets.length)), seconds, ecosystem, progress, isOffline: values['offline'] === true, against: textOf(values, 'against'), vcs: textOf(values, 'vcs'), originals: originalsFrom(values) });
  const unwatch = onInterrupt(() => progress.stop());
  try {
    const verdicts = await write(scanner.reports(targets, rendering.kind === 'streamed' && !rendering.isOrdered), rendering, sink, progress);
    sink.finish();
    return exitCodeOf(verdicts, threshold);
  } finally {
    unwatch();
    progress.stop();
    await scanner.close();
  }
}

function originalsFrom(values: OptionValues): 'by-name' | 'always' | 'never' {
  const [isWanted, isRefused] = [values['fetch-original'] === true, values['no-fetch-original'] === true];
  if (isWanted && isRefused) throw new UserError('--fetch-original and --no-fetch-original contradict each other', { todo: 'give one of them' });
  return isWanted ? 'always' : isRefused ? 'never' : 'by-name';
}

async function renderingFrom(values: OptionValues, isFile: boolean): Promise<Rendering> {
  const facts = standardOutput(values['no-color'] !== true);
  const format = oneOf(values, 'format', FORMATS, 'text');
  return renderingOf(format, {
    columns: facts.columns,
    hasColour: facts.hasColour && !isFile,
    isVerbose: values['verbose'] === true,
    isQuiet: values['quiet'] === true,
    version: version(),
    ruleNote: format === 'sarif' ? await ruleNotes() : () => undefined,
  });
}

/** Only the format that lists rules waits for them to load. */
export async function ruleNotes(): Promise<SarifOptions['ruleNote']> {
  const [{ RULES }, { PROSE }] = await Promise.all([import('../rules/index.ts'), import('../rules/prose.ts')]);
  const notes = new Map(RULES.map((rule) => [rule.id, { title: rule.title, prose: PROSE[rule.id] ?? '' }]));
  return (rule) => notes.get(rule);
}

async function write(reports: AsyncIterable<Report>, rendering: Rendering, sink: Sink, progress: Progress): Promise<Set<Verdict>> {
  const kept: Report[] = [];
  let tally = EMPTY_TALLY;
  const verdicts = new Set<Verdict>();
  for await (const report of reports) {
    verdicts.add(report.verdict);
    if (rendering.kind === 'whole') {
      kept.push(report);
      continue;
    }
    tally = tallied(tally, report);
    if (sink.isShown) progress.clear();
    sink.write(rendering.each(report));
  }
  progress.stop();
  sink.write(rendering.kind === 'whole' ? rendering.all(kept) : rendering.end(tally));
  return verdicts;
}

interface Sink {
  /** Whether what is written appears where the progress bar stands. */
  readonly isShown: boolean;
  write(text: string): void;
  finish(): void;
}

/** Standard output as it comes; a file all at once at the end, so that an interrupted run leaves no half report. */
function sinkOf(path: string | undefined): Sink {
  if (path === undefined) return { isShown: true, write: writeOut, finish() {} };
  const parts: string[] = [];
  return { isShown: false, write: (text) => void parts.push(text), finish: () => writeReport(path, parts.join('')) };
}

function exitCodeOf(verdicts: ReadonlySet<Verdict>, threshold: 'malicious' | 'suspicious'): number {
  if (verdicts.has('malicious') || (threshold === 'suspicious' && verdicts.has('suspicious'))) return 1;
  return verdicts.has('unknown') ? 3 : 0;
}
