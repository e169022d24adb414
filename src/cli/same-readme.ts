/** Whether a young package presents itself with the readme of one that it depends on: what wraps a popular package to be taken for it does. */
import { installedFile } from '../ecosystems/file-choice.ts';
import type { Plan } from '../ecosystems/plan.ts';
import { plannerFor } from '../ecosystems/planners.ts';
import { resolvePackage } from '../ecosystems/resolve.ts';
import { likenessOf } from '../engine/likeness.ts';
import { openArtifact } from '../formats/open.ts';
import { machineCpu } from '../host/machine.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { isTable, listIn, tableIn, textIn } from '../kit/table.ts';
import type { Artifact } from '../model/artifact.ts';
import { RegistryFailure } from '../model/registry.ts';
import type { MetadataFact, Release } from '../model/registry.ts';

/** Each is two more requests. */
const MOST_ASKED = 3;
const LARGEST = 5_000_000;

/** Asks only about young projects. What can't be had says nothing: nobody was promised this comparison. */
export async function sameReadmeFacts(artifact: Artifact, release: Release, access: RegistryAccess): Promise<MetadataFact[]> {
  if (!isYoung(release)) return [];
  const plan = plannerFor(artifact, release.ref.ecosystem).plan(artifact, ({ bytes }) => new TextDecoder().decode(bytes));
  const found = await Promise.all(dependenciesOf(plan).slice(0, MOST_ASKED).map((name) => isTaken(name, artifact, plan, release, access)));
  return found.flat();
}

async function isTaken(name: string, artifact: Artifact, plan: Plan, release: Release, access: RegistryAccess): Promise<MetadataFact[]> {
  try {
    const other = await resolvePackage({ ecosystem: release.ref.ecosystem, name }, access, { detail: false });
    const small = other.files.filter((file) => (file.size ?? 0) <= LARGEST);
    const file = small.find((each) => each.form === 'sdist') ?? installedFile(small, machineCpu());
    if (file === undefined || isOfOneHand(release, other)) return [];
    const original = openArtifact(file.filename, await access.file(file), new Budget({ ...DEFAULT_LIMITS, milliseconds: 5000 }));
    if (!likenessOf(original, { artifact, plan }).isReadmeSame) return [];
    return [{ kind: 'same-readme', weight: 8, detail: `the project is young, and its readme is that of ${name}, which it depends on` }];
  } catch (error) {
    if (error instanceof RegistryFailure) return [];
    throw error;
  }
}

/** Packages of one family share a readme honestly: one scope, one account, or all of them new. */
function isOfOneHand(ours: Release, theirs: Release): boolean {
  const [scope] = ours.ref.name.split('/');
  if (ours.ref.name.startsWith('@') && theirs.ref.name.startsWith(`${scope ?? ''}/`)) return true;
  const accounts = new Set(accountsOf(theirs));
  return isYoung(theirs) || accountsOf(ours).some((account) => accounts.has(account));
}

function isYoung({ facts }: Release): boolean {
  return facts.some(({ kind }) => kind === 'young-project');
}

/** npm says who may publish; Python's indexes don't. */
function accountsOf({ manifest }: Release): string[] {
  return listIn(manifest, 'maintainers').flatMap((each) => (isTable(each) ? textIn(each, 'name') ?? [] : []));
}

function dependenciesOf({ ref, manifest }: Plan): string[] {
  const said = manifest['Requires-Dist'];
  const lines = (Array.isArray(said) ? said : [said]).filter((each) => typeof each === 'string').filter((each) => !/;.*\bextra\s*==/.test(each));
  const names = ref.ecosystem === 'npm' ? Object.keys(tableIn(manifest, 'dependencies')) : lines.flatMap((each) => /^[A-Za-z0-9][\w.-]*/.exec(each)?.[0] ?? []);
  return names.filter((name) => name !== ref.name);
}
