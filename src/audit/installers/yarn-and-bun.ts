/** Yarn's settings (yarnpkg.com: yarnrc): environment, .yarnrc.yml from the project upwards and of the user; and Bun's bunfig.toml. */
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { listIn } from '../../kit/table.ts';
import { isSince, judgeSetting, mustBeNone, mustBeYes, notApplicable, since, type CheckAnswer, type Inspected } from './answers.ts';
import { isLayer, jsonTable, npmrcLayer, packageOf, tomlLayer, variableSaid, yamlLayer } from './files.ts';
import { environmentLayer, isProtectedAddress, isYes, Settings } from './settings.ts';

/** Looks at Yarn, the project's own release where it names one; undefined where it isn't installed. */
export async function inspectYarn(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('yarn');
  if (program === undefined) return undefined;
  const own = packageOf(machine, program);
  const settings = yarnSettings(machine);
  const named = /yarn-([\d.]+)\.[cm]?js$/.exec(settings.get('yarnPath')?.value ?? '')?.[1] ?? /^yarn@([\d.]+)/.exec(String(jsonTable(machine, `${machine.folder}/package.json`)?.['packageManager'] ?? ''))?.[1];
  const version = named ?? (own !== undefined && /yarn/.test(own.name) ? own.version : (await machine.ask('yarn', ['--version']))?.trim());
  const isClassic = version !== undefined && !isSince(version, '2.0.0');
  return { id: 'yarn', program, version, answers: { ...(isClassic ? {} : berry(settings, version)), 'yarn-classic': isClassic ? classic(machine, version) : notApplicable('it is not Yarn 1') } };
}

