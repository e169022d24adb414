/** Which distribution an artifact is: core metadata (packaging.python.org: Core metadata specifications) or its file name (PEP 427, PEP 625). */
import type { Artifact, Entry } from '../../model/artifact.ts';

/** The fields of METADATA or PKG-INFO; repeated fields are lists. {} where there is none. */
export function metadataOf(artifact: Artifact, text: (entry: Entry) => string): Record<string, unknown> {
  const candidates = artifact.entries.filter(({ path }) => /(?:^|\/)(?:[^/]+\.dist-info\/METADATA|PKG-INFO)$/.test(path) && !path.includes('!/'));
  const [entry] = candidates.sort((a, b) => a.path.split('/').length - b.path.split('/').length);
  return entry ? parseMetadata(text(entry)) : {};
}

/** RFC 822 style headers, then the description. */
export function parseMetadata(text: string): Record<string, unknown> {
  const fields: Record<string, string | string[]> = Object.create(null);
  const end = /\r?\n\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const key = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    const old = fields[key];
    fields[key] = old === undefined ? value : Array.isArray(old) ? [...old, value] : [old, value];
  }
  if (end && fields['Description'] === undefined) fields['Description'] = text.slice(end.index + end[0].length, end.index + 200_000);
  return fields;
}

/** Name and version from `name-1.0-py3-none-any.whl` or `name-1.0.tar.gz`. */
export function nameFromFile(file: string): { name: string; version?: string } | undefined {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const wheel = /^(.+?)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/i.exec(base);
  if (wheel?.[1] !== undefined && wheel[2] !== undefined) return { name: wheel[1], version: wheel[2] };
  const stem = base.replace(/\.(?:tar\.(?:gz|bz2|xz|zst|Z)|tgz|tbz2?|txz|zip|egg|tar)$/i, '');
  if (stem === base) return undefined;
  const split = /^(.+?)-(\d[^-]*)(?:-py[\d.]+.*)?$/.exec(stem);
  return split?.[1] === undefined || split[2] === undefined ? { name: stem } : { name: split[1], version: split[2] };
}
