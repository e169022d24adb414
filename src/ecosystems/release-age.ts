/** What the times of a project's releases say, the same for every registry. */
import type { MetadataFact } from '../model/registry.ts';

/** A version with the time it was published, in milliseconds since 1970. */
export interface Published {
  readonly version: string;
  readonly at: number;
}

const DAY = 86_400_000;

/** Facts about age, gaps and bursts. `history` holds every version whose time is known, `version` the one in question, `now` milliseconds. */
export function ageFacts(history: readonly Published[], version: string, now: number): MetadataFact[] {
  const ordered = [...history].sort((a, b) => a.at - b.at);
  const own = ordered.find((entry) => entry.version === version);
  const first = ordered[0];
  if (own === undefined || first === undefined) return [];
  const facts: MetadataFact[] = [];
  const projectAge = days(now - first.at);
  const versionAge = days(now - own.at);
  if (projectAge < 30) facts.push({ kind: 'young-project', weight: projectAge < 7 ? 8 : 5, detail: `the project first appeared ${ago(projectAge)}` });
  if (versionAge < 7) facts.push({ kind: 'young-version', weight: versionAge < 3 ? 3 : 1, detail: `${version} was published ${ago(versionAge)}` });
  if (ordered.length === 1) facts.push({ kind: 'first-release', weight: projectAge < 30 ? 3 : 1, detail: `${version} is the only release` });
  const before = ordered.filter((entry) => entry.at < own.at).at(-1);
  const gap = before === undefined ? 0 : days(own.at - before.at);
  if (before !== undefined && gap >= 365 && versionAge < 60) facts.push({ kind: 'revived', weight: 5, detail: `${version} came ${gap} days after ${before.version}` });
  const sameDay = ordered.filter((entry) => Math.abs(entry.at - own.at) < DAY).length;
  if (sameDay >= 8 && projectAge < 30) facts.push({ kind: 'burst', weight: 3, detail: `${sameDay} versions were published within a day of ${version}` });
  return facts;
}

/** Facts about a version number that only makes sense where it must win over a private package's. Years are calendar versions. */
export function versionFacts(version: string, versions: number): MetadataFact[] {
  const major = Number(/^v?(?:\d+!)?(\d+)/.exec(version)?.[1] ?? 0);
  const isYear = major >= 1990 && major <= 2100 || /^(?:19|20)\d{4,6}$/.test(String(major));
  if (major < 99 || isYear || versions > 5) return [];
  return [{ kind: 'version-99', weight: 8, detail: `the version ${version} is far above what ${versions === 1 ? 'a first release' : `one of ${versions} releases`} would have: it wins over a private package of the same name` }];
}

function days(milliseconds: number): number {
  return Math.floor(milliseconds / DAY);
}

function ago(count: number): string {
  return count <= 0 ? 'today' : count === 1 ? 'a day ago' : `${count} days ago`;
}
