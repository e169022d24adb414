/** A lone file, or an archive of no known kind: its top-level scripts are what somebody would run. */
import { purlOf } from '../../model/package.ts';
import { isAside, type Planner } from '../plan.ts';

/** Names that say which hook of an installation runs the file. */
const HOOK = /^(?:setup\.py|(?:pre|post)?install\.(?:[mc]?[jt]s|sh|ps1|bat|cmd))$/i;

/** What Node loads of a folder that says nothing of itself (nodejs.org/api/modules.html#folders-as-modules). */
const INDEX = /^index\.(?:[cm]?js|node)$/i;

/** Recognises everything, faintly. A lone file, or the only one of a folder, is taken to be run as it is. */
export const GENERIC_PLANNER: Planner = {
  ecosystem: 'generic',
  recognises: () => 0.01,
  plan(artifact) {
    const isLone = artifact.format === 'file' || artifact.entries.length === 1;
    return {
      ref: { ecosystem: 'generic', name: artifact.name, purl: purlOf({ ecosystem: 'generic', name: artifact.name }) },
      manifest: {},
      roots: artifact.entries.filter(({ path }) => isLone || HOOK.test(path) || INDEX.test(path)).map(({ path }) => ({ path, stage: HOOK.test(path) ? 'install' as const : 'import' as const })),
      facts: [],
      stageOfOther: (path) => (isAside(path) ? 'unreachable' : 'run'),
    };
  },
};
