/** What a registry says of a package, and the door its readers ask through: the ecosystems know the words, the host does the asking. */
import type { Ecosystem, PackageRef } from './package.ts';

/** What kind of archive a registry's file is. */
export type FileForm = 'wheel' | 'sdist' | 'tarball' | 'egg' | 'installer';

/** One downloadable file of a release. */
export interface RegistryFile {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  /** Absolute, without credentials and fragment. */
  readonly url: string;
  readonly form: FileForm;
  /** Lower-case hex by algorithm: `sha256`, `sha512`, `sha1`, … */
  readonly hashes: Readonly<Record<string, string>>;
  readonly size?: number;
  /** ISO 8601. */
  readonly uploaded?: string;
  /** The reason given for a yank, '' where none was given; absent: not yanked. */
  readonly yanked?: string;
  /** Where the registry serves the file's own metadata (PEP 658) and that text's hashes. */
  readonly metadata?: { readonly url: string; readonly hashes: Readonly<Record<string, string>> };
  /** Where the attestations of the file's origin are (PEP 740, npm). */
  readonly provenance?: string;
}

/** Something the registry's data says about a release that the judge can weigh; none of it convicts alone. */
export interface MetadataFact {
  readonly kind: MetadataKind;
  /** One sentence with the figures; registry text inside is raw. */
  readonly detail: string;
  /** A hint for the judge, 0–20 points: how much more often it is seen in malware than elsewhere. */
  readonly weight: number;
}

export type MetadataKind =
  | 'young-project' | 'young-version' | 'first-release' | 'revived' | 'burst' | 'yanked' | 'quarantined' | 'deprecated' | 'security-holding'
  | 'maintainers-changed' | 'new-publisher' | 'new-install-hook' | 'provenance-lost' | 'repository-missing' | 'repository-mismatch'
  | 'signature-invalid' | 'attestation-invalid' | 'attested' | 'attestation-unread' | 'url-dependency' | 'version-99' | 'same-readme' | 'unsigned' | 'hash-missing' | 'wheel-differs' | 'identity-differs' | 'manifest-differs';

/** A release as a registry describes it. */
export interface Release {
  readonly ref: PackageRef;
  /** The index that answered, without credentials. */
  readonly index: string;
  /** Everything that is published for the version: wheels and sdists, or the one tarball. */
  readonly files: readonly RegistryFile[];
  /** All versions the registry lists, oldest first. */
  readonly versions: readonly string[];
  readonly facts: readonly MetadataFact[];
  /** The release's metadata as the registry gives it: the version's packument entry, or the fields of METADATA. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Seconds since the registry was asked, where the answer came out of the cache. */
  readonly age?: number;
}

/** A text a registry answered with. */
export interface RegistryDocument {
  /** The address after redirects. */
  readonly url: string;
  readonly type: string;
  readonly text: string;
  readonly age?: number;
}

/** How the ecosystems reach their registries. Throws RegistryFailure. */
export interface RegistryDoor {
  /** The indexes to ask for a name, in order, each ending in `/`. Throws UserError where no client says one. */
  indexes(ecosystem: Ecosystem, name: string): Promise<readonly string[]>;
  document(ecosystem: Ecosystem, url: string, accept: string): Promise<RegistryDocument>;
  /** The client's built-in registry, whose host name mirrors leave in the addresses of files; undefined where unknown. */
  builtIn(ecosystem: Ecosystem): Promise<string | undefined>;
  now(): number;
}

/** A public key to check with: DER (SPKI), or the certificate it stands in, each in base64. */
export interface CheckingKey {
  readonly kind: 'spki' | 'certificate';
  readonly base64: string;
}

/** Whether a base64 signature (ECDSA with SHA-256, DER) is that key's for a message; false too where key or signature can't be read. The host checks, the ecosystems know what was signed. */
export type IsSigned = (key: CheckingKey, message: Uint8Array, signature: string) => boolean;

export type FailureKind = 'absent' | 'denied' | 'unreachable' | 'timeout' | 'status' | 'nonsense' | 'integrity' | 'too-big' | 'offline';

/** A registry could not be looked at: the caller makes it a gap in coverage (exit 3), `absent` is the user's mistake in a scan by name. */
export class RegistryFailure extends Error {
  readonly kind: FailureKind;
  readonly url: string;

  constructor(kind: FailureKind, message: string, url: string) {
    super(message);
    this.name = 'RegistryFailure';
    this.kind = kind;
    this.url = url;
  }
}
