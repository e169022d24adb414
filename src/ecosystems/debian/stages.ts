/**
 * Debian packages: what runs when. Maintainer scripts run as root while installing (Debian Policy 6); units and profile scripts at every start.
 * The members of a `.deb` stand in `control.tar.*` and `data.tar.*` (deb(5)).
 */
import type { Artifact, Entry } from '../../model/artifact.ts';
import { purlOf, type PackageRef } from '../../model/package.ts';
import type { Stage } from '../../model/stage.ts';
import { isAside, type Ordinary, type Plan, type Planner, type RawFact, type Root } from '../plan.ts';
import { stanzas } from './apt-sources.ts';

/** The planner for `.deb` files and their unpacked form with a `DEBIAN` folder. */
export const DEBIAN_PLANNER: Planner = { ecosystem: 'debian', recognises, plan };

const CONTROL = /^(?:control\.tar(?:\.\w+)?!\/|DEBIAN\/)/;
const DATA = /^data\.tar(?:\.\w+)?!\//;
const MAINTAINER_SCRIPT = /^(?:preinst|postinst|prerm|postrm|config)$/;

function recognises(artifact: Artifact): number {
  const has = (pattern: RegExp): boolean => artifact.entries.some(({ path }) => pattern.test(path));
  if (has(/^debian-binary$/) && has(/^(?:control|data)\.tar/)) return 1;
  return has(/^DEBIAN\/control$/) ? 0.95 : 0;
}

function plan(artifact: Artifact, text: (entry: Entry) => string): Plan {
  const control = artifact.entries.find(({ path }) => CONTROL.test(path) && path.replace(CONTROL, '') === 'control');
  const fields = new Map(control === undefined ? [] : [...(stanzas(text(control))[0]?.fields ?? [])].map(([key, { value }]) => [key, value]));
  const [, fileName = artifact.name, fileVersion] = /^([^_]+)_([^_]+)(?:_[^_]+)?\.u?deb$/.exec(artifact.name) ?? [];
  const name = fields.get('package') ?? fileName;
  const version = fields.get('version') ?? (fileVersion === undefined ? undefined : decodeURIComponent(fileVersion));
  const ref: PackageRef = { ecosystem: 'debian', name, ...(version === undefined ? {} : { version }), purl: purlOf({ ecosystem: 'debian', name, ...(version === undefined ? {} : { version }) }) };
  const roots: Root[] = [];
  const facts: RawFact[] = [];
  for (const entry of artifact.entries) addMember(entry, text, roots, facts);
  // preinst runs before anything is unpacked, postinst after it.
  roots.sort((a, b) => ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage));
  return { ref, manifest: Object.fromEntries(fields), roots, facts, ordinary: ORDINARY, stageOfOther };
}

/** Maintainer scripts are there to start programs as root and to set up what the system starts. */
const ORDINARY: readonly Ordinary[] = [
  { rule: 'command-at-install', stages: ['install'], upTo: 'medium', as: 'note' },
  { rule: 'starts-with-the-system', stages: ['install'], upTo: 'high', as: 'low' },
  { rule: 'holds-the-system', stages: ['install', 'run'], upTo: 'low', as: 'note' },
];

const ORDER: readonly Stage[] = ['install', 'build', 'startup', 'import', 'run', 'unreachable'];

function addMember(entry: Entry, text: (entry: Entry) => string, roots: Root[], facts: RawFact[]): void {
  const { path } = entry;
  const inner = path.replace(CONTROL, '').replace(DATA, '');
  if (CONTROL.test(path)) {
    if (inner === 'triggers') facts.push(...triggersOf(path, text(entry)));
    if (!MAINTAINER_SCRIPT.test(inner)) return;
    facts.push({ kind: 'maintainer-script', detail: inner, path, start: 0, end: 0, stage: 'install' });
    // dpkg runs it by its first line; without one, the kernel hands it to a shell.
    roots.push({ path, stage: 'install', ...(text(entry).startsWith('#!') ? {} : { language: 'shell' as const }) });
    return;
  }
  if (((entry.mode ?? 0) & 0o6000) !== 0) facts.push({ kind: 'setuid-file', detail: `${inner} runs with the rights of its owner`, path, start: 0, end: 0, stage: 'run' });
  if (/^etc\/(?:profile\.d\/|X11\/Xsession\.d\/)|^etc\/(?:bash\.bashrc|profile)$/.test(inner)) roots.push({ path, stage: 'startup', language: 'shell' });
  else if (/^(?:usr\/)?(?:lib|share)\/systemd\/(?:system|user)\/[^/]+\.service$|^etc\/systemd\/(?:system|user)\/[^/]+\.service$/.test(inner)) roots.push(...unitCommands(path, text(entry), facts));
  else if (/^(?:usr\/lib|etc)\/python3(?:\.\d+)?\/(?:dist|site)-packages\/[^/]+\.pth$|^usr\/lib\/python3\/dist-packages\/[^/]+\.pth$/.test(inner)) roots.push(...startLines(path, text(entry), facts));
}

/** `interest /path`: dpkg runs the postinst again whenever a package changes what stands there (deb-triggers(5)). */
function triggersOf(path: string, text: string): RawFact[] {
  return [...text.matchAll(/^[ \t]*interest(?:-await|-noawait)?[ \t]+(\S+)/gm)].map((match) => ({ kind: 'trigger', detail: match[1] ?? '', path, start: match.index, end: match.index + match[0].length, stage: 'install' }));
}

/** Shell lines that a unit starts; a plain program is read where it stands. */
function unitCommands(path: string, text: string, facts: RawFact[]): Root[] {
  const roots: Root[] = [];
  for (const match of text.matchAll(/^Exec(?:Start|StartPre|StartPost|Reload|Stop|StopPost)[ \t]*=[-@:+!]*(.+)$/gm)) {
    const command = match[1] ?? '';
    const start = match.index + match[0].length - command.length;
    facts.push({ kind: 'systemd-unit', detail: command, path, start, end: start + command.length, stage: 'startup' });
    if (/^\S*\b(?:ba|da|z|k)?sh\s+-\w*c\b/.test(command)) roots.push({ path, stage: 'startup', text: command.replace(/\$\$/g, '$').replace(/%%/g, '%'), start, language: 'shell', how: 'unit' });
  }
  return roots;
}

function startLines(path: string, text: string, facts: RawFact[]): Root[] {
  return [...text.matchAll(/^import[ \t].*$/gm)].map((match) => {
    facts.push({ kind: 'startup-hook', detail: `${path} line that imports`, path, start: match.index, end: match.index + match[0].length, stage: 'startup' });
    return { path, stage: 'startup', text: match[0], start: match.index, language: 'python', how: 'pth' } as const;
  });
}

function stageOfOther(path: string): Stage {
  const inner = path.replace(CONTROL, '').replace(DATA, '');
  if (/^usr\/share\/(?:doc|man|info|locale|lintian)\//.test(inner)) return 'unreachable';
  return isAside(inner) ? 'unreachable' : 'run';
}
