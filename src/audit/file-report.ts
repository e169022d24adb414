/** The report about a lock file itself. Pure. */
import type { Unpinned } from './unpinned.ts';
import type { Report, ReportFinding, Verdict } from '../model/report.ts';
import type { Project, ProjectFile } from './project.ts';

const POINTS = { note: 0, low: 5, medium: 20, high: 50, critical: 95 } as const;

/** Findings about one file; what comes from elsewhere than a registry was not looked at, which makes the answer incomplete. */
export function reportOfFile(file: ProjectFile, findings: readonly ReportFinding[]): Report {
  const score = Math.max(0, ...findings.map((each) => POINTS[each.severity]));
  const unread = file.content.locked.filter((each) => each.source === 'git' || each.source === 'url').map((each) => ({ path: `${file.path}:${each.line}`, why: `${each.name} comes from ${each.url ?? 'elsewhere'} and was not looked at` }));
  const verdict: Verdict = score >= 70 ? 'malicious' : score >= 40 ? 'suspicious' : unread.length > 0 ? 'unknown' : 'clean';
  return {
    target: file.path, verdict, score, findings, story: [], seconds: 0,
    reasons: findings.filter((each) => POINTS[each.severity] > 0).map((each) => ({ points: POINTS[each.severity], why: each.message })),
    coverage: { files: 1, bytes: Buffer.byteLength(file.text), read: 1, unread },
  };
}

/** The report about a file that could not be read as what it is. */
export function reportOfFault(fault: Project['faults'][number]): Report {
  return {
    target: fault.path, verdict: 'unknown', score: 0, findings: [], story: [], reasons: [], seconds: 0,
    coverage: { files: 1, bytes: 0, read: 0, unread: [{ path: `${fault.path}:${fault.line}`, why: fault.why }] },
  };
}

/** A manifest whose packages nothing pins. */
export function reportOfUnpinned({ path, names }: Unpinned): Report {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const rest = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  const why = `no lock file pins what it asks for, so that it was not looked at: ${shown}${rest}`;
  return { target: path, verdict: 'unknown', score: 0, findings: [], story: [], reasons: [], coverage: { files: 1, bytes: 0, read: 0, unread: [{ path, why }] }, seconds: 0 };
}

const MOST_NAMES = 10;
