/** Reader for Perl: calls, commands, decoders and downloads. It folds values through subs, tells conditions, and runs loops that only compute. */
import { unitOf, type Reading, type SourceText } from '../../model/reader.ts';
import type { SourceUnit } from '../../model/source.ts';
import { markText } from '../command/marks.ts';
import { guarded, scriptOf } from '../command/script.ts';
import { followPerl } from './statements.ts';

/** Reads Perl. Never throws on any text: what can't be read is a gap in the unit. */
export function readPerl(source: SourceText, reading: Reading): SourceUnit {
  const unit = unitOf(source);
  return guarded(unit, () => {
    reading.budget.takeSteps(1 + Math.floor(source.text.length / 16));
    markText(unit);
    followPerl(scriptOf(unit, reading));
  });
}
