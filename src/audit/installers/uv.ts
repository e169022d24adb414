/** uv's settings (docs.astral.sh: configuration files): environment, the project's uv.toml or pyproject.toml, the user's, the machine's. */
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { judgeSetting, mustBeNone, mustBeUnset, mustBeYes, notApplicable, type CheckAnswer, type Inspected } from './answers.ts';
import { isLayer, tomlLayer, variableSaid } from './files.ts';
import { environmentLayer, isYes, Settings, type Layer } from './settings.ts';

/** Looks at uv; undefined where it isn't installed. */
export async function inspectUv(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('uv');
  if (program === undefined) return undefined;
  const version = /^uv ([\d.]+)/.exec((await machine.ask(program, ['--version'])) ?? '')?.[1];
  return { id: 'uv', program, version, answers: answersOf(uvSettings(machine), machine) };
}

/** Variables that don't have their setting's name. */
const RENAMED: Readonly<Record<string, string>> = { 'insecure-host': 'allow-insecure-host', 'require-hashes': 'pip.require-hashes', 'malware-check': 'audit.malware-check' };

/** Strongest first. */
export function uvSettings(machine: InspectedMachine): Settings {
  const { env } = machine;
  const variables = environmentLayer(env, /^UV_(.+)$/, (name) => {
    const key = name.toLowerCase().replaceAll('_', '-');
    return RENAMED[key] ?? key;
  });
  if (env['UV_CONFIG_FILE']) return new Settings([variables, tomlLayer(machine, env['UV_CONFIG_FILE'])].filter(isLayer));
  if (isYes(env['UV_NO_CONFIG'] ?? '')) return new Settings([variables]);
  return new Settings([variables, projectLayer(machine), tomlLayer(machine, `${machine.configFolder}/uv/uv.toml`), tomlLayer(machine, '/etc/uv/uv.toml')].filter(isLayer));
}

/** The nearest folder that has either; its uv.toml hides its `[tool.uv]`. */
function projectLayer(machine: InspectedMachine): Layer | undefined {
  for (const folder of machine.foldersUpwards()) {
    const layer = tomlLayer(machine, `${folder}/uv.toml`) ?? tomlLayer(machine, `${folder}/pyproject.toml`, 'tool.uv');
    if (layer !== undefined) return layer;
  }
  return undefined;
}

function answersOf(settings: Settings, machine: InspectedMachine): Inspected['answers'] {
  const unverified = variableSaid(machine, 'UV_NO_VERIFY_HASHES');
  const noBuild = settings.get('no-build') ?? settings.get('pip.no-build');
  const user = '~/.config/uv/uv.toml';
  return {
    'uv-index-strategy': judgeSetting({ key: 'index-strategy', said: settings.get('index-strategy') ?? settings.get('pip.index-strategy'), isSafe: (value) => value === 'first-index', unset: 'safe', fix: `set index-strategy = "first-index" in ${user}` }),
    'uv-no-build': mustBeYes('no-build', noBuild, `set no-build = true in ${user}`),
    'uv-exclude-newer': judgeSetting({ key: 'exclude-newer', said: settings.get('exclude-newer'), isSafe: (value) => !/^(?:false|0)?$/.test(value), unset: 'risky', fix: `set exclude-newer = "3 days" in ${user}` }),
    'uv-allow-insecure-host': mustBeUnset('allow-insecure-host', settings.all('allow-insecure-host').filter(({ value }) => value !== '[]'), 'remove the setting'),
    'uv-require-hashes': mustBeYes('pip.require-hashes', settings.get('pip.require-hashes'), `set require-hashes = true below [pip] in ${user}`),
    'uv-verify-hashes': unverified !== undefined && isYes(unverified.value) ? { state: 'risky', found: 'UV_NO_VERIFY_HASHES is set', place: unverified.place, fix: 'unset UV_NO_VERIFY_HASHES' }
      : mustBeYes('pip.verify-hashes', settings.get('pip.verify-hashes'), `set verify-hashes = true below [pip] in ${user}`, 'safe'),
    'uv-zip-validation': mustBeUnset('UV_INSECURE_NO_ZIP_VALIDATION', [variableSaid(machine, 'UV_INSECURE_NO_ZIP_VALIDATION')].filter((said) => said !== undefined), 'unset UV_INSECURE_NO_ZIP_VALIDATION'),
    'uv-malware-check': mustBeYes('audit.malware-check', settings.get('audit.malware-check'), `set malware-check = true below [audit] in ${user}`),
    'uv-index-pinning': pinning(settings),
  };
}

/** With several indexes, each but the default one has to be explicit. */
function pinning(settings: Settings): CheckAnswer | readonly CheckAnswer[] {
  const entries = settings.entries();
  const indexes = entries.filter(([key]) => /^index\.\d+\.url$/.test(key));
  const is = (key: string, name: string): boolean => isYes(settings.get(key.replace(/url$/, name))?.value ?? 'false');
  if (indexes.length === 0) return notApplicable('no index is configured beside the default');
  const open = indexes.filter(([key]) => !is(key, 'explicit') && !is(key, 'default'));
  return mustBeNone('index that any name may come from', open.map(([, { value, place }]) => ({ text: value, place })), 'set explicit = true for the index, and name its packages in [tool.uv.sources]');
}
