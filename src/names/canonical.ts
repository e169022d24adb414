/** How a registry sees a name: names that are equal here are the same package there. */
import type { Ecosystem } from '../model/package.ts';

/** The longest name worth judging; npm allows 214 letters and no popular name has 100. */
export const LONGEST_NAME = 214;

/**
 * The registry's own normal form: PEP 503 for PyPI (packaging.python.org/specifications/name-normalization), lower case elsewhere.
 * Letters outside ASCII are kept: what they imitate is found by `latinized`.
 */
export function canonicalName(ecosystem: Ecosystem, name: string): string {
  const lower = name.trim().toLowerCase();
  return ecosystem === 'pypi' ? lower.replace(/[-_.]{2,}|[_.]/g, '-') : lower;
}

/** The same for a list, of which nearly all is in normal form already. */
export function canonicalNames(ecosystem: Ecosystem, names: readonly string[]): readonly string[] {
  return UNUSUAL.test(names.join('\n')) ? names.map((name) => (UNUSUAL.test(name) ? canonicalName(ecosystem, name) : name)) : names;
}

/** Only names without any of these are surely their own normal form, in every registry. */
const UNUSUAL = /[^a-z0-9\n-]|--/;

/** A name without its separators, scope marks included: `scikit-learn` and `scikitlearn` are one. */
export function squashed(canonical: string): string {
  return SEPARATED.test(canonical) ? canonical.replace(/[-_./@\s]+/g, '') : canonical;
}

/** The words of a name. */
export function tokensOf(canonical: string): string[] {
  return SEPARATED.test(canonical) ? canonical.split(/[-_./@\s]+/).filter((token) => token !== '') : [canonical];
}

/** Scope and bare name of an npm name, undefined where it has no scope. */
export function scopeOf(name: string): { scope: string; bare: string } | undefined {
  if (!name.startsWith('@')) return undefined;
  const slash = name.indexOf('/');
  return slash < 2 ? undefined : { scope: name.slice(1, slash), bare: name.slice(slash + 1) };
}

const SEPARATED = /[-_./@\s]/;
