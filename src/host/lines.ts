/** Reads lines as they come, from a file or standard input, so that a list of any length takes little memory. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK_BYTES = 1 << 16;
/** A longer line is no name: it is cut there. */
const LONGEST_LINE = 1 << 16;
const STANDARD_INPUT = 0;

/** The lines of a file, `-` for standard input; throws what opening and reading throw. `beforeWaiting` is called before every read, which may take long. */
export function* readLines(path: string, beforeWaiting: () => void = () => {}): Generator<string> {
  const handle = path === '-' ? STANDARD_INPUT : openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let rest = '';
  try {
    for (;;) {
      beforeWaiting();
      const count = readSome(handle, chunk);
      if (count === 0) break;
      const lines = (rest + decoder.write(chunk.subarray(0, count))).split('\n');
      rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
      for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  } finally {
    if (handle !== STANDARD_INPUT) closeSync(handle);
  }
}

/** Waits where a terminal or pipe has nothing yet. */
function readSome(handle: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(handle, chunk);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
