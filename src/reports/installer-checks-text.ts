/** What `assay installers check` found, on a terminal. */
import { joined, line, repeated } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import { CHECK_STATES, type CheckResult, type CheckState, type FoundInstaller } from '../model/installer.ts';
import { placeWords, STATE_WORDS } from './installer-words.ts';
import { paletteOf, type Paint, type Palette } from './palette.ts';
import { wrapped } from './width.ts';

export interface CheckView {
  readonly columns: number;
  readonly hasColour: boolean;
  /** Also what is safe, not applicable or to be looked at by hand. */
  readonly isVerbose: boolean;
  /** Only the commands that make it safe. */
  readonly isFix: boolean;
}

const TOLD: readonly CheckState[] = ['risky', 'default-risky', 'unread'];
const SEVERITIES = ['high', 'medium', 'low'];

/** Installers with their results, the worst first, and a line of counts; `unread` are files that could not be read, with the reason. */
export function checksText(found: readonly FoundInstaller[], unread: ReadonlyMap<string, string>, view: CheckView): string {
  const palette = paletteOf(view.hasColour);
  if (view.isFix) return fixes(found);
  const lines: Printable[] = [];
  for (const installer of found) {
    lines.push(line`${palette.heading(printable(`${installer.id} ${installer.version ?? '(version unknown)'}`))}  ${palette.quiet(printable(installer.program))}`);
    for (const result of ordered(installer.results, view)) lines.push(...resultLines(result, palette, view.columns));
    lines.push(...wrapped(printable(countWords(installer.results)), view.columns - 2).map((text) => line`  ${palette.quiet(text)}`), printable(''));
  }
  for (const [path, why] of unread) lines.push(...wrapped(printable(`could not be read: ${path}: ${why}`), view.columns));
  const all = found.flatMap((each) => each.results);
  lines.push(...wrapped(printable(`${found.length} installer${found.length === 1 ? '' : 's'}: ${countWords(all)}`), view.columns));
  return `${joined(lines, '\n')}\n`;
}

function ordered(results: readonly CheckResult[], view: CheckView): readonly CheckResult[] {
  const told = view.isVerbose ? results : results.filter((result) => TOLD.includes(result.state));
  return told.toSorted((a, b) => CHECK_STATES.indexOf(a.state) - CHECK_STATES.indexOf(b.state) || SEVERITIES.indexOf(a.check.severity) - SEVERITIES.indexOf(b.check.severity));
}

function resultLines({ check, state, found, place, fix }: CheckResult, palette: Palette, columns: number): Printable[] {
  const mark = check.unconfirmed === true ? `${STATE_WORDS[state]}, unconfirmed` : STATE_WORDS[state];
  const lines = [line`  ${paintOf(state, check.severity, palette)(printable(mark))}  ${palette.heading(printable(check.id))}  ${palette.quiet(printable(check.severity))}`];
  const say = (label: string, text: string): void => {
    const [first = printable(''), ...rest] = wrapped(printable(text), columns - 10);
    lines.push(line`    ${palette.quiet(printable(label.padEnd(6)))}${first}`, ...rest.map((each) => line`${repeated(printable(' '), 10)}${each}`));
  };
  say('found', found);
  if (place !== undefined) say('at', placeWords(place));
  if (!TOLD.includes(state)) return lines;
  say('safe', check.safe);
  if (fix !== undefined) say('fix', fix);
  say('why', check.why);
  return lines;
}

/** One comment line and one command for each finding, to be read before anything of it is run. */
function fixes(found: readonly FoundInstaller[]): string {
  const lines: Printable[] = [];
  for (const { results } of found) {
    for (const { check, state, fix, place } of results) {
      if (fix === undefined || !TOLD.includes(state)) continue;
      lines.push(printable(`# ${check.id}: ${check.why}${place === undefined ? '' : ` (${placeWords(place)})`}`), printable(isCommand(fix) ? fix : `# ${fix}`), printable(''));
    }
  }
  return lines.length === 0 ? '# nothing to fix\n' : `${joined(lines, '\n')}\n`;
}

/** What does not begin with the name of a program stays a comment. */
function isCommand(fix: string): boolean {
  return /^(?:sudo|pip|python3|npm|pnpm|yarn|poetry|uv|export|unset|echo|chmod|chown|git|perl|cpan|printf|rm|go|gem|bundle|conda|cargo|docker|flatpak|snap|apt-get|sed) /.test(fix) && !/, (?:or|then)\b/.test(fix);
}

function countWords(results: readonly CheckResult[]): string {
  const parts = CHECK_STATES.map((state) => ({ state, count: results.filter((result) => result.state === state).length }));
  return parts.filter(({ count }) => count > 0).map(({ state, count }) => `${count} ${STATE_WORDS[state]}`).join(', ') || 'nothing to check';
}

function paintOf(state: CheckState, severity: CheckResult['check']['severity'], palette: Palette): Paint {
  if (state === 'safe') return palette.verdict.clean;
  if (state === 'risky') return palette.severity[severity];
  return state === 'default-risky' ? palette.severity.medium : palette.quiet;
}
