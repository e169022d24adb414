/** Poetry's settings (python-poetry.org: configuration): environment, the project's poetry.toml, the user's config.toml; sources in pyproject.toml. */
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { judgeSetting, mustBeNone, notApplicable, since, type CheckAnswer, type Inspected } from './answers.ts';
import { isLayer, tomlLayer } from './files.ts';
import { environmentLayer, layerOf, Settings } from './settings.ts';

/** Looks at Poetry; undefined where it isn't installed. */
export async function inspectPoetry(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('poetry');
  if (program === undefined) return undefined;
  const version = /([\d.]+)\)?\s*$/.exec((await machine.ask(program, ['--version', '--no-ansi'])) ?? '')?.[1];
  return { id: 'poetry', program, version, answers: answersOf(machine, version) };
}

const VARIABLES: Readonly<Record<string, string>> = { POETRY_INSTALLER_ONLY_BINARY: 'installer.only-binary', POETRY_SOLVER_MIN_RELEASE_AGE: 'solver.min-release-age' };

function answersOf(machine: InspectedMachine, version: string | undefined): Inspected['answers'] {
  const variables = Object.entries(VARIABLES).flatMap(([variable, key]) => [...environmentLayer(machine.env, new RegExp(`^(${variable})$`), () => key)]);
  const user = machine.env['POETRY_CONFIG_DIR'] ?? `${machine.configFolder}/pypoetry`;
  const settings = new Settings([layerOf(variables.flatMap(([key, said]) => said.map((each) => [key, each] as const))), tomlLayer(machine, machine.join(machine.folder, 'poetry.toml')), tomlLayer(machine, `${user}/config.toml`)].filter(isLayer));
  const unverified = settings.entries().filter(([key, { value }]) => /^certificates\..+\.cert$/.test(key) && value === 'false');
  return {
    'poetry-only-binary': judgeSetting({ key: 'installer.only-binary', said: settings.get('installer.only-binary'), isSafe: (value) => value.includes(':all:'), unset: 'risky', fix: 'poetry config installer.only-binary :all:' }),
    'poetry-min-release-age': since(version, '2.4.0', judgeSetting({ key: 'solver.min-release-age', said: settings.get('solver.min-release-age'), isSafe: (value) => Number(value) >= 3, unset: 'risky', fix: 'poetry config solver.min-release-age 3' })),
    'poetry-cert-off': mustBeNone('source that is not verified', unverified.map(([key, { place }]) => ({ text: `${key} = false`, place })), 'remove the setting, or name the file of the authority'),
    ...project(machine),
  };
}

function project(machine: InspectedMachine): Record<string, CheckAnswer | readonly CheckAnswer[]> {
  const layer = tomlLayer(machine, machine.join(machine.folder, 'pyproject.toml'), 'tool.poetry');
  if (layer === undefined) return { 'poetry-source-priority': notApplicable('the project is not one of Poetry'), 'poetry-lock-present': notApplicable('the project is not one of Poetry') };
  const settings = new Settings([layer]);
  const sources = settings.entries().filter(([key]) => /^source\.\d+\.url$/.test(key));
  const wide = sources.filter(([key]) => /^(?:|supplemental|secondary|default)$/.test(settings.get(key.replace(/url$/, 'priority'))?.value ?? '') || (settings.get(key.replace(/url$/, 'priority'))?.value === 'primary' && sources.length > 1));
  const lock = machine.join(machine.folder, 'poetry.lock');
  return {
    'poetry-source-priority': sources.length === 0 ? notApplicable('no source beside the default') : mustBeNone('source that any name may come from', wide.map(([, { value, place }]) => ({ text: value, place })), 'set priority = "explicit" for the source'),
    'poetry-lock-present': machine.exists(lock) ? { state: 'safe', found: 'poetry.lock is there', place: { file: lock } } : { state: 'risky', found: 'there is no poetry.lock', fix: 'poetry lock' },
  };
}
