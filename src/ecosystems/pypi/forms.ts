/** Whether the files of one release agree: what the sdist holds, what the wheel holds, and what their metadata claims. Pure. */
import type { Artifact, Entry } from '../../model/artifact.ts';
import type { MetadataFact } from '../../model/registry.ts';
import { parseCoreMetadata } from './metadata.ts';
import { canonicalPyName } from './registry.ts';
import { compareVersions } from './versions.ts';

/** What builds write by themselves, and so may stand in a wheel alone. */
const GENERATED = /(?:^|\/)(?:_?version|_version_info|__version__|_build\w*|_buildinfo)\.py$|\.dist-info\/|\.data\//;

/** Python files that only the wheel has, or has with other text: reviewing the sdist then says nothing about what gets installed. */
export function wheelFacts(wheel: Artifact, sdist: Artifact): MetadataFact[] {
  const known = new Map<string, Entry[]>();
  for (const entry of sdist.entries.filter(isCode)) {
    const base = nameOf(entry);
    known.set(base, [...(known.get(base) ?? []), entry]);
  }
  const strange = wheel.entries.filter((entry) => isCode(entry) && !GENERATED.test(entry.path) && !(known.get(nameOf(entry)) ?? []).some((other) => isSameText(entry, other)));
  if (strange.length === 0) return [];
  // A build that compiles or translates its sources differs everywhere; one file that differs is what somebody put there.
  const codes = wheel.entries.filter(isCode).length;
  const isFew = strange.length <= 5 && strange.length < codes / 2;
  const names = strange.slice(0, 5).map((entry) => entry.path).join(', ');
  return [{ kind: 'wheel-differs', weight: isFew ? 6 : 1, detail: `${strange.length} of the wheel's ${codes} Python files are not in the sdist as they are: ${names}${strange.length > 5 ? ', …' : ''}` }];
}

/** A release whose own METADATA or PKG-INFO names another package or version than the index does. */
export function identityFacts(artifact: Artifact, name: string, version: string): MetadataFact[] {
  const entry = artifact.entries.filter((each) => /(?:^[^/]+\.dist-info\/METADATA|^[^/]+\/PKG-INFO)$/.test(each.path))[0];
  if (entry === undefined) return [];
  const { name: [own = ''] = [], version: [ownVersion = ''] = [] } = parseCoreMetadata(new TextDecoder().decode(entry.bytes));
  if (own === '' || (canonicalPyName(own) === canonicalPyName(name) && compareVersions(ownVersion, version) === 0)) return [];
  return [{ kind: 'identity-differs', weight: 5, detail: `${artifact.name} calls itself ${own} ${ownVersion}, the index calls it ${name} ${version}` }];
}

function isCode(entry: Entry): boolean {
  return entry.path.endsWith('.py') || entry.path.endsWith('.pth');
}

function nameOf(entry: Entry): string {
  return entry.path.slice(entry.path.lastIndexOf('/') + 1);
}

/** Line ends and white space at the end of lines are changed by honest builds. */
function isSameText(a: Entry, b: Entry): boolean {
  return plain(a) === plain(b);
}

function plain(entry: Entry): string {
  return new TextDecoder('latin1').decode(entry.bytes).replace(/[ \t\r]+$/gm, '').trim();
}
