/** Something is downloaded and then run as a program. */
import { rule } from '../../model/rule.ts';
import type { Call, SourceUnit, Value } from '../../model/source.ts';
import { callsThat, isPutThere, originOf, placeOf, textOf } from '../_known/calls.ts';
import { kindOfAddress } from '../_known/services.ts';

export default rule({
  id: 'download-and-run',
  family: 'reach',
  since: '0.1.0',
  title: 'Downloads a program and runs it',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1105', 'T1204.005'],
  needs: ['process.run', 'process.shell'],
  messages: { run: 'Runs what it downloaded from {address}' },
  deeds: { run: 'downloads from {address} and runs the result' },

  checkPackage(pkg, report) {
    const fetched = new Map<string, Call>();
    for (const unit of pkg.units) {
      for (const call of callsThat(unit, 'file.write')) {
        const path = textOf(call, 'path');
        if (path.replaceAll('\uF8FF', '').length >= 5 && originOf(call.roles.data, 'network')) fetched.set(path, call);
      }
    }
    if (fetched.size === 0) return;
    for (const unit of pkg.units) {
      for (const call of callsThat(unit, 'process.run', 'process.shell')) {
        const command = textOf(call, 'command');
        if (originOf(call.roles.command, 'network') || isInstaller(command)) continue;
        const [path, write] = [...fetched].find(([written, { unit: other }]) => other !== unit && other.path === unit.path && command.includes(written)) ?? [];
        if (path === undefined || write === undefined || /\b(?:wget|curl|chmod)\b/.test(command)) continue;
        const address = originOf(write.roles.data, 'network')?.detail ?? 'an address made at run time';
        report('run', { at: call, because: [write], data: { address }, ...(call.stage === 'run' ? weightAtRun(kindOfAddress(address), `${address} ${command}`) : {}) });
      }
    }
  },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = call.roles.command;
      const origin = originOf(command, 'network');
      if (!origin || isOnlyPlace(command)) continue;
      const address = origin.detail ?? '';
      if (/^a (?:chat )?message\b/.test(address)) continue;
      if (isInstaller(textOf(call, 'command'))) continue;
      report('run', {
        at: call, because: [placeOf(origin, unit, 'downloaded here')], data: { address: address === '' ? 'an address made at run time' : address },
        ...(call.stage === 'run' ? (isDropped(call, unit) || isWholly(command, address) ? { severity: 'critical' as const } : weightAtRun(kindOfAddress(address), `${address} ${nameOf(command)}`)) : {}),
      });
    }
  },
});

/** Programs that fetch their own parts when used exist; they don't fetch them from pastes and bare addresses. */
function weightAtRun(kind: string | undefined, names: string): { severity: 'critical' | 'high'; confidence: 'low' | 'high' } {
  if (kind === undefined) return { severity: 'high', confidence: /\.(?:exe|scr|bat|ps1|vbs|msi)\b|\bpythonw?[\d.]*(?:\.exe)?['"]?\s+\S+\.pyw?\b|\b(?:ba)?sh\s+\S+\.sh\b/i.test(names) ? 'high' : 'low' };
  // A release is what a project publishes; a program lying in a repository's tree is nobody's way to publish one.
  const isPublished = kind === 'a raw repository file' && (/\/releases\/download\//.test(names) || !/\.(?:exe|scr|bat|cmd|ps1|vbs|msi|dll|pyw)\b/i.test(names));
  return { severity: isPublished ? 'high' : 'critical', confidence: 'high' };
}

/** The command's text; a program that is called `x.exe` on one system and `x` on the others is made for all of them. */
function nameOf(command: Value | undefined): string {
  const text = command?.text ?? '';
  const isPortable = command?.items?.some((option) => option.text !== undefined && option.text !== '' && !/\.exe\b/i.test(option.text)) === true && command.items.some((option) => /\.exe$/i.test(option.text ?? ''));
  return isPortable ? text.replace(/\.exe\b/gi, '') : text;
}

/** Handing a fetched text to a compiler, viewer or version-control tool as an argument is not running it. */
function isInstaller(command: string): boolean {
  if (isPutThere(command)) return false;
  return /^\s*(?:\S*[\\/])?(?:[\w-]+-)?(?:git|hg|svn|gcc|g\+\+|cc|clang|cmake|make|ld|ar|tar|unzip|xdg-open|ffmpeg|ffplay|mpv|vlc|docker|kubectl|osascript(?= -e 'display))(?:\.exe)?(?=\s|$)/.test(command) && !/[;&|]/.test(command) || UNPACKS.test(command);
}

/** PowerShell that does nothing but unpack an archive. */
const UNPACKS = /^\s*(?:(?:powershell|pwsh)(?:\.exe)?\s[^;&|]*?)?['"]*Expand-Archive\s[^;&|]*$/i;

/** One function fetches a program, puts it where nobody looks and starts it, all at once: no updater that asks, no tool that keeps its parts. */
function isDropped(call: Call, unit: SourceUnit): boolean {
  const command = textOf(call, 'command');
  // A script with a hidden name, wherever it lies, is there to be overlooked.
  if (/(?:^|[\s"'/\\])\.[\w-]+\.(?:py|pyw|sh|js|exe|bin)["']?(?:\s|$)/i.test(command)) return true;
  if (!/%(?:TEMP|TMP|APPDATA|LOCALAPPDATA|PROGRAMDATA|PUBLIC)%|AppData|\/tmp\/\.|\/dev\/shm/i.test(command) || !/\.(?:exe|scr|bat|cmd|ps1|vbs|pyw|dll|bin)["']?\s*$/i.test(command)) return false;
  return callsThat(unit, 'file.write').some((write) => write.within === call.within && command.includes(textOf(write, 'path')) && originOf(write.roles.data, 'network')?.detail !== undefined);
}

/** What was fetched is itself the line that is run, or the script that an interpreter is given: no program, no part of a name. */
function isWholly(command: Value | undefined, address: string): boolean {
  if (!/^(?:https?|ftp):\/\/\w/.test(address) || command?.holds !== undefined) return false;
  const text = command?.text ?? '\uF8FF';
  return /^(?:(?:\S*[\\/])?(?:python[\d.]*|pythonw|node|bash|sh|zsh|perl|ruby|php|powershell|pwsh|cmd)(?:\.exe)?\s+(?:-\w+\s+)*(?:-c|-e|-Command|\/c)\s+)?\uF8FF+$/i.test(text.trim());
}

/** A version that was asked for names the place of a program whose own name stands in the code: the program is not what came from there. */
function isOnlyPlace(command: Value | undefined): boolean {
  const text = command?.text?.trim() ?? '';
  const [program = ''] = text.split(/\s/, 1);
  const isNamed = /[\\/][^\\/]*[A-Za-z]{4}[^\\/]*$/.test(program.replace(/%\w+%/g, '')) && program.includes('\uF8FF');
  return isNamed && !text.slice(program.length).includes('\uF8FF') && command?.holds?.some(({ source }) => source === 'network') !== true;
}
