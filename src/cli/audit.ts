/** `assay audit`: vets everything that a project locks. */
import { randomUUID } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { Auditor } from '../audit/auditor.ts';
import { parseBaseline, withException, withoutKnown } from '../audit/baseline.ts';
import { fileFindings } from '../audit/checks.ts';
import { reportOfFault, reportOfFile, reportOfUnpinned } from '../audit/file-report.ts';
import { withLookalike } from '../audit/names-check.ts';
import { parserOfNamed, readProject } from '../audit/project.ts';
import type { Project } from '../audit/project.ts';
import { surroundingsOf } from '../audit/surroundings.ts';
import { auditTargets } from '../audit/targets.ts';
import { unpinnedManifests } from '../audit/unpinned.ts';
import type { Settings } from '../gate/settings.ts';
import { wallClock } from '../host/clock.ts';
import { kindOf, readText, writeReport } from '../host/files.ts';
import { onInterrupt } from '../host/interrupt.ts';
import { cores, machineCpu } from '../host/machine.ts';
import { readNameLists } from '../host/name-lists.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { programRevision } from '../host/revision.ts';
import { environment, standardOutput, writeError, writeOut } from '../host/terminal.ts';
import { printable } from '../kit/untrusted.ts';
import type { Report, Verdict } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { openNames } from '../names/lookalike.ts';
import { auditText } from '../reports/audit-text.ts';
import { cycloneDxOf } from '../reports/cyclonedx.ts';
import { FORMATS, renderingOf } from '../reports/rendering.ts';
import { readAdvisories } from './advisory-files.ts';
import { oneOf, positive, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';
import { startProgress } from './progress.ts';
import { openRegistries, readSettings } from './registry.ts';
import { ruleNotes } from './scan.ts';
import { Scanner } from './scanner.ts';
import { version } from './version.ts';

const AUDIT_FORMATS = [...FORMATS, 'cyclonedx'] as const;
const THRESHOLDS = ['malicious', 'suspicious'] as const;
/** Longer than a scan's: a project holds bundles of megabytes, and what ran out of time makes the whole answer unknown. */
const DEFAULT_SECONDS = 180;

export const audit: Command = {
  help: `Vets everything that a project locks: reads its manifests and lock files, checks them, and scans every package in them.

Usage: assay audit [options] [DIRECTORY or FILE]

Reads package-lock.json, npm-shrinkwrap.json, pnpm-lock.yaml, yarn.lock, bun.lock, package.json, requirements files, Pipfile.lock, poetry.lock,
uv.lock, pdm.lock, pylock.toml, pyproject.toml, setup.cfg, environment.yml, and CycloneDX or SPDX bills of materials, in all folders.

  -f, --format FORMAT      text (default), json, jsonl, sarif, html, markdown or cyclonedx (an SBOM with VEX)
  -o, --output FILE        write the report there instead of to standard output
  -j, --jobs N             packages looked at at the same time; default: the number of cores
      --fail-on VERDICT    malicious or suspicious (default): the exit code is 1 at or above it
      --baseline FILE      report only what an earlier "audit -f json" did not have
      --advisories PATH    known malware as OSV records: a directory, a file or a zip
      --metadata           ask the registry about every release too: signatures, provenance, changed maintainers, and whether npm's entry agrees
                           with the tarball (one to three more requests for each package; without it, what is at hand is used)
      --offline            packages come out of the cache, or not at all
      --fresh              look again at what was looked at before
      --timeout SECONDS    for each package, default ${DEFAULT_SECONDS}; a registry is given up when it is silent for that long, or for 20 seconds
      --verbose            show everything; --quiet: one line a target, no progress
      --no-color           no colour

Exit code: 0 nothing found, 1 something at or above --fail-on, 2 wrong use, 3 nothing found but something could not be looked at.
`,
  options: {
    format: { type: 'string', short: 'f' }, output: { type: 'string', short: 'o' }, jobs: { type: 'string', short: 'j' }, 'fail-on': { type: 'string' },
    baseline: { type: 'string' }, advisories: { type: 'string' }, metadata: { type: 'boolean' }, offline: { type: 'boolean' }, fresh: { type: 'boolean' }, timeout: { type: 'string' },
    quiet: { type: 'boolean', short: 'q' }, verbose: { type: 'boolean', short: 'v' },
  },
  run,
};

async function run(values: OptionValues, given: readonly string[]): Promise<number> {
  const threshold = oneOf(values, 'fail-on', THRESHOLDS, 'suspicious');
  const format = oneOf(values, 'format', AUDIT_FORMATS, 'text');
  const place = placeOf(given);
  const settings = readSettings();
  const known = baselineOf(textOf(values, 'baseline'));
  const project = readProject(place.folder, place.only);
  if (project.files.length + project.faults.length === 0) throw new UserError(`there is no manifest or lock file in ${place.folder}`, { todo: 'give the folder of a project; assay audit --help lists the files that are read' });
  const seconds = positive(values, 'timeout', 'any') ?? DEFAULT_SECONDS;
  const access = openRegistries(settings, { offline: values['offline'] === true, cwd: place.folder, seconds });
  try {
    const reports = await reportsOf(project, access, settings, values);
    const now = wallClock();
    const passed = reports.map((report) => withException(report, settings.exceptions, now));
    tellExpired(reports, settings, now);
    const told = known === undefined ? passed : passed.map((report) => withoutKnown(report, known));
    await write(told, format, values, place.folder);
    const verdicts = new Set<Verdict>(told.map((report) => report.verdict));
    if (verdicts.has('malicious') || (threshold === 'suspicious' && verdicts.has('suspicious'))) return 1;
    return verdicts.has('unknown') ? 3 : 0;
  } finally {
    await access.close();
  }
}

interface Place {
  readonly folder: string;
  readonly only?: string;
}

function placeOf(given: readonly string[]): Place {
  const [path = '.', ...more] = given;
  if (more.length > 0) throw new UserError('more than one project', { todo: 'audit one folder at a time' });
  const kind = kindOf(path);
  if (kind === 'missing') throw new UserError(`there is no file or directory ${path}`);
  if (kind === 'directory') return { folder: resolve(path) };
  const only = basename(path);
  if (parserOfNamed(only) === undefined && only !== 'bun.lockb') throw new UserError(`${path} has the name of no manifest or lock file`, { todo: 'assay audit --help lists the names; what ends in .txt is taken for requirements, .json for a bill of materials' });
  return { folder: dirname(resolve(path)), only };
}

function baselineOf(path: string | undefined): ReadonlySet<string> | undefined {
  if (path === undefined) return undefined;
  const text = readText(path);
  if (text === undefined) throw new UserError(`there is no baseline ${path}`, { todo: 'write it with "assay audit -f json -o FILE"' });
  return parseBaseline(text, path);
}

async function reportsOf(project: Project, access: RegistryAccess, settings: Settings, values: OptionValues): Promise<Report[]> {
  const jobs = positive(values, 'jobs', 'whole') ?? cores();
  const path = textOf(values, 'advisories');
  const advisories = path === undefined ? undefined : readAdvisories(path);
  const context = await surroundingsOf(project, access, settings.internal);
  const targets = auditTargets(project);
  const progress = startProgress(targets.length, values['quiet'] !== true);
  const scanner = new Scanner({ jobs, seconds: positive(values, 'timeout', 'any') ?? DEFAULT_SECONDS, ecosystem: undefined, progress: { advance() {}, clear() {}, stop() {} } });
  const unwatch = onInterrupt(() => progress.stop());
  try {
    const auditor = new Auditor({
      access, jobs, machine: machineCpu(), revision: programRevision(), isFresh: values['fresh'] === true, isThorough: values['metadata'] === true, examine: (artifact) => scanner.examine(artifact),
      ...(advisories === undefined ? {} : { advisories }),
    });
    const reports = await auditor.reports(targets, (name) => progress.advance(name));
    const names = openNames(readNameLists(environment()));
    const named = reports.map((report) => withLookalike(report, report.package === undefined ? undefined : names.lookalikeOf(report.package.ecosystem, report.package.name)));
    const files = project.files.filter(({ content }) => content.isLock || content.locked.length > 0).map((file) => reportOfFile(file, fileFindings(file, project, context)));
    return [...project.faults.map(reportOfFault), ...unpinnedManifests(project).map(reportOfUnpinned), ...files, ...named];
  } finally {
    unwatch();
    progress.stop();
    await scanner.close();
  }
}

function tellExpired(reports: readonly Report[], settings: Settings, now: number): void {
  for (const each of settings.exceptions.filter(({ expires }) => expires.getTime() + 86_400_000 < now)) {
    const isLocked = reports.some(({ package: ref }) => ref?.name === each.name && ref.ecosystem === each.ecosystem);
    if (isLocked) writeError(printable(`assay: the exception for ${each.name} ${each.version} ended on ${each.expires.toISOString().slice(0, 10)}`) + '\n');
  }
}

async function write(reports: readonly Report[], format: (typeof AUDIT_FORMATS)[number], values: OptionValues, folder: string): Promise<void> {
  const output = textOf(values, 'output');
  const text = await rendered(reports, format, values, folder, output !== undefined);
  if (output === undefined) writeOut(text);
  else writeReport(output, text);
}

async function rendered(reports: readonly Report[], format: (typeof AUDIT_FORMATS)[number], values: OptionValues, folder: string, isFile: boolean): Promise<string> {
  if (format === 'cyclonedx') return cycloneDxOf(reports, { version: version(), now: wallClock(), serial: randomUUID(), project: basename(folder) });
  const facts = standardOutput(values['no-color'] !== true);
  const options = { columns: facts.columns, hasColour: facts.hasColour && !isFile, isVerbose: values['verbose'] === true, isQuiet: values['quiet'] === true };
  if (format === 'text') return auditText(reports, options);
  const rendering = renderingOf(format, { ...options, version: version(), ruleNote: format === 'sarif' ? await ruleNotes() : () => undefined });
  return rendering.kind === 'whole' ? rendering.all(reports) : reports.map((report) => rendering.each(report)).join('');
}
