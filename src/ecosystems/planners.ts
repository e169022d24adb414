/** Every ecosystem's planner; one more ecosystem is one more line. */
import type { Artifact } from '../model/artifact.ts';
import type { Ecosystem } from '../model/package.ts';
import { AUTOCONF_PLANNER } from './autoconf/stages.ts';
import { CPAN_PLANNER } from './cpan/stages.ts';
import { DEBIAN_PLANNER } from './debian/stages.ts';
import { GENERIC_PLANNER } from './generic/stages.ts';
import { INVENTORIED_PLANNERS } from './inventoried.ts';
import { NPM_PLANNER } from './npm/stages.ts';
import type { Planner } from './plan.ts';
import { PYPI_PLANNER } from './pypi/stages.ts';
import { VSCODE_PLANNER } from './vscode/stages.ts';

const PLANNERS: readonly Planner[] = [
  PYPI_PLANNER, DEBIAN_PLANNER, CPAN_PLANNER, AUTOCONF_PLANNER, VSCODE_PLANNER, NPM_PLANNER, ...INVENTORIED_PLANNERS, GENERIC_PLANNER,
];

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
