/** Reads advisories from a directory, a file or a zip, as the public collections are handed out. */
import { join } from 'node:path';
import { Advisories } from '../ecosystems/advisories.ts';
import { kindOf, readFileBytes, readText } from '../host/files.ts';
import { findProjectFiles } from '../host/project-files.ts';
import { openArtifact } from '../formats/open.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { UserError } from '../model/user-error.ts';

/** The collections are large: hundreds of thousands of small files. */
const LIMITS = { ...DEFAULT_LIMITS, members: 2_000_000, milliseconds: 300_000 };

/** Takes every record. Throws UserError where there is none, or one is damaged: a list that is believed complete must be. */
export function readAdvisories(path: string): Advisories {
  const advisories = new Advisories();
  const kind = kindOf(path);
  if (kind === 'missing') throw new UserError(`there are no advisories at ${path}`);
  if (kind === 'directory') for (const name of findProjectFiles(path, (file) => file.endsWith('.json'), Infinity)) advisories.add(name, readText(join(path, name)) ?? '');
  else if (path.endsWith('.json')) advisories.add(path, readText(path) ?? '');
  else addArchive(path, advisories);
  const [fault] = advisories.faults;
  if (fault !== undefined) throw new UserError(`the advisory ${fault.path} is damaged`, { why: fault.why, todo: 'fetch the collection again' });
  if (advisories.count === 0) throw new UserError(`there is no record of known malware at ${path}`, { why: 'records in the OSV format whose id starts with MAL- are taken', todo: 'give the folder or zip of such a collection' });
  return advisories;
}

function addArchive(path: string, advisories: Advisories): void {
  const artifact = openArtifact(path, readFileBytes(path), new Budget(LIMITS));
  const [unread] = artifact.unread;
  if (unread !== undefined) throw new UserError(`the advisories in ${path} can't be read`, { why: `${unread.path}: ${unread.why}` });
  for (const entry of artifact.entries) if (entry.path.endsWith('.json')) advisories.add(entry.path, Buffer.from(entry.bytes).toString('utf8'));
}
