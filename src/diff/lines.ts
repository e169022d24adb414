/** Which lines two texts don't share: Myers' greedy algorithm (1986), bounded, since its cost grows with the difference. */
import type { DiffLine } from '../model/diff.ts';

export interface LineChanges {
  readonly added: readonly DiffLine[];
  readonly removed: readonly DiffLine[];
}

/** Edits after which two texts count as rewritten. */
const MOST_EDITS = 3000;

/**
 * The lines only one of the texts has; undefined where they differ in more than 3,000. Line ends and white space at the end don't count. `same`
 * decides what counts as equal, so that a renamed package's lines can be compared.
 */
export function changedLines(before: string, after: string, same: (text: string) => string = (text) => text): LineChanges | undefined {
  const [old, raw] = [before, after].map((text) => text.split(/\r\n|\r|\n/).map((each) => each.trimEnd()));
  const a = (old ?? []).map(same);
  const b = (raw ?? []).map(same);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const edits = shortestEdit(a.slice(start, a.length - end), b.slice(start, b.length - end));
  if (edits === undefined) return undefined;
  return {
    added: edits.added.map((index) => ({ line: start + index + 1, text: raw?.[start + index] ?? '' })),
    removed: edits.removed.map((index) => ({ line: start + index + 1, text: old?.[start + index] ?? '' })),
  };
}

function shortestEdit(a: readonly string[], b: readonly string[]): { added: number[]; removed: number[] } | undefined {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  let frontier = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits++) {
    history.push(frontier);
    const next = new Map(frontier);
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = k === -edits || (k !== edits && (frontier.get(k - 1) ?? -1) < (frontier.get(k + 1) ?? -1));
      let x = isDown ? frontier.get(k + 1) ?? 0 : (frontier.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(history, a.length, b.length);
    }
    // Only the last two rows are needed to go on, but all to walk back: the bound keeps them small.
    frontier = new Map([...next].filter(([k]) => Math.abs(k) <= edits + 1));
  }
  return undefined;
}

function walkBack(history: readonly ReadonlyMap<number, number>[], width: number, height: number): { added: number[]; removed: number[] } {
  const added: number[] = [];
  const removed: number[] = [];
  let x = width;
  let y = height;
  for (let edits = history.length - 1; edits > 0; edits--) {
    const frontier = history[edits] ?? new Map<number, number>();
    const k = x - y;
    const isDown = k === -edits || (k !== edits && (frontier.get(k - 1) ?? -1) < (frontier.get(k + 1) ?? -1));
    const from = isDown ? k + 1 : k - 1;
    x = frontier.get(from) ?? 0;
    y = x - from;
    if (isDown) added.push(y);
    else removed.push(x);
  }
  return { added: added.reverse(), removed: removed.reverse() };
}
