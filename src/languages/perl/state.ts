/** Where the reading of a Perl text stands. */
import type { Script } from '../command/script.ts';
import type { Tracked } from '../command/values.ts';
import type { Token } from './tokens.ts';

export interface State {
  readonly script: Script;
  readonly tokens: readonly Token[];
  pos: number;
  depth: number;
  readonly variables: Map<string, Tracked>;
}
