/** Runs a program that the user asked for, on the user's own terminal. */
import { spawn } from 'node:child_process';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const NOT_FOUND = 127;

export interface Ended {
  readonly code: number;
  /** Why it could not be started at all. */
  readonly failure?: string;
}

/** Runs to its end with our standard streams (its output may go to standard error instead); signals that reach us are handed on. A signal's death gives 128 + its number, as in shells. */
export async function runProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { stdio: 'inherit', env, ...(cwd === undefined ? {} : { cwd }), shell: process.platform === 'win32' });
    const forward = (signal: NodeJS.Signals): void => {
      // A terminal's Ctrl-C reaches the child by itself, and a second one makes clients give up in the middle.
      if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const done = (ended: Ended): void => {
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(ended);
    };
    child.on('error', (error) => done({ code: NOT_FOUND, failure: error.message }));
    child.on('exit', (code, signal) => done({ code: code ?? 128 + (signal === null ? 0 : NUMBERS[signal] ?? 0) }));
  });
}

const NUMBERS: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
