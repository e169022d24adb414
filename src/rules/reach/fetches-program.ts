/** A program or script is downloaded: its address says so. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, textOf } from '../_known/calls.ts';
import { kindOfAddress } from '../_known/services.ts';

export default rule({
  id: 'fetches-program',
  family: 'reach',
  since: '0.1.0',
  title: 'Downloads a program',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1105'],
  needs: ['net.fetch', 'process.run', 'process.shell'],
  messages: { fetch: 'Downloads a program from {address}' },
  deeds: { fetch: 'downloads a program from {address}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.fetch')) {
      const address = textOf(call, 'address');
      if (!/^(?:https?|ftp):\/\/\S+\.(?:exe|scr|dll|bat|cmd|ps1|vbs|vbe|hta|msi|jar|sh|elf|bin|py|pyw)(?:[?#]\S*)?$/i.test(address)) continue;
      const kind = kindOfAddress(address);
      const isOdd = kind !== undefined && kind !== 'a raw repository file';
      report('fetch', { at: call, data: { address }, severity: isLive(call) ? (isOdd ? 'critical' : 'high') : isOdd ? 'high' : 'low' });
    }
  },
});
