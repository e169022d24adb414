/** Evidence to the report's findings: lines, columns and snippets cut from the text. */
import type { Evidence, Place } from '../model/evidence.ts';
import type { Location, ReportFinding } from '../model/report.ts';
import type { SourceUnit } from '../model/source.ts';
import { STAGES } from '../model/stage.ts';
import { SEVERITIES } from '../model/evidence.ts';

const WIDEST = 160;

/** Worst first: by stage, then severity. */
export function findingsOf(evidence: readonly Evidence[]): ReportFinding[] {
  const sorted = [...evidence].sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  return sorted.map(({ rule, family, severity, confidence, stage, message, places, attack }) => ({
    rule, family, severity, confidence, stage, message, locations: places.map(locationOf), attack,
  }));
}

function locationOf(place: Place): Location {
  const { unit, span } = place;
  const { line, start } = lineAt(unit, span.start);
  const end = unit.text.indexOf('\n', start);
  const whole = unit.text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  const at = span.start - start;
  const from = whole.length <= WIDEST ? 0 : Math.max(0, at - 40);
  const snippet = whole.slice(from, from + WIDEST);
  const mark: readonly [number, number] = [Math.min(at - from, snippet.length), Math.min(Math.max(at - from + 1, span.end - start - from), snippet.length)];
  return {
    path: unit.path, line, column: at + 1, snippet, mark, role: place.role, layers: unit.layers, ...(place.label === undefined ? {} : { label: place.label }),
  };
}

const LINES = new WeakMap<SourceUnit, number[]>();

function lineAt(unit: SourceUnit, offset: number): { line: number; start: number } {
  let starts = LINES.get(unit);
  if (starts === undefined) {
    starts = [0];
    for (let at = unit.text.indexOf('\n'); at >= 0; at = unit.text.indexOf('\n', at + 1)) starts.push(at + 1);
    LINES.set(unit, starts);
  }
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, start: starts[low] ?? 0 };
}
