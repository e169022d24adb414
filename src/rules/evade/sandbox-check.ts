/** The code looks for signs of an analyst: virtual machines, sandboxes, debuggers, known user names. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'sandbox-check',
  family: 'evade',
  since: '0.1.0',
  title: 'Looks for sandboxes and debuggers',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1497', 'T1622'],
  messages: { machine: 'Looks for virtual machines or analysis tools: {names}', debugger: 'Asks whether a debugger is attached' },
  deeds: { machine: 'looks for virtual machines and analysis tools ({names})', debugger: 'asks whether a debugger watches' },

  check(unit, report) {
    for (const call of callsThat(unit, 'debug.check')) if (/ctypes|windll|IsDebugger/.test(call.name) || isLive(call)) report('debugger', { at: call, severity: isLive(call) ? 'medium' : 'low' });
    const found = new Map<string, { start: number; end: number }>();
    for (const { value, span } of unit.strings) {
      if (value.length > 400) continue;
      const name = SIGNS.exec(value)?.[0].toLowerCase();
      if (name !== undefined && !found.has(name)) found.set(name, span);
    }
    const [first] = found.values();
    if (found.size >= 4 && first) report('machine', { at: { unit, span: first }, data: { names: [...found.keys()].slice(0, 6).join(', ') }, severity: found.size >= 8 ? 'high' : 'medium' });
  },
});

const SIGNS = /\b(?:vmware|virtualbox|vbox(?:service|tray|guest)?|qemu(?:-ga)?|xenservice|sandboxie|sbiedll|wireshark|fiddler|httpdebugger(?:ui)?|processhacker|procmon|ollydbg|x(?:32|64)dbg|ida64|dumpcap|joeboxcontrol|vmtoolsd?|vmwareuser|pestudio|cuckoo|wdagutilityaccount|any\.run|triage|hyper-v|parallels|regmon|filemon|immunitydebugger)\b/i;
