/** Files outside the package's own are destroyed: the home folder, the root, a whole disk. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, placeOf, textOf, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'files-destroyed',
  family: 'harm',
  since: '0.1.0',
  title: 'Destroys the user\'s files',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1485', 'T1561'],
  needs: ['file.delete-tree', 'file.write', 'process.run', 'process.shell'],
  messages: { tree: 'Deletes {path} with everything in it', command: 'Destroys files: {command}', overwritten: 'Writes one and the same text over the files of {path}' },
  deeds: { overwritten: 'overwrites the files of {path}', tree: 'deletes {path} with everything in it', command: 'destroys files ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.delete-tree')) {
      const path = textOf(call, 'path');
      if (WHOLE.test(path)) report('tree', { at: call, data: { path }, severity: isLive(call) ? 'critical' : ROOT.test(path) && call.roles.path?.exact === true ? 'high' : 'medium' });
    }
    for (const call of callsThat(unit, 'file.write')) {
      const listed = call.roles.path?.origins.find(({ source, detail }) => source === 'file' && OUTER.test(detail ?? ''));
      const { data } = call.roles;
      if (listed && isLive(call) && data?.exact === true && data.origins.length === 0) report('overwritten', { at: call, because: [placeOf(listed, unit, 'listed here')], data: { path: listed.detail ?? '' } });
    }
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = textsOf(call).find((text) => COMMAND.test(text));
      if (command !== undefined) report('command', { at: call, data: { command }, severity: isLive(call) ? 'critical' : 'medium' });
    }
  },
});

/** Folders above the own one, the home and the root, whose names were listed. */
const OUTER = /^(?:\/|~|\.\.|[A-Za-z]:)[\\/.]*$|^(?:~|\/(?:home|root|Users))[\\/]/;
/** The whole disk: nobody's clean-up, whoever asks for it. */
const ROOT = /^(?:\/\*?|[A-Za-z]:[\\/]+\*?)$/;
const WHOLE = /^(?:\/|(?:~|\$\{?HOME\}?)(?:[\\/]+\*?)?|\/\*|[A-Za-z]:[\\/]*\*?|%(?:USERPROFILE|HOME|SYSTEMROOT|WINDIR|HOMEPATH)%[\\/]*|\/(?:home|root|usr|etc|var|bin|boot)\/?(?:\*)?|[A-Za-z]:[\\/]+(?:Windows|Users)[\\/]*(?:System32)?)$/i;
const COMMAND = /\brm\s+(?:-\w+\s+)*-\w*r\w*\s+(?:-\S+\s+)*['"]?(?:\/(?:\s|\*|$|['"])|~\/?(?:\s|$|\*|['"])|\$HOME\/?(?:\s|$|\*)|\/(?:home|etc|usr|boot)\/?(?:\s|$|\*))|--no-preserve-root|\b(?:del|erase)\b[^\n]*\/[sq]\b[^\n]*(?:[A-Z]:\\\*?(?:\s|$)|%userprofile%|System32)|\brd\s+\/s[^\n]*[A-Z]:\\(?:\s|$)|\bformat\s+[A-Z]:|\bdd\b[^\n]*\bof=\/dev\/(?:sd|nvme|hd|vd|disk)|\bmkfs\.\w+\s+\/dev\/|:\(\)\s*\{\s*:\|:&\s*\};:|\bshred\b[^\n]*(?:\/dev\/|~|\/home)/i;
