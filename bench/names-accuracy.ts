/**
 * Recall and false alarms of the look-alike search: `node dist/bench/names-accuracy.js --labelled FILE [--benign FILE]`. The labelled rows are name,
 * target (`a|b`), category, how; a category `neg:…` is innocent. Without a registry's list at hand, ordinary names are those ranked 5,001 to 15,000,
 * compared with the first 5,000 only. They are nearer to popular names than a registry's long tail is (plug-ins, successors), so the rate is an upper bound.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readNameLists } from '../src/host/name-lists.ts';
import { openNames } from '../src/names/lookalike.ts';
import type { Lookalike, Names } from '../src/names/lookalike.ts';
import { TIER_RATIOS, TIERS } from '../src/names/score.ts';
import { namesOf } from '../src/names/targets.ts';

const HELD_OUT = 5000;
const RATES = [400, 1400, 5000];
const { values } = parseArgs({ options: { labelled: { type: 'string' }, benign: { type: 'string' } } });
if (values.labelled === undefined) throw new Error('give --labelled FILE');

const lists = readNameLists({ XDG_DATA_HOME: '/nonexistent' });
const names = openNames(lists);
const popular = namesOf(lists.popular.pypi);
const rows = readFileSync(values.labelled, 'utf8').trim().split('\n').slice(1).map(rowOf);
const caught = rows.filter((row) => !row.category.startsWith('neg:')).map((row) => ({ ...row, found: names.lookalikeOf('pypi', row.name) }));
const innocent = rows.filter((row) => row.category.startsWith('neg:'));

recall();
alarms('ranks 5,001–15,000 against the first 5,000', openNames({ ...lists, popular: { ...lists.popular, pypi: popular.slice(0, HELD_OUT).join('\n') } }), popular.slice(HELD_OUT));
if (values.benign !== undefined) alarms(values.benign, names, namesOf(readFileSync(values.benign, 'utf8')));
innocents();

interface Row {
  readonly name: string;
  readonly targets: readonly string[];
  readonly category: string;
  readonly how: string;
}

function rowOf(line: string): Row {
  const [name = '', target = '', category = '', how = ''] = line.split('\t');
  return { name, targets: target.split('|'), category, how };
}

function recall(): void {
  say(`${caught.length} labelled imitations, by name only`);
  for (const tier of TIERS) say(`  ${tier.padEnd(7)} recall ${share(caughtAt(TIER_RATIOS[tier]).length, caught.length)}, right target in ${share(caughtAt(TIER_RATIOS[tier]).filter(isRight).length, caughtAt(TIER_RATIOS[tier]).length)}`);
  const missed = new Map<string, number>();
  for (const row of caught) if (row.found === undefined) missed.set(row.category, (missed.get(row.category) ?? 0) + 1);
  say(`  missed: ${shown(missed)}`);
}

function caughtAt(ratio: number): typeof caught {
  return caught.filter((row) => (row.found?.ratio ?? 0) >= ratio);
}

function isRight(row: (typeof caught)[number]): boolean {
  return row.found !== undefined && row.targets.includes(row.found.target);
}

function alarms(what: string, judge: Names, benign: readonly string[]): void {
  const asked = benign.filter((name) => name !== '');
  const found = asked.flatMap((name) => judge.lookalikeOf('pypi', name) ?? []);
  say(`${asked.length} ordinary names: ${what}; alerts per 100,000`);
  for (const tier of TIERS) {
    const alerts = found.filter((each) => each.ratio >= TIER_RATIOS[tier]);
    say(`  ${tier.padEnd(7)} ${rate(alerts.length, asked.length)}: ${shown(byCategory(alerts), asked.length)}`);
  }
  const ratios = found.map((each) => each.ratio).sort((a, b) => b - a);
  for (const limit of RATES) {
    const cut = ratios[Math.floor((limit * asked.length) / 1e5)] ?? TIER_RATIOS.review;
    say(`  at most ${limit}: recall ${share(caught.filter((row) => (row.found?.ratio ?? 0) > cut).length, caught.length)} (ratio above ${cut})`);
  }
}

/** Labelled innocents were chosen because they look like something, so their rate means nothing; what metadata take away does. */
function innocents(): void {
  const live = innocent.filter((row) => /last release \d{4}/.test(row.how));
  const counts = (judge: (row: Row) => Lookalike | undefined): string => {
    const found = live.map(judge);
    return TIERS.map((tier) => `${tier} ${found.filter((each) => (each?.ratio ?? 0) >= TIER_RATIOS[tier]).length}`).join(', ');
  };
  say(`${live.length} labelled innocents that aren't popular, alerts at or above each tier`);
  say(`  by name only: ${counts((row) => names.lookalikeOf('pypi', row.name))}`);
  say(`  with metadata: ${counts((row) => names.lookalikeOf('pypi', row.name, metadataOf(row)))}`);
  say(`popular names that alert: ${popular.filter((name) => name !== '' && names.lookalikeOf('pypi', name) !== undefined).length}`);
}

function metadataOf({ how }: Row): { summary: string; lastRelease: string; today: string } {
  return { summary: /summary: (.*)$/.exec(how)?.[1] ?? '', lastRelease: /last release (\d{4}-\d\d)/.exec(how)?.[1] ?? '', today: '2026-11-22' };
}

function byCategory(found: readonly Lookalike[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { category } of found) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

function shown(counts: ReadonlyMap<string, number>, of?: number): string {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([what, count]) => `${what} ${of === undefined ? count : rate(count, of)}`).join(', ');
}

function rate(count: number, of: number): number {
  return Math.round((count / of) * 1e5);
}

function share(count: number, of: number): string {
  return `${((100 * count) / of).toFixed(1)} %`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
