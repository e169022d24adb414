/**
 * One page that stands by itself: nothing is loaded, nothing runs (a strict policy and no script at all), and package text is escaped by type. Light and dark
 * follow the reader's own setting.
 */
import { page } from '../kit/markup.ts';
import { html, type Html } from '../kit/untrusted.ts';
import type { Report } from '../model/report.ts';
import { cardOf, sentence, shown } from './html-finding.ts';
import { STYLE } from './html-style.ts';
import { originalHtml } from './original-parts.ts';
import { countsOf, counted, findingsByStage, sentenceOfCounts, sentenceOfCoverage, sizeOf, STAGE_WORDS, VERDICT_WORDS } from './words.ts';

const NOTHING = page``;
/** Cards beyond this stay folded away, so that a page of ten thousand findings can still be read. */
const OPEN_FINDINGS = 40;

/** The page for all reports; the worst verdict is in its title. */
export function htmlOf(reports: readonly Report[], version: string): string {
  const title = reports.length === 1 ? titleOf(reports[0]) : page`${reports.length} targets`;
  return page`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Assay: ${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<div class="top"><span>Assay report</span><span>version ${html(version)}</span></div>
${reports.length > 1 ? listOf(reports) : NOTHING}${reports.map(sectionOf)}</main>
</body>
</html>
`;
}

function titleOf(report: Report | undefined): Html {
  return report === undefined ? page`nothing scanned` : page`${shown(report.target)} is ${html(report.verdict)}`;
}

function listOf(reports: readonly Report[]): Html {
  const rows = reports.map((report, index) => page`<tr class="${html(report.verdict)}"><td><a href="#report-${index + 1}">${shown(report.target)}</a></td>
<td class="tone">${html(report.verdict)}</td><td>${report.score}</td><td>${html(sentenceOfCounts(countsOf(report.findings)))}</td></tr>\n`);
  return page`<table class="list"><thead><tr><th>target</th><th>verdict</th><th>score</th><th>findings</th></tr></thead><tbody>\n${rows}</tbody></table>\n`;
}

function sectionOf(report: Report, index: number): Html {
  return page`<section class="report ${html(report.verdict)}" id="report-${index + 1}">
${verdictOf(report)}${storyOf(report)}${evidenceOf(report)}${originalHtml(report.original)}${reasonsOf(report)}${registryOf(report)}${coverageOf(report)}</section>
`;
}

function verdictOf(report: Report): Html {
  const ref = report.package;
  const facts = [
    ref?.purl === undefined ? NOTHING : page`<code>${shown(ref.purl)}</code>`,
    page`<span>${html(sentenceOfCounts(countsOf(report.findings)))}</span>`,
    page`<span>${html(report.seconds.toFixed(2))} s</span>`,
    ref?.sha256 === undefined ? NOTHING : page`<code>sha256 ${shown(ref.sha256)}</code>`,
  ];
  return page`<div class="verdict">
<div><div class="word">${html(report.verdict)}</div><h2>${shown(report.target)}</h2><p>${html(VERDICT_WORDS[report.verdict])}</p></div>
<div class="score"><b>${report.score}</b><span>of 100</span></div>
<svg class="meter" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label="score ${report.score} of 100"><rect width="${report.score}" height="1"/></svg>
</div>
<div class="facts">${facts}</div>
`;
}

function storyOf(report: Report): Html {
  if (report.story.length === 0) return NOTHING;
  return page`<h3>What it does</h3>\n<ol class="story">${report.story.map((step) => page`<li>${sentence(step)}</li>`)}</ol>\n`;
}

function evidenceOf(report: Report): Html {
  const parts: Html[] = [];
  let open = OPEN_FINDINGS;
  for (const group of findingsByStage(report.findings)) {
    parts.push(page`<h3 class="stage">${html(group.stage)} <small>${html(STAGE_WORDS[group.stage])}</small></h3>\n`);
    parts.push(...group.findings.slice(0, open).map(cardOf));
    const folded = group.findings.slice(open);
    open = Math.max(0, open - group.findings.length);
    if (folded.length > 0) parts.push(page`<details><summary>${html(counted(folded.length, 'more finding'))}</summary>${folded.map(cardOf)}</details>\n`);
  }
  return page`${parts}`;
}

function reasonsOf(report: Report): Html {
  if (report.reasons.length === 0) return NOTHING;
  const rows = report.reasons.map(({ points, why }) => page`<tr><td>${html(points < 0 ? `−${Math.round(-points)}` : `+${Math.round(points)}`)}</td><td>${sentence(why)}</td></tr>\n`);
  return page`<h3>Why this verdict</h3>\n<table class="reasons">${rows}</table>\n`;
}

function registryOf(report: Report): Html {
  const facts = report.registry?.facts ?? [];
  if (facts.length === 0) return NOTHING;
  return page`<h3>What the registry says</h3>\n<ul>\n${facts.map(({ detail }) => page`<li>${shown(detail)}</li>\n`)}</ul>\n`;
}

function coverageOf(report: Report): Html {
  const { unread, bytes } = report.coverage;
  const rows = unread.map(({ path, why }) => page`<li><code>${shown(path)}</code>: ${sentence(why)}</li>\n`);
  const list = page`<ul>\n${rows}</ul>\n`;
  const listed = unread.length === 0 ? NOTHING : unread.length <= 10 ? list : page`<details><summary>all ${unread.length}</summary>${list}</details>\n`;
  return page`<h3>What was looked at</h3>\n<div class="coverage">${html(`${sentenceOfCoverage(report)}, ${sizeOf(bytes)}`)}\n${listed}</div>\n`;
}
