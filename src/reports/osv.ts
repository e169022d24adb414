/**
 * A record for the public collection of malicious packages, in OSV (ossf.github.io: osv-schema) as that collection wants contributions: one package,
 * neither id nor summary (both are given there), indicators under `database_specific.iocs`.
 */
import { SEVERITIES } from '../model/evidence.ts';
import type { Report } from '../model/report.ts';
import { indicatorsOf } from './indicators.ts';
import { STAGE_WORDS } from './words.ts';

export interface OsvOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly version: string;
  /** Who found it, besides the tool. */
  readonly finder?: string;
  readonly contact?: string;
}

const ECOSYSTEMS: Readonly<Record<string, string>> = { pypi: 'PyPI', npm: 'npm', gem: 'RubyGems', go: 'Go', maven: 'Maven' };

/** The record about one package; all reports must be about it. Undefined where its ecosystem has no name in OSV. */
export function osvRecord(reports: readonly Report[], options: OsvOptions): object | undefined {
  const ref = reports[0]?.package;
  const ecosystem = ref === undefined ? undefined : ECOSYSTEMS[ref.ecosystem];
  if (ref === undefined || ecosystem === undefined) return undefined;
  const versions = [...new Set(reports.flatMap((report) => report.package?.version ?? []))];
  const { urls, domains, addresses } = indicatorsOf(reports);
  const iocs = { ...(domains.length > 0 ? { domains } : {}), ...(urls.length > 0 ? { urls } : {}), ...(addresses.length > 0 ? { ip_addresses: addresses } : {}) };
  const time = new Date(options.now).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    schema_version: '1.7.0', modified: time, published: time, details: detailsOf(reports),
    affected: [{
      package: { ecosystem, name: ref.name },
      // Where no version is known every release is meant: the schema wants a range then.
      ...(versions.length > 0 ? { versions } : { ranges: [{ type: ref.ecosystem === 'pypi' ? 'ECOSYSTEM' : 'SEMVER', events: [{ introduced: '0' }] }] }),
      database_specific: { cwes: [{ cweId: 'CWE-506', name: 'Embedded Malicious Code', description: 'The product contains code that appears to be malicious in nature.' }] },
    }],
    credits: [
      ...(options.finder === undefined ? [] : [{ name: options.finder, type: 'FINDER', ...(options.contact === undefined ? {} : { contact: [options.contact] }) }]),
      { name: `assay ${options.version}`, type: 'TOOL' },
    ],
    ...(Object.keys(iocs).length > 0 ? { database_specific: { iocs } } : {}),
  };
}

/** What it does and when, step by step, and where the code is. Plain text: package text is in it, escaped by JSON only. */
function detailsOf(reports: readonly Report[]): string {
  const lines: string[] = [];
  for (const report of reports) {
    const { version = '', sha256 } = report.package ?? {};
    lines.push(`Version ${version}${sha256 === undefined ? '' : `, file with SHA-256 ${sha256}`}:`);
    lines.push(...report.story.map((step, index) => `${index + 1}. ${step}`));
    const worst = [...report.findings].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity)).slice(0, 10);
    for (const finding of worst) {
      const place = finding.locations[0];
      lines.push(`- ${finding.message} (${place === undefined ? '' : `${place.path}:${place.line}, `}${STAGE_WORDS[finding.stage]})`);
    }
    lines.push('');
  }
  return lines.join('\n').trim();
}
