/** Finds targets by the letters of a name. Two ways of the same answer: a walk that needs no preparing, and tables for whole registries. */
import type { Form } from './form.ts';

/** What the finders call for each candidate; it may come more than once and is to be verified. */
export type Offer = (id: number) => void;

export interface Finder {
  /** Every target that `relationOf` relates to the name, and some others. */
  whole(name: Form, offer: Offer): void;
  /** Every target that is this word without separators. */
  same(word: string, offer: Offer): void;
  /** Every target that is this word once its empty words are left out. */
  bare(word: string, offer: Offer): void;
  /** Every target at exactly one edit from the word. */
  typos(word: string, offer: Offer): void;
}
