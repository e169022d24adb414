/** npm's settings in its own order (npm documentation: config, npmrc): environment, project, user, machine, npm's own file; and the checks on them. */
import { parseNpmrc } from '../../host/ini.ts';
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { isTable, tableIn } from '../../kit/table.ts';
import { isSince, judgeSetting, mustBeNone, mustBeSince, mustBeYes, mustNotBeYes, notApplicable, since, type CheckAnswer, type Inspected } from './answers.ts';
import { isLayer, jsonTable, npmrcLayer, packageOf, scriptLines, variableSaid } from './files.ts';
import { environmentLayer, isProtectedAddress, isYes, Settings, type Said } from './settings.ts';

/** Looks at npm; undefined where it isn't installed. */
export async function inspectNpm(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('npm');
  if (program === undefined) return undefined;
  const own = packageOf(machine, program);
  const version = own?.name === 'npm' ? own.version : (await machine.ask('npm', ['--version']))?.trim();
  const settings = npmSettings(machine, own?.folder);
  return { id: 'npm', program, version, answers: { ...scripts(settings, machine, version), ...sources(settings, machine, version), ...integrity(settings, machine, version), ...files(machine) } };
}

/** Strongest first. */
export function npmSettings(machine: InspectedMachine, npmFolder: string | undefined): Settings {
  // npm reads `npm_config_//host/:key` and `npm_config_@scope:registry` as they stand, and other names with `-` for `_`.
  const variables = environmentLayer(machine.env, /^npm_config_(.+)$/i, (name) => (/^(?:\/\/|@)/.test(name) ? name : name.toLowerCase().replace(/(?!^)_/g, '-')));
  const project = npmrcLayer(machine, machine.join(npmFolderOf(machine), '.npmrc'));
  const user = npmrcLayer(machine, userFile(machine));
  const weaker = [npmFolder === undefined ? undefined : npmrcLayer(machine, `${npmFolder}/npmrc`)];
  const nearer = [variables, ...(machine.join(npmFolderOf(machine), '.npmrc') === userFile(machine) ? [] : [project]), user].filter(isLayer);
  const prefix = new Settings([...nearer, ...weaker.filter(isLayer)]).get('prefix')?.value ?? prefixOf(machine);
  const shared = npmrcLayer(machine, variables.get('globalconfig')?.at(-1)?.value ?? `${prefix}/etc/npmrc`);
  return new Settings([...nearer, shared, ...weaker].filter(isLayer));
}

function userFile({ env, home }: InspectedMachine): string {
  return env['npm_config_userconfig'] ?? env['NPM_CONFIG_USERCONFIG'] ?? `${home}/.npmrc`;
}

/** The folder above node's own, unless PREFIX says another. */
function prefixOf(machine: InspectedMachine): string {
  const node = machine.program('node');
  return machine.env['PREFIX'] ?? (node === undefined ? '/usr/local' : machine.parent(machine.parent(node)));
}

/** The nearest folder with a `package.json` or `node_modules`. */
function npmFolderOf(machine: InspectedMachine): string {
  return machine.foldersUpwards().find((folder) => machine.exists(`${folder}/package.json`) || machine.exists(`${folder}/node_modules`)) ?? machine.folder;
}

function set(key: string, value: string): string {
  return `npm config set ${key}=${value} --location=user`;
}

function removal(said: Said | undefined, key: string): string {
  return said?.place.variable === undefined ? `npm config delete ${key} --location=user, or remove the line where it stands` : `unset ${said.place.variable}`;
}

/** What runs. */
function scripts(settings: Settings, machine: InspectedMachine, version: string | undefined): Inspected['answers'] {
  const ignored = settings.get('ignore-scripts');
  const isIgnored = ignored !== undefined && isYes(ignored.value);
  const isBlocking = version !== undefined && isSince(version, '12.0.0');
  const strict = mustBeYes('strict-allow-scripts', settings.get('strict-allow-scripts'), set('strict-allow-scripts', 'true'));
  return {
    'npm-ignore-scripts': mustBeYes('ignore-scripts', ignored, set('ignore-scripts', 'true'), isBlocking ? 'safe' : 'risky'),
    'npm-version-floor': mustBeSince(version, '12.0.0', 'npm install --global npm@12'),
    'npm-dangerously-allow-all-scripts': mustNotBeYes('dangerously-allow-all-scripts', settings.get('dangerously-allow-all-scripts'), removal(settings.get('dangerously-allow-all-scripts'), 'dangerously-allow-all-scripts')),
    'npm-strict-allow-scripts': isIgnored ? notApplicable('ignore-scripts stops all of them') : since(version, '11.17.0', strict),
    'npm-allow-scripts': allowedScripts(settings, machine),
    'npm-ignore-extension': extensions(settings, machine, isIgnored),
    'npm-script-shell-git': redirections(machine),
  };
}

