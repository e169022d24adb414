/** A script or program is written to disk out of the package's own text or files, and then run. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, isUnasked, originOf, placeOf, textOf } from '../_known/calls.ts';

export default rule({
  id: 'drops-and-runs',
  family: 'reach',
  since: '0.1.0',
  title: 'Writes a program to disk and runs it',
  severity: 'high',
  confidence: 'medium',
  attack: ['T1204.002', 'T1027'],
  needs: ['process.run', 'process.shell'],
  messages: { drop: 'Runs {command}, which it decoded and wrote to disk', shipped: 'Runs {command}, a program shipped in the package' },
  deeds: { drop: 'writes a decoded file and runs it ({command})', shipped: 'runs {command}, shipped in the package' },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      if (!isLive(call)) continue;
      const command = textOf(call, 'command');
      const decoded = originOf(call.roles.command, 'decoded');
      const isFile = call.roles.command?.exact !== true || !/[\s]/.test(command.trim());
      if (decoded && isFile) report('drop', { at: call, because: [placeOf(decoded, unit, 'decoded here')], data: { command }, ...(isUnasked(call) ? { severity: 'critical' as const } : {}) });
      const shipped = originOf(call.roles.command, 'package');
      if (shipped && /\.(?:exe|scr|bat|cmd|vbs|ps1|hta|jar|dll|msi|bin)\b/i.test(command)) report('shipped', { at: call, data: { command }, ...(isLive(call) ? { confidence: 'high' as const } : {}) });
    }
  },
});
