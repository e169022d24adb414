/** Runs the real command in a process of its own, with an environment that is the same everywhere. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const ASSAY = join(ROOT, 'bin', 'assay');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** `assay …args`; waits for the end. */
export function runAssay(args: readonly string[], options: RunOptions = {}): Ran {
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...options.env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [ASSAY, ...args], {
    cwd: options.cwd ?? ROOT, env, input: options.input ?? '', encoding: 'utf8', timeout: 120_000, maxBuffer: 256 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}
