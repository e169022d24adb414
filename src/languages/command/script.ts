/** What one script is doing while it is followed: where its calls are written down, which files it has made, under what conditions it stands. */
import type { Effect } from '../../model/effect.ts';
import type { Reading } from '../../model/reader.ts';
import { HOLE, type Call, type Language, type Role, type SourceUnit, type Span, type Value } from '../../model/source.ts';
import type { Stage } from '../../model/stage.ts';
import { BudgetSpent } from '../../kit/budget.ts';
import type { Tracked } from './values.ts';

const MOST_CALLS = 50_000;
const MOST_STRINGS = 100_000;
const MOST_INNER = 2_000;

export interface Script {
  readonly unit: SourceUnit;
  readonly reading: Reading;
  stage: Stage;
  within: string;
  guards: readonly string[];
  /** What the script wrote, by path as it names it. */
  readonly files: Map<string, Tracked>;
  /** Inner texts handed on so far. */
  inners: number;
  /** Added to every span: an inner parse of a cut-out text reports the place it was cut from. */
  place?: Span;
}

export function scriptOf(unit: SourceUnit, reading: Reading): Script {
  return { unit, reading, stage: unit.stage, within: '', guards: [], files: new Map(), inners: 0 };
}

export interface CallDraft {
  readonly name: string;
  readonly does: readonly Effect[];
  readonly args?: readonly Value[];
  readonly named?: Readonly<Record<string, Value>>;
  readonly receiver?: Value;
  readonly roles?: Readonly<Partial<Record<Role, Value | undefined>>>;
  readonly span: Span;
}

/** Writes a call down in the unit. */
export function addCall(script: Script, draft: CallDraft): void {
  const { unit } = script;
  if (unit.calls.length >= MOST_CALLS) throw new BudgetSpent(`more than ${MOST_CALLS} commands`);
  const roles: Partial<Record<Role, Value>> = {};
  for (const [role, value] of Object.entries(draft.roles ?? {})) {
    if (value !== undefined) roles[role as Role] = value;
  }
  const call: Call = {
    name: draft.name, does: draft.does, args: draft.args ?? [], named: draft.named ?? {}, roles, span: script.place ?? draft.span,
    stage: script.stage, within: script.within, guards: script.guards, unit, ...(draft.receiver ? { receiver: draft.receiver } : {}),
  };
  unit.calls.push(call);
}

export function addGap(script: Script, gap: string): void {
  if (!script.unit.gaps.includes(gap)) script.unit.gaps.push(gap);
}

export function addString(script: Script, value: string, span: Span, folded = false): void {
  if (value.length < 2 || script.unit.strings.length >= MOST_STRINGS) return;
  script.unit.strings.push(folded ? { value, span, folded } : { value, span });
}

/** Hands a known text on to be read in its own language; what isn't known is left out, for the call says it ran. */
export function readInner(script: Script, code: Tracked | undefined, how: string, span: Span, language?: Language): void {
  const text = code?.text;
  if (text === undefined || text.trim() === '' || text === HOLE) return;
  if (++script.inners > MOST_INNER) return addGap(script, `More than ${MOST_INNER} inner scripts: the rest was not read.`);
  const label = code?.how && code.how.length > 0 ? code.how.join('+') : how;
  script.reading.inner(text, label, { unit: script.unit, span: script.place ?? span, stage: script.stage }, language);
}

/** Runs a reader's work; a spent budget or stack becomes a gap in the unit. */
export function guarded(unit: SourceUnit, work: () => void): SourceUnit {
  try {
    work();
  } catch (error) {
    if (error instanceof BudgetSpent) unit.gaps.push(`Not read to the end: ${error.message}.`);
    else if (error instanceof RangeError) unit.gaps.push('Not read to the end: nested too deeply.');
    else throw error;
  }
  return unit;
}
