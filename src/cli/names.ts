/** `assay names`: which names imitate which, one by one or through a whole registry. */
import { stopwatch, wallClock } from '../host/clock.ts';
import { writeText } from '../host/files.ts';
import { readLines } from '../host/lines.ts';
import { LISTED, readNameLists, updatedList } from '../host/name-lists.ts';
import type { Listed as ListedEcosystem } from '../host/name-lists.ts';
import { environment, standardError, writeError, writeOut } from '../host/terminal.ts';
import { printable } from '../kit/untrusted.ts';
import { UserError } from '../model/user-error.ts';
import { Listing } from '../names/listing.ts';
import type { Listed } from '../names/listing.ts';
import { openNames } from '../names/lookalike.ts';
import type { Names } from '../names/lookalike.ts';
import { NAME_FORMATS, nameRendering } from '../names/rendering.ts';
import { TIERS } from '../names/score.ts';
import type { Tier } from '../names/score.ts';
import { oneOf, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';

export const names: Command = {
  help: `Finds names that imitate other packages.

Usage: assay names [options] <name>...          which known package each name imitates
       assay names --registry FILE              every look-alike in a list (- for standard input)
       assay names --of NAME --registry FILE    who in the list imitates one package
       assay names update FILE                  take a newer list of the most downloaded names

A list has one name a line, or tab-separated columns with a head; the columns name, summary (or description) and last_release
(ISO date) are used. A name may say its ecosystem: npm:left-padd.

      --ecosystem NAME     pypi (default) or npm
      --tier TIER          the least tier that is told: block, warn or review (default)
      --internal FILE      names of your own packages, one a line (* for any letters): none may come from a public registry
  -f, --format FORMAT      text (default), jsonl, csv or html
  -o, --output FILE        write there instead of to standard output

Exit code: 0 no look-alike at or above --tier, 1 some, 2 wrong use.
`,
  options: {
    registry: { type: 'string' },
    of: { type: 'string', multiple: true },
    ecosystem: { type: 'string' },
    tier: { type: 'string' },
    internal: { type: 'string' },
    format: { type: 'string', short: 'f' },
    output: { type: 'string', short: 'o' },
  },
  run,
};

async function run(values: OptionValues, given: readonly string[]): Promise<number> {
  const ecosystem = oneOf(values, 'ecosystem', LISTED, 'pypi');
  if (given[0] === 'update' && given.length === 2) return update(ecosystem, given[1] ?? '');
  const registry = textOf(values, 'registry');
  if (registry === undefined && given.length === 0) throw new UserError('No name to look at', { todo: 'give a name, or --registry FILE; assay names --help says more' });
  if (registry !== undefined && given.length > 0) throw new UserError('Names and --registry at once', { why: `${String(given[0])} was given beside a list`, todo: 'give one or the other' });
  const internal = textOf(values, 'internal');
  const of = values['of'];
  const known = openNames(readNameLists(environment()), {
    ...(internal === undefined ? {} : { internal: [...listOf(internal)].map((row) => row.name) }),
    ...(Array.isArray(of) ? { only: of.map(String) } : {}),
  });
  const asked = (beforeWaiting: () => void): Iterable<Listed> => (registry === undefined ? given.map((name) => ({ name, metadata: {} })) : listOf(registry, beforeWaiting));
  return sweep(known, asked, { ecosystem, tier: oneOf(values, 'tier', TIERS, 'review'), values, isList: registry !== undefined });
}

interface Sweep {
  readonly ecosystem: ListedEcosystem;
  readonly tier: Tier;
  readonly values: OptionValues;
  readonly isList: boolean;
}

function sweep(known: Names, asked: (beforeWaiting: () => void) => Iterable<Listed>, { ecosystem, tier, values, isList }: Sweep): number {
  const rendering = nameRendering(oneOf(values, 'format', NAME_FORMATS, 'text'));
  const output = outputOf(textOf(values, 'output'));
  const counts = { block: 0, warn: 0, review: 0 };
  const started = stopwatch();
  let looked = 0;
  output.write(rendering.head);
  for (const { name, metadata } of asked(() => output.flush())) {
    if (++looked % PROGRESS_EVERY === 0) tellProgress(looked);
    const [where, bare] = placed(name, ecosystem);
    const found = known.lookalikeOf(where, bare, metadata);
    if (found === undefined || TIERS.indexOf(found.tier) > TIERS.indexOf(tier)) continue;
    counts[found.tier]++;
    output.write(rendering.one(found));
  }
  if (looked >= PROGRESS_EVERY) clearProgress();
  const seconds = isList ? ` in ${((stopwatch() - started) / 1000).toFixed(1)} s` : '';
  output.write(rendering.tail(`${counts.block} block, ${counts.warn} warn, ${counts.review} review of ${count(looked, 'name')}${seconds}; ${ageOf(known, ecosystem)}.`));
  output.end();
  return counts.block + counts.warn + counts.review > 0 ? 1 : 0;
}

/** A name may say its ecosystem. */
function placed(name: string, ecosystem: ListedEcosystem): [ListedEcosystem, string] {
  for (const each of LISTED) if (name.startsWith(`${each}:`)) return [each, name.slice(each.length + 1)];
  return [ecosystem, name];
}

function ageOf(known: Names, ecosystem: ListedEcosystem): string {
  const date = known.dateOf(ecosystem);
  if (date === undefined) return `the ${ecosystem} list has no date`;
  const days = Math.max(0, Math.floor((wallClock() - Date.parse(date)) / DAY_MS));
  return `compared with the ${ecosystem} list of ${date}, ${count(days, 'day')} old${days > OLD_DAYS ? ': take a newer one with assay names update' : ''}`;
}

function count(number: number, noun: string): string {
  // toLocaleString would load a table of languages: 20 ms for a comma.
  return `${String(number).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${noun}${number === 1 ? '' : 's'}`;
}

function* listOf(path: string, beforeWaiting?: () => void): Generator<Listed> {
  const listing = new Listing(new Date(wallClock()).toISOString().slice(0, 10));
  const lines = readLines(path, beforeWaiting);
  for (;;) {
    let next: IteratorResult<string>;
    try {
      next = lines.next();
    } catch (error) {
      throw new UserError(`${path} can't be read`, { why: error instanceof Error ? error.message : String(error), todo: 'name a file, or - for standard input' });
    }
    if (next.done === true) return;
    const row = listing.read(next.value);
    if (row !== undefined) yield row;
  }
}

/** Keeps a newer list in the user's folder: names in the order of their downloads. */
function update(ecosystem: ListedEcosystem, path: string): number {
  const rows = [...listOf(path)].map((row) => row.name);
  if (rows.length < LEAST_NAMES) {
    throw new UserError(`${path} has ${count(rows.length, 'name')}`, { why: 'a list this short would leave most packages unguarded', todo: `give the ${LEAST_NAMES} most downloaded names or more, most downloaded first` });
  }
  const target = updatedList(environment(), ecosystem);
  writeText(target, [`# ${new Date(wallClock()).toISOString().slice(0, 10)}`, ...rows].join('\n') + '\n');
  writeOut(`${count(rows.length, 'name')} of ${ecosystem} kept in ${printable(target)}\n`);
  return 0;
}

interface Output {
  write(text: string): void;
  /** Shows what there is so far, before a wait: whoever feeds a slow list sees each answer at once. */
  flush(): void;
  end(): void;
}

/** Gathers what is written, so that a sweep doesn't call the system for each line. */
function outputOf(path: string | undefined): Output {
  let pending: string[] = [];
  const flush = (): void => {
    if (path !== undefined || pending.length === 0) return;
    writeOut(pending.join(''));
    pending = [];
  };
  return {
    write(text) {
      pending.push(text);
      if (pending.length >= MOST_PENDING) flush();
    },
    flush,
    end() {
      if (path === undefined) flush();
      else writeText(path, pending.join(''));
    },
  };
}

function tellProgress(looked: number): void {
  if (standardError().isTerminal) writeError(`\r${count(looked, 'name')} looked at`);
}

function clearProgress(): void {
  if (standardError().isTerminal) writeError('\r\x1b[2K');
}

const DAY_MS = 86_400_000;
const OLD_DAYS = 90;
const LEAST_NAMES = 1000;
const PROGRESS_EVERY = 20_000;
const MOST_PENDING = 256;
