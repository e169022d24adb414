/** Characters that nobody sees stand in code: bidirectional controls that show it in another order, or text spelled in invisible ones. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'invisible-characters',
  family: 'hide',
  since: '0.1.0',
  title: 'Invisible characters in code',
  severity: 'low',
  confidence: 'medium',
  attack: ['T1027', 'T1036.002'],
  reads: ['python', 'javascript', 'shell', 'powershell', 'batch', 'vbscript'],
  messages: { invisible: 'Holds characters that are not shown, {count} of them', spelled: 'Spells {count} bytes in invisible characters' },
  deeds: { invisible: 'holds invisible characters', spelled: 'spells text in invisible characters' },

  check(unit, report) {
    for (const mark of unit.marks) {
      if (mark.kind !== 'invisible') continue;
      const count = unit.text.match(/[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|[\u200b-\u200d\u2060]/gu)?.length ?? 0;
      const isSpelled = /(?:[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]){16,}|[\u200b-\u200d\u2060]{32,}/u.test(unit.text);
      report(isSpelled ? 'spelled' : 'invisible', { at: { unit, span: mark.span }, data: { count: String(count) }, ...(isSpelled ? { severity: unit.calls.some(({ does }) => does.includes('code.evaluate')) ? ('critical' as const) : ('high' as const), confidence: 'high' as const } : {}) });
    }
  },
});
