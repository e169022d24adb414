/** The report for a terminal: verdict, story, evidence by stage, reasons, and what was not looked at. */
import { joined, line, repeated } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import { SEVERITIES } from '../model/evidence.ts';
import type { Report } from '../model/report.ts';
import { originalLines } from './original-text.ts';
import { findingLines } from './text-finding.ts';
import { paletteOf, type Palette } from './palette.ts';
import { shown } from './snippet.ts';
import type { Tally } from './tally.ts';
import { countsOf, findingsByStage, sentenceOfCounts, sentenceOfCoverage, STAGE_WORDS, VERDICT_WORDS } from './words.ts';
import { columnsOf, fitted, fittedAtEnd, wrapped } from './width.ts';

export interface TextOptions {
  readonly columns: number;
  readonly hasColour: boolean;
  /** All findings, all places, all that was not read. */
  readonly isVerbose: boolean;
  /** One line a target. */
  readonly isQuiet: boolean;
}

/** How much of each part is shown without `--verbose`. */
const SHOWN = { findings: 20, story: 15, reasons: 8, unread: 5 } as const;

/** One target's report. A clean one is a single line, unless all is asked for. */
export function textOfReport(report: Report, options: TextOptions): string {
  const palette = paletteOf(options.hasColour);
  const isShort = options.isQuiet || (!options.isVerbose && report.verdict === 'clean' && report.findings.length === 0);
  if (isShort) return `${banner(report, palette, options.columns)}\n`;
  const lines = [
    banner(report, palette, options.columns),
    ...aboutLines(report, palette, options.columns),
    ...storyLines(report, palette, options),
    ...evidenceLines(report, palette, options),
    ...reasonLines(report, palette, options),
    ...registryLines(report, palette, options),
    ...originalLines(report.original, palette, options),
    ...unreadLines(report, palette, options),
    blank(),
    ...wrapped(printable(closing(report)), options.columns - 1).map((text) => palette.quiet(indented(text))),
    blank(),
  ];
  return `${lines.join('\n')}\n`;
}

/** The last line of a run of several targets. */
export function textOfTally(tally: Tally, options: TextOptions): string {
  if (tally.targets < 2 || options.isQuiet) return '';
  const palette = paletteOf(options.hasColour);
  const verdicts = (['malicious', 'suspicious', 'unknown', 'clean'] as const).filter((verdict) => tally.verdicts[verdict] > 0);
  const told = verdicts.map((verdict) => `${tally.verdicts[verdict]} ${verdict}`).join(', ');
  const missed = tally.unread === 0 ? 'nothing left out' : `${tally.unread} not looked at`;
  const lines = [palette.heading(printable(`${tally.targets} targets: ${told}`)), palette.quiet(printable(`${sentenceOfCounts(tally.findings)} · ${missed}`))];
  return `${lines.join('\n')}\n`;
}

function banner(report: Report, palette: Palette, columns: number): Printable {
  const verdict = line` ${printable(report.verdict.toUpperCase())} `;
  const name = fittedAtEnd(shown(report.target), columns - columnsOf(verdict) - 13);
  const score = report.verdict === 'clean' ? blank() : palette.quiet(line`  score ${report.score}`);
  return line`${palette.verdict[report.verdict](verdict)} ${palette.heading(name)}${score}`;
}

function aboutLines(report: Report, palette: Palette, columns: number): Printable[] {
  const ref = report.package;
  const about = wrapped(printable(VERDICT_WORDS[report.verdict]), columns - 1).map(indented);
  const facts = [ref?.purl, ref?.sha256 === undefined ? undefined : `sha256 ${ref.sha256}`].filter((fact) => fact !== undefined);
  const told = facts.flatMap((fact) => wrapped(shown(fact), columns - 1)).map((fact) => palette.quiet(indented(fact)));
  return [...about, ...told];
}

function storyLines(report: Report, palette: Palette, options: TextOptions): Printable[] {
  if (report.story.length === 0) return [];
  const steps = limited(report.story, options.isVerbose ? Infinity : SHOWN.story);
  const lines = steps.flatMap((step, index) => {
    const [first = blank(), ...rest] = wrapped(shown(step), options.columns - 6);
    return [line`  ${palette.heading(printable(String(index + 1).padStart(2)))}  ${first}`, ...rest.map((text) => line`      ${text}`)];
  });
  return [blank(), palette.heading(printable(' What it does')), ...lines, ...more(report.story.length - steps.length, 'step', palette)];
}

