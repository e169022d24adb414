/** The package installs further packages by itself: what was vetted is not what runs. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, isUnasked, textOf } from '../_known/calls.ts';

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
      report('install', { at: call, data: { command }, severity: isUnasked(call) || /https?:\/\/|git\+/.test(command) ? 'medium' : 'low' });
    }
  },
});

/** What lies in the working folder is what was vetted. */
const INSTALLS_ITSELF = /\b(?:install|add|i)\s+(?:-\S+\s+)*\.{1,2}(?:\/[\w./-]*)?['"]?\s*$/;
