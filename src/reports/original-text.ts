/** What a package added to the original that it imitates or was compared with, for a terminal. */
import { joined, line } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import type { OriginalNote } from '../model/report.ts';
import type { Palette } from './palette.ts';
import { shown } from './snippet.ts';
import { fitted, wrapped } from './width.ts';
import { counted, isAside, STAGE_WORDS } from './words.ts';

const SHOWN = { files: 8, lines: 30 } as const;

/** Nothing where no original was looked at. */
export function originalLines(original: OriginalNote | undefined, palette: Palette, options: { readonly columns: number; readonly isVerbose: boolean }): Printable[] {
  if (original === undefined) return [];
  const { target, why, added = [], same = 0 } = original;
  const title = fitted(palette.heading(line` Against the original ${shown(target)}`), options.columns);
  if (why !== undefined) return [joined([], ''), title, ...wrapped(shown(`not compared: ${why}`), options.columns - 4).map((text) => line`  ${text}`)];
  const most = options.isVerbose ? { files: Infinity, lines: Infinity } : SHOWN;
  const lines = added.slice(0, most.files).flatMap((file) => [
    line`  ${palette.place(shown(file.path))}  ${palette.quiet(printable(`${STAGE_WORDS[file.stage]}, ${file.note ?? counted(file.lines.length, 'line')}${besides(file.against)}`))}`,
    ...(options.isVerbose || !isAside(file) ? file.lines : []).slice(0, most.lines).map((each) => line`    ${printable(`+${String(each.line).padStart(5)}`)} ${palette.mark(shown(farRight(each.text)))}`),
    ...(isAside(file) ? [] : more(file.lines.length - most.lines, 'line', palette)),
  ]);
  const summary = added.length === 0 ? 'adds nothing to it' : `adds lines to ${counted(added.length, 'file')}; ${counted(same, 'file')} ${same === 1 ? 'is' : 'are'} the same but for the name`;
  return [joined([], ''), title, ...wrapped(printable(summary), options.columns - 4).map((text) => palette.quiet(line`  ${text}`)), ...lines.map((each) => fitted(each, options.columns)), ...more(added.length - most.files, 'file', palette)];
}

function besides(against: string | undefined): string {
  return against === undefined ? '' : `, against ${against}`;
}

/** Code pushed far to the right is what a person must not miss. */
function farRight(text: string): string {
  return text.replace(/[ \t]{24,}/g, (run) => ` …${run.length} columns to the right… `);
}

function more(count: number, noun: string, palette: Palette): Printable[] {
  return count > 0 && Number.isFinite(count) ? [palette.quiet(printable(`  … and ${counted(count, `more ${noun}`)}: --verbose shows all`))] : [];
}
