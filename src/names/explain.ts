/** One sentence that says which name is imitated, how, and why it would be worth it. */
import type { Category } from './relation.ts';
import type { Target } from './targets.ts';

/** Package text goes in raw: whoever prints the sentence escapes it. */
export function explain(name: string, target: Target, category: Category, isBritish: boolean): string {
  const deed = category === 'spelling' ? `spells ${target.name} the ${isBritish ? 'British' : 'American'} way` : DEEDS[category].replace('{target}', () => target.name);
  const fame = fameOf(target, category);
  return `${name} ${deed}${fame === undefined ? '' : `; ${target.name} is ${fame}`}`;
}

/** `81st`, `112th`. */
export function ordinal(rank: number): string {
  const tens = rank % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${ending}`;
}

function fameOf(target: Target, category: Category): string | undefined {
  switch (target.kind) {
    case 'popular': return category === 'cross-ecosystem' ? undefined : `the ${target.rank === 1 ? '' : `${ordinal(target.rank)} `}most downloaded package`;
    case 'standard': return 'a module of the standard library';
    case 'tool': return 'a word that everybody types at the installer';
    case 'internal': return category === 'internal' ? undefined : 'one of your internal names';
    case 'listed': return undefined;
  }
}

const DEEDS: Readonly<Record<Exclude<Category, 'spelling'>, string>> = {
  'transposition': 'swaps two neighbouring letters of {target}',
  'repeat': 'doubles a letter of {target}',
  'repeat-drop': 'drops one of a double letter of {target}',
  'omission': 'leaves out a letter of {target}',
  'keyboard-insertion': 'adds a letter to {target} that is beside its neighbour on the keyboard',
  'keyboard-substitution': 'replaces a letter of {target} by one beside it on the keyboard',
  'insertion': 'adds a letter inside {target}',
  'insertion-end': 'adds a letter at an end of {target}',
  'substitution': 'replaces a letter of {target}',
  'edit-2': 'is two letters away from {target}',
  'homoglyph': 'looks like {target}: other characters of the same shape',
  'foreign-letters': 'writes {target} with letters of another script',
  'delimiter': 'is {target} with other separators',
  'reorder': 'has the words of {target} in another order',
  'plural': 'is {target} in the other number',
  'grammar': 'is another form of the word {target}',
  'version': 'is {target} with another number at its end',
  'affix': 'is {target} with a word that says nothing added',
  'affix-glued': 'is {target} with a word that says nothing added',
  'affix-typo': 'is {target}, misspelt, with a word that says nothing added',
  'affix-swap': 'is {target} but for a word that says nothing',
  'combo': 'puts other words beside {target}',
  'two-popular': 'joins {target} and another well-known name',
  'stdlib': 'has the name of {target}',
  'cross-ecosystem': 'has the name of {target}, a well-known package of another registry',
  'scope': 'is in a scope one letter away from that of {target}',
  'flattened': 'is {target} without its scope',
  'internal': 'has the name of an internal package ({target}), which must never come from a public registry',
};
