/** Hash tables and delete neighbourhoods over all targets: dear to build, then a few microseconds for each question. */
import { bareOf } from './affixes.ts';
import type { Finder, Offer } from './finder.ts';
import type { Form } from './form.ts';
import { KeyTable } from './keys.ts';
import { Neighbours } from './neighbours.ts';
import { FAR_LENGTH, rotationsOf } from './relation.ts';
import type { Vocabulary } from './vocabulary.ts';

export class Tables implements Finder {
  readonly #vocabulary: Vocabulary;
  readonly #keys = new KeyTable();
  readonly #neighbours: Neighbours;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    const squashes: string[] = [];
    for (let id = 0; id < vocabulary.canonicals.length; id++) {
      const form = vocabulary.formOf(id);
      squashes.push(form.squash);
      this.#file(id, form);
    }
    this.#neighbours = new Neighbours(squashes, FAR_LENGTH);
  }

  whole(name: Form, offer: Offer): void {
    this.#neighbours.visit(name.squash, 2, offer);
    this.#keys.visit(SQUASH, name.american, offer);
    this.#keys.visit(AMERICAN, name.american, offer);
    this.#keys.visit(SKELETON, name.skeleton, offer);
    this.#keys.visit(CORE, name.core, offer);
    this.#keys.visit(STEM, name.stem, offer);
    if (name.tokens.length > 1) this.#keys.visit(SORTED, name.sorted, offer);
    else this.#keys.visit(ROTATED, name.squash, offer);
  }

  same(word: string, offer: Offer): void {
    this.#keys.visit(SQUASH, word, (id) => {
      if (this.#vocabulary.formOf(id).squash === word) offer(id);
    });
  }

  bare(word: string, offer: Offer): void {
    this.#keys.visit(BARE, word, (id) => {
      if (bareOf(this.#vocabulary.formOf(id)) === word) offer(id);
    });
  }

  typos(word: string, offer: Offer): void {
    this.#neighbours.visit(word, 1, (id, distance) => {
      if (distance === 1) offer(id);
    });
  }

  #file(id: number, form: Form): void {
    if (form.squash === '') return;
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
}

const SQUASH = 1;
const SKELETON = 2;
const CORE = 3;
const STEM = 4;
const AMERICAN = 5;
const SORTED = 6;
const ROTATED = 7;
const BARE = 8;
