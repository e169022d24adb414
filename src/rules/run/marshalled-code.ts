/** A code object is loaded from bytes: the source is gone on purpose. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'marshalled-code',
  family: 'run',
  since: '0.1.0',
  title: 'Runs a marshalled code object',
  severity: 'high',
  confidence: 'high',
  attack: ['T1027.002'],
  needs: ['code.deserialize'],
  messages: { marshal: 'Loads a code object from bytes, so that its source cannot be read' },
  deeds: { marshal: 'loads a code object from bytes' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.deserialize')) {
      if (!call.name.startsWith('marshal.') || !isLive(call) || (call.roles.code?.text?.length ?? 0) < 20) continue;
      report('marshal', { at: call });
    }
  },
});
