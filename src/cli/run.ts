/** `assay run`: one command of a package client, behind a gate of its own. */
import { runText } from '../gate/run-text.ts';
import { writeError } from '../host/terminal.ts';
import { UserError } from '../model/user-error.ts';
import { textOf } from './arguments.ts';
import type { Command } from './command.ts';
import { openParts } from './gate-parts.ts';
import { runBehindGate } from './run-behind-gate.ts';

export const run: Command = {
  help: `Runs one command of a package client behind a gate, and tells what came in.

Usage: assay run [options] [--] <client> [arguments]

  assay run -- npm ci
  assay run -- pip install -r requirements.txt

For npm, pnpm, yarn (1 and later), bun, pip, uv and poetry. A gate is started for this command only, on a free port of this machine, and the client
is pointed at it, also as its proxy, so that addresses in lock files pass it too. Where the client fails because a version was refused, the command is
run again with that version hidden, so that ranges fall back. Afterwards lock files hold the registry's own addresses again, and what is installed is
compared with what passed.

      --advisories PATH    known malware as OSV records: a directory, a file or a zip
      --no-retry           do not run the command again

Exit code: the client's own where that isn't 0; else 1 where something was refused, also where the client shrugged; else 3 where something was
installed without passing the gate; else 0.
`,
  options: { advisories: { type: 'string' }, 'no-retry': { type: 'boolean' } },
  wraps: true,
  async run(values, command) {
    const [program, ...args] = command;
    if (program === undefined) throw new UserError('no command is given', { todo: 'assay run -- npm ci' });
    const parts = await openParts(textOf(values, 'advisories'));
    try {
      const aftermath = await runBehindGate(parts, program, args, values['no-retry'] !== true);
      writeError(runText(aftermath));
      return aftermath.exitCode;
    } finally {
      await parts.close();
    }
  },
};
