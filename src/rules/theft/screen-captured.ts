/** The screen, camera or microphone is recorded. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'screen-captured',
  family: 'theft',
  since: '0.1.0',
  title: 'Records the screen, camera or microphone',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1113', 'T1125', 'T1123'],
  reads: ['python', 'javascript', 'powershell', 'vbscript', 'shell'],
  needs: ['screen.capture', 'camera.capture', 'microphone.capture'],
  messages: { capture: 'Records with {name}' },
  deeds: { capture: 'takes a picture of the screen or records ({name})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'screen.capture', 'camera.capture', 'microphone.capture')) {
      report('capture', { at: call, data: { name: call.name }, severity: isLive(call) ? 'high' : 'low', ...(isLive(call) ? { confidence: 'high' as const } : {}) });
      return;
    }
  },
});
