/** All known names that a name looks like, with how. */
import { coresOf } from './affixes.ts';
import type { Finder } from './finder.ts';
import { Form } from './form.ts';
import { relationOf } from './relation.ts';
import type { Category } from './relation.ts';
import { Tables } from './tables.ts';
import type { Target } from './targets.ts';
import type { Vocabulary } from './vocabulary.ts';
import { Walk } from './walk.ts';

export interface Match {
  readonly id: number;
  readonly target: Target;
  readonly form: Form;
  readonly category: Category;
  /** Where in the target's name without separators the one edit is. */
  readonly at?: number;
}

/** The known names of one ecosystem, ready to be asked. */
export class NameIndex {
  readonly vocabulary: Vocabulary;
  readonly #walks: number;
  readonly #seen: Uint32Array;
  #stamp = 0;
  #questions = 0;
  #walk: Walk | undefined;
  #tables: Tables | undefined;

  /** @param walks after how many questions the tables are built: they take about as long as 100 walks. */
  constructor(vocabulary: Vocabulary, walks = 64) {
    this.vocabulary = vocabulary;
    this.#walks = walks;
    this.#seen = new Uint32Array(vocabulary.canonicals.length);
  }

  /** Every target that the name looks like, in no order; one may come with several categories. */
  matches(name: Form): Match[] {
    const finder = this.#finder();
    const found: Match[] = [];
    const stamp = ++this.#stamp;
    finder.whole(name, (id) => {
      if (this.#seen[id] === stamp) return;
      this.#seen[id] = stamp;
      const form = this.vocabulary.formOf(id);
      const relation = relationOf(name, form);
      if (relation !== undefined) this.#push(found, id, relation.category, relation.at);
    });
    this.#offerCores(found, name, finder);
    this.#offerParts(found, name);
    return found;
  }

  #finder(): Finder {
    if (this.#tables !== undefined) return this.#tables;
    if (this.#questions++ < this.#walks) return (this.#walk ??= new Walk(this.vocabulary));
    this.vocabulary.indexWords();
    return (this.#tables = new Tables(this.vocabulary));
  }

  /** Names that are a known one with a word that says nothing beside it, or in place of such a word. */
  #offerCores(found: Match[], name: Form, finder: Finder): void {
    finder.bare(name.squash, (id) => this.#push(found, id, 'affix-swap'));
    for (const core of coresOf(name)) {
      finder.same(core.squash, (id) => this.#push(found, id, core.glued ? 'affix-glued' : 'affix'));
      finder.bare(core.squash, (id) => this.#push(found, id, 'affix-swap'));
      if (core.squash.length >= TYPO_LENGTH) finder.typos(core.squash, (id) => this.#push(found, id, 'affix-typo'));
    }
  }

  /** Names in which a well-known one stands beside other words. */
  #offerParts(found: Match[], name: Form): void {
    const tokens = name.tokens;
    if (tokens.length < 2 || tokens.length > MOST_WORDS) return;
    let known = 0;
    const ids: number[] = [];
    for (let start = 0; start < tokens.length; start++) {
      for (let end = Math.min(tokens.length, start + 3); end > start; end--) {
        const id = end - start === tokens.length ? undefined : this.vocabulary.wellKnown(end - start === 1 ? (tokens[start] ?? '') : tokens.slice(start, end).join('-'));
        if (id === undefined) continue;
        ids.push(id);
        known += end - start;
        start = end - 1;
        break;
      }
    }
    if (ids.length === 0) return;
    const areAll = known === tokens.length && ids.every((id) => this.vocabulary.familyOf(id) < HOST_FAMILY);
    for (const id of ids) this.#push(found, id, areAll ? 'two-popular' : 'combo');
  }

  #push(found: Match[], id: number, category: Category, at?: number): void {
    found.push({ id, target: this.vocabulary.targetOf(id), form: this.vocabulary.formOf(id), category, ...(at === undefined ? {} : { at }) });
  }
}

/** Packages with so many named after them have plug-ins: a well-known name beside theirs says what the plug-in is for. */
const HOST_FAMILY = 100;
/** Names with more words are sentences: nobody takes them for one of their words. */
const MOST_WORDS = 6;
/** Shorter words are one edit from another everywhere. */
const TYPO_LENGTH = 5;
