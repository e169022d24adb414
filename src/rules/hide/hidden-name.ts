/** A dangerous function or module is reached by a name computed at run time, so that a search does not find it. */
import { rule } from '../../model/rule.ts';
import { isLive } from '../_known/calls.ts';

export default rule({
  id: 'hidden-name',
  family: 'hide',
  since: '0.1.0',
  title: 'Reaches a function by a computed name',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1027.007'],
  messages: { name: 'Reaches {name} by a name that it computes' },
  deeds: { name: 'reaches {name} by a computed name' },

  check(unit, report) {
    for (const mark of unit.marks) {
      if (mark.kind !== 'hidden-name' || !DANGEROUS.test(mark.detail ?? '') || !isLive(unit)) continue;
      report('name', { at: { unit, span: mark.span }, data: { name: mark.detail ?? '' } });
    }
  },
});

const DANGEROUS = /^(?:os|subprocess|socket|ctypes|marshal|exec|eval|compile|base64|zlib|requests|urllib.*|builtins|pty|child_process|net|http|https|dns|vm|Function|execSync|spawn|exec\w*)$/;
