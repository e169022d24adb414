/** What a run behind the gate came to: compares the trail with the lock file and with what is installed now. Pure. */
import type { TrailEntry } from '../store/trail.ts';
import type { Locked } from './lock-text.ts';

interface Named {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

export interface Present extends Named {
  readonly ecosystem: 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
  /** An address, a path or a repository it was installed from instead of an index. */
  readonly direct?: string;
}

export interface RunFacts {
  /** The run's own entries, and refusals that the trail could not take. */
  readonly entries: readonly TrailEntry[];
  /** What came into the project during the run, the client's caches included. */
  readonly arrived: readonly Present[];
  /** What the lock files name now. */
  readonly locked: readonly Locked[];
  /** Names with versions that some gate on this store served before. */
  readonly servedBefore: ReadonlySet<string>;
  /** Names with versions that are known bad, with the reason. */
  readonly knownBad: ReadonlyMap<string, string>;
  readonly clientCode: number;
}

export interface Stopped {
  readonly what: string;
  readonly reason: string;
  readonly blockId: string;
}

export interface Substituted extends Stopped {
  readonly instead: string;
}

export interface Aftermath {
  readonly served: readonly string[];
  readonly refused: readonly Stopped[];
  readonly substituted: readonly Substituted[];
  /** From the client's cache or elsewhere, but passed a gate before and not known bad. */
  readonly cached: readonly string[];
  /** Installed without ever passing the gate. */
  readonly unvetted: readonly string[];
  /** Installed without passing now, and known bad. */
  readonly bad: readonly Stopped[];
  readonly failed: readonly Stopped[];
  readonly exitCode: number;
}

/** Ours is never milder than the client's: 1 where something was refused for good, 3 where something came in unseen. */
export function aftermathOf(facts: RunFacts): Aftermath {
  const served = new Map<string, TrailEntry>();
  for (const entry of facts.entries) if (entry.outcome === 'served') served.set(keyOf(entry), entry);
  const present = [...facts.arrived, ...facts.locked, ...served.values()];
  const { refused, substituted } = sortStops(facts, present);
  const cached: string[] = [];
  const unvetted: string[] = [];
  const bad: Stopped[] = [];
  for (const item of unique(facts.arrived)) {
    const key = keyOf(item);
    if (served.has(key) && item.direct === undefined) continue;
    const why = facts.knownBad.get(key);
    if (why !== undefined) bad.push({ what: shown(item), reason: why, blockId: '' });
    else if (facts.servedBefore.has(key) && item.direct === undefined) cached.push(shown(item));
    else unvetted.push(item.direct === undefined ? shown(item) : `${shown(item)} from ${item.direct}`);
  }
  const failed = facts.entries.filter((entry) => entry.outcome === 'failed').map(stopOf);
  const ours = refused.length + bad.length > 0 ? 1 : unvetted.length > 0 ? 3 : 0;
  return { served: [...served.values()].map(shown), refused, substituted, cached, unvetted, bad, failed, exitCode: facts.clientCode === 0 ? ours : facts.clientCode };
}

/** The name and version as a key of `servedBefore` and `knownBad`. */
export function keyOf(item: Named): string {
  return `${item.ecosystem} ${item.name} ${item.version}`;
}

const BAD_CAUSES = /^(?:verdict|quarantine|advisory|look-alike|internal|integrity)\b/;

/** A stop is a substitution where the client succeeded with another version of the package, else a refusal. */
function sortStops(facts: RunFacts, present: readonly Named[]): { refused: Stopped[]; substituted: Substituted[] } {
  const refused = new Map<string, Stopped>();
  const substituted = new Map<string, Substituted>();
  for (const entry of facts.entries) {
    if (entry.outcome !== 'refused' && entry.outcome !== 'hidden') continue;
    const others = present.filter((each) => each.ecosystem === entry.ecosystem && each.name === entry.name && each.version !== entry.version);
    const same = present.some((each) => each.ecosystem === entry.ecosystem && each.name === entry.name && each.version === entry.version);
    const [instead] = others;
    if (facts.clientCode === 0 && instead !== undefined && !same && entry.version !== '') {
      if (entry.outcome === 'refused' || isNewer(entry.version, instead.version)) substituted.set(entry.blockId, { ...stopOf(entry), instead: instead.version });
    } else if (entry.outcome === 'refused' || wasNeeded(entry, facts)) {
      refused.set(entry.blockId, stopOf(entry));
    }
  }
  return { refused: [...refused.values()], substituted: [...substituted.values()] };
}

/** A hidden version that nothing replaced: needed where the client failed, and left out by an npm client that shrugs at optional dependencies. */
function wasNeeded(entry: TrailEntry, facts: RunFacts): boolean {
  return facts.clientCode !== 0 || (entry.ecosystem === 'npm' && BAD_CAUSES.test(entry.reason));
}

function isNewer(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) > 0;
}

function stopOf(entry: TrailEntry): Stopped {
  return { what: entry.name === '' ? entry.file : shown(entry), reason: entry.reason, blockId: entry.blockId };
}

function shown(item: { readonly name: string; readonly version: string }): string {
  return item.version === '' ? item.name : `${item.name}@${item.version}`;
}

function unique(items: readonly Present[]): Present[] {
  return [...new Map(items.map((item) => [`${keyOf(item)} ${item.direct ?? ''}`, item])).values()];
}
