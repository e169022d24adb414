/** The JSON contract of PRODUCT.md: `json` is an array, `jsonl` one object a line. Values are raw; only their spelling is safe to print. */
import { printable } from '../kit/untrusted.ts';
import type { Report } from '../model/report.ts';

/** One report on one line. */
export function jsonLine(report: Report): string {
  return `${spelled(JSON.stringify(fieldsOf(report)))}\n`;
}

/** All reports as an array, indented. */
export function jsonOf(reports: readonly Report[]): string {
  return `${spelled(JSON.stringify(reports.map(fieldsOf), null, 2))}\n`;
}

/** In the order of the contract, so that a person finds the verdict near the top. */
function fieldsOf(report: Report): object {
  const { target, package: ref, verdict, score, findings, story, reasons, coverage, seconds, ...others } = report;
  return { target, package: ref, verdict, score, findings, story, reasons, coverage, seconds: Number(seconds.toFixed(4)), ...others };
}

/** Escapes as `\u…` what a terminal would act on: the value stays the same. */
function spelled(json: string): string {
  return json.replace(/[^\n\x20-\x7e]+/g, (run) => {
    let result = '';
    for (const char of run) result += printable(char) === char ? char : unicodeEscapes(char);
    return result;
  });
}

function unicodeEscapes(char: string): string {
  let result = '';
  for (let index = 0; index < char.length; index += 1) result += `\\u${char.charCodeAt(index).toString(16).padStart(4, '0')}`;
  return result;
}
