/** Reader for Windows batch files and command lines. */
import { unitOf, type Reading, type SourceText } from '../../model/reader.ts';
import type { SourceUnit } from '../../model/source.ts';
import { markText } from '../command/marks.ts';
import { guarded, scriptOf } from '../command/script.ts';
import { followBatch } from './follow.ts';

/** Reads a batch text. Never throws on any text: what can't be read is a gap in the unit. */
export function readBatch(source: SourceText, reading: Reading): SourceUnit {
  const unit = unitOf(source);
  return guarded(unit, () => {
    reading.budget.takeSteps(1 + Math.floor(source.text.length / 16));
    markText(unit);
    followBatch(scriptOf(unit, reading));
  });
}
