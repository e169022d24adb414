/** Which release of an original an imitation is nearest to, by its text. Pure. */
import { plannerFor } from '../ecosystems/planners.ts';
import type { Artifact, Entry } from '../model/artifact.ts';
import type { Ecosystem } from '../model/package.ts';
import { filesByPath } from './paths.ts';
import { renamer } from './renaming.ts';
import { textOfFile } from './text.ts';

/** Longer files say no more about which release it is. */
const LONGEST = 1_000_000;

/** The same releases, the one that differs in the fewest lines first; where two are as near, in the order given. */
export function nearestFirst<Original extends { readonly artifact: Artifact }>(originals: readonly Original[], imitation: Artifact, ecosystem?: Ecosystem): Original[] {
  if (originals.length < 2) return [...originals];
  const from = nameOf(imitation, ecosystem);
  const distances = new Map(originals.map((each) => [each, distance(each.artifact, imitation, renamer({ from, to: nameOf(each.artifact, ecosystem) }))]));
  return [...originals].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));
}

function nameOf(artifact: Artifact, ecosystem: Ecosystem | undefined): string {
  return plannerFor(artifact, ecosystem).plan(artifact, ({ bytes }) => new TextDecoder().decode(bytes)).ref.name;
}

/** Lines of files at the same place that one of the two has alone. A file that the imitation left out counts little: tests and documents often are. */
function distance(original: Artifact, imitation: Artifact, rename: (text: string) => string): number {
  const theirs = filesByPath(original, rename);
  const ours = filesByPath(imitation, rename);
  let total = 0;
  for (const [path, entry] of ours) total += differing(theirs.get(path), entry, rename);
  for (const path of theirs.keys()) if (!ours.has(path)) total++;
  return total;
}

function differing(a: Entry | undefined, b: Entry, rename: (text: string) => string): number {
  const [before, after] = [a === undefined ? new Map<string, number>() : linesOf(a, rename), linesOf(b, rename)];
  let total = 0;
  for (const [line, count] of after) total += Math.max(0, count - (before.get(line) ?? 0));
  for (const [line, count] of before) total += Math.max(0, count - (after.get(line) ?? 0));
  return total;
}

/** How often each line stands there. What is no text counts as one line. */
function linesOf({ bytes }: Entry, rename: (text: string) => string): Map<string, number> {
  const text = bytes.length > LONGEST ? undefined : textOfFile(bytes);
  if (text === undefined) return new Map([[`${bytes.length} bytes`, 1]]);
  const counts = new Map<string, number>();
  for (const line of rename(text).split(/\r\n|\r|\n/)) {
    const plain = line.trimEnd();
    if (plain !== '') counts.set(plain, (counts.get(plain) ?? 0) + 1);
  }
  return counts;
}
