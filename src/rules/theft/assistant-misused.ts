/** An assistant on the command line is started with its questions switched off: what it is told it does, with the user's rights. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, textOf } from '../_known/calls.ts';

export default rule({
  id: 'assistant-misused',
  family: 'theft',
  since: '0.2.0',
  title: 'Starts an AI assistant that asks for no permission',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1059', 'T1083'],
  needs: ['process.run', 'process.shell'],
  messages: { unasked: 'Starts an assistant with its questions switched off: {command}' },
  deeds: { unasked: 'lets an AI assistant act without asking ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = textOf(call, 'command');
      if (UNASKED.test(command)) report('unasked', { at: call, data: { command }, severity: isLive(call) ? 'critical' : 'low' });
    }
  },
});

/** Switches of command-line assistants that skip every question, by their documentation. */
const UNASKED = /--dangerously-(?:skip-permissions|bypass-approvals-and-sandbox)\b|--trust-all-tools\b|--allow-all-tools\b|--permission-mode[= ]bypassPermissions\b|\b(?:gemini|qwen|crush|codex)\b[^\n]*\s(?:--yolo\b|-y\s|--approval-mode[= ]yolo)|\b(?:cursor-agent|aider)\b[^\n]*\s(?:--force\b|--yes-always\b)/;
