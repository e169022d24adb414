/** A lone file, or an archive of no known kind: its top-level scripts are what somebody would run. */
import { purlOf } from '../../model/package.ts';
import { isAside, type Planner } from '../plan.ts';

/** Names that say which hook of an installation runs the file. */
const HOOK = /^(?:setup\.py|(?:pre|post)?install\.(?:[mc]?[jt]s|sh|ps1|bat|cmd))$/i;

/** Recognises everything, faintly. A lone file is taken to be run as it is. */
export const GENERIC_PLANNER: Planner = {
  ecosystem: 'generic',
  recognises: () => 0.01,
  plan(artifact) {
    const isLone = artifact.format === 'file';
    return {
      ref: { ecosystem: 'generic', name: artifact.name, purl: purlOf({ ecosystem: 'generic', name: artifact.name }) },
      manifest: {},
      roots: isLone ? artifact.entries.map(({ path }) => ({ path, stage: HOOK.test(path) ? 'install' as const : 'import' as const })) : [],
      facts: [],
      stageOfOther: (path) => (isAside(path) ? 'unreachable' : 'run'),
    };
  },
};
