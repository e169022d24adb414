/** A whole project for a terminal: what matters in full, and the hundreds of packages of which there is the same to say, together. */
import { joined, line } from '../kit/markup.ts';
import { printable } from '../kit/untrusted.ts';
import type { Report } from '../model/report.ts';
import { paletteOf } from './palette.ts';
import { shown } from './snippet.ts';
import { EMPTY_TALLY, tallied } from './tally.ts';
import { textOfReport, textOfTally, type TextOptions } from './text.ts';
import { wrapped } from './width.ts';
import { counted } from './words.ts';

/** So many packages with one reason are told in one paragraph. */
const MANY = 4;
const SHOWN_NAMES = 20;

/** The text; with `isVerbose` every report stands for itself, with `isQuiet` in one line each. */
export function auditText(reports: readonly Report[], options: TextOptions): string {
  if (reports.length === 0) return options.isQuiet ? '' : 'no package is asked for in the files that were read\n';
  if (reports.length === 1) return reports.map((report) => textOfReport(report, options)).join('');
  const end = textOfTally(reports.reduce(tallied, EMPTY_TALLY), options);
  if (options.isVerbose) return reports.map((report) => textOfReport(report, options)).join('') + end;
  const told = reports.filter((report) => report.verdict !== 'clean' || report.findings.length > 0);
  if (options.isQuiet) return told.map((report) => textOfReport(report, options)).join('') + end;
  const groups = groupedByReason(told);
  const grouped = new Set([...groups.values()].flat());
  const full = told.filter((report) => !grouped.has(report) && !isAside(report));
  return [...full.map((report) => textOfReport(report, options)), ...[...groups].map(([why, members]) => unreachedText(why, members, options)), asideText(told.filter(isAside), options), end].join('');
}

/** Packages of which nothing was read, by the reason, where many have the same: a registry that is down says it once. */
function groupedByReason(reports: readonly Report[]): Map<string, Report[]> {
  const groups = new Map<string, Report[]>();
  for (const report of reports) {
    const [first, ...more] = report.coverage.unread;
    if (report.package === undefined || report.verdict !== 'unknown' || report.findings.length > 0 || report.coverage.files > 0 || first === undefined || more.length > 0) continue;
    groups.set(first.why, [...(groups.get(first.why) ?? []), report]);
  }
  return new Map([...groups].filter(([, members]) => members.length >= MANY));
}

function unreachedText(why: string, members: readonly Report[], { columns, hasColour }: TextOptions): string {
  const palette = paletteOf(hasColour);
  const more = members.length - SHOWN_NAMES;
  const names = [...members.slice(0, SHOWN_NAMES).map((report) => shown(report.target)), ...(more > 0 ? [printable(`and ${more} more`)] : [])];
  const lines = [
    line`${palette.verdict.unknown(printable(' UNKNOWN '))} ${palette.heading(printable(counted(members.length, 'package')))}`,
    ...wrapped(line`could not be looked at: ${shown(why)}`, columns - 2).map((text) => line` ${text}`),
    ...wrapped(joined(names, ', '), columns - 4).map((text) => palette.quiet(line`   ${text}`)),
  ];
  return `${lines.join('\n')}\n\n`;
}

function asideText(reports: readonly Report[], { columns, hasColour }: TextOptions): string {
  if (reports.length === 0) return '';
  const palette = paletteOf(hasColour);
  const head = `${counted(reports.length, 'clean package')} with findings that weigh too little (--verbose shows them):`;
  const lines = [...wrapped(printable(head), columns - 1), ...wrapped(joined(reports.map((report) => shown(report.target)), ', '), columns - 3).map((text) => palette.quiet(line`  ${text}`))];
  return `${lines.join('\n')}\n\n`;
}

/** A package that was found clean for all that was seen. The project's own files, and what poses as something else, are told in full. */
function isAside({ verdict, package: ref, exception, findings }: Report): boolean {
  return verdict === 'clean' && ref !== undefined && exception === undefined && !findings.some((each) => each.family === 'pose');
}
