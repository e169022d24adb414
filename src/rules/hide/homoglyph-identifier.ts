/** An identifier mixes scripts, so that it looks like another or escapes a search. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'homoglyph-identifier',
  family: 'hide',
  since: '0.1.0',
  title: 'An identifier made of look-alike letters',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1036'],
  messages: { mixed: 'Names something {name}, mixing scripts' },

  check(unit, report) {
    for (const mark of unit.marks) if (mark.kind === 'homoglyph') report('mixed', { at: { unit, span: mark.span }, data: { name: mark.detail ?? '' } });
  },
});
