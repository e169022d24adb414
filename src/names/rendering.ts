/** Look-alikes as text, JSON lines, CSV or an HTML table: a head, a piece for each as it is found, and a tail. Names are hostile: all are escaped. */
import { html, printable } from '../kit/untrusted.ts';
import type { Lookalike } from './lookalike.ts';

export const NAME_FORMATS = ['text', 'jsonl', 'csv', 'html'] as const;
export type NameFormat = (typeof NAME_FORMATS)[number];

export interface NameRendering {
  readonly head: string;
  one(found: Lookalike): string;
  /** @param summary one sentence on what was looked at. */
  tail(summary: string): string;
}

/** How a format is written. */
export function nameRendering(format: NameFormat): NameRendering {
  switch (format) {
    case 'text': return { head: '', one: textOf, tail: (summary) => `${printable(summary)}\n` };
    case 'jsonl': return { head: '', one: jsonOf, tail: () => '' };
    case 'csv': return { head: 'name,target,tier,category,ratio,rank,why\r\n', one: csvOf, tail: () => '' };
    case 'html': return { head: HTML_HEAD, one: rowOf, tail: (summary) => `</tbody></table><p>${html(summary)}</p></body></html>\n` };
  }
}

function textOf(found: Lookalike): string {
  return `${found.tier.padEnd(6)}  ${printable(found.name)} → ${printable(found.target)}  ${found.category}, ratio ${found.ratio}\n        ${printable(found.why)}\n`;
}

function jsonOf(found: Lookalike): string {
  const { name, target, tier, category, ratio, why, rank } = found;
  const line = JSON.stringify({ name, target, tier, category, ratio, why, rank });
  // Bidirectional and other controls are legal in JSON, but lines are also read on terminals.
  return `${line.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

function csvOf(found: Lookalike): string {
  const cells = [found.name, found.target, found.tier, found.category, String(found.ratio), String(found.rank), found.why];
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** Quoted as RFC 4180 asks; a leading sign would be a formula to a spreadsheet, so it gets an apostrophe. */
function cellOf(text: string): string {
  const safe = printable(/^[=+@\t-]/.test(text) ? `'${text}` : text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function rowOf(found: Lookalike): string {
  const cells = [found.tier, found.name, found.target, found.category, String(found.ratio), found.why];
  return `<tr class="${found.tier}">${cells.map((cell) => `<td>${html(cell)}</td>`).join('')}</tr>\n`;
}

const HTML_HEAD = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Look-alike names</title><style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1c1c1c; background: #fff }
table { border-collapse: collapse } th, td { text-align: left; padding: .3rem .8rem; border-bottom: 1px solid #ddd; vertical-align: top }
.block td:first-child { color: #a40000; font-weight: 600 } .warn td:first-child { color: #8a5a00; font-weight: 600 }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #161616 } th, td { border-color: #3a3a3a }
.block td:first-child { color: #ff8a80 } .warn td:first-child { color: #ffca6b } }
</style></head><body><h1>Look-alike names</h1>
<table><thead><tr><th scope="col">Tier</th><th scope="col">Name</th><th scope="col">Imitates</th><th scope="col">How</th><th scope="col">Ratio</th><th scope="col">Why</th></tr></thead><tbody>
`;
