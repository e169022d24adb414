/** Brings the package that another may imitate: given as a file, or named and fetched in the release that the other was made from. */
import { join } from 'node:path';
import { likelyOrigins } from '../diff/origin.ts';
import { installedFile } from '../ecosystems/file-choice.ts';
import { resolvePackage } from '../ecosystems/resolve.ts';
import { parsePackageSpec, type PackageSpec } from '../ecosystems/spec.ts';
import { openArtifact } from '../formats/open.ts';
import { kindOf, readFileBytes } from '../host/files.ts';
import { openDirectory } from './open-directory.ts';
import { machineCpu } from '../host/machine.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import { RegistryFailure, type FailureKind, type RegistryFile } from '../model/registry.ts';
import { UserError } from '../model/user-error.ts';

/** An artifact to compare: bytes where they were fetched, else `target` is a path. */
export interface Compared {
  readonly target: string;
  readonly name?: string;
  readonly bytes?: Uint8Array;
}

/** What something is compared with: the likeliest release of the original, and others that may be nearer. */
export interface Original extends Compared {
  readonly others?: readonly Compared[];
}

/** Releases that are fetched at most to find the nearest, and bytes of each but the likeliest. */
const MOST_RELEASES = 6;
const LARGEST = 20_000_000;

/** What a bare word that names nothing ends in; a registry that fails is no mistake of the user's. */
const MISTAKES: ReadonlySet<FailureKind> = new Set(['absent', 'offline']);

/** The original that a user names: a path, a package, or a bare name of the other's ecosystem. Throws UserError and RegistryFailure. */
export async function originalOf(original: string, imitation: Compared, access: RegistryAccess): Promise<Original> {
  const given = parsePackageSpec(original);
  if (given === undefined && kindOf(original) !== 'missing') return { target: original };
  if (given === undefined && !isBareName(original)) throw new UserError(`there is no file or directory ${original}`, { why: 'it is written like a path, so it is not looked for in a registry' });
  const spec = given ?? specLike(original, imitation);
  try {
    return await likelyReleases(spec, imitation, access);
  } catch (error) {
    if (given !== undefined || !(error instanceof UserError || (error instanceof RegistryFailure && MISTAKES.has(error.kind)))) throw error;
    throw new UserError(`there is no file or directory ${original}`, { why: `taken for the package ${spec.ecosystem}:${spec.name}, it could not be fetched either: ${error.message}` });
  }
}

/** `requests` and `@acme/tool` may be packages; `dist/requests`, `./requests` and `requests-1.0.tar.gz` are paths. */
function isBareName(text: string): boolean {
  return /^(?:@[\w.-]+\/)?\w[\w.-]*$/.test(text) && !/\.(?:whl|egg|zip|tar|tgz|gz|bz2|xz|zst|py|[cm]?js|ts)$/i.test(text);
}

/** A package's file like `other`, which tells the form where a release has several: a wheel is compared with a wheel. A path is taken as it is. */
export async function fetchCompared(given: PackageSpec | string, other: string, access: RegistryAccess, largest = Infinity): Promise<Compared> {
  if (typeof given === 'string') {
    if (kindOf(given) === 'missing') throw new UserError(`there is no file or directory ${given}`, { todo: `for the package of that name, say pypi:${given} or npm:${given}` });
    return { target: given };
  }
  const release = await resolvePackage(given, access, { detail: false });
  const file = fileLike(release.files, other);
  if (file === undefined || (file.size ?? 0) > largest) throw new UserError(`${given.name} ${release.ref.version ?? ''} has no file to compare`);
  return { target: `${given.ecosystem}:${given.name}@${release.ref.version ?? ''}`, name: file.filename, bytes: await access.file(file) };
}

/** A bare name is a package of the registry that the other one is for. */
function specLike(name: string, { target, name: file = target }: Compared): PackageSpec {
  const isNpm = name.startsWith('@') || parsePackageSpec(target)?.ecosystem === 'npm' || file.endsWith('.tgz') || kindOf(join(target, 'package.json')) === 'file';
  return { ecosystem: isNpm ? 'npm' : 'pypi', name };
}

/** The release that was asked for; else those that it may have been made from. Which is the nearest is found out where archives are opened. */
async function likelyReleases(spec: PackageSpec, imitation: Compared, access: RegistryAccess): Promise<Original> {
  const other = imitation.name ?? imitation.target;
  if (spec.version !== undefined) return fetchCompared(spec, other, access);
  const { versions, ref } = await resolvePackage(spec, access, { detail: false });
  const candidates = likelyOrigins(openedOf(imitation), versions, ref.version, MOST_RELEASES);
  const fetched = await Promise.all(candidates.map((version, index) => attempt(() => fetchCompared({ ...spec, version }, other, access, index === 0 ? Infinity : LARGEST))));
  const [first, ...others] = fetched.flatMap((each) => (each instanceof Error ? [] : [each]));
  if (first === undefined) throw fetched.find((each) => each instanceof Error) ?? new UserError(`${spec.name} has no release to compare with`);
  return { ...first, others };
}

function openedOf({ target, name, bytes }: Compared): Artifact {
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: 30_000 });
  return bytes === undefined && kindOf(target) === 'directory' ? openDirectory(target, budget) : openArtifact(name ?? target, bytes ?? readFileBytes(target), budget);
}

/** One release of several that can't be had is no reason to do without the rest. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Value | UserError | RegistryFailure> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RegistryFailure || error instanceof UserError) return error;
    throw error;
  }
}

/** The sdist unless a wheel stands on the other side: it holds what runs at installation. */
function fileLike(files: readonly RegistryFile[], other: string): RegistryFile | undefined {
  const sdist = files.find((file) => file.form === 'sdist');
  return other.endsWith('.whl') || sdist === undefined ? installedFile(files, machineCpu()) : sdist;
}
