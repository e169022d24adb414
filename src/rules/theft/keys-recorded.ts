/** Every key press is recorded. */
import { rule } from '../../model/rule.ts';
import type { Call, SourceUnit } from '../../model/source.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'keys-recorded',
  family: 'theft',
  since: '0.1.0',
  title: 'Records key presses',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1056.001'],
  reads: ['python', 'javascript', 'powershell', 'vbscript'],
  needs: ['keys.listen'],
  messages: { keys: 'Listens to every key press ({name})' },
  deeds: { keys: 'listens to every key press' },

  check(unit, report) {
    for (const call of callsThat(unit, 'keys.listen')) {
      report('keys', { at: call, data: { name: call.name }, ...weightOf(call, unit) });
      return;
    }
  },
});

/** Shortcuts of a program listen to keys too; nobody mails them. */
function weightOf(call: Call, unit: SourceUnit): { severity: 'critical' | 'high' | 'medium' | 'low'; confidence?: 'high' } {
  const sends = unit.calls.some(({ does }) => does.includes('net.send') || does.includes('net.webhook'));
  if (isLive(call)) return sends || unit.calls.some(({ does }) => does.includes('net.mail')) ? { severity: 'critical', confidence: 'high' } : { severity: 'high' };
  if (unit.calls.some(({ does }) => does.includes('net.mail'))) return { severity: 'high', confidence: 'high' };
  return { severity: sends ? 'medium' : 'low' };
}
