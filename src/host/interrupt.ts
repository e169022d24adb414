/** Ctrl-C and kindly asked endings: tidy up once, then end with the exit code that shells expect. */

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs `tidy` when a signal asks the process to end. Returns what takes the watch off again. */
export function onInterrupt(tidy: () => void): () => void {
  const removers = Object.entries(SIGNALS).map(([signal, code]) => {
    const handler = (): void => {
      try {
        tidy();
      } finally {
        process.exit(code);
      }
    };
    process.once(signal, handler);
    return () => process.removeListener(signal, handler);
  });
  return () => {
    for (const remove of removers) remove();
  };
}
