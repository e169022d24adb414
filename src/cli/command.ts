/** The shape of a command: one file each, loaded only when it is called. */
import type { ParseArgsConfig } from 'node:util';

export type OptionTable = NonNullable<ParseArgsConfig['options']>;
export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

export interface Command {
  /** What `assay help <command>` prints, set by hand. */
  readonly help: string;
  /** Long names as node:util's parseArgs takes them; `help` and `no-color` are added to all. */
  readonly options: OptionTable;
  /** The first word that is no option begins another program's command line: what follows is left to it. */
  readonly wraps?: true;
  /** Returns the exit code. Throws UserError on a user's mistake. */
  run(values: OptionValues, targets: readonly string[]): Promise<number>;
}

/** One row of the table of commands. */
export interface Entry {
  readonly summary: string;
  load(): Promise<Command>;
}
