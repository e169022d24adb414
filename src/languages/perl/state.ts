/** Where the reading of a Perl text stands. */
import type { Script } from '../command/script.ts';
import type { Tracked } from '../command/values.ts';
import type { Token } from './tokens.ts';

/** A named sub: the places of its braces among the tokens. */
export interface Sub {
  readonly start: number;
  readonly end: number;
  /** How often it was walked: by callers, or because nobody calls it. */
  walks: number;
}

export const MOST_GUARDS = 20;

export interface State {
  readonly script: Script;
  readonly tokens: readonly Token[];
  /** For each opening bracket the place of its closing one, -1 where it has none. */
  readonly pairs: Int32Array;
  pos: number;
  depth: number;
  /** Tokens that may still be walked again for callers' values and rounds of loops. */
  again: number;
  /** Subs being walked inside one another. */
  calls: number;
  readonly variables: Map<string, Tracked>;
  readonly subs: Map<string, Sub>;
  /** Walkers that expressions need, for blocks stand in expressions too. */
  readonly flow: {
    block(state: State, end: number): Tracked;
    mapped(state: State, word: string): Tracked;
  };
  /** What the sub being walked gives back, once a `return` was met. */
  result?: Tracked;
}
