/** Somebody's publishing token is tried: whose it is, and what that person may publish. Worms begin this way. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, isLive, textOf, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'publish-rights-asked',
  family: 'spread',
  since: '0.2.0',
  title: 'Tries a publishing token',
  severity: 'high',
  confidence: 'high',
  attack: ['T1195.002', 'T1087', 'T1528'],
  needs: ['net.fetch', 'net.send', 'process.run', 'process.shell'],
  messages: { whose: 'Asks a registry whose token it holds: {what}', owned: 'Asks which packages somebody may publish: {what}', put: 'Uploads a package with a token it took: {what}' },
  deeds: { whose: 'asks a registry whose token it holds', owned: 'asks which packages somebody may publish', put: 'uploads a package with a token it took' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.fetch', 'net.send')) {
      const address = textOf(call, 'address');
      if (UPLOAD.test(textsOf(call).join('\n')) && isHanded(call)) report('put', { at: call, data: { what: address === '' ? 'an address made at run time' : address }, severity: isLive(call) ? 'critical' : 'medium' });
      else if (WHOSE.test(address)) report('whose', { at: call, data: { what: address }, ...weightOf(call) });
      else if (OWNED.test(address)) report('owned', { at: call, data: { what: address }, ...weightOf(call) });
    }
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = textOf(call, 'command');
      if (COMMAND.test(command)) report(/whoami|token/.test(command) ? 'whose' : 'owned', { at: call, data: { what: command }, ...weightOf(call) });
    }
  },
});

/** npm's registry API: who a token belongs to, tokens, packages by maintainer, packages of a user or an organisation. */
const WHOSE = /\/-\/(?:whoami|npm\/v1\/(?:user|tokens))\b/;
const OWNED = /\/-\/(?:v1\/search\b[^\n]*\bmaintainer:|user\/[^/\n]+\/package|org\/[^/\n]+\/package|package\/[^/\n]+\/collaborators)|\/user\/[^/\s]+\/packages?\b/;
/** What publishing sends: the tarball among the version's attachments (npm), an upload form (PyPI). */
const UPLOAD = /"_attachments"|:action[^\n]{0,20}file_upload/;
const COMMAND = /^\s*\S*\bnpm(?:\.cmd)?\s+(?:whoami|token\s+(?:list|ls|create)|access\s+(?:ls|list)|owner\s+ls|profile\s+get)\b/;

/** A token of the environment or a file goes along. */
function isHanded(call: Call): boolean {
  return [call.roles.headers, call.roles.data].some((value) => value?.origins.some(({ source }) => source === 'environment' || source === 'file' || source === 'secrets' || source === 'processes') === true);
}

function weightOf(call: Call): { severity: 'high' | 'low' } {
  return { severity: isLive(call) ? 'high' : 'low' };
}
