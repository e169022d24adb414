/** What was known before, and what is let pass: neither hides anything that is new. Pure. */
import { canonicalName } from '../names/canonical.ts';
import { isTable, listIn, tableIn, textIn } from '../kit/table.ts';
import { UserError } from '../model/user-error.ts';
import type { PackageRef } from '../model/package.ts';
import type { Report, ReportFinding } from '../model/report.ts';

/** Reads the JSON that an earlier audit wrote. Throws UserError where it is none. */
export function parseBaseline(text: string, path: string): ReadonlySet<string> {
  let reports: unknown;
  try {
    reports = text.trimStart().startsWith('[') ? JSON.parse(text) : text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown);
  } catch (error) {
    throw new UserError(`the baseline ${path} is damaged`, { why: error instanceof Error ? error.message : String(error), todo: 'write it with "assay audit -f json -o FILE"' });
  }
  if (!Array.isArray(reports) || !reports.every((report) => isTable(report) && typeof report['verdict'] === 'string')) {
    throw new UserError(`${path} is no report of an audit`, { todo: 'write it with "assay audit -f json -o FILE"' });
  }
  const known = new Set<string>();
  for (const report of reports.filter(isTable)) {
    const identity = identityOf(textIn(report, 'target') ?? '', textIn(tableIn(report, 'package'), 'sha256'));
    known.add(`${identity} ${String(report['verdict'])}`);
    for (const each of listIn(report, 'findings').filter(isTable)) known.add(`${identity} ${textIn(each, 'rule') ?? ''} ${textIn(each, 'message') ?? ''}`);
  }
  return known;
}

/**
 * Leaves out findings that the baseline has for the same target and bytes. A report that has nothing new left no longer counts against the project;
 * one whose bytes changed is new as a whole, and what could not be looked at stays unknown.
 */
export function withoutKnown(report: Report, known: ReadonlySet<string>): Report {
  const identity = identityOf(report.target, report.package?.sha256);
  const isNew = (each: ReportFinding): boolean => !known.has(`${identity} ${each.rule} ${each.message}`);
  const findings = report.findings.filter(isNew);
  if (findings.length > 0 || report.verdict === 'unknown' || !known.has(`${identity} ${report.verdict}`)) return { ...report, findings };
  return { ...report, findings, verdict: 'clean', score: 0, story: [], reasons: [] };
}

/** An exception of `assay.toml`, bound to one artifact. */
export interface AuditException {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly reason: string;
  readonly approvedBy: string;
  readonly expires: Date;
}

/** Lets a report pass that an exception covers to the byte and the day; its findings stay visible. `now` in milliseconds. */
export function withException(report: Report, exceptions: readonly AuditException[], now: number): Report {
  const ref = report.package;
  const found = exceptions.find((each) => ref !== undefined && each.ecosystem === ref.ecosystem && each.name === nameOf(ref) && each.version === ref.version && each.sha256 === ref.sha256 && now <= each.expires.getTime() + DAY);
  if (found === undefined || report.verdict === 'clean') return report;
  const { reason, approvedBy, expires } = found;
  return { ...report, verdict: 'clean', score: Math.min(report.score, 39), exception: { reason, approvedBy, expires: expires.toISOString().slice(0, 10) } };
}

/** Exceptions name a Python package as its index does. */
function nameOf({ ecosystem, name }: PackageRef): string {
  return ecosystem === 'pypi' ? canonicalName(ecosystem, name) : name;
}

const DAY = 86_400_000;

function identityOf(target: string, sha256: string | undefined): string {
  return `${target} ${sha256 ?? ''}`;
}
