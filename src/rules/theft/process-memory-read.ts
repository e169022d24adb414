/** The memory of another process is read: a build machine's runner keeps every secret of the job there. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, textOf, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'process-memory-read',
  family: 'theft',
  since: '0.2.0',
  title: 'Reads the memory of another process',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1003.007', 'T1212'],
  needs: ['file.read', 'process.run', 'process.shell'],
  messages: { memory: 'Reads the memory of another process: {what}' },
  deeds: { memory: 'reads the memory of another process ({what})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.read', 'process.run', 'process.shell')) {
      const what = call.does.includes('file.read') ? [textOf(call, 'path')].find((text) => MEMORY.test(text)) : textsOf(call).find((text) => COMMAND.test(text));
      if (what !== undefined) report('memory', { at: call, data: { what }, severity: isLive(call) ? 'critical' : 'medium' });
    }
  },
});

/** `/proc/PID/mem` of a process other than the own (proc(5)). */
const MEMORY = /^\/proc\/(?!self\b|thread-self\b)[^/]+\/mem$/;
const COMMAND = /\/proc\/(?!self\b)[^/\n]+\/mem\b|\bgcore\s+(?:-\w+\s+)*\S|\bprocdump\b[^\n]*\blsass|comsvcs\.dll[^\n]*MiniDump/i;
