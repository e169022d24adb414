/**
 * What npm registries answer: packuments (github.com/npm/registry: package-metadata), with integrity, signatures and attestations. Pure: addresses
 * and schemas only, lenient to what registries add or leave out.
 */
import { maxSatisfying, rcompare, valid, validRange } from 'semver';
import { isTable } from '../../kit/table.ts';
import { RegistryFailure } from '../../model/registry.ts';
import type { RegistryDocument, RegistryFile } from '../../model/registry.ts';

/** The full form: the short one has neither times nor maintainers. */
export const PACKUMENT_ACCEPT = 'application/json';

/** One version of a packument; fields beyond these are left as they are. */
export type NpmManifest = Readonly<Record<string, unknown>>;

export interface Packument {
  readonly name: string;
  readonly versions: ReadonlyMap<string, NpmManifest>;
  readonly tags: Readonly<Record<string, string>>;
  /** ISO 8601 by version, and `created`, `modified`, `unpublished`. */
  readonly time: Readonly<Record<string, string>>;
  readonly document: NpmManifest;
}

/** The address of a package's packument; a scope's slash is encoded. */
export function packumentUrl(index: string, name: string): string {
  return new URL(name.startsWith('@') ? `@${encodeURIComponent(name.slice(1))}` : encodeURIComponent(name), index).href;
}

/** Where a registry keeps a version's tarball by convention. */
export function tarballUrl(index: string, name: string, version: string): string {
  return new URL(`${name.split('/').map((part) => (part.startsWith('@') ? `@${encodeURIComponent(part.slice(1))}` : encodeURIComponent(part))).join('/')}/-/${encodeURIComponent(name.split('/').at(-1) ?? name)}-${encodeURIComponent(version)}.tgz`, index).href;
}

/** Reads a packument. Throws RegistryFailure of kind `nonsense` for anything else. */
export function parsePackument(document: RegistryDocument, name: string): Packument {
  let whole: unknown;
  try {
    whole = JSON.parse(document.text);
  } catch (error) {
    throw nonsense(document, error instanceof Error ? error.message : String(error));
  }
  if (!isTable(whole)) throw nonsense(document, 'it is no object');
  if (typeof whole['name'] === 'string' && whole['name'] !== name) throw nonsense(document, `it is about "${whole['name']}", not "${name}"`);
  const versions = whole['versions'];
  if (!isTable(versions) && !isTable(whole['time'])) throw nonsense(document, 'it lists no versions');
  return {
    name, document: whole, tags: texts(whole['dist-tags']), time: texts(whole['time']),
    versions: new Map(Object.entries(isTable(versions) ? versions : {}).flatMap(([version, entry]) => (isTable(entry) ? [[version, entry] as const] : []))),
  };
}

/** The version that a tag, version or range means; without one, `latest`. Undefined where there is none. */
export function chooseVersion(packument: Packument, wanted = 'latest'): string | undefined {
  const exact = valid(wanted, { loose: true });
  if (packument.versions.has(wanted)) return wanted;
  if (exact !== null) return packument.versions.has(exact) ? exact : undefined;
  const tagged = packument.tags[wanted];
  if (tagged !== undefined && packument.versions.has(tagged)) return tagged;
  const all = [...packument.versions.keys()];
  if (wanted === 'latest') return all.sort((a, b) => rcompare(a, b, true))[0];
  return validRange(wanted) === null ? undefined : maxSatisfying(all, wanted) ?? undefined;
}

/** The one file of a version. `builtIn` is the client's default registry, whose host mirrors leave in addresses; npm asks its own registry instead. */
export function fileOfVersion(packument: Packument, version: string, index: string, builtIn: string | undefined): RegistryFile {
  const entry = packument.versions.get(version) ?? {};
  const dist = isTable(entry['dist']) ? entry['dist'] : {};
  const said = typeof dist['tarball'] === 'string' && URL.canParse(dist['tarball'], index) ? new URL(dist['tarball'], index).href : tarballUrl(index, packument.name, version);
  const attestations = isTable(dist['attestations']) ? dist['attestations']['url'] : undefined;
  const uploaded = packument.time[version];
  return {
    ecosystem: 'npm', name: packument.name, version, filename: `${packument.name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`, form: 'tarball',
    url: replaceHost(said, index, builtIn), hashes: { ...(typeof dist['shasum'] === 'string' ? { sha1: dist['shasum'].toLowerCase() } : {}), ...integrityHashes(dist['integrity']) },
    ...(uploaded === undefined ? {} : { uploaded }), ...(typeof attestations === 'string' && URL.canParse(attestations, index) ? { provenance: replaceHost(new URL(attestations, index).href, index, builtIn) } : {}),
  };
}

/** Hex hashes of a subresource-integrity text (`sha512-…base64`). */
export function integrityHashes(integrity: unknown): Record<string, string> {
  const hashes: Record<string, string> = {};
  if (typeof integrity !== 'string') return hashes;
  for (const part of integrity.trim().split(/\s+/)) {
    const [, algorithm, digest] = /^(sha1|sha256|sha384|sha512)-((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2,3})?)(?:\?|$)/.exec(part) ?? [];
    if (algorithm !== undefined && digest !== undefined && digest !== '') hashes[algorithm] ??= hexOf(digest);
  }
  return hashes;
}

/** npm's `replace-registry-host`: only the client's own default host is replaced. */
export function replaceHost(url: string, index: string, builtIn: string | undefined): string {
  if (builtIn === undefined) return url;
  const target = new URL(url);
  const own = new URL(index);
  if (target.host !== new URL(builtIn).host || target.host === own.host) return url;
  target.protocol = own.protocol;
  target.host = own.host;
  target.port = own.port;
  if (!target.pathname.startsWith(own.pathname)) target.pathname = own.pathname + target.pathname.slice(1);
  return target.href;
}

function hexOf(base64: string): string {
  return [...atob(base64)].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

function texts(value: unknown): Record<string, string> {
  if (!isTable(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : [])));
}

function nonsense(document: RegistryDocument, why: string): RegistryFailure {
  return new RegistryFailure('nonsense', `${new URL(document.url).host} answers with something that is no packument: ${why}`, document.url);
}
