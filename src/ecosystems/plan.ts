/** What an ecosystem says of an artifact: which package it is, what runs when, and facts that rules weigh. Pure: entries in, plan out. */
import type { Artifact, Entry, Unread } from '../model/artifact.ts';
import type { Severity } from '../model/evidence.ts';
import type { Ecosystem, PackageRef } from '../model/package.ts';
import type { Language } from '../model/source.ts';
import type { Stage } from '../model/stage.ts';

/** Something that runs: a file, or text that a manifest holds (`text`, with its place in `path`). */
export interface Root {
  readonly path: string;
  readonly stage: Stage;
  /** The text to read instead of the file's: a hook command, a `.pth` line. `start` is its offset in the file. */
  readonly text?: string;
  readonly start?: number;
  readonly language?: Language;
  /** Layer label for `text`: `preinstall`, `pth`. */
  readonly how?: string;
}

export interface RawFact {
  readonly kind: string;
  readonly detail: string;
  readonly path: string;
  /** Offsets in the file's text. */
  readonly start: number;
  readonly end: number;
  readonly stage: Stage;
}

/**
 * What nearly every package of a kind does at its stages: a maintainer script starts programs, configure too. Evidence of the rule up to the severity
 * then says nothing of this package, and weighs as `as`; what the rule found worse than that stays.
 */
export interface Ordinary {
  readonly rule: string;
  readonly stages: readonly Stage[];
  readonly upTo: Severity;
  readonly as: Severity;
}

export interface Plan {
  readonly ref: PackageRef;
  readonly manifest: Readonly<Record<string, unknown>>;
  /** In the order in which they run. */
  readonly roots: readonly Root[];
  readonly facts: readonly RawFact[];
  /** Code of the package that nothing here can read: with it, nothing is called clean. */
  readonly unread?: readonly Unread[];
  readonly ordinary?: readonly Ordinary[];
  /** The stage of a file that no root reaches. */
  stageOfOther(path: string): Stage;
}

/** What every ecosystem's `stages.ts` exports. */
export interface Planner {
  readonly ecosystem: Ecosystem;
  /** How sure it is that the artifact is one of its packages: 0 (not) to 1. */
  recognises(artifact: Artifact): number;
  plan(artifact: Artifact, text: (entry: Entry) => string): Plan;
}

const UNREACHABLE = /(?:^|\/)(?:tests?|testing|docs?|examples?|samples?|benchmarks?|demos?|fixtures|__tests__|spec)(?:\/|$)|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/i;

/** Whether a path is one of tests, docs or examples, which run only where something else reaches them. */
export function isAside(path: string): boolean {
  return UNREACHABLE.test(path);
}

/** The folder that wraps everything in an sdist or an npm tarball (`name-1.0/`, `package/`), '' where there is none. */
export function wrapper(entries: readonly Entry[]): string {
  const [first] = entries;
  const slash = first?.path.indexOf('/') ?? -1;
  if (first === undefined || slash < 1) return '';
  const prefix = first.path.slice(0, slash + 1);
  return entries.every((entry) => entry.path.startsWith(prefix)) ? prefix : '';
}
