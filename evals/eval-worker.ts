/** Runs in a worker thread: examines one sample as bytes in memory, with the look-up of names that a scan has, and hands back what the evaluation needs. */
import { examineClosely, type Examination } from '../src/engine/examine.ts';
import { lookalikeOf } from '../src/cli/lookalikes.ts';
import { pointsOf } from '../src/engine/judge.ts';
import { Opened } from '../src/cli/opened.ts';
import { serve } from '../src/host/worker.ts';
import { Budget, DEFAULT_LIMITS } from '../src/kit/budget.ts';
import type { RuleHit, Scanned } from './outcome.ts';

export interface EvalTask {
  readonly path: string;
  readonly name: string;
  readonly milliseconds: number;
  /** By its bytes alone: whom its name imitates is not looked up. */
  readonly isNameless?: boolean;
}

serve(scan);

function scan({ path, name, milliseconds, isNameless = false }: EvalTask): Scanned {
  const start = performance.now();
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds });
  const opened = new Opened();
  try {
    const input = opened.input(path, { target: name, name: name.slice(name.lastIndexOf('/') + 1) }, budget);
    return scanned(examineClosely(input, { budget, context: isNameless ? {} : { lookalikeOf } }), start);
  } finally {
    opened.close();
  }
}

function scanned(examination: Examination, start: number): Scanned {
  const { verdict, score, reasons, coverage } = examination.report;
  return {
    verdict, score, hits: hitsOf(examination), reasons: reasons.slice(0, 4).map(({ points, why }) => `${points} ${why}`),
    unread: coverage.unread.slice(0, 2).map((one) => `${one.path}: ${one.why}`),
    codeBytes: codeOf(examination), milliseconds: performance.now() - start,
  };
}

function hitsOf({ evidence }: Examination): RuleHit[] {
  const best = new Map<string, RuleHit>();
  for (const one of evidence) {
    const points = pointsOf(one, Number.POSITIVE_INFINITY);
    if (points > (best.get(one.rule)?.points ?? -1)) best.set(one.rule, { rule: one.rule, family: one.family, points });
  }
  return [...best.values()];
}

/** Files whose text was read as code; what was decoded out of them is not counted again. */
function codeOf({ view }: Examination): number {
  return view.units.reduce((total, unit) => total + (unit.layers.length === 0 ? Buffer.byteLength(unit.text) : 0), 0);
}
