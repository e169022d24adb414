/** A version far above what anybody has: it wins over an internal package of the same name (dependency confusion). */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'absurd-version',
  family: 'entry',
  since: '0.1.0',
  title: 'A version made to win over every other',
  severity: 'low',
  confidence: 'medium',
  attack: ['T1195.001'],
  messages: { version: 'Version {version} would win over any internal package of this name' },

  checkPackage(pkg, report) {
    const version = pkg.ref.version ?? '';
    if (!/^(?:9{2,}|[1-9]\d{3,}(?!\d*\.(?:0?[1-9]|1[0-2])\b))\.|^\d+\.9{3,}\.|^9{2,}$/.test(version) || /^(?:19|20)\d\d\b/.test(version)) return;
    const [first] = pkg.artifact.entries;
    if (first) report('version', { at: { unit: pkg.unitAt(first.path), span: { start: 0, end: 0 }, stage: 'install' }, data: { version } });
  },
});
