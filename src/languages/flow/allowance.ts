/** How much exact work (passes of loops, runs of functions) the code of a text may spend: in proportion to what it could have to unpack. */
import type { SourceUnit } from '../../model/source.ts';
import type { Profile } from './profile.ts';

const MODULE_FUEL = 600_000;
const IDLE_FUEL = 4_000;
/** One that is looked up in a table of the alphabet takes a pass over the table. */
const FUEL_PER_HIDDEN_CHARACTER = 100;
const REWALKS = 4_000;
const MOST_FINISHING = 1_500_000;
const MOST_UNPACKING = 2_000_000;
/** A line of so many characters may be what is unpacked. */
const LONG_LINE = 1000;

/** What the code between two offsets may spend beside its due, where it holds something to unpack. */
export function unpackingFuel(text: string, at: number, to: number): number {
  if (to - at < LONG_LINE) return 0;
  for (let start = at; start < to; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 || next > to ? to : next;
    if (end - start >= LONG_LINE) return Math.min(MOST_UNPACKING, FUEL_PER_HIDDEN_CHARACTER * (to - at));
    start = end + 1;
  }
  return 0;
}

/** A packed text takes several passes for each of its characters, one for each layer of its encoding, and each pass several statements. */
const FUEL_PER_PACKED = 48;
/** What turns a list of texts round until a sum comes out right decodes some of them each time. */
const ROTATES = /\bpush['"`\])\s]*\(\s*[\w$]+\s*(?:\.\s*|\[\s*['"`])shift\b/;

/** Passes of exact loops that a module may spend; `packed` is what it holds to unpack. One that hides its strings gets more, and one that nothing loads less. */
export function moduleFuel(profile: Profile, unit: SourceUnit, isLive: boolean, packed = 0): number {
  const { fuel } = profile;
  if (fuel === undefined) return (isLive ? MODULE_FUEL : IDLE_FUEL) + unpackingFuel(unit.text, 0, unit.text.length);
  if (hidesNames(unit)) return fuel.obfuscated;
  if (packed > 0 && ROTATES.test(unit.text)) return fuel.unpacking;
  return Math.min(fuel.unpacking, (isLive ? fuel.module : fuel.module / 2) + FUEL_PER_PACKED * packed);
}

/** The same of what nothing called; `extra` is for what it holds to unpack, where the profile has no bounds of its own. */
export function idleFuel({ fuel }: Profile, unit: SourceUnit, extra: number, packed = 0): number {
  if (fuel === undefined) return IDLE_FUEL + extra;
  return hidesNames(unit) ? fuel.hiddenFunction : Math.min(fuel.hiddenFunction, fuel.function + FUEL_PER_PACKED * packed);
}

/** Passes and statements that all functions nobody called may spend together, by the characters of all code. */
export function finishingFuel({ fuel }: Profile, length: number): number {
  return fuel === undefined ? MOST_FINISHING : Math.min(MOST_FINISHING, 60_000 + 4 * length);
}

/** What a module may spend on a text that it loads or reads, up to the most that it could have had. */
export function refuelled(profile: Profile, left: number, packed = 0): number {
  return profile.fuel === undefined ? left : Math.max(left, Math.min(profile.fuel.unpacking, left + FUEL_PER_PACKED * packed));
}

/** Characters of functions that may be walked again where it isn't certain that they run. */
export function rewalksOf(unit: SourceUnit): number {
  return REWALKS + unit.text.length / 2;
}

function hidesNames(unit: SourceUnit): boolean {
  return unit.marks.some(({ kind }) => kind === 'obfuscated-names');
}
