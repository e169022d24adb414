/**
 * SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), for code-scanning pages and editors. Text stands raw, but can't form the embedded links of
 * section 3.11.6. A place inside a decoded layer has no line in the file, so it is told as a logical location.
 */
import type { Severity } from '../model/evidence.ts';
import type { Location, Report, ReportFinding } from '../model/report.ts';
import { addedPlaces } from './original-parts.ts';

/** What a rule's own file says of it, for the list of rules. */
export interface RuleNote {
  readonly title: string;
  readonly prose: string;
}

export interface SarifOptions {
  readonly version: string;
  ruleNote(rule: string): RuleNote | undefined;
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', note: 'note' };
/** CVSS-like figures by which code-scanning pages sort. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', note: '0.5' };

/** One run with all reports. */
export function sarifOf(reports: readonly Report[], options: SarifOptions): string {
  const rules = rulesOf(reports);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'Assay', semanticVersion: options.version, rules: [...rules.values()].map((finding) => descriptorOf(finding, options)) } },
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: reports.flatMap(notificationsOf) }],
      results: reports.flatMap((report) => [...report.findings.map((finding) => resultOf(report, finding, [...rules.keys()])), ...additionsOf(report)]),
      properties: { reports: reports.map(({ target, package: ref, verdict, score, story }) => ({ target, package: ref, verdict, score, story })) },
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The rules that found something, each with its worst finding. */
function rulesOf(reports: readonly Report[]): ReadonlyMap<string, ReportFinding> {
  const rules = new Map<string, ReportFinding>();
  for (const finding of reports.flatMap((report) => report.findings)) {
    const known = rules.get(finding.rule);
    if (known === undefined || SECURITY_SEVERITY[finding.severity] > SECURITY_SEVERITY[known.severity]) rules.set(finding.rule, finding);
  }
  return rules;
}

function descriptorOf(finding: ReportFinding, options: SarifOptions): object {
  const note = options.ruleNote(finding.rule);
  return {
    id: finding.rule,
    ...(note === undefined ? {} : { shortDescription: { text: note.title }, help: { text: note.prose === '' ? note.title : note.prose } }),
    defaultConfiguration: { level: LEVELS[finding.severity] },
    properties: {
      'security-severity': SECURITY_SEVERITY[finding.severity],
      precision: finding.confidence === 'high' ? 'very-high' : finding.confidence,
      tags: ['security', finding.family, ...finding.attack.map((technique) => `external/attack/${technique}`)],
    },
  };
}

function resultOf(report: Report, finding: ReportFinding, rules: readonly string[]): object {
  const primary = finding.locations.filter((location) => location.role === 'primary').slice(0, 1);
  const related = finding.locations.filter((location) => location !== primary[0]);
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: plain(`${finding.message} (${stageWords(finding)})`) },
    locations: primary.map((location) => locationOf(report, location)),
    relatedLocations: related.map((location, index) => ({ id: index + 1, ...locationOf(report, location) })),
    properties: {
      family: finding.family, severity: finding.severity, confidence: finding.confidence, stage: finding.stage, attack: finding.attack, target: report.target, verdict: report.verdict,
    },
  };
}

/** What the package added to the original it was compared with: for information, so that no gate fails on it. */
function additionsOf(report: Report): object[] {
  return addedPlaces(report.original).map(({ path, message, first, last, text }) => ({
    ruleId: 'added-to-original', kind: 'informational', level: 'none', message: { text: plain(message) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(report.target, path) }, region: { startLine: Math.max(1, first), endLine: Math.max(1, first, last), snippet: { text } } } }],
    properties: { target: report.target, verdict: report.verdict },
  }));
}

function stageWords(finding: ReportFinding): string {
  return finding.stage === 'unreachable' ? 'nothing reaches it' : `at ${finding.stage}`;
}

function locationOf(report: Report, location: Location): object {
  const message = location.label === undefined ? {} : { message: { text: plain(location.label) } };
  const artifactLocation = { uri: uriOf(report.target, location.path) };
  const snippet = { text: location.snippet };
  if (location.layers.length === 0) {
    const region = { startLine: Math.max(1, location.line), startColumn: Math.max(1, location.column), snippet };
    return { physicalLocation: { artifactLocation, region }, ...message };
  }
  const logical = { kind: 'decoded', fullyQualifiedName: `${location.path} > ${location.layers.join(' > ')}:${location.line}:${location.column}` };
  return { physicalLocation: { artifactLocation }, logicalLocations: [logical], ...message, properties: { layers: location.layers, snippet: location.snippet } };
}

/** A relative reference (RFC 3986): no segment of a package's path can act as a scheme, a query or a way up. */
function uriOf(target: string, path: string): string {
  const segments = `${target}/${path}`.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return segments.map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'))).join('/');
}

function notificationsOf(report: Report): object[] {
  return report.coverage.unread.map(({ path, why }) => ({
    level: report.verdict === 'unknown' ? 'warning' : 'note',
    message: { text: plain(`Not looked at: ${why}`) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(report.target, path) } } }],
  }));
}

/** Without embedded links and placeholders. */
function plain(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, '\\[').replace(/\{(?=\d+\})/g, '{{');
}
