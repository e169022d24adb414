/** Tells scrambled literals from prose, code and tables. */
import type { SourceUnit } from '../../model/source.ts';

/** A literal of many characters without the blanks that prose, code and tables have. */
export function scrambledText(unit: SourceUnit): { span: { start: number; end: number }; size: number } | undefined {
  for (const { value, span, folded } of unit.strings) {
    if (folded === true || value.length < 400) continue;
    const sample = value.slice(0, 4000);
    const blanks = sample.split(/\s/).length - 1;
    const kinds = new Set(sample).size;
    if (blanks < sample.length / 60 && kinds >= 12 && !MARKUP.test(sample) && !isTable(sample)) return { span, size: value.length };
  }
  return undefined;
}

const LONGEST_CELL = 120;

/** Lists and maps written as JSON whose every text is short, and the ranges of letters that parsers know identifiers by. */
function isTable(sample: string): boolean {
  if (/^\s*[[{]\s*["[{\d]/.test(sample)) return sample.split(/["[\]{},:]/).every((cell) => cell.length < LONGEST_CELL);
  const ranges = [...sample.matchAll(/([^\0-\x7f])-([^\0-\x7f])/g)];
  return ranges.length * 8 > sample.length / 4 && ranges.every(([, from = '', to = '']) => from < to);
}

/** Addresses, pages, style sheets and JSON: their marks stand beside each other, which those of Base85 do only by chance and without these. */
const MARKUP = /^https?:|<\/\w|<\w+\s|(?:["']\s*:[^]*?){3}|(?:[{;,]\s*[\w-]+\s*:[^]*?){3}/;
