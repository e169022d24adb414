/** The clipboard is read without anybody calling for it. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'clipboard-read',
  family: 'theft',
  since: '0.1.0',
  title: 'Reads the clipboard unasked',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1115'],
  needs: ['clipboard.read'],
  messages: { read: 'Reads the clipboard as soon as it is loaded' },
  deeds: { read: 'reads the clipboard' },

  check(unit, report) {
    for (const call of callsThat(unit, 'clipboard.read')) if (isLive(call) && unit.language !== 'native') report('read', { at: call });
  },
});
