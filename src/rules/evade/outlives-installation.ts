/** A program is started so that it goes on, unseen, when the installation has ended. */
import { rule } from '../../model/rule.ts';
import type { Call, Value } from '../../model/source.ts';
import { callsThat, isUnasked, textOf } from '../_known/calls.ts';
import { runsOwnScript } from '../_known/own-scripts.ts';

export default rule({
  id: 'outlives-installation',
  family: 'evade',
  since: '0.2.0',
  title: 'Leaves a program running behind the installation',
  severity: 'high',
  confidence: 'medium',
  attack: ['T1564', 'T1036.009'],
  needs: ['process.run', 'process.shell'],
  messages: { detached: 'Starts {command} so that it goes on when the installation has ended' },
  deeds: { detached: 'leaves {command} running when the installation has ended' },

  checkPackage(pkg, report) {
    for (const call of pkg.units.flatMap((unit) => callsThat(unit, 'process.run', 'process.shell'))) {
      const command = textOf(call, 'command');
      if (!isUnasked(call) || !(isDetached(call) || BACKGROUND.test(command))) continue;
      report('detached', { at: call, data: { command: command.trim() === '' ? 'a program' : command }, ...(runsOwnScript(command, pkg) ? { severity: 'medium' as const } : {}) });
    }
  },
});

/** `detached` of Node's spawn together with nothing to read from or write to, `start_new_session` of Python's Popen. */
function isDetached(call: Call): boolean {
  const options = call.args.findLast((value) => value.keys?.includes('detached') === true);
  if (call.named['start_new_session']?.text?.toLowerCase() === 'true') return true;
  return options !== undefined && isTrue(entry(options, 'detached')) && /ignore/.test(entry(options, 'stdio')?.text ?? '');
}

function entry(value: Value, key: string): Value | undefined {
  return value.items?.[value.keys?.indexOf(key) ?? -1];
}

function isTrue(value: Value | undefined): boolean {
  return value?.text !== 'false';
}

/** A shell line that ends in the background and says nothing. */
const BACKGROUND = /\bnohup\b[^\n]*&\s*\)?\s*$|>\s*\/dev\/null[^\n]*[^&>]&\s*\)?\s*$|^\s*start\s+(?:""\s+)?\/b\b/i;
