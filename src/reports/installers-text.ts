/** The gap table and one installer's model on a terminal. */
import { joined, line, repeated } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import { ANSWERS, SUBJECTS, type Answer, type GapCell, type GapRow, type GapTable } from '../model/installer.ts';
import { ANSWER_MARKS, ANSWER_WORDS, factWords, SUBJECT_WORDS } from './installer-words.ts';
import { paletteOf, type Paint, type Palette } from './palette.ts';
import { columnsOf, fitted, wrapped } from './width.ts';

export interface InstallerView {
  readonly columns: number;
  readonly hasColour: boolean;
  /** Only the matrix, without the reasons. */
  readonly isQuiet: boolean;
}

const LONGEST_ID = 19;

/** The matrix, its legend, and (unless quiet) the reason for every cell. */
export function gapText(table: GapTable, view: InstallerView): string {
  const palette = paletteOf(view.hasColour);
  const lines = [...matrix(table, view, palette), printable(''), ...legend(table, view, palette)];
  if (!view.isQuiet) for (const row of table.rows) lines.push(printable(''), ...reasons(row, table, view, palette));
  return `${joined(lines, '\n')}\n`;
}

function matrix(table: GapTable, view: InstallerView, palette: Palette): Printable[] {
  const id = Math.min(LONGEST_ID, Math.max(10, view.columns - 3 * table.expectations.length));
  const widest = Math.max(...table.expectations.map(({ short }) => short.length)) + 2;
  const isWide = id + widest * table.expectations.length <= view.columns;
  const width = isWide ? widest : Math.max(2, Math.min(3, Math.floor((view.columns - id) / Math.max(1, table.expectations.length))));
  const heads = table.expectations.map(({ short }, index) => centred(printable(isWide ? short : String(index + 1)), width));
  const lines = [palette.heading(line`${repeated(printable(' '), id)}${joined(heads, '')}`)];
  for (const row of table.rows) {
    const cells = row.cells.map((cell) => paintOf(cell.answer, palette)(centred(printable(ANSWER_MARKS[cell.answer]), width)));
    lines.push(line`${padded(fitted(printable(row.installer.id), id - 1), id)}${joined(cells, '')}`);
  }
  return lines;
}

function legend(table: GapTable, view: InstallerView, palette: Palette): Printable[] {
  const counts = ANSWERS.map((answer) => ({ answer, count: table.rows.flatMap((row) => row.cells).filter((cell) => cell.answer === answer).length }));
  const words = counts.map(({ answer, count }) => `${ANSWER_MARKS[answer]} ${ANSWER_WORDS[answer]} (${count})`).join('   ');
  const numbered = table.expectations.map(({ short, text }, index) => `${index + 1} ${short}: ${text}`);
  return [...wrapped(printable(words), view.columns), ...numbered.flatMap((text) => wrapped(printable(text), view.columns)).map(palette.quiet)];
}

function reasons(row: GapRow, table: GapTable, view: InstallerView, palette: Palette): Printable[] {
  const lines = wrapped(printable(`${row.installer.id}: ${row.installer.name}`), view.columns).map(palette.heading);
  for (const cell of row.cells) {
    const text = table.expectations.find(({ id }) => id === cell.expectation)?.text ?? cell.expectation;
    const mark = paintOf(cell.answer, palette)(printable(ANSWER_MARKS[cell.answer]));
    const [first = printable(''), ...rest] = wrapped(printable(`${text}: ${ANSWER_WORDS[cell.answer]}${policyWords(cell)}. ${sentence(cell.reason)}`), view.columns - 4);
    lines.push(line`  ${mark} ${first}`, ...rest.map((each) => line`    ${each}`));
  }
  return lines;
}

function policyWords(cell: GapCell): string {
  if (cell.isAccepted) return ' (accepted in assay.toml)';
  return cell.isRequired && cell.answer !== 'met' ? ' (required in assay.toml)' : '';
}

/** One model in full, with the evidence of each fact. */
export function installerText(row: GapRow, table: GapTable, view: InstallerView): string {
  const palette = paletteOf(view.hasColour);
  const { installer } = row;
  const lines = [...reasons(row, table, view, palette)];
  const section = (title: string, texts: readonly string[]): void => {
    if (texts.length === 0) return;
    lines.push(printable(''), palette.heading(printable(title)), ...texts.flatMap((text) => item(text, view.columns)));
  };
  for (const subject of SUBJECTS) section(SUBJECT_WORDS[subject], installer[subject].map((fact) => `${factWords(fact)}${fact.evidence === undefined ? '' : ` [${fact.evidence}]`}`));
  section('How that code is switched off', installer.offSwitches.map((each) => factWords({ fact: `${each.how}. By default: ${each.default}. Effect: ${each.effect}.${each.since === undefined ? '' : ` Since ${each.since}.`}`, ...(each.unconfirmed === undefined ? {} : { unconfirmed: each.unconfirmed }) })));
  section('What people expect, and what they get', installer.gaps);
  section('What happened', installer.incidents.map((each) => factWords({ fact: `${each.date} ${each.name}: ${each.what}`, ...(each.unconfirmed === undefined ? {} : { unconfirmed: each.unconfirmed }) })));
  section('What "assay installers check" asks', installer.checks.map((check) => factWords({ fact: `${check.id} (${check.severity}): ${check.key}. Safe: ${check.safe}. Risky: ${check.risky}. Why: ${check.why}. Where: ${check.where}.`, ...(check.unconfirmed === undefined ? {} : { unconfirmed: check.unconfirmed }) })));
  section('Sources', installer.sources);
  return `${joined(lines, '\n')}\n`;
}

function item(text: string, columns: number): Printable[] {
  const [first = printable(''), ...rest] = wrapped(printable(text), columns - 4);
  return [line`  - ${first}`, ...rest.map((each) => line`    ${each}`)];
}

/** A reason begins small in the data, as it also stands in cells. */
function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

function paintOf(answer: Answer, palette: Palette): Paint {
  if (answer === 'met') return palette.verdict.clean;
  if (answer === 'not-met') return palette.severity.high;
  return answer === 'configurable' ? palette.severity.medium : palette.quiet;
}

function centred(text: Printable, width: number): Printable {
  const left = Math.max(0, Math.floor((width - columnsOf(text)) / 2));
  return padded(line`${repeated(printable(' '), left)}${text}`, width);
}

function padded(text: Printable, width: number): Printable {
  return line`${text}${repeated(printable(' '), width - columnsOf(text))}`;
}
