/** Printable strings of a native file, ASCII and UTF-16, the telling ones first. */
import type { Literal } from '../../model/source.ts';

const SHORTEST = 6;
const LONGEST = 4_096;
const MOST_TELLING = 20_000;
const MOST_OTHERS = 5_000;

const TELLING = /:\/\/|[\\/]\.?\w{2,}[\\/]|\\\\|\.(?:exe|dll|php|onion|vbs|ps1|bat|py|sh)\b|@\w|^(?:bc1|0x[0-9a-f]{40}$|[13][1-9A-HJ-NP-Za-km-z]{25,34}$)|passw|token|cookie|wallet|stratum|clipboard|BEGIN [A-Z ]*KEY|HKEY|CurrentVersion|cmd(?:\.exe)? |powershell|curl |wget |\/bin\/|webhook|User-Agent/i;

/** The strings of Latin-1 text, in the order of the file within each class. */
export function stringsOf(text: string): Literal[] {
  const telling: Literal[] = [];
  const others: Literal[] = [];
  for (const match of text.matchAll(/[\x20-\x7e\t]{6,}/g)) {
    if (!keep(match[0], match.index, match[0].length, telling, others)) break;
  }
  for (const match of text.matchAll(/(?:[\x20-\x7e\t]\0){6,2048}/g)) {
    if (!keep(match[0].replaceAll('\0', ''), match.index, match[0].length, telling, others)) break;
  }
  return [...telling, ...others];
}

function keep(value: string, at: number, length: number, telling: Literal[], others: Literal[]): boolean {
  if (value.length < SHORTEST) return true;
  const cut = value.slice(0, LONGEST);
  const list = TELLING.test(cut) ? telling : others;
  if (list.length < (list === telling ? MOST_TELLING : MOST_OTHERS)) list.push({ value: cut, span: { start: at, end: at + length } });
  return telling.length < MOST_TELLING;
}
