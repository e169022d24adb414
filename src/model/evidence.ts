/** What a rule found, with its place: a finding without one can't be made. */
import type { Span, SourceUnit } from './source.ts';
import type { Stage } from './stage.ts';

/** What it does to the user: the question each family answers. See ARCHITECTURE.md. */
export const FAMILIES = ['entry', 'reach', 'run', 'hide', 'evade', 'look', 'theft', 'swap', 'exfil', 'control', 'stay', 'harm', 'mine', 'spread', 'pose'] as const;
export type Family = (typeof FAMILIES)[number];

/** How bad it would be if it is what it looks like. */
export const SEVERITIES = ['note', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure the rule is that the code does what it says (not that the intention is bad). */
export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A place a person can look at. `unit` carries the text, so that a report can cut the snippet out. */
export interface Place {
  readonly unit: SourceUnit;
  readonly span: Span;
  readonly role: 'primary' | 'related';
  /** A few words on what stands there: "downloaded here". */
  readonly label?: string;
}

export interface Evidence {
  readonly rule: string;
  readonly family: Family;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly stage: Stage;
  /** One sentence; package text inside is still raw: reports escape it. */
  readonly message: string;
  /** The key of `messages` that was used; tests assert this, not the prose. */
  readonly messageId: string;
  /** What it does, as a verb phrase for the story: "downloads a file from {address}". */
  readonly deed?: string;
  /** At least one, the primary first. */
  readonly places: readonly [Place, ...Place[]];
  /** MITRE ATT&CK technique ids. */
  readonly attack: readonly string[];
}
