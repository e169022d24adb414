/** Which names of a language's API lead to something that a rule could see, so that code without them need not be evaluated. */
import type { Effect } from '../../model/effect.ts';

export interface Leading {
  /** Resolved names that have effects, and every name such a name stands under (`os`, `os.path` of `os.path.exists`). */
  readonly names: ReadonlySet<string>;
  /** Methods and attributes that count whatever they are read of. */
  readonly methods: ReadonlySet<string>;
  /** What gives the variables of a scope as a dict. */
  readonly scopes: ReadonlySet<string>;
  /** Types that count only where they are called, by the last word of their name. */
  readonly makers: ReadonlySet<string>;
  /** Names that have effects when merely read. */
  readonly reads: ReadonlySet<string>;
}

/** Effects that no rule goes by when there is no other. */
const IDLE: ReadonlySet<Effect> = new Set<Effect>(['output', 'host.time', 'sleep']);

/** What calls do, by resolved name. */
type Effects = ReadonlyMap<string, { readonly does: readonly Effect[] }>;

/** What no table says. */
interface Further {
  readonly names: readonly string[];
  readonly methods: readonly string[];
  readonly scopes: readonly string[];
  readonly makers: readonly string[];
}

/** The leading names of tables, and further ones that reach anything by its name. */
export function leadingOf(apis: Effects, attributes: Effects, further: Further): Leading {
  const names = new Set(further.names);
  const methods = new Set(further.methods);
  const makers = new Set(further.makers);
  for (const [name, { does }] of [...apis, ...attributes]) {
    if (does.every((effect) => IDLE.has(effect)) || makers.has(name.slice(name.lastIndexOf('.') + 1))) continue;
    if (name.startsWith('*.')) methods.add(name.slice(2));
    for (const part of name.matchAll(/\.|\(\)|\[\]|$/g)) {
      names.add(name.slice(0, part.index));
      names.add(name.slice(0, part.index + part[0].length).replace(/\.$/, ''));
    }
  }
  // A type is handed on everywhere, and never to be asked for its methods.
  for (const type of ['bytes', 'bytearray', 'str']) names.delete(type);
  const reads = [...attributes].filter(([, { does }]) => !does.every((effect) => IDLE.has(effect))).map(([name]) => name);
  return { names, methods, scopes: new Set(further.scopes), makers, reads: new Set(reads) };
}
