/** Where a package says its name: the place for what concerns it as a whole. */
import type { PackageView } from '../../model/rule.ts';
import type { Span, SourceUnit } from '../../model/source.ts';

const MANIFESTS = [/^(?:[^/]+\/)?(?:PKG-INFO|package\.json)$|^[^/]+\.dist-info\/METADATA$/, /^(?:[^/]+\/)?(?:pyproject\.toml|setup\.cfg|setup\.py)$/] as const;
const SAYS_NAME = /^(?:Name:[ \t]*|[ \t]*"name"[ \t]*:[ \t]*"|[ \t]*name[ \t]*=[ \t]*["']?|.*\bname[ \t]*=[ \t]*["']).*$/m;

/** The line of the manifest that names the package, else the first file; undefined for an empty archive. Counts as told at install. */
export function nameplateOf(pkg: PackageView): { readonly unit: SourceUnit; readonly span: Span; readonly stage: 'install' } | undefined {
  const { entries } = pkg.artifact;
  const entry = MANIFESTS.map((manifest) => entries.find(({ path }) => manifest.test(path))).find((found) => found !== undefined) ?? entries[0];
  if (entry === undefined) return undefined;
  const unit = pkg.unitAt(entry.path);
  const named = SAYS_NAME.exec(unit.text);
  return { unit, span: named === null ? { start: 0, end: 0 } : { start: named.index, end: named.index + named[0].length }, stage: 'install' };
}
