/** The code removes itself, or what it ran, once it has run. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf, textOf } from '../_known/calls.ts';

export default rule({
  id: 'covers-its-tracks',
  family: 'evade',
  since: '0.1.0',
  title: 'Deletes itself after running',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1070.004'],
  needs: ['file.delete'],
  messages: { self: 'Deletes its own file' },
  deeds: { self: 'deletes its own file' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.delete')) {
      const source = unit.text.slice(call.span.start, call.span.end + 1);
      const path = textOf(call, 'path');
      // A file beside it is found by `__file__` too: only the path of this very file is meant.
      const isOwn = originOf(call.roles.path, 'package') !== undefined && /__file__|__filename/.test(source) && unit.path.endsWith(path.replace(/^.*\uF8FF/, '').replace(/^\//, ''));
      const isArgv = originOf(call.roles.path, 'arguments') !== undefined && /argv\s*\[\s*[01]\s*\]/.test(source);
      if (isLive(call) && (isOwn || isArgv)) report('self', { at: call });
    }
  },
});
