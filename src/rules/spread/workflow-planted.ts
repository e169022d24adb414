/** A build service's workflow is written into a repository: it runs there, with the repository's secrets, at the next push. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, isLive, textOf, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'workflow-planted',
  family: 'spread',
  since: '0.2.0',
  title: 'Writes a workflow for a build service',
  severity: 'high',
  confidence: 'high',
  attack: ['T1195.002', 'T1053', 'T1677'],
  needs: ['file.write', 'file.append', 'file.copy', 'net.send', 'net.fetch', 'process.shell', 'process.run'],
  messages: { file: 'Writes {path}, which a build service runs', secrets: 'Writes {path}, which hands a repository\'s secrets over', remote: 'Uploads {path}, which a build service runs' },
  deeds: { file: 'writes {path}, which a build service runs', secrets: 'writes {path}, which hands secrets over', remote: 'uploads {path}, which a build service runs' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.write', 'file.append', 'file.copy')) {
      const path = [textOf(call, 'target'), textOf(call, 'path')].find((text) => WORKFLOW.test(text));
      if (path === undefined || (call.does.includes('file.copy') && !WORKFLOW.test(textOf(call, 'target')))) continue;
      const tells = TELLS.test(textOf(call, 'data'));
      report(tells ? 'secrets' : 'file', { at: call, data: { path }, severity: weightOf(call, tells) });
    }
    for (const call of callsThat(unit, 'net.send', 'net.fetch')) {
      const path = textsOf(call).find((text) => WORKFLOW.test(text));
      if (path !== undefined && /contents|createOrUpdate|git\.create|graphql/i.test(`${textOf(call, 'address')} ${call.name}`)) report('remote', { at: call, data: { path }, severity: weightOf(call, TELLS.test(textsOf(call).join('\n'))) });
    }
  },
});

/** Where build services look (their documentation). */
const WORKFLOW = /\.github[\\/]+workflows(?:[\\/]|$)|(?:^|[\\/])\.gitlab-ci\.ya?ml$|\.circleci[\\/]+config\.ya?ml|(?:^|[\\/])bitbucket-pipelines\.ya?ml$|(?:^|[\\/])azure-pipelines\.ya?ml$/;
/** Every secret at once, a runner of one's own, or text of strangers put into a command. */
const TELLS = /toJSON\(\s*secrets\s*\)|runs-on:\s*\[?\s*self-hosted|run:[^\n]*\$\{\{\s*github\.event\.(?:discussion|comment|issue)|\$\{\{\s*secrets\.[^\n]*(?:curl|wget|https?:)|(?:curl|wget|https?:)[^\n]*\$\{\{\s*secrets\./i;

function weightOf(call: Call, tells: boolean): 'critical' | 'high' | 'medium' | 'low' {
  if (isLive(call)) return tells ? 'critical' : 'high';
  return tells ? 'medium' : 'low';
}
