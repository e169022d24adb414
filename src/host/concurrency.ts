/** Bounds how much asynchronous work runs at once; the rest waits its turn in order. */
export function concurrencyLimit(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      // The place is handed over rather than given back, so that a newcomer can't slip in between.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
