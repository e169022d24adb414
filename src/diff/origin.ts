/** Which release of an original an imitation was made from: copies keep the original's version somewhere in their code. */
import type { Artifact } from '../model/artifact.ts';

const CODE = /\.(?:py|pyi|js|cjs|mjs|ts|json|cfg|toml)$|(?:^|\/)__version__$/;

/** The one of `versions` that the code names as a text most often, the newest where several are; undefined where it names none. Change logs don't count. */
export function versionCopied(imitation: Artifact, versions: readonly string[]): string | undefined {
  const known = new Set(versions.filter((version) => version.includes('.')));
  const counts = new Map<string, number>();
  for (const entry of imitation.entries) {
    if (!CODE.test(entry.path)) continue;
    const text = new TextDecoder().decode(entry.bytes);
    for (const [, named, version = ''] of text.matchAll(/(version["']?(?:__)?["']?\s*[=:]\s*)?["']v?(\d[\w.!+-]*)["']/gi)) {
      if (known.has(version)) counts.set(version, (counts.get(version) ?? 0) + (named === undefined ? 1 : 5));
    }
  }
  const most = Math.max(0, ...counts.values());
  return versions.findLast((version) => most > 0 && counts.get(version) === most);
}
