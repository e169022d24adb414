/** The progress bar on standard error: only on a terminal, only on runs that last, gone before anything else is written. */
import { stopwatch } from '../host/clock.ts';
import { standardError, writeError } from '../host/terminal.ts';
import { line } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import { fitted } from '../reports/width.ts';

const DELAY_MS = 400;
const INTERVAL_MS = 100;
const BAR_COLUMNS = 24;

export interface Progress {
  /** Says that another target is done. */
  advance(name: string): void;
  /** Takes the bar away, so that something else can be written. */
  clear(): void;
  stop(): void;
}

/** A bar for `total` targets; one that does nothing where nobody watches. */
export function startProgress(total: number, isWanted: boolean): Progress {
  const facts = standardError();
  if (!isWanted || !facts.isTerminal) return { advance() {}, clear() {}, stop() {} };
  const started = stopwatch();
  let done = 0;
  let last = '';
  let isShown = false;
  const clear = (): void => {
    if (isShown) writeError('\r\x1b[2K');
    isShown = false;
  };
  const draw = (): void => {
    const elapsed = stopwatch() - started;
    if (elapsed < DELAY_MS) return;
    writeError(`\r\x1b[2K${fitted(barOf(done, total, elapsed, last, facts.columns), facts.columns - 1)}`);
    isShown = true;
  };
  const timer = setInterval(draw, INTERVAL_MS);
  timer.unref();
  return {
    advance(name) {
      done += 1;
      last = name;
    },
    clear,
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}

/** One line of the bar: how much is done, how long it will still take, what was last. */
export function barOf(done: number, total: number, elapsedMs: number, last: string, columns = 80): Printable {
  const length = Math.min(BAR_COLUMNS, Math.floor(columns / 4));
  const filled = total === 0 ? 0 : Math.floor((length * done) / total);
  const bar = `${'━'.repeat(filled)}${'─'.repeat(length - filled)}`;
  const left = done === 0 ? `${clockOf(elapsedMs)} so far` : `${clockOf((elapsedMs / done) * (total - done))} left`;
  return line`${printable(`${bar} ${done}/${total}  ${left}`)}  ${printable(last)}`;
}

function clockOf(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}
