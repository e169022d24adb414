/** The ways to print are replaced by nothing, so that no error and no message betrays what the code does. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, isUnasked } from '../_known/calls.ts';

export default rule({
  id: 'output-silenced',
  family: 'hide',
  since: '0.2.0',
  title: 'Switches the output off',
  severity: 'low',
  confidence: 'medium',
  attack: ['T1562', 'T1564'],
  reads: ['javascript'],
  needs: ['output.silence'],
  messages: { silenced: 'Replaces {name} by nothing' },
  deeds: { silenced: 'switches {name} off' },

  check(unit, report) {
    for (const call of callsThat(unit, 'output.silence')) {
      if (isLive(call)) report('silenced', { at: call, data: { name: call.name.replace(/ =.*$/, '') }, severity: isUnasked(call) ? 'medium' : 'low' });
    }
  },
});
