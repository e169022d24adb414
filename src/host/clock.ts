/** Time, for whoever has none of its own. */

/** Milliseconds since some fixed moment; never goes back. */
export function stopwatch(): number {
  return performance.now();
}

/** Milliseconds since 1970. */
export function wallClock(): number {
  return Date.now();
}
