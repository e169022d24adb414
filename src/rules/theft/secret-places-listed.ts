/** A table of places where browsers, wallets and chat clients keep secrets: the working list of a stealer. */
import { rule } from '../../model/rule.ts';
import type { Span } from '../../model/source.ts';
import { isStronger, type Stage } from '../../model/stage.ts';
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
    const places = new Map<string, { kind: string; span: Span; stage: Stage }>();
    for (const { value, span, stage = unit.stage } of unit.strings) {
      if (value.length > 300 || value.length < 6) continue;
      const secret = kindOfSecretPath(value);
      if (secret && secret.source !== 'credentials') places.set(value.toLowerCase(), { kind: secret.kind, span, stage });
    }
    const [first] = places.values();
    if (places.size < 4 || !first) return;
    const kinds = [...new Set([...places.values()].map(({ kind }) => kind))];
    const stage = weakest([...places.values()].map((place) => place.stage));
    report('list', {
      at: { unit, span: first.span, stage }, because: [...places.values()].slice(1, 6).map(({ span }) => ({ unit, span })),
      data: { count: String(places.size), kinds: kinds.join(' and ') }, severity: kinds.length >= 2 || (places.size >= 8 && (stage !== 'run' || [...places.keys()].some((place) => PASSWORDS.test(place)))) ? 'critical' : 'high',
    });
  },
});

/** Where browsers keep passwords: who only carries cookies over asks for none of these. */
const PASSWORDS = /login data|web data|logins\.json|signons|key[34]\.db/;

/** The stage at which four of the places are named: one alone may be a default. */
function weakest(stages: Stage[]): Stage {
  const sorted = stages.sort((a, b) => (a === b ? 0 : isStronger(a, b) ? -1 : 1));
  return sorted[3] ?? sorted[sorted.length - 1] ?? 'run';
}
