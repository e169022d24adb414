/** A `.pth` line or sitecustomize runs code at every start of Python, whether the package is used or not. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'interpreter-startup-hook',
  family: 'entry',
  since: '0.1.0',
  title: 'Code runs at every start of the interpreter',
  severity: 'low',
  confidence: 'high',
  attack: ['T1546.018'],
  messages: { hook: 'Runs whenever Python starts: {detail}' },
  deeds: { hook: 'runs by {detail}' },

  checkPackage(pkg, report) {
    for (const fact of pkg.facts) {
      if (fact.kind !== 'startup-hook') continue;
      const line = fact.unit.text.slice(fact.span.start, fact.span.end);
      const isLong = /\b(?:exec|eval|subprocess|urlopen|base64|popen|system|requests|socket)\b/.test(line);
      report('hook', { at: fact, data: { detail: fact.detail }, ...(isLong ? { severity: 'medium' as const } : {}) });
    }
  },
});