function allowedScripts(settings: Settings, machine: InspectedMachine): readonly CheckAnswer[] | CheckAnswer {
  const said = settings.get('allow-scripts');
  const file = `${npmFolderOf(machine)}/package.json`;
  const listed = Object.entries(tableIn(jsonTable(machine, file) ?? {}, 'allowScripts')).filter(([, value]) => value === true).map(([name]) => name);
  const wide = [
    ...(said?.value.split(/[\s,]+/) ?? []).filter((name) => name.includes('*')).map((name) => ({ text: `allow-scripts has ${name}`, place: said?.place ?? {} })),
    ...listed.filter((name) => name.includes('*')).map((name) => ({ text: `allowScripts has ${name}`, place: { file } })),
  ];
  if (said === undefined && listed.length === 0) return notApplicable('nothing is allowed to run');
  return mustBeNone('pattern that allows many packages', wide, 'name each package with its version instead');
}

function extensions(settings: Settings, machine: InspectedMachine, isIgnored: boolean): CheckAnswer {
  const folder = npmFolderOf(machine);
  const file = ['.npm-extension.mjs', '.npm-extension.cjs'].map((name) => `${folder}/${name}`).find((path) => machine.exists(path));
  if (file === undefined) return { state: 'safe', found: 'no .npm-extension file' };
  const ignored = settings.get('ignore-extension');
  if (isIgnored || (ignored !== undefined && isYes(ignored.value))) return { state: 'safe', found: '.npm-extension is ignored' };
  return { state: 'risky', found: 'a file whose code runs during install', place: { file }, fix: set('ignore-extension', 'true') };
}

/** Programs that the project's own file replaces. */
function redirections(machine: InspectedMachine): readonly CheckAnswer[] {
  const file = `${npmFolderOf(machine)}/.npmrc`;
  if (file === userFile(machine)) return [notApplicable('the project has no file of its own')];
  const rows = parseNpmrc(machine.read(file) ?? '', machine.env).filter(({ key }) => ['script-shell', 'node-options', 'git'].includes(key));
  return mustBeNone('program replaced by the project', rows.map(({ key, value, line }) => ({ text: `${key} = ${value}`, place: { file, line } })), 'remove the line from the project');
}

/** Where packages come from. */
function sources(settings: Settings, machine: InspectedMachine, version: string | undefined): Inspected['answers'] {
  const kept = (key: string): CheckAnswer => judgeSetting({ key, said: settings.get(key), isSafe: (value) => value === 'none' || value === 'root', unset: version !== undefined && isSince(version, '12.0.0') ? 'safe' : 'risky', fix: set(key, 'none') });
  const scopes = settings.entries().filter(([key]) => /^@[^:]+:registry$/.test(key));
  const open = scopes.filter(([, said]) => !isProtectedAddress(said.value)).map(([key, said]) => ({ text: `${key} = ${said.value}`, place: said.place }));
  const ca = settings.get('cafile') ?? variableSaid(machine, 'NODE_EXTRA_CA_CERTS');
  const tls = machine.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' ? { value: 'false', place: { variable: 'NODE_TLS_REJECT_UNAUTHORIZED' } } : settings.get('strict-ssl');
  return {
    'npm-allow-git': since(version, '11.9.0', kept('allow-git')),
    'npm-allow-remote': since(version, '11.9.0', kept('allow-remote')),
    'npm-allow-file-directory': since(version, '11.9.0', judgeSetting({ key: 'allow-file', said: settings.get('allow-file'), isSafe: (value) => value !== 'all', unset: 'risky', fix: set('allow-file', 'root') })),
    'npm-registry': judgeSetting({ key: 'registry', said: settings.get('registry'), isSafe: isProtectedAddress, unset: 'safe', fix: set('registry', 'https://YOUR-APPROVED-REGISTRY/') }),
    'npm-scope-registry': scopes.length === 0 ? notApplicable('no scope is mapped; which scopes are yours is not known here') : mustBeNone('scope that comes over an unprotected address', open, 'map the scope to an https:// address'),
    'npm-strict-ssl': judgeSetting({ key: 'strict-ssl', said: tls, isSafe: isYes, unset: 'safe', fix: tls?.place.variable === undefined ? set('strict-ssl', 'true') : `unset ${tls.place.variable}` }),
    'npm-cafile': judgeSetting({ key: 'cafile', said: ca, isSafe: (value) => isGuarded(machine, value), unset: 'safe', fix: removal(ca, 'cafile') }),
    'npm-replace-registry-host': judgeSetting({ key: 'replace-registry-host', said: settings.get('replace-registry-host'), isSafe: (value) => value !== 'never', unset: 'safe', fix: set('replace-registry-host', 'npmjs') }),
  };
}

