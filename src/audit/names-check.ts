/** Adds what a package's name gives away. Pure. */
import type { Report, ReportFinding } from '../model/report.ts';
import type { Lookalike } from '../names/lookalike.ts';

/** The report with a finding about the name, unless the examination has told that already. A name alone convicts nobody. */
export function withLookalike(report: Report, lookalike: Lookalike | undefined): Report {
  if (lookalike === undefined || lookalike.tier !== 'block' || report.findings.some((each) => each.family === 'pose')) return report;
  const [place = ''] = report.lockedBy ?? [];
  const cut = place.lastIndexOf(':');
  const found: ReportFinding = {
    rule: 'lookalike-locked', family: 'pose', severity: 'low', confidence: 'medium', stage: 'install', message: lookalike.why, attack: ['T1036.005'],
    locations: [{ path: place.slice(0, cut), line: Number(place.slice(cut + 1)) || 1, column: 1, snippet: lookalike.name, role: 'primary', layers: [] }],
  };
  return { ...report, findings: [...report.findings, found] };
}
