/** Bytes are put into executable memory or another process and started: shell code. */
import { rule } from '../../model/rule.ts';
import type { Call, SourceUnit } from '../../model/source.ts';
import { callsThat, isLive, textsOf } from '../_known/calls.ts';

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
  messages: { file: 'Starts a program that only stands in memory', memory: 'Writes machine code into memory ({first}) and starts it ({second})' },
  deeds: { file: 'starts a program that only stands in memory', memory: 'writes machine code into memory and starts it' },

  check(unit, report) {
    const calls = callsThat(unit, 'code.memory');
    const [first] = calls.filter((call) => /Alloc|memmove|RtlMove|Write|Protect/i.test(call.name));
    const alloc = calls.find((call) => /Alloc|Protect/i.test(call.name)) ?? executable(unit);
    // A prototype is called with a function all day; with the place of memory that was just made executable it is a way to start it.
    const second = calls.find((call) => /Thread|APC|EnumSystem|Callback/i.test(call.name)) ?? (alloc === undefined ? undefined : calls.find((call) => /FUNCTYPE\(\)$/.test(call.name)));
    const start = first ?? alloc;
    const isWhole = alloc !== undefined && calls.some((call) => /memmove|RtlMove|RtlCopy|Write/i.test(call.name)) && calls.every(isLive);
    if (start && second) report('memory', { at: second, because: [{ unit, span: start.span, label: 'written here' }], data: { first: start.name, second: second.name }, ...(isWhole || (alloc?.name === 'mmap.mmap' && isLive(second)) ? { confidence: 'high' as const } : {}) });
    const file = calls.find((call) => call.name === 'os.memfd_create');
    const run = file === undefined ? undefined : callsThat(unit, 'process.run', 'process.shell').find((call) => textsOf(call).some((text) => /^\/proc\/[^\n]*\/fd\//.test(text)));
    if (file && run) report('file', { at: run, because: [{ unit, span: file.span, label: 'made here' }], ...(isLive(run) ? { confidence: 'high' as const } : {}) });
  },
});

/** A mapping whose pages may be executed. */
function executable(unit: SourceUnit): Call | undefined {
  return callsThat(unit, 'code.native').find((call) => call.name === 'mmap.mmap' && /PROT_EXEC/.test(unit.text.slice(call.span.start, call.span.end)));
}
