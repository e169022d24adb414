/** A tool that finds secrets is turned against the machine it runs on. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf, textOf } from '../_known/calls.ts';

export default rule({
  id: 'secret-scanner-run',
  family: 'theft',
  since: '0.2.0',
  title: 'Searches the machine for secrets with a scanner',
  severity: 'high',
  confidence: 'high',
  attack: ['T1552.001', 'T1588.002'],
  needs: ['process.run', 'process.shell'],
  messages: { scan: 'Searches for secrets: {command}' },
  deeds: { scan: 'searches for secrets with a scanner ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = textOf(call, 'command');
      if (!SCANNER.test(command)) continue;
      // The whole home or disk is nobody's repository, and a scanner that was fetched for it is nobody's tool.
      const isAimed = WHOLE.test(command) || originOf(call.roles.command, 'network') !== undefined;
      report('scan', { at: call, data: { command }, severity: !isLive(call) ? 'low' : isAimed ? 'critical' : 'high' });
    }
  },
});

/** Scanners for secrets and their commands that walk files or history; knowledge of tools. */
const SCANNER = /\b(?:trufflehog\S*\s+(?:filesystem|git|github|s3|docker)|gitleaks\S*\s+(?:detect|dir|git|directory)|noseyparker\S*\s+scan|detect-secrets\s+scan|ggshield\s+secret\s+scan|kingfisher\s+scan|titus\s+scan|whispers\s+\S)|\bfilesystem\s+(?:~|\/|\$HOME|%)\S*[^\n]*--json/i;
const WHOLE = /\s['"]?(?:~|\/|\$\{?HOME\}?|%USERPROFILE%|\/home|\/Users|\/root|[A-Z]:[\\/])['"]?(?:\s|$)/i;
