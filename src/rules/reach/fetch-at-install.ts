/** The installation opens a connection by itself, outside the installer. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLoopback, isUnasked, textOf } from '../_known/calls.ts';
import { PUBLIC_IP, kindOfAddress } from '../_known/services.ts';

export default rule({
  id: 'fetch-at-install',
  family: 'reach',
  since: '0.1.0',
  title: 'The installation opens a connection of its own',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1105'],
  needs: ['net.fetch', 'net.send', 'net.connect', 'net.resolve'],
  messages: {
    fetch: 'Contacts {address} while it is being installed',
    lookup: 'Looks {address} up while it is being installed, which tells the owner of that name',
    place: 'Contacts {address}, {kind}, while it is being installed',
  },
  deeds: { fetch: 'contacts {address}', lookup: 'looks up {address}', place: 'contacts {address}, {kind}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.resolve')) {
      const { address } = call.roles;
      if (isUnasked(call) && address?.exact === true && /^[\w-]+(?:\.[\w-]+)*\.(?!local$|lan$|internal$)[a-z]{2,}$/i.test(address.text ?? '')) report('lookup', { at: call, data: { address: address.text ?? '' } });
    }
    for (const call of callsThat(unit, 'net.fetch', 'net.send', 'net.connect')) {
      if (!isUnasked(call) || call.roles.address === undefined) continue;
      const address = textOf(call, 'address');
      const kind = PUBLIC_IP.test(address) ? 'a service that tells public addresses' : kindOfAddress(address);
      if (isLoopback(address)) continue;
      if (kind === undefined) report('fetch', { at: call, data: { address: address === '' ? 'an address made at run time' : address }, ...(HOST.test(address) ? {} : { severity: 'low' as const }) });
      else report('place', { at: call, data: { address, kind }, severity: kind === 'a raw repository file' ? 'medium' : 'high' });
    }
  },
});

/** A place that the code names; where it names none, whoever installs has configured one, or speaks to the system itself through a socket. */
const HOST = /^(?:\w+:\/\/)?[\w-]*[a-z\d](?:\.[\w-]+)+|^[\d.]+[: ]\d|\[[\da-f:]+\]/i;
