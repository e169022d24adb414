/** Something is set up to run again at every log-in or start. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, isLive, originOf, textOf, textsOf } from '../_known/calls.ts';
import { AUTOSTART, RUN_KEY } from '../_known/places.ts';

export default rule({
  id: 'starts-with-the-system',
  family: 'stay',
  since: '0.1.0',
  title: 'Sets itself up to run again',
  severity: 'high',
  confidence: 'high',
  attack: ['T1547.001', 'T1053', 'T1543'],
  needs: ['file.write', 'file.append', 'file.copy', 'registry.write', 'process.run', 'process.shell'],
  messages: { file: 'Writes {path}, which runs at log-in or start', key: 'Sets the registry key {path}, which runs at log-in', command: 'Sets up a start by {command}' },
  deeds: { file: 'writes {path}, which runs at log-in or start', key: 'sets a registry key that runs at log-in', command: 'sets up a start at log-in ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.write', 'file.append', 'file.copy')) {
      const path = [textOf(call, 'target'), textOf(call, 'path')].find((text) => AUTOSTART.test(text) && text.length < 1000);
      const isSource = call.does.includes('file.copy') && !AUTOSTART.test(textOf(call, 'target'));
      if (path !== undefined && !isSource) report('file', { at: call, data: { path }, severity: holdsHidden(call) || (isLive(call) && (isItself(call) || KEYS.test(path))) ? 'critical' : weightOfFile(call, path) });
    }
    for (const call of callsThat(unit, 'registry.write')) {
      const path = textsOf(call).find((text) => RUN_KEY.test(text));
      if (path !== undefined) report('key', { at: call, data: { path }, ...weight(call) });
    }
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = textOf(call, 'command');
      if (COMMAND.test(command)) report('command', { at: call, data: { command }, ...weight(call) });
    }
  },
});

const COMMAND = /\bnet1?\s+(?:user\s+\S+\s+\S+\s+\/add|localgroup\s+administrators\s+\S+\s+\/add)|\b(?:useradd|adduser|usermod)\b[^\n]*\s-\w*o\w*\s*-?u?\s*0\b|\bconfig\.(?:sh|cmd)\b[^\n]*--url\b[^\n]*--token\b|\bact_runner\s+register|\bgitlab-runner\s+register|\bschtasks\b[^\n]*\/create|\bcrontab\b\s+(?:-|\/|<|\w)|\bsystemctl\b[^\n]*\benable\b|\blaunchctl\b\s+(?:load|bootstrap)|\breg(?:\.exe)?\s+add\b[^\n]*\\Run\b|Register-ScheduledTask|New-Service\b|\bsc(?:\.exe)?\s+create\b|>>\s*(?:~|\$HOME)?\/?\.?(?:bashrc|zshrc|profile|bash_profile)/i;

/** A line that fetches what it runs. */
const FETCHES = /\b(?:curl|wget|iwr|irm|Invoke-WebRequest)\b[^\n]*(?:\|\s*\W?(?:ba|z)?sh\b|\biex\b|&&)|\bpowershell\b[^\n]*-e\w*\s+[A-Za-z0-9+/=]{20}/i;

/** Hooks of a repository are what some tools set up while they are installed; what they run decides. */
function weightOfFile(call: Call, path: string): 'critical' | 'high' | 'medium' | 'low' {
  if (!isLive(call)) return FETCHES.test(textOf(call, 'data')) || KEY.test(textOf(call, 'data')) ? 'high' : 'low';
  if (FETCHES.test(textOf(call, 'data')) || (call.roles.data?.exact !== true && call.unit.strings.some(({ value }) => value.length < 2000 && FETCHES.test(value)))) return 'critical';
  if (call.stage === 'import' && SYSTEM.test(path)) return 'critical';
  return /\.git[\\/]+hooks/.test(path) ? 'medium' : 'high';
}

/** An installer may register what it installs; nothing that is merely imported is meant to come back by itself. */
function weight(call: Call): { severity: 'critical' | 'high' | 'low' } {
  return { severity: !isLive(call) ? 'low' : call.stage === 'import' && call.guards.every((guard) => !/argv|__name__/.test(guard)) ? 'critical' : 'high' };
}

/** Where only what starts by itself is put. */
const SYSTEM = /Programs[\\/]+Startup|[\\/]autostart[\\/]|Launch(?:Agents|Daemons)|systemd[\\/]+(?:system|user)|[\\/]cron/i;

/** Whose key stands here may log in from then on. */
const KEYS = /authorized_keys|ld\.so\.preload|\/etc\/sudoers/;
/** A public key that stands in the code itself. */
const KEY = /\bssh-(?:rsa|ed25519|dss)\s+AAAA|\becdsa-sha2-nistp\d+\s+AAAA/;

/** The package's own file is copied there, or named in what is written. */
function isItself(call: Call): boolean {
  return originOf(call.roles.path, 'package') !== undefined && call.does.includes('file.copy');
}

/** What runs at every start came from the network or hides what it does: no application registers itself like that. */
function holdsHidden(call: Call): boolean {
  if (originOf(call.roles.data, 'network', 'decoded') !== undefined) return true;
  const text = textOf(call, 'data');
  return HIDING.test(text) && HIDDEN.test(text);
}

const HIDING = /\b(?:exec|eval|loads|iex|Invoke-Expression|Execute|FromBase64String|__import__)\b/i;
const HIDDEN = /\b(?:zlib|base64|b64decode|marshal|pickle|fernet|lzma|bz2|FromBase64String|chr)\b|\\x[0-9a-f]{2}\\x/i;
