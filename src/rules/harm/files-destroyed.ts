/** Files outside the package's own are destroyed: the home folder, the root, a whole disk. */
import { rule } from '../../model/rule.ts';
import type { Call, Origin } from '../../model/source.ts';
import { callsThat, isLive, placeOf, textOf, textsOf } from '../_known/calls.ts';
import { PERSONAL } from '../_known/places.ts';

export default rule({
  id: 'files-destroyed',
  family: 'harm',
  since: '0.1.0',
  title: 'Destroys the user\'s files',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1485', 'T1561'],
  needs: ['file.delete-tree', 'file.delete', 'file.write', 'process.run', 'process.shell'],
  messages: { tree: 'Deletes {path} with everything in it', command: 'Destroys files: {command}', overwritten: 'Writes one and the same text over the files of {path}', each: 'Deletes the files of {path} one by one', disk: 'Writes onto the disk itself: {path}', stopped: 'Shuts the machine down: {command}' },
  deeds: { each: 'deletes the files of {path}', disk: 'writes onto the disk itself ({path})', stopped: 'shuts the machine down', overwritten: 'overwrites the files of {path}', tree: 'deletes {path} with everything in it', command: 'destroys files ({command})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.delete-tree')) {
      const path = textOf(call, 'path');
      if (WHOLE.test(path)) report('tree', { at: call, data: { path }, severity: isLive(call) ? 'critical' : (ROOT.test(path) && call.roles.path?.exact === true) || /^~[\\/]?$/.test(path) ? 'high' : 'medium' });
    }
    for (const call of callsThat(unit, 'file.write')) {
      const listed = listedIn(call, OUTER) ?? listedIn(call, PERSONAL);
      const { data } = call.roles;
      const path = textOf(call, 'path');
      if (DISK.test(path)) report('disk', { at: call, data: { path }, severity: isLive(call) ? 'critical' : 'high' });
      if (isLive(call) && isScrambled(call)) report('overwritten', { at: call, data: { path: listedIn(call, PERSONAL)?.detail ?? '' } });
      else if (listed && isLive(call) && ((data?.exact === true && data.origins.length === 0) || (RANDOM.test(data?.name ?? '') && PERSONAL.test(listed.detail ?? '')))) report('overwritten', { at: call, because: [placeOf(listed, unit, 'listed here')], data: { path: listed.detail ?? '' } });
    }
    for (const call of callsThat(unit, 'file.delete')) {
      const listed = listedIn(call, PERSONAL);
      if (listed && isLive(call)) report('each', { at: call, because: [placeOf(listed, unit, 'listed here')], data: { path: listed.detail ?? '' } });
    }
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const line = textOf(call, 'command') || [call.name, ...call.args.map(({ text = '' }) => text)].join(' ');
      if (isLive(call) && STOPS.test(line)) report('stopped', { at: call, data: { command: line } });
      const command = textsOf(call).find((text) => COMMAND.test(text));
      if (command !== undefined) report('command', { at: call, data: { command }, severity: isLive(call) ? 'critical' : 'medium' });
    }
  },
});

/** What a user keeps is written back as something computed out of it: locked, whatever the lock is called. */
function isScrambled(call: Call): boolean {
  const { data } = call.roles;
  return listedIn(call, PERSONAL) !== undefined && data !== undefined && data.text === undefined && /^bytes\(\)$|^bytearray\(\)$/.test(data.name ?? '') && data.origins.some(({ source }) => source === 'file');
}

function listedIn(call: Call, where: RegExp): Origin | undefined {
  return call.roles.path?.origins.find(({ source, detail }) => source === 'file' && where.test(detail ?? ''));
}

const DISK = /^\\\\\.\\PhysicalDrive\d|^\\\\\.\\[A-Z]:$|^\/dev\/(?:sd[a-z]|nvme\d|hd[a-z]|vd[a-z]|mmcblk\d|disk\d)/i;
const RANDOM = /(?:^|\.)(?:urandom|token_bytes|randbytes|get_random_bytes)\b/;
/** The machine goes off at once: a program of its own, not a word in another's line. */
const STOPS = /^\s*(?:sudo\s+)?(?:shutdown(?:\.exe)?\s+(?:[/-][srpPhf]\b|now\b)|(?:reboot|poweroff|halt)(?:\s+-f)?\s*$|init\s+[06]\s*$|systemctl\s+(?:reboot|poweroff|halt)\b)/i;

/** Folders above the own one, the home and the root, whose names were listed. */
const OUTER = /^(?:\/|~|\.\.|[A-Za-z]:)[\\/.]*$|^(?:~|\/(?:home|root|Users))[\\/]/;
/** The whole disk: nobody's clean-up, whoever asks for it. */
const ROOT = /^(?:\/\*?|[A-Za-z]:[\\/]+\*?)$/;
const WHOLE = /^(?:\/|(?:~|\$\{?HOME\}?)(?:[\\/]+\*?)?|\/\*|[A-Za-z]:[\\/]*\*?|%(?:USERPROFILE|HOME|SYSTEMROOT|WINDIR|HOMEPATH)%[\\/]*|\/(?:home|root|usr|etc|var|bin|boot)\/?(?:\*)?|[A-Za-z]:[\\/]+(?:Windows|Users)[\\/]*(?:System32)?)$/i;
const COMMAND = /\brm\s+(?:-\w+\s+)*-\w*r\w*\s+(?:-\S+\s+)*['"]?(?:\/(?:\s|\*|$|['"])|~\/?(?:\s|$|\*|['"])|\$HOME\/?(?:\s|$|\*)|\/(?:home|etc|usr|boot)\/?(?:\s|$|\*))|--no-preserve-root|\b(?:del|erase)\b[^\n]*\/[sq]\b[^\n]*(?:[A-Z]:\\\*?(?:\s|$)|%userprofile%|System32)|\brd\s+\/s[^\n]*[A-Z]:\\(?:\s|$)|\bformat\s+[A-Z]:|\bdd\b[^\n]*\bof=\/dev\/(?:sd|nvme|hd|vd|disk)|\bmkfs\.\w+\s+\/dev\/|:\(\)\s*\{\s*:\|:&\s*\};:|\bshred\b[^\n]*(?:\/dev\/|~|\/home)/i;
