/** What the code does to the world, and at which stage, compared between two packages; and the evidence that only one of them has. */
import type { Evidence } from '../model/evidence.ts';
import type { BehaviourChange } from '../model/diff.ts';
import type { Location } from '../model/report.ts';
import type { PackageView } from '../model/rule.ts';
import type { Call } from '../model/source.ts';
import { STAGES } from '../model/stage.ts';

/** What everything does says nothing about a change. */
const EVERYDAY = new Set(['output', 'setup.call', 'host.time', 'exit', 'file.exists', 'file.list', 'host.platform', 'sleep', 'thread', 'decode', 'code.compile']);

/** Effects that appeared at a stage, then those that vanished, what runs with less consent first. Code that nothing reaches does nothing. */
export function behaviourChanges(before: PackageView, after: PackageView): BehaviourChange[] {
  const old = effectsOf(before);
  const young = effectsOf(after);
  const appeared = [...young].filter(([key]) => !old.has(key)).map(([, each]) => ({ ...each, change: 'appeared' as const }));
  const vanished = [...old].filter(([key]) => !young.has(key)).map(([, each]) => ({ ...each, change: 'vanished' as const }));
  return [...appeared.sort(byStage), ...vanished.sort(byStage)];
}

/** The evidence of one that the other hasn't: by rule, message, stage and the code itself, so that moved code is not new. */
export function evidenceOnlyIn(these: readonly Evidence[], those: readonly Evidence[], rename: (text: string) => string = (text) => text): Evidence[] {
  const known = new Set(those.map((each) => keyOf(each, rename)));
  return these.filter((each) => !known.has(keyOf(each, rename)));
}

function keyOf({ rule, messageId, stage, places: [{ unit, span }] }: Evidence, rename: (text: string) => string): string {
  return `${rule} ${messageId} ${stage} ${rename(unit.text.slice(span.start, span.start + 300)).slice(0, Math.min(200, span.end - span.start)).replace(/\s+/g, ' ')}`;
}

function effectsOf(view: PackageView): Map<string, Omit<BehaviourChange, 'change'>> {
  const found = new Map<string, Omit<BehaviourChange, 'change'>>();
  for (const unit of view.units) {
    for (const call of unit.calls) {
      if (call.stage === 'unreachable') continue;
      for (const effect of call.does) {
        const key = `${effect} ${call.stage}`;
        if (!EVERYDAY.has(effect) && !found.has(key)) found.set(key, { effect, stage: call.stage, place: placeOf(call) });
      }
    }
  }
  return found;
}

function placeOf({ unit, span }: Call): Location {
  const start = unit.text.lastIndexOf('\n', span.start - 1) + 1;
  const end = unit.text.indexOf('\n', span.start);
  const line = unit.text.slice(0, start).split('\n').length;
  return { path: unit.path, line, column: span.start - start + 1, snippet: unit.text.slice(Math.max(start, span.start - 40), end < 0 ? undefined : end).trim().slice(0, 160), role: 'primary', layers: unit.layers };
}

function byStage(a: { readonly stage: BehaviourChange['stage'] }, b: { readonly stage: BehaviourChange['stage'] }): number {
  return STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
}
