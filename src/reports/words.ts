/** The sentences and orders that all reports share. */
import { SEVERITIES, CONFIDENCES, type Severity } from '../model/evidence.ts';
import { STAGES, type Stage } from '../model/stage.ts';
import type { Report, ReportFinding, Verdict } from '../model/report.ts';

/** When the code of a stage runs. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  install: 'runs when the package is installed',
  build: 'runs when the package is built',
  startup: 'runs at every start of the interpreter',
  import: 'runs when the package is imported',
  run: 'runs when the package is used',
  unreachable: 'nothing in the package runs it',
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  malicious: 'This package does harm. Do not install it.',
  suspicious: 'This package does what malicious packages do. A person should read the evidence.',
  clean: 'Nothing bad was seen, and everything that matters was looked at.',
  unknown: 'Nothing bad was seen, but something that matters could not be looked at.',
};

/** Findings by stage, strongest stage first; inside a stage the worst and surest first. */
export function findingsByStage(findings: readonly ReportFinding[]): { readonly stage: Stage; readonly findings: readonly ReportFinding[] }[] {
  const groups = STAGES.map((stage) => ({ stage, findings: findings.filter((finding) => finding.stage === stage).sort(byWeight) }));
  return groups.filter((group) => group.findings.length > 0);
}

/** Compares findings: the worst first, then the surest; equal ones stay as they were. */
export function byWeight(a: ReportFinding, b: ReportFinding): number {
  const severity = SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
  return severity === 0 ? CONFIDENCES.indexOf(b.confidence) - CONFIDENCES.indexOf(a.confidence) : severity;
}

export type Counts = Readonly<Partial<Record<Severity, number>>>;

/** How many findings there are of each severity. */
export function countsOf(findings: readonly ReportFinding[]): Counts {
  const counts: Partial<Record<Severity, number>> = {};
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

/** `2 critical, 1 low`, or `no findings`. */
export function sentenceOfCounts(counts: Counts): string {
  const parts = SEVERITIES.filter((severity) => (counts[severity] ?? 0) > 0).map((severity) => `${counts[severity]} ${severity}`);
  return parts.length === 0 ? 'no findings' : parts.reverse().join(', ');
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What was read, and what wasn't. */
export function sentenceOfCoverage(report: Report): string {
  const { files, read, unread } = report.coverage;
  const missed = unread.length === 0 ? 'nothing left out' : `${unread.length} not looked at`;
  return `${read} of ${counted(files, 'file')} read, ${missed}`;
}

/** A size for people: `12 kB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Changed documents, tests and settings that nothing runs: their lines would hide those that matter, so that they are only named. */
export function isAside({ stage, isChanged }: { readonly stage: Stage; readonly isChanged?: true }): boolean {
  return isChanged === true && stage === 'unreachable';
}
