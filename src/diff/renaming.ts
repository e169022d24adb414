/** Reads an imitation as if it had the original's name, so that only what was added to the original shows. */

export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/**
 * A function that puts the original's name for either name, as a word or part of an identifier, however it is spelled: `Colourama`, `COLOURAMA`,
 * `my_thing`. Both sides are read through it, so that a name that only changed its case is no change.
 */
export function renamer({ from, to }: Renaming): (text: string) => string {
  const spellings = new Map<string, string>();
  for (const separator of ['-', '_', '.', '']) {
    const [old, wanted] = [from, to].map((name) => bare(name).toLowerCase().replace(/[-_.]+/g, separator));
    spellings.set(wanted ?? '', wanted ?? '');
    spellings.set(old ?? '', wanted ?? '');
  }
  const words = [...spellings.keys()].filter((word) => word !== '').sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${words.join('|')})(?![A-Za-z0-9])`, 'gi');
  return (text) => text.replace(pattern, (word) => spellings.get(word.toLowerCase()) ?? word);
}

/** A scope belongs to the owner, not to the module. */
function bare(name: string): string {
  return name.split('/').at(-1) ?? name;
}
