/** The table of formats. */
import type { Report } from '../model/report.ts';
import { htmlOf } from './html.ts';
import { jsonLine, jsonOf } from './json.ts';
import { markdownOf } from './markdown.ts';
import { sarifOf, type SarifOptions } from './sarif.ts';
import type { Tally } from './tally.ts';
import { textOfReport, textOfTally, type TextOptions } from './text.ts';

export const FORMATS = ['text', 'json', 'jsonl', 'sarif', 'html', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** Written report by report, or all at once at the end. */
export type Rendering =
  | { readonly kind: 'streamed'; readonly isOrdered: boolean; each(report: Report): string; end(tally: Tally): string }
  | { readonly kind: 'whole'; all(reports: readonly Report[]): string };

export interface RenderingOptions extends TextOptions, SarifOptions {}

export function renderingOf(format: Format, options: RenderingOptions): Rendering {
  if (format === 'text') {
    return { kind: 'streamed', isOrdered: true, each: (report) => textOfReport(report, options), end: (tally) => textOfTally(tally, options) };
  }
  if (format === 'jsonl') return { kind: 'streamed', isOrdered: false, each: jsonLine, end: () => '' };
  return { kind: 'whole', all: WHOLE[format](options) };
}

const WHOLE: Readonly<Record<Exclude<Format, 'text' | 'jsonl'>, (options: RenderingOptions) => (reports: readonly Report[]) => string>> = {
  json: () => jsonOf,
  sarif: (options) => (reports) => sarifOf(reports, options),
  html: (options) => (reports) => htmlOf(reports, options.version),
  markdown: () => markdownOf,
};
