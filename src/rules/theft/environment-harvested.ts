/** The whole environment is taken, or many variables that hold secrets. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originInArguments, placeOf, textOf } from '../_known/calls.ts';
import { SECRET_VARIABLE } from '../_known/places.ts';

export default rule({
  id: 'environment-harvested',
  family: 'theft',
  since: '0.1.0',
  title: 'Takes the environment',
  severity: 'high',
  confidence: 'high',
  attack: ['T1552.007', 'T1082'],
  needs: ['env.all', 'env.read', 'net.send', 'net.fetch', 'process.shell'],
  messages: { sent: 'Sends environment variables to {address}', many: 'Reads {count} variables that hold secrets' },
  deeds: { sent: 'sends environment variables to {address}', many: 'reads {count} variables that hold secrets' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.send', 'net.fetch', 'net.mail', 'net.webhook')) {
      const { data } = call.roles;
      const origin = data?.origins.find(({ source, detail }) => source === 'environment' && (detail === undefined || /environ$|\.env$|environ\.|^\*$/.test(detail)));
      const address = originInArguments(call, 'environment');
      if (origin && address) report('sent', { at: call, because: [placeOf(origin, unit, 'taken here')], data: { address: textOf(call, 'address') || 'somebody' }, severity: isLive(call) ? 'critical' : 'medium', confidence: isLive(call) ? 'high' : 'low' });
    }
    const names = new Set(callsThat(unit, 'env.read').filter(isLive).map((call) => textOf(call, 'name')).filter((name) => SECRET_VARIABLE.test(name)));
    const [first] = callsThat(unit, 'env.read').filter((call) => names.has(textOf(call, 'name')));
    if (names.size >= 5 && first) report('many', { at: first, data: { count: String(names.size) }, severity: 'low', confidence: 'medium' });
  },
});
