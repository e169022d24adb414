/**
 * The machine as `assay installers check` looks at it: files (of this system, or of another one under a folder), the environment, and what installed
 * programs say of themselves. Nothing is written, and programs are only asked for their version.
 */
import { accessSync, constants, readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { run } from './client-defaults.ts';
import { reasonOf } from './files.ts';
import type { Environment } from './terminal.ts';

export interface Inspection {
  readonly env: Environment;
  /** The project: settings beside it count. */
  readonly folder: string;
  /** Another system's root, whose files are read instead of this one's; its programs are not run. */
  readonly root?: string;
}

export interface Permissions {
  /** User id of the owner. */
  readonly owner: number;
  /** Whether the group or everybody may write. */
  readonly isSharedWritable: boolean;
}

/** Larger files are no settings. */
const MAX_SETTING_BYTES = 64_000_000;

/** Paths are those of the machine looked at: `/etc/pip.conf` also where the machine lies under another folder. */
export class InspectedMachine {
  readonly env: Environment;
  readonly home: string;
  readonly folder: string;
  /** Files that are there but could not be read, with the reason. */
  readonly unread = new Map<string, string>();
  readonly #root: string;

  constructor({ env, folder, root }: Inspection) {
    this.#root = root === undefined ? '' : resolve(root);
    this.env = env;
    this.home = env['HOME'] || (root === undefined ? homedir() : '/root');
    this.folder = resolve(folder);
  }

  get isElsewhere(): boolean {
    return this.#root !== '';
  }

  /** The text of a file; undefined where there is none, or (then it is in `unread`) where it can't be read. */
  read(path: string): string | undefined {
    const place = this.#place(path);
    try {
      const stats = statSync(place, { throwIfNoEntry: false });
      if (stats === undefined || !stats.isFile()) return undefined;
      if (stats.size > MAX_SETTING_BYTES) throw new Error(`larger than ${MAX_SETTING_BYTES} bytes`);
      return readFileSync(place, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
      this.unread.set(path, reasonOf(error));
      return undefined;
    }
  }

  /** Names in a folder, sorted; none where there is no folder. */
  list(path: string): readonly string[] {
    try {
      return readdirSync(this.#place(path)).sort();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))) this.unread.set(path, reasonOf(error));
      return [];
    }
  }

  exists(path: string): boolean {
    return this.#stat(path) !== undefined;
  }

  /** Who owns a file or folder and who may write to it; undefined where there is none. */
  permissions(path: string): Permissions | undefined {
    const stats = this.#stat(path);
    return stats === undefined ? undefined : { owner: stats.uid, isSharedWritable: (stats.mode & 0o022) !== 0 };
  }

  /** Permission bits of a file, undefined where there is none. */
  mode(path: string): number | undefined {
    const stats = this.#stat(path);
    return stats === undefined ? undefined : stats.mode & 0o7777;
  }

  /** Where a program of the search path really stands, links followed; undefined where it isn't installed. */
  program(name: string): string | undefined {
    const folders = this.isElsewhere ? ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin'] : (this.env['PATH'] ?? '').split(delimiter);
    for (const folder of folders.filter((each) => isAbsolute(each))) {
      const place = this.#place(join(folder, name));
      if (!isExecutable(place)) continue;
      const real = realpathSync(place);
      return this.#root !== '' && real.startsWith(this.#root) ? real.slice(this.#root.length) : real;
    }
    return undefined;
  }

  /** What a program prints; undefined where it fails, isn't there, or belongs to another system. It runs in the home folder and may not fetch anything. */
  async ask(program: string, args: readonly string[]): Promise<string | undefined> {
    if (this.isElsewhere) return undefined;
    const clean = Object.fromEntries(Object.entries(this.env).filter(([name]) => !/^(?:PERL5|PERL_|PYTHON|NODE_OPTIONS|npm_config_|BASH_ENV)/i.test(name)));
    return run(program, args, { ...clean, COREPACK_ENABLE_NETWORK: '0', COREPACK_ENABLE_STRICT: '0', COREPACK_ENABLE_PROJECT_SPEC: '0', PIP_DISABLE_PIP_VERSION_CHECK: '1', NO_COLOR: '1' });
  }

  join(...parts: readonly string[]): string {
    return join(...parts);
  }

  parent(path: string): string {
    return dirname(path);
  }

  /** The project's folder and those above it, nearest first. */
  foldersUpwards(): readonly string[] {
    const folders: string[] = [];
    for (let folder = this.folder; ; folder = dirname(folder)) {
      folders.push(folder);
      if (dirname(folder) === folder) return folders;
    }
  }

  /** The user's folder for settings (basedir-spec). */
  get configFolder(): string {
    return this.env['XDG_CONFIG_HOME'] || join(this.home, '.config');
  }

  #stat(path: string): Stats | undefined {
    try {
      return statSync(this.#place(path), { throwIfNoEntry: false });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOTDIR')) this.unread.set(path, reasonOf(error));
      return undefined;
    }
  }

  /** The project is always this system's; everything else is under the root. */
  #place(path: string): string {
    if (this.#root === '' || path === this.folder || path.startsWith(`${this.folder}/`)) return path;
    return join(this.#root, path);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
