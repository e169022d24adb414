/** What the registry shows of a release is not what its tarball holds: whoever looks there sees another package. */
import { rule } from '../../model/rule.ts';
import { nameplateOf } from '../_known/nameplate.ts';

export default rule({
  id: 'manifest-confusion',
  family: 'pose',
  since: '0.2.0',
  title: 'The registry shows another manifest than the tarball holds',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1195.002', 'T1036'],
  messages: { hook: 'Registry and tarball differ in what runs: {detail}', field: 'Registry and tarball differ: {detail}' },
  deeds: { hook: 'differs from what the registry shows: {detail}', field: 'differs from what the registry shows: {detail}' },

  checkPackage(pkg, report) {
    const at = nameplateOf(pkg);
    if (at === undefined) return;
    for (const { kind, detail, weight } of pkg.context?.facts ?? []) {
      if (kind !== 'manifest-differs') continue;
      if (weight >= RUNS) report('hook', { at, apart: detail, data: { detail }, severity: 'high' });
      else report('field', { at, apart: detail, data: { detail } });
    }
  },
});

/** The weight of a fact about a script that runs at install. */
const RUNS = 15;
