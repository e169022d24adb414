/** Brackets of a Perl text matched beforehand, and the subs that it names. */
import type { Sub } from './state.ts';
import type { Token } from './tokens.ts';

/** For each opening bracket the place of its closing one, -1 where it has none. */
export function pairsOf(tokens: readonly Token[]): Int32Array {
  const pairs = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'op' || text.length !== 1) continue;
    if ('([{'.includes(text)) open.push(index);
    else if (')]}'.includes(text)) {
      const wanted = '([{'[')]}'.indexOf(text)] ?? '';
      let at = open.length - 1;
      // A bracket that was never closed is stepped over, but not far.
      while (at >= 0 && at > open.length - 4 && tokens[open[at] ?? 0]?.text !== wanted) at--;
      const start = open[at];
      if (start === undefined || tokens[start]?.text !== wanted) continue;
      pairs[start] = index;
      open.length = at;
    }
  }
  return pairs;
}

/** The named subs by name. */
export function subsOf(tokens: readonly Token[], pairs: Int32Array): Map<string, Sub> {
  const subs = new Map<string, Sub>();
  let scope = '';
  for (let i = 0; i + 1 < tokens.length; i++) {
    const token = tokens[i];
    const name = tokens[i + 1];
    if (token?.kind !== 'word' || name?.kind !== 'word') continue;
    if (token.text === 'package') scope = name.text === 'MY' ? 'MY::' : '';
    if (token.text !== 'sub' || subs.size >= 5_000) continue;
    const start = bodyStart(tokens, i + 2);
    if (start >= 0) subs.set(scope + name.text, { start, end: pairs[start] === -1 ? tokens.length : (pairs[start] ?? tokens.length), walks: 0 });
  }
  return subs;
}

/** Past a prototype, a signature or attributes. */
export function bodyStart(tokens: readonly Token[], from: number): number {
  for (let i = from; i < Math.min(tokens.length, from + 40); i++) {
    const token = tokens[i];
    if (token?.kind !== 'op') continue;
    if (token.text === '{') return i;
    if (token.text === ';') return -1;
  }
  return -1;
}
