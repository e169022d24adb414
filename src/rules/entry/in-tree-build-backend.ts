/** pyproject.toml takes the build back end from the package itself: its code runs whenever the package is built. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'in-tree-build-backend',
  family: 'entry',
  since: '0.1.0',
  title: 'The build back end comes from the package itself',
  severity: 'low',
  confidence: 'high',
  attack: ['T1195.002'],
  messages: { backend: 'Is built by its own code, {backend}' },
  deeds: { backend: 'names {backend} of the package as its build back end' },

  checkPackage(pkg, report) {
    for (const fact of pkg.facts) {
      if (fact.kind === 'in-tree-backend') report('backend', { at: fact, data: { backend: fact.detail } });
    }
  },
});
