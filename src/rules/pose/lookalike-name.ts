/** The package's name is easily taken for that of a known one. */
import { rule } from '../../model/rule.ts';
import { nameplateOf } from '../_known/nameplate.ts';

export default rule({
  id: 'lookalike-name',
  family: 'pose',
  since: '0.1.0',
  title: 'A name that is easily taken for a known one',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1036.005', 'T1195.001'],
  messages: { likely: '{why}', possible: '{why}' },
  deeds: { likely: 'gives the package a name that is easily taken for {target}: {why}', possible: 'gives the package a name that resembles {target}: {why}' },

  checkPackage(pkg, report) {
    const { imitates } = pkg.context ?? {};
    const at = nameplateOf(pkg);
    if (imitates === undefined || at === undefined) return;
    const data = { target: imitates.target, why: imitates.why };
    // One honest name in twenty is near some known one: a possible likeness is told, and must not make anything else worse.
    if (imitates.tier === 'review') report('possible', { at, data, severity: 'low', confidence: 'low' });
    else report('likely', { at, data });
  },
});
