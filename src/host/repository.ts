/** Lists what a git repository on this machine holds at a revision: object names only, nothing is checked out and nothing of its configuration runs. */
import { spawnSync } from 'node:child_process';
import type { VcsListing } from '../model/context.ts';
import { UserError } from '../model/user-error.ts';

const MOST_OUTPUT = 256 * 1024 * 1024;

/**
 * The files at the tag of a release (`v1.2`, `1.2`, `name-1.2`), else at HEAD. git runs without hooks, monitors, replaced objects, other people's
 * settings and any network: `ls-tree` needs none of them. Throws UserError where there is no repository or no git.
 */
export function repositoryListing(folder: string, release: { readonly name?: string; readonly version?: string } = {}): VcsListing {
  const { name, version } = release;
  const tags = version === undefined ? [] : [`v${version}`, version, `${name ?? ''}-${version}`, `${name ?? ''}_${version}`, `${name ?? ''}-v${version}`, `release-${version}`].filter((tag) => /^[\w][\w.+~-]*$/.test(tag));
  for (const tag of tags) {
    const found = git(folder, ['rev-parse', '--verify', '--quiet', `refs/tags/${tag}^{commit}`]);
    if (found.status === 0) return { revision: tag, files: filesAt(folder, found.stdout.trim()) };
  }
  const head = git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.status !== 0) throw new UserError(`${folder} is no git repository with a commit`, { ...(head.stderr.trim() === '' ? {} : { why: head.stderr.trim().split('\n')[0] ?? '' }), todo: 'give the folder of a clone to --vcs' });
  return { revision: 'HEAD', files: filesAt(folder, head.stdout.trim()) };
}

function filesAt(folder: string, commit: string): Map<string, string> {
  const { status, stdout, stderr } = git(folder, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (status !== 0) throw new UserError(`git could not list the files of ${folder}`, { why: stderr.trim().split('\n')[0] ?? '' });
  const files = new Map<string, string>();
  for (const line of stdout.split('\0')) {
    const [, oid, path] = /^\d+ blob ([0-9a-f]+)\t([^]+)$/.exec(line) ?? [];
    if (oid !== undefined && path !== undefined) files.set(path, oid);
  }
  return files;
}

const SETTINGS = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat', '-c', 'core.sshCommand=false', '-c', 'protocol.allow=never', '-c', 'gc.auto=0'];

function git(folder: string, words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = {
    PATH: process.env['PATH'] ?? '', LC_ALL: 'C', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0',
  };
  const { status, stdout, stderr, error } = spawnSync('git', ['--no-pager', ...SETTINGS, '-C', folder, ...words], { env, encoding: 'utf8', maxBuffer: MOST_OUTPUT, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  if (error !== undefined && status === null) throw new UserError('git could not be run', { why: error.message, todo: '--vcs needs git on this machine' });
  return { status, stdout, stderr };
}
