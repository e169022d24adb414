/** In which way one name looks like another. The first rule that fits names it: the surest sign first. */
import { distanceWithin } from './distance.ts';
import { editBetween } from './edits.ts';
import type { Edit } from './edits.ts';
import type { Form } from './form.ts';

export type Category =
  | Edit | 'edit-2' | 'homoglyph' | 'foreign-letters' | 'delimiter' | 'reorder' | 'plural' | 'grammar' | 'spelling' | 'version'
  | 'affix' | 'affix-glued' | 'affix-typo' | 'affix-swap' | 'combo' | 'two-popular' | 'stdlib' | 'cross-ecosystem' | 'scope' | 'flattened' | 'internal';

export interface Relation {
  readonly category: Category;
  /** Where in the target's squashed name the one edit is. */
  readonly at?: number;
}

/** From how many letters on a distance of two still means something. */
export const FAR_LENGTH = 7;

/** How `name` looks like `target` as a whole; undefined where it doesn't, or is the same name. Affixes and combinations are found elsewhere. */
export function relationOf(name: Form, target: Form): Relation | undefined {
  // A list keeps the ranks of names that are gone with empty ones.
  if (target.squash === '' || name.canonical === target.canonical) return undefined;
  if (name.squash === target.squash) return { category: target.canonical.startsWith('@') ? 'flattened' : 'delimiter' };
  // A scope belongs to its owner: near names in it are siblings, near names outside it are others' own.
  if (target.canonical.startsWith('@')) return undefined;
  if (name.american === target.american) return { category: 'spelling' };
  if (isPlural(name.squash, target.squash) || isPlural(target.squash, name.squash)) return { category: 'plural' };
  const distance = distanceWithin(name.squash, target.squash, 2);
  const one = distance === 1 ? editBetween(name.squash, target.squash) : undefined;
  if (one !== undefined && SURE.has(one.edit)) return { category: one.edit, at: one.at };
  if (name.skeleton === target.skeleton) return { category: 'homoglyph' };
  const isNear = one !== undefined || (distance === 2 && target.squash.length >= FAR_LENGTH);
  if (name.core === target.core && name.core.length >= 2) return { category: 'version' };
  if (isNear && isRenumbered(name.squash, target.squash)) return { category: 'version' };
  if (one !== undefined) return { category: one.edit, at: one.at };
  if (isGrammar(name, target)) return { category: 'grammar' };
  if (isReorder(name, target)) return { category: 'reorder' };
  return isNear ? { category: 'edit-2' } : undefined;
}

function isPlural(one: string, many: string): boolean {
  if (!many.endsWith('s') || one.endsWith('s')) return false;
  return many === `${one}s` || many === `${one}es` || (one.endsWith('y') && many === `${one.slice(0, -1)}ies`);
}

/** Whether only numbers differ: a version, not a slip of the finger. */
function isRenumbered(name: string, target: string): boolean {
  return DIGIT.test(name) && DIGIT.test(target) && name.replace(NUMBERS, '0') === target.replace(NUMBERS, '0');
}

function isGrammar(name: Form, target: Form): boolean {
  return name.stem === target.stem && name.stem.length >= 4;
}

function isReorder(name: Form, target: Form): boolean {
  if (name.squash.length !== target.squash.length || target.tokens.length < 2) return false;
  if (name.tokens.length === target.tokens.length) return name.sorted === target.sorted;
  return name.tokens.length === 1 && rotationsOf(target).includes(name.squash);
}

/** A target's words in turned order, glued: `kafka-python` gives `pythonkafka`. */
export function rotationsOf(target: Form): string[] {
  return target.tokens.length < 2 ? [] : target.tokens.slice(1).map((_, i) => [...target.tokens.slice(i + 1), ...target.tokens.slice(0, i + 1)].join(''));
}

const DIGIT = /\d/;
const NUMBERS = /\d+/g;
const SURE: ReadonlySet<Edit> = new Set<Edit>(['transposition', 'repeat']);
