/** Lock files as text: which versions they name, and the addresses they hold. */
import { LockFault } from '../ecosystems/locked.ts';
import { lockParserFor } from '../ecosystems/lockfiles.ts';
import { normalizeName } from './simple-page.ts';

export const LOCK_FILES = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'uv.lock', 'poetry.lock', 'pdm.lock'] as const;

export interface Locked {
  readonly ecosystem: 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
}

/** The versions that a lock file names; what can't be read as its name says names none, which the comparison after a run then tells as not vetted. */
export function readLocked(file: string, text: string): Locked[] {
  const parse = lockParserFor(file);
  if (parse === undefined || text === '') return [];
  try {
    return parse(text, file).locked.flatMap(({ ecosystem, name, version }) => {
      if ((ecosystem !== 'npm' && ecosystem !== 'pypi') || version === undefined) return [];
      return [{ ecosystem, name: ecosystem === 'pypi' ? normalizeName(name) : name, version }];
    });
  } catch (error) {
    if (error instanceof LockFault) return [];
    throw error;
  }
}

/** What the gate put in place of an upstream's addresses, to be put back: an address of ours that ends must not stay in a lock file. */
export interface Restoration {
  readonly base: string;
  readonly npmIndex: string | undefined;
  readonly simpleIndex: string | undefined;
  /** The upstream's address of a file that we called `<project>/<file>`. */
  fileUrl(project: string, file: string): string | undefined;
}

/** Puts the upstream's addresses back; addresses in the `name@url` spellings of yarn are percent-encoded. */
export function restoreAddresses(text: string, { base, npmIndex, simpleIndex, fileUrl }: Restoration): string {
  let restored = text.replace(new RegExp(`${escape(base)}/pypi/files/([A-Za-z0-9._-]+)/([^"'\\s#]+)`, 'g'), (whole, project: string, file: string) => fileUrl(project, decodeURIComponent(file)) ?? whole);
  restored = withoutUsualArchives(restored, `${base}/npm/`);
  for (const [own, upstream] of [[`${base}/npm/`, npmIndex], [`${base}/pypi/simple/`, simpleIndex]] as const) {
    if (upstream === undefined) continue;
    restored = restored.replaceAll(own, upstream).replaceAll(encodeURIComponent(own), encodeURIComponent(upstream));
    restored = restored.replaceAll(new RegExp(`${escape(own.slice(0, -1))}(?=["'\\s])`, 'g'), upstream.slice(0, -1));
  }
  return restored;
}

/** Yarn notes where an archive is only if that isn't where a registry usually has it, which our address seems to be once the gate it was of is gone. */
function withoutUsualArchives(text: string, own: string): string {
  const archive = new RegExp(`((?:@[^@/"\\s]+/)?([^@/"\\s]+))@npm:([^":\\s]+)::__archiveUrl=${escape(encodeURIComponent(own))}([^"&\\s]+)`, 'g');
  return text.replace(archive, (whole, name: string, bare: string, version: string, path: string) => (decodeURIComponent(path) === `${name}/-/${bare}-${version}.tgz` ? `${name}@npm:${version}` : whole));
}

/**
 * Whether an address is that of a gate which is gone: clients keep them in their caches, and a run that was killed leaves them in lock files. They are
 * taken for ours: what they name is decided on like anything else.
 */
export function isFormerGate(address: string, origins: ReadonlySet<string>): boolean {
  return FORMER_GATE.test(address) && !origins.has(new URL(address).origin);
}

/** The addresses of gates that are gone in a lock file's text, without their paths. */
export function formerGatesIn(text: string, origins: ReadonlySet<string>): string[] {
  const plain = text.replaceAll(/http%3A%2F%2F127\.0\.0\.1%3A\d+%2F(?:npm|pypi)%2F/gi, (encoded) => ` ${decodeURIComponent(encoded)}`);
  const bases = [...plain.matchAll(/http:\/\/127\.0\.0\.1:\d+\/(?:npm|pypi)\//g)].map(([address]) => address);
  return [...new Set(bases.filter((base) => isFormerGate(base, origins)).map((base) => new URL(base).origin))];
}

const FORMER_GATE = /^http:\/\/127\.0\.0\.1:\d+\/(?:npm|pypi)\//;

/** Addresses in a lock file that lie outside the registries: a client that follows them goes around the gate. */
export function outsideAddresses(text: string, origins: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const [address] of text.matchAll(/\b(?:https?|git\+\w+|git|ssh):\/\/[^\s"'<>)\]}]+/g)) {
    if (!/^https?:/.test(address)) found.add(address);
    else if (URL.canParse(address) && isArtifact(address) && !origins.has(new URL(address).origin) && !isFormerGate(address, origins)) found.add(address);
  }
  return [...found];
}

/** Lock files also hold addresses of home pages and funding; only what would be fetched counts. */
function isArtifact(address: string): boolean {
  return /\.(?:tgz|whl|zip|tar\.\w+|git)(?:[?#]|$)/.test(address);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
