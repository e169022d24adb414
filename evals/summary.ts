/** Counts outcomes. Pure. `unknown` is neither caught nor a false alarm: it is counted apart. */
import type { Outcome } from './outcome.ts';

export interface Rates {
  readonly samples: number;
  readonly families: number;
  readonly unknown: number;
  /** Shares, 0 to 1, of families (a family counts by the share of its samples). */
  readonly suspicious: number;
  readonly malicious: number;
}

export interface RuleCount {
  readonly rule: string;
  readonly family: string;
  /** Samples in which it scores at all. */
  readonly malware: number;
  readonly benign: number;
  /** Benign samples that are judged at least suspicious and malicious with it among the evidence. */
  readonly alarms: number;
  readonly convictions: number;
}

export interface Summary {
  readonly malware: Rates;
  readonly benign: Rates;
  readonly rules: readonly RuleCount[];
  readonly behaviours: readonly { readonly family: string; readonly malware: number; readonly benign: number }[];
  readonly missed: readonly Outcome[];
  readonly unconvicted: readonly Outcome[];
  readonly alarms: readonly Outcome[];
  readonly unknown: readonly Outcome[];
  readonly slowest: readonly Outcome[];
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly codeBytes: number;
}

/** Points below which evidence of a rule doesn't count as seen. */
const LEAST_POINTS = 1;

export function summaryOf(outcomes: readonly Outcome[]): Summary {
  const malware = outcomes.filter(({ sample }) => sample.truth === 'malware');
  const benign = outcomes.filter(({ sample }) => sample.truth === 'benign');
  const times = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return {
    malware: ratesOf(malware), benign: ratesOf(benign),
    rules: ruleCounts(malware, benign), behaviours: behaviourCounts(malware, benign),
    missed: malware.filter((one) => !isAlarm(one)).sort(byScore),
    unconvicted: malware.filter(({ verdict }) => verdict === 'suspicious').sort(byScore),
    alarms: benign.filter(isAlarm).sort(byScore),
    unknown: outcomes.filter(({ verdict }) => verdict === 'unknown'),
    slowest: outcomes.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 5),
    median: quantile(times, 0.5), p95: quantile(times, 0.95),
    codeBytes: outcomes.reduce((total, one) => total + one.codeBytes, 0),
  };
}

export function isAlarm({ verdict }: Outcome): boolean {
  return verdict === 'suspicious' || verdict === 'malicious';
}

function ratesOf(outcomes: readonly Outcome[]): Rates {
  const families = new Map<string, Outcome[]>();
  for (const one of outcomes) {
    // Each benign archive stands for itself: nobody installs "a family of wheels".
    const key = one.sample.truth === 'benign' ? one.sample.path : one.sample.family;
    const same = families.get(key);
    if (same) same.push(one);
    else families.set(key, [one]);
  }
  const mean = (counts: (one: Outcome) => boolean): number => {
    let total = 0;
    for (const same of families.values()) total += same.filter(counts).length / same.length;
    return families.size === 0 ? 0 : total / families.size;
  };
  return {
    samples: outcomes.length, families: families.size, unknown: outcomes.filter(({ verdict }) => verdict === 'unknown').length,
    suspicious: mean(isAlarm), malicious: mean(({ verdict }) => verdict === 'malicious'),
  };
}

function ruleCounts(malware: readonly Outcome[], benign: readonly Outcome[]): RuleCount[] {
  const families = new Map([...malware, ...benign].flatMap(({ hits }) => hits.map(({ rule, family }) => [rule, family] as const)));
  const seen = (outcomes: readonly Outcome[], rule: string): number =>
    outcomes.filter(({ hits }) => hits.some((hit) => hit.rule === rule && hit.points >= LEAST_POINTS)).length;
  const alarms = benign.filter(isAlarm);
  const convictions = benign.filter(({ verdict }) => verdict === 'malicious');
  return [...families].map(([rule, family]) => ({
    rule, family, malware: seen(malware, rule), benign: seen(benign, rule), alarms: seen(alarms, rule), convictions: seen(convictions, rule),
  })).sort((a, b) => b.alarms - a.alarms || b.malware - a.malware);
}

function behaviourCounts(malware: readonly Outcome[], benign: readonly Outcome[]): Summary['behaviours'] {
  const seen = (outcomes: readonly Outcome[], family: string): number =>
    outcomes.filter(({ hits }) => hits.some((hit) => hit.family === family && hit.points >= LEAST_POINTS)).length;
  const families = new Set([...malware, ...benign].flatMap(({ hits }) => hits.map((hit) => hit.family)));
  return [...families].map((family) => ({ family, malware: seen(malware, family), benign: seen(benign, family) })).sort((a, b) => b.malware - a.malware);
}

function byScore(a: Outcome, b: Outcome): number {
  return b.score - a.score || (a.sample.name < b.sample.name ? -1 : 1);
}

/** The value below which a share of sorted numbers lies; 0 of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
