/** Something is set up to run again at every log-in or start. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf, textOf, textsOf } from '../_known/calls.ts';
import { AUTOSTART, RUN_KEY } from '../_known/places.ts';

export default rule({
  id: 'starts-with-the-system',
  family: 'stay',
  since: '0.1.0',
  title: 'Sets itself up to run again',
  severity: 'high',
  confidence: 'high',
  attack: ['T1547.001', 'T1053', 'T1543'],
  needs: ['file.write', 'file.append', 'file.copy', 'registry.write', 'process.run', 'process.shell'],
  messages: { file: 'Writes {path}, which runs at log-in or start', fetched: 'Downloads {path}, which runs at log-in or start', key: 'Sets the registry key {path}, which runs at log-in', command: 'Sets up a start by {command}' },
  deeds: { file: 'writes {path}, which runs at log-in or start', fetched: 'downloads {path}, which runs at log-in or start', key: 'sets a registry key that runs at log-in', command: 'sets up a start at log-in ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.write', 'file.append', 'file.copy')) {
      const path = [textOf(call, 'target'), textOf(call, 'path')].find((text) => AUTOSTART.test(text) && text.length < 1000);
      const isSource = call.does.includes('file.copy') && !AUTOSTART.test(textOf(call, 'target'));
      const isFetched = originOf(call.roles.data, 'network') !== undefined;
      if (path !== undefined && !isSource) report(isFetched ? 'fetched' : 'file', { at: call, data: { path }, ...(isFetched ? { severity: isLive(call) ? ('critical' as const) : ('high' as const) } : weight(call)) });
    }
    for (const call of callsThat(unit, 'registry.write')) {
      const path = textsOf(call).find((text) => RUN_KEY.test(text));
      if (path !== undefined) report('key', { at: call, data: { path }, ...weight(call) });
    }
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = textOf(call, 'command');
      if (COMMAND.test(command)) report('command', { at: call, data: { command }, ...weight(call) });
    }
  },
});

const COMMAND = /\bschtasks\b[^\n]*\/create|\bcrontab\b\s+(?:-|\/|<|\w)|\bsystemctl\b[^\n]*\benable\b|\blaunchctl\b\s+(?:load|bootstrap)|\breg(?:\.exe)?\s+add\b[^\n]*\\Run\b|Register-ScheduledTask|New-Service\b|\bsc(?:\.exe)?\s+create\b|>>\s*(?:~|\$HOME)?\/?\.?(?:bashrc|zshrc|profile|bash_profile)/i;

function weight(call: Parameters<typeof isLive>[0]): { severity: 'high' | 'low' } {
  return { severity: isLive(call) ? 'high' : 'low' };
}
