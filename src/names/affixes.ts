/** Words that say nothing of their own beside a package's name, so that a name with one added reads as the package itself or its newer edition. */
import type { Form } from './form.ts';

/** A name without one or two of the words: what it was added to. */
export interface Core {
  readonly squash: string;
  /** The word stood without a separator. */
  readonly glued: boolean;
}

/** What a name may be an affixed form of; empty for a name without such words. */
export function coresOf(name: Form): Core[] {
  const cores = new Map<string, Core>();
  const tokens = name.tokens;
  if (tokens.length > 1) {
    const start = tokens.findIndex((token) => !isAffix(token));
    if (start >= 0) {
      const end = tokens.findLastIndex((token) => !isAffix(token)) + 1;
      keep(cores, tokens.slice(start, end).join(''), false, name.squash);
    }
    if (isAffix(tokens[0] ?? '')) keep(cores, tokens.slice(1).join(''), false, name.squash);
    if (isAffix(tokens.at(-1) ?? '')) keep(cores, tokens.slice(0, -1).join(''), false, name.squash);
  }
  for (const word of gluedAtStart(name.squash)) keep(cores, name.squash.slice(word), true, name.squash);
  for (const word of gluedAtEnd(name.squash)) {
    const rest = name.squash.slice(0, -word);
    keep(cores, rest, true, name.squash);
    for (const second of gluedAtEnd(rest)) keep(cores, rest.slice(0, -second), true, name.squash);
  }
  return [...cores.values()];
}

/** A target's name without such words at its ends, undefined where it has none: `python-kafka` gives `kafka`. */
export function bareOf(target: Form): string | undefined {
  const tokens = target.tokens;
  const start = tokens.findIndex((token) => !isAffix(token));
  const end = tokens.findLastIndex((token) => !isAffix(token)) + 1;
  const rest = tokens.slice(Math.max(0, start), end).join('');
  return rest !== target.squash && rest.length >= 4 ? rest : undefined;
}

function keep(cores: Map<string, Core>, squash: string, glued: boolean, whole: string): void {
  if (squash.length >= (glued ? 5 : 3) && squash !== whole && !cores.has(squash)) cores.set(squash, { squash, glued });
}

/** Whether a word says nothing beside a name. */
export function isAffix(token: string): boolean {
  return AFFIXES.has(token) || /^v?\d{1,4}$/.test(token);
}

/** Lengths of the affixes that a word begins with. */
function gluedAtStart(squash: string): number[] {
  const out: number[] = [];
  for (const affix of STARTING.get(squash.slice(0, 2)) ?? []) if (affix.length < squash.length - 3 && squash.startsWith(affix)) out.push(affix.length);
  return out;
}

function gluedAtEnd(squash: string): number[] {
  const out: number[] = [];
  for (const affix of ENDING.get(squash.slice(-2)) ?? []) if (affix.length < squash.length - 3 && squash.endsWith(affix)) out.push(affix.length);
  return out;
}

function grouped(keyOf: (affix: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const affix of AFFIXES) {
    if (affix.length < 2) continue;
    const group = groups.get(keyOf(affix)) ?? [];
    groups.set(keyOf(affix), group);
    group.push(affix);
  }
  return groups;
}

const AFFIXES = new Set(`
  py python python2 python3 py3 pip pypi node nodejs js ts npm jsr
  new latest next old real true original official genuine legit stable nightly beta alpha dev test tests testing demo sample example temp tmp
  plus pro premium full lite mini max super ultra mega best better good fast faster easy simple quick free open hd x xx
  lib libs library libary libraries pkg pkgs package packages module modules mod mods tool tools toolkit util utils utility utilities helper helpers
  kit wrapper ext extra extras extension extensions addon addons plugin plugins core base common main client clients server api apis sdk cli cmd gui app
  apps bot bin exe io web win windows linux mac cpu gpu
  req reqs require requires required requirement requirements install installer installs setup setups update updated updater updates upgrade upgraded
  upgrades fix fixed fixes patch patched fork forked clone copy mirror hotfix
  http https secure security safe async aio show binary build builder loader manager handler
`.trim().split(/\s+/));
const STARTING = grouped((affix) => affix.slice(0, 2));
const ENDING = grouped((affix) => affix.slice(-2));
