/** What is known of a package beside its own bytes: whoever starts a scan looks it up, and rules weigh it. */
import type { Artifact } from './artifact.ts';
import type { Ecosystem } from './package.ts';
import type { MetadataFact } from './registry.ts';

/** A known package whose name another's resembles. */
export interface Imitation {
  readonly target: string;
  /** How likely such a likeness is an imitation: `block` by far, `review` perhaps. */
  readonly tier: 'block' | 'warn' | 'review';
  /** One sentence; package text inside is raw. */
  readonly why: string;
}

/** In what a package resembles the original it is compared with. */
export interface Likeness {
  /** What the original calls itself. */
  readonly original: string;
  /** Whether the description is the same but for the name. */
  readonly isReadmeSame: boolean;
  /** The author line they share. */
  readonly author?: string;
  /** Code files of the original, and how many of them stand at the same place once the root is renamed. */
  readonly modules: number;
  readonly shared: number;
}

/** What a repository holds at a revision. */
export interface VcsListing {
  /** The revision as it was found: a tag, or `HEAD`. */
  readonly revision: string;
  /** git's object name (SHA-1 or SHA-256, hexadecimal) of each file by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** Files of an archive that its repository does not hold, or holds with another content; paths are the archive's. */
export interface VcsDifference {
  readonly revision: string;
  readonly absent: readonly string[];
  readonly changed: readonly string[];
}

export interface PackageContext {
  readonly imitates?: Imitation;
  readonly facts?: readonly MetadataFact[];
  readonly likeness?: Likeness;
  readonly vcs?: VcsDifference;
}

/** What the starter of a scan can tell, or look up once the package's name is known. */
export interface ScanContext {
  lookalikeOf?(ecosystem: Ecosystem, name: string, summary: string | undefined): Imitation | undefined;
  readonly facts?: readonly MetadataFact[];
  /** The package that it may be an imitation of. */
  readonly original?: Artifact;
  /** The repository that it claims to be made from. */
  readonly vcs?: VcsListing;
}
