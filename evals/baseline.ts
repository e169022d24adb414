/** The committed figures of an earlier run, and what changed since. Pure. */
import type { Outcome } from './outcome.ts';
import type { Summary } from './summary.ts';

/** `evals/baseline.json`: names of samples only, nothing out of them. */
export interface Baseline {
  /** Says which run it can be compared with: numbers of samples and the thinning. */
  readonly corpus: string;
  readonly recall: { readonly suspicious: number; readonly malicious: number };
  readonly alarms: { readonly suspicious: number; readonly malicious: number };
  readonly unknown: number;
  readonly missed: readonly string[];
  readonly unconvicted: readonly string[];
  readonly alarmed: readonly string[];
}

/** Shares by which a figure may be worse without the run failing. */
const TOLERANCE = { recall: 0.005, alarms: 0.002 } as const;

export function corpusOf(summary: Summary, every: number): string {
  return `${summary.malware.samples} malicious in ${summary.malware.families} families, ${summary.benign.samples} benign, every ${every}`;
}

export function baselineOf(summary: Summary, every: number): Baseline {
  const { malware, benign } = summary;
  return {
    corpus: corpusOf(summary, every),
    recall: { suspicious: rounded(malware.suspicious), malicious: rounded(malware.malicious) },
    alarms: { suspicious: rounded(benign.suspicious), malicious: rounded(benign.malicious) },
    unknown: summary.unknown.length,
    missed: names(summary.missed), unconvicted: names(summary.unconvicted), alarmed: names(summary.alarms),
  };
}

export interface Comparison {
  readonly lines: readonly string[];
  readonly isWorse: boolean;
}

/** What changed since the baseline; not compared where the corpora differ. */
export function compare(now: Baseline, before: Baseline): Comparison {
  if (now.corpus !== before.corpus) return { lines: [`not compared: the baseline is of ${before.corpus}, this run of ${now.corpus}`], isWorse: false };
  const lines: string[] = [];
  let isWorse = false;
  for (const threshold of ['suspicious', 'malicious'] as const) {
    const recall = now.recall[threshold] - before.recall[threshold];
    const alarms = now.alarms[threshold] - before.alarms[threshold];
    lines.push(`${threshold}: recall ${points(recall)}, false alarms ${points(alarms)}`);
    if (recall < -TOLERANCE.recall || alarms > TOLERANCE.alarms) isWorse = true;
  }
  lines.push(`unknown: ${before.unknown} before, ${now.unknown} now`);
  lines.push(...changes('newly missed', now.missed, before.missed), ...changes('newly caught', before.missed, now.missed));
  lines.push(...changes('newly alarmed', now.alarmed, before.alarmed), ...changes('no longer alarmed', before.alarmed, now.alarmed));
  return { lines, isWorse };
}

function changes(what: string, these: readonly string[], those: readonly string[]): string[] {
  return these.filter((name) => !those.includes(name)).map((name) => `${what}: ${name}`);
}

function names(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ sample }) => sample.name).sort();
}

function rounded(share: number): number {
  return Math.round(share * 1e5) / 1e5;
}

function points(difference: number): string {
  return `${difference < 0 ? '' : '+'}${(difference * 100).toFixed(2)} points`;
}
