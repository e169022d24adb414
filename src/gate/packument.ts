/**
 * npm's package documents (docs: registry/docs/responses/package-metadata.md of the registry's own repository). Only `versions`, `time`,
 * `dist-tags` and `dist.tarball` are edited: integrity, signatures and attestations stay as they came.
 */
import { compare, prerelease, valid } from 'semver';
import { isObject, parseObject, type Json } from './json-object.ts';
import { integrityOf, type Candidate } from './listing.ts';

export interface Packument {
  readonly name: string;
  readonly candidates: readonly Candidate[];
  readonly hasTimes: boolean;
}

/** Reads what decides from a packument's text, and from the full one's text for the times where the first is abbreviated. Undefined where it is none. */
export function readPackument(text: string, fullText?: string): Packument | undefined {
  const doc = parseObject(text);
  if (doc === undefined || typeof doc['name'] !== 'string' || !isObject(doc['versions'])) return undefined;
  const full = fullText === undefined ? undefined : parseObject(fullText);
  const time = isObject(doc['time']) ? doc['time'] : isObject(full?.['time']) ? full['time'] : undefined;
  const name = doc['name'];
  const candidates = Object.entries(doc['versions']).flatMap(([version, manifest]) => {
    const candidate = isObject(manifest) ? candidateOf(name, version, manifest, time?.[version]) : undefined;
    return candidate === undefined ? [] : [candidate];
  });
  return { name, candidates, hasTimes: time !== undefined };
}

/**
 * The packument with only the versions in `allowed`, its `latest` repaired. `tarballBase` is put before `<name>/-/<file>` as the tarballs'
 * address; undefined leaves the addresses as they are (for clients that come through the forward proxy).
 */
export function editPackument(text: string, allowed: ReadonlySet<string>, tarballBase: string | undefined): string {
  const doc = parseObject(text) ?? {};
  const name = String(doc['name']);
  const versions: Record<string, unknown> = {};
  for (const [version, manifest] of Object.entries(isObject(doc['versions']) ? doc['versions'] : {})) {
    if (allowed.has(version) && isObject(manifest)) versions[version] = tarballBase === undefined ? manifest : readdressed(manifest, name, version, tarballBase);
  }
  const edited: Record<string, unknown> = { ...doc, versions };
  if (isObject(doc['dist-tags'])) edited['dist-tags'] = repairTags(doc['dist-tags'], Object.keys(versions));
  if (isObject(doc['time'])) edited['time'] = Object.fromEntries(Object.entries(doc['time']).filter(([key]) => valid(key) === null || Object.hasOwn(versions, key)));
  return JSON.stringify(edited);
}

/**
 * Drops tags of hidden versions. A hidden `latest` becomes the newest stable version that isn't newer than it was; where only prereleases are left
 * there is no `latest`: clients that dangle fail with a TypeError, and a prerelease nobody asked for must not be installed.
 */
export function repairTags(tags: Json, versions: readonly string[]): Record<string, unknown> {
  const present = new Set(versions);
  const repaired = Object.fromEntries(Object.entries(tags).filter(([, version]) => present.has(String(version))));
  const old = tags['latest'];
  if (typeof old !== 'string' || repaired['latest'] !== undefined) return repaired;
  const stable = versions.filter((version) => valid(version) !== null && prerelease(version) === null && (valid(old) === null || compare(version, old) <= 0));
  const best = stable.sort(compare).at(-1);
  if (best !== undefined) repaired['latest'] = best;
  return repaired;
}

/** What the document says of one version; undefined where it says nothing. */
export function entryOf(text: string, version: string): Json | undefined {
  const versions = text === '' ? undefined : parseObject(text)?.['versions'];
  const entry = isObject(versions) ? versions[version] : undefined;
  return isObject(entry) ? entry : undefined;
}

/** The file name in a tarball's path as registries form it: the name without scope, and the version. */
export function tarballFile(name: string, version: string): string {
  return `${name.slice(name.lastIndexOf('/') + 1)}-${version}.tgz`;
}

/** Undefined for what no client could install by this name and version: it isn't passed on either. */
function candidateOf(name: string, version: string, manifest: Json, time: unknown): Candidate | undefined {
  const dist = manifest['dist'];
  if (!isObject(dist) || typeof dist['tarball'] !== 'string' || valid(version, { loose: true }) === null) return undefined;
  if ((manifest['name'] ?? name) !== name || (manifest['version'] ?? version) !== version) return undefined;
  const published = typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? new Date(time) : undefined;
  return {
    version, file: tarballFile(name, version), url: dist['tarball'], published,
    integrity: integrityOf(dist['integrity'], dist['shasum']), runsScripts: hasInstallScript(manifest),
  };
}

/** Abbreviated documents say it in one field; full ones have the scripts, and a gyp file makes npm build without any. */
function hasInstallScript(manifest: Json): boolean {
  if (manifest['hasInstallScript'] === true || manifest['gypfile'] === true) return true;
  const scripts = manifest['scripts'];
  return isObject(scripts) && ['preinstall', 'install', 'postinstall'].some((name) => typeof scripts[name] === 'string');
}

function readdressed(manifest: Json, name: string, version: string, base: string): Json {
  const dist = isObject(manifest['dist']) ? manifest['dist'] : {};
  return { ...manifest, dist: { ...dist, tarball: `${base}${name}/-/${tarballFile(name, version)}` } };
}
