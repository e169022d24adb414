/** Security software is switched off or told to look away. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'protection-switched-off',
  family: 'harm',
  since: '0.1.0',
  title: 'Switches off security software',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1562.001', 'T1562.004'],
  needs: ['process.run', 'process.shell', 'registry.write'],
  messages: { off: 'Switches protection off: {command}' },
  deeds: { off: 'switches protection off ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell', 'registry.write')) {
      const command = [...textsOf(call), spelled(call)].find((text) => OFF.test(text));
      if (command !== undefined) report('off', { at: call, data: { command } });
    }
  },
});

/** A command of PowerShell is a call of that name: its line, put together again. */
function spelled({ name, named }: Call): string {
  return [name, ...Object.entries(named).map(([key, value]) => `-${key} ${value.text ?? ''}`)].join(' ');
}

const OFF = /(?:Add|Set)-MpPreference\b[^\n]*(?:Exclusion|-Disable)|DisableRealtimeMonitoring|DisableAntiSpyware|\bnetsh\b[^\n]*firewall[^\n]*(?:off|disable)|\bsetenforce\s+0|\bufw\s+disable|\bsystemctl\s+(?:stop|disable)\s+(?:firewalld|apparmor|auditd|falcon-sensor|clamav)|taskkill\b[^\n]*(?:MsMpEng|avast|avg|kaspersky|defender|malwarebytes)|\bauditpol\b[^\n]*\/clear|\bwevtutil\b[^\n]*\bcl\b|AmsiScanBuffer|amsiInitFailed|vssadmin\b[^\n]*delete\s+shadows|\bEnableLUA\b/i;
