/** Every key press is recorded. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'keys-recorded',
  family: 'theft',
  since: '0.1.0',
  title: 'Records key presses',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1056.001'],
  reads: ['python', 'javascript', 'powershell', 'vbscript'],
  needs: ['keys.listen'],
  messages: { keys: 'Listens to every key press ({name})' },
  deeds: { keys: 'listens to every key press' },

  check(unit, report) {
    const sends = unit.calls.some((call) => call.does.includes('net.send') || call.does.includes('net.mail'));
    for (const call of callsThat(unit, 'keys.listen')) {
      report('keys', { at: call, data: { name: call.name }, severity: isLive(call) ? 'high' : sends ? 'medium' : 'low' });
      return;
    }
  },
});
