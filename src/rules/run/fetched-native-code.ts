/** Native code that was downloaded or decoded is loaded into the running process. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf, placeOf, textOf } from '../_known/calls.ts';

export default rule({
  id: 'fetched-native-code',
  family: 'run',
  since: '0.2.0',
  title: 'Loads native code that it fetched or decoded',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1129', 'T1105', 'T1620'],
  needs: ['code.native', 'code.import'],
  messages: { native: 'Loads {path}, native code that was {how}', module: 'Loads {path} as a module, which was fetched' },
  deeds: { native: 'loads native code that was {how} ({path})', module: 'loads a module that it fetched' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.native')) {
      // WebAssembly is checked and fenced in, and shipped as text by honest packages; a library is neither.
      if (/^WebAssembly\./.test(call.name)) continue;
      const value = call.roles.path ?? call.roles.code;
      const origin = originOf(value, 'network') ?? originOf(value, 'decoded');
      if (origin) report('native', { at: call, because: [placeOf(origin, unit, origin.source === 'network' ? 'fetched here' : 'decoded here')], data: { path: value?.text ?? 'a library', how: origin.source === 'network' ? 'fetched' : 'decoded' }, severity: isLive(call) ? 'critical' : 'high', ...(isLive(call) ? {} : { confidence: 'low' as const }) });
    }
    for (const call of callsThat(unit, 'code.import')) {
      const origin = originOf(call.roles.name, 'network');
      const name = textOf(call, 'name');
      if (origin && isLive(call) && (/[\\/.%~]/.test(name) || call.roles.name?.holds !== undefined)) report('module', { at: call, because: [placeOf(origin, unit, 'fetched here')], data: { path: name }, ...(/^https?:\/\/\w/.test(origin.detail ?? '') ? {} : { severity: 'medium' as const, confidence: 'medium' as const }) });
    }
  },
});
