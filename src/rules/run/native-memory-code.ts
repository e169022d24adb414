/** Bytes are put into executable memory or another process and started: shell code. */
import { rule } from '../../model/rule.ts';
import { callsThat } from '../_known/calls.ts';

export default rule({
  id: 'native-memory-code',
  family: 'run',
  since: '0.1.0',
  title: 'Runs machine code from memory',
  severity: 'critical',
  confidence: 'medium',
  attack: ['T1055', 'T1620'],
  reads: ['python', 'javascript', 'powershell', 'vbscript'],
  needs: ['code.memory'],
  messages: { memory: 'Writes machine code into memory ({first}) and starts it ({second})' },
  deeds: { memory: 'writes machine code into memory and starts it' },

  check(unit, report) {
    const calls = callsThat(unit, 'code.memory');
    const [first] = calls.filter((call) => /Alloc|memmove|RtlMove|Write|Protect/i.test(call.name));
    const second = calls.find((call) => /Thread|APC|CFUNCTYPE|EnumSystem|Callback/i.test(call.name));
    if (first && second) report('memory', { at: second, because: [{ unit, span: first.span, label: 'written here' }], data: { first: first.name, second: second.name } });
  },
});
