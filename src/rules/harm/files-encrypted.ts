/** The user's files are walked and encrypted in place: ransom. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, isLive } from '../_known/calls.ts';
import { PERSONAL } from '../_known/places.ts';

export default rule({
  id: 'files-encrypted',
  family: 'harm',
  since: '0.1.0',
  title: 'Encrypts the user\'s files',
  severity: 'high',
  confidence: 'medium',
  attack: ['T1486'],
  needs: ['encrypt'],
  messages: { ransom: 'Walks through files and writes them back encrypted' },
  deeds: { ransom: 'walks through files and writes them back encrypted' },

  check(unit, report) {
    const [walk] = callsThat(unit, 'file.list');
    const [encrypt] = callsThat(unit, 'encrypt');
    const write = callsThat(unit, 'file.write').find((call) => call.roles.path?.origins.some(({ source }) => source === 'file') === true);
    const isRansom = unit.strings.some(({ value }) => /\b(?:your files|decrypt|ransom|bitcoin|btc wallet)\b/i.test(value) && /encrypted|pay|ransom/i.test(value));
    if (walk && encrypt && write && (isRansom || isLive(encrypt))) report('ransom', { at: write, because: [walk, encrypt], ...weightOf(write, isRansom, isLive(encrypt)) });
  },
});

/** A folder of its own may be locked for its user; what a user keeps, by code that nobody called, is held to ransom. */
function weightOf(write: Call, isRansom: boolean, isLoaded: boolean): { severity: 'critical' | 'high'; confidence?: 'high' } {
  const isPersonal = write.roles.path?.origins.some(({ source, detail }) => source === 'file' && PERSONAL.test(detail ?? '')) === true;
  if (isLoaded && isPersonal) return { severity: 'critical', confidence: 'high' };
  return { severity: isRansom ? 'critical' : 'high' };
}
