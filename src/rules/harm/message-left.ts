/** A file is put onto the user's desktop by a package that was merely installed or loaded: a protest, a note, a lure. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, textOf } from '../_known/calls.ts';

export default rule({
  id: 'message-left',
  family: 'harm',
  since: '0.1.0',
  title: 'Leaves a file on the user\'s desktop',
  severity: 'high',
  confidence: 'high',
  attack: ['T1491.001'],
  needs: ['file.write', 'file.copy'],
  messages: { desktop: 'Leaves {path} on the user\'s desktop' },
  deeds: { desktop: 'leaves a file on the user\'s desktop ({path})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.write', 'file.copy')) {
      const path = textOf(call, call.does.includes('file.copy') ? 'target' : 'path');
      if (isLive(call) && /(?:^|[\\/])Desktop[\\/][^\\/]+\.\w+$/.test(path)) report('desktop', { at: call, data: { path } });
    }
  },
});
