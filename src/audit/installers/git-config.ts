/** git's configuration (git-config): the machine's, the user's and the project's files, in that order; sections may have a subsection in quotes. */
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import type { SettingPlace } from '../../model/installer.ts';

export interface GitSetting {
  readonly section: string;
  readonly subsection: string;
  readonly key: string;
  readonly value: string;
  readonly place: SettingPlace;
}

const DEEPEST_INCLUDE = 5;

/** Every setting, weakest file first. */
export function readGitConfig(machine: InspectedMachine): readonly GitSetting[] {
  const { env, home } = machine;
  const system = env['GIT_CONFIG_NOSYSTEM'] ? [] : [env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig'];
  const user = env['GIT_CONFIG_GLOBAL'] ? [env['GIT_CONFIG_GLOBAL']] : [`${machine.configFolder}/git/config`, `${home}/.gitconfig`];
  const project = projectFile(machine);
  return [...system, ...user, ...(project === undefined ? [] : [project])].flatMap((file) => readFile(machine, file, 0));
}

/** `.git` is a folder, or in a worktree a file that names one (gitrepository-layout). */
function projectFile(machine: InspectedMachine): string | undefined {
  const place = machine.foldersUpwards().map((folder) => `${folder}/.git`).find((path) => machine.exists(path));
  if (place === undefined) return undefined;
  const named = /^gitdir: (.+)$/m.exec(machine.read(place) ?? '')?.[1];
  if (named === undefined) return `${place}/config`;
  const folder = included(machine, place, named);
  return [`${folder}/config`, machine.join(folder, '..', '..', 'config')].find((file) => machine.exists(file));
}

/** Parses a file of git's dialect; `.gitmodules` is one too. */
export function readFile(machine: InspectedMachine, file: string, depth: number): readonly GitSetting[] {
  const text = machine.read(file);
  if (text === undefined || depth > DEEPEST_INCLUDE) return [];
  const settings: GitSetting[] = [];
  let [section, subsection] = ['', ''];
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (header) [section, subsection] = [(header[1] ?? '').toLowerCase(), (header[2] ?? '').replace(/\\(.)/g, '$1')];
    const pair = /^\s*([A-Za-z][\w-]*)\s*(?:=\s*(.*?))?\s*$/.exec(header ? line.slice(header[0].length) : line);
    if (!pair || section === '') continue;
    const value = (pair[2] ?? 'true').replace(/\s+[#;].*$/, '').replace(/^"(.*)"$/, '$1');
    const key = (pair[1] ?? '').toLowerCase();
    settings.push({ section, subsection, key, value, place: { file, line: index + 1 } });
    if (section === 'include' && key === 'path') settings.push(...readFile(machine, included(machine, file, value), depth + 1));
  }
  return settings;
}

function included(machine: InspectedMachine, file: string, path: string): string {
  if (path.startsWith('~/')) return machine.join(machine.home, path.slice(2));
  return path.startsWith('/') ? path : machine.join(machine.parent(file), path);
}
