/** CPAN.pm's settings (CPAN::MyConfig of the user, else CPAN::Config of the machine; the two are not merged) and cpanm's, and the checks on them. */
import { parseCpanConfig } from '../../ecosystems/cpan/cpan-config.ts';
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { judgeSetting, mustBeNone, mustBeSince, mustBeUnset, notApplicable, type CheckAnswer, type Inspected } from './answers.ts';
import { historyLines, scriptLines, variableSaid } from './files.ts';
import { isProtectedAddress, isYes, layerOf, Settings, type Said } from './settings.ts';

/** Looks at CPAN.pm; undefined where there is no perl with it. */
export async function inspectCpan(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('cpan') ?? machine.program('perl');
  if (program === undefined) return undefined;
  const folders = await modulePath(machine);
  const version = moduleVersion(machine, folders, 'CPAN.pm');
  if (version === undefined) return undefined;
  const settings = cpanSettings(machine, folders);
  return { id: 'cpan', program, version, answers: { ...trust(settings, machine, folders, version), ...policies(settings), ...commands(settings, machine) } };
}

/** Looks at cpanm; undefined where it isn't installed. */
export async function inspectCpanm(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('cpanm');
  if (program === undefined) return undefined;
  const version = /\bversion ([\d.]+)/.exec((await machine.ask(program, ['--version'])) ?? machine.read(program) ?? '')?.[1] ?? /\$VERSION = ["']([\d.]+)/.exec(machine.read(program) ?? '')?.[1];
  const options = variableSaid(machine, 'PERL_CPANM_OPT');
  const isHttps = (value: string): boolean => /(?:--from|--mirror)[= ]https:\/\//.test(value);
  return {
    id: 'cpanm', program, version,
    answers: {
      'cpanm-https': judgeSetting({ key: 'PERL_CPANM_OPT', said: options, isSafe: isHttps, unset: 'risky', fix: 'export PERL_CPANM_OPT="--from https://YOUR-APPROVED-MIRROR/"' }),
      'cpanm-version': mustBeSince(version, '1.7048', 'take a release patched for CVE-2024-45321 from your distributor'),
      'cpanm-sudo': [judgeSetting({ key: 'PERL_CPANM_OPT', said: options, isSafe: (value) => !/(?:^|\s)(?:--sudo|-S)\b/.test(value), unset: 'safe', fix: 'remove --sudo from PERL_CPANM_OPT' }), ...uses(machine, /\bcpanm\b.*(?:\s--sudo\b|\s-S\b)/, 'install into local::lib instead')],
      'cpanm-pipe': mustBeNone('cpanm fetched and run at once', scriptLines(machine, /\b(?:curl|wget)\b[^|]*cpanmin[^|]*\|\s*(?:sudo\s+)?perl\b/), "install it with the distribution's package manager"),
    },
  };
}

function uses(machine: InspectedMachine, pattern: RegExp, fix: string): readonly CheckAnswer[] {
  return scriptLines(machine, pattern).map(({ text, place }) => ({ state: 'risky', found: text, place, fix }));
}

/** Where perl looks for modules: PERL5LIB first, then its own folders. */
async function modulePath(machine: InspectedMachine): Promise<readonly string[]> {
  const own = (machine.env['PERL5LIB'] ?? '').split(':').filter((folder) => folder !== '');
  const asked = (await machine.ask('perl', ['-e', 'print join "\\n", @INC']))?.split('\n');
  const usual = ['/etc/perl', ...['/usr/local/share/perl', '/usr/share/perl', '/usr/lib/x86_64-linux-gnu/perl'].flatMap((folder) => machine.list(folder).map((name) => `${folder}/${name}`)), '/usr/share/perl5'];
  return [...own, ...(asked ?? usual)];
}

function moduleVersion(machine: InspectedMachine, folders: readonly string[], file: string): string | undefined {
  for (const folder of folders) {
    const text = machine.read(`${folder}/${file}`);
    if (text !== undefined) return /^\s*(?:our\s+)?\$(?:\w+::)*VERSION\s*=\s*["']?([\d._]+)/m.exec(text)?.[1];
  }
  return undefined;
}

function cpanSettings(machine: InspectedMachine, folders: readonly string[]): Settings {
  for (const file of [`${machine.home}/.cpan/CPAN/MyConfig.pm`, ...folders.map((folder) => `${folder}/CPAN/MyConfig.pm`), ...folders.map((folder) => `${folder}/CPAN/Config.pm`)]) {
    const text = machine.read(file);
    if (text === undefined) continue;
    const rows = parseCpanConfig(text).flatMap(({ key, values, line }) => values.map((value): [string, Said] => [key, { value, place: { file, line } }]));
    return new Settings([layerOf(rows.filter(([, said]) => said.value !== ''))]);
  }
  return new Settings([]);
}

/** The cpan shell's own way to change a setting. */
function set(key: string, value: string): string {
  return `printf 'o conf ${key} ${value}\\no conf commit\\n' | cpan`;
}

function trust(settings: Settings, machine: InspectedMachine, folders: readonly string[], version: string): Inspected['answers'] {
  const pushy = settings.get('pushy_https');
  const isPushy = pushy === undefined || isYes(pushy.value);
  const open = settings.all('urllist').filter(({ value }) => !isProtectedAddress(value));
  const list = open.map(({ value, place }) => ({ text: `urllist has ${value}${isPushy ? ' (used where https fails to answer, or with pushy_https 0)' : ''}`, place }));
  return {
    'cpan-check-sigs': signatures(settings, machine, folders),
    'cpan-pushy-https': isPushy ? { state: 'safe', found: pushy === undefined ? 'pushy_https is not set: on by default' : 'pushy_https = 1', ...(pushy === undefined ? {} : { place: pushy.place }) }
      : open.length === 0 && settings.all('urllist').length > 0 ? { state: 'safe', found: 'pushy_https = 0, and every address of urllist is protected', place: pushy.place }
        : { state: 'risky', found: 'pushy_https = 0', place: pushy.place, fix: set('pushy_https', '1') },
    'cpan-urllist': mustBeNone('unprotected address in urllist', list, set('urllist', 'https://YOUR-APPROVED-MIRROR/')),
    'cpan-version-floor': mustBeSince(version, '2.35', 'install a newer perl, or CPAN.pm from your distribution'),
    'http-tiny-verify': mustBeSince(moduleVersion(machine, folders, 'HTTP/Tiny.pm'), '0.083', 'install a newer perl, or HTTP::Tiny from your distribution'),
    'http-tiny-insecure-env': mustBeUnset('PERL_HTTP_TINY_SSL_INSECURE_BY_DEFAULT', [variableSaid(machine, 'PERL_HTTP_TINY_SSL_INSECURE_BY_DEFAULT')].filter((said) => said !== undefined), 'unset PERL_HTTP_TINY_SSL_INSECURE_BY_DEFAULT'),
  };
}

/** Without Module::Signature the check that was asked for is skipped. */
function signatures(settings: Settings, machine: InspectedMachine, folders: readonly string[]): CheckAnswer {
  const said = settings.get('check_sigs');
  const judged = judgeSetting({ key: 'check_sigs', said, isSafe: isYes, unset: 'risky', fix: set('check_sigs', '1') });
  if (judged.state !== 'safe' || folders.some((folder) => machine.exists(`${folder}/Module/Signature.pm`))) return judged;
  return { state: 'risky', found: 'check_sigs = 1, but Module::Signature is missing: the check is skipped', ...(said === undefined ? {} : { place: said.place }), fix: 'apt-get install libmodule-signature-perl' };
}

function policies(settings: Settings): Inspected['answers'] {
  const not = (key: string, bad: RegExp, unset: 'safe' | 'risky', good: string): CheckAnswer => judgeSetting({ key, said: settings.get(key), isSafe: (value) => !bad.test(value), unset, fix: set(key, good) });
  return {
    'cpan-prerequisites-policy': not('prerequisites_policy', /^follow$/, 'risky', 'ask'),
    'cpan-build-requires': not('build_requires_install_policy', /^yes$/, 'risky', 'ask/no'),
    'cpan-recommends': not('recommends_policy', /^(?:1|yes)$/, 'risky', '0'),
    'cpan-connect-ok': not('connect_to_internet_ok', /^(?:1|yes)$/, 'safe', '0'),
    'cpan-trust-test-history': not('trust_test_report_history', /^(?:1|yes)$/, 'safe', '0'),
  };
}

const SUDO = /\b(?:sudo|doas|su)\b/;

function commands(settings: Settings, machine: InspectedMachine): Inspected['answers'] {
  const elevated = ['make_install_make_command', 'mbuild_install_build_command'].flatMap((key) => settings.all(key).filter(({ value }) => SUDO.test(value)).map(({ value, place }) => ({ text: `${key} = ${value}`, place })));
  const traces = [...scriptLines(machine, /\bsudo\b.*\bcpan\b\s+\S+/), ...historyLines(machine, /\bsudo\s+(?:-\S+\s+)*cpan\b/)];
  const writable = ['plugin_list', 'prefs_dir', 'patches_dir'].flatMap((key) => settings.all(key).filter(({ value }) => key === 'plugin_list' || isOpenFolder(machine, value)).map(({ value, place }) => ({ text: `${key} = ${value}`, place })));
  return {
    'cpan-make-install': mustBeNone('install command with the rights of root', [...elevated, ...traces], `${set('make_install_make_command', 'make')}, and install into local::lib`),
    'cpan-plugin-prefs': mustBeNone('hooks or patches that others can change', writable, 'empty the folder, or give it to root'),
    'perl-env': perlEnvironment(machine),
  };
}

/** A folder with something in it that root does not own alone. */
function isOpenFolder(machine: InspectedMachine, folder: string): boolean {
  const permissions = machine.permissions(folder);
  return permissions !== undefined && machine.list(folder).length > 0 && (permissions.owner !== 0 || permissions.isSharedWritable);
}

function perlEnvironment(machine: InspectedMachine): CheckAnswer | readonly CheckAnswer[] {
  const options = ['PERL5OPT'].flatMap((name) => variableSaid(machine, name) ?? []).map((said) => ({ text: `PERL5OPT = ${said.value}`, place: said.place }));
  const library = variableSaid(machine, 'PERL5LIB');
  const open = (library?.value ?? '').split(':').filter((folder) => {
    const permissions = folder === '' ? undefined : machine.permissions(folder);
    return permissions !== undefined && (permissions.owner !== 0 || permissions.isSharedWritable);
  });
  if (options.length + open.length === 0 && library === undefined) return notApplicable('neither PERL5LIB nor PERL5OPT is set');
  return mustBeNone('folder or option that changes every perl', [...options, ...open.map((folder) => ({ text: `PERL5LIB has ${folder}, which others than root can change`, place: library?.place ?? {} }))], 'unset the variable, or give the folder to root');
}
