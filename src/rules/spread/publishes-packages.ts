/** Packages are published, or repositories written to, by code that nobody asked to: a worm. */
import { rule } from '../../model/rule.ts';
import type { SourceUnit } from '../../model/source.ts';
import { callsThat, isLive, textOf } from '../_known/calls.ts';

export default rule({
  id: 'publishes-packages',
  family: 'spread',
  since: '0.1.0',
  title: 'Publishes packages or pushes code by itself',
  severity: 'high',
  confidence: 'medium',
  attack: ['T1195.002', 'T1080'],
  needs: ['package.publish', 'process.run', 'process.shell', 'net.send'],
  messages: { publish: 'Publishes a package: {command}', push: 'Writes to a repository: {command}' },
  deeds: { publish: 'publishes a package by itself', push: 'writes to a repository by itself' },

  check(unit, report) {
    for (const call of callsThat(unit, 'package.publish', 'process.run', 'process.shell')) {
      const command = textOf(call, 'command') || call.name;
      const isPublish = call.does.includes('package.publish') || /\b(?:twine\s+upload|npm\s+publish|setup\.py\s+\S*\s*upload|poetry\s+publish|uv\s+publish|cargo\s+publish|gem\s+push)\b/.test(command);
      const isPush = /\bgit\s+push\b|\bgh\s+repo\s+create\b/.test(command);
      if (!isPublish && !isPush) continue;
      const isOwnRelease = /setup\.py$/.test(unit.path) && [...call.guards, ...guardsAbove(unit)].some((guard) => /argv|publish|upload|release/.test(guard));
      if (isOwnRelease || (/(?:^|\/)setup\.py$/.test(unit.path) && /class \w*(?:Upload|Publish|Release)\w*Command|sys\.argv\[-1\]/.test(fileText(unit)))) continue;
      report(isPublish ? 'publish' : 'push', { at: call, data: { command }, severity: isLive(call) ? 'high' : 'low' });
    }
  },
});

/** The text of the file: a command line is a unit of its own, below the code that runs it. */
function fileText(unit: SourceUnit): string {
  let file = unit;
  while (file.parent !== undefined) file = file.parent;
  return file.text;
}

/** Conditions around the call that runs this command line. */
function guardsAbove(unit: SourceUnit): string[] {
  const { parent, at } = unit;
  if (parent === undefined || at === undefined) return [];
  return [...parent.calls.filter(({ span }) => span.start === at.start).flatMap(({ guards }) => guards), ...guardsAbove(parent)];
}
