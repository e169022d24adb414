/** `assay diff`: what one package does that another doesn't. */
import { resolvePackage, versionBefore } from '../ecosystems/resolve.ts';
import { parsePackageSpec } from '../ecosystems/spec.ts';
import { writeReport } from '../host/files.ts';
import { Pool } from '../host/pool.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { standardOutput, writeError, writeOut } from '../host/terminal.ts';
import { printable } from '../kit/untrusted.ts';
import type { DiffReport } from '../model/diff.ts';
import { RegistryFailure } from '../model/registry.ts';
import { UserError } from '../model/user-error.ts';
import { reportOfDiff } from '../reports/diff-report.ts';
import { diffText } from '../reports/diff-text.ts';
import { renderingOf } from '../reports/rendering.ts';
import { oneOf, positive, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';
import type { DiffTask } from './diff-worker.ts';
import { fetchCompared, originalOf } from './original.ts';
import type { Compared, Original } from './original.ts';
import { openRegistries, readSettings } from './registry.ts';
import { ruleNotes } from './scan.ts';
import { version } from './version.ts';

const FORMATS = ['text', 'json', 'sarif', 'html', 'markdown'] as const;
const DEFAULT_SECONDS = 120;
const COULD_NOT_LOOK = 3;

export const diff: Command = {
  help: `Shows what one package does that another doesn't: a new release against the one before, an imitation against its original.

Usage: assay diff [options] <before> <after>
       assay diff --against <original> <imitation>
       assay diff --latest <package>

Each is an archive, a directory or a package (pypi:name[@version], npm:name[@version], any purl).

      --against PACKAGE    compare with an original: the imitation is read as if it had the original's name, so that only what was added shows.
                           Without a version, the release that is nearest is taken, out of six at most
      --latest             compare the last two versions of a package
  -f, --format FORMAT      text (default), json, sarif, html or markdown
  -o, --output FILE        write the report there instead of to standard output
      --offline            packages by name come out of the cache, or not at all
      --timeout SECONDS    default ${DEFAULT_SECONDS}
      --verbose            show every changed line
      --no-color           no colour

Exit code: 0 nothing worse, 1 the second is malicious or suspicious, or has new findings that weigh, 2 wrong use, 3 something could not be looked at.
`,
  options: { against: { type: 'string' }, latest: { type: 'boolean' }, format: { type: 'string', short: 'f' }, output: { type: 'string', short: 'o' }, offline: { type: 'boolean' }, timeout: { type: 'string' }, verbose: { type: 'boolean', short: 'v' } },
  run,
};

async function run(values: OptionValues, given: readonly string[]): Promise<number> {
  const format = oneOf(values, 'format', FORMATS, 'text');
  const seconds = positive(values, 'timeout', 'any') ?? DEFAULT_SECONDS;
  const access = openRegistries(readSettings(), { offline: values['offline'] === true, seconds });
  const pool = new Pool<DiffTask, DiffReport>(new URL('./diff-worker.js', import.meta.url), { size: 1, limitMs: seconds * 1000 });
  try {
    const [before, after] = await inputsOf(values, given, access);
    const outcome = await pool.run({ before, after, isImitation: textOf(values, 'against') !== undefined, milliseconds: seconds * 450 });
    if (outcome.kind !== 'done') throw new UserError(`${before.target} and ${after.target} could not be compared`, { why: outcome.kind === 'timed-out' ? `it took longer than ${outcome.seconds} s` : outcome.why, todo: 'give more time with --timeout' });
    await write(outcome.result, format, values);
    return exitCodeOf(outcome.result);
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    if (error.kind === 'absent') throw new UserError('there is no such package', { why: error.message });
    writeError(`assay: a package could not be fetched\n  ${printable(error.message)}\n`);
    return COULD_NOT_LOOK;
  } finally {
    await Promise.all([pool.close(), access.close()]);
  }
}

async function inputsOf(values: OptionValues, given: readonly string[], access: RegistryAccess): Promise<readonly [Original, Compared]> {
  const original = textOf(values, 'against');
  if (values['latest'] === true) return lastTwo(onlyOne(given), access);
  if (original !== undefined) {
    const imitation = onlyOne(given);
    const after = await fetchCompared(parsePackageSpec(imitation) ?? imitation, original, access);
    return [await originalOf(original, after, access), after];
  }
  const [before, after, ...more] = given;
  if (before === undefined || after === undefined || more.length > 0) throw new UserError('two packages are expected', { todo: 'assay diff --help shows how' });
  return [await fetchCompared(parsePackageSpec(before) ?? before, after, access), await fetchCompared(parsePackageSpec(after) ?? after, before, access)];
}

function onlyOne(given: readonly string[]): string {
  const [target, ...more] = given;
  if (target === undefined || more.length > 0) throw new UserError('exactly one package is expected', { todo: 'assay diff --help shows how' });
  return target;
}

async function lastTwo(text: string, access: RegistryAccess): Promise<readonly [Original, Compared]> {
  const spec = parsePackageSpec(text);
  if (spec === undefined) throw new UserError(`${text} is no package by name`, { todo: 'write pypi:name or npm:name' });
  const latest = (await resolvePackage(spec, access, { detail: false })).ref.version ?? '';
  const before = await versionBefore(spec, latest, access);
  if (before === undefined) throw new UserError(`${text} has no release before ${latest}`);
  return [await fetchCompared({ ...spec, version: before }, '', access), await fetchCompared({ ...spec, version: latest }, '', access)];
}

async function write(report: DiffReport, format: (typeof FORMATS)[number], values: OptionValues): Promise<void> {
  const output = textOf(values, 'output');
  const text = await rendered(report, format, values, output !== undefined);
  if (output === undefined) writeOut(text);
  else writeReport(output, text);
}

async function rendered(report: DiffReport, format: (typeof FORMATS)[number], values: OptionValues, isFile: boolean): Promise<string> {
  const facts = standardOutput(values['no-color'] !== true);
  const options = { columns: facts.columns, hasColour: facts.hasColour && !isFile, isVerbose: values['verbose'] === true };
  if (format === 'text') return diffText(report, options);
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  const rendering = renderingOf(format, { ...options, isQuiet: false, version: version(), ruleNote: format === 'sarif' ? await ruleNotes() : () => undefined });
  return rendering.kind === 'whole' ? rendering.all([reportOfDiff(report)]) : rendering.each(reportOfDiff(report));
}

function exitCodeOf(report: DiffReport): number {
  const isBad = report.after.verdict === 'malicious' || report.after.verdict === 'suspicious';
  if (isBad || report.appeared.some((each) => each.severity === 'high' || each.severity === 'critical')) return 1;
  return report.before.verdict === 'unknown' || report.after.verdict === 'unknown' ? COULD_NOT_LOOK : 0;
}
