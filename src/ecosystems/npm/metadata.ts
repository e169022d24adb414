/** What a packument says about a version that bears on trust. Pure. */
import { compareLoose, valid } from 'semver';
import { ageFacts, versionFacts } from '../release-age.ts';
import { isBorrowedRepository, repositoryOf } from '../repository.ts';
import { isTable, listIn, tableIn, textIn } from '../../kit/table.ts';
import type { MetadataFact } from '../../model/registry.ts';
import type { NpmManifest, Packument } from './registry.ts';

/** The facts about one version; `now` in milliseconds. */
export function npmFacts(packument: Packument, version: string, now: number): MetadataFact[] {
  const entry = packument.versions.get(version) ?? {};
  const history = [...packument.versions.keys()].flatMap((each) => {
    const at = Date.parse(packument.time[each] ?? '');
    return Number.isFinite(at) ? [{ version: each, at }] : [];
  });
  const before = predecessor(packument, version);
  const previous = before === undefined ? undefined : packument.versions.get(before);
  return [
    ...ageFacts(history, version, now), ...versionFacts(version, packument.versions.size), ...noticeFacts(entry, version),
    ...(before === undefined || previous === undefined ? [] : changeFacts(packument, { version, entry, before, previous })),
    ...linkFacts(packument.name, entry), ...dependencyFacts(entry),
  ];
}

/** The version published just before one; by number where the registry gives no times. */
export function predecessor(packument: Packument, version: string): string | undefined {
  const at = Date.parse(packument.time[version] ?? '');
  const others = [...packument.versions.keys()].filter((each) => each !== version);
  if (Number.isFinite(at)) {
    return others.map((each) => ({ each, at: Date.parse(packument.time[each] ?? '') })).filter((other) => other.at < at).sort((a, b) => a.at - b.at).at(-1)?.each;
  }
  if (valid(version, true) === null) return undefined;
  return others.filter((each) => valid(each, true) !== null && compareLoose(each, version) < 0).sort(compareLoose).at(-1);
}

const HOOKS = ['preinstall', 'install', 'postinstall'] as const;

function noticeFacts(entry: NpmManifest, version: string): MetadataFact[] {
  const facts: MetadataFact[] = [];
  const deprecated = textIn(entry, 'deprecated');
  if (deprecated !== undefined && deprecated !== '') facts.push({ kind: 'deprecated', weight: 0, detail: `${version} is deprecated: ${deprecated}` });
  if (/-security(?:\.\d+)?$/.test(version)) facts.push({ kind: 'security-holding', weight: 0, detail: 'the registry holds the name after removing what was published under it' });
  const dist = tableIn(entry, 'dist');
  if (textIn(dist, 'integrity') === undefined && textIn(dist, 'shasum') === undefined) facts.push({ kind: 'hash-missing', weight: 1, detail: 'the registry gives no hash, so that what it serves could not be checked' });
  return facts;
}

interface Change {
  readonly version: string;
  readonly entry: NpmManifest;
  readonly before: string;
  readonly previous: NpmManifest;
}

function changeFacts(packument: Packument, change: Change): MetadataFact[] {
  const { version, entry, before, previous } = change;
  const facts: MetadataFact[] = [];
  const [scripts, scriptsBefore] = [tableIn(entry, 'scripts'), tableIn(previous, 'scripts')];
  for (const hook of HOOKS.filter((name) => textIn(scripts, name) !== undefined && !HOOKS.some((other) => textIn(scriptsBefore, other) !== undefined))) {
    facts.push({ kind: 'new-install-hook', weight: 10, detail: `${version} runs "${textIn(scripts, hook)}" at ${hook}; ${before} ran nothing when it was installed` });
  }
  if (isAttested(previous) && !isAttested(entry)) facts.push({ kind: 'provenance-lost', weight: 8, detail: `${before} came with an attestation of its origin, ${version} has none` });
  const [dist, distBefore] = [tableIn(entry, 'dist'), tableIn(previous, 'dist')];
  if (listIn(distBefore, 'signatures').length > 0 && listIn(dist, 'signatures').length === 0) facts.push({ kind: 'unsigned', weight: 2, detail: `the registry signed ${before}, but not ${version}` });
  const [now, then] = [people(entry), people(previous)];
  if (now.size > 0 && then.size > 0 && ![...now].some((person) => then.has(person))) {
    facts.push({ kind: 'maintainers-changed', weight: 6, detail: `none of the maintainers of ${before} (${[...then].join(', ')}) is left: now ${[...now].join(', ')}` });
  }
  facts.push(...publisherFacts(packument, change));
  return facts;
}

function publisherFacts(packument: Packument, { version, entry }: Change): MetadataFact[] {
  const own = textIn(tableIn(entry, '_npmUser'), 'name');
  const at = Date.parse(packument.time[version] ?? '');
  const earlier = [...packument.versions].filter(([each]) => Date.parse(packument.time[each] ?? '') < at).flatMap(([, other]) => textIn(tableIn(other, '_npmUser'), 'name') ?? []);
  if (own === undefined || earlier.length < 3 || earlier.includes(own)) return [];
  return [{ kind: 'new-publisher', weight: 4, detail: `${own} published ${version} and none of the ${earlier.length} releases before it` }];
}

function isAttested(entry: NpmManifest): boolean {
  return isTable(tableIn(entry, 'dist')['attestations']) || isTable(tableIn(entry, '_npmUser')['trustedPublisher']);
}

function people(entry: NpmManifest): ReadonlySet<string> {
  return new Set(listIn(entry, 'maintainers').flatMap((person) => (isTable(person) ? textIn(person, 'name') ?? [] : typeof person === 'string' ? person.split(' ', 1) : [])));
}

function linkFacts(name: string, entry: NpmManifest): MetadataFact[] {
  const said = entry['repository'];
  const link = typeof said === 'string' ? said : isTable(said) ? textIn(said, 'url') : undefined;
  if (link === undefined || link === '') return textIn(entry, 'homepage') === undefined ? [{ kind: 'repository-missing', weight: 2, detail: 'it names neither a home page nor a repository' }] : [];
  const repository = repositoryOf(link);
  if (repository === undefined || !isBorrowedRepository(repository, name)) return [];
  return [{ kind: 'repository-mismatch', weight: 10, detail: `it names the repository ${repository}, which belongs to a project with a very similar name` }];
}

function dependencyFacts(entry: NpmManifest): MetadataFact[] {
  const facts: MetadataFact[] = [];
  for (const kind of ['dependencies', 'optionalDependencies']) {
    for (const [name, wanted] of Object.entries(tableIn(entry, kind))) {
      if (typeof wanted === 'string' && /^(?:git[+:]|https?:|[\w.-]+\/[\w.-]+(?:#|$)|github:|gitlab:|bitbucket:|gist:)/.test(wanted)) {
        facts.push({ kind: 'url-dependency', weight: 6, detail: `${name} comes from ${wanted} instead of a release` });
      }
    }
  }
  return facts;
}
