/** pip's settings in its own order (pip.pypa.io: configuration; pip's configuration.py), and the checks on them. pipx installs with pip. */
import { findProjectFiles } from '../../host/project-files.ts';
import { parsePythonIni } from '../../host/ini.ts';
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { isSince, judgeSetting, mustBeNone, mustBeSince, mustBeUnset, mustBeYes, mustNotBeYes, notApplicable, since, type CheckAnswer, type Inspected } from './answers.ts';
import { environmentLayer, isProtectedAddress, layerOf, Settings, withoutSecret, type Layer, type Said } from './settings.ts';
import { importingPthLines } from './pth-files.ts';

/** Looks at pip; undefined where it isn't installed. */
export async function inspectPip(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('pip3') ?? machine.program('pip');
  if (program === undefined) return undefined;
  const { version, prefix, packages } = await facts(machine, program);
  const settings = pipSettings(machine, prefix);
  return { id: 'pip', program, version, answers: { ...sources(settings, machine), ...content(settings, version), ...surroundings(settings, machine, version), 'python-pth-audit': importingPthLines(machine, packages) } };
}

/** pipx has no settings of its own that a check asks for. */
export async function inspectPipx(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('pipx');
  if (program === undefined) return undefined;
  return { id: 'pipx', program, version: (await machine.ask(program, ['--version']))?.trim(), answers: { 'pipx-inherits-pip': notApplicable('the checks of pip hold for it') } };
}

interface PipFacts {
  readonly version: string | undefined;
  /** sys.prefix of its Python. */
  readonly prefix: string | undefined;
  readonly packages: string | undefined;
}

