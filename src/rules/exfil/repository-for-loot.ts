/** A repository or gist is made or filled through a code host's interface: loot lies there in the open, under the victim's name. */
import { rule } from '../../model/rule.ts';
import type { Call, Source } from '../../model/source.ts';
import { callsThat, isLive, originInArguments, placeOf, textOf, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'repository-for-loot',
  family: 'exfil',
  since: '0.2.0',
  title: 'Puts data into a repository by itself',
  severity: 'high',
  confidence: 'high',
  attack: ['T1567.001', 'T1585'],
  needs: ['net.fetch', 'net.send', 'process.run', 'process.shell'],
  messages: { made: 'Makes a repository or gist: {what}', filled: 'Puts data of the machine into a repository or gist: {what}' },
  deeds: { made: 'makes a repository or gist', filled: 'puts data of the machine into a repository or gist' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.fetch', 'net.send', 'process.run', 'process.shell')) {
      const what = placeIn(call);
      if (what === undefined) continue;
      const loot = call.does.some((effect) => effect.startsWith('net.')) ? lootIn(call) : undefined;
      if (loot) report('filled', { at: call, because: [placeOf(loot, unit, 'taken here')], data: { what }, severity: isLive(call) ? 'critical' : 'medium' });
      else if (MAKES.test(what)) report('made', { at: call, data: { what }, severity: isLive(call) ? 'high' : 'low' });
    }
  },
});

/** The code hosts' interfaces: repositories of a user or organisation, gists and snippets, contents; and their clients' names. */
const MAKES = /\/(?:user|orgs\/[^/\s]+)\/repos(?:$|\?)|api\.github\.com(?::\d+)?\/gists(?:$|\?)|\/api\/v4\/(?:projects|snippets)(?:$|\?)|createForAuthenticatedUser|createInOrg|createUsingTemplate|gists\.create|\bgh\s+(?:repo|gist)\s+create\b/;
const FILLS = /\/repos\/[^\s]*\/(?:contents|git\/blobs|issues|releases)\b|createOrUpdateFileContents|git\.createBlob|issues\.create/;
const TAKEN: readonly Source[] = ['secrets', 'browser', 'wallet', 'identity', 'file', 'processes', 'clipboard', 'screen', 'keys'];

function placeIn(call: Call): string | undefined {
  const texts = call.does.some((effect) => effect.startsWith('process.')) ? [textOf(call, 'command')] : [textOf(call, 'address'), call.name, ...textsOf(call).filter((text) => /^(?:POST|PUT) \//.test(text))];
  const isHost = texts.some((text) => /github|gitlab|gitea|bitbucket|octokit|\bgh\s/i.test(text));
  return isHost ? texts.find((text) => MAKES.test(text) || FILLS.test(text)) : undefined;
}

/** What goes into the body; a token in the headers is only the key to the door. */
function lootIn(call: Call): ReturnType<typeof originInArguments> {
  const { data } = call.roles;
  const found = data?.origins.find(({ source }) => TAKEN.includes(source));
  return found ?? data?.origins.find(({ source, detail }) => source === 'environment' && (detail === undefined || /(?:environ|\.env)(?:\b|$)/.test(detail)));
}
