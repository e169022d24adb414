/** The machine is surveyed without being asked: host, user, addresses, hardware. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, textOf } from '../_known/calls.ts';
import { PUBLIC_IP } from '../_known/services.ts';

export default rule({
  id: 'machine-survey',
  family: 'look',
  since: '0.1.0',
  title: 'Surveys the machine',
  severity: 'low',
  confidence: 'high',
  attack: ['T1082', 'T1033', 'T1016'],
  needs: ['host.identity', 'net.fetch', 'process.shell', 'process.run', 'net.resolve'],
  messages: { survey: 'Asks who and where it is: {facts}', address: 'Asks a service for the machine\'s public address' },
  deeds: { survey: 'asks for {facts}', address: 'asks for the machine\'s public address' },

  check(unit, report) {
    const identity = callsThat(unit, 'host.identity').filter(isLive);
    const names = [...new Set(identity.map((call) => call.name))];
    const [first] = identity;
    if (first && names.length >= 2) report('survey', { at: first, because: identity.slice(1, 6), data: { facts: names.slice(0, 6).join(', ') } });
    for (const call of callsThat(unit, 'net.fetch', 'process.shell', 'process.run')) {
      const text = `${textOf(call, 'address')} ${textOf(call, 'command')}`;
      if (PUBLIC_IP.test(text) && isLive(call)) report('address', { at: call });
    }
  },
});
