/** A file that is no source file is read and evaluated: pictures, texts and data carry the payload. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf } from '../_known/calls.ts';

export default rule({
  id: 'code-in-data-file',
  family: 'hide',
  since: '0.1.0',
  title: 'Evaluates a data file of the package',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1027.003'],
  needs: ['code.evaluate'],
  messages: { data: 'Evaluates what it reads from {path}' },
  deeds: { data: 'reads {path} of the package and evaluates it' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.evaluate')) {
      const origin = originOf(call.roles.code, 'package');
      const path = origin?.detail ?? '';
      if (!isLive(call) || origin === undefined || /\.(?:py|pyw|cfg|toml|in|js|cjs|mjs|json|ts)$|(?:^|\/)(?:version|VERSION|__about__|_version|README[^/]*)$/.test(path) || path === '') continue;
      report('data', { at: call, data: { path }, severity: /\.(?:png|jpe?g|gif|ico|dat|bin|txt|log|md|woff2?|ttf)$/i.test(path) ? 'high' : 'medium' });
    }
  },
});
