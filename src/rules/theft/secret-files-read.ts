/** Files are read that hold credentials, browser data, session tokens or wallets. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf, textsOf } from '../_known/calls.ts';
import { kindOfSecretPath } from '../_known/places.ts';

export default rule({
  id: 'secret-files-read',
  family: 'theft',
  since: '0.1.0',
  title: 'Reads files that hold secrets',
  severity: 'high',
  confidence: 'high',
  attack: ['T1552.001', 'T1555.003'],
  needs: ['file.read', 'file.copy', 'file.list', 'database.open', 'file.pack', 'file.exists'],
  messages: { read: 'Reads {kind}: {path}' },
  deeds: { read: 'reads {kind} ({path})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.read', 'file.copy', 'file.list', 'database.open', 'file.pack', 'file.exists')) {
      const path = textsOf(call).find((text) => kindOfSecretPath(text) !== undefined);
      const secret = path === undefined ? undefined : kindOfSecretPath(path);
      if (path === undefined || secret === undefined) continue;
      // A path made from where the code lies is the package's own file, not its user's.
      if (secret.source === 'credentials' && originOf(call.roles.path, 'package')) continue;
      const isOwnKind = secret.source === 'credentials' && !isLive(call);
      const isMere = call.does.every((effect) => effect === 'file.exists' || effect === 'file.list');
      report('read', { at: call, data: { kind: secret.kind, path }, severity: isMere || isOwnKind ? 'low' : secret.source === 'credentials' && /passwd|\.aws|\.kube|\.docker|\.netrc|\.pypirc|\.npmrc|known_hosts|\.ssh[\\/]config/.test(path) ? 'medium' : 'high' });
    }
  },
});
