/** Looks a package's name up among the known ones; the lists are read once per worker, when the first package asks. */
import { readNameLists } from '../host/name-lists.ts';
import { environment } from '../host/terminal.ts';
import type { Imitation } from '../model/context.ts';
import type { Ecosystem } from '../model/package.ts';
import { openNames, type Names } from '../names/lookalike.ts';

let names: Names | undefined;

/** The lookup that a scan is given. The index itself is made when a package of an ecosystem first asks. */
export function lookalikeOf(ecosystem: Ecosystem, name: string, summary: string | undefined): Imitation | undefined {
  names ??= openNames(readNameLists(environment()));
  const found = names.lookalikeOf(ecosystem, name, summary === undefined ? {} : { summary });
  return found === undefined ? undefined : { target: found.target, tier: found.tier, why: found.why };
}
