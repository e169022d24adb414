/** Text is encoded several times over: no honest purpose needs more than one layer. */
import { rule } from '../../model/rule.ts';
import type { SourceUnit } from '../../model/source.ts';
import { isLive } from '../_known/calls.ts';

export default rule({
  id: 'layered-encoding',
  family: 'hide',
  since: '0.1.0',
  title: 'Hides code in layers of encoding',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1027.013'],
  messages: { layers: 'Code stands {count} layers deep: {layers}', one: 'Code stands behind {layers}' },
  deeds: { layers: 'hides code {count} layers deep ({layers})', one: 'hides code behind {layers}' },

  check(unit, report) {
    const decoders = unit.layers.filter((layer) => DECODERS.test(layer));
    const { root, at } = outermost(unit);
    if (decoders.length === 0 || !isLive(unit) || unit.text.length < 12 || !/\w/.test(unit.text)) return;
    const layers = unit.layers.join(' > ');
    report(decoders.length > 1 ? 'layers' : 'one', {
      at: { unit, span: { start: 0, end: Math.min(unit.text.length, 80) } }, because: at ? [{ unit: root, span: at, label: 'encoded here' }] : [],
      data: { count: String(decoders.length), layers }, severity: decoders.length > 2 ? 'high' : decoders.length === 2 ? 'medium' : 'low',
    });
  },
});

const DECODERS = /^(?:base\d+|ascii85|hex|zlib|gzip|raw|brotli|bz2|lzma|rot13|fernet|aes.*|rc4|marshal|percent|utf-?16|char codes|xor|reversed|packer|jsfuck)$/;

function outermost(unit: SourceUnit): { root: SourceUnit; at: SourceUnit['at'] } {
  let root = unit;
  let at = unit.at;
  while (root.parent) {
    at = root.at;
    root = root.parent;
  }
  return { root, at };
}
