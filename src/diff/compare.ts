/** Two packages side by side: what the second does that the first doesn't. Pure but for the budgets' clocks. */
import { examineClosely } from '../engine/examine.ts';
import type { ExamineInput, ExamineOptions, Examination } from '../engine/examine.ts';
import { findingsOf } from '../engine/findings.ts';
import type { DiffReport, DiffSide } from '../model/diff.ts';
import { behaviourChanges, evidenceOnlyIn } from './behaviours.ts';
import { compareFiles } from './files.ts';
import type { Kin } from './files.ts';
import { metadataChanges } from './metadata.ts';
import { renamer } from './renaming.ts';

export interface CompareOptions extends Omit<ExamineOptions, 'budget'> {
  /** A budget for each of the two, so that the first can't use up the second's. */
  budget(): ExamineOptions['budget'];
  /** The second imitates the first: its name is read as the first's. */
  readonly isImitation?: boolean;
  /** Other releases of the first: a file that is nearer to one of them is compared with that one's. */
  readonly kin?: readonly Kin[];
}

/** Compares two artifacts. Never throws for what their bytes say: what can't be read is in `unread` of its side. */
export function compare(before: ExamineInput, after: ExamineInput, options: CompareOptions): DiffReport {
  const now = options.now ?? Date.now;
  const start = now();
  const [a, b] = [before, after].map((input) => examineClosely(input, { ...options, budget: options.budget() }));
  if (a === undefined || b === undefined) throw new Error('two inputs give two examinations');
  const [from, to] = [b.view.ref.name, a.view.ref.name];
  const isRenamed = options.isImitation === true && from !== to;
  const rename = isRenamed ? renamer({ from, to }) : (text: string): string => text;
  return {
    before: sideOf(before, a), after: sideOf(after, b), ...(isRenamed ? { renamed: { from, to } } : {}),
    ...(options.kin === undefined || options.kin.length === 0 ? {} : { kin: options.kin.map((each) => each.target) }),
    appeared: findingsOf(evidenceOnlyIn(b.evidence, a.evidence, rename)), vanished: findingsOf(evidenceOnlyIn(a.evidence, b.evidence, rename)),
    behaviours: behaviourChanges(a.view, b.view), metadata: metadataChanges(a.view.manifest, b.view.manifest), ...compareFiles(a.view, b.view, rename, options.kin),
    seconds: Math.round(now() - start) / 1000,
  };
}

function sideOf(input: ExamineInput, { report }: Examination): DiffSide {
  return { target: input.target, ...(report.package === undefined ? {} : { package: report.package }), verdict: report.verdict, score: report.score, unread: report.coverage.unread };
}
