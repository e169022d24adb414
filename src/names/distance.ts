/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, no letter touched twice
 * (Damerau 1964 as Boytsov 2011 names it). Bounded, because only near names matter.
 */

/** The distance of two names where it is at most `bound`, else `bound + 1`. */
export function distanceWithin(left: string, right: string, bound: number): number {
  if (Math.abs(left.length - right.length) > bound) return bound + 1;
  let start = 0;
  let leftEnd = left.length;
  let rightEnd = right.length;
  while (start < leftEnd && start < rightEnd && left.charCodeAt(start) === right.charCodeAt(start)) start++;
  while (leftEnd > start && rightEnd > start && left.charCodeAt(leftEnd - 1) === right.charCodeAt(rightEnd - 1)) {
    leftEnd--;
    rightEnd--;
  }
  if (leftEnd === start || rightEnd === start) return Math.min(leftEnd + rightEnd - 2 * start, bound + 1);
  return align(left, start, leftEnd, right, rightEnd, bound);
}

function align(left: string, start: number, leftEnd: number, right: string, rightEnd: number, bound: number): number {
  const width = rightEnd - start;
  if (ROWS[0].length <= width) ROWS = [new Int32Array(width * 2), new Int32Array(width * 2), new Int32Array(width * 2)];
  let [before, last, row] = ROWS;
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let i = 1; i <= leftEnd - start; i++) {
    const letter = left.charCodeAt(start + i - 1);
    row[0] = i;
    let best = i;
    for (let j = 1; j <= width; j++) {
      const other = right.charCodeAt(start + j - 1);
      let cost = (last[j - 1] ?? 0) + (letter === other ? 0 : 1);
      cost = Math.min(cost, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const isSwap = i > 1 && j > 1 && letter === right.charCodeAt(start + j - 2) && left.charCodeAt(start + i - 2) === other;
      if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < best) best = cost;
    }
    // A swap may still take the row before last, so the bound counts only once both rows are past it.
    if (best > bound + 1) return bound + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[width] ?? bound + 1, bound + 1);
}

let ROWS: [Int32Array, Int32Array, Int32Array] = [new Int32Array(64), new Int32Array(64), new Int32Array(64)];
