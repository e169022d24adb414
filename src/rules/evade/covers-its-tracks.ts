/** The code removes itself, or what it ran, once it has run. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, isUnasked, originOf, textOf } from '../_known/calls.ts';

export default rule({
  id: 'covers-its-tracks',
  family: 'evade',
  since: '0.1.0',
  title: 'Deletes itself after running',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1070.004'],
  needs: ['file.delete', 'file.delete-tree', 'file.copy', 'file.write'],
  messages: { self: 'Deletes its own file', manifest: 'Removes the manifest that had it run', swapped: 'Puts another manifest in the place of the one that had it run: {path}' },
  deeds: { self: 'deletes its own file', manifest: 'removes the manifest that had it run', swapped: 'puts another manifest in the place of the one that had it run' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.copy', 'file.write')) {
      const isCopy = call.does.includes('file.copy');
      const onto = textOf(call, isCopy ? 'target' : 'path');
      if (!isUnasked(call) || !isOwnManifest(onto, unit.path)) continue;
      // What was made out of the manifest itself is a change of it, whatever for.
      const isChanged = isCopy ? call.roles.path?.holds !== undefined : call.roles.data?.exact !== true;
      report('swapped', { at: call, data: { path: isCopy ? textOf(call, 'path') : onto }, severity: isChanged ? 'medium' : 'high' });
    }
    for (const call of callsThat(unit, 'file.delete', 'file.delete-tree')) {
      if (isUnasked(call) && isOwnManifest(textOf(call, 'path'), unit.path)) report('manifest', { at: call, severity: 'high' });
    }
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

/** The manifest of the package that the file at `from` belongs to, by its folder or by a hook's working directory. */
function isOwnManifest(path: string, from: string): boolean {
  const tail = path.replace(/^.*\uF8FF/, '').replace(/^(?:\.?[\\/])+/, '');
  return /(?:^|[\\/])package\.json$/.test(tail) && !/^[~%]/.test(tail) && from.startsWith(tail.slice(0, -'package.json'.length));
}
