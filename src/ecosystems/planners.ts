/** Every ecosystem's planner; one more ecosystem is one more line. */
import type { Artifact } from '../model/artifact.ts';
import type { Ecosystem } from '../model/package.ts';
import { GENERIC_PLANNER } from './generic/stages.ts';
import { NPM_PLANNER } from './npm/stages.ts';
import type { Planner } from './plan.ts';
import { PYPI_PLANNER } from './pypi/stages.ts';

const PLANNERS: readonly Planner[] = [PYPI_PLANNER, NPM_PLANNER, GENERIC_PLANNER];

/** The planner of the ecosystem that was asked for, else of the one the artifact looks most like. */
export function plannerFor(artifact: Artifact, ecosystem?: Ecosystem): Planner {
  const asked = PLANNERS.find((planner) => planner.ecosystem === ecosystem);
  if (asked) return asked;
  let best = GENERIC_PLANNER;
  let score = 0;
  for (const planner of PLANNERS) {
    const sure = planner.recognises(artifact);
    if (sure > score) {
      best = planner;
      score = sure;
    }
  }
  return best;
}
