/** Finds `assay.toml`: upwards from the working directory, then in the user's configuration folder. */
import { dirname, join } from 'node:path';
import { kindOf, readText } from '../host/files.ts';
import { configurationFolder, workingDirectory } from '../host/machine.ts';
import { environment } from '../host/terminal.ts';
import { UserError } from '../model/user-error.ts';

export interface SettingsFile {
  /** Undefined where there is none. */
  readonly path: string | undefined;
  readonly text: string;
}

/** Reads the file that `given` names, or the nearest one; an empty text where there is none. Throws UserError where the given one is missing. */
export function findSettings(given?: string): SettingsFile {
  if (given !== undefined) {
    const text = readText(given);
    if (text === undefined) throw new UserError(`there is no file ${given}`, { todo: 'give the path of an assay.toml' });
    return { path: given, text };
  }
  const folders: string[] = [];
  for (let folder = workingDirectory(); ; folder = dirname(folder)) {
    folders.push(folder);
    if (dirname(folder) === folder) break;
  }
  const path = [...folders, configurationFolder(environment())].map((folder) => join(folder, 'assay.toml')).find((file) => kindOf(file) === 'file');
  return path === undefined ? { path, text: '' } : { path, text: readText(path) ?? '' };
}
