/** The address that code talks to is encoded: nobody who reads or searches the source sees where it goes. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, originOf, placeOf, textOf } from '../_known/calls.ts';

export default rule({
  id: 'encoded-address',
  family: 'hide',
  since: '0.1.0',
  title: 'Hides the address it talks to',
  severity: 'high',
  confidence: 'medium',
  attack: ['T1027.013', 'T1140'],
  needs: ['net.fetch', 'net.send', 'net.connect', 'net.resolve', 'net.webhook'],
  messages: { address: 'Talks to {address}, an address that it decodes first' },
  deeds: { address: 'talks to an address that it decodes first ({address})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.fetch', 'net.send', 'net.connect', 'net.resolve', 'net.webhook')) {
      const origin = call.roles.address?.origins.find(({ source, detail }) => source === 'decoded' && detail !== 'percent');
      const address = textOf(call, 'address');
      if (!origin || !/^\w+:\/\/|^[\w-]+(?:\.[\w-]+)+/.test(address) || originOf(call.roles.address, 'network', 'file')?.detail === address) continue;
      report('address', { at: call, because: [placeOf(origin, unit, 'decoded here')], data: { address }, ...(isSent(call) ? { severity: 'critical' as const, confidence: 'high' as const } : {}) });
    }
  },
});

/** Something goes to a receiver that the source doesn't show: that nobody does by mistake. */
function isSent(call: Call): boolean {
  return (call.does.includes('net.send') || call.does.includes('net.webhook')) && call.roles.data !== undefined && /^https?:\/\/[\w.-]+\.\w+/.test(textOf(call, 'address'));
}
