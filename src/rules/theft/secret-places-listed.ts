/** A table of places where browsers, wallets and chat clients keep secrets: the working list of a stealer. */
import { rule } from '../../model/rule.ts';
import { kindOfSecretPath } from '../_known/places.ts';

export default rule({
  id: 'secret-places-listed',
  family: 'theft',
  since: '0.1.0',
  title: 'Lists where many programs keep secrets',
  severity: 'high',
  confidence: 'high',
  attack: ['T1555', 'T1539'],
  messages: { list: 'Names {count} places where {kinds} are kept' },
  deeds: { list: 'goes through {count} places where {kinds} are kept' },

  check(unit, report) {
    const places = new Map<string, { kind: string; span: { start: number; end: number } }>();
    for (const { value, span } of unit.strings) {
      if (value.length > 300 || value.length < 6) continue;
      const secret = kindOfSecretPath(value);
      if (secret && secret.source !== 'credentials') places.set(value.toLowerCase(), { kind: secret.kind, span });
    }
    const [first] = places.values();
    if (places.size < 4 || !first) return;
    const kinds = [...new Set([...places.values()].map(({ kind }) => kind))];
    report('list', {
      at: { unit, span: first.span }, because: [...places.values()].slice(1, 6).map(({ span }) => ({ unit, span })),
      data: { count: String(places.size), kinds: kinds.join(' and ') }, severity: places.size >= 8 || kinds.length >= 2 ? 'critical' : 'high',
    });
  },
});
