/** Names and structure were made unreadable by a tool. Minified code is not meant: it is short, not scrambled. */
import { rule } from '../../model/rule.ts';
import { isLive, isUnasked } from '../_known/calls.ts';

export default rule({
  id: 'obfuscated-code',
  family: 'hide',
  since: '0.1.0',
  title: 'Code made unreadable on purpose',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1027.010'],
  messages: { names: 'Names are scrambled', flattened: 'The order of statements is scrambled', packer: 'Packed with {tool}' },
  deeds: { names: 'is written in scrambled names', flattened: 'has its control flow scrambled', packer: 'is packed with {tool}' },

  check(unit, report) {
    for (const mark of unit.marks) {
      const at = { unit, span: mark.span };
      const severity = isUnasked(unit) ? ('high' as const) : isLive(unit) ? ('medium' as const) : ('low' as const);
      if (mark.kind === 'obfuscated-names') report('names', { at, severity });
      if (mark.kind === 'flattened') report('flattened', { at, severity });
      // A compressor of old: what it packs is unpacked and read, and honest libraries were published so.
      if (mark.kind === 'packer') report('packer', { at, data: { tool: mark.detail ?? 'a packer' }, severity: mark.detail === 'p,a,c,k,e,d' ? severity : isLive(unit) ? 'high' : 'low' });
    }
  },
});
