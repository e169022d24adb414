/** Loading the package never ends: a loop without an end hangs whoever imports it. */
import { rule } from '../../model/rule.ts';
import { isLive } from '../_known/calls.ts';

export default rule({
  id: 'endless-loop',
  family: 'harm',
  since: '0.1.0',
  title: 'Hangs whoever loads it',
  severity: 'high',
  confidence: 'high',
  attack: ['T1499'],
  reads: ['javascript'],
  messages: { endless: 'Runs a loop that nothing ends as soon as it is loaded' },
  deeds: { endless: 'runs a loop that nothing ends as soon as it is loaded' },

  check(unit, report) {
    if (!isLive(unit) || unit.layers.length > 0) return;
    for (const { kind, span } of unit.marks) if (kind === 'endless') report('endless', { at: { unit, span } });
  },
});
