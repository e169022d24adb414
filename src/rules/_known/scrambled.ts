/** Tells scrambled literals from prose, code and tables. */
import type { SourceUnit } from '../../model/source.ts';

/** A literal of many characters without the blanks that prose, code and tables have. */
export function scrambledText(unit: SourceUnit): { span: { start: number; end: number }; size: number } | undefined {
  for (const { value, span, folded } of unit.strings) {
    if (folded === true || value.length < 400) continue;
    const sample = value.slice(0, 4000);
    const blanks = sample.split(/\s/).length - 1;
    const kinds = new Set(sample).size;
    if (blanks < sample.length / 60 && kinds >= 12 && !/^https?:|[{}<>].*[{}<>].*[{}<>]/s.test(sample)) return { span, size: value.length };
  }
  return undefined;
}
