/** What configure or make decodes goes straight into a shell: the code that runs stands in no file that anybody reads. */
import { rule } from '../../model/rule.ts';
import { decodedRuns } from '../_known/build-pipes.ts';

export default rule({
  id: 'decoded-during-build',
  family: 'run',
  since: '0.1.0',
  title: 'Decodes data while it is built and has a shell run it',
  severity: 'high',
  confidence: 'high',
  attack: ['T1195.002', 'T1140', 'T1027.003'],
  messages: {
    decoded: 'While the package is built, a shell runs what {decoder} unpacks',
    hidden: 'While the package is built, a shell runs what {decoder} unpacks from {input}',
  },
  deeds: { hidden: 'unpacks code from {input} with {decoder} and runs it while it is built' },

  checkPackage(pkg, report) {
    for (const fact of pkg.facts) {
      if (fact.kind !== 'build-file') continue;
      const { unit } = fact;
      for (const { span, decoder = 'a program whose name is computed', input } of decodedRuns(unit.text)) {
        const at = { unit, span, stage: fact.stage };
        if (input === undefined) report('decoded', { at, data: { decoder } });
        else report('hidden', { at, data: { decoder, input }, severity: 'critical' });
      }
    }
  },
});
