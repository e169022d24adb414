/** Which single edit turns a known name into the one at hand: how a finger slips, or an attacker makes it seem to have slipped. */

export type Edit =
  | 'transposition' | 'repeat' | 'repeat-drop' | 'omission' | 'keyboard-insertion' | 'keyboard-substitution' | 'insertion' | 'insertion-end'
  | 'substitution';

export interface EditPlace {
  readonly edit: Edit;
  /** Where in the target it happens. */
  readonly at: number;
}

/** The one edit between two names at distance 1. Undefined where they are equal or further apart. */
export function editBetween(name: string, target: string): EditPlace | undefined {
  const shorter = Math.min(name.length, target.length);
  let at = 0;
  while (at < shorter && name.charCodeAt(at) === target.charCodeAt(at)) at++;
  switch (name.length - target.length) {
    case 1: return name.slice(at + 1) === target.slice(at) ? { edit: insertionAt(name, at), at } : undefined;
    case -1: return name.slice(at) === target.slice(at + 1) ? { edit: omissionAt(target, at), at } : undefined;
    case 0: return changeAt(name, target, at);
    default: return undefined;
  }
}

/** Whether two letters stand beside each other on a QWERTY keyboard. */
export function isNeighbour(left: string, right: string): boolean {
  return NEIGHBOURS.has(left + right);
}

function insertionAt(name: string, at: number): Edit {
  const letter = name.charAt(at);
  const before = name.charAt(at - 1);
  const after = name.charAt(at + 1);
  if (letter === before || letter === after) return 'repeat';
  if (isNeighbour(letter, before) || isNeighbour(letter, after)) return 'keyboard-insertion';
  return at === 0 || at === name.length - 1 ? 'insertion-end' : 'insertion';
}

function omissionAt(target: string, at: number): Edit {
  return target.charAt(at) === target.charAt(at - 1) || target.charAt(at) === target.charAt(at + 1) ? 'repeat-drop' : 'omission';
}

function changeAt(name: string, target: string, at: number): EditPlace | undefined {
  if (at === name.length) return undefined;
  const isSwap = name.charAt(at) === target.charAt(at + 1) && name.charAt(at + 1) === target.charAt(at) && name.charAt(at) !== name.charAt(at + 1);
  if (isSwap && name.slice(at + 2) === target.slice(at + 2)) return { edit: 'transposition', at };
  if (name.slice(at + 1) !== target.slice(at + 1)) return undefined;
  return { edit: isNeighbour(name.charAt(at), target.charAt(at)) ? 'keyboard-substitution' : 'substitution', at };
}

const ROWS = [' 1234567890-', ' qwertyuiop', ' asdfghjkl', ' zxcvbnm'];
const NEIGHBOURS = neighbours();

/** Left and right in a row, and the two keys above (rows are set off by half a key). */
function neighbours(): Set<string> {
  const pairs = new Set<string>();
  for (const [r, row] of ROWS.entries()) {
    for (let c = 0; c < row.length; c++) {
      const above = ROWS[r - 1] ?? '';
      for (const other of [row.charAt(c + 1), above.charAt(c), above.charAt(c + 1)]) {
        if (row.charAt(c) === ' ' || other === ' ' || other === '') continue;
        pairs.add(row.charAt(c) + other).add(other + row.charAt(c));
      }
    }
  }
  return pairs;
}
