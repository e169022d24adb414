/** Where a key of `assay.toml` stands: the parser gives values without places, and a person wants the line. */

/**
 * The line, from 1, on which a key or the head of its table is written; undefined where it isn't found. Keys as in messages: `policy.npm.mode`, and
 * `exception 2: sha256` in the second of a list of tables.
 */
export function lineOfKey(text: string, key: string): number | undefined {
  const [, list, nth, within] = /^(\w+) (\d+)(?:[:.] ?(.*))?$/.exec(key) ?? [];
  const wanted = list === undefined ? key.split('.') : [list, ...(within === undefined ? [] : [within])];
  let table: readonly string[] = [];
  let lists = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const head = HEAD.exec(line);
    if (head?.[2] !== undefined) {
      table = partsOf(head[2]);
      if (head[1] === '[[') lists++;
    }
    const own = head === null ? KEY.exec(line)?.[1] : '';
    if (own === undefined || (list !== undefined && lists !== Number(nth))) continue;
    const full = [...table, ...partsOf(own)];
    if (wanted.every((part, at) => full[at] === part)) return index + 1;
  }
  return undefined;
}

const HEAD = /^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$/;
const KEY = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/;

function partsOf(key: string): string[] {
  return [...key.matchAll(/[\w-]+|"[^"]*"|'[^']*'/g)].map(([part]) => part.replace(/^["']|["']$/g, ''));
}
