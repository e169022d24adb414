/** The engine's one door: bytes in, report out. No disk, no network, no clock but the budget's. */
import { createHash, type Hash } from 'node:crypto';
import { plannerFor } from '../ecosystems/planners.ts';
import type { Plan } from '../ecosystems/plan.ts';
import { openArtifact } from '../formats/open.ts';
import { BudgetSpent, type Budget } from '../kit/budget.ts';
import type { ByteSource } from '../kit/byte-source.ts';
import type { Artifact } from '../model/artifact.ts';
import type { ScanContext } from '../model/context.ts';
import { SEVERITIES, type Evidence } from '../model/evidence.ts';
import type { Ecosystem, PackageRef } from '../model/package.ts';
import type { Report } from '../model/report.ts';
import type { SourceUnit } from '../model/source.ts';
import type { Fact, PackageView } from '../model/rule.ts';
import { RULES } from '../rules/index.ts';
import { coverageOf } from './coverage.ts';
import { checkPackage } from './check.ts';
import { contextOf } from './context.ts';
import { Files } from './files.ts';
import { judge } from './judge.ts';
import { findingsOf } from './findings.ts';
import { storyOf } from './story.ts';
import { World } from './world.ts';

export interface ExamineInput {
  /** What the user called it. */
  readonly target: string;
  /** File name, for the format and the package's name. */
  readonly name: string;
  readonly bytes?: Uint8Array | ByteSource;
  readonly artifact?: Artifact;
}

export interface ExamineOptions {
  readonly budget: Budget;
  readonly ecosystem?: Ecosystem;
  /** What is known beside the bytes, or can be looked up. */
  readonly context?: ScanContext;
  /** Milliseconds of a clock; the report's `seconds` are measured by it. */
  readonly now?: () => number;
}

/** What a scan made of an artifact, before it is told: for the diff, which compares evidence. */
export interface Examination {
  readonly report: Report;
  readonly evidence: readonly Evidence[];
  readonly view: PackageView;
}

/** Examines one artifact. Never throws for what the bytes say: what can't be read is in `coverage`. */
export function examine(input: ExamineInput, options: ExamineOptions): Report {
  return examineClosely(input, options).report;
}

/** The same, with the evidence and the package as rules saw it. */
export function examineClosely(input: ExamineInput, options: ExamineOptions): Examination {
  const now = options.now ?? Date.now;
  const start = now();
  const artifact = input.artifact ?? openArtifact(input.name, input.bytes ?? new Uint8Array(), options.budget);
  const files = new Files(artifact);
  const plan = plannerFor(artifact, options.ecosystem).plan(artifact, (entry) => files.text(entry.path));
  const world = new World(files, plan, options.budget);
  const stopped = readWorld(world);
  const ref: PackageRef = input.bytes === undefined ? plan.ref : { ...plan.ref, sha256: sha256Of(input.bytes) };
  const context = contextOf({ artifact, plan }, options.context ?? {});
  const view: PackageView = { ...viewOf(ref, artifact, files, plan, world), context };
  const evidence = weighedFor(plan, checkPackage(view, RULES));
  const coverage = coverageOf(withUnread(artifact, plan), world.units, stopped, (path) => outerOf(path) !== path && plan.stageOfOther(outerOf(path)) === 'unreachable');
  const verdict = judge(evidence, coverage.holes, codeSize(view));
  const report: Report = {
    target: input.target, package: ref, verdict: verdict.verdict, score: verdict.score, findings: findingsOf(evidence), story: storyOf(evidence),
    reasons: verdict.reasons, coverage: coverage.coverage, seconds: Math.round(now() - start) / 1000,
    ...(context.imitates === undefined ? {} : { imitates: context.imitates }),
  };
  return { report, evidence, view };
}

/** Bytes that are hashed at a time. */
const HASHED = 1 << 17;

function sha256Of(bytes: Uint8Array | ByteSource): string {
  return hashOf(bytes instanceof Uint8Array ? [bytes] : piecesOf(bytes)).digest('hex');
}

function* piecesOf(source: ByteSource): Generator<Uint8Array, void> {
  for (let at = 0; at < source.length; at += HASHED) yield source.slice(at, at + HASHED);
}

function hashOf(pieces: Iterable<Uint8Array>): Hash {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash;
}

/** Evidence of what is ordinary for packages of the kind weighs as the ecosystem says. */
function weighedFor({ ordinary = [] }: Plan, evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.map((one) => {
    const usual = ordinary.find(({ rule, stages, upTo }) => rule === one.rule && stages.includes(one.stage) && SEVERITIES.indexOf(one.severity) <= SEVERITIES.indexOf(upTo));
    return usual === undefined ? one : { ...one, severity: usual.as };
  });
}

/** What the ecosystem knows to be unread counts as what the archive could not give. */
function withUnread(artifact: Artifact, { unread = [] }: Plan): Artifact {
  return unread.length === 0 ? artifact : { ...artifact, unread: [...artifact.unread, ...unread] };
}

/** The member of the outer archive that holds a path. */
function outerOf(path: string): string {
  const inner = path.indexOf('!/');
  return inner < 0 ? path : path.slice(0, inner);
}

/** Characters of long literals: a payload is no sign of a large product. */
function payloadIn(unit: SourceUnit): number {
  let total = 0;
  for (const { value, span, folded } of unit.strings) if (value.length >= 400 && folded !== true) total += Math.max(value.length, span.end - span.start);
  return Math.min(total, unit.text.length);
}

/** Characters of source that can run, layers not counted. */
function codeSize(view: PackageView): number {
  let total = 0;
  for (const unit of view.units) if (unit.layers.length === 0 && unit.stage !== 'unreachable' && unit.language !== 'native') total += unit.text.length - payloadIn(unit);
  return total;
}

function readWorld(world: World): string | undefined {
  try {
    world.read();
    return undefined;
  } catch (error) {
    if (error instanceof BudgetSpent) return error.message;
    throw error;
  }
}

function viewOf(ref: PackageRef, artifact: Artifact, files: Files, plan: Plan, world: World): PackageView {
  const facts: Fact[] = plan.facts.map((fact) => ({
    kind: fact.kind, detail: fact.detail, unit: world.unitAt(fact.path), span: { start: fact.start, end: fact.end }, stage: fact.stage,
  }));
  return {
    ref, artifact, units: world.units, manifest: plan.manifest, facts,
    stageOf: (path) => world.stageOf(path) ?? plan.stageOfOther(path),
    entry: (path) => files.entry(path),
    sha256Of: (entry) => hashOf(entry.pieces?.() ?? [entry.bytes]).digest('base64url'),
    unitAt: (path) => world.unitAt(path),
  };
}
