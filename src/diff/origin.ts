/** Which release of an original an imitation was made from: copies keep the original's version somewhere in their code. */
import type { Artifact } from '../model/artifact.ts';

const CODE = /\.(?:py|pyi|js|cjs|mjs|ts|json|cfg|toml)$|(?:^|\/)__version__$/;
const METADATA = /(?:^|\/)(?:PKG-INFO|METADATA)$/;

/**
 * Those of `versions` that the code names as a text, the one it names most often first, the newest where several are. The number that the imitation
 * gives itself comes last: it may be the original's by chance. Change logs don't count.
 */
export function versionsCopied(imitation: Artifact, versions: readonly string[]): string[] {
  const known = new Set(versions.filter((version) => version.includes('.')));
  const counts = new Map<string, number>();
  const own = new Set<string>();
  for (const entry of imitation.entries) {
    const isMetadata = METADATA.test(entry.path);
    if (!isMetadata && !CODE.test(entry.path)) continue;
    const text = new TextDecoder().decode(entry.bytes);
    const said = isMetadata ? /^Version: *(\S+)/m.exec(text)?.[1] : undefined;
    if (said !== undefined && known.has(said)) own.add(said);
    if (isMetadata) continue;
    for (const [, named, version = ''] of text.matchAll(/(version["']?(?:__)?["']?\s*[=:]\s*)?["']v?(\d[\w.!+-]*)["']/gi)) {
      if (known.has(version)) counts.set(version, (counts.get(version) ?? 0) + (named === undefined ? 1 : 5));
    }
  }
  const named = versions.filter((version) => counts.has(version) && !own.has(version)).reverse().sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return [...named, ...own];
}

/**
 * The releases of the original that may be the nearest, likeliest first, at most `most`: those that the code names and their neighbours, since a copy
 * may be of what stood in the repository between two; where it names none, the latest and some before it.
 */
export function likelyOrigins(imitation: Artifact, versions: readonly string[], latest: string | undefined, most: number): string[] {
  const [first = latest ?? '', second] = versionsCopied(imitation, versions);
  const [at, other] = [versions.indexOf(first), versions.indexOf(second ?? '')];
  const around = at < 0 ? [] : [versions[at + 1], versions[at - 1]];
  const between = first === latest ? [0.75, 0.5, 0.25].map((share) => versions[Math.floor(versions.length * share)]) : [];
  const wanted = [versions[at], second, ...around, other < 0 ? undefined : versions[other + 1], latest, ...between].filter((version) => version !== undefined);
  return [...new Set(wanted)].slice(0, most);
}
