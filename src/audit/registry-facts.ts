/** What a registry says of a locked release, as far as it stays so: a verdict is kept with it, and an age would be another one tomorrow. */
import { signatureFacts } from '../ecosystems/signed.ts';
import { isSigned } from '../host/signatures.ts';
import type { MetadataFact, MetadataKind, RegistryDoor, RegistryFile, Release } from '../model/registry.ts';

const LASTING: ReadonlySet<MetadataKind> = new Set<MetadataKind>([
  'yanked', 'quarantined', 'security-holding', 'maintainers-changed', 'new-publisher', 'new-install-hook', 'provenance-lost', 'repository-mismatch',
  'signature-invalid', 'attestation-invalid', 'url-dependency', 'version-99', 'unsigned', 'hash-missing',
]);

export interface RegistryWord {
  readonly facts: readonly MetadataFact[];
  /** npm's entry of the version, to be held against the tarball. */
  readonly entry?: Readonly<Record<string, unknown>>;
}

/**
 * The word on one file. npm's signatures are checked with the keys, which are asked for once; attestations are another request each, so that they are
 * looked at only where the user asked for it.
 */
export async function registryWord(release: Release, file: RegistryFile, door: RegistryDoor, isThorough: boolean): Promise<RegistryWord> {
  const listed = release.files.find((each) => each.filename === file.filename) ?? file;
  const signed = await signatureFacts(release, isThorough ? [{ ...listed, hashes: { ...listed.hashes, ...file.hashes } }] : [], door, isSigned);
  const facts = [...release.facts, ...signed].filter(({ kind }) => LASTING.has(kind));
  return { facts, ...(release.ref.ecosystem === 'npm' ? { entry: compared(release.manifest) } : {}) };
}

/** What the tarball's manifest is compared with. */
function compared(manifest: Release['manifest']): Release['manifest'] {
  const fields = ['name', 'version', 'scripts', 'hasInstallScript', 'dependencies', 'optionalDependencies', 'bin'];
  return Object.fromEntries(fields.flatMap((field) => (manifest[field] === undefined ? [] : [[field, manifest[field]] as const])));
}
