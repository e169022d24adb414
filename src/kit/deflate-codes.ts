/** The code tables of deflate (RFC 1951, sections 3.2.2 to 3.2.7). */

/** Thrown for data that is damaged or not understood. */
export const REFUSED: unique symbol = Symbol('refused');

/** Looked up by as many of the next bits as the longest code has: `symbol << 4 | length`, 0 where no code begins so. */
export interface CodeTable {
  readonly entries: Uint16Array;
  readonly mask: number;
}

/** The order in which the lengths of the code-length code stand. */
export const ORDER: readonly number[] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Match lengths of the symbols from 257 on: `extra bits << 16 | smallest`. */
export const LENGTHS: Int32Array = Int32Array.from([
  3, 4, 5, 6, 7, 8, 9, 10, ...[1, 2, 3, 4, 5].flatMap((extra) => ranges((4 << extra) + 3, extra, 1 << extra, 4)), 258,
]);

/** Distances: `extra bits << 16 | smallest`. */
export const DISTANCES: Int32Array = Int32Array.from([1, 2, 3, 4, ...Array.from({ length: 13 }, (_, i) => i + 1).flatMap((extra) => ranges((2 << extra) + 1, extra, 1 << extra, 2))]);

function ranges(first: number, extra: number, step: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (extra << 16) | (first + i * step));
}

/**
 * The table for code lengths by symbol. Throws REFUSED for lengths that no code has, as zlib does: too many of a length, or codes left over, except that
 * a table may have a single code, or none, where `mayBeBare`.
 */
export function codeTable(sizes: Uint8Array, mayBeBare: boolean): CodeTable {
  const counts = new Uint16Array(16);
  let longest = 0;
  for (const size of sizes) {
    if (size > longest) longest = size;
    if (size > 0) counts[size] = (counts[size] ?? 0) + 1;
  }
  if (longest === 0) return { entries: new Uint16Array(1), mask: 0 };
  let left = 1;
  const next = new Uint16Array(17);
  for (let size = 1, code = 0; size <= 15; size++) {
    const count = counts[size] ?? 0;
    left = 2 * left - count;
    if (left < 0) throw REFUSED;
    next[size] = code;
    code = (code + count) << 1;
  }
  if (left > 0 && !(mayBeBare && longest === 1)) throw REFUSED;
  return { entries: filled(sizes, next, longest), mask: (1 << longest) - 1 };
}

function filled(sizes: Uint8Array, next: Uint16Array, longest: number): Uint16Array {
  const entries = new Uint16Array(1 << longest);
  for (let symbol = 0; symbol < sizes.length; symbol++) {
    const size = sizes[symbol] ?? 0;
    if (size === 0) continue;
    const code = next[size] ?? 0;
    next[size] = code + 1;
    for (let at = reversed(code, size); at < entries.length; at += 1 << size) entries[at] = (symbol << 4) | size;
  }
  return entries;
}

/** Codes are packed from their first bit on, numbers from their last. */
function reversed(code: number, size: number): number {
  let turned = 0;
  for (let bit = 0; bit < size; bit++) turned |= ((code >> bit) & 1) << (size - 1 - bit);
  return turned;
}

let fixed: { readonly literals: CodeTable; readonly distances: CodeTable } | undefined;

/** The tables of blocks that bring none. */
export function fixedTables(): { readonly literals: CodeTable; readonly distances: CodeTable } {
  fixed ??= {
    literals: codeTable(Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)), false),
    distances: codeTable(new Uint8Array(32).fill(5), false),
  };
  return fixed;
}