/** `pip 23.2.1 from /usr/lib/python3/dist-packages/pip (python 3.11)`; elsewhere the folder of its metadata says it. */
async function facts(machine: InspectedMachine, program: string): Promise<PipFacts> {
  const [, version, packages] = /^pip (\S+) from (.+)\/pip \(python/.exec((await machine.ask(program, ['--version'])) ?? '') ?? [];
  if (version !== undefined) return { version, packages, prefix: packages?.replace(/\/lib\/python.*$/, '') };
  const folder = '/usr/lib/python3/dist-packages';
  const metadata = machine.list(folder).map((name) => /^pip-([\d.]+)\.(?:dist|egg)-info$/.exec(name)?.[1]).find((each) => each !== undefined);
  return { version: metadata, packages: metadata === undefined ? undefined : folder, prefix: '/usr' };
}

/** Variables, then `[install]` of all files, then `[global]` of all files: pip merges files before it orders sections. */
export function pipSettings(machine: InspectedMachine, prefix: string | undefined): Settings {
  const files = configFiles(machine, prefix).flatMap((path) => {
    const text = machine.read(path);
    return text === undefined ? [] : [{ path, rows: parsePythonIni(text) }];
  });
  const sectionLayers = (section: string): Layer[] => files.map(({ path, rows }) =>
    layerOf(rows.filter((row) => row.section === section).map(({ key, value, line }) => [key.replaceAll('_', '-'), { value, place: { file: path, line } }] as const)));
  const variables = environmentLayer(machine.env, /^PIP_(.+)$/, (name) => name.toLowerCase().replaceAll('_', '-'));
  return new Settings([variables, ...sectionLayers('install'), ...sectionLayers('global')]);
}

/** Strongest first. PIP_CONFIG_FILE takes the place of the user's files, and os.devnull of all. */
function configFiles({ env, home, configFolder }: InspectedMachine, prefix: string | undefined): readonly string[] {
  const named = env['PIP_CONFIG_FILE'];
  if (named === '/dev/null') return [];
  const site = env['VIRTUAL_ENV'] ?? prefix;
  const user = [`${configFolder}/pip/pip.conf`, `${home}/.pip/pip.conf`];
  const shared = ['/etc/pip.conf', ...(env['XDG_CONFIG_DIRS'] || '/etc/xdg').split(':').map((folder) => `${folder}/pip/pip.conf`)];
  return [...(named ? [named] : []), ...(site === undefined ? [] : [`${site}/pip.conf`]), ...(named ? [] : user), ...shared];
}

/** Where packages come from. */
function sources(settings: Settings, machine: InspectedMachine): Inspected['answers'] {
  const index = settings.get('index-url');
  const links = settings.get('find-links');
  const cert = settings.get('cert') ?? variable(machine, 'REQUESTS_CA_BUNDLE') ?? variable(machine, 'CURL_CA_BUNDLE');
  return {
    'pip-index-url': judgeSetting({ key: 'index-url', said: index, isSafe: (value) => isProtectedAddress(value) && withoutSecret(value) === value, unset: 'safe', fix: 'pip config set global.index-url https://YOUR-APPROVED-INDEX/simple/' }),
    'pip-extra-index-url': mustBeUnset('extra-index-url', settings.all('extra-index-url'), unsetting(settings.get('extra-index-url'), 'extra-index-url')),
    'pip-trusted-host': mustBeUnset('trusted-host', settings.all('trusted-host'), unsetting(settings.get('trusted-host'), 'trusted-host')),
    'pip-no-index': settings.get('no-index') === undefined ? notApplicable('no-index is for machines that install only from folders') : mustBeYes('no-index', settings.get('no-index'), 'pip config set global.no-index true'),
    'pip-find-links': judgeSetting({ key: 'find-links', said: links, isSafe: (value) => value.split(/\s+/).every((each) => isGuarded(machine, each)), unset: 'safe', fix: 'pip config unset global.find-links, or name a folder that only root can write' }),
    'pip-cert': judgeSetting({ key: 'cert', said: cert, isSafe: (value) => isGuarded(machine, value), unset: 'safe', fix: 'pip config unset global.cert, or name a file that only root can write' }),
  };
}

/** What may be installed. */
function content(settings: Settings, version: string | undefined): Inspected['answers'] {
  const withoutBinary = settings.get('no-binary');
  const onlyBinary = withoutBinary !== undefined && withoutBinary.value.trim() !== ':none:' ? withoutBinary : settings.get('only-binary');
  return {
    'pip-require-hashes': mustBeYes('require-hashes', settings.get('require-hashes'), 'pip config set global.require-hashes true'),
    'pip-no-require-hashes': since(version, '26.2', mustNotBeYes('no-require-hashes', settings.get('no-require-hashes'), 'pip config unset global.no-require-hashes')),
    'pip-only-binary': judgeSetting({ key: onlyBinary === withoutBinary && withoutBinary !== undefined ? 'no-binary' : 'only-binary', said: onlyBinary, isSafe: (value) => onlyBinary !== withoutBinary && /(?:^|[\s,]):all:/.test(value), unset: 'risky', fix: 'pip config set global.only-binary :all:' }),
    'pip-uploaded-prior-to': since(version, '26.0', judgeSetting({ key: 'uploaded-prior-to', said: settings.get('uploaded-prior-to'), isSafe: (value) => value.trim() !== '', unset: 'risky', fix: version !== undefined && isSince(version, '26.1') ? 'pip config set install.uploaded-prior-to P3D' : 'pip install --upgrade "pip>=26.1", then: pip config set install.uploaded-prior-to P3D' })),
    'pip-pre': mustNotBeYes('pre', settings.get('pre'), unsetting(settings.get('pre'), 'pre')),
  };
}

/** What surrounds an installation. */
function surroundings(settings: Settings, machine: InspectedMachine, version: string | undefined): Inspected['answers'] {
  const constraint = variable(machine, 'PIP_CONSTRAINT');
  const build = machine.env['PIP_BUILD_CONSTRAINT'];
  return {
    'pip-break-system-packages': mustNotBeYes('break-system-packages', settings.get('break-system-packages'), unsetting(settings.get('break-system-packages'), 'break-system-packages')),
    'pip-require-virtualenv': mustBeYes('require-virtualenv', settings.get('require-virtualenv'), 'pip config set global.require-virtualenv true'),
    'pip-version-floor': mustBeSince(version, '26.2', 'python3 -m pip install --upgrade "pip>=26.2"'),
    'pip-build-constraint': constraint !== undefined && !build
      ? { state: 'risky', found: `PIP_CONSTRAINT = ${constraint.value}, PIP_BUILD_CONSTRAINT is not set`, place: constraint.place, fix: 'export PIP_BUILD_CONSTRAINT="$PIP_CONSTRAINT"' }
      : notApplicable('PIP_CONSTRAINT is not set, or build constraints are'),
    'pip-config-env': mustBeNone('variable that changes where packages come from', weakening(machine), 'unset it, and set pip.conf instead'),
    'pip-requirements-options': mustBeNone('option in requirements files', requirementOptions(machine), 'remove the line; configure the index once, in pip.conf'),
  };
}

const WEAKENING = ['PIP_CONFIG_FILE', 'PIP_EXTRA_INDEX_URL', 'PIP_TRUSTED_HOST', 'PIP_FIND_LINKS', 'PIP_NO_BINARY', 'PIP_PRE', 'PIP_BREAK_SYSTEM_PACKAGES'];

function weakening({ env }: InspectedMachine): { text: string; place: { variable: string } }[] {
  return WEAKENING.filter((name) => env[name]).map((name) => ({ text: `${name} = ${withoutSecret(env[name] ?? '')}`, place: { variable: name } }));
}

function requirementOptions(machine: InspectedMachine): { text: string; place: { file: string; line: number } }[] {
  const found: { text: string; place: { file: string; line: number } }[] = [];
  if (!machine.exists(machine.folder)) return found;
  for (const inside of findProjectFiles(machine.folder, (name) => /^(?:requirements|constraints).*\.(?:txt|in)$/i.test(name), 200)) {
    const file = machine.join(machine.folder, inside);
    for (const [index, line] of (machine.read(file) ?? '').split('\n').entries()) {
      if (/^\s*(?:--extra-index-url|--index-url|-i|--trusted-host|--find-links|-f)[=\s]/.test(line)) found.push({ text: withoutSecret(line.trim()), place: { file, line: index + 1 } });
    }
  }
  return found;
}

/** Whether only root can change a file or folder; addresses have to be protected on their way. */
function isGuarded(machine: InspectedMachine, path: string): boolean {
  if (/^[a-z]+:\/\//i.test(path) && !path.startsWith('file://')) return isProtectedAddress(path);
  const permissions = machine.permissions(path.replace(/^file:\/\//, ''));
  return permissions === undefined || (permissions.owner === 0 && !permissions.isSharedWritable);
}

function variable({ env }: InspectedMachine, name: string): Said | undefined {
  const value = env[name];
  return value ? { value, place: { variable: name } } : undefined;
}

function unsetting(said: Said | undefined, key: string): string {
  if (said?.place.variable !== undefined) return `unset ${said.place.variable}`;
  return said?.place.file === undefined ? `pip config unset global.${key}` : `remove the line, or: PIP_CONFIG_FILE=${said.place.file} pip config unset global.${key}`;
}

export type { CheckAnswer };
