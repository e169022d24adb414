/**
 * The only place where evidence becomes a verdict. Capability alone is not malice: what convicts is the combination along one flow, at a stage
 * nobody asked for, concealed. Each table below is data with its reason; the score is their sum, so a person can add it up again.
 */
import type { Confidence, Evidence, Family, Severity } from '../model/evidence.ts';
import type { Reason, Verdict } from '../model/report.ts';
import type { Stage } from '../model/stage.ts';

/** Scores from which a verdict holds. */
export const THRESHOLDS = { suspicious: 40, malicious: 70 } as const;

/** Points for what the code would do, if the rule is sure of it. `critical` convicts by itself where it runs unasked; `high` makes suspicious. */
const POINTS: Readonly<Record<Severity, number>> = { note: 0, low: 8, medium: 22, high: 46, critical: 82 };

/** How sure the rule is: a guess counts half. */
const SURENESS: Readonly<Record<Confidence, number>> = { high: 1, medium: 0.8, low: 0.5 };

/** When it runs: what nobody asked for weighs most; what somebody must call may be the product's purpose; what nothing reaches can't harm. */
const WEIGHT: Readonly<Record<Stage, number>> = { install: 1, build: 1, startup: 1, import: 0.92, run: 0.5, unreachable: 0.05 };

/** In a package of few lines, the code that acts is the product: what runs when it is used weighs nearly as much as what runs when it is loaded. */
const SMALL: readonly { readonly characters: number; readonly run: number }[] = [{ characters: 25_000, run: 0.9 }, { characters: 60_000, run: 0.72 }];

/** A second piece of evidence of the same family says less than one of another family. */
const REPEAT = 0.25;

interface Combination {
  readonly families: readonly Family[];
  readonly stages: readonly Stage[];
  readonly points: number;
  readonly why: string;
}

const UNASKED: readonly Stage[] = ['install', 'build', 'startup'];
const LIVE: readonly Stage[] = ['install', 'build', 'startup', 'import'];

/** Families that together mean more than their sum, where all of them run at one of the stages. */
const COMBINATIONS: readonly Combination[] = [
  { families: ['run', 'hide'], stages: LIVE, points: 14, why: 'it runs what it took pains to hide' },
  { families: ['reach', 'hide'], stages: LIVE, points: 18, why: 'it fetches code and hides that it does' },
  { families: ['reach', 'run'], stages: UNASKED, points: 12, why: 'it fetches and executes while being installed' },
  { families: ['theft', 'exfil'], stages: LIVE, points: 24, why: 'it takes secrets and sends data out' },
  { families: ['theft', 'spread'], stages: LIVE, points: 24, why: 'it takes secrets and publishes in their owner\'s name' },
  { families: ['look', 'exfil'], stages: LIVE, points: 22, why: 'it surveys the machine and tells somebody' },
  { families: ['entry', 'reach'], stages: UNASKED, points: 16, why: 'a hook of the installation fetches what it runs' },
  { families: ['entry', 'exfil'], stages: UNASKED, points: 16, why: 'a hook of the installation sends data out' },
  { families: ['entry', 'theft'], stages: UNASKED, points: 16, why: 'a hook of the installation takes secrets' },
  { families: ['entry', 'run'], stages: UNASKED, points: 16, why: 'a hook of the installation executes what is hidden' },
  { families: ['entry', 'control'], stages: UNASKED, points: 16, why: 'a hook of the installation opens the machine to somebody' },
  { families: ['reach', 'stay'], stages: LIVE, points: 16, why: 'what it fetches stays on the machine' },
  { families: ['evade', 'run'], stages: LIVE, points: 10, why: 'it looks who is watching before it executes' },
  { families: ['evade', 'theft'], stages: LIVE, points: 12, why: 'it looks who is watching before it takes' },
  { families: ['pose', 'reach'], stages: LIVE, points: 24, why: 'it imitates another package and fetches code' },
  { families: ['pose', 'exfil'], stages: LIVE, points: 24, why: 'it imitates another package and sends data out' },
  { families: ['pose', 'run'], stages: LIVE, points: 20, why: 'it imitates another package and executes what is hidden' },
  { families: ['pose', 'theft'], stages: LIVE, points: 24, why: 'it imitates another package and takes secrets' },
  { families: ['pose', 'entry'], stages: UNASKED, points: 14, why: 'it imitates another package and runs code when installed' },
  { families: ['pose', 'hide'], stages: LIVE, points: 14, why: 'it imitates another package and hides what it does' },
  { families: ['hide', 'exfil'], stages: LIVE, points: 16, why: 'it sends data out and hides that it does' },
  { families: ['hide', 'theft'], stages: LIVE, points: 16, why: 'it takes secrets and hides that it does' },
];

