/** From a package's name to the files of one of its releases, through the door the caller holds. */
import { compareLoose, prerelease, valid } from 'semver';
import { RegistryFailure } from '../model/registry.ts';
import type { Release, RegistryDocument, RegistryDoor } from '../model/registry.ts';
import { purlOf } from '../model/package.ts';
import { UserError } from '../model/user-error.ts';
import { npmFacts } from './npm/metadata.ts';
import { chooseVersion, fileOfVersion, PACKUMENT_ACCEPT, packumentUrl, parsePackument } from './npm/registry.ts';
import { parseCoreMetadata, predecessor, pypiFacts } from './pypi/metadata.ts';
import type { CoreMetadata } from './pypi/metadata.ts';
import { canonicalPyName, parseSimplePage, projectUrl, SIMPLE_ACCEPT } from './pypi/registry.ts';
import type { SimplePage } from './pypi/registry.ts';
import { compareVersions, isPrerelease, isWithin, parseVersion } from './pypi/versions.ts';
import type { PackageSpec } from './spec.ts';

export interface ResolveOptions {
  /** Also read what the release says about itself (for Python one or two more requests). Default true. */
  readonly detail?: boolean;
}

/**
 * Finds a release: the one named, or the one a client would take. The first index that has the package counts, so that a public one can't push
 * itself before a private one. Throws RegistryFailure (`absent` where no index has it) and UserError (no index known).
 */
export async function resolvePackage(spec: PackageSpec, door: RegistryDoor, options: ResolveOptions = {}): Promise<Release> {
  if (spec.ecosystem !== 'pypi' && spec.ecosystem !== 'npm') throw new UserError(`packages of ${spec.ecosystem} can't be fetched by name`, { todo: 'give the archive file instead' });
  const found = await firstIndex(spec, door);
  return spec.ecosystem === 'npm' ? resolveNpm(spec, found, door) : resolvePypi(spec, found, door, options.detail ?? true);
}

/**
 * The release before a version by number, a final one where there is any: what most people had installed. Undefined for the first. By number and not
 * by time, because mirrors keep their own times. Throws like resolvePackage.
 */
export async function versionBefore(spec: PackageSpec, version: string, door: RegistryDoor): Promise<string | undefined> {
  const { document } = await firstIndex(spec, door);
  if (spec.ecosystem === 'npm') {
    const earlier = [...parsePackument(document, spec.name).versions.keys()].filter((each) => valid(each, true) !== null && compareLoose(each, version) < 0).sort(compareLoose);
    return earlier.filter((each) => prerelease(each, true) === null).at(-1) ?? earlier.at(-1);
  }
  const earlier = parseSimplePage(document, spec.name).versions.filter((each) => compareVersions(each, version) < 0);
  return earlier.filter((each) => !isPrerelease(each)).at(-1) ?? earlier.at(-1);
}

interface Found {
  readonly index: string;
  readonly document: RegistryDocument;
}

async function firstIndex(spec: PackageSpec, door: RegistryDoor): Promise<Found> {
  const indexes = await door.indexes(spec.ecosystem, spec.name);
  for (const index of indexes) {
    try {
      const isNpm = spec.ecosystem === 'npm';
      const document = await door.document(spec.ecosystem, isNpm ? packumentUrl(index, spec.name) : projectUrl(index, spec.name), isNpm ? PACKUMENT_ACCEPT : SIMPLE_ACCEPT);
      return { index, document };
    } catch (error) {
      if (!(error instanceof RegistryFailure) || error.kind !== 'absent') throw error;
    }
  }
  const hosts = indexes.map((index) => new URL(index).host).join(', ');
  throw new RegistryFailure('absent', `there is no package "${spec.name}" on ${hosts}`, indexes[0] ?? '');
}

async function resolveNpm(spec: PackageSpec, { index, document }: Found, door: RegistryDoor): Promise<Release> {
  const packument = parsePackument(document, spec.name);
  const version = chooseVersion(packument, spec.version);
  if (version === undefined) throw noVersion(spec, document, packument.tags['latest'] ?? npmVersions(packument).at(-1));
  const file = fileOfVersion(packument, version, index, await door.builtIn('npm'));
  return {
    ref: refOf({ ...spec, version }), index, files: [file], versions: npmVersions(packument), facts: npmFacts(packument, version, door.now()),
    manifest: packument.versions.get(version) ?? {}, ...(document.age === undefined ? {} : { age: document.age }),
  };
}

function npmVersions(packument: { readonly versions: ReadonlyMap<string, unknown>; readonly time: Readonly<Record<string, string>> }): string[] {
  const at = (version: string): number => Date.parse(packument.time[version] ?? '') || 0;
  return [...packument.versions.keys()].sort((a, b) => at(a) - at(b));
}

async function resolvePypi(spec: PackageSpec, { index, document }: Found, door: RegistryDoor, detail: boolean): Promise<Release> {
  const page = parseSimplePage(document, spec.name);
  const version = choosePyVersion(page, spec.version);
  if (version === undefined) throw noVersion(spec, document, choosePyVersion(page));
  const metadata = detail ? await coreMetadata(page, version, door) : undefined;
  const before = detail ? predecessor(page, version) : undefined;
  const earlier = before === undefined ? undefined : await coreMetadata(page, before, door);
  return {
    ref: refOf({ ecosystem: 'pypi', name: canonicalPyName(spec.name), version }), index, versions: page.versions, manifest: metadata ?? {},
    files: page.files.filter((file) => compareVersions(file.version, version) === 0),
    facts: pypiFacts(page, version, door.now(), metadata, earlier), ...(document.age === undefined ? {} : { age: document.age }),
  };
}

/** pip's choice: the newest final release that isn't yanked, then any; a wanted version may be spelled otherwise or be a specifier. */
function choosePyVersion(page: SimplePage, wanted?: string): string | undefined {
  if (wanted !== undefined && wanted !== 'latest' && !/^[<>=!~]/.test(wanted)) {
    return page.versions.find((version) => version === wanted) ?? page.versions.find((version) => parseVersion(version) !== undefined && compareVersions(version, wanted) === 0);
  }
  const within = wanted === undefined || wanted === 'latest' ? page.versions : page.versions.filter((version) => isWithin(version, wanted) === true);
  const standing = within.filter((version) => page.files.some((file) => file.version === version && file.yanked === undefined));
  return standing.filter((version) => !isPrerelease(version)).at(-1) ?? standing.at(-1) ?? within.at(-1);
}

/** METADATA beside a wheel (PEP 658). Indexes without it are common: the archive itself is read in any case. */
async function coreMetadata(page: SimplePage, version: string, door: RegistryDoor): Promise<CoreMetadata | undefined> {
  const place = page.files.find((file) => file.metadata !== undefined && compareVersions(file.version, version) === 0)?.metadata;
  if (place === undefined) return undefined;
  try {
    return parseCoreMetadata((await door.document('pypi', place.url, '*/*')).text);
  } catch (error) {
    if (error instanceof RegistryFailure) return undefined;
    throw error;
  }
}

function refOf(ref: PackageSpec): Release['ref'] {
  return { ...ref, purl: purlOf(ref) };
}

function noVersion(spec: PackageSpec, document: RegistryDocument, latest: string | undefined): RegistryFailure {
  const instead = latest === undefined ? 'it lists none' : `the latest is ${latest}`;
  return new RegistryFailure('absent', `${new URL(document.url).host} has no version "${spec.version ?? 'latest'}" of ${spec.name}: ${instead}`, document.url);
}
