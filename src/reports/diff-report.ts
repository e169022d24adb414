/** A comparison as a report, for the formats that show reports: what is new stands where a scan tells what a package does. */
import type { BehaviourChange, DiffReport, MetadataChange } from '../model/diff.ts';
import type { OriginalNote, Report } from '../model/report.ts';
import { STAGE_WORDS } from './words.ts';

/** New behaviour first, then what is gone, then the metadata; the findings are those that the first has not. */
export function reportOfDiff(diff: DiffReport): Report {
  const { before, after, appeared, behaviours, metadata, files, same, renamed } = diff;
  const unread = [...before.unread.map((each) => ({ ...each, path: `${before.target}: ${each.path}` })), ...after.unread];
  const looked = files.length + same;
  return {
    target: `${before.target} -> ${after.target}`, ...(after.package === undefined ? {} : { package: after.package }), verdict: after.verdict, score: after.score, findings: appeared,
    story: [
      ...(renamed === undefined ? [] : [`It is read as if ${renamed.from} were called ${renamed.to}.`]),
      ...told(behaviours, 'appeared', 'It newly does'), ...told(behaviours, 'vanished', 'It no longer does'), ...metadata.map(changed),
    ],
    reasons: [], coverage: { files: looked, bytes: 0, read: Math.max(0, looked - after.unread.length), unread }, seconds: diff.seconds, original: originalNote(diff),
  };
}

/** What the second has that the first hasn't. */
export function originalNote({ before, files, same, kin }: DiffReport): OriginalNote {
  const added = files.filter((file) => file.change !== 'removed').map(({ path, change, stage, added: lines, note, against }) => ({
    path, stage, lines, ...(change === 'changed' ? { isChanged: true as const } : {}), ...(note === undefined ? {} : { note }), ...(against === undefined ? {} : { against }),
  }));
  return { target: before.target, ...(kin === undefined ? {} : { kin }), added, same };
}

function told(behaviours: readonly BehaviourChange[], change: BehaviourChange['change'], words: string): string[] {
  return behaviours.filter((each) => each.change === change).map(({ effect, stage, place }) => `${words} ${effect} in ${place.path}:${place.line} (${STAGE_WORDS[stage]}).`);
}

function changed({ field, before, after }: MetadataChange): string {
  return `The field ${field} was ${before ?? '(nothing)'} and is ${after ?? '(nothing)'}.`;
}
