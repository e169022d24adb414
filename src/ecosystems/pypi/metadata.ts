/** What an index's page and a release's METADATA (packaging.python.org: core metadata) say that bears on trust. Pure. */
import { ageFacts, versionFacts } from '../release-age.ts';
import { isBorrowedRepository, repositoryOf } from '../repository.ts';
import type { MetadataFact } from '../../model/registry.ts';
import type { SimplePage } from './registry.ts';
import { compareVersions } from './versions.ts';

/** METADATA's fields in lower case; every field is a list, since any may be repeated. The long description is under `description`. */
export type CoreMetadata = Readonly<Record<string, readonly string[]>>;

/** Reads METADATA or PKG-INFO. */
export function parseCoreMetadata(text: string): CoreMetadata {
  const fields: Record<string, string[]> = {};
  const [head = '', ...body] = text.replaceAll('\r\n', '\n').split('\n\n');
  let last: string[] | undefined;
  for (const line of head.split('\n')) {
    const found = /^([A-Za-z][\w-]*):[ \t]?(.*)$/.exec(line);
    if (found !== null) {
      last = fields[(found[1] ?? '').toLowerCase()] ??= [];
      last.push(found[2] ?? '');
    } else if (last !== undefined && /^[ \t]/.test(line)) {
      last[last.length - 1] += `\n${line.trim()}`;
    }
  }
  if (body.length > 0) (fields['description'] ??= []).push(body.join('\n\n'));
  return fields;
}

/** The facts about one version. `metadata` and `before` are the METADATA of it and of its predecessor, where they are known. */
export function pypiFacts(page: SimplePage, version: string, now: number, metadata?: CoreMetadata, before?: CoreMetadata): MetadataFact[] {
  const files = page.files.filter((file) => compareVersions(file.version, version) === 0);
  const history = page.versions.flatMap((entry) => {
    const times = page.files.filter((file) => file.version === entry && file.uploaded !== undefined).map((file) => Date.parse(file.uploaded ?? '')).filter(Number.isFinite);
    return times.length === 0 ? [] : [{ version: compareVersions(entry, version) === 0 ? version : entry, at: Math.min(...times) }];
  });
  const facts = [...ageFacts(history, version, now), ...versionFacts(version, page.versions.length), ...statusFacts(page)];
  const yanked = files.find((file) => file.yanked !== undefined);
  if (yanked !== undefined) facts.push({ kind: 'yanked', weight: 2, detail: yanked.yanked === '' ? `${version} is yanked` : `${version} is yanked: ${yanked.yanked}` });
  if (files.some((file) => Object.keys(file.hashes).length === 0)) facts.push({ kind: 'hash-missing', weight: 1, detail: 'the index gives no hash for a file, so that what it serves could not be checked' });
  facts.push(...provenanceFacts(page, version));
  if (metadata !== undefined) facts.push(...manifestFacts(page, version, metadata), ...peopleFacts(metadata, before));
  return facts;
}

function statusFacts(page: SimplePage): MetadataFact[] {
  const reason = page.statusReason === undefined ? '' : `: ${page.statusReason}`;
  if (page.status === 'quarantined') return [{ kind: 'quarantined', weight: 15, detail: `the index has put the project into quarantine${reason}` }];
  if (page.status === 'deprecated' || page.status === 'archived') return [{ kind: 'deprecated', weight: 0, detail: `the project is ${page.status}${reason}` }];
  return [];
}

function provenanceFacts(page: SimplePage, version: string): MetadataFact[] {
  const before = predecessor(page, version);
  if (before === undefined) return [];
  const isAttested = (of: string): boolean => page.files.some((file) => compareVersions(file.version, of) === 0 && file.provenance !== undefined);
  if (!isAttested(before) || isAttested(version)) return [];
  return [{ kind: 'provenance-lost', weight: 8, detail: `${before} came with an attestation of its origin, ${version} has none` }];
}

/** The version listed before one. */
export function predecessor(page: SimplePage, version: string): string | undefined {
  return page.versions.filter((entry) => compareVersions(entry, version) < 0).at(-1);
}

function manifestFacts(page: SimplePage, version: string, metadata: CoreMetadata): MetadataFact[] {
  const facts: MetadataFact[] = [];
  for (const requirement of metadata['requires-dist'] ?? []) {
    const address = /@\s*((?:git\+|hg\+|svn\+)?[a-z]+:\/\/[^\s;]+)/.exec(requirement)?.[1];
    if (address !== undefined) facts.push({ kind: 'url-dependency', weight: 8, detail: `it depends on code at ${address} instead of a release` });
  }
  const name = page.files[0]?.name ?? '';
  const links = [...(metadata['home-page'] ?? []), ...(metadata['project-url'] ?? []).map((entry) => entry.slice(entry.indexOf(',') + 1).trim())].filter((link) => link !== '' && link !== 'UNKNOWN');
  const repositories = [...new Set(links.flatMap((link) => repositoryOf(link) ?? []))];
  const borrowed = repositories.find((repository) => isBorrowedRepository(repository, name));
  if (borrowed !== undefined) facts.push({ kind: 'repository-mismatch', weight: 10, detail: `${version} names the repository ${borrowed}, which belongs to a project with a very similar name` });
  if (links.length === 0) facts.push({ kind: 'repository-missing', weight: 2, detail: 'it names neither a home page nor a repository' });
  return facts;
}

function peopleFacts(metadata: CoreMetadata, before: CoreMetadata | undefined): MetadataFact[] {
  if (before === undefined) return [];
  const now = people(metadata);
  const then = people(before);
  if (now.size === 0 || then.size === 0 || [...now].some((person) => then.has(person))) return [];
  return [{ kind: 'maintainers-changed', weight: 6, detail: `the author was ${[...then].join(', ')} in the release before and is now ${[...now].join(', ')}` }];
}

function people(metadata: CoreMetadata): ReadonlySet<string> {
  const all = ['author', 'author-email', 'maintainer', 'maintainer-email'].flatMap((field) => metadata[field] ?? []);
  return new Set(all.flatMap((entry) => entry.split(/,|<|>|"/)).map((part) => part.trim().toLowerCase()).filter((part) => part !== '' && part !== 'unknown'));
}
