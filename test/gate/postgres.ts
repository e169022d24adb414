/** A PostgreSQL of one's own for a test: a fresh cluster on a socket in a temporary folder, stopped and removed afterwards. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Postgres {
  readonly url: string;
  stop(): void;
}

/** Undefined, with the reason, where no server is installed here. */
export function startPostgres(): Postgres | { readonly absent: string } {
  const bin = binaries();
  if (bin === undefined) return { absent: 'PostgreSQL is not installed here (apt-get install postgresql)' };
  const owner = process.getuid?.() === 0 ? userIds() : undefined;
  if (process.getuid?.() === 0 && owner === undefined) return { absent: 'PostgreSQL does not run as root, and there is no user postgres' };
  const folder = mkdtempSync(join(tmpdir(), 'assay-pg-'));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const options = { stdio: 'ignore' as const, cwd: folder, ...(owner ?? {}) };
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'assay', '--no-sync'], options);
  execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-w', '-o', `-c listen_addresses='' -k ${folder} -c fsync=off`, '-l', join(folder, 'log'), 'start'], options);
  return {
    url: `postgres://assay@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop() {
      execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], options);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  return readdirSync(root).sort().reverse().map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

function userIds(): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
