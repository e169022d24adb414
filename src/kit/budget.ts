/** Bounds on work: every reader of hostile input counts against one, so that nothing it can write runs for ever. */

/** Says that a bound was reached; readers turn it into a gap in coverage. */
export class BudgetSpent extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'BudgetSpent';
  }
}

export interface Limits {
  /** Bytes that may be unpacked or decoded in all. */
  readonly bytes: number;
  /** Archive members in all. */
  readonly members: number;
  /** Archives in archives, layers in layers. */
  readonly depth: number;
  /** Interpreter and parser steps in all. */
  readonly steps: number;
  /** Wall-clock milliseconds. */
  readonly milliseconds: number;
  /** How many times its own size an archive may unpack to, past a floor that small honest archives need; 250 where absent. */
  readonly ratio?: number;
}

export const DEFAULT_LIMITS: Limits = { bytes: 1_500_000_000, members: 200_000, depth: 64, steps: 60_000_000, milliseconds: 60_000 };

/** Bytes decoded out of code, which stay in memory for the rules. */
const MOST_DECODED = 120_000_000;

/** What is left of a set of limits. `now` is the clock in milliseconds (given in, so that nothing here touches the world). */
export class Budget {
  readonly limits: Limits;
  #bytes: number;
  #members: number;
  #steps: number;
  #decoded = MOST_DECODED;
  readonly #end: number;
  readonly #now: () => number;

  constructor(limits: Limits = DEFAULT_LIMITS, now: () => number = Date.now) {
    this.limits = limits;
    this.#bytes = limits.bytes;
    this.#members = limits.members;
    this.#steps = limits.steps;
    this.#now = now;
    this.#end = now() + limits.milliseconds;
  }

  /** Bytes that may still be unpacked. */
  get bytesLeft(): number {
    return this.#bytes;
  }

  get stepsLeft(): number {
    return this.#steps;
  }

  /** Counts unpacked bytes; throws BudgetSpent past the bound. */
  takeBytes(count: number): void {
    this.#bytes -= count;
    if (this.#bytes < 0) throw new BudgetSpent(`more than ${this.limits.bytes} bytes unpacked`);
  }

  /** Whether so much may still be decoded and kept; what is refused is a gap of whoever asked. */
  keepsDecoded(count: number): boolean {
    if (count > this.#decoded) return false;
    this.#decoded -= count;
    return true;
  }

  takeMember(): void {
    if (--this.#members < 0) throw new BudgetSpent(`more than ${this.limits.members} members`);
  }

  /** Counts work; throws BudgetSpent past the bound. */
  takeSteps(count: number): void {
    this.#steps -= count;
    if (this.#steps < 0) throw new BudgetSpent(`more than ${this.limits.steps} steps`);
  }

  /** Throws BudgetSpent when the time is up. Costs a clock read: call it per file or per few thousand steps. */
  checkTime(): void {
    if (this.#now() > this.#end) throw new BudgetSpent(`more than ${this.limits.milliseconds / 1000} seconds`);
  }
}
