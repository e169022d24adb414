/** The command line: finds the command, runs it, and turns what goes wrong into an exit code. */
import { nearest } from '../kit/nearest.ts';
import { printable } from '../kit/untrusted.ts';
import { UserError } from '../model/user-error.ts';
import { ReaderGone, writeError, writeOut } from '../host/terminal.ts';
import { readArguments } from './arguments.ts';
import { COMMANDS } from './commands.ts';
import { version } from './version.ts';

const WRONG_USE = 2;
const BUG = 70;
/** As if SIGPIPE had ended us: a report that nobody read must not pass for a clean one. */
const READER_GONE = 141;

/** Runs one command and sets the exit code. A bug is told with its stack. */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  try {
    process.exitCode = await dispatch(argv);
  } catch (error) {
    if (error instanceof ReaderGone) {
      process.exitCode = READER_GONE;
      return;
    }
    if (error instanceof UserError) {
      writeError(describe(error));
      process.exitCode = WRONG_USE;
      return;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    writeError(`assay: this is a bug in assay, please report it.\n${stack.split('\n').map(printable).join('\n')}\n`);
    process.exitCode = BUG;
  }
}

async function dispatch(argv: readonly string[]): Promise<number> {
  const [first, ...rest] = argv;
  if (first === undefined || first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    writeOut(overview());
    return first === undefined ? WRONG_USE : 0;
  }
  if (first === '--version' || first === '-V') {
    writeOut(`${version()}\n`);
    return 0;
  }
  const name = first === 'help' ? (rest[0] ?? '') : first;
  const command = await entryOf(name).load();
  const { values, targets } = readArguments(name, command, first === 'help' ? ['--help'] : rest);
  if (values['help'] === true) {
    writeOut(command.help);
    return 0;
  }
  return command.run(values, targets);
}

function entryOf(name: string): (typeof COMMANDS)[string] {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry !== undefined) return entry;
  const isOption = name.startsWith('-');
  const near = nearest(name, isOption ? ['--help', '--version'] : Object.keys(COMMANDS));
  throw new UserError(`Unknown ${isOption ? 'option' : 'command'} ${name}${near === undefined ? '' : `: did you mean assay ${near}?`}`, { todo: 'assay --help lists the commands' });
}

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const rows = Object.entries(COMMANDS).map(([name, entry]) => `  ${name.padEnd(width)}  ${entry.summary}\n`);
  return [
    'Assay vets third-party packages before they reach production.\n\n',
    'Usage: assay <command> [options]\n\n',
    ...rows,
    '\nassay <command> --help says more. assay --version says which one this is.\n',
    'Exit code: 0 nothing found, 1 something found, 2 wrong use, 3 nothing found but something could not be looked at.\n',
  ].join('');
}

function describe(error: UserError): string {
  const lines = [`assay: ${error.message}`, error.why, error.todo];
  return lines.filter((text) => text !== undefined).map((text, index) => `${index === 0 ? '' : '  '}${printable(text)}\n`).join('');
}
