/** CycloneDX 1.6 (cyclonedx.org/docs/1.6/json): what is locked as components, and what was found as vulnerabilities with their analysis (VEX). */
import type { Report, ReportFinding } from '../model/report.ts';

export interface CycloneDxOptions {
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A random UUID: the specification wants a new one for each document. */
  readonly serial: string;
  /** The audited project. */
  readonly project: string;
}

/** The document for an audit's reports; those without a package are about the project's own files. */
export function cycloneDxOf(reports: readonly Report[], options: CycloneDxOptions): string {
  const root = 'project';
  const packages = reports.filter((report) => report.package?.purl !== undefined);
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${options.serial}`, version: 1,
    metadata: {
      timestamp: new Date(options.now).toISOString(), lifecycles: [{ phase: 'pre-build' }],
      tools: { components: [{ type: 'application', name: 'assay', version: options.version }] },
      component: { 'bom-ref': root, type: 'application', name: options.project },
    },
    components: packages.map(component),
    dependencies: [{ ref: root, dependsOn: packages.map(refOf) }],
    vulnerabilities: reports.filter((report) => report.verdict === 'malicious' || report.verdict === 'suspicious' || report.exception !== undefined).flatMap((report) => vulnerabilities(report, root)),
    ...unseen(packages),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function component(report: Report): object {
  const { name = '', version, purl = '', sha256 } = report.package ?? {};
  const cut = name.startsWith('@') ? name.indexOf('/') : -1;
  return {
    'bom-ref': refOf(report), type: 'library', ...(cut > 0 ? { group: name.slice(0, cut) } : {}), name: name.slice(cut + 1), ...(version === undefined ? {} : { version }), purl,
    ...(sha256 === undefined ? {} : { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
    properties: [
      { name: 'assay:verdict', value: report.verdict }, { name: 'assay:score', value: String(report.score) },
      ...(report.lockedBy ?? []).map((value) => ({ name: 'assay:locked-by', value })),
    ],
  };
}

/** One for each rule that spoke; malicious code is CWE-506, and what is let pass says who answers for it. */
function vulnerabilities(report: Report, root: string): object[] {
  const byRule = new Map<string, ReportFinding[]>();
  for (const finding of report.findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const ref = report.package?.purl === undefined ? root : refOf(report);
  return [...byRule].map(([rule, findings], index) => ({
    'bom-ref': `finding ${ref} ${index + 1}`, id: /^(MAL-[\w-]+)/.exec(findings[0]?.message ?? '')?.[1] ?? `ASSAY-${rule}`, source: { name: 'assay' },
    ratings: [{ source: { name: 'assay' }, severity: findings[0]?.severity === 'note' ? 'info' : findings[0]?.severity ?? 'unknown', method: 'other' }],
    ...(report.verdict === 'malicious' ? { cwes: [506] } : {}),
    description: findings.map((finding) => finding.message).join('; '), analysis: analysis(report), affects: [{ ref }],
  }));
}

function analysis(report: Report): object {
  if (report.exception !== undefined) return { state: 'false_positive', detail: `${report.exception.reason} (approved by ${report.exception.approvedBy}, until ${report.exception.expires})` };
  return report.verdict === 'malicious' ? { state: 'exploitable', response: ['update', 'rollback'], detail: report.story.join(' ') } : { state: 'in_triage', detail: report.story.join(' ') };
}

/** What could not be looked at must not read as harmless. */
function unseen(packages: readonly Report[]): object {
  const unknown = packages.filter((report) => report.verdict === 'unknown');
  return { compositions: [{ aggregate: unknown.length === 0 ? 'complete' : 'incomplete', assemblies: packages.map(refOf) }] };
}

/** The package URL names a component once. */
function refOf(report: Report): string {
  return report.package?.purl ?? report.target;
}
