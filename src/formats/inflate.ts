/** Raw deflate (RFC 1951) with a bound, giving what could be unpacked before damage or the bound. */
import { constants, inflateRawSync } from 'node:zlib';
import { PAST_BOUND, type Unpacked } from '../kit/unpacked.ts';

/** Deflate's best: one byte of input gives no more than this. */
const MOST_FROM_ONE = 1032;
const LEAST_CHUNK = 64;
const MOST_CHUNK = 1 << 24;

/**
 * Unpacks one raw deflate stream of at most `limit` bytes; what follows the stream's end is left (`used`). `expected` is the size it should
 * have: one buffer is made for it. Data that just stops gives no `problem`: the caller knows the size or sees that nothing follows.
 */
export function inflateRaw(data: Uint8Array, limit: number, expected: number): Unpacked {
  try {
    return attempt(data, limit, expected);
  } catch (error) {
    return salvage(data, limit, expected, isPastBound(error) ? PAST_BOUND : 'the compressed data is damaged');
  }
}

function attempt(data: Uint8Array, limit: number, expected: number): Unpacked {
  const most = Math.min(limit, data.length * MOST_FROM_ONE);
  const chunkSize = Math.max(LEAST_CHUNK, Math.min(expected > 0 ? expected + 1 : MOST_CHUNK, most + 1));
  const options = { info: true, finishFlush: constants.Z_SYNC_FLUSH, chunkSize, maxOutputLength: Math.max(1, limit) };
  const { buffer, engine } = inflateRawSync(data, options) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  return { bytes: buffer, used: engine.bytesWritten };
}

/**
 * zlib throws away what it had when it fails: halve the input until the longest good beginning is found, to the byte in small data and to a
 * 256th in data that could unpack to much.
 */
function salvage(data: Uint8Array, limit: number, expected: number, problem: string): Unpacked {
  let good: Uint8Array = new Uint8Array();
  let low = 0;
  let high = data.length;
  const most = data.length * MOST_FROM_ONE > 100_000_000 ? 8 : 24;
  for (let tries = 0; tries < most && high - low > 1; tries++) {
    const middle = (low + high) >>> 1;
    try {
      good = attempt(data.subarray(0, middle), limit, expected).bytes;
      low = middle;
    } catch {
      high = middle;
    }
  }
  return { bytes: good, used: low, problem };
}

function isPastBound(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
