/**
 * Regular expressions of the evaluated code, run by the host's engine where that can't take long: a pattern that could backtrack without end
 * over its text is not run and its result is unknown.
 */
import type { RegexVal } from '../flow/values.ts';

const MOST_WORK = 20_000_000;
const compiled = new WeakMap<RegexVal, RegExp | null>();

/** The native form of a pattern, kept with its `lastIndex`; undefined where it is invalid or too costly for a text of this length. */
export function nativeOf(regex: RegexVal, length: number): RegExp | undefined {
  if (regex.source.length > 20_000 || !isCheap(regex.source, length)) return undefined;
  let native = compiled.get(regex);
  if (native === undefined) {
    native = compile(regex);
    compiled.set(regex, native);
  }
  return native ?? undefined;
}

function compile(regex: RegexVal): RegExp | null {
  try {
    return new RegExp(regex.source, regex.flags);
  } catch {
    return null;
  }
}

/** A bound on backtracking: no quantified group holds a quantifier or alternatives, and each open repetition multiplies the work by the length. */
export function isCheap(source: string, length: number): boolean {
  const groups: { quantified: boolean; alternatives: boolean }[] = [];
  let repetitions = 0;
  let closed: { quantified: boolean; alternatives: boolean } | undefined;
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    const after = closed;
    closed = undefined;
    if (char === '\\') {
      if (/[1-9k]/.test(source[i + 1] ?? '')) repetitions++;
      i++;
    } else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') groups.push({ quantified: false, alternatives: false });
    else if (char === ')') closed = groups.pop();
    else if (char === '|') mark(groups, 'alternatives');
    else if (char === '*' || char === '+' || isOpenBound(source, i)) {
      if (after && (after.quantified || after.alternatives) && length > 24) return false;
      repetitions++;
      mark(groups, 'quantified');
    }
    if (closed && (closed.quantified || closed.alternatives)) markFrom(groups, closed);
  }
  return length ** Math.max(repetitions > 1 ? Math.min(repetitions, 2) + (repetitions > 3 ? 1 : 0) : 1, 1) <= MOST_WORK || repetitions <= 1;
}

/** `{3,}` and `{0,9999}`. */
function isOpenBound(source: string, at: number): boolean {
  const bound = source[at] === '{' ? /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at, at + 24)) : null;
  return bound !== null && (bound[2] === ',' ? bound[3] === '' || Number(bound[3]) > 8 : Number(bound[1]) > 64);
}

function mark(groups: { quantified: boolean; alternatives: boolean }[], what: 'quantified' | 'alternatives'): void {
  const inner = groups.at(-1);
  if (inner) inner[what] = true;
}

function markFrom(groups: { quantified: boolean; alternatives: boolean }[], closed: { quantified: boolean; alternatives: boolean }): void {
  const inner = groups.at(-1);
  if (!inner) return;
  inner.quantified ||= closed.quantified;
  inner.alternatives ||= closed.alternatives;
}
