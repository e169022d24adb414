/**
 * How much likelier a look-alike is among names removed as malware than among ordinary names. The table by category and length was measured over
 * 886,323 PyPI names (design/NAMES.md); the factors on 7,800 names removed as malware against 34,000 ordinary names of Debian and npm. Where neither
 * had enough (spelling, foreign letters, combinations, scopes, other registries) the figure is a judgement. Nothing here knows a single name.
 */
import { isAffix } from './affixes.ts';
import type { Form } from './form.ts';
import type { Match } from './match.ts';
import type { Category } from './relation.ts';
import type { Target } from './targets.ts';
import type { Vocabulary } from './vocabulary.ts';

export const TIERS = ['block', 'warn', 'review'] as const;
export type Tier = (typeof TIERS)[number];

/** The least ratio of each tier. */
export const TIER_RATIOS: Readonly<Record<Tier, number>> = { block: 10, warn: 3.5, review: 1 };

/** The likelihood ratio of a match by name only. */
export function ratioOf(name: Form, match: Match, vocabulary: Vocabulary): number {
  const length = lengthOf(name, match, vocabulary);
  const ratio = RATIOS[match.category][length <= 5 ? 0 : length <= 7 ? 1 : length <= 9 ? 2 : 3] * rankFactor(match.target) * CALIBRATION;
  if (LETTER_EDITS.has(match.category)) return ratio * letterFactor(name, match, vocabulary);
  if (match.category === 'combo' || match.category === 'two-popular') return (ratio * OWN_FAMILY) / (OWN_FAMILY + vocabulary.familyOf(match.id));
  return ratio;
}

/**
 * The length that an edit is measured by. In a series (`mypy-boto3-rds`, `mypy-boto3-drs`) the common words say nothing: only the one that differs
 * counts.
 */
function lengthOf(name: Form, { form: target, category }: Match, vocabulary: Vocabulary): number {
  const { tokens } = target;
  if (tokens.length < 3 || tokens.length !== name.tokens.length || !LETTER_EDITS.has(category)) return target.squash.length;
  const changed = tokens.findIndex((token, i) => token !== name.tokens[i]);
  if (changed !== tokens.findLastIndex((token, i) => token !== name.tokens[i])) return target.squash.length;
  const shared = changed === 0 ? tokens.slice(1) : tokens.slice(0, changed);
  return shared.length >= 2 && vocabulary.seriesOf(shared.join('-')) >= SERIES ? (tokens[changed] ?? '').length : target.squash.length;
}

/** The tier of a ratio, undefined below all. */
export function tierOf(ratio: number): Tier | undefined {
  return TIERS.find((tier) => ratio >= TIER_RATIOS[tier]);
}

/**
 * Attackers imitate what many install. Ordinary names come near targets of every rank alike, so over 15,000 targets this averages 1.
 */
function rankFactor(target: Target): number {
  const rank = target.kind === 'popular' ? target.rank : target.kind === 'standard' ? STANDARD_RANK : EVERYBODY;
  return Math.min(MOST_FAME, Math.sqrt(AVERAGE_FAME / rank));
}

/** People's own words differ from a target's; slips keep the first letter and the set of letters. Measured on names removed as malware. */
function letterFactor(name: Form, { form: target, category }: Match, vocabulary: Vocabulary): number {
  let factor = 1;
  const changed = name.tokens.filter((token) => !target.tokens.includes(token) && !(category === 'affix-typo' && isAffix(token)));
  factor *= changed.some((token) => vocabulary.isKnown(token)) ? 0.25 : 1.25;
  if (category !== 'transposition' && category !== 'repeat') factor *= name.squash.charCodeAt(0) === target.squash.charCodeAt(0) ? 1.4 : 0.5;
  if (category === 'edit-2') factor *= haveSameLetters(name.squash, target.squash) ? 2 : 0.8;
  return factor;
}

function haveSameLetters(left: string, right: string): boolean {
  for (const letter of left) if (!right.includes(letter)) return false;
  for (const letter of right) if (!left.includes(letter)) return false;
  return true;
}

/** The mean of 1 / √rank over 15,000 ranks is that of this rank. */
const AVERAGE_FAME = 3750;
/** No name is imitated more than this many times as often as its length makes likely. */
const MOST_FAME = 12;
/** So many packages named after another are its own maker's or few people's: more of them make one more ordinary. */
const OWN_FAMILY = 12;
/** So many names with the same two words make a series. */
const SERIES = 8;
/** What the factors below multiply up among all look-alikes of ordinary names, taken out again. */
const CALIBRATION = 1 / 1.5;
/** A tool or an internal name is as well known as the packages around this rank; a standard module is rarely installed by name. */
const EVERYBODY = 60;
const STANDARD_RANK = 400;

type Row = readonly [number, number, number, number];
/** By length of the target without separators: up to 5, 6–7, 8–9, 10 and more. */
const RATIOS: Readonly<Record<Category, Row>> = {
  'transposition': [6, 88, 239, 1383],
  'repeat': [15, 146, 415, 857],
  'repeat-drop': [6, 5, 15, 98],
  'omission': [1, 7, 18, 106],
  'keyboard-insertion': [1, 19, 33, 29],
  'keyboard-substitution': [1, 12, 15, 44],
  'insertion': [1, 7, 19, 23],
  'insertion-end': [0.2, 2, 3, 2],
  'substitution': [0.2, 2, 6, 11],
  'edit-2': [0, 1, 1, 2],
  'homoglyph': [1, 5, 18, 31],
  'foreign-letters': [1000, 1000, 1000, 1000],
  'delimiter': [3, 1, 1, 1],
  'reorder': [1, 8, 11, 7],
  'plural': [0.5, 2, 9, 7],
  'grammar': [0.5, 2, 9, 7],
  'spelling': [10, 30, 30, 30],
  'version': [3, 2, 1, 5],
  'affix': [1, 1.5, 2, 2],
  'affix-glued': [0.5, 1, 2, 2],
  'affix-typo': [0.3, 1, 1, 1],
  'affix-swap': [0.3, 0.3, 0.5, 0.5],
  'combo': [0.5, 0.5, 0.5, 0.5],
  'two-popular': [1.5, 1.5, 1.5, 1.5],
  'stdlib': [3, 10, 10, 10],
  'cross-ecosystem': [0.2, 0.5, 1, 2],
  'scope': [1, 5, 10, 20],
  'flattened': [0.4, 0.4, 0.4, 0.4],
  'internal': [1000, 1000, 1000, 1000],
};
const LETTER_EDITS: ReadonlySet<Category> = new Set<Category>(['transposition', 'repeat', 'repeat-drop', 'omission', 'keyboard-insertion',
  'keyboard-substitution', 'insertion', 'insertion-end', 'substitution', 'edit-2', 'affix-typo', 'homoglyph', 'grammar', 'plural']);
