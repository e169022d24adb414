/** One finding on a terminal: what, where, and the code; what was decoded stands indented under what it came out of. */
import { line, repeated } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import type { Location, ReportFinding } from '../model/report.ts';
import { paletteOf, type Palette } from './palette.ts';
import { shown, snippetOf } from './snippet.ts';
import { columnsOf, fitted, fittedAtEnd, wrapped } from './width.ts';

const PLACES_SHOWN = 4;
const DEEPEST_INDENT = 6;

/** The lines of a finding, a blank one first. */
export function findingLines(finding: ReportFinding, palette: Palette, options: { columns: number; isVerbose: boolean }): Printable[] {
  const severity = palette.severity[finding.severity](printable(finding.severity));
  const rule = shown(finding.rule);
  const left = options.columns - 6 - finding.severity.length - columnsOf(rule);
  const attack = palette.quiet(fitted(shown(finding.attack.join(' ')), left));
  const lines = [printable(''), line`  ${severity}  ${palette.heading(rule)}  ${attack}`];
  for (const text of wrapped(shown(finding.message), options.columns - 4)) lines.push(line`    ${text}`);

  const places = ordered(finding.locations);
  const told = options.isVerbose ? places : places.slice(0, PLACES_SHOWN);
  let above: Above | undefined;
  for (const place of told) {
    const code = bare(place, options.columns);
    lines.push(...placeLines(place, above, code, palette, options.columns));
    above = { place, code };
  }
  const rest = places.length - told.length;
  if (rest > 0) lines.push(palette.quiet(printable(`    … ${rest} more place${rest === 1 ? '' : 's'}: --verbose shows all`)));
  return lines;
}

/** The primary place first, then each file from the outside in. */
function ordered(locations: readonly Location[]): readonly Location[] {
  const primary = locations.filter((location) => location.role === 'primary');
  const related = locations.filter((location) => location.role !== 'primary');
  return [...primary, ...related.sort((a, b) => Number(a.path !== primary[0]?.path) - Number(b.path !== primary[0]?.path) || a.layers.length - b.layers.length)];
}

interface Above {
  readonly place: Location;
  readonly code: Printable | undefined;
}

const NO_COLOUR = paletteOf(false);

/** The line of code without colour: several spans of one line are shown below it once. */
function bare(place: Location, columns: number): Printable | undefined {
  return snippetOf(place, NO_COLOUR, columns - indentOf(place), numberColumns(place)).code;
}

function placeLines(place: Location, above: Above | undefined, code: Printable | undefined, palette: Palette, columns: number): Printable[] {
  const indent = repeated(printable(' '), indentOf(place));
  const snippet = snippetOf(place, palette, columns - indentOf(place), numberColumns(place));
  const isSame = above !== undefined && above.place.path === place.path && above.place.layers.join('>') === place.layers.join('>');
  const lines = isSame ? [] : [heading(place, palette, columns - indentOf(place))];
  if (snippet.code !== undefined && !(isSame && code === above.code)) lines.push(snippet.code);
  return [...lines, ...snippet.under].map((text) => line`${indent}${text}`);
}

function indentOf(place: Location): number {
  return 4 + 2 * Math.min(place.layers.length, DEEPEST_INDENT);
}

function numberColumns(place: Location): number {
  return Math.max(4, String(place.line).length);
}

function heading(place: Location, palette: Palette, columns: number): Printable {
  const layers = fittedAtEnd(shown(place.layers.join(' > ')), Math.floor(columns / 2));
  const taken = place.layers.length === 0 ? 0 : columnsOf(layers) + 6;
  const position = palette.place(fittedAtEnd(line`${shown(place.path)}:${place.line}:${place.column}`, columns - taken));
  return place.layers.length === 0 ? position : line`${palette.layer(line`└ ${layers}`)} ${palette.quiet(printable('in'))} ${position}`;
}