/** Strongest first. */
function yarnSettings(machine: InspectedMachine): Settings {
  const variables = environmentLayer(machine.env, /^YARN_(.+)$/, (name) => name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  const name = machine.env['YARN_RC_FILENAME'] ?? '.yarnrc.yml';
  const folders = [...new Set([...machine.foldersUpwards(), machine.home])];
  return new Settings([variables, ...folders.map((folder) => yamlLayer(machine, `${folder}/${name}`))].filter(isLayer));
}

function classic(machine: InspectedMachine, version: string): CheckAnswer {
  const said = new Settings([npmrcLayer(machine, `${machine.folder}/.npmrc`), npmrcLayer(machine, `${machine.home}/.npmrc`)].filter(isLayer)).get('ignore-scripts');
  const isQuiet = (said !== undefined && isYes(said.value)) || /^ignore-scripts true$/m.test(`${machine.read(`${machine.folder}/.yarnrc`) ?? ''}\n${machine.read(`${machine.home}/.yarnrc`) ?? ''}`);
  return isQuiet ? { state: 'safe', found: `version ${version} with ignore-scripts` } : { state: 'risky', found: `version ${version}, scripts run`, fix: 'yarn config set ignore-scripts true' };
}

function berry(settings: Settings, version: string | undefined): Inspected['answers'] {
  const isFrom = (floor: string): 'safe' | 'risky' => (version !== undefined && isSince(version, floor) ? 'safe' : 'risky');
  const servers = settings.entries().filter(([key]) => /^(?:npmRegistryServer|npmScopes\..+\.npmRegistryServer)$/.test(key));
  const code = settings.entries().filter(([key]) => key === 'yarnPath' || /^plugins\.\d+\.path$/.test(key) || key === 'plugins');
  const checksum = settings.get('checksumBehavior');
  return {
    'yarn-enable-scripts': judgeSetting({ key: 'enableScripts', said: settings.get('enableScripts'), isSafe: (value) => !isYes(value), unset: isFrom('4.14.0'), fix: 'yarn config set enableScripts false' }),
    'yarn-npm-minimal-age-gate': since(version, '4.10.0', judgeSetting({ key: 'npmMinimalAgeGate', said: settings.get('npmMinimalAgeGate'), isSafe: (value) => minutes(value) >= 1440, unset: isFrom('4.15.0'), fix: 'yarn config set npmMinimalAgeGate 1d' })),
    'yarn-approved-git-repositories': judgeSetting({ key: 'approvedGitRepositories', said: settings.get('approvedGitRepositories'), isSafe: (value) => !/"\*\*?"/.test(value), unset: 'safe', fix: 'list the repositories you use' }),
    'yarn-immutable': judgeSetting({ key: 'enableImmutableInstalls', said: settings.get('enableImmutableInstalls'), isSafe: isYes, unset: 'safe', fix: 'yarn config set enableImmutableInstalls true' }),
    'yarn-hardened-mode': judgeSetting({ key: 'enableHardenedMode', said: settings.get('enableHardenedMode'), isSafe: isYes, unset: 'safe', fix: 'yarn config set enableHardenedMode true' }),
    'yarn-checksum-behavior': judgeSetting({ key: 'checksumBehavior', said: checksum, isSafe: (value) => value === 'throw', unset: 'safe', fix: 'yarn config set checksumBehavior throw' }),
    'yarn-strict-ssl': mustBeYes('enableStrictSsl', settings.get('enableStrictSsl'), 'yarn config set enableStrictSsl true', 'safe'),
    'yarn-unsafe-http': judgeSetting({ key: 'unsafeHttpWhitelist', said: settings.get('unsafeHttpWhitelist'), isSafe: (value) => value === '[]', unset: 'safe', fix: 'remove unsafeHttpWhitelist' }),
    'yarn-registry': mustBeNone('registry over an unprotected address', servers.filter(([, { value }]) => !isProtectedAddress(value)).map(([key, { value, place }]) => ({ text: `${key}: ${value}`, place })), 'use its https:// address'),
    'yarn-path': mustBeNone('code that the project makes Yarn run', code.map(([key, { value, place }]) => ({ text: `${key}: ${value}`, place })), 'compare it with the release, or use corepack with a hash in packageManager'),
  };
}

/** A number is minutes; `d`, `h`, `m`, `w` say otherwise. */
function minutes(value: string): number {
  const [, number = '0', unit = 'm'] = /^([\d.]+)\s*(m|h|d|w)?/.exec(value) ?? [];
  return Number(number) * ({ m: 1, h: 60, d: 1440, w: 10_080 }[unit] ?? 1);
}

const BUNFIG = '~/.bunfig.toml';

/** Looks at Bun; undefined where it isn't installed. */
export async function inspectBun(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('bun');
  if (program === undefined) return undefined;
  const version = (await machine.ask(program, ['--version']))?.trim();
  const user = [machine.env['XDG_CONFIG_HOME'], machine.home].filter((folder) => folder !== undefined && folder !== '').map((folder) => `${folder}/.bunfig.toml`).find((file) => machine.exists(file));
  const settings = new Settings([tomlLayer(machine, `${machine.folder}/bunfig.toml`), user === undefined ? undefined : tomlLayer(machine, user)].filter(isLayer));
  const registries = settings.entries().filter(([key]) => /^install\.(?:registry|scopes\..+)$/.test(key) && !/\.(?:token|username|password)$/.test(key));
  const variable = variableSaid(machine, 'BUN_CONFIG_REGISTRY');
  const trusted = listIn(jsonTable(machine, `${machine.folder}/package.json`) ?? {}, 'trustedDependencies');
  return {
    id: 'bun', program, version,
    answers: {
      'bun-ignore-scripts': since(version, '1.2.0', mustBeYes('install.ignoreScripts', settings.get('install.ignoreScripts'), `set ignoreScripts = true below [install] in ${BUNFIG}`)),
      'bun-trusted-dependencies': trusted.length <= MANY_TRUSTED ? { state: 'safe', found: `${trusted.length} trusted dependencies` } : { state: 'risky', found: `${trusted.length} trusted dependencies`, place: { file: `${machine.folder}/package.json` }, fix: 'keep to those whose scripts you read' },
      'bun-minimum-release-age': since(version, '1.3.0', judgeSetting({ key: 'install.minimumReleaseAge', said: settings.get('install.minimumReleaseAge'), isSafe: (value) => Number(value) >= 259_200, unset: 'risky', fix: `set minimumReleaseAge = 259200 below [install] in ${BUNFIG}` })),
      'bun-frozen-lockfile': judgeSetting({ key: 'install.frozenLockfile', said: settings.get('install.frozenLockfile'), isSafe: isYes, unset: 'risky', fix: 'use bun ci in pipelines, or set frozenLockfile = true' }),
      'bun-security-scanner': since(version, '1.3.0', judgeSetting({ key: 'install.security.scanner', said: settings.get('install.security.scanner'), isSafe: (value) => value !== '', unset: 'risky', fix: 'set scanner below [install.security]' })),
      'bun-registry': mustBeNone('registry over an unprotected address', [...registries.map(([, said]) => said), ...(variable === undefined ? [] : [variable])].filter(({ value }) => !isProtectedAddress(value)).map(({ value, place }) => ({ text: value, place })), 'use its https:// address'),
    },
  };
}

const MANY_TRUSTED = 10;
