/** The payload opens only with a key that is not in the package: an argument, a variable, the host it runs on. */
import { rule } from '../../model/rule.ts';
import { callsThat, originOf, placeOf } from '../_known/calls.ts';

export default rule({
  id: 'opened-by-outside-key',
  family: 'evade',
  since: '0.2.0',
  title: 'Decrypts code with a key from outside',
  severity: 'high',
  confidence: 'high',
  attack: ['T1480.001', 'T1027'],
  needs: ['code.evaluate'],
  messages: { key: 'Evaluates code that it decrypts with {key}' },
  deeds: { key: 'decrypts code with {key} and evaluates it' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.evaluate')) {
      const { code } = call.roles;
      const opened = code?.origins.find(({ source, detail }) => source === 'decoded' && detail === 'cipher');
      const key = originOf(code, 'environment', 'arguments', 'identity');
      if (opened && key) report('key', { at: call, because: [placeOf(opened, unit, 'decrypted here'), placeOf(key, unit, 'the key')], data: { key: KEYS[key.source] ?? key.source } });
    }
  },
});

const KEYS: Readonly<Record<string, string>> = { environment: 'a variable of the environment', arguments: 'an argument of its command line', identity: 'the name of the host or user' };
