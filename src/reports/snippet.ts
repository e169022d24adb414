/** One line of code with its span underlined: `17 | exec(…)` and `^^^^ runs here` below. */
import { joined, line, repeated } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import type { Location } from '../model/report.ts';
import { defanged, defangedAround } from './defang.ts';
import type { Palette } from './palette.ts';
import { columnsOf, fitted, fittedAtEnd } from './width.ts';

const GUTTER = printable('│');
const BLANK = printable(' ');

/** Package text for a terminal: addresses broken up, unknown parts as `…`, controls escaped. */
export function shown(text: string): Printable {
  return printable(defanged(text));
}

export interface Snippet {
  /** The line of code, undefined where it is blank. */
  readonly code: Printable | undefined;
  /** What stands below it: the span underlined, and its label. */
  readonly under: readonly Printable[];
}

/** A location's code in `width` columns, with its line number in the first `numberColumns`. */
export function snippetOf(location: Location, palette: Palette, width: number, numberColumns: number): Snippet {
  const columns = width - numberColumns - 3;
  const parts = partsOf(location, columns);
  const number = printable(String(location.line).padStart(numberColumns));
  const text = line`${parts.before}${parts.marked === '' ? parts.marked : palette.heading(parts.marked)}${parts.after}`;
  const empty = repeated(BLANK, numberColumns);
  return {
    code: text === '' ? undefined : line`${palette.quiet(line`${number} ${GUTTER}`)} ${text}`,
    under: underline(location, parts, palette, columns).map((below) => line`${empty} ${palette.quiet(GUTTER)} ${below}`),
  };
}

interface Parts {
  readonly before: Printable;
  readonly marked: Printable;
  readonly after: Printable;
}

/** Cuts the line into before, marked and after, so that the mark can be seen in `columns`. */
function partsOf(location: Location, columns: number): Parts {
  const snippet = location.snippet.trimEnd();
  const { text, mark: moved } = defangedAround(snippet, clamped(location.mark ?? [0, 0], snippet.length));
  const cut = text.length - text.trimStart().length;
  const [start, end] = [Math.max(moved[0], cut), Math.max(moved[1], cut)];
  const isFitting = columnsOf(printable(text.slice(cut))) <= columns;
  const before = fittedAtEnd(printable(text.slice(cut, start)), isFitting ? columns : Math.floor(columns / 3));
  const marked = fitted(printable(text.slice(start, end)), columns - columnsOf(before));
  const after = fitted(printable(text.slice(end)), columns - columnsOf(before) - columnsOf(marked));
  return { before, marked, after };
}

/** A mark that lies inside the snippet, whatever it was given. */
function clamped([start, end]: readonly [number, number], length: number): readonly [number, number] {
  const first = Math.min(Math.max(0, start), length);
  return [first, Math.min(Math.max(first, end), length)];
}

function underline(location: Location, parts: Parts, palette: Palette, columns: number): Printable[] {
  const label = location.label === undefined ? undefined : shown(location.label);
  const length = columnsOf(parts.marked);
  if (length === 0) return label === undefined ? [] : [palette.mark(fitted(label, columns))];
  const carets = repeated(printable(location.role === 'primary' ? '^' : '-'), length);
  const offset = repeated(BLANK, columnsOf(parts.before));
  if (label === undefined) return [line`${offset}${palette.mark(carets)}`];
  const isFitting = columnsOf(offset) + length + 1 + columnsOf(label) <= columns;
  if (isFitting) return [line`${offset}${palette.mark(joined([carets, label], ' '))}`];
  const shift = repeated(BLANK, Math.min(columnsOf(parts.before), columns - columnsOf(label)));
  return [line`${offset}${palette.mark(carets)}`, line`${shift}${palette.mark(fitted(label, columns))}`];
}
