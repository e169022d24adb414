/** A server is opened that runs what it is sent. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, isLive, isOfThisMachine, textOf } from '../_known/calls.ts';

export default rule({
  id: 'remote-control-server',
  family: 'control',
  since: '0.1.0',
  title: 'Opens a server that runs commands',
  severity: 'high',
  confidence: 'medium',
  attack: ['T1219', 'T1571'],
  needs: ['net.listen'],
  messages: { server: 'Listens on the network and starts programs', tunnel: 'Opens a tunnel into the machine' },
  deeds: { server: 'listens on the network and starts programs', tunnel: 'opens a tunnel into the machine' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.listen')) {
      if (!isLive(call) || isOfThisMachine(textOf(call, 'address'))) continue;
      const runs = callsThat(unit, 'process.run', 'process.shell', 'code.evaluate').find((other) => other.roles.command?.text === undefined || other.roles.command.exact !== true);
      if (/ngrok/.test(call.name)) report('tunnel', { at: call, severity: isShell(call) ? 'critical' : 'medium', ...(isShell(call) ? { confidence: 'high' as const } : {}) });
      else if (runs) report('server', { at: call, because: [runs] });
    }
  },
});

/** The ports where a machine is taken over by hand: SSH, remote desktop, VNC. */
function isShell(call: Call): boolean {
  return /^(?:tcp:\/\/)?(?:localhost:|127\.0\.0\.1:)?(?:22|3389|5900)$/.test(textOf(call, 'address'));
}
