/** Secrets that the system keeps locked are unlocked: DPAPI, key chain, a browser's cookie jar. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'protected-secrets-unlocked',
  family: 'theft',
  since: '0.1.0',
  title: 'Unlocks protected secrets',
  severity: 'high',
  confidence: 'high',
  attack: ['T1555.004', 'T1555.003'],
  reads: ['python', 'javascript', 'powershell', 'vbscript', 'shell'],
  needs: ['secret.unprotect'],
  messages: { unlock: 'Unlocks secrets with {name}' },
  deeds: { unlock: 'unlocks stored secrets with {name}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'secret.unprotect')) {
      const isKeyring = /keyring|get_secret|credentials/i.test(call.name);
      report('unlock', { at: call, data: { name: call.name }, severity: isKeyring ? 'low' : isLive(call) ? 'high' : 'medium' });
    }
  },
});
