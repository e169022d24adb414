/** The shape of a rule: one behaviour, one file, one page beside it. */
import type { Artifact, Entry } from './artifact.ts';
import type { PackageContext } from './context.ts';
import type { Call, Language, Span, SourceUnit } from './source.ts';
import type { Confidence, Family, Severity } from './evidence.ts';
import type { Effect } from './effect.ts';
import type { PackageRef } from './package.ts';
import type { Stage } from './stage.ts';

/** A package as rules see it once everything is read. */
export interface PackageView {
  readonly ref: PackageRef;
  readonly artifact: Artifact;
  /** Every unit, layers too, in the order of stages. */
  readonly units: readonly SourceUnit[];
  /** The stage at which a file runs, `unreachable` where nothing reaches it. */
  stageOf(path: string): Stage;
  /** The unit of a file, empty where it holds no code: a place for what concerns the file as a whole. */
  unitAt(path: string): SourceUnit;
  /** A member by path, undefined where there is none. */
  entry(path: string): Entry | undefined;
  /** SHA-256 of a member's bytes in base64url without padding, as RECORD files have it. */
  sha256Of(entry: Entry): string;
  /** The ecosystem's manifest as plain data (`package.json`, METADATA fields), {} where there is none. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Facts only the ecosystem knows: hook commands, cmdclass, back ends. */
  readonly facts: readonly Fact[];
  /** What is known beside the bytes; absent where nobody looked. */
  readonly context?: PackageContext;
}

/** Something an ecosystem states about a package that a rule can weigh: a lifecycle hook, an in-tree back end, a `.pth` line. */
export interface Fact {
  readonly kind: string;
  readonly detail: string;
  readonly unit: SourceUnit;
  readonly span: Span;
  readonly stage: Stage;
}

export interface Finding {
  /** The primary place: a call, or a unit with a span. */
  readonly at: Call | { readonly unit: SourceUnit; readonly span: Span; readonly stage?: Stage };
  readonly because?: readonly (Call | { readonly unit: SourceUnit; readonly span: Span; readonly label?: string })[];
  readonly data?: Readonly<Record<string, string>>;
  /** Tells apart what is reported at one place with one message: without it, only the first counts. */
  readonly apart?: string;
  /** Overrides the rule's own where a variant of the behaviour is worse or milder. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly stage?: Stage;
}

export type Reporter<Message extends string> = (message: Message, finding: Finding) => void;

export interface Rule<Message extends string = string> {
  /** Reads as "allow X": names the pattern, not the cure. The file and the page have the same name. */
  readonly id: string;
  readonly family: Family;
  readonly since: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** MITRE ATT&CK techniques, at least one. */
  readonly attack: readonly string[];
  /** Languages whose units concern it; absent: all. */
  readonly reads?: readonly Language[];
  /** Skips units that have no call with one of these effects; absent: always asked. */
  readonly needs?: readonly Effect[];
  /** Templates: `{name}` is taken from the finding's data. */
  readonly messages: Readonly<Record<Message, string>>;
  /** What it does in the story, a verb phrase with the same placeholders; absent: the message is used. */
  readonly deeds?: Readonly<Partial<Record<Message, string>>>;
  check?(unit: SourceUnit, report: Reporter<Message>): void;
  checkPackage?(pkg: PackageView, report: Reporter<Message>): void;
}

/** Defines a rule; the type parameter makes an undeclared message id fail to compile. */
export function rule<Message extends string>(definition: Rule<Message>): Rule<Message> {
  return definition;
}
