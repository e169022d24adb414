/** Reader for shell scripts (sh, bash, zsh, and command lines of other languages): follows the commands and folds what is constant. */
import { unitOf, type Reading, type SourceText } from '../../model/reader.ts';
import type { SourceUnit } from '../../model/source.ts';
import { markText } from '../command/marks.ts';
import { addGap, guarded, scriptOf } from '../command/script.ts';
import { follow } from './follow.ts';
import { parseShell } from './parse.ts';

/** Reads a shell text. Never throws on any text: what can't be read is a gap in the unit. */
export function readShell(source: SourceText, reading: Reading): SourceUnit {
  const unit = unitOf(source);
  return guarded(unit, () => {
    const script = scriptOf(unit, reading);
    reading.budget.takeSteps(1 + Math.floor(source.text.length / 16));
    markText(unit);
    const { list, gaps } = parseShell(source.text);
    for (const gap of gaps) addGap(script, gap);
    follow(script, list);
  });
}
