/** Reads a command's options; a mistake names the nearest option there is. */
import { parseArgs } from 'node:util';
import { nearest } from '../kit/nearest.ts';
import { UserError } from '../model/user-error.ts';
import type { Command, OptionTable, OptionValues } from './command.ts';

const COMMON: OptionTable = { help: { type: 'boolean', short: 'h' }, 'no-color': { type: 'boolean' } };

export interface Arguments {
  readonly values: OptionValues;
  readonly targets: readonly string[];
}

/** Throws UserError where an option is unknown, lacks its value or has one too many. */
export function readArguments(name: string, command: Command, argv: readonly string[]): Arguments {
  const options = { ...COMMON, ...command.options };
  const end = command.wraps === true ? ownOptions(argv, options) : argv.length;
  try {
    const { values, positionals } = parseArgs({ args: argv.slice(0, end), options, allowPositionals: true, strict: true });
    return { values, targets: [...positionals, ...argv.slice(argv[end] === '--' ? end + 1 : end)] };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UserError(sentenceOf(error, argv, options), { todo: `assay ${name} --help lists the options` });
  }
}

/** How many words are options, and their values, before another program's command line begins. */
function ownOptions(argv: readonly string[], options: OptionTable): number {
  let at = 0;
  for (let word = argv[at]; word !== undefined && word.startsWith('-') && word !== '--'; word = argv[at]) {
    at += options[word.replace(/^--/, '')]?.type === 'string' ? 2 : 1;
  }
  return Math.min(at, argv.length);
}

function sentenceOf(error: TypeError, argv: readonly string[], options: OptionTable): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const given = /'(-[^']*)'/.exec(error.message)?.[1] ?? argv.find((word) => word.startsWith('-')) ?? '';
    const near = given.startsWith('--') ? nearest(given.slice(2), Object.keys(options)) : undefined;
    return `Unknown option ${given}${near === undefined ? '' : `: did you mean --${near}?`}`;
  }
  return error.message.split('\n')[0]?.replace(/\. .*/, '') ?? error.message;
}

/** The value of an option that takes one of a few words. */
export function oneOf<Word extends string>(values: OptionValues, option: string, words: readonly Word[], otherwise: Word): Word {
  const value = values[option];
  if (value === undefined) return otherwise;
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  const near = nearest(String(value), words);
  throw new UserError(`--${option} can't be ${String(value)}${near === undefined ? '' : `: did you mean ${near}?`}`, { todo: `use one of: ${words.join(', ')}` });
}

/** The value of an option that takes a number above zero, undefined where it isn't given. */
export function positive(values: OptionValues, option: string, kind: 'whole' | 'any'): number | undefined {
  const value = values[option];
  if (value === undefined) return undefined;
  const number = Number(value);
  if (number > 0 && Number.isFinite(number) && (kind === 'any' || Number.isInteger(number))) return number;
  throw new UserError(`--${option} must be a ${kind === 'whole' ? 'whole ' : ''}number above 0, not ${String(value)}`);
}

/** The text of an option, undefined where it isn't given. */
export function textOf(values: OptionValues, option: string): string | undefined {
  const value = values[option];
  return typeof value === 'string' ? value : undefined;
}
