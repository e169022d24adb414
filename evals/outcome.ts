/** What the evaluation keeps of one sample: small enough to hold thousands. */
import type { Verdict } from '../src/model/report.ts';

/** What it is known to be. */
export type Truth = 'malware' | 'benign';

/** One archive, unpacked package or lone file whose truth is known. */
export interface Sample {
  readonly truth: Truth;
  readonly path: string;
  /** How it is called in lists: the path below its corpus. */
  readonly name: string;
  /** Malware of one campaign counts once: recall is the mean over families. */
  readonly family: string;
}

/** Evidence of one rule at its strongest. */
export interface RuleHit {
  readonly rule: string;
  readonly family: string;
  /** Points the judge gives it alone. */
  readonly points: number;
}

/** What a worker hands back for one sample. */
export interface Scanned {
  readonly verdict: Verdict;
  readonly score: number;
  readonly hits: readonly RuleHit[];
  /** The judge's reasons, largest first. */
  readonly reasons: readonly string[];
  /** What was not looked at and matters. */
  readonly unread: readonly string[];
  /** Bytes of code that was read, without layers and data. */
  readonly codeBytes: number;
  readonly milliseconds: number;
}

export interface Outcome extends Scanned {
  readonly sample: Sample;
}
