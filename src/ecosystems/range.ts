/** Whether a version meets what a manifest asks for, in the ecosystem's own words. */
import { satisfies, validRange } from 'semver';
import type { Ecosystem } from '../model/package.ts';
import { isWithin } from './pypi/versions.ts';

/** Undefined where the range can't be compared: a tag, an address, another tool's dialect. */
export function isRangeMet(ecosystem: Ecosystem, version: string, range: string): boolean | undefined {
  if (ecosystem === 'pypi') return isWithin(version, range);
  return validRange(range, true) === null ? undefined : satisfies(version, range, { loose: true, includePrerelease: true });
}
