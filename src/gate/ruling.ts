/** What the gate decides of a name, a listed version and an artifact. Pure: facts in, ruling out. */
import { createHash } from 'node:crypto';
import type { Verdict } from '../model/report.ts';
import type { Candidate } from './listing.ts';
import type { Exception, Gated, Policy, Settings } from './settings.ts';

export type Cause =
  | '' | 'internal' | 'scope' | 'look-alike' | 'quarantine' | 'advisory' | 'age' | 'age-unknown' | 'scripts' | 'verdict' | 'not-examined' | 'integrity'
  | 'upstream' | 'outside' | 'audit';

export interface Ruling {
  readonly pass: boolean;
  readonly cause: Cause;
  /** Why it was refused, or what is noted though it passes; package text inside is raw. */
  readonly reason: string;
}

/** What is known of a package when its listing is judged. */
export interface Facts {
  readonly ecosystem: Gated;
  readonly name: string;
  readonly policy: Policy;
  readonly exceptions: readonly Exception[];
  readonly now: Date;
  /** The later of our clock and the upstream's, for what ends. */
  readonly latest: Date;
  /** Stops of the quarantine on this package. */
  readonly stops: readonly { readonly version: string; readonly sha256: string; readonly reason: string }[];
  /** Verdicts by the registry's name for the bytes, with the bytes' own hash. */
  readonly known: ReadonlyMap<string, Judged>;
  advise(version: string): string | undefined;
}

export interface Judged {
  readonly sha256: string;
  readonly verdict: Verdict;
  readonly summary: string;
}

export interface NameOpinion {
  readonly tier: 'block' | 'warn' | 'review';
  readonly reason: string;
}

export const PASS: Ruling = { pass: true, cause: '', reason: '' };

/**
 * Rules on a name: internal names from a public registry, scopes that the policy doesn't allow, and look-alikes of the tier that it blocks (an exception
 * for a version lets the name pass the last two).
 */
export function ruleOnName(facts: Pick<Facts, 'ecosystem' | 'name' | 'policy' | 'exceptions' | 'latest'>, settings: Pick<Settings, 'internal'>, isPublic: boolean, opinion: NameOpinion | undefined): Ruling {
  const { name, policy } = facts;
  if (isPublic && settings.internal.some((pattern) => matches(facts.ecosystem === 'pypi' ? pattern.replace(/[-_.]+/g, '-') : pattern, name))) {
    return settle(policy, 'internal', `${name} is an internal name and must not come from a public registry`);
  }
  const scope = name.startsWith('@') ? name.split('/', 1)[0] ?? '' : undefined;
  const isForeign = scope !== undefined && policy.allowedScopes !== undefined && !policy.allowedScopes.some((pattern) => matches(pattern, scope));
  const isExcepted = facts.exceptions.some((each) => each.ecosystem === facts.ecosystem && each.name === name && each.expires > facts.latest);
  if (isForeign && !isExcepted) return settle(policy, 'scope', `the scope ${scope} is not among allowed-scopes`);
  if (opinion !== undefined && !isExcepted && policy.names !== 'off' && TIERS.indexOf(opinion.tier) <= TIERS.indexOf(policy.names)) return settle(policy, 'look-alike', opinion.reason);
  return PASS;
}

/** Rules on a listed file without its bytes. A verdict `unknown` is not held against it here: its bytes may be looked at again. */
export function ruleOnListed(candidate: Candidate, facts: Facts): Ruling {
  const { policy, now } = facts;
  const judged = candidate.integrity === undefined ? undefined : facts.known.get(candidate.integrity);
  const stop = facts.stops.find((each) => (each.version === '' || each.version === candidate.version) && (each.sha256 === '' || each.sha256 === judged?.sha256));
  if (stop !== undefined) return settle(policy, 'quarantine', `in quarantine: ${stop.reason}`);
  if (exceptionFor(candidate, facts, judged?.sha256) !== undefined) return PASS;
  const advice = facts.advise(candidate.version);
  if (advice !== undefined) return settle(policy, 'advisory', advice);
  if (judged !== undefined && isBlocked(judged.verdict, policy)) return settle(policy, 'verdict', `${judged.verdict}: ${judged.summary}`);
  if (policy.installScripts !== undefined && candidate.runsScripts && !policy.installScripts.some((pattern) => matches(pattern, facts.name))) {
    return settle(policy, 'scripts', 'it runs install scripts and is not among install-scripts');
  }
  return ruleOnAge(candidate.published, policy, now);
}

/** Rules on bytes that were examined; undefined: they could not be in time. */
export function ruleOnBytes(judged: Judged | undefined, why: string, candidate: Candidate, facts: Facts, sha256: string): Ruling {
  const stop = facts.stops.find((each) => each.sha256 === sha256 && (each.version === '' || each.version === candidate.version));
  if (stop !== undefined) return settle(facts.policy, 'quarantine', `in quarantine: ${stop.reason}`);
  if (exceptionFor(candidate, facts, sha256) !== undefined) return PASS;
  if (judged !== undefined && isBlocked(judged.verdict, facts.policy)) return settle(facts.policy, 'verdict', `${judged.verdict}: ${judged.summary}`);
  if (judged !== undefined && judged.verdict !== 'unknown') return PASS;
  return undecided(facts.policy, 'not-examined', judged === undefined ? why : `could not be examined fully: ${judged.summary}`);
}

/** What to do where the gate can't decide: `on-failure` says. */
export function undecided(policy: Policy, cause: Cause, reason: string): Ruling {
  return policy.onFailure === 'open' ? { pass: true, cause, reason } : settle(policy, cause, reason);
}

/** A refusal, which `learn` turns into a note. */
export function settle(policy: Policy, cause: Cause, reason: string): Ruling {
  return { pass: policy.mode === 'learn', cause, reason };
}

/** The same refusal has the same id wherever it shows: status line, body, log, report. */
export function blockIdOf(ecosystem: string, name: string, version: string, file: string, cause: Cause): string {
  return `AG-${createHash('sha256').update(JSON.stringify([ecosystem, name, version, file, cause])).digest('hex').slice(0, 10).toUpperCase()}`;
}

/** Whether a name fits a pattern in which `*` stands for any run of characters. */
export function matches(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name.toLowerCase());
}

const TIERS = ['block', 'warn', 'review'];

function isBlocked(verdict: Verdict, policy: Policy): boolean {
  return verdict === 'malicious' || (verdict === 'suspicious' && policy.block === 'suspicious');
}

/** Before the bytes are here their hash is only known where they were seen already: the listing then passes, and the bytes are held to it later. */
function exceptionFor(candidate: Candidate, facts: Facts, sha256: string | undefined): Exception | undefined {
  return facts.exceptions.find((each) => each.ecosystem === facts.ecosystem && each.name === facts.name && each.version === candidate.version
    && each.expires > facts.latest && (sha256 === undefined || each.sha256 === sha256));
}

function ruleOnAge(published: Date | undefined, policy: Policy, now: Date): Ruling {
  if (policy.minimumAge === 0) return PASS;
  if (published === undefined) return undecided(policy, 'age-unknown', 'the registry does not say when it was published, and a minimum age is set');
  const age = now.getTime() - published.getTime();
  if (age >= policy.minimumAge) return PASS;
  return settle(policy, 'age', `published ${published.toISOString().slice(0, 16)}Z, younger than the minimum age of ${days(policy.minimumAge)}`);
}

function days(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.round(hours * 10) / 10} h`;
}