function evidenceLines(report: Report, palette: Palette, options: TextOptions): Printable[] {
  if (report.findings.length === 0) return [];
  const lines: Printable[] = [];
  let left = options.isVerbose ? Infinity : SHOWN.findings;
  for (const group of findingsByStage(report.findings)) {
    const findings = limited(group.findings, left);
    left -= findings.length;
    if (findings.length === 0) continue;
    const words = fitted(printable(`, ${STAGE_WORDS[group.stage]} `), options.columns - group.stage.length - 1);
    const title = line` ${palette.heading(printable(group.stage))}${palette.quiet(words)}`;
    lines.push(blank(), line`${title}${palette.quiet(repeated(printable('─'), options.columns - columnsOf(title)))}`);
    for (const finding of findings) lines.push(...findingLines(finding, palette, options));
  }
  const rest = report.findings.length - Math.min(report.findings.length, SHOWN.findings);
  return [...lines, ...(options.isVerbose ? [] : more(rest, 'finding', palette))];
}

function reasonLines(report: Report, palette: Palette, options: TextOptions): Printable[] {
  if (report.reasons.length === 0) return [];
  const reasons = limited(report.reasons, options.isVerbose ? Infinity : SHOWN.reasons);
  const lines = reasons.flatMap((reason) => {
    const [first = blank(), ...rest] = wrapped(shown(reason.why), options.columns - 8);
    const points = printable(`${reason.points < 0 ? '−' : '+'}${Math.abs(Math.round(reason.points))}`.padStart(5));
    return [line`${palette.heading(points)}  ${first}`, ...rest.map((text) => line`       ${text}`)];
  });
  return [blank(), palette.heading(printable(' Why this verdict')), ...lines, ...more(report.reasons.length - reasons.length, 'reason', palette)];
}

function registryLines(report: Report, palette: Palette, options: TextOptions): Printable[] {
  const facts = report.registry?.facts ?? [];
  if (facts.length === 0) return [];
  const lines = facts.flatMap(({ detail }) => {
    const [first = blank(), ...rest] = wrapped(shown(detail), options.columns - 4);
    return [line`  ${first}`, ...rest.map((text) => line`    ${text}`)];
  });
  return [blank(), palette.heading(printable(' What the registry says')), ...lines];
}

function unreadLines(report: Report, palette: Palette, options: TextOptions): Printable[] {
  const { unread } = report.coverage;
  if (unread.length === 0) return [];
  const told = limited(unread, options.isVerbose ? Infinity : SHOWN.unread);
  const lines = told.flatMap(({ path, why }) => {
    const [first = blank(), ...rest] = wrapped(shown(path === '' ? why : `${path}: ${why}`), options.columns - 4);
    return [line`  ${first}`, ...rest.map((text) => line`    ${text}`)];
  });
  return [blank(), palette.heading(printable(' Not looked at')), ...lines, ...more(unread.length - told.length, 'place', palette)];
}

function closing(report: Report): string {
  const seconds = `${report.seconds.toFixed(report.seconds < 1 ? 2 : 1)} s`;
  const counts = countsOf(report.findings);
  const total = SEVERITIES.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);
  const findings = total === 0 ? 'no findings' : `${total} finding${total === 1 ? '' : 's'}: ${sentenceOfCounts(counts)}`;
  return `${findings} · ${sentenceOfCoverage(report)} · ${seconds}`;
}

function more(count: number, noun: string, palette: Palette): Printable[] {
  if (count <= 0) return [];
  return [palette.quiet(printable(`  … ${count} more ${noun}${count === 1 ? '' : 's'}: --verbose shows all`))];
}

function limited<Item>(items: readonly Item[], limit: number): readonly Item[] {
  return items.length <= limit ? items : items.slice(0, Math.max(0, limit));
}

function indented(text: Printable): Printable {
  return line` ${text}`;
}

function blank(): Printable {
  return joined([], '');
}
