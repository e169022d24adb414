/** Builds in Autoconf's style: what configure sources, where macros come from, and traces of installing as root. */
import { findProjectFiles } from '../../host/project-files.ts';
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import type { SettingPlace } from '../../model/installer.ts';
import { mustBeNone, type CheckAnswer, type Inspected } from './answers.ts';
import { historyLines, scriptLines, variableSaid, type Trace } from './files.ts';
import { readFile, readGitConfig, type GitSetting } from './git-config.ts';
import { isProtectedAddress, isYes, withoutSecret } from './settings.ts';

/** Looks at source builds; undefined where neither autoconf, make nor a project with a configure script is there. */
export async function inspectAutoconf(machine: InspectedMachine): Promise<Inspected | undefined> {
  const project = ['configure.ac', 'configure.in', 'configure'].map((name) => machine.join(machine.folder, name)).find((file) => machine.exists(file));
  const program = machine.program('autoconf') ?? project ?? machine.program('make');
  if (program === undefined) return undefined;
  const version = machine.program('autoconf') === undefined ? undefined : /\) ([\d.]+)/.exec((await machine.ask('autoconf', ['--version'])) ?? '')?.[1];
  return { id: 'autoconf', program, version: version ?? 'without autoconf', answers: { ...builds(machine), ...sources(machine) } };
}

const SUDO_INSTALL = /\b(?:sudo|doas)\s+(?:-\S+\s+|[A-Z_]+=\S+\s+)*(?:g?make|ninja)\s+(?:\S+\s+)*?install\b|\bsu\s+(?:-\S*\s+)*-c\s+["'][^"']*make\s+install/;
/** A decoder at the head of a pipe, a shell or eval at its end. */
const DECODED = /\b(?:xz|gzip|bzip2|lzma|zstd|base64|openssl|uudecode)\b[^|\n]*(?:-d|--decode|-D|-dc|-cd)[^|\n]*\|[^\n]*\b(?:sh|bash|eval|source)\b|\beval\b[^\n]*\b(?:base64|xz|gzip|tr)\b/;

function builds(machine: InspectedMachine): Inspected['answers'] {
  const traces = [...scriptLines(machine, SUDO_INSTALL), ...historyLines(machine, SUDO_INSTALL)];
  return {
    'autoconf-config-site': mustBeNone('file that every configure sources and others can change', sites(machine), 'unset CONFIG_SITE, or give the file to root'),
    'autoconf-sudo-make-install': mustBeNone('make install as root', traces, 'make install DESTDIR=... as an ordinary user, and package the result'),
    'autoconf-m4-exec': macros(machine),
    'autoconf-unmanaged-files': setuidPrograms(machine),
  };
}

function sites(machine: InspectedMachine): { text: string; place: SettingPlace }[] {
  const said = variableSaid(machine, 'CONFIG_SITE');
  const named = (said?.value ?? '').split(/\s+/).filter((file) => file !== '' && isOpen(machine, file)).map((file) => ({ text: `CONFIG_SITE = ${file}`, place: said?.place ?? {} }));
  const usual = ['/usr/local/share/config.site', '/usr/local/etc/config.site'].filter((file) => machine.exists(file) && isOpen(machine, file));
  return [...named, ...usual.map((file) => ({ text: `${file} is there`, place: { file } }))];
}

/** Not there yet, or not root's alone. */
function isOpen(machine: InspectedMachine, file: string): boolean {
  const permissions = machine.permissions(file);
  return permissions === undefined || permissions.owner !== 0 || permissions.isSharedWritable;
}

/** Macros of the project that pipe something decoded into a shell. */
function macros(machine: InspectedMachine): CheckAnswer | readonly CheckAnswer[] {
  const files = machine.exists(machine.folder) ? findProjectFiles(machine.folder, (name) => /\.m4$|^configure\.(?:ac|in)$/.test(name), 500) : [];
  const found = files.flatMap((inside) => linesWith(machine, machine.join(machine.folder, inside), DECODED));
  return mustBeNone('macro that decodes something and runs it', found, 'do not build it; compare the file with its genuine copy');
}

function linesWith(machine: InspectedMachine, file: string, pattern: RegExp): Trace[] {
  return (machine.read(file) ?? '').split('\n').flatMap((line, index) => (pattern.test(line) ? [{ text: line.trim().slice(0, 120), place: { file, line: index + 1 } }] : []));
}

/** Programs below /usr/local that run with their owner's rights, whoever starts them. */
function setuidPrograms(machine: InspectedMachine): readonly CheckAnswer[] {
  const files = ['/usr/local/bin', '/usr/local/sbin'].flatMap((folder) => machine.list(folder).map((name) => `${folder}/${name}`));
  const setuid = files.filter((file) => ((machine.mode(file) ?? 0) & 0o6000) !== 0);
  return mustBeNone('setuid program outside packages', setuid.map((file) => ({ text: 'runs with the rights of its owner', place: { file } })), 'chmod u-s,g-s it unless you know why it is there');
}

/** What git fetches sources and macros from. */
function sources(machine: InspectedMachine): Inspected['answers'] {
  const settings = readGitConfig(machine);
  const modules = readFile(machine, machine.join(machine.folder, '.gitmodules'), 0);
  const remotes = [...modules, ...settings.filter(({ section }) => section === 'remote' || section === 'submodule')].filter(({ key, value }) => (key === 'url' || key === 'pushurl') && !isProtectedAddress(value));
  const bootstrap = linesWith(machine, machine.join(machine.folder, 'bootstrap.conf'), /\b(?:http|git):\/\/(?!localhost|127\.)/);
  const variable = variableSaid(machine, 'GIT_SSL_NO_VERIFY');
  const unverified = lastOf(settings.filter(({ section, key }) => section === 'http' && key === 'sslverify')).filter(({ value }) => !isYes(value));
  const rewrites = settings.filter(({ section, subsection, key }) => section === 'url' && /^(?:push)?insteadof$/.test(key) && !isProtectedAddress(subsection));
  return {
    'autoconf-m4-over-http': mustBeNone('source over an unprotected address', [...remotes.map(({ value, place }) => ({ text: withoutSecret(value), place })), ...bootstrap], 'use its https:// or ssh address'),
    'autoconf-git-tls': mustBeNone('switch that turns verification off', [...unverified.map(({ subsection, place }) => ({ text: `http.sslVerify = false${subsection === '' ? '' : ` for ${subsection}`}`, place })), ...(variable === undefined ? [] : [{ text: 'GIT_SSL_NO_VERIFY is set', place: variable.place }])], 'git config --global --unset http.sslVerify, or unset GIT_SSL_NO_VERIFY'),
    'autoconf-git-rewrites': mustBeNone('rewriting to an unprotected address', rewrites.map(({ subsection, value, place }) => ({ text: `${value} becomes ${subsection}`, place })), 'remove the section'),
  };
}

/** The last word on each subsection. */
function lastOf(settings: readonly GitSetting[]): readonly GitSetting[] {
  return [...new Map(settings.map((setting) => [setting.subsection, setting])).values()];
}
