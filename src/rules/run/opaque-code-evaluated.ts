/** Code is evaluated that could not be worked out, out of a long scrambled text in the same file. */
import { rule } from '../../model/rule.ts';
import { callsThat, originOf } from '../_known/calls.ts';
import { scrambledText } from '../_known/scrambled.ts';

export default rule({
  id: 'opaque-code-evaluated',
  family: 'run',
  since: '0.1.0',
  title: 'Evaluates code that it keeps unreadable',
  severity: 'high',
  confidence: 'medium',
  attack: ['T1027', 'T1140'],
  reads: ['python', 'javascript'],
  needs: ['code.evaluate'],
  messages: { opaque: 'Evaluates code that it makes out of a scrambled text of {size} characters' },
  deeds: { opaque: 'evaluates code that it makes out of a scrambled text' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.evaluate')) {
      const { code } = call.roles;
      if (code?.exact === true || originOf(code, 'decoded', 'network', 'package', 'file', 'arguments')) continue;
      const scrambled = scrambledText(unit);
      if (!scrambled) continue;
      // What the call itself is given leaves no doubt what is evaluated.
      const isGiven = scrambled.span.start >= call.span.start && scrambled.span.end <= call.span.end;
      report('opaque', {
        at: call, because: [{ unit, span: scrambled.span, label: 'scrambled text' }], data: { size: String(scrambled.size) },
        ...(isGiven ? { confidence: 'high' as const } : {}),
      });
      return;
    }
  },
});
