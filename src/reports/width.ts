/** How many columns a text takes on a terminal, and how to break it into lines. */
import { clipped, joined, line } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';

const ELLIPSIS = printable('…');

/** East Asian wide characters and emoji take two columns, combining marks none. An approximation of Unicode's East Asian Width (UAX #11). */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /^\p{M}$/u;
/** The colour codes of our own palette; package text can't contain any. */
const COLOUR = /\x1b\[[0-9;]*m/g;

/** Columns of an escaped text, colour codes not counted. */
export function columnsOf(text: Printable): number {
  const plain = text.replace(COLOUR, '');
  if (/^[\x20-\x7e]*$/.test(plain)) return plain.length;
  let columns = 0;
  for (const char of plain) columns += WIDE.test(char) ? 2 : COMBINING.test(char) ? 0 : 1;
  return columns;
}

/** Breaks an uncoloured text at blanks into lines of at most `width` columns; a longer word is cut. */
export function wrapped(text: Printable, width: number): Printable[] {
  const lines: Printable[] = [];
  let current: Printable[] = [];
  let used = 0;
  for (const word of wordsOf(text, Math.max(8, width))) {
    const columns = columnsOf(word);
    if (current.length > 0 && used + 1 + columns > width) {
      lines.push(joined(current, ' '));
      [current, used] = [[], 0];
    }
    used += columns + (current.length > 0 ? 1 : 0);
    current.push(word);
  }
  if (current.length > 0 || lines.length === 0) lines.push(joined(current, ' '));
  return lines;
}

/** The text cut to `columns`, ending with `…` where something is missing. */
export function fitted(text: Printable, columns: number): Printable {
  if (columnsOf(text) <= columns) return text;
  return columns < 1 ? clipped(text, 0, 0) : line`${clipped(text, 0, lengthWithin(text, 0, columns - 1))}${ELLIPSIS}`;
}

/** The end of the text in `columns`, beginning with `…` where something is missing. */
export function fittedAtEnd(text: Printable, columns: number): Printable {
  if (columnsOf(text) <= columns) return text;
  let start = Math.max(0, text.length - Math.max(0, columns - 1));
  while (start < text.length && (isLowSurrogate(text, start) || columnsOf(clipped(text, start)) > columns - 1)) start += 1;
  return line`${ELLIPSIS}${clipped(text, start)}`;
}

function isLowSurrogate(text: Printable, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xdc00;
}

/** How many UTF-16 units from `start` on fit into `columns`; a character is never halved. */
function lengthWithin(text: Printable, start: number, columns: number): number {
  let used = 0;
  let end = start;
  for (const char of text.slice(start, start + 2 * columns + 2)) {
    used += WIDE.test(char) ? 2 : COMBINING.test(char) ? 0 : 1;
    if (used > columns) break;
    end += char.length;
  }
  return end;
}

function wordsOf(text: Printable, width: number): Printable[] {
  const words: Printable[] = [];
  for (const match of text.matchAll(/[^ ]+/g)) {
    const end = match.index + match[0].length;
    for (let start = match.index; start < end; ) {
      const next = Math.max(start + 1, Math.min(end, lengthWithin(text, start, width)));
      words.push(clipped(text, start, next));
      start = next;
    }
  }
  return words;
}
