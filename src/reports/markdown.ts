/** The report for a ticket or a merge request. Package text can't leave its paragraph, cell or block, and forms no link or mention. */
import { codeSpan, fenced, markdown, prose, type Markdown } from '../kit/markup.ts';
import type { Location, Report, ReportFinding, Verdict } from '../model/report.ts';
import { defanged } from './defang.ts';
import { originalMarkdown } from './original-parts.ts';
import { countsOf, findingsByStage, sentenceOfCounts, sentenceOfCoverage, STAGE_WORDS, VERDICT_WORDS } from './words.ts';

const SIGNS: Readonly<Record<Verdict, Markdown>> = { malicious: prose`🔴`, suspicious: prose`🟠`, unknown: prose`🟣`, clean: prose`🟢` };
/** Beyond these a ticket is no longer read; the JSON has everything. */
const SHOWN = { findings: 50, places: 6, unread: 50 } as const;

/** All reports as one document. */
export function markdownOf(reports: readonly Report[]): string {
  const table = reports.length < 2 ? [] : [prose`| verdict | target | score | findings |\n|---|---|---:|---|\n${reports.map(row)}\n`];
  return `${[prose`# Assay report\n`, ...table, ...reports.map(sectionOf)].join('\n').trimEnd()}\n`;
}

function row(report: Report): Markdown {
  const findings = markdown(sentenceOfCounts(countsOf(report.findings)));
  return prose`| ${SIGNS[report.verdict]} ${markdown(report.verdict)} | ${markdown(defanged(report.target))} | ${report.score} | ${findings} |\n`;
}

function sectionOf(report: Report): Markdown {
  const parts = [prose`## ${SIGNS[report.verdict]} ${markdown(report.verdict)}: ${markdown(defanged(report.target))}\n\n${markdown(VERDICT_WORDS[report.verdict])}\n`];
  const ref = report.package;
  const facts = [ref?.purl, ref?.sha256 === undefined ? undefined : `sha256 ${ref.sha256}`].filter((fact) => fact !== undefined);
  if (facts.length > 0) parts.push(prose`\n${facts.map((fact) => prose`- ${codeSpan(defanged(fact))}\n`)}`);
  if (report.story.length > 0) parts.push(prose`\n### What it does\n\n${report.story.map((step, index) => prose`${index + 1}. ${markdown(defanged(step))}\n`)}`);
  if (report.findings.length > 0) parts.push(prose`\n### Evidence\n${evidenceOf(report)}`);
  parts.push(originalMarkdown(report.original));
  if (report.reasons.length > 0) parts.push(prose`\n### Why this verdict\n\n${report.reasons.map(({ points, why }) => prose`- ${Math.round(points)}: ${markdown(defanged(why))}\n`)}`);
  const registered = report.registry?.facts ?? [];
  if (registered.length > 0) parts.push(prose`\n### What the registry says\n\n${registered.map(({ detail }) => prose`- ${markdown(defanged(detail))}\n`)}`);
  if (report.coverage.unread.length > 0) parts.push(unreadOf(report));
  parts.push(prose`\n${markdown(`${sentenceOfCounts(countsOf(report.findings))} · ${sentenceOfCoverage(report)}`)}\n`);
  return prose`${parts}`;
}

function evidenceOf(report: Report): Markdown[] {
  const parts: Markdown[] = [];
  let left: number = SHOWN.findings;
  for (const group of findingsByStage(report.findings)) {
    const findings = group.findings.slice(0, left);
    left -= findings.length;
    if (findings.length > 0) parts.push(prose`\n#### ${markdown(`${group.stage}: ${STAGE_WORDS[group.stage]}`)}\n${findings.map(findingOf)}`);
  }
  const rest = report.findings.length - SHOWN.findings;
  return rest > 0 ? [...parts, prose`\n… and ${rest} more findings, in the JSON report.\n`] : parts;
}

function findingOf(finding: ReportFinding): Markdown {
  const attack = finding.attack.length === 0 ? prose`` : prose` (${markdown(finding.attack.join(' '))})`;
  const places = finding.locations.slice(0, SHOWN.places).map(placeOf);
  return prose`\n**${markdown(finding.severity)}** ${codeSpan(finding.rule)}${attack}: ${markdown(defanged(finding.message))}\n${places}`;
}

function placeOf(place: Location): Markdown {
  const layers = place.layers.length === 0 ? prose`` : prose` inside ${codeSpan(defanged(place.layers.join(' > ')))}`;
  const label = place.label === undefined ? prose`` : prose`, ${markdown(defanged(place.label))}`;
  const snippet = place.snippet.trim();
  const code = snippet === '' ? prose`` : prose`\n${fenced([defanged(snippet)])}\n`;
  return prose`\n${codeSpan(defanged(`${place.path}:${place.line}:${place.column}`))}${layers}${label}\n${code}`;
}

function unreadOf(report: Report): Markdown {
  const { unread } = report.coverage;
  const rows = unread.slice(0, SHOWN.unread).map(({ path, why }) => prose`- ${codeSpan(defanged(path))}: ${markdown(defanged(why))}\n`);
  const rest = unread.length - rows.length;
  return prose`\n### Not looked at\n\n${rows}${rest > 0 ? prose`- … and ${rest} more\n` : prose``}`;
}
