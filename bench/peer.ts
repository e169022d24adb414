/** Runs another scanner on the same archives. It gets files of its own choosing of format: never more than their paths. */
import { spawnSync } from 'node:child_process';

/** How a known peer scans one local file. */
const ARGUMENTS: Readonly<Record<string, (path: string) => readonly string[]>> = { guarddog: (path) => ['pypi', 'scan', path] };

export interface Peer {
  readonly command: string;
  readonly argumentsFor: (path: string) => readonly string[];
}

/** The peer, where it can be started; undefined where it is not installed or not known. */
export function peerCommand(name: string, path: string | undefined): Peer | undefined {
  const argumentsFor = ARGUMENTS[name];
  const command = path ?? name;
  if (argumentsFor === undefined || spawnSync(command, ['--version']).error !== undefined) return undefined;
  return { command, argumentsFor };
}

/** Seconds for all archives, one after the other, and how many it gave up on. */
export function timePeer({ command, argumentsFor }: Peer, paths: readonly string[]): { readonly seconds: number; readonly failed: number } {
  const start = performance.now();
  let failed = 0;
  for (const path of paths) {
    const { status, error } = spawnSync(command, argumentsFor(path), { timeout: 300_000, stdio: 'ignore' });
    if (error !== undefined || status !== 0) failed += 1;
  }
  return { seconds: (performance.now() - start) / 1000, failed };
}
