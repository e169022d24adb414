/** The files of two packages that stand at the same place. Pure. */
import type { Artifact, Entry } from '../model/artifact.ts';

/** The metadata that build tools write: its differences are told as metadata. */
const GENERATED = /(?:^|\/)(?:PKG-INFO|[^/]+\.(?:dist|egg)-info\/.*|RECORD)$/;

/** Files by their path below the archive's own top folder, renamed. */
export function filesByPath(artifact: Artifact, rename: (text: string) => string): Map<string, Entry> {
  const short = shortener(artifact);
  const files = artifact.entries.filter((entry) => !GENERATED.test(entry.path));
  return new Map(files.map((entry) => [rename(short(entry.path)), entry]));
}

/** An sdist's `name-1.0/` and npm's `package/` are the archive's, not the package's. */
export function shortener({ entries: [first], entries }: Artifact): (path: string) => string {
  const top = `${first?.path.split('/', 1)[0] ?? ''}/`;
  const isCommon = entries.every((entry) => entry.path.startsWith(top));
  return (path) => (isCommon ? path.slice(top.length) : path);
}
