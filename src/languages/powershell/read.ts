/** Reader for PowerShell: scripts, and what `-Command` and `-EncodedCommand` carry. */
import type { Reading, SourceText } from '../../model/reader.ts';
import type { SourceUnit } from '../../model/source.ts';
import { evaluateScript } from '../command/evaluate.ts';
import { parsePowerShell } from './parse.ts';
import { POWERSHELL } from './profile.ts';

/** Reads PowerShell. Never throws on any text: what can't be read is a gap in the unit. */
export function readPowerShell(source: SourceText, reading: Reading): SourceUnit {
  const unit = evaluateScript(source, reading, parsePowerShell, () => POWERSHELL);
  for (const match of source.text.matchAll(/amsi(?:utils|initfailed|scanbuffer|context)/gi)) unit.marks.push({ kind: 'swallow', span: { start: match.index, end: match.index + match[0].length }, detail: 'AMSI' });
  return unit;
}
