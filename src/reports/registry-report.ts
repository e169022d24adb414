/**
 * The report for a registry's team: what they need to remove a package, ready to paste. Indicators are broken up so that nobody opens one. Plain for
 * the forms of registries, Markdown for tickets; a dialect escapes everything that goes through it, and everything does.
 */
import { codeSpan, fenced, markdown } from '../kit/markup.ts';
import { printable } from '../kit/untrusted.ts';
import type { OriginalNote, Report, ReportFinding } from '../model/report.ts';
import { defanged } from './defang.ts';
import { indicatorsOf } from './indicators.ts';
import { byWeight, counted, isAside, STAGE_WORDS, VERDICT_WORDS } from './words.ts';

export interface RegistryReportOptions {
  readonly version: string;
  readonly finder?: string;
  readonly isPlain: boolean;
}

/** How each part is written; all take raw text. */
interface Dialect {
  title(text: string): string;
  heading(text: string): string;
  subheading(text: string): string;
  words(text: string): string;
  code(text: string): string;
  block(text: string): string;
}

const MARKDOWN: Dialect = {
  title: (text) => `# ${markdown(defanged(text))}\n`, heading: (text) => `\n## ${markdown(defanged(text))}\n`, subheading: (text) => `\n### ${markdown(defanged(text))}\n`,
  words: (text) => markdown(defanged(text)), code: (text) => codeSpan(defanged(text)), block: (text) => `\n${fenced(text.split('\n').map((each) => defanged(each)))}\n`,
};

const PLAIN: Dialect = {
  title: (text) => `${printable(defanged(text)).toUpperCase()}\n`, heading: (text) => `\n== ${printable(defanged(text))} ==\n`, subheading: (text) => `\n${printable(defanged(text))}:\n`,
  words: (text) => printable(defanged(text)), code: (text) => printable(defanged(text)), block: (text) => text.split('\n').map((each) => `    ${printable(defanged(each))}`).join('\n'),
};

const SHOWN = { findings: 12, places: 3, indicators: 40, files: 5, lines: 40 } as const;

/** One package with all its files. All reports must be about it. */
export function registryReport(reports: readonly Report[], options: RegistryReportOptions): string {
  const dialect = options.isPlain ? PLAIN : MARKDOWN;
  const name = reports[0]?.package?.name ?? reports[0]?.target ?? '';
  const lines = [
    dialect.title(`Malware report: ${name}`), ...factLines(reports, dialect), ...poseLines(reports, dialect), ...reports.flatMap((report) => fileLines(report, dialect)),
    ...indicatorLines(reports, dialect), ...methodLines(reports, dialect, options),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function factLines(reports: readonly Report[], dialect: Dialect): string[] {
  const lines = reports.flatMap((report) => {
    const { name, version, purl, sha256 } = report.package ?? { name: report.target };
    const facts = [['Package', name], ['Version', version], ['Package URL', purl], ['SHA-256', sha256]] as const;
    return facts.flatMap(([label, value]) => (value === undefined ? [] : [`- ${label}: ${dialect.code(value)}`]));
  });
  return [...new Set(lines)];
}

/** Whom it imitates, said before everything else: it is what a moderator checks first. */
function poseLines(reports: readonly Report[], dialect: Dialect): string[] {
  const messages = new Set(reports.flatMap((report) => report.findings.filter((finding) => IMITATIONS.has(finding.rule)).map((finding) => finding.message)));
  return messages.size === 0 ? [] : [dialect.heading('Whom it imitates'), ...[...messages].map((message) => `- ${dialect.words(message)}`)];
}

const IMITATIONS: ReadonlySet<string> = new Set(['lookalike-name', 'lookalike-locked', 'impersonation', 'borrowed-repository']);

function fileLines(report: Report, dialect: Dialect): string[] {
  const findings = report.findings.filter((finding) => !IMITATIONS.has(finding.rule)).sort(byWeight).slice(0, SHOWN.findings);
  return [
    dialect.heading(nameOf(report.target)), dialect.words(VERDICT_WORDS[report.verdict]),
    ...(report.story.length === 0 ? [] : [dialect.subheading('What it does, step by step'), ...report.story.map((step, index) => `${index + 1}. ${dialect.words(step)}`)]),
    ...(findings.length === 0 ? [] : [dialect.subheading('Where the code is'), ...findings.flatMap((finding) => findingLines(finding, dialect))]), ...addedLines(report.original, dialect),
  ];
}

/** Where the reporter keeps files is nobody's business. */
function nameOf(target: string): string {
  return /^\w{2,}:/.test(target) ? target : target.split(/[/\\]/).findLast((part) => part !== '') ?? target;
}

/** The quickest proof of an imitation: a dozen lines instead of a dozen files. */
function addedLines(original: OriginalNote | undefined, dialect: Dialect): string[] {
  const files = (original?.added ?? []).filter((file) => !isAside(file) && file.lines.length > 0).slice(0, SHOWN.files);
  if (original === undefined || files.length === 0) return [];
  return [
    dialect.subheading(`What it adds to ${nameOf(original.target)}`),
    ...files.flatMap((file) => [`- ${dialect.code(file.path)} (${dialect.words(STAGE_WORDS[file.stage])})`, dialect.block(file.lines.slice(0, SHOWN.lines).map(({ line, text }) => `+${line} ${text}`).join('\n')), ...(file.lines.length > SHOWN.lines ? [`  … and ${counted(file.lines.length - SHOWN.lines, 'more line')}`] : [])]),
  ];
}

function findingLines(finding: ReportFinding, dialect: Dialect): string[] {
  const places = finding.locations.slice(0, SHOWN.places).flatMap((place) => {
    const layers = place.layers.length === 0 ? '' : `, inside ${dialect.code(place.layers.join(' > '))}`;
    const snippet = place.snippet.trim();
    return [`  ${dialect.code(`${place.path}:${place.line}`)}${layers}`, ...(snippet === '' ? [] : [dialect.block(snippet)])];
  });
  return [`- ${dialect.words(finding.message)} (${dialect.words(STAGE_WORDS[finding.stage])})`, ...places];
}

function indicatorLines(reports: readonly Report[], dialect: Dialect): string[] {
  const { urls, domains, addresses, wallets } = indicatorsOf(reports);
  const all = [...urls, ...domains.map((domain) => domain.replaceAll('.', '[.]')), ...addresses, ...wallets].slice(0, SHOWN.indicators);
  return all.length === 0 ? [] : [dialect.heading('Indicators, broken up'), ...all.map((each) => `- ${dialect.code(each)}`)];
}

function methodLines(reports: readonly Report[], dialect: Dialect, { version, finder }: RegistryReportOptions): string[] {
  const rules = [...new Set(reports.flatMap((report) => report.findings.map((finding) => finding.rule)))];
  const who = finder === undefined ? '' : ` Reported by ${finder}.`;
  return [
    dialect.heading('How it was found'), dialect.words(`Static analysis by assay ${version}: nothing of the package was run, and no address in it was opened.${who}`),
    ...(rules.length === 0 ? [] : [dialect.words(`Rules: ${rules.join(', ')}`)]),
  ];
}
