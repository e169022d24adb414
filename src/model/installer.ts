/** What is known of an installer: who may publish, what runs, what is checked; and what people expect of it. Facts are data, with their evidence. */
import type { Severity } from './evidence.ts';

/** One sentence, where it comes from, and whether it still waits for confirmation: such a fact is never stated as sure. */
export interface Fact {
  readonly fact: string;
  readonly evidence?: string;
  readonly unconfirmed?: true;
}

/** How code that runs at install is switched off. */
export interface OffSwitch {
  readonly how: string;
  readonly default: string;
  readonly effect: string;
  readonly since?: string;
  readonly unconfirmed?: true;
}

export interface Incident {
  readonly date: string;
  readonly name: string;
  readonly what: string;
  readonly unconfirmed?: true;
}

/** A setting (or a trace) that makes the installer safer or weaker. */
export interface InstallerCheck {
  readonly id: string;
  readonly where: string;
  readonly key: string;
  readonly safe: string;
  readonly risky: string;
  readonly why: string;
  readonly severity: Extract<Severity, 'high' | 'medium' | 'low'>;
  readonly since?: string;
  readonly default?: string;
  readonly evidence?: string;
  readonly unconfirmed?: true;
}

/** The headings under which an installer's facts stand. */
export const SUBJECTS = ['publisher', 'naming', 'review', 'installCode', 'signing', 'integrity', 'transport', 'immutability', 'privilege', 'takedown'] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface Installer extends Readonly<Record<Subject, readonly Fact[]>> {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly registry: string;
  readonly offSwitches: readonly OffSwitch[];
  readonly incidents: readonly Incident[];
  readonly checks: readonly InstallerCheck[];
  /** "Expected: …. Given: …." */
  readonly gaps: readonly string[];
  readonly sources: readonly string[];
}

/** Something an enterprise takes for granted. */
export interface Expectation {
  readonly id: string;
  /** One word for the head of a column. */
  readonly short: string;
  readonly text: string;
  readonly meaning: string;
}

export const ANSWERS = ['met', 'configurable', 'not-met', 'unconfirmed'] as const;
/** `configurable`: met if somebody configures it; `unconfirmed`: what is known of it waits for confirmation. */
export type Answer = (typeof ANSWERS)[number];

export interface Judgement {
  readonly installer: string;
  readonly expectation: string;
  readonly answer: Answer;
  readonly reason: string;
  /** The facts it rests on: `signing.0`, or `pip:signing.0` of another installer. */
  readonly basis: readonly string[];
}

export const CHECK_STATES = ['risky', 'default-risky', 'unread', 'safe', 'not-applicable', 'by-hand'] as const;
/** `default-risky`: nobody set it and what holds then is risky; `unread`: it could not be read; `by-hand`: no file says it, a person has to look. */
export type CheckState = (typeof CHECK_STATES)[number];

/** Where a setting stands: a file and perhaps its line, or a variable of the environment. */
export interface SettingPlace {
  readonly file?: string;
  readonly line?: number;
  readonly variable?: string;
}

/** What a check found on a machine. */
export interface CheckResult {
  readonly installer: string;
  readonly check: InstallerCheck;
  readonly state: CheckState;
  /** What is set, or what was found; a secret is never in it. */
  readonly found: string;
  readonly place?: SettingPlace;
  /** A command or an edit that makes it safe; nothing here runs it. */
  readonly fix?: string;
}

/** An installer that is on the machine. */
export interface FoundInstaller {
  readonly id: string;
  readonly program: string;
  /** Undefined where it could not be learned. */
  readonly version: string | undefined;
  readonly results: readonly CheckResult[];
}

/** A judgement as one organisation's policy sees it. */
export interface GapCell extends Judgement {
  /** Whether `assay.toml` demands it. */
  readonly isRequired: boolean;
  /** Whether `assay.toml` accepts that it is not met. */
  readonly isAccepted: boolean;
}

export interface GapRow {
  readonly installer: Installer;
  readonly cells: readonly GapCell[];
}

/** Installers against expectations. */
export interface GapTable {
  readonly expectations: readonly Expectation[];
  readonly rows: readonly GapRow[];
}
