/**
 * Builds data/names from the popular lists (tab-separated: rank, name, a figure, summary) and from two packages' data:
 * `node dist/tools/names-data.js --pypi FILE --npm FILE --date YYYY-MM-DD`. The standard library's names come from the Python and Node at hand.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SUMMARIES_PER_FILE } from '../src/host/name-lists.ts';

const OUT = join(import.meta.dirname, '..', '..', 'data', 'names');
const { values } = parseArgs({ options: { pypi: { type: 'string' }, npm: { type: 'string' }, date: { type: 'string' } } });
if (values.pypi === undefined || values.npm === undefined || values.date === undefined) throw new Error('give --pypi, --npm and --date');

mkdirSync(OUT, { recursive: true });
for (const [ecosystem, file] of [['pypi', values.pypi], ['npm', values.npm]] as const) {
  const rows = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split('\t'));
  const summaries = new Map(rows.map((row) => [row[1] ?? '', (row[3] ?? '').slice(0, 160)]));
  const byRank: string[] = [];
  for (const [rank, name] of rows) byRank[Number(rank) - 1] = name ?? '';
  // A rank without a name keeps its (empty) line, so that the place in the file is the rank.
  write(`${ecosystem}.txt`, [`# ${values.date}`, ...Array.from(byRank, (name) => name ?? '')]);
  writeSummaries(ecosystem, Array.from(byRank, (name) => summaries.get(name) ?? ''));
}
write('pypi-standard.txt', pythonModules());
write('npm-standard.txt', builtinModules.filter((name) => !/^_|\//.test(name) && name.length >= 4));
write('spelling.txt', spelling());
write('confusables.txt', confusables());

/** In parts, because a scan asks for one line. */
function writeSummaries(ecosystem: string, lines: readonly string[]): void {
  const folder = join(OUT, `${ecosystem}-summaries`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (let first = 0; first < lines.length; first += SUMMARIES_PER_FILE) {
    writeFileSync(join(folder, `${first}.txt`), lines.slice(first, first + SUMMARIES_PER_FILE).join('\n'));
  }
}

function write(name: string, lines: readonly string[]): void {
  writeFileSync(join(OUT, name), `${lines.join('\n')}\n`);
}

/** Public modules with at least four letters: shorter ones are words of their own. */
function pythonModules(): string[] {
  const code = 'import sys; print("\\n".join(sorted(n for n in sys.stdlib_module_names if not n.startswith("_"))))';
  return execFileSync('python3', ['-c', code], { encoding: 'utf8' }).trim().split('\n').filter((name) => name.length >= 4);
}

/** British words and their American spelling, without those that a shorter word already gives (`colours` by `colour`). */
function spelling(): string[] {
  const pairs = Object.entries(readData('american-british-english-translator/data/british_spellings.json'));
  const kept: [string, string][] = [];
  for (const [british, american] of pairs.toSorted((a, b) => a[0].length - b[0].length)) {
    // Names are told apart by how they begin first, so a pair that begins differently (gaol, jail) is left out.
    if (british.charAt(0) !== american.charAt(0) && !/^[ao]e/.test(british)) continue;
    if (british.length < 4 || !/^[a-z]+ [a-z]+$/.test(`${british} ${american}`)) continue;
    if (!kept.some(([b, a]) => british.includes(b) && british.replace(b, a) === american)) kept.push([british, american]);
  }
  return kept.map((pair) => pair.join(' ')).toSorted();
}

/** Characters outside ASCII that look like ASCII letters or digits, without those that compatibility normalization maps already. */
function confusables(): string[] {
  const table = Object.entries(readData('unhomoglyph/data.json'));
  const lines = table.filter(([from, to]) => from > '\x7f' && /^[a-z0-9]{1,2}$/i.test(to) && !/^[\x20-\x7e]+$/.test(from.normalize('NFKC')));
  return lines.map(([from, to]) => `${from} ${to.toLowerCase()}`).toSorted();
}

function readData(path: string): Record<string, string> {
  const data: unknown = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(path), 'utf8'));
  return data as Record<string, string>;
}
