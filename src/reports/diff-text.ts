/** A comparison for a terminal: new behaviour first, then new findings, the changed lines, and the metadata. */
import { joined, line } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import type { BehaviourChange, DiffLine, DiffReport, FileChange } from '../model/diff.ts';
import { paletteOf, type Palette } from './palette.ts';
import { shown } from './snippet.ts';
import { fitted, wrapped } from './width.ts';
import { counted, isAside, STAGE_WORDS } from './words.ts';

export interface DiffTextOptions {
  readonly columns: number;
  readonly hasColour: boolean;
  /** All lines of all files. */
  readonly isVerbose: boolean;
}

const SHOWN = { files: 25, lines: 60, metadata: 20, behaviours: 25 } as const;

/** The whole report. */
export function diffText(report: DiffReport, options: DiffTextOptions): string {
  const palette = paletteOf(options.hasColour);
  const cut = (limit: number): number => (options.isVerbose ? Infinity : limit);
  const lines = [
    palette.heading(line`${shown(report.before.target)} -> ${shown(report.after.target)}`),
    line`${verdictOf(report.before, palette)} -> ${verdictOf(report.after, palette)}`,
    ...(report.renamed === undefined ? [] : [palette.quiet(line`read as if ${shown(report.renamed.from)} were called ${shown(report.renamed.to)}: only what was added shows`)]),
    ...(report.kin === undefined ? [] : [palette.quiet(printable(`the nearest of ${report.kin.length + 1} releases; each file is compared with the one among them that it is nearest to`))]),
    ...behaviourLines(report, palette, cut(SHOWN.behaviours)), ...findingLines(report, palette, options.columns, cut(SHOWN.behaviours)), ...fileLines(report, palette, cut), ...metadataLines(report, palette, cut(SHOWN.metadata)),
    ...unreadLines(report, palette), blank(), palette.quiet(printable(closing(report))),
  ];
  return `${lines.map((each) => fitted(each, options.columns)).join('\n')}\n`;
}

function verdictOf(side: DiffReport['before'], palette: Palette): Printable {
  return palette.verdict[side.verdict](line`${printable(side.verdict)} ${side.score}`);
}

function behaviourLines({ behaviours }: DiffReport, palette: Palette, most: number): Printable[] {
  return [...behaviourPart(behaviours.filter((each) => each.change === 'appeared'), 'What it newly does', palette, most), ...behaviourPart(behaviours.filter((each) => each.change === 'vanished'), 'What it no longer does', palette, most)];
}

function behaviourPart(changes: readonly BehaviourChange[], title: string, palette: Palette, most: number): Printable[] {
  if (changes.length === 0) return [];
  const told = changes.slice(0, most).flatMap(({ effect, stage, place, change }) => [
    line`  ${printable(change === 'appeared' ? '+' : '-')} ${palette.mark(printable(effect))} ${printable(`(${STAGE_WORDS[stage]})`)}  ${palette.place(shown(`${place.path}:${place.line}`))}`,
    line`      ${shown(place.snippet)}`,
  ]);
  return [blank(), palette.heading(printable(title)), ...told, ...more(changes.length - most, 'behaviour')];
}

function findingLines({ appeared, vanished }: DiffReport, palette: Palette, columns: number, most: number): Printable[] {
  return [...findingPart('New findings', appeared, palette, columns, most), ...findingPart('Findings that are gone', vanished, palette, columns, most)];
}

/** What is found in several places is told once, with the first. */
function findingPart(title: string, findings: DiffReport['appeared'], palette: Palette, columns: number, most: number): Printable[] {
  if (findings.length === 0) return [];
  const groups = [...grouped(findings).values()];
  const told = groups.slice(0, most).flatMap(([first, ...others]) => (first === undefined ? [] : [
    line`  ${palette.severity[first.severity](printable(first.severity))} ${palette.heading(printable(first.rule))}  ${palette.place(shown(first.locations[0] === undefined ? '' : `${first.locations[0].path}:${first.locations[0].line}`))}${printable(others.length === 0 ? '' : ` and ${counted(others.length, 'more place')}`)}`,
    ...wrapped(shown(first.message), columns - 6).map((text) => line`      ${text}`),
  ]));
  return [blank(), palette.heading(printable(title)), ...told, ...more(groups.length - most, 'finding')];
}

