/** What a scan says: the JSON contract of PRODUCT.md (fields may be added, never renamed). */
import type { Imitation } from './context.ts';
import type { PackageRef } from './package.ts';
import type { Confidence, Family, Severity } from './evidence.ts';
import type { MetadataFact } from './registry.ts';
import type { Stage } from './stage.ts';

export type Verdict = 'malicious' | 'suspicious' | 'clean' | 'unknown';

export interface Location {
  readonly path: string;
  /** 1-based, of the file or, in a layer, of the decoded text. */
  readonly line: number;
  readonly column: number;
  /** The line as it stands, cut to a readable width around the span; raw package text. */
  readonly snippet: string;
  /** Offsets of the span inside `snippet`. */
  readonly mark?: readonly [number, number];
  readonly role: 'primary' | 'related';
  readonly label?: string;
  readonly layers: readonly string[];
}

export interface ReportFinding {
  readonly rule: string;
  readonly family: Family;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly stage: Stage;
  readonly message: string;
  readonly locations: readonly Location[];
  readonly attack: readonly string[];
}

export interface Coverage {
  readonly files: number;
  readonly bytes: number;
  readonly read: number;
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

/** A row of the judge's table that applied, so that a person can see how the verdict came about. */
export interface Reason {
  readonly points: number;
  readonly why: string;
}

/** Where an artifact that was given by name came from, and what the registry says of its release. */
export interface RegistryNote {
  readonly index: string;
  readonly facts: readonly MetadataFact[];
  /** Files of the release for other machines, which were not looked at. */
  readonly left?: readonly string[];
}

/** What a file has that the original's has not; all of it where the original has no such file. */
export interface AddedLines {
  readonly path: string;
  readonly stage: Stage;
  readonly lines: readonly { readonly line: number; readonly text: string }[];
  /** The original has the file too. */
  readonly isChanged?: true;
  readonly note?: string;
  /** The release that the file was compared with, where another one's was nearer. */
  readonly against?: string;
}

/** What a package added to the original that it imitates or was compared with. */
export interface OriginalNote {
  readonly target: string;
  /** Why the two could not be compared. */
  readonly why?: string;
  /** Files with lines that the original has not, what runs with less consent first. */
  readonly added?: readonly AddedLines[];
  /** Other releases of the original that files were compared with. */
  readonly kin?: readonly string[];
  /** Files that are the same in both once the name is. */
  readonly same?: number;
}

export interface Report {
  readonly target: string;
  readonly package?: PackageRef;
  readonly verdict: Verdict;
  /** 0–100, monotone with the verdict: malicious ≥ 70, suspicious ≥ 40. */
  readonly score: number;
  readonly findings: readonly ReportFinding[];
  /** Plain sentences in the order things happen. */
  readonly story: readonly string[];
  readonly reasons: readonly Reason[];
  readonly coverage: Coverage;
  readonly seconds: number;
  readonly registry?: RegistryNote;
  /** The known package whose name this one's resembles. */
  readonly imitates?: Imitation;
  readonly original?: OriginalNote;
  /** In an audit: the files and lines that lock it, `uv.lock:30`. */
  readonly lockedBy?: readonly string[];
  /** Where an exception of `assay.toml` lets it pass. */
  readonly exception?: { readonly reason: string; readonly approvedBy: string; readonly expires: string };
}