/** Many ways of doing the same harm are a design: from so many rules of a family, each at least `high`. */
const BREADTH = { family: 'theft', rules: 3, points: 18, why: 'it goes after several kinds of secrets' } as const;

export interface Judgement {
  readonly verdict: Verdict;
  /** 0–100; `malicious` from 70, `suspicious` from 40. */
  readonly score: number;
  /** What the score is the sum of, largest first. */
  readonly reasons: readonly Reason[];
}

/** Judges evidence of a package with so many characters of code that can run; `holes` are things that matter and could not be looked at. */
export function judge(evidence: readonly Evidence[], holes: readonly string[], characters = Number.POSITIVE_INFINITY): Judgement {
  const reasons = [...singleReasons(evidence, characters), ...combinedReasons(evidence), ...breadthReasons(evidence)].sort((a, b) => b.points - a.points);
  const total = reasons.reduce((sum, { points }) => sum + points, 0);
  const score = Math.min(100, Math.round(total));
  if (score >= THRESHOLDS.malicious) return { verdict: 'malicious', score, reasons };
  if (score >= THRESHOLDS.suspicious) return { verdict: 'suspicious', score, reasons };
  return { verdict: holes.length > 0 ? 'unknown' : 'clean', score, reasons };
}

/** Points of one piece of evidence alone. */
export function pointsOf(evidence: Evidence, characters: number): number {
  const small = evidence.stage === 'run' ? SMALL.find((size) => characters <= size.characters) : undefined;
  return POINTS[evidence.severity] * SURENESS[evidence.confidence] * (small?.run ?? WEIGHT[evidence.stage]);
}

/** The strongest evidence of each rule counts in full, of each further rule of the family a quarter. */
function singleReasons(evidence: readonly Evidence[], characters: number): Reason[] {
  const best = new Map<string, Evidence>();
  for (const one of evidence) {
    const old = best.get(one.rule);
    if (old === undefined || pointsOf(one, characters) > pointsOf(old, characters)) best.set(one.rule, one);
  }
  const seen = new Set<Family>();
  const reasons: Reason[] = [];
  for (const one of [...best.values()].sort((a, b) => pointsOf(b, characters) - pointsOf(a, characters))) {
    const points = pointsOf(one, characters) * (seen.has(one.family) ? REPEAT : 1);
    seen.add(one.family);
    if (points >= 0.5) reasons.push({ points: Math.round(points), why: `${one.rule} (${one.severity}, ${one.confidence} confidence, at ${one.stage})` });
  }
  return reasons;
}

function breadthReasons(evidence: readonly Evidence[]): Reason[] {
  const serious = evidence.filter(({ family, severity, stage }) => family === BREADTH.family && (severity === 'high' || severity === 'critical') && stage !== 'unreachable');
  return new Set(serious.map(({ rule }) => rule)).size >= BREADTH.rules ? [{ points: BREADTH.points, why: BREADTH.why }] : [];
}

function combinedReasons(evidence: readonly Evidence[]): Reason[] {
  // A guess that something poses as something else is too common to make other evidence worse.
  const counts = (family: Family, stages: readonly Stage[]): boolean =>
    evidence.some((one) => one.family === family && one.severity !== 'note' && (family !== 'pose' || one.confidence !== 'low')
      && (stages.includes(one.stage) || ((family === 'pose' || family === 'entry') && one.stage !== 'unreachable')));
  return COMBINATIONS.filter(({ families, stages }) => families.every((family) => counts(family, stages))).map(({ points, why }) => ({ points, why }));
}
