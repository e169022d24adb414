/** An unpacked package with the archives that lie in it opened, as an archive's own are. */
import { artifactOfEntries } from '../formats/open.ts';
import { readDirectory } from '../host/files.ts';
import { Budget } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';

/** Reads a directory under a budget. What can't be read, of it and of the archives inside, is in `unread`. */
export function openDirectory(path: string, budget: Budget): Artifact {
  const tree = readDirectory(path, budget);
  const opened = artifactOfEntries(tree.name, tree.entries, tree.links, new Budget({ ...budget.limits, bytes: budget.bytesLeft }));
  return { ...opened, anomalies: [...tree.anomalies, ...opened.anomalies.filter(({ kind }) => kind !== 'link-outside')], unread: [...tree.unread, ...opened.unread] };
}
