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
    const listening = callsThat(unit, 'net.listen');
    for (const call of listening) {
      if (!isLive(call) || isOfThisMachine(textOf(call, 'address')) || isOpenedLocally(call, listening)) continue;
      const runs = callsThat(unit, 'process.run', 'process.shell', 'code.evaluate');
      const made = runs.find((other) => other.roles.command?.text === undefined || other.roles.command.exact !== true);
      const shell = runs.find((other) => isLive(other) && SHELL.test(textOf(other, 'command')) && Math.abs(other.span.start - call.span.start) < NEAR);
      if (/ngrok/.test(call.name)) report('tunnel', { at: call, severity: isShell(call) ? 'critical' : 'medium', ...(isShell(call) ? { confidence: 'high' as const } : {}) });
      else if (shell) report('server', { at: call, because: [shell], severity: 'critical', confidence: 'high' });
      else if (made) report('server', { at: call, because: [made], ...(runs.some(isSentBy) ? { severity: 'critical' as const, confidence: 'high' as const } : isTold(made) ? { confidence: 'high' as const } : {}) });
    }
  },
});

/** The whole line is made when it runs: nothing of it stands in the code. */
function isTold({ does, roles }: Call): boolean {
  return does.some((effect) => effect.startsWith('process.')) && !/\w/.test(roles.command?.text ?? '');
}

/** What it starts is what somebody wrote who connected to it. */
function isSentBy({ roles }: Call): boolean {
  return roles.command?.origins.some(({ detail }) => detail === 'a line from whoever connects') === true;
}

/** The ports where a machine is taken over by hand: SSH, remote desktop, VNC. */
function isShell(call: Call): boolean {
  return /^(?:tcp:\/\/)?(?:localhost:|127\.0\.0\.1:)?(?:22|3389|5900)$/.test(textOf(call, 'address'));
}

/** A server is made in one place and told in another where to listen: at pipes of this machine alone. */
function isOpenedLocally({ name }: Call, listening: readonly Call[]): boolean {
  const opened = listening.filter((other) => other.name === `${name}().listen`);
  return opened.length > 0 && opened.every((other) => isOfThisMachine(textOf(other, 'address')));
}

/** UTF-16 units between a server and the shell that it hands on: a hundred lines or so. */
const NEAR = 8_000;

/** A shell that is given nothing to do waits for what it is told. */
const SHELL = /^\s*(?:\S*[\\/])?(?:(?:ba|da|z|k|c)?sh|cmd|powershell|pwsh)(?:\.exe)?(?:\s+-{1,2}[a-z-]+)*\s*$/i;
