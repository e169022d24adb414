/** Runs in a worker thread: opens what something is compared with, the nearest of several releases first. */
import { nearestFirst } from '../diff/nearest.ts';
import { openArtifact } from '../formats/open.ts';
import { kindOf, readFileBytes, reasonOf } from '../host/files.ts';
import { openDirectory } from './open-directory.ts';
import type { Budget } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import type { Ecosystem } from '../model/package.ts';
import type { Compared, Original } from './original.ts';
import { nameOf } from './unknown-report.ts';

export interface Opened {
  readonly target: string;
  readonly artifact: Artifact;
}

/** The nearest first. */
export type OpenedOriginals = readonly [Opened, ...Opened[]];

/** Opens one artifact. Throws what reading a file throws. */
export function openedArtifact({ target, name, bytes }: Compared, budget: Budget): Artifact {
  if (bytes === undefined && kindOf(target) === 'directory') return openDirectory(target, budget);
  return openArtifact(name ?? nameOf(target), bytes ?? readFileBytes(target), budget);
}

/** The releases that can be opened, the nearest to the imitation first; or why there is none. */
export function openedOriginals(original: Original, imitation: Artifact, budget: () => Budget, ecosystem?: Ecosystem): OpenedOriginals | string {
  const opened: Opened[] = [];
  let why = '';
  for (const each of [original, ...original.others ?? []]) {
    try {
      opened.push({ target: each.target, artifact: openedArtifact(each, budget()) });
    } catch (error) {
      why ||= reasonOf(error);
    }
  }
  const [first, ...others] = nearestFirst(opened, imitation, ecosystem);
  return first === undefined ? why : [first, ...others];
}
