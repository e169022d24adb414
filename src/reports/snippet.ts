/** One line of code with its span underlined: `17 | exec(…)` and `^^^^ runs here` below. */
import { clipped, joined, line, repeated } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import type { Location } from '../model/report.ts';
import { defanged, defangedAround } from './defang.ts';
import type { Palette } from './palette.ts';
import { columnsOf } from './width.ts';

const GUTTER = printable('│');
const ELLIPSIS = printable('…');
const BLANK = printable(' ');

/** Package text for a terminal: addresses broken up, unknown parts as `…`, controls escaped. */
export function shown(text: string): Printable {
  return printable(defanged(text));
}

/** The lines of a location's code, `indent` columns in. */
export function snippetLines(location: Location, palette: Palette, width: number, numberColumns: number): Printable[] {
  const parts = partsOf(location, width - numberColumns - 3);
  const number = printable(String(location.line).padStart(numberColumns));
  const code = line`${parts.before}${parts.marked === '' ? parts.marked : palette.heading(parts.marked)}${parts.after}`;
  const lines = [line`${palette.quiet(line`${number} ${GUTTER}`)} ${code}`];
  const under = underline(location, parts, palette, width - numberColumns - 3);
  if (under !== undefined) lines.push(line`${repeated(BLANK, numberColumns)} ${palette.quiet(GUTTER)} ${under}`);
  return lines;
}

interface Parts {
  readonly before: Printable;
  readonly marked: Printable;
  readonly after: Printable;
}

/** Cuts the line into before, marked and after, so that the mark can be seen in `columns`. */
function partsOf(location: Location, columns: number): Parts {
  const mark = location.mark ?? [0, 0];
  const { text, mark: moved } = defangedAround(location.snippet, mark);
  const cut = text.length - text.trimStart().length;
  const [start, end] = [Math.max(moved[0], cut), Math.max(moved[1], cut)];
  const before = endOf(printable(text.slice(cut, start)), Math.floor(columns / 3));
  const marked = startOf(printable(text.slice(start, end)), columns - columnsOf(before));
  const after = startOf(printable(text.slice(end)), columns - columnsOf(before) - columnsOf(marked));
  return { before, marked, after };
}

function startOf(text: Printable, columns: number): Printable {
  if (columnsOf(text) <= columns) return text;
  let kept = clipped(text, 0, Math.max(0, columns - 1));
  while (kept !== '' && columnsOf(kept) > columns - 1) kept = clipped(kept, 0, -1);
  return columns < 1 ? kept : line`${kept}${ELLIPSIS}`;
}

function endOf(text: Printable, columns: number): Printable {
  if (columnsOf(text) <= columns) return text;
  let kept = clipped(text, -Math.max(1, columns - 1));
  while (columnsOf(kept) > columns - 1) kept = clipped(kept, 1);
  return line`${ELLIPSIS}${kept}`;
}

function underline(location: Location, parts: Parts, palette: Palette, columns: number): Printable | undefined {
  const label = location.label === undefined ? undefined : shown(location.label);
  const length = columnsOf(parts.marked);
  if (length === 0) return label === undefined ? undefined : palette.mark(label);
  const carets = repeated(printable(location.role === 'primary' ? '^' : '-'), length);
  const offset = repeated(BLANK, columnsOf(parts.before));
  const isFitting = label !== undefined && columnsOf(offset) + length + 1 + columnsOf(label) <= columns;
  return line`${offset}${palette.mark(isFitting ? joined([carets, label], ' ') : carets)}`;
}
