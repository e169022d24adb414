/** A pattern seeks the tokens of a chat service in whatever text it is given. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'session-token-sought',
  family: 'theft',
  since: '0.1.0',
  title: 'Seeks session tokens by their pattern',
  severity: 'critical',
  confidence: 'medium',
  attack: ['T1528', 'T1539'],
  reads: ['python', 'javascript', 'powershell', 'vbscript'],
  messages: { token: 'Seeks tokens by the pattern {pattern}' },
  deeds: { token: 'seeks session tokens by their pattern' },

  check(unit, report) {
    for (const { value, span, stage = unit.stage } of unit.strings) {
      if (value.length > 500 || !TOKEN.test(value)) continue;
      report('token', { at: { unit, span, stage }, data: { pattern: value } });
      return;
    }
  },
});

/** Discord's three-part tokens, its encrypted ones, and mfa tokens, as regular expressions. */
const TOKEN = /\[\\w-\]\{2[3-6]\}\\?\.\[\\w-\]\{6\}|mfa\\?\.\[\\w-\]\{8\d\}|dQw4w9WgXcQ:\[|\[a-zA-Z0-9_-\]\{23,28\}\\?\.\[|\\w\{24\}\\?\.\\w\{6\}/;
