/** The package installs further packages by itself: what was vetted is not what runs. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, isLive, isUnasked, textOf } from '../_known/calls.ts';
import { kindOfAddress } from '../_known/services.ts';

export default rule({
  id: 'package-installed-at-runtime',
  family: 'reach',
  since: '0.1.0',
  title: 'Installs further packages by itself',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1072'],
  needs: ['package.install', 'process.run', 'process.shell'],
  messages: { install: 'Installs packages by itself: {command}' },
  deeds: { install: 'runs {command}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'package.install', 'process.run', 'process.shell')) {
      const command = textOf(call, 'command');
      const isInstall = call.does.includes('package.install') || /\b(?:pip3?|easy_install|uv|conda|npm|yarn|pnpm|bun|gem|cargo|apt|apt-get|brew|choco)\s+(?:-\S+\s+)*(?:install|add|i)\b|-m\s+pip\s+install/.test(command);
      if (!isInstall || !isLive(call) || INSTALLS_ITSELF.test(command)) continue;
      report('install', { at: call, data: { command }, severity: weightOf(call, command) });
    }
  },
});

/** An archive at an address of somebody's own is run like any other download; a code host's releases are how some projects publish. */
function weightOf(call: Call, command: string): 'critical' | 'high' | 'medium' | 'low' {
  const address = ARCHIVE.exec(command)?.[1];
  if (address === undefined) return isUnasked(call) || /https?:\/\/|git\+/.test(command) ? 'medium' : 'low';
  const kind = kindOfAddress(address);
  if (kind === 'a raw repository file' || CODE_HOST.test(address)) return 'medium';
  return kind !== undefined || address.startsWith('http:') ? 'critical' : 'high';
}

/** What is installed is named by its address, and by no option that says where packages are looked for. */
const ARCHIVE = /\binstall\s(?:[^\n]*?\s)?(?<!(?:-i|-f|-url|-links|-proxy|-host)[ =]['"]?)['"]?(?:git\+)?(https?:\/\/[^\s'"]+)/;
const CODE_HOST = /^https?:\/\/(?:[\w.-]+\.)?(?:github|gitlab|bitbucket|codeberg|pytorch|googleapis|githubusercontent|huggingface)\.(?:com|org|co)\//;

/** What lies in the working folder is what was vetted. */
const INSTALLS_ITSELF = /\b(?:install|add|i)\s+(?:-\S+\s+)*\.{1,2}(?:\/[\w./-]*)?['"]?\s*$/;