function grouped(findings: DiffReport['appeared']): Map<string, DiffReport['appeared'][number][]> {
  const groups = new Map<string, DiffReport['appeared'][number][]>();
  for (const each of findings) {
    const key = `${each.severity} ${each.rule} ${each.message}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

function fileLines({ files, renamed }: DiffReport, palette: Palette, cut: (limit: number) => number): Printable[] {
  if (files.length === 0) return [];
  const told = files.slice(0, cut(SHOWN.files)).flatMap((file) => oneFile(file, palette, cut(SHOWN.lines), renamed !== undefined));
  return [blank(), palette.heading(printable('Files')), ...told, ...more(files.length - cut(SHOWN.files), 'file')];
}

function oneFile(file: FileChange, palette: Palette, most: number, isImitation: boolean): Printable[] {
  const counts = file.note ?? (file.change === 'removed' ? '' : `+${file.added.length} -${file.removed.length}`);
  const stage = file.stage === 'unreachable' || file.stage === 'run' ? '' : `, ${STAGE_WORDS[file.stage]}`;
  const isShown = !isImitation || most === Infinity || !isAside(file.change === 'changed' ? { stage: file.stage, isChanged: true } : file);
  const head = line`  ${palette.place(shown(file.path))}  ${palette.quiet(printable(`${file.change}${stage}${counts === '' ? '' : `, ${counts}`}${file.against === undefined ? '' : `, against ${file.against}`}`))}`;
  if (!isShown) return [head];
  const changes = [...file.removed.map((each) => ({ sign: '-', ...each })), ...file.added.map((each) => ({ sign: '+', ...each }))].sort((a, b) => a.line - b.line || (a.sign < b.sign ? 1 : -1));
  return [head, ...changes.slice(0, most).map((each) => line`    ${printable(`${each.sign}${String(each.line).padStart(5)}`)} ${each.sign === '+' ? palette.mark(codeOf(each)) : palette.quiet(codeOf(each))}`), ...more(changes.length - most, 'line')];
}

/** Code pushed far to the right is what a person must not miss. */
function codeOf({ text }: DiffLine): Printable {
  return shown(text.replace(/[ \t]{24,}/g, (run) => ` …${run.length} columns to the right… `));
}

function metadataLines({ metadata }: DiffReport, palette: Palette, most: number): Printable[] {
  if (metadata.length === 0) return [];
  const told = metadata.slice(0, most).map(({ field, before, after }) => line`  ${shown(field)}: ${shown(before ?? '(nothing)')} -> ${shown(after ?? '(nothing)')}`);
  return [blank(), palette.heading(printable('Metadata')), ...told, ...more(metadata.length - most, 'field')];
}

function unreadLines({ before, after }: DiffReport, palette: Palette): Printable[] {
  const unread = [before, after].flatMap((side) => side.unread.slice(0, 5).map((each) => line`  ${shown(side.target)}: ${shown(each.path === '' ? each.why : `${each.path}: ${each.why}`)}`));
  return unread.length === 0 ? [] : [blank(), palette.heading(printable('Not looked at')), ...unread];
}

function closing({ files, same, appeared, behaviours }: DiffReport): string {
  const lines = files.reduce((sum, file) => sum + file.added.length, 0);
  const fresh = behaviours.filter((each) => each.change === 'appeared').length;
  return `${counted(files.length, 'file')} ${files.length === 1 ? 'differs' : 'differ'}, ${same} the same; ${counted(lines, 'new line')}, ${counted(fresh, 'new behaviour')}, ${counted(appeared.length, 'new finding')}`;
}

function more(count: number, noun: string): Printable[] {
  return count > 0 && Number.isFinite(count) ? [printable(`  … and ${counted(count, `more ${noun}`)}; --verbose shows all`)] : [];
}

function blank(): Printable {
  return joined([], '');
}
