/**
 * Letters that look alike. Foreign ones become the Latin letter they imitate (Unicode TR39, unicode.org/reports/tr39: the shipped table), and
 * within ASCII the look-alikes share one skeleton.
 */

/** Foreign letters and the ASCII letters they look like. */
export type Confusables = ReadonlyMap<string, string>;

/** Reads the shipped table: one character and its imitation a line. Lines that aren't that are left out. */
export function parseConfusables(text: string): Confusables {
  const table = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [from, to] = line.split(' ');
    if (from !== undefined && to !== undefined && !line.startsWith('#')) table.set(from, to);
  }
  return table;
}

/** The name as its letters look to a reader of Latin, lower case; characters that look like none are dropped, invisible ones too. */
export function latinized(name: string, table: Confusables): string {
  let out = '';
  for (const char of name.normalize('NFKC')) {
    if (char < '\x80') out += char;
    else out += table.get(char) ?? table.get(char.toLowerCase()) ?? char.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  }
  return out.toLowerCase();
}

/** The shape of an ASCII name: equal for `1il`, `0o`, `3e`, `5s`, `9gq`, `8b`, `rn`-`m`, `vv`-`w` and `cl`-`d`. */
export function skeletonOf(name: string): string {
  return name.replace(LOOKALIKES, (letters) => SHAPES[letters] ?? letters);
}

const SHAPES: Readonly<Record<string, string>> = {
  1: 'l', i: 'l', 0: 'o', 3: 'e', 5: 's', 9: 'g', q: 'g', 8: 'b', rn: 'm', vv: 'w', cl: 'd',
};
const LOOKALIKES = /rn|vv|cl|[1i03598q]/g;
