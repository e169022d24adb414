/** Fetches the artifacts of a package that was named instead of given. */
import type { RegistryAccess } from '../host/registry-access.ts';
import { parsePackageSpec } from '../ecosystems/spec.ts';
import { RegistryFailure } from '../model/registry.ts';
import { UserError } from '../model/user-error.ts';
import { fetchPackage } from './fetch-target.ts';
import type { FetchedArtifact } from './targets.ts';

/** What came of one file of a release: its bytes, or why it could not be had. */
export type Fetched = FetchedArtifact | { readonly target: string; readonly why: string };

/**
 * The artifacts of `pypi:name@1.0`, `npm:name` or any package URL, one after the other, each a target of its own. What the registry fails at is
 * told as a gap. Throws UserError where the text names no package or no registry is known.
 */
export async function* fetchArtifacts(text: string, access: RegistryAccess): AsyncGenerator<Fetched> {
  const spec = parsePackageSpec(text);
  if (spec === undefined) throw new UserError(`${text} names a package that can't be fetched`, { why: 'only pypi and npm have registry access', todo: 'give the archive file instead' });
  try {
    const { release, files, failures, left } = await fetchPackage(spec, access);
    const base = `${release.ref.ecosystem}:${release.ref.name}@${release.ref.version ?? ''}`;
    const targetOf = (name: string): string => (files.length + failures.length === 1 ? base : `${base}/${name}`);
    const registry = { index: release.index, facts: release.facts, ...(left.length > 0 ? { left } : {}) };
    for (const { name, bytes } of files) yield { target: targetOf(name), name, bytes, ecosystem: release.ref.ecosystem, registry };
    for (const { name, why } of failures) yield { target: targetOf(name), why };
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    yield { target: text, why: error.message };
  }
}
