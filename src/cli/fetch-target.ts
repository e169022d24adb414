/** Packages given by name: resolved, fetched and verified, so that the scan sees the same bytes that a client would install. */
import { manifestFacts } from '../ecosystems/npm/agreement.ts';
import { identityFacts, wheelFacts } from '../ecosystems/pypi/forms.ts';
import { openArtifact } from '../formats/open.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { chooseFiles } from '../ecosystems/file-choice.ts';
import { signatureFacts } from '../ecosystems/signed.ts';
import { machineCpu } from '../host/machine.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { isSigned } from '../host/signatures.ts';
import { RegistryFailure } from '../model/registry.ts';
import type { MetadataFact, Release, RegistryFile } from '../model/registry.ts';
import type { PackageRef } from '../model/package.ts';
import { resolvePackage } from '../ecosystems/resolve.ts';
import type { PackageSpec } from '../ecosystems/spec.ts';
import type { Artifact } from '../model/artifact.ts';
import { sameReadmeFacts } from './same-readme.ts';

/** A file of a release, as the scan takes it. */
export interface FetchedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly ref: PackageRef;
  readonly metadata: readonly MetadataFact[];
}

export interface FetchedPackage {
  readonly release: Release;
  readonly files: readonly FetchedFile[];
  /** Files that should have been looked at and could not be: each makes the answer incomplete. */
  readonly failures: readonly { readonly name: string; readonly why: string }[];
  /** Files for other machines that were left alone. */
  readonly left: readonly string[];
}

export interface FetchOptions {
  /** Every file of the release, not only what this machine or its builds would take. */
  readonly all?: boolean;
}

/** Fetches a release's sdist and the wheel a client would take, or npm's tarball. Throws RegistryFailure where the release can't be found. */
export async function fetchPackage(spec: PackageSpec, access: RegistryAccess, options: FetchOptions = {}): Promise<FetchedPackage> {
  const release = await resolvePackage(spec, access);
  const chosen = options.all === true ? release.files : chooseFiles(release.files, machineCpu());
  const files: FetchedFile[] = [];
  const failures: { name: string; why: string }[] = [];
  await Promise.all(chosen.map(async (file) => {
    try {
      files.push({ name: file.filename, bytes: await access.file(file), ref: refOf(release, file), metadata: release.facts });
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      failures.push({ name: file.filename, why: error.message });
    }
  }));
  const order = chosen.map((file) => file.filename);
  files.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const fetched = chosen.filter((file) => files.some((each) => each.name === file.filename));
  const opened = openedSmall(files);
  const [first] = opened;
  const taken = first === undefined ? [] : await sameReadmeFacts(first, release, access);
  const facts = [...release.facts, ...agreementFacts(opened, release), ...taken, ...await signatureFacts(release, fetched, access, isSigned)];
  return { release: { ...release, facts }, files: files.map((file) => ({ ...file, metadata: facts })), failures, left: release.files.filter((file) => !chosen.includes(file)).map((file) => file.filename) };
}

/** Opening an archive twice costs as much again: large ones are left to the scan. */
const LARGEST = 20_000_000;

function openedSmall(files: readonly FetchedFile[]): Artifact[] {
  if (files.some((file) => file.bytes.length > LARGEST)) return [];
  return files.map((file) => openArtifact(file.name, file.bytes, new Budget({ ...DEFAULT_LIMITS, milliseconds: 10_000 })));
}

/** Whether wheel, sdist and their own metadata agree, or npm's tarball and what the registry shows of it. */
function agreementFacts(opened: readonly Artifact[], release: Release): MetadataFact[] {
  if (release.ref.ecosystem === 'npm') return opened.flatMap((each) => manifestFacts(each, release.manifest));
  if (release.ref.ecosystem !== 'pypi') return [];
  const wheel = opened.find((each) => each.name.endsWith('.whl'));
  const sdist = opened.find((each) => !/\.(?:whl|egg|exe|msi)$/.test(each.name));
  const between = wheel === undefined || sdist === undefined ? [] : wheelFacts(wheel, sdist);
  return [...between, ...opened.flatMap((each) => identityFacts(each, release.ref.name, release.ref.version ?? ''))];
}

function refOf(release: Release, file: RegistryFile): PackageRef {
  const sha256 = file.hashes['sha256'];
  return { ...release.ref, ...(sha256 === undefined ? {} : { sha256 }) };
}
