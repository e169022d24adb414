/** Code stands behind hundreds of blanks, where an editor does not show it. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'code-far-right',
  family: 'hide',
  since: '0.1.0',
  title: 'Code hidden far to the right',
  severity: 'high',
  confidence: 'high',
  attack: ['T1027.016'],
  messages: { far: 'Code begins in column {column}, behind a run of blanks' },
  deeds: { far: 'hides code in column {column}, where an editor does not show it' },

  check(unit, report) {
    for (const mark of unit.marks) if (mark.kind === 'far-right') report('far', { at: { unit, span: mark.span }, data: { column: mark.detail ?? '?' }, ...(ACTS.test(unit.text.slice(mark.span.start, mark.span.start + 2000)) ? { severity: 'critical' as const } : {}) });
  },
});

/** Words of code that does something, not of a table set wide. */
const ACTS = /\b(?:exec|eval|__import__|import|requests|urlopen|base64|subprocess|system|require|Function|fetch|child_process|spawn|atob)\b/;
