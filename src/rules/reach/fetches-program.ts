/** A program or script is downloaded: its address says so. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf, placeOf, textOf } from '../_known/calls.ts';
import { kindOfAddress } from '../_known/services.ts';

export default rule({
  id: 'fetches-program',
  family: 'reach',
  since: '0.1.0',
  title: 'Downloads a program',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1105'],
  needs: ['net.fetch', 'file.write', 'process.run', 'process.shell'],
  messages: { fetch: 'Downloads a program from {address}', decoded: 'Decodes what it fetched from {address} into a program, {path}' },
  deeds: { fetch: 'downloads a program from {address}', decoded: 'decodes what it fetched from {address} into a program ({path})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.fetch')) {
      const address = textOf(call, 'address');
      if (!/^(?:https?|ftp):\/\/\S+\.(?:exe|scr|dll|bat|cmd|ps1|vbs|vbe|hta|msi|jar|sh|elf|bin|py|pyw)(?:[?#]\S*)?$/i.test(address)) continue;
      const kind = kindOfAddress(address);
      const isOdd = kind !== undefined && kind !== 'a raw repository file';
      report('fetch', { at: call, data: { address }, severity: isLive(call) ? (isOdd ? 'critical' : 'high') : isOdd ? 'high' : 'low' });
    }
    // A program that travels as text was made to pass by whoever looks for programs.
    for (const call of callsThat(unit, 'file.write')) {
      const path = textOf(call, 'path');
      const fetched = originOf(call.roles.data, 'network');
      if (fetched && originOf(call.roles.data, 'decoded') && /\.(?:exe|scr|dll|com|bat|cmd|ps1|vbs|hta|elf)$/i.test(path)) {
        report('decoded', { at: call, because: [placeOf(fetched, unit, 'fetched here')], data: { address: fetched.detail ?? 'an address made at run time', path }, severity: isLive(call) ? 'critical' : 'high' });
      }
    }
  },
});
