/** The story: what happens, in the order it happens, in plain sentences. */
import type { Evidence } from '../model/evidence.ts';
import { STAGES, type Stage } from '../model/stage.ts';

const WHEN: Readonly<Record<Stage, string>> = {
  install: 'At install time', build: 'When it is built', startup: 'Whenever Python starts', import: 'When it is imported', run: 'When it is used', unreachable: 'In code that nothing reaches',
};

const MOST_SENTENCES = 24;

/** One sentence a deed, stage by stage, in the order of the source; the same deed is told once. */
export function storyOf(evidence: readonly Evidence[]): string[] {
  const told = evidence.filter((one) => one.severity !== 'note' && one.stage !== 'unreachable');
  const sorted = [...told].sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || orderOf(a) - orderOf(b));
  const sentences: string[] = [];
  const seen = new Set<string>();
  for (const one of sorted) {
    const deed = one.deed ?? `${one.message.slice(0, 1).toLowerCase()}${one.message.slice(1)}`;
    if (seen.has(deed) || sentences.length >= MOST_SENTENCES) continue;
    seen.add(deed);
    const { unit } = one.places[0];
    const layer = unit.layers.length === 0 ? '' : ` (decoded: ${unit.layers.join(' > ')})`;
    sentences.push(`${WHEN[one.stage]} ${unit.path}${layer} ${deed}.`);
  }
  return sentences;
}

/** Entry first, then by depth of layers and place in the source. */
function orderOf(one: Evidence): number {
  const [{ unit, span }] = one.places;
  return (one.family === 'entry' ? -1e9 : 0) + unit.layers.length * 1e7 + Math.min(span.start, 9_999_999);
}
