/** Security software is switched off or told to look away. */
import { rule } from '../../model/rule.ts';
import type { Call, SourceUnit } from '../../model/source.ts';
import { callsThat, isLive, textOf, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'protection-switched-off',
  family: 'harm',
  since: '0.1.0',
  title: 'Switches off security software',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1562.001', 'T1562.004'],
  needs: ['process.run', 'process.shell', 'process.kill', 'registry.write', 'file.write', 'file.append'],
  messages: { off: 'Switches protection off: {command}', hosts: 'Changes where names lead, in {path}', killed: 'Ends the programs of whoever protects or watches: {command}' },
  deeds: { hosts: 'changes where names lead ({path})', killed: 'ends the programs of whoever protects or watches', off: 'switches protection off ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell', 'registry.write')) {
      const command = [...textsOf(call), spelled(call)].find((text) => OFF.test(text));
      if (command !== undefined) report('off', { at: call, data: { command } });
    }
    const [kill] = callsThat(unit, 'process.kill');
    const guard = kill === undefined ? undefined : unit.strings.find(({ value }) => value.length < 200 && WATCHERS.test(value));
    if (kill && guard) report('killed', { at: kill, because: [{ unit, span: guard.span, label: 'named here' }], data: { command: guard.value }, severity: isLive(kill) ? 'critical' : 'high' });
    for (const call of callsThat(unit, 'file.write', 'file.append')) {
      const path = textOf(call, 'path');
      if (HOSTS.test(path) && (isLive(call) || isGuarded(unit, call))) report('hosts', { at: call, data: { path }, severity: isGuarded(unit, call) ? 'critical' : 'high' });
    }
  },
});

/** A command of PowerShell is a call of that name: its line, put together again. */
function spelled({ name, named }: Call): string {
  return [name, ...Object.entries(named).map(([key, value]) => `-${key} ${value.text ?? ''}`)].join(' ');
}

const HOSTS = /^\/etc\/hosts$|drivers[\\/]+etc[\\/]+hosts$|(?:^|[\\/])\.?pip[\\/]+pip\.(?:conf|ini)$|\/etc\/(?:pip\.conf|resolv\.conf|apt\/sources\.list|yum\.repos\.d\/)/i;
/** Programs of antivirus makers and of people who look what runs. */
const WATCHERS = /^(?:msmpeng|avastui|avgui|mbam|mbamtray|kavfs|avp|egui|ekrn|bdagent|mcshield|savservice|windefend|wireshark|procmon(?:64)?|procexp(?:64)?|processhacker|fiddler|httpdebuggerui|x64dbg|ollydbg|ida64|tcpview|dumpcap)(?:\.exe)?$/i;
const GUARDS = /\b(?:virustotal|avast|avg|kaspersky|malwarebytes|bitdefender|eset|norton|mcafee|sophos|windowsupdate|drweb|f-secure|avira)\.(?:com|net|ru)\b/i;

/** The names that are led astray are those of who protects the machine. */
function isGuarded(unit: SourceUnit, call: Call): boolean {
  return GUARDS.test(textOf(call, 'data')) || unit.strings.some(({ value }) => value.length < 2000 && GUARDS.test(value));
}

const OFF = /(?:Add|Set)-MpPreference\b[^\n]*(?:Exclusion|-Disable)|DisableRealtimeMonitoring|DisableAntiSpyware|\bnetsh\b[^\n]*firewall[^\n]*(?:off|disable)|\bsetenforce\s+0|\bufw\s+disable|\bsystemctl\s+(?:stop|disable)\s+(?:firewalld|apparmor|auditd|falcon-sensor|clamav)|taskkill\b[^\n]*(?:MsMpEng|avast|avg|kaspersky|defender|malwarebytes)|\bauditpol\b[^\n]*\/clear|\bwevtutil\b[^\n]*\bcl\b|AmsiScanBuffer|amsiInitFailed|vssadmin\b[^\n]*delete\s+shadows|\bEnableLUA\b|\bfDenyTSConnections\b/i;
