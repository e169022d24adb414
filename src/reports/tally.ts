/** Counts over many reports, so that a run of thousands need not keep them. */
import { SEVERITIES, type Severity } from '../model/evidence.ts';
import type { Report, Verdict } from '../model/report.ts';

export interface Tally {
  readonly targets: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly unread: number;
}

export const EMPTY_TALLY: Tally = {
  targets: 0,
  verdicts: { malicious: 0, suspicious: 0, unknown: 0, clean: 0 },
  findings: { note: 0, low: 0, medium: 0, high: 0, critical: 0 },
  unread: 0,
};

/** The tally with one more report. */
export function tallied(tally: Tally, report: Report): Tally {
  const findings = { ...tally.findings };
  for (const severity of SEVERITIES) findings[severity] += report.findings.filter((finding) => finding.severity === severity).length;
  return {
    targets: tally.targets + 1,
    verdicts: { ...tally.verdicts, [report.verdict]: tally.verdicts[report.verdict] + 1 },
    findings,
    unread: tally.unread + report.coverage.unread.length,
  };
}
