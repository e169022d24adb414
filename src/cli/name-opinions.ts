/** The look-alike judge as the gate asks it: each name once per revision of the lists and rules, then the store knows. */
import type { GateOptions } from '../gate/open-gate.ts';
import type { NameOpinion } from '../gate/ruling.ts';
import { readNameLists } from '../host/name-lists.ts';
import { environment } from '../host/terminal.ts';
import { openNames, type Names } from '../names/lookalike.ts';
import type { KeptOpinion } from '../store/opinions.ts';
import type { Store } from '../store/store.ts';

const MOST_RECALLED = 20_000;
const MOST_TOLD = 100_000;

/** Where the store can't be read or written, names are judged anew: the answer is the same. */
export function opinionsIn(store: Store, revision: string): NonNullable<GateOptions['opinionOn']> {
  let names: Names | undefined;
  let recalled: Promise<Map<string, NameOpinion | undefined>> | undefined;
  return async (ecosystem, name) => {
    const told = await (recalled ??= recall(store, revision));
    const key = `${ecosystem} ${name}`;
    if (told.has(key)) return told.get(key);
    names ??= openNames(readNameLists(environment()));
    const found = names.lookalikeOf(ecosystem, name);
    const opinion = found === undefined ? undefined : { tier: found.tier, reason: found.why };
    if (told.size > MOST_TOLD) told.clear();
    told.set(key, opinion);
    void store.opinions.keep(revision, { ecosystem, name, tier: opinion?.tier ?? '', reason: opinion?.reason ?? '' }).catch(() => {});
    return opinion;
  };
}

async function recall(store: Store, revision: string): Promise<Map<string, NameOpinion | undefined>> {
  const kept = await store.opinions.all(revision, MOST_RECALLED).catch((): KeptOpinion[] => []);
  return new Map(kept.map(({ ecosystem, name, tier, reason }) => [`${ecosystem} ${name}`, isTier(tier) ? { tier, reason } : undefined]));
}

function isTier(word: string): word is NameOpinion['tier'] {
  return word === 'block' || word === 'warn' || word === 'review';
}
