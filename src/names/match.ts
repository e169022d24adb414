/** All known names that a name looks like, with how. */
import type { Ecosystem } from '../model/package.ts';
import { bareOf, coresOf } from './affixes.ts';
import { canonicalName } from './canonical.ts';
import { Form } from './form.ts';
import { KeyTable } from './keys.ts';
import { Neighbours } from './neighbours.ts';
import { FAR_LENGTH, relationOf, rotationsOf } from './relation.ts';
import type { Category } from './relation.ts';
import type { Spelling } from './spelling.ts';
import type { Target } from './targets.ts';

export interface Match {
  readonly target: Target;
  readonly form: Form;
  readonly category: Category;
  /** Where in the target's name without separators the one edit is. */
  readonly at?: number;
}

/** The known names of one ecosystem, ready to be asked. */
export class NameIndex {
  readonly targets: readonly Target[];
  readonly #ids = new Map<string, number>();
  readonly #forms: readonly Form[];
  readonly #keys = new KeyTable();
  readonly #neighbours: Neighbours;
  readonly #spelling: Spelling;
  readonly #ecosystem: Ecosystem;
  readonly #families = new Map<Target, number>();
  #words: ReadonlySet<string> | undefined;

  constructor(targets: readonly Target[], ecosystem: Ecosystem, spelling: Spelling) {
    this.targets = targets;
    this.#spelling = spelling;
    this.#ecosystem = ecosystem;
    this.#forms = targets.map((target) => new Form(canonicalName(ecosystem, target.name), spelling));
    for (const [id, form] of this.#forms.entries()) {
      if (!this.#ids.has(form.canonical)) this.#ids.set(form.canonical, id);
      this.#file(id, form);
    }
    this.#neighbours = new Neighbours(this.#forms.map((form) => form.squash), FAR_LENGTH);
  }

  /** The target that has exactly this canonical name. */
  known(canonical: string): Target | undefined {
    const id = this.#ids.get(canonical);
    return id === undefined ? undefined : this.targets[id];
  }

  /** Whether a word stands in the name of some target. */
  isKnown(word: string): boolean {
    this.#words ??= new Set(this.#forms.flatMap((form) => form.tokens));
    return this.#words.has(word);
  }

  /** The forms of a name, to be compared with this index's targets. */
  formOf(canonical: string): Form {
    return new Form(canonical, this.#spelling);
  }

  /** Every target that the name looks like, as a whole or without an affix, in no order. */
  matches(name: Form): Match[] {
    const found: Match[] = [];
    const seen = new Set<number>();
    const offer = (id: number): void => {
      if (seen.has(id)) return;
      seen.add(id);
      this.#offer(found, id, name);
    };
    this.#neighbours.visit(name.squash, 2, offer);
    this.#keys.visit(SQUASH, name.squash, offer);
    this.#keys.visit(SQUASH, name.american, offer);
    this.#keys.visit(AMERICAN, name.american, offer);
    this.#keys.visit(SKELETON, name.skeleton, offer);
    this.#keys.visit(CORE, name.core, offer);
    this.#keys.visit(STEM, name.stem, offer);
    if (name.tokens.length > 1) this.#keys.visit(SORTED, name.sorted, offer);
    else this.#keys.visit(ROTATED, name.squash, offer);
    this.#offerCores(found, name);
    this.#offerParts(found, name);
    return found;
  }

  /** How many targets have all words of this one among others: what plug-ins are named after has many. */
  familyOf(target: Target): number {
    const known = this.#families.get(target);
    if (known !== undefined) return known;
    const words = `-${canonicalName(this.#ecosystem, target.name)}-`;
    let count = 0;
    for (const form of this.#forms) if (form.canonical.length > words.length - 2 && `-${form.canonical}-`.includes(words)) count++;
    this.#families.set(target, count);
    return count;
  }

  #file(id: number, form: Form): void {
    this.#keys.add(SQUASH, form.squash, id);
    this.#keys.add(SKELETON, form.skeleton, id);
    this.#keys.add(CORE, form.core, id);
    this.#keys.add(STEM, form.stem, id);
    if (form.american !== form.squash) this.#keys.add(AMERICAN, form.american, id);
    if (form.tokens.length < 2) return;
    this.#keys.add(SORTED, form.sorted, id);
    for (const rotated of rotationsOf(form)) this.#keys.add(ROTATED, rotated, id);
    const bare = bareOf(form);
    if (bare !== undefined) this.#keys.add(BARE, bare, id);
  }

  #offer(found: Match[], id: number, name: Form): void {
    const target = this.targets[id];
    const form = this.#forms[id];
    if (target === undefined || form === undefined) return;
    const relation = relationOf(name, form);
    if (relation !== undefined) found.push({ target, form, ...relation });
  }

  /** Names that are a known one with a word that says nothing beside it, or in place of such a word. */
  #offerCores(found: Match[], name: Form): void {
    for (const core of coresOf(name)) {
      this.#keys.visit(SQUASH, core.squash, (id) => {
        if (this.#forms[id]?.squash === core.squash) this.#push(found, id, core.glued ? 'affix-glued' : 'affix');
      });
      this.#offerBare(found, core.squash);
      if (core.squash.length < 5) continue;
      this.#neighbours.visit(core.squash, 1, (id, distance) => {
        if (distance === 1) this.#push(found, id, 'affix-typo');
      });
    }
    this.#offerBare(found, name.squash);
  }

  #offerBare(found: Match[], squash: string): void {
    this.#keys.visit(BARE, squash, (id) => {
      const form = this.#forms[id];
      if (form !== undefined && bareOf(form) === squash) this.#push(found, id, 'affix-swap');
    });
  }

  /** Names in which a well-known one stands beside other words. */
  #offerParts(found: Match[], name: Form): void {
    const tokens = name.tokens;
    if (tokens.length < 2 || tokens.length > MOST_WORDS) return;
    let known = 0;
    const ids: number[] = [];
    for (let start = 0; start < tokens.length; start++) {
      for (let end = Math.min(tokens.length, start + 3); end > start; end--) {
        const id = end - start === tokens.length ? undefined : this.#ids.get(tokens.slice(start, end).join('-'));
        const target = id === undefined ? undefined : this.targets[id];
        if (id === undefined || target === undefined || target.rank > WELL_KNOWN || (this.#forms[id]?.squash.length ?? 0) < 5) continue;
        ids.push(id);
        known += end - start;
        start = end - 1;
        break;
      }
    }
    for (const id of ids) this.#push(found, id, known === tokens.length ? 'two-popular' : 'combo');
  }

  #push(found: Match[], id: number, category: Category): void {
    const target = this.targets[id];
    const form = this.#forms[id];
    if (target !== undefined && form !== undefined) found.push({ target, form, category });
  }
}

/** Down to which rank a name is known so well that a word beside it makes people think of it. */
const WELL_KNOWN = 1500;
/** Names with more words are sentences: nobody takes them for one of their words. */
const MOST_WORDS = 6;
const SQUASH = 1;
const SKELETON = 2;
const CORE = 3;
const STEM = 4;
const AMERICAN = 5;
const SORTED = 6;
const ROTATED = 7;
const BARE = 8;
