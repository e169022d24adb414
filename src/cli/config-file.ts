/** Finds `assay.toml`. */
import { dirname, join, resolve } from 'node:path';
import { readText } from '../host/files.ts';
import { configurationFolder, workingDirectory } from '../host/machine.ts';
import { environment, type Environment } from '../host/terminal.ts';

const NAME = 'assay.toml';

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The nearest `assay.toml` from a folder upwards, else the one in the user's configuration folder, else undefined. It is read for commands that obey
 * a policy or ask a registry, not for a scan of files: a package could bring one along.
 */
export function findConfigFile(start: string = workingDirectory(), env: Environment = environment()): ConfigFile | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const found = configFileIn(folder);
    if (found !== undefined) return found;
    if (folder === dirname(folder)) return configFileIn(configurationFolder(env));
  }
}

function configFileIn(folder: string): ConfigFile | undefined {
  const path = join(folder, NAME);
  const text = readText(path);
  return text === undefined ? undefined : { path, text };
}
