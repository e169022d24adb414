/** What became of one package in another: a later release, or an imitation of it. Fields may be added, never renamed. */
import type { Effect } from './effect.ts';
import type { PackageRef } from './package.ts';
import type { Location, ReportFinding, Verdict } from './report.ts';
import type { Stage } from './stage.ts';

export interface DiffSide {
  readonly target: string;
  readonly package?: PackageRef;
  readonly verdict: Verdict;
  readonly score: number;
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

export interface DiffLine {
  /** 1-based, in the side the line is from. */
  readonly line: number;
  readonly text: string;
}

export interface FileChange {
  /** As the second package has it, the first for what is gone; without the archive's own top folder. */
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** When the file's code runs in the package that has it. */
  readonly stage: Stage;
  /** Lines only the second has, and only the first; empty for what is no text. */
  readonly added: readonly DiffLine[];
  readonly removed: readonly DiffLine[];
  /** Why no lines are given: no text, or too much of it changed. */
  readonly note?: string;
  /** The release of the first that the file was compared with, where another one's was nearer. */
  readonly against?: string;
}

export interface MetadataChange {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** Something the code does to the world at a stage where the other package doesn't. */
export interface BehaviourChange {
  readonly effect: Effect;
  readonly stage: Stage;
  readonly change: 'appeared' | 'vanished';
  readonly place: Location;
}

export interface DiffReport {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** Set where the second was read as if it had the first's name. */
  readonly renamed?: { readonly from: string; readonly to: string };
  /** Other releases of the first that files were compared with. */
  readonly kin?: readonly string[];
  /** Findings of the second that the first hasn't, and the other way round. */
  readonly appeared: readonly ReportFinding[];
  readonly vanished: readonly ReportFinding[];
  readonly behaviours: readonly BehaviourChange[];
  readonly metadata: readonly MetadataChange[];
  /** What runs with less consent first. */
  readonly files: readonly FileChange[];
  /** Files that are the same in both. */
  readonly same: number;
  readonly seconds: number;
}
