/**
 * Times the look-alike search over as many names as PyPI has (886,323 in 2026): `node dist/bench/names.js [COUNT]`. The names are made up from words of
 * the popular list by a seeded generator, because the real list is not shipped; `--registry FILE` takes a real one.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readLines } from '../src/host/lines.ts';
import { readNameLists } from '../src/host/name-lists.ts';
import { canonicalName, squashed, tokensOf } from '../src/names/canonical.ts';
import { openNames } from '../src/names/lookalike.ts';
import { Neighbours } from '../src/names/neighbours.ts';
import { namesOf } from '../src/names/targets.ts';
import { Listing } from '../src/names/listing.ts';

const PYPI_NAMES = 886_323;
const { values, positionals } = parseArgs({ options: { registry: { type: 'string' } }, allowPositionals: true });
const lists = readNameLists({ XDG_DATA_HOME: '/nonexistent' });
const popular = namesOf(lists.popular.pypi).filter((name) => name !== '').map((name) => canonicalName('pypi', name));
const universe = values.registry === undefined ? madeUp(Number(positionals[0] ?? PYPI_NAMES)) : real(values.registry);
const origin = values.registry === undefined ? 'made-up names (seeded, from words of the popular list)' : `names of ${values.registry}`;
process.stdout.write(`${universe.length.toLocaleString('en')} ${origin}\n`);

shell();
distances();
sweep();
peers();

function shell(): void {
  const bin = join(import.meta.dirname, '..', '..', 'bin', 'assay');
  const times = Array.from({ length: 7 }, () => timed(() => spawnSync(process.execPath, [bin, 'names', 'colourama']))).sort((a, b) => a - b);
  tell('assay names colourama, from the shell, median of 7', `${(times[3] ?? 0).toFixed(0)} ms`);
}

function distances(): void {
  const squashes = popular.map(squashed);
  let found = 0;
  for (const bound of [1, 2] as const) {
    const neighbours = new Neighbours(squashes, 7);
    const build = timed(() => neighbours.visit('warm-up-word', bound, () => found++));
    const time = timed(() => {
      for (const name of universe) neighbours.visit(squashed(name), bound, () => found++);
    });
    tell(`distance ${bound}, exact: build, all names`, `${build.toFixed(0)} ms, ${(time / 1000).toFixed(2)} s`);
  }
}

function sweep(): void {
  const cpu = process.cpuUsage();
  const names = openNames(lists);
  const counts = new Map<string, number>();
  const time = timed(() => {
    for (const name of universe) {
      const tier = names.lookalikeOf('pypi', name)?.tier;
      if (tier !== undefined) counts.set(tier, (counts.get(tier) ?? 0) + 1);
    }
  });
  const used = process.cpuUsage(cpu);
  tell('every category, all names: wall clock, processor', `${(time / 1000).toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s`);
  tell('a single check, warm', `${((time * 1000) / universe.length).toFixed(1)} µs`);
  tell('most memory held', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, the list in it`);
  tell('alerts', [...counts].map(([tier, count]) => `${tier} ${count}`).join(', '));
}

/** None of them is a program that takes a list, so they are quoted, not run: design/NAMES.md measured them over the real list on one core of its machine. */
function peers(): void {
  process.stdout.write('quoted from the specification, whole registry: typomania 0.2 23.6 s, OSSGadget 29 s and requests, GuardDog 3.2 14–21 h, Aura 47 h\n');
}

function tell(what: string, figure: string): void {
  process.stdout.write(`  ${what.padEnd(56)} ${figure}\n`);
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function real(path: string): string[] {
  const listing = new Listing('2026-01-01');
  return [...readLines(path)].flatMap((line) => listing.read(line)?.name ?? []);
}

/** One to three words in the proportions of real names, every fifth name with a letter changed. */
function madeUp(count: number): string[] {
  const random = generator(20_261_122);
  const words = popular.flatMap(tokensOf);
  const pick = (): string => words[Math.floor(random() * words.length)] ?? '';
  const made = new Set<string>();
  while (made.size < count) {
    const parts = Array.from({ length: 1 + Math.floor(random() * random() * 4) }, pick);
    const name = parts.join(random() < 0.8 ? '-' : '');
    made.add(random() < 0.2 || parts.length === 1 ? changed(name, random) : name);
  }
  return [...made];
}

function changed(name: string, random: () => number): string {
  let out = name;
  for (let i = random() < 0.5 ? 1 : 3; i > 0; i--) {
    const at = Math.floor(random() * out.length);
    const letter = String.fromCharCode(97 + Math.floor(random() * 26));
    out = out.slice(0, at) + letter + out.slice(at + (random() < 0.5 ? 0 : 1));
  }
  return out;
}

/** Mulberry32: small, seeded, good enough to mix words. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
