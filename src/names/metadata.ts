/** What is known of a package beside its name, and how far it speaks against an imitation. It only ever lowers a ratio. */

export interface NameMetadata {
  readonly summary?: string;
  /** When it was last released, and the day it is now: ISO dates. */
  readonly lastRelease?: string;
  readonly today?: string;
}

/** The two names, without separators, and the target's summary ('' where it isn't known). */
export interface Compared {
  readonly name: string;
  readonly target: string;
  readonly targetSummary: string;
}

/** The factor for a ratio: 1 where nothing is known. */
export function metadataFactor(metadata: NameMetadata, compared: Compared): number {
  const summary = metadata.summary ?? '';
  const isOther = isDistinct(summary, compared.targetSummary) || namesItself(summary, compared);
  return (isOld(metadata) ? OLD : 1) * (isOther ? DISTINCT : 1);
}

/** Whether a summary uses the package's own name as a name, and not the target's: an imitation would hardly. */
function namesItself(summary: string, { name, target }: Compared): boolean {
  const text = summary.toLowerCase().replace(/[^a-z0-9]/g, '');
  return name.length >= 5 && text.includes(name) && !name.includes(target) && !text.replaceAll(name, '').includes(target);
}

/** 72 of 100 ordinary look-alikes had their last release over a year ago; malware is removed long before. */
const OLD = 0.02;
/** 40 to 46 of 100 ordinary look-alikes say in their summary that they do something else; imitations copy it or leave it empty. */
const DISTINCT = 0.1;
const YEAR_MS = 365 * 86_400_000;

function isOld({ lastRelease, today }: NameMetadata): boolean {
  if (lastRelease === undefined || today === undefined) return false;
  return Date.parse(today) - Date.parse(lastRelease) > YEAR_MS;
}

/** Two summaries of at least two telling words each that share hardly any. */
function isDistinct(one: string, other: string): boolean {
  const left = wordsOf(one);
  const right = wordsOf(other);
  if (left.size < 2 || right.size < 2) return false;
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  return shared / Math.min(left.size, right.size) < 0.25;
}

function wordsOf(summary: string): Set<string> {
  return new Set((summary.toLowerCase().match(/[a-z0-9]{3,}/g) ?? []).filter((word) => !EMPTY.has(word)));
}

const EMPTY = new Set(['the', 'and', 'for', 'with', 'that', 'this', 'from', 'your', 'you', 'python', 'node', 'javascript', 'library', 'package', 'module', 'simple', 'easy', 'use']);
