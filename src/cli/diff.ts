/** `assay diff`: what one package does that another doesn't. */
import { versionCopied } from '../diff/origin.ts';
import { installedFile } from '../ecosystems/file-choice.ts';
import { resolvePackage, versionBefore } from '../ecosystems/resolve.ts';
import { parsePackageSpec } from '../ecosystems/spec.ts';
import type { PackageSpec } from '../ecosystems/spec.ts';
import { openArtifact } from '../formats/open.ts';
import { kindOf, readDirectory, readFileBytes, writeText } from '../host/files.ts';
import { machineCpu } from '../host/machine.ts';
import { Pool } from '../host/pool.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { standardOutput, writeOut } from '../host/terminal.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import type { DiffReport } from '../model/diff.ts';
import { RegistryFailure } from '../model/registry.ts';
import type { RegistryFile } from '../model/registry.ts';
import { UserError } from '../model/user-error.ts';
import { diffText } from '../reports/diff-text.ts';
import { oneOf, positive, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';
import type { DiffInput, DiffTask } from './diff-worker.ts';
import { openRegistries, readSettings } from './registry.ts';

const FORMATS = ['text', 'json'] as const;
const DEFAULT_SECONDS = 120;

export const diff: Command = {
  help: `Shows what one package does that another doesn't: a new release against the one before, an imitation against its original.

Usage: assay diff [options] <before> <after>
       assay diff --against <original> <imitation>
       assay diff --latest <package>

Each is an archive, a directory or a package (pypi:name[@version], npm:name[@version], any purl).

      --against PACKAGE    compare with an original: the imitation is read as if it had the original's name, so that only what was added shows
      --latest             compare the last two versions of a package
  -f, --format FORMAT      text (default) or json
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
  const access = openRegistries(readSettings(), { offline: values['offline'] === true });
  const pool = new Pool<DiffTask, DiffReport>(new URL('./diff-worker.js', import.meta.url), { size: 1, limitMs: seconds * 1000 });
  try {
    const [before, after] = await inputsOf(values, given, access);
    const outcome = await pool.run({ before, after, isImitation: textOf(values, 'against') !== undefined, milliseconds: seconds * 450 });
    if (outcome.kind !== 'done') throw new UserError(`${before.target} and ${after.target} could not be compared`, { why: outcome.kind === 'timed-out' ? `it took longer than ${outcome.seconds} s` : outcome.why, todo: 'give more time with --timeout' });
    write(outcome.result, format, values);
    return exitCodeOf(outcome.result);
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    throw new UserError('a package could not be fetched', { why: error.message });
  } finally {
    await Promise.all([pool.close(), access.close()]);
  }
}

async function inputsOf(values: OptionValues, given: readonly string[], access: RegistryAccess): Promise<readonly [DiffInput, DiffInput]> {
  const original = textOf(values, 'against');
  if (values['latest'] === true) return lastTwo(onlyOne(given), access);
  if (original !== undefined) {
    const imitation = onlyOne(given);
    const spec = parsePackageSpec(original) ?? (kindOf(original) === 'missing' ? specLike(original, imitation) : undefined);
    const after = await inputOf(parsePackageSpec(imitation) ?? imitation, original, access);
    return [await inputOf(spec === undefined ? original : await copiedRelease(spec, after, access), imitation, access), after];
  }
  const [before, after, ...more] = given;
  if (before === undefined || after === undefined || more.length > 0) throw new UserError('two packages are expected', { todo: 'assay diff --help shows how' });
  return [await inputOf(parsePackageSpec(before) ?? before, after, access), await inputOf(parsePackageSpec(after) ?? after, before, access)];
}

function onlyOne(given: readonly string[]): string {
  const [target, ...more] = given;
  if (target === undefined || more.length > 0) throw new UserError('exactly one package is expected', { todo: 'assay diff --help shows how' });
  return target;
}

/** A bare name is a package of the registry that the other one is for. */
function specLike(name: string, other: string): PackageSpec {
  const ecosystem = parsePackageSpec(other)?.ecosystem ?? (/\.(?:tgz)$/.test(other) ? 'npm' : 'pypi');
  return { ecosystem, name };
}

async function lastTwo(text: string, access: RegistryAccess): Promise<readonly [DiffInput, DiffInput]> {
  const spec = parsePackageSpec(text);
  if (spec === undefined) throw new UserError(`${text} is no package by name`, { todo: 'write pypi:name or npm:name' });
  const latest = (await resolvePackage(spec, access, { detail: false })).ref.version ?? '';
  const before = await versionBefore(spec, latest, access);
  if (before === undefined) throw new UserError(`${text} has no release before ${latest}`);
  return [await inputOf({ ...spec, version: before }, '', access), await inputOf({ ...spec, version: latest }, '', access)];
}

/** An imitation is compared with the release it was made from, where its code still says which; else with the latest. */
async function copiedRelease(spec: PackageSpec, imitation: DiffInput, access: RegistryAccess): Promise<PackageSpec> {
  if (spec.version !== undefined) return spec;
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: 30_000 });
  const { target, bytes } = imitation;
  const artifact = bytes === undefined && kindOf(target) === 'directory' ? readDirectory(target, budget) : openArtifact(imitation.name ?? target, bytes ?? readFileBytes(target), budget);
  const version = versionCopied(artifact, (await resolvePackage(spec, access, { detail: false })).versions);
  return version === undefined ? spec : { ...spec, version };
}

/** `other` tells the form where a release has several: a wheel is compared with a wheel. */
async function inputOf(given: PackageSpec | string, other: string, access: RegistryAccess): Promise<DiffInput> {
  if (typeof given === 'string') {
    if (kindOf(given) === 'missing') throw new UserError(`there is no file or directory ${given}`, { todo: `for the package of that name, say pypi:${given} or npm:${given}` });
    return { target: given };
  }
  const release = await resolvePackage(given, access, { detail: false });
  const file = fileLike(release.files, other);
  if (file === undefined) throw new UserError(`${given.name} ${release.ref.version ?? ''} has no file to compare`);
  return { target: `${given.ecosystem}:${given.name}@${release.ref.version ?? ''}`, name: file.filename, bytes: await access.file(file) };
}

/** The sdist unless a wheel stands on the other side: it holds what runs at installation. */
function fileLike(files: readonly RegistryFile[], other: string): RegistryFile | undefined {
  const sdist = files.find((file) => file.form === 'sdist');
  return other.endsWith('.whl') || sdist === undefined ? installedFile(files, machineCpu()) : sdist;
}

function write(report: DiffReport, format: (typeof FORMATS)[number], values: OptionValues): void {
  const output = textOf(values, 'output');
  const facts = standardOutput(values['no-color'] !== true);
  const text = format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : diffText(report, { columns: facts.columns, hasColour: facts.hasColour && output === undefined, isVerbose: values['verbose'] === true });
  if (output === undefined) writeOut(text);
  else writeText(output, text);
}

function exitCodeOf(report: DiffReport): number {
  const isBad = report.after.verdict === 'malicious' || report.after.verdict === 'suspicious';
  if (isBad || report.appeared.some((each) => each.severity === 'high' || each.severity === 'critical')) return 1;
  return report.before.verdict === 'unknown' || report.after.verdict === 'unknown' ? 3 : 0;
}
