/** A tool that every system has is made to fetch or run code: `certutil`, `mshta`, `bitsadmin`, hidden PowerShell, `curl | sh`. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, textOf, textsOf } from '../_known/calls.ts';
import { isPlainlyEncoded } from '../_known/encoded-commands.ts';

export default rule({
  id: 'system-tool-fetches',
  family: 'reach',
  since: '0.1.0',
  title: 'Abuses a system tool to fetch or run code',
  severity: 'high',
  confidence: 'high',
  attack: ['T1218', 'T1059.001'],
  needs: ['process.run', 'process.shell', 'net.fetch'],
  messages: {
    tool: 'Makes {tool} fetch or run code: {command}',
    hidden: 'Starts PowerShell hidden, encoded or with its policy off: {command}',
    piped: 'Pipes a download into a shell: {command}',
    made: 'Downloads a file and makes it a program: {command}',
    script: 'Runs a script with the Windows script host: {command}',
  },
  deeds: { tool: 'makes {tool} fetch or run code', hidden: 'starts PowerShell so that nobody sees it', piped: 'pipes a download into a shell', made: 'downloads a file and makes it a program', script: 'runs a script with the Windows script host ({command})' },

  check(unit, report) {
    // In a script of its own the tool is no command line any more: its reader says what it fetches.
    for (const call of callsThat(unit, 'net.fetch')) {
      if (/^(?:certutil|bitsadmin)$/i.test(call.name)) report('tool', { at: call, data: { command: `${call.name} ${textOf(call, 'address')}`, tool: call.name }, severity: 'critical' });
    }
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = textOf(call, 'command') || textsOf(call).join(' ');
      for (const [message, pattern, severity] of ABUSES) {
        const match = pattern.exec(command);
        if (!match || (severity === 'critical' && isPlainlyEncoded(command, unit))) continue;
        report(message, { at: call, data: { command, tool: match[1] ?? match[0] }, severity: isLive(call) || severity === 'critical' ? severity : 'medium' });
        break;
      }
    }
  },
});

/** A library that `rundll32` loads under the name of something else: a script, a data base, a picture; or as a page of the control panel that is none. */
const DISGUISED = /\b(rundll32)(?:\.exe)?['"]?\s+(?:['"]?[^\s"',]{1,200}\.(?!(?:dll|cpl|ocx|drv|exe)\b)\w{1,5}['"]?\s*,\s*#?\w|['"]?[^\s"',]{0,200}shell32(?:\.dll)?['"]?\s*,\s*Control_RunDLL\w?\s+['"]?[^"'\n]{1,300}\.(?!cpl\b)\w{1,5}['"]?\s*$)/i;

type Abuse = readonly ['tool' | 'hidden' | 'piped' | 'made' | 'script', RegExp, 'medium' | 'high' | 'critical'];
const ABUSES: readonly Abuse[] = [
  ['hidden', /\bpowershell(?:\.exe)?['"]?\s[^\n]*?(?:-e(?:nc|ncodedcommand|c)?\s+['"]?[A-Za-z0-9+/=]{16,}|(?:IEX|Invoke-Expression|DownloadString|DownloadFile|Invoke-WebRequest|\biwr\b|\birm\b|Start-BitsTransfer|Net\.WebClient))/i, 'critical'],
  ['hidden', /\bpowershell(?:\.exe)?['"]?\s[^\n]*?(?:-w(?:indowstyle)?\s+['"]?h|-(?:ep|exec|executionpolicy)\s+['"]?(?:bypass|unrestricted))/i, 'high'],
  ['tool', /\b(certutil)(?:\.exe)?\b[^\n]*-(?:urlcache|decode)/i, 'critical'],
  ['tool', /\b(bitsadmin)(?:\.exe)?\b[^\n]*\/transfer/i, 'critical'],
  ['tool', /\b(mshta|regsvr32|rundll32|installutil|msbuild|cmstp)(?:\.exe)?\b[^\n]*(?:https?:|javascript:|vbscript:|scrobj)/i, 'critical'],
  ['tool', DISGUISED, 'critical'],
  ['tool', /\b(ruby|php|perl|lua)\b[^\n]*\s-\w*[er]\w*\s[^\n]*\b(?:eval|instance_eval|loadstring)\b[^\n]*https?:/i, 'critical'],
  ['tool', /\b(deno\s+run|npx|bunx|uvx|pipx\s+run)\b[^\n;&|]*\s['"]?https?:\/\//i, 'high'],
  ['tool', /(?:^|[\s'"])(\\\\(?!localhost\b|127\.|[.?]\\)[\w.-]+(?:@SSL)?(?:@\d+)?\\[^\s'"]+\.(?:exe|dll|bat|cmd|ps1|vbs|js|hta|scr|msi)\b)/i, 'high'],
  ['piped', /\b(?:curl|wget)\b[^\n|]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\b(?:ba|z)?sh\s+(?:-c\s+)?["']?(?:<\(|\$\(|`)\s*(?:curl|wget)\b|\b(?:curl|wget)\b[^\n|]*\|\s*(?:python3?|node|perl|ruby)\b/i, 'critical'],
  ['piped', /\b(?:curl|wget)\b[^\n]*?(?:&&|;)[^\n]*?(?:\bchmod\b[^\n]*?(?:&&|;)|\b(?:ba)?sh\s|\.\/|\bpython3?\s|\bstart\s)/i, 'high'],
  ['made', /\b(?:curl|wget)\b[^\n]*?(?:&&|;)\s*(?:sudo\s+)?chmod\s+(?:-\w+\s+)?(?:[ugoa]*\+\w*x|0?[1357]\d\d|0?7\d\d)/i, 'high'],
  ['script', /\b(?:wscript|cscript)(?:\.exe)?\b\s+[^\n]+/i, 'high'],
];
