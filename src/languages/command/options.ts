/** Command-line options as most programs take them. */
import { exact, textOf, type Tracked } from './values.ts';

export interface Options {
  /** Short (`o`) and long (`output`) options without dashes; the value is the option's own, or an exact '' where it takes none. */
  readonly flags: ReadonlyMap<string, Tracked>;
  /** Every value of options that were given more than once, in order. */
  readonly all: readonly (readonly [string, Tracked])[];
  readonly rest: readonly Tracked[];
}

/**
 * Splits arguments into options and the rest. `short` lists the one-letter options that take a value, `long` the long ones;
 * `-sSLo file`, `-ofile`, `--output file` and `--output=file` are all understood. `--` ends the options.
 */
export function optionsOf(args: readonly Tracked[], short: string, long: readonly string[] = []): Options {
  const flags = new Map<string, Tracked>();
  const all: [string, Tracked][] = [];
  const rest: Tracked[] = [];
  const set = (name: string, value: Tracked) => {
    flags.set(name, value);
    all.push([name, value]);
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (!arg) continue;
    const text = textOf(arg);
    if (text === '--') {
      rest.push(...args.slice(i + 1));
      break;
    }
    if (text.startsWith('--')) {
      const equals = text.indexOf('=');
      if (equals > 0) set(text.slice(2, equals), { ...arg, text: text.slice(equals + 1) });
      else set(text.slice(2), long.includes(text.slice(2)) ? (args[++i] ?? exact('')) : exact(''));
      continue;
    }
    if (!text.startsWith('-') || text.length < 2) {
      rest.push(arg);
      continue;
    }
    const letters = text.slice(0, 64);
    for (let at = 1; at < letters.length; at++) {
      const letter = letters[at] ?? '';
      if (!short.includes(letter)) {
        set(letter, exact(''));
        continue;
      }
      set(letter, at + 1 < text.length ? { ...arg, text: text.slice(at + 1) } : (args[++i] ?? exact('')));
      break;
    }
  }
  return { flags, all, rest };
}
