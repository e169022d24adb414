/** A code object is loaded from bytes: the source is gone on purpose. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf } from '../_known/calls.ts';

export default rule({
  id: 'marshalled-code',
  family: 'run',
  since: '0.1.0',
  title: 'Runs a marshalled code object',
  severity: 'high',
  confidence: 'high',
  attack: ['T1027.002'],
  needs: ['code.deserialize'],
  messages: { marshal: 'Loads a code object from bytes, so that its source cannot be read', pickle: 'Unpickles bytes that it decoded out of its own text' },
  deeds: { marshal: 'loads a code object from bytes', pickle: 'unpickles bytes decoded out of its own text' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.deserialize')) {
      const isMarshal = call.name.startsWith('marshal.');
      const isLiteral = (call.roles.code?.text?.length ?? 0) >= 20 || (originOf(call.roles.code, 'decoded') !== undefined && originOf(call.roles.code, 'file', 'network', 'package') === undefined);
      if (isLiteral && (isMarshal || originOf(call.roles.code, 'decoded'))) report(isMarshal ? 'marshal' : 'pickle', { at: call, severity: isLive(call) ? 'high' : 'medium' });
    }
  },
});
