/** pnpm's settings (pnpm.io: settings): environment, pnpm-workspace.yaml, .npmrc of the project and the user, pnpm's own config.yaml and rc. */
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { tableIn } from '../../kit/table.ts';
import { isSince, judgeSetting, mustBeNone, mustBeSince, mustBeYes, mustNotBeYes, notApplicable, since, type CheckAnswer, type Inspected } from './answers.ts';
import { isLayer, jsonTable, npmrcLayer, packageOf, yamlLayer } from './files.ts';
import { environmentLayer, isYes, layerOf, Settings, type Layer } from './settings.ts';

/** Looks at pnpm; undefined where it isn't installed. */
export async function inspectPnpm(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('pnpm');
  if (program === undefined) return undefined;
  const own = packageOf(machine, program);
  const version = own?.name === 'pnpm' ? own.version : (await machine.ask('pnpm', ['--version']))?.trim();
  const workspace = machine.foldersUpwards().find((folder) => machine.exists(`${folder}/pnpm-workspace.yaml`));
  const folder = workspace ?? machine.folder;
  const settings = pnpmSettings(machine, folder);
  return { id: 'pnpm', program, version, answers: { ...builds(settings, version), ...trust(settings, machine, folder, version) } };
}

/** Strongest first; keys in camelCase, as the workspace file has them. */
function pnpmSettings(machine: InspectedMachine, folder: string): Settings {
  const config = machine.env['XDG_CONFIG_HOME'] ? `${machine.env['XDG_CONFIG_HOME']}/pnpm` : `${machine.configFolder}/pnpm`;
  const variables = environmentLayer(machine.env, /^(?:p?npm_config)_(.+)$/i, (name) => camel(name.toLowerCase()));
  return new Settings([variables, yamlLayer(machine, `${folder}/pnpm-workspace.yaml`), ...[`${folder}/.npmrc`, `${machine.home}/.npmrc`].map((file) => camelLayer(npmrcLayer(machine, file))), yamlLayer(machine, `${config}/config.yaml`), camelLayer(npmrcLayer(machine, `${config}/rc`))].filter(isLayer));
}

function camelLayer(layer: Layer | undefined): Layer | undefined {
  return layer === undefined ? undefined : layerOf([...layer].flatMap(([key, said]) => said.map((each) => [camel(key), each] as const)));
}

function camel(key: string): string {
  return key.replace(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const FILE = 'pnpm-workspace.yaml';

function builds(settings: Settings, version: string | undefined): Inspected['answers'] {
  const is11 = version !== undefined && isSince(version, '11.0.0');
  const isCurrent = version !== undefined && (isSince(version, '11.5.3') || (isSince(version, '10.34.2') && !isSince(version, '11.0.0')));
  const allowed = settings.entries().filter(([key, { value }]) => (/^allowBuilds\./.test(key) && isYes(value)) || key === 'onlyBuiltDependencies');
  const wide = allowed.filter(([key, { value }]) => key.includes('*') || (key === 'onlyBuiltDependencies' && value.includes('*')));
  return {
    'pnpm-version-floor': version === undefined || isCurrent ? mustBeSince(version, '10.34.2', '') : { state: 'risky', found: `version ${version}`, fix: 'pnpm self-update 11' },
    'pnpm-allow-builds': allowed.length === 0 ? notApplicable('nothing is allowed to build') : mustBeNone('pattern that allows many packages', wide.map(([key, { value, place }]) => ({ text: `${key}: ${value}`, place })), `name each package below allowBuilds in ${FILE}`),
    'pnpm-dangerously-allow-all-builds': mustNotBeYes('dangerouslyAllowAllBuilds', settings.get('dangerouslyAllowAllBuilds'), `remove dangerouslyAllowAllBuilds from ${FILE}`),
    'pnpm-strict-dep-builds': since(version, '10.3.0', mustBeYes('strictDepBuilds', settings.get('strictDepBuilds'), `set strictDepBuilds: true in ${FILE}`, is11 ? 'safe' : 'risky')),
    'pnpm-minimum-release-age': since(version, '10.16.0', judgeSetting({ key: 'minimumReleaseAge', said: settings.get('minimumReleaseAge'), isSafe: (value) => Number(value) >= 1440, unset: is11 ? 'safe' : 'risky', fix: `set minimumReleaseAge: 1440 in ${FILE}` })),
    'pnpm-minimum-release-age-strict': since(version, '11.0.0', mustBeYes('minimumReleaseAgeStrict', settings.get('minimumReleaseAgeStrict'), `set minimumReleaseAgeStrict: true in ${FILE}`, settings.get('minimumReleaseAge') === undefined ? 'risky' : 'safe')),
    'pnpm-missing-time': since(version, '11.0.0', judgeSetting({ key: 'minimumReleaseAgeIgnoreMissingTime', said: settings.get('minimumReleaseAgeIgnoreMissingTime'), isSafe: (value) => !isYes(value), unset: 'risky', fix: `set minimumReleaseAgeIgnoreMissingTime: false in ${FILE}` })),
  };
}

function trust(settings: Settings, machine: InspectedMachine, folder: string, version: string | undefined): Inspected['answers'] {
  return {
    'pnpm-block-exotic-subdeps': since(version, '10.26.0', mustBeYes('blockExoticSubdeps', settings.get('blockExoticSubdeps'), `set blockExoticSubdeps: true in ${FILE}`, 'safe')),
    'pnpm-trust-policy': since(version, '10.21.0', judgeSetting({ key: 'trustPolicy', said: settings.get('trustPolicy'), isSafe: (value) => value === 'no-downgrade', unset: 'risky', fix: `set trustPolicy: no-downgrade in ${FILE}` })),
    'pnpm-trust-lockfile': since(version, '11.3.0', mustNotBeYes('trustLockfile', settings.get('trustLockfile'), `remove trustLockfile from ${FILE}`)),
    'pnpm-verify-store': mustBeYes('verifyStoreIntegrity', settings.get('verifyStoreIntegrity'), `set verifyStoreIntegrity: true in ${FILE}`, 'safe'),
    'pnpm-strict-ssl': mustBeYes('strictSsl', settings.get('strictSsl'), 'remove strict-ssl', 'safe'),
    'pnpm-pnpmfile': pnpmfile(machine, folder, settings),
    'pnpm-pm-on-fail': since(version, '11.0.0', judgeSetting({ key: 'pmOnFail', said: settings.get('pmOnFail'), isSafe: (value) => value !== 'download', unset: 'risky', fix: `set pmOnFail: error in ${FILE}` })),
  };
}

function pnpmfile(machine: InspectedMachine, folder: string, settings: Settings): readonly CheckAnswer[] {
  const files = ['.pnpmfile.cjs', '.pnpmfile.mjs'].map((name) => `${folder}/${name}`).filter((file) => machine.exists(file)).map((file) => ({ text: 'code that runs during every install', place: { file } }));
  const config = settings.entries().filter(([key]) => key.startsWith('configDependencies.')).map(([key, { place }]) => ({ text: key, place }));
  const manifest = Object.keys(tableIn(tableIn(jsonTable(machine, `${folder}/package.json`) ?? {}, 'pnpm'), 'configDependencies')).map((name) => ({ text: `configDependencies.${name}`, place: { file: `${folder}/package.json` } }));
  return mustBeNone('code of the project that runs during install', [...files, ...config, ...manifest], 'read it, or remove it');
}
