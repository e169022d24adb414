/** What can be seen in a script's text without understanding it: code pushed out of sight, invisible characters, long encoded literals. */
import type { Mark, SourceUnit } from '../../model/source.ts';

const MOST_MARKS = 200;
/** A run of blanks this long before code hides it from a reader's eye. */
const FAR_RIGHT = /[^\s][^\S\n]{200,}(?=\S)|(?<=\n)[^\S\n]{300,}(?=\S)/g;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f]{1,1000}|\u{e0001}|[\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}]{1,1000}/gu;
const BLOB = /[A-Za-z0-9+/]{200,}={0,2}/g;

/** Adds marks to a unit. Linear in the text. */
export function markText(unit: SourceUnit): void {
  const { text } = unit;
  for (const [kind, pattern] of [['far-right', FAR_RIGHT], ['invisible', INVISIBLE]] as const) {
    for (const match of text.matchAll(pattern)) {
      if (!addMark(unit, { kind, span: { start: match.index, end: match.index + match[0].length } })) break;
    }
  }
  for (const match of text.matchAll(BLOB)) {
    const blob = match[0];
    const detail = /^[0-9a-f]+$/i.test(blob) ? 'hex' : 'base64';
    if (!addMark(unit, { kind: 'blob', span: { start: match.index, end: match.index + blob.length }, detail })) break;
  }
}

function addMark(unit: SourceUnit, mark: Mark): boolean {
  if (unit.marks.length >= MOST_MARKS) return false;
  unit.marks.push(mark);
  return true;
}
