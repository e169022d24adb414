/** A command line that came out of a decoder is run: nobody who reads the source sees which. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, isUnasked, originOf, placeOf, textOf } from '../_known/calls.ts';
import { isPlainlyEncoded } from '../_known/encoded-commands.ts';

export default rule({
  id: 'decoded-command-run',
  family: 'run',
  since: '0.1.0',
  title: 'Runs a decoded command',
  severity: 'high',
  confidence: 'high',
  attack: ['T1027', 'T1059'],
  needs: ['process.run', 'process.shell'],
  messages: { command: 'Runs a command that it decoded: {command}' },
  deeds: { command: 'decodes a command and runs it ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const origin = originOf(call.roles.command, 'decoded');
      const command = textOf(call, 'command');
      if (!origin || !/\s/.test(command.trim()) || originOf(call.roles.command, 'network') || isPlainlyEncoded(command, unit) || isWrapping(command)) continue;
      report('command', { at: call, because: [placeOf(origin, unit, 'decoded here')], data: { command }, severity: isUnasked(call) || LAUNCHES.test(command) ? 'critical' : isLive(call) ? 'high' : 'medium' });
    }
  },
});

/** Words of commands that fetch or start something. */
const LAUNCHES = /\b(?:curl|wget|powershell|cmd|bash|sh|python3?|certutil|nc|mshta|start)\b/i;

/** PowerShell asked to run an encoded text that the caller hands over: encoding is how its arguments are quoted. */
function isWrapping(command: string): boolean {
  return /\s-e(?:c|nc|ncodedcommand)?\s+["']?\uF8FF*["']?\s*$/i.test(command);
}
