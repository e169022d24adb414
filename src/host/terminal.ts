/** What standard output and standard error are connected to, and writing to them. */
import { writeSync } from 'node:fs';
import { UserError } from '../model/user-error.ts';

export interface TerminalFacts {
  /** Whether a person sees the stream as it is written. */
  readonly isTerminal: boolean;
  /** Columns a report may use. */
  readonly columns: number;
  readonly hasColour: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const PIPED_COLUMNS = 100;
const NARROWEST = 40;
const WIDEST = 140;

/** The facts of a stream. NO_COLOR (no-color.org) wins over FORCE_COLOR, which wins over CI, TERM=dumb and pipes. */
export function factsOf(stream: { isTTY?: boolean; columns?: number }, env: Environment, wantsColour = true): TerminalFacts {
  const isTerminal = stream.isTTY === true;
  const asked = Number(env['COLUMNS']);
  const columns = Number.isInteger(asked) && asked > 0 ? asked : stream.columns || PIPED_COLUMNS;
  return { isTerminal, columns: Math.min(WIDEST, Math.max(NARROWEST, columns)), hasColour: wantsColour && mayColour(isTerminal, env) };
}

function mayColour(isTerminal: boolean, env: Environment): boolean {
  if (isSet(env['NO_COLOR'])) return false;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  if (env['TERM'] === 'dumb') return false;
  return isTerminal && !isSet(env['CI']);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

export function environment(): Environment {
  return process.env;
}

export function standardOutput(wantsColour = true): TerminalFacts {
  return factsOf(process.stdout, process.env, wantsColour);
}

export function standardError(wantsColour = true): TerminalFacts {
  return factsOf(process.stderr, process.env, wantsColour);
}

/** The reader of our output went away (`assay … | head`): nobody is left to tell. */
export class ReaderGone extends Error {}

/**
 * Writes all of it before returning, so that nothing is lost when the process ends. Throws ReaderGone where the pipe is closed, UserError where the
 * disk is full.
 */
export function writeOut(text: string): void {
  try {
    writeAll(1, text);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UserError("what was found can't be written to standard output", { why: error.message });
  }
}

/** Messages and progress; a closed standard error is nobody's concern. */
export function writeError(text: string): void {
  try {
    writeAll(2, text);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
}

function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; ) {
    try {
      start += writeSync(handle, bytes, start);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') throw new ReaderGone();
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
