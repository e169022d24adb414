/** The table of formats. */
import type { Report } from '../model/report.ts';
import { jsonLine, jsonOf } from './json.ts';
import type { Tally } from './tally.ts';
import { textOfReport, textOfTally, type TextOptions } from './text.ts';

export const FORMATS = ['text', 'json', 'jsonl', 'sarif', 'html', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** Written report by report, or all at once at the end. */
export type Rendering =
  | { readonly kind: 'streamed'; readonly isOrdered: boolean; each(report: Report): string; end(tally: Tally): string }
  | { readonly kind: 'whole'; all(reports: readonly Report[]): string };

export interface RenderingOptions extends TextOptions {
  readonly version: string;
}

export function renderingOf(format: Format, options: RenderingOptions): Rendering {
  if (format === 'text') {
    return { kind: 'streamed', isOrdered: true, each: (report) => textOfReport(report, options), end: (tally) => textOfTally(tally, options) };
  }
  if (format === 'jsonl') return { kind: 'streamed', isOrdered: false, each: jsonLine, end: () => '' };
  return { kind: 'whole', all: (reports) => jsonOf(reports) };
}
