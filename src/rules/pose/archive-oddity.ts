/** The archive is built so that different programs see different contents. */
import { rule } from '../../model/rule.ts';
import type { AnomalyKind } from '../../model/artifact.ts';

export default rule({
  id: 'archive-oddity',
  family: 'pose',
  since: '0.1.0',
  title: 'An archive that shows different programs different contents',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1036.008', 'T1027'],
  messages: { odd: '{kind}: {detail}' },

  checkPackage(pkg, report) {
    for (const anomaly of pkg.artifact.anomalies) {
      const severity = SEVERITY[anomaly.kind];
      if (severity === undefined) continue;
      report('odd', { at: { unit: pkg.unitAt(anomaly.path), span: { start: 0, end: 0 }, stage: anomaly.path.includes('!/') || ASIDE.test(anomaly.path) ? 'unreachable' : 'install' }, data: { kind: anomaly.kind, detail: `${anomaly.path} ${anomaly.detail}` }, severity });
    }
  },
});

const SEVERITY: Readonly<Partial<Record<AnomalyKind, 'low' | 'medium' | 'high'>>> = {
  'climbing-path': 'high', 'absolute-path': 'medium', 'link-outside': 'medium', polyglot: 'high', 'header-mismatch': 'medium', 'special-file': 'medium', setuid: 'medium', 'data-before': 'low',
};

/** Test data may be odd on purpose; an installer doesn't open it. */
const ASIDE = /(?:^|\/)(?:tests?|testing|fixtures|testdata|test_data)\//i;
