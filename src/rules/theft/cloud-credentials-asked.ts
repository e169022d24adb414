/** A cloud machine's metadata service is asked for its credentials. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, placeOf, textOf, textsOf } from '../_known/calls.ts';
import { CLOUD_METADATA } from '../_known/services.ts';

export default rule({
  id: 'cloud-credentials-asked',
  family: 'theft',
  since: '0.1.0',
  title: 'Asks the cloud for the machine\'s credentials',
  severity: 'high',
  confidence: 'high',
  attack: ['T1552.005'],
  needs: ['net.fetch', 'net.send', 'net.connect', 'process.shell', 'process.run'],
  messages: { metadata: 'Asks the cloud\'s metadata service at {address}', sent: 'Sends what the cloud\'s metadata service answered to {address}' },
  deeds: { metadata: 'asks the cloud\'s metadata service for credentials', sent: 'sends what the cloud\'s metadata service answered to {address}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.fetch', 'net.send', 'net.connect', 'process.shell', 'process.run')) {
      const answer = call.roles.data?.origins.find(({ source, detail }) => source === 'network' && CLOUD_METADATA.test(detail ?? ''));
      const to = textOf(call, 'address');
      if (answer && to !== '' && !CLOUD_METADATA.test(to)) {
        report('sent', { at: call, because: [placeOf(answer, unit, 'asked here')], data: { address: to }, severity: isLive(call) ? 'critical' : 'medium' });
        continue;
      }
      const address = textsOf(call).find((text) => CLOUD_METADATA.test(text));
      if (address !== undefined) report('metadata', { at: call, data: { address }, severity: isLive(call) ? 'high' : 'low' });
    }
  },
});
