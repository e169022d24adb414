/** From what the starter of a scan knows to what rules weigh: whom the name imitates, what the registry says, how like the original it is. */
import type { Plan } from '../ecosystems/plan.ts';
import type { Artifact } from '../model/artifact.ts';
import type { Imitation, PackageContext, ScanContext } from '../model/context.ts';
import { likenessOf } from './likeness.ts';
import { vcsDifference } from './vcs.ts';

export interface Planned {
  readonly artifact: Artifact;
  readonly plan: Plan;
}

/** What is known of a package beside its bytes. */
export function contextOf(planned: Planned, scan: ScanContext): PackageContext {
  const imitates = imitationOf(planned, scan);
  return {
    ...(imitates === undefined ? {} : { imitates }),
    ...(scan.facts === undefined ? {} : { facts: scan.facts }),
    ...(scan.original === undefined ? {} : { likeness: likenessOf(scan.original, planned) }),
    ...(scan.vcs === undefined ? {} : { vcs: vcsDifference(planned.artifact, scan.vcs) }),
  };
}

/** A file's or folder's own name says nothing: only a package that was made to be installed under its name can imitate another. */
function imitationOf({ artifact, plan: { ref, manifest } }: Planned, scan: ScanContext): Imitation | undefined {
  const isNamed = typeof (manifest['Name'] ?? manifest['name']) === 'string' || (ref.version !== undefined && artifact.entries.length > 1);
  if (scan.lookalikeOf === undefined || ref.ecosystem === 'generic' || !isNamed) return undefined;
  const summary = manifest['Summary'] ?? manifest['description'];
  return scan.lookalikeOf(ref.ecosystem, ref.name, typeof summary === 'string' ? summary : undefined);
}
