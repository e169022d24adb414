/** `assay policy`: looks at assay.toml without doing anything with it. */
import { GATED, parseSettings, type Policy } from '../gate/settings.ts';
import { writeOut } from '../host/terminal.ts';
import { printable } from '../kit/untrusted.ts';
import { UserError } from '../model/user-error.ts';
import type { Command } from './command.ts';
import { findSettings } from './settings-file.ts';

export const policy: Command = {
  help: `Checks assay.toml, and tells what holds for each ecosystem.

Usage: assay policy check [file]

Without a file: the nearest assay.toml upwards from here, else the one in the user's configuration folder.

Exit code: 0 everything is understood, 2 something is not.
`,
  options: {},
  async run(_values, [action, path]) {
    if (action !== 'check') throw new UserError(action === undefined ? 'policy needs to be told what to do' : `policy can't ${action}`, { todo: 'assay policy check' });
    const file = findSettings(path);
    const settings = parseSettings(file.text, file.path);
    const lines = [file.path === undefined ? 'there is no assay.toml: the defaults hold' : `${file.path}: everything in it is understood`];
    for (const ecosystem of GATED) lines.push('', `[policy.${ecosystem}]`, ...describe(settings.policies[ecosystem]));
    if (settings.internal.length > 0) lines.push('', `internal names: ${settings.internal.join(', ')}`);
    const now = new Date();
    for (const each of settings.exceptions) {
      const state = each.expires > now ? `until ${each.expires.toISOString().slice(0, 10)}` : 'has ended and no longer holds';
      lines.push('', `exception ${each.ecosystem}:${each.name}@${each.version} ${state}: ${each.reason} (${each.approvedBy})`);
    }
    writeOut(`${lines.map(printable).join('\n')}\n`);
    return 0;
  },
};

function describe(held: Policy): string[] {
  return [
    `mode = ${held.mode}`, `on-failure = ${held.onFailure}`, `minimum-age = ${held.minimumAge / 3_600_000} h`, `block = ${held.block}`, `names = ${held.names}`,
    `install-scripts = ${held.installScripts === undefined ? 'any' : held.installScripts.join(', ') || 'none'}`,
    `allowed-scopes = ${held.allowedScopes === undefined ? 'any' : held.allowedScopes.join(', ') || 'none'}`,
    `wait = ${held.wait / 1000} s`, `maximum-scan = ${held.maximumScan / 1e6} MB`,
  ];
}
