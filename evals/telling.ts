/** The evaluation's figures as text. Names out of archives are escaped. Pure. */
import { printable } from '../src/kit/untrusted.ts';
import type { Outcome } from './outcome.ts';
import type { Rates, Summary } from './summary.ts';

export interface Run {
  readonly seconds: number;
  readonly jobs: number;
  readonly peakMegabytes: number;
  readonly isNameless: boolean;
}

/** Everything worth reading; each list is cut after `most` samples. */
export function figures(summary: Summary, run: Run, most: number): string {
  const { malware, benign } = summary;
  const parts = [
    `${malware.samples} malicious samples (${malware.families} families), ${benign.samples} benign, ${run.jobs} workers, ${run.seconds.toFixed(0)} s; ${run.isNameless ? 'by bytes alone' : 'bytes and names, as a scan looks at them'}\n`,
    table(['', 'suspicious', 'malicious', 'unknown'], [rateRow('recall by family', malware), rateRow('false alarms', benign)]),
    table(['behaviour', 'in malware', 'in benign'], summary.behaviours.map(({ family, malware: bad, benign: good }) => [family, of(bad, malware.samples), of(good, benign.samples)])),
    table(
      ['rule', 'in malware', 'in benign', 'false alarms', 'malicious'],
      summary.rules.map((row) => [`${row.family}/${row.rule}`, of(row.malware, malware.samples), of(row.benign, benign.samples), String(row.alarms), String(row.convictions)]),
    ),
    list('False alarms', summary.alarms, most), list('Missed', summary.missed, most), list('Suspicious, not malicious', summary.unconvicted, most),
    list('Unknown', summary.unknown, most), slowest(summary),
    speed(summary, run),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function rateRow(name: string, rates: Rates): string[] {
  return [name, percent(rates.suspicious), percent(rates.malicious), of(rates.unknown, rates.samples)];
}

function speed(summary: Summary, run: Run): string {
  const megabytes = summary.codeBytes / 1e6;
  return `median ${summary.median.toFixed(0)} ms, p95 ${summary.p95.toFixed(0)} ms an archive; ${megabytes.toFixed(0)} MB of code, `
    + `${(megabytes / run.seconds).toFixed(1)} MB/s; peak memory ${run.peakMegabytes.toFixed(0)} MB\n`;
}

function slowest({ slowest: outcomes }: Summary): string {
  return outcomes.length === 0 ? '' : `Slowest\n${outcomes.map((one) => `  ${(one.milliseconds / 1000).toFixed(1)} s  ${printable(one.sample.name)}\n`).join('')}`;
}

function list(title: string, outcomes: readonly Outcome[], most: number): string {
  if (outcomes.length === 0) return '';
  const shown = outcomes.slice(0, most).map((one) => {
    const why = one.verdict === 'unknown' ? one.unread : one.reasons.slice(0, 3);
    return `  ${String(one.score).padStart(3)} ${one.verdict.padEnd(10)} ${printable(one.sample.name)}\n${why.map((reason) => `        ${printable(reason)}\n`).join('')}`;
  });
  const rest = outcomes.length > most ? `  and ${outcomes.length - most} more (--list N)\n` : '';
  return `${title} (${outcomes.length})\n${shown.join('')}${rest}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`;
  return [head, ...rows].map(line).join('');
}

function of(count: number, total: number): string {
  return `${count} (${percent(total === 0 ? 0 : count / total)})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 2 : 1)} %`;
}
