/** Brings the package that another may imitate: given as a file, or named and fetched in the release that the other was made from. */
import { versionCopied } from '../diff/origin.ts';
import { installedFile } from '../ecosystems/file-choice.ts';
import { resolvePackage } from '../ecosystems/resolve.ts';
import { parsePackageSpec, type PackageSpec } from '../ecosystems/spec.ts';
import { openArtifact } from '../formats/open.ts';
import { kindOf, readDirectory, readFileBytes } from '../host/files.ts';
import { machineCpu } from '../host/machine.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { RegistryFailure, type RegistryFile } from '../model/registry.ts';
import { UserError } from '../model/user-error.ts';

/** An artifact to compare: bytes where they were fetched, else `target` is a path. */
export interface Compared {
  readonly target: string;
  readonly name?: string;
  readonly bytes?: Uint8Array;
}

/** The original that a user names: a path, a package, or a bare name of the other's ecosystem. Throws UserError and RegistryFailure. */
export async function originalOf(original: string, imitation: Compared, access: RegistryAccess): Promise<Compared> {
  const given = parsePackageSpec(original);
  if (given === undefined && kindOf(original) !== 'missing') return fetchCompared(original, imitation.name ?? imitation.target, access);
  if (given === undefined && !isBareName(original)) throw new UserError(`there is no file or directory ${original}`, { why: 'it is written like a path, so it is not looked for in a registry' });
  const spec = given ?? specLike(original, imitation.target);
  try {
    return await fetchCompared(await copiedRelease(spec, imitation, access), imitation.name ?? imitation.target, access);
  } catch (error) {
    if (given !== undefined || !(error instanceof RegistryFailure || error instanceof UserError)) throw error;
    throw new UserError(`there is no file or directory ${original}`, { why: `taken for the package ${spec.ecosystem}:${spec.name}, it could not be fetched either: ${error.message}` });
  }
}

/** `requests` and `@acme/tool` may be packages; `dist/requests`, `./requests` and `requests-1.0.tar.gz` are paths. */
function isBareName(text: string): boolean {
  return /^(?:@[\w.-]+\/)?\w[\w.-]*$/.test(text) && !/\.(?:whl|egg|zip|tar|tgz|gz|bz2|xz|zst|py|[cm]?js|ts)$/i.test(text);
}

/** A package's file like `other`, which tells the form where a release has several: a wheel is compared with a wheel. A path is taken as it is. */
export async function fetchCompared(given: PackageSpec | string, other: string, access: RegistryAccess): Promise<Compared> {
  if (typeof given === 'string') {
    if (kindOf(given) === 'missing') throw new UserError(`there is no file or directory ${given}`, { todo: `for the package of that name, say pypi:${given} or npm:${given}` });
    return { target: given };
  }
  const release = await resolvePackage(given, access, { detail: false });
  const file = fileLike(release.files, other);
  if (file === undefined) throw new UserError(`${given.name} ${release.ref.version ?? ''} has no file to compare`);
  return { target: `${given.ecosystem}:${given.name}@${release.ref.version ?? ''}`, name: file.filename, bytes: await access.file(file) };
}

/** A bare name is a package of the registry that the other one is for. */
function specLike(name: string, other: string): PackageSpec {
  const ecosystem = parsePackageSpec(other)?.ecosystem ?? (/\.(?:tgz)$/.test(other) ? 'npm' : 'pypi');
  return { ecosystem, name };
}

/** An imitation is compared with the release it was made from, where its code still says which; else with the latest. */
async function copiedRelease(spec: PackageSpec, imitation: Compared, access: RegistryAccess): Promise<PackageSpec> {
  if (spec.version !== undefined) return spec;
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: 30_000 });
  const { target, bytes } = imitation;
  const artifact = bytes === undefined && kindOf(target) === 'directory' ? readDirectory(target, budget) : openArtifact(imitation.name ?? target, bytes ?? readFileBytes(target), budget);
  const version = versionCopied(artifact, (await resolvePackage(spec, access, { detail: false })).versions);
  return version === undefined ? spec : { ...spec, version };
}

/** The sdist unless a wheel stands on the other side: it holds what runs at installation. */
function fileLike(files: readonly RegistryFile[], other: string): RegistryFile | undefined {
  const sdist = files.find((file) => file.form === 'sdist');
  return other.endsWith('.whl') || sdist === undefined ? installedFile(files, machineCpu()) : sdist;
}
