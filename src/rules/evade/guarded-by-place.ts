/** The payload runs only in chosen places: on a continuous-integration machine or off it, in one locale or time zone. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'guarded-by-place',
  family: 'evade',
  since: '0.1.0',
  title: 'Runs only in chosen places',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1480', 'T1614.001'],
  needs: ['process.run', 'process.shell', 'net.send', 'net.fetch', 'file.delete-tree', 'code.evaluate'],
  messages: { place: 'Does this only where {guard}' },
  deeds: { place: 'acts only where {guard}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell', 'net.send', 'net.fetch', 'file.delete-tree', 'code.evaluate')) {
      if (!isLive(call)) continue;
      const guard = call.guards.find((text) => PLACE.test(text));
      if (guard !== undefined) report('place', { at: call, data: { guard: guard.replace(/\s*\[.*$/, '') } });
    }
  },
});

/** The locale, what a service says of where the machine stands, or a variable that build machines set, read in any way. */
const PLACE = /\[host\.locale|\[of network [^\]]*(?:geo|ip-?api|ipinfo|ipwho|country|location)|\bcountry(?:_?(?:code|name))?\b[^\n]*\[of network|\benv(?:iron)?\b[^\n]*\b(?:CI|GITHUB_ACTIONS|GITLAB_CI|TRAVIS|JENKINS_URL|JENKINS|CIRCLECI|BUILD_ID)\b|\[env\.read %?(?:CI|GITHUB_ACTIONS|GITLAB_CI|TRAVIS|JENKINS|CIRCLECI|BUILD_ID)/;
