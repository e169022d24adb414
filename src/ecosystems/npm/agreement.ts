/**
 * Whether a registry's entry of a version and the package.json in its tarball agree. The registry takes the entry from whoever publishes and never
 * looks into the tarball; clients read scripts from the tarball and dependencies from the entry, people read the entry. Pure.
 */
import type { Artifact } from '../../model/artifact.ts';
import type { MetadataFact } from '../../model/registry.ts';
import { tableIn, textIn } from '../../kit/table.ts';
import { openPackage, isRecord } from './package.ts';

type Manifest = Readonly<Record<string, unknown>>;

/** A hook that the entry hides, or another name, version, dependency or program. Weighs 15 where what runs differs, 8 elsewhere. */
export function manifestFacts(artifact: Artifact, entry: Manifest): MetadataFact[] {
  const { manifest } = openPackage(artifact, ({ bytes }) => new TextDecoder().decode(bytes));
  if (Object.keys(manifest).length === 0 || Object.keys(entry).length === 0) return [];
  return [...nameFacts(manifest, entry), ...scriptFacts(manifest, entry), ...dependencyFacts(manifest, entry), ...programFacts(manifest, entry)];
}

function fact(detail: string, weight: number): MetadataFact {
  return { kind: 'manifest-differs', weight, detail };
}

function nameFacts(own: Manifest, entry: Manifest): MetadataFact[] {
  const [name, version] = [textIn(own, 'name')?.trim(), textIn(own, 'version')];
  const facts: MetadataFact[] = [];
  if (name !== undefined && name !== textIn(entry, 'name')) facts.push(fact(`the tarball calls itself ${name}, the registry calls it ${textIn(entry, 'name') ?? 'nothing'}`, 8));
  if (version !== undefined && plainVersion(version) !== plainVersion(textIn(entry, 'version') ?? '')) facts.push(fact(`the tarball says version ${version}, the registry ${textIn(entry, 'version') ?? 'none'}`, 8));
  return facts;
}

/** npm publishes `v1.0.0` and `=1.0.0` as `1.0.0`, and drops what stands behind a `+`. */
function plainVersion(version: string): string {
  return version.trim().replace(/^[=v]+/, '').replace(/\+.*$/, '');
}

/**
 * Hooks that only the tarball has run all the same; ones that only the registry shows were taken out before packing, and don't. An abbreviated entry
 * says only that there are some.
 */
function scriptFacts(own: Manifest, entry: Manifest): MetadataFact[] {
  if (entry['scripts'] === undefined && entry['hasInstallScript'] === true) return [];
  const [inside, shown] = [tableIn(own, 'scripts'), tableIn(entry, 'scripts')];
  return ['preinstall', 'install', 'postinstall'].flatMap((hook) => {
    const command = textIn(inside, hook);
    if (command === undefined || command === textIn(shown, hook)) return [];
    return [fact(`the tarball runs "${command}" at ${hook}, the registry shows ${textIn(shown, hook) === undefined ? 'nothing' : `"${textIn(shown, hook)}"`}`, 15)];
  });
}

/** What npm installs comes from the entry; a reviewer of the tarball doesn't see it there, nor one of the entry what the tarball names. */
function dependencyFacts(own: Manifest, entry: Manifest): MetadataFact[] {
  const [inside, shown] = [wantedBy(own), wantedBy(entry)];
  const strange = [...new Set([...inside.keys(), ...shown.keys()])].filter((name) => !isSameRange(inside.get(name), shown.get(name)));
  if (strange.length === 0) return [];
  const [first = ''] = strange;
  const more = strange.length > 1 ? `, and ${strange.length - 1} more` : '';
  return [fact(`the tarball wants ${first} ${inside.get(first) ?? 'not at all'}, the registry says ${shown.get(first) ?? 'nothing of it'}${more}`, 8)];
}

/** npm copies optional dependencies among the others when it publishes. */
function wantedBy(manifest: Manifest): Map<string, string> {
  const wanted = new Map<string, string>();
  for (const kind of ['dependencies', 'optionalDependencies']) {
    for (const [name, range] of Object.entries(tableIn(manifest, kind))) if (typeof range === 'string') wanted.set(name, range);
  }
  return wanted;
}

/** Workspaces and catalogues are places in a repository, which publishing puts a version for. */
function isSameRange(inside: string | undefined, shown: string | undefined): boolean {
  return inside === shown || inside?.trim() === shown?.trim() || (shown !== undefined && /^(?:workspace|catalog|file|link):/.test(inside ?? ''));
}

function programFacts(own: Manifest, entry: Manifest): MetadataFact[] {
  const [inside, shown] = [programsOf(own), programsOf(entry)];
  const strange = [...inside].find(([name, path]) => shown.get(name) !== path);
  return strange === undefined ? [] : [fact(`the tarball installs the program ${strange[0]} from ${strange[1]}, the registry shows ${shown.get(strange[0]) ?? 'none of that name'}`, 8)];
}

/** A single path is a program with the package's own name; npm writes paths without `./`. */
function programsOf(manifest: Manifest): Map<string, string> {
  const { bin } = manifest;
  const name = (textIn(manifest, 'name') ?? '').replace(/^@[^/]*\//, '');
  const all = typeof bin === 'string' ? { [name]: bin } : isRecord(bin) ? bin : {};
  return new Map(Object.entries(all).flatMap(([key, path]) => (typeof path === 'string' ? [[key.replace(/^.*\//, ''), path.replace(/^(?:\.?\/)+/, '').replaceAll('\\', '/')] as const] : [])));
}
