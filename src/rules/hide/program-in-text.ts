/** A whole program stands in the source as text: Base64 or hexadecimal of an executable file. */
import { rule } from '../../model/rule.ts';
import { isLive } from '../_known/calls.ts';

export default rule({
  id: 'program-in-text',
  family: 'hide',
  since: '0.1.0',
  title: 'Carries a program as text',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1027.009', 'T1140'],
  reads: ['python', 'javascript', 'powershell', 'vbscript', 'shell', 'batch'],
  messages: { program: 'Holds an executable file as {encoding} text' },
  deeds: { program: 'holds an executable file as {encoding} text' },

  check(unit, report) {
    for (const { value, span, stage = unit.stage } of unit.strings) {
      if (value.length < 800) continue;
      const encoding = PROGRAMS.find(([pattern]) => pattern.test(value))?.[1];
      if (encoding === undefined) continue;
      report('program', { at: { unit, span, stage }, data: { encoding }, severity: isLive({ stage }) ? 'critical' : 'high' });
      return;
    }
  },
});

/** How the first bytes of Windows and Linux programs look when encoded (MZ header with its usual next bytes; ELF). */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/^TV(?:qQAA|pQAA|oAAA|p4AA|rAAA|pBUl|roAA)|^f0VMR[gk]/, 'Base64'],
  [/^(?:0x)?4d5a(?:90|50|00|78)00|^(?:0x)?7f454c460[12]/i, 'hexadecimal'],
  [/^AAQqVT|^=+(?=[A-Za-z0-9+/]+$).*AAQqVT/, 'reversed Base64'],
  [/^MZ[\x90\x50\x00\x78]\x00|^\x7fELF[\x01\x02]/, 'raw'],
];