/** Ages, hashes and advisories. */
function integrity(settings: Settings, machine: InspectedMachine, version: string | undefined): Inspected['answers'] {
  const before = settings.get('before');
  const age = before !== undefined && before.value !== 'null' ? { state: 'safe', found: `before = ${before.value}`, place: before.place } as const
    : judgeSetting({ key: 'min-release-age', said: settings.get('min-release-age'), isSafe: (value) => Number(value) >= 3, unset: 'risky', fix: set('min-release-age', '3') });
  return {
    'npm-min-release-age': since(version, '11.10.0', age),
    'npm-min-release-age-exclude': since(version, '11.17.0', judgeSetting({ key: 'min-release-age-exclude', said: settings.get('min-release-age-exclude'), isSafe: (value) => !/(?:^|[\s,])\*/.test(value), unset: 'safe', fix: removal(settings.get('min-release-age-exclude'), 'min-release-age-exclude') })),
    'npm-package-lock': lockFile(settings, machine),
    'npm-audit': judgeSetting({ key: 'audit', said: settings.get('audit'), isSafe: isYes, unset: 'safe', fix: set('audit', 'true') }),
  };
}

function lockFile(settings: Settings, machine: InspectedMachine): CheckAnswer {
  const said = settings.get('package-lock');
  if (said !== undefined && !isYes(said.value)) return { state: 'risky', found: 'package-lock = false', place: said.place, fix: set('package-lock', 'true') };
  const folder = npmFolderOf(machine);
  const manifest = jsonTable(machine, `${folder}/package.json`);
  if (manifest === undefined || !isTable(manifest['dependencies'])) return { state: 'safe', found: 'package-lock is not set' };
  const has = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'].some((name) => machine.exists(`${folder}/${name}`));
  return has ? { state: 'safe', found: 'the project has a lock file' } : { state: 'risky', found: 'the project has dependencies and no lock file', place: { file: `${folder}/package.json` }, fix: 'npm install --package-lock-only --ignore-scripts' };
}

function files(machine: InspectedMachine): Inspected['answers'] {
  return {
    'npm-authtoken': tokens(machine),
    'npm-ci-in-pipelines': mustBeNone('npm install in pipelines', scriptLines(machine, /\bnpm (?:install|i)(?=\s*(?:$|&&|;|--(?!global|prefix|location)))(?!.*(?:\s-g\b|--global))/), 'use npm ci'),
  };
}

/** Secrets in files of the project, in files that others can read, or written out at all. The secret itself is never told. */
function tokens(machine: InspectedMachine): readonly CheckAnswer[] {
  const project = `${npmFolderOf(machine)}/.npmrc`;
  const user = userFile(machine);
  const found = [...new Set([project, user])].flatMap((file) => {
    // Without variables, `${NAME}` stays as it is written.
    const secrets = parseNpmrc(machine.read(file) ?? '', {}).filter(({ key, value }) => /:?_(?:authToken|auth|password)$/.test(key) && !/^\$\{[^}]+\}$/.test(value));
    return secrets.map(({ line }) => ({ text: `a secret is written out${file === project && file !== user ? ' in the project' : ''}${((machine.mode(file) ?? 0) & 0o077) === 0 ? '' : ', in a file that others can read'}`, place: { file, line } }));
  });
  return mustBeNone('secret written out', found, 'name a variable instead: //host/:_authToken=${NPM_TOKEN}, and chmod 600 the file');
}

function isGuarded(machine: InspectedMachine, path: string): boolean {
  const permissions = machine.permissions(path);
  return permissions === undefined || (permissions.owner === 0 && !permissions.isSharedWritable);
}
