/** The checks on apt's sources and the keys that they trust. */
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { mustBeNone, notApplicable, type CheckAnswer, type Inspected } from './answers.ts';
import type { AptConfig, PlacedSource } from './apt-config.ts';
import type { Dpkg } from './dpkg.ts';
import { historyLines, scriptLines } from './files.ts';
import { isProtectedAddress, isYes, withoutSecret } from './settings.ts';

/** The sources that are not the distribution's: other suites than those of its release, or a key that is not an archive's keyring. */
export function thirdPartySources(sources: readonly PlacedSource[], machine: InspectedMachine): readonly PlacedSource[] {
  const codename = /^VERSION_CODENAME=["']?([\w-]+)/m.exec(machine.read('/etc/os-release') ?? machine.read('/usr/lib/os-release') ?? '')?.[1];
  return sources.filter((source) => !isDistribution(source, codename));
}

function isDistribution({ suites, components, options }: PlacedSource, codename: string | undefined): boolean {
  const key = options.get('signed-by')?.value ?? '';
  if (key !== '' && !/-archive-(?:[\w-]+-)?keyring(?:\.\w+)?$|(?:^|\/)(?:debian|ubuntu)-archive-/.test(key)) return false;
  const isOwnSuite = suites.every((suite) => (codename !== undefined && suite.split(/[-/]/)[0] === codename) || /^(?:stable|oldstable|testing|unstable|sid|experimental)\b/.test(suite));
  return isOwnSuite && components.includes('main');
}

const INSECURE = ['allow-insecure', 'allow-weak', 'allow-downgrade-to-insecure'];

export function sourceAnswers(sources: readonly PlacedSource[], machine: InspectedMachine): Inspected['answers'] {
  const foreign = thirdPartySources(sources, machine);
  const without = foreign.filter(({ options }) => !options.has('signed-by'));
  const open = foreign.flatMap((source) => source.uris.filter((uri) => !isProtectedAddress(uri)).map((uri) => ({ text: withoutSecret(uri), place: { file: source.file, line: source.line } })));
  const expired = said(sources, ['check-valid-until']).filter(({ value }) => !isYes(value));
  return {
    'apt-trusted-yes': mustBeNone('source that is trusted without a signature', said(sources, ['trusted']).filter(({ value }) => isYes(value)), 'remove the option, and give the source its key with Signed-By'),
    'apt-source-insecure-options': mustBeNone('source with weaker checks', said(sources, INSECURE).filter(({ value }) => isYes(value)), 'remove the option'),
    'apt-signed-by': foreign.length === 0 ? notApplicable("every source is the distribution's")
      : mustBeNone('source without Signed-By', without.map((source) => ({ text: `${source.uris.map(withoutSecret).join(' ')} has no Signed-By`, place: { file: source.file, line: source.line } })), 'put its key into /etc/apt/keyrings and name it with Signed-By'),
    'apt-http-third-party': foreign.length === 0 ? notApplicable("every source is the distribution's") : mustBeNone('source over an unprotected address', open, 'use its https:// address'),
    ...(expired.length === 0 ? {} : { 'apt-check-valid-until': mustBeNone('source whose age is not checked', expired, 'remove the option') }),
  };
}

function said(sources: readonly PlacedSource[], names: readonly string[]): { text: string; value: string; place: { file: string; line: number } }[] {
  return sources.flatMap((source) => names.flatMap((name) => {
    const option = source.options.get(name);
    return option === undefined ? [] : [{ text: `${name}=${option.value} for ${source.uris.map(withoutSecret).join(' ')}`, value: option.value.trim(), place: { file: source.file, line: option.line } }];
  }));
}

/** Keys that count for every source, and who may change keys. */
export function keyAnswers(sources: readonly PlacedSource[], config: AptConfig, machine: InspectedMachine, dpkg: Dpkg): Inspected['answers'] {
  const single = config.path(machine, 'etc', 'trusted', 'trusted.gpg');
  const folder = config.path(machine, 'etc', 'trustedparts', 'trusted.gpg.d');
  const loose = machine.list(folder).filter((name) => /\.(?:gpg|asc)$/.test(name)).map((name) => machine.join(folder, name));
  const owned = new Set([...dpkg.conffiles, ...keyringFiles(machine)]);
  const foreign = [...(isFilled(machine, single) ? [single] : []), ...loose.filter((file) => !owned.has(file))];
  const named = sources.flatMap(({ options }) => (options.get('signed-by')?.value ?? '').split(/[\s,]+/)).filter((file) => file.startsWith('/'));
  const writable = [...new Set([single, ...loose, ...named])].filter((file) => isWritable(machine, file));
  return {
    'apt-trusted-gpg': mustBeNone('key that counts for every source', foreign.map((file) => ({ text: 'a key that no keyring package owns, trusted for every source without Signed-By', place: { file } })), 'move it to /etc/apt/keyrings and name it with Signed-By'),
    'apt-key-perms': mustBeNone('key that others can change', writable.map((file) => ({ text: 'not root\'s alone', place: { file } })), `chown root:root and chmod 644 it`),
  };
}

/** Files of packages that carry keyrings. */
function keyringFiles(machine: InspectedMachine): readonly string[] {
  const folder = '/var/lib/dpkg/info';
  return machine.list(folder).filter((name) => /keyring[\w-]*(?::\w+)?\.list$/.test(name)).flatMap((name) => (machine.read(`${folder}/${name}`) ?? '').split('\n'));
}

function isFilled(machine: InspectedMachine, file: string): boolean {
  return (machine.read(file) ?? '') !== '';
}

function isWritable(machine: InspectedMachine, file: string): boolean {
  const permissions = machine.permissions(file);
  return permissions !== undefined && (permissions.owner !== 0 || permissions.isSharedWritable);
}

const PIPED = /\b(?:curl|wget)\b[^|;&]*\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:ba|z|da)?sh\b/;

/** The checks on sources of other owners. */
export function thirdPartyAnswers(sources: readonly PlacedSource[], machine: InspectedMachine): Inspected['answers'] {
  const personal = sources.filter(({ file, uris }) => /-(?:ubuntu|debian)-[\w-]+\.(?:list|sources)$/.test(file) || uris.some((uri) => /^https?:\/\/ppa\./.test(uri)));
  const legacy = sources.filter(({ style, options }) => style === 'one-line' && !options.has('signed-by'));
  const placed = (source: PlacedSource): { text: string; place: { file: string; line: number } } => ({ text: source.uris.map(withoutSecret).join(' '), place: { file: source.file, line: source.line } });
  const piped: readonly CheckAnswer[] = mustBeNone('set-up script run from the network', [...scriptLines(machine, PIPED), ...historyLines(machine, PIPED)], 'download, read, and compare it with a known hash first');
  return {
    'ppa-present': mustBeNone('personal archive', personal.map(placed), 'remove the source, or pin it and name its key with Signed-By'),
    'repo-setup-pipe-shell': piped,
    'deb822-modern': mustBeNone('source in the old style without a key', legacy.map(placed), 'write it as a .sources file with Signed-By'),
  };
}
