/** The checks on apt and dpkg. */
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { judgeSetting, mustBeNone, mustBeUnset, mustNotBeYes, notApplicable, type CheckAnswer, type Inspected } from './answers.ts';
import { readAptConfig, readAptSources, partNames, type AptConfig, type PlacedSource } from './apt-config.ts';
import { readDpkg, type Dpkg } from './dpkg.ts';
import { keyAnswers, sourceAnswers, thirdPartyAnswers, thirdPartySources } from './apt-sources.ts';
import { scriptLines } from './files.ts';
import { isYes } from './settings.ts';

/** Looks at apt; undefined where it isn't installed. */
export async function inspectApt(machine: InspectedMachine): Promise<Inspected | undefined> {
  const program = machine.program('apt-get');
  if (program === undefined) return undefined;
  const dpkg = readDpkg(machine);
  const config = readAptConfig(machine);
  const sources = readAptSources(machine, config);
  const answers = { ...switches(config, machine), ...commands(config, machine, dpkg), ...sourceAnswers(sources, machine), ...keyAnswers(sources, config, machine, dpkg), ...system(config, sources, machine, dpkg) };
  return { id: 'apt-debian', program, version: dpkg.versions.get('apt'), answers };
}

/** Looks at sources that are not the distribution's; undefined where there is none. */
export async function inspectThirdParty(machine: InspectedMachine): Promise<Inspected | undefined> {
  if (machine.program('apt-get') === undefined) return undefined;
  const config = readAptConfig(machine);
  const foreign = thirdPartySources(readAptSources(machine, config), machine);
  const [first] = foreign;
  if (first === undefined) return undefined;
  return { id: 'apt-thirdparty', program: first.file, version: undefined, answers: thirdPartyAnswers(foreign, machine) };
}

const WRITE = (setting: string): string => `printf '%s\\n' '${setting};' | sudo tee /etc/apt/apt.conf.d/99zz-hardening`;

function switches(config: AptConfig, machine: InspectedMachine): Inspected['answers'] {
  const off = (key: string): CheckAnswer => mustNotBeYes(key, config.get(key), `remove the line, or: ${WRITE(`${key} "false"`)}`);
  const on = (key: string): CheckAnswer => judgeSetting({ key, said: config.get(key), isSafe: isYes, unset: 'safe', fix: `remove the line, or: ${WRITE(`${key} "true"`)}` });
  const used = scriptLines(machine, /\bapt(?:-get)?\b.*(?:--allow-unauthenticated|--force-yes)/);
  return {
    'apt-allow-insecure-repositories': off('Acquire::AllowInsecureRepositories'),
    'apt-allow-weak-repositories': off('Acquire::AllowWeakRepositories'),
    'apt-allow-downgrade-insecure': off('Acquire::AllowDowngradeToInsecureRepositories'),
    'apt-allow-unauthenticated': [off('APT::Get::AllowUnauthenticated'), ...used.map(({ text, place }) => ({ state: 'risky', found: text, place, fix: 'remove the option; give the source its key with Signed-By' }) as const)],
    'apt-check-valid-until': on('Acquire::Check-Valid-Until'),
    'apt-tls-verify': [on('Acquire::https::Verify-Peer'), on('Acquire::https::Verify-Host')],
    'apt-sandbox-user': judgeSetting({ key: 'APT::Sandbox::User', said: config.get('APT::Sandbox::User'), isSafe: (value) => value !== 'root', unset: 'safe', fix: 'remove the line: _apt is the default' }),
    'apt-gpgv-command': mustBeUnset('APT::Key::gpgvcommand', [config.get('APT::Key::gpgvcommand')].filter((said) => said !== undefined), 'remove the line: signatures are then checked by apt itself'),
  };
}

const HOOKS = ['DPkg::Pre-Install-Pkgs', 'DPkg::Pre-Invoke', 'DPkg::Post-Invoke', 'APT::Update::Pre-Invoke', 'APT::Update::Post-Invoke', 'APT::Update::Post-Invoke-Success'];
/** Removing apt's own downloads is all that images of containers do here. */
const CLEANS_CACHE = /^(?:rm -f(?: \/var\/(?:cache|lib)\/apt\/[\w*./-]+)+(?: \|\| true)?;?\s*)+$/;

function commands(config: AptConfig, machine: InspectedMachine, dpkg: Dpkg): Inspected['answers'] {
  const hooks = HOOKS.flatMap((key) => config.list(key).map((said) => ({ key, said })));
  const unknown = hooks.filter(({ said }) => !dpkg.conffiles.has(said.place.file ?? '') && !CLEANS_CACHE.test(said.value.trim()));
  const detect = config.get('Acquire::http::Proxy-Auto-Detect') ?? config.get('Acquire::http::ProxyAutoDetect');
  const proxy = config.get('Acquire::http::Proxy') ?? config.get('Acquire::https::Proxy');
  return {
    'apt-hooks': mustBeNone('command from a file that no package owns', unknown.map(({ key, said }) => ({ text: `${key} runs ${said.value.slice(0, 100)}`, place: said.place })), 'find out who put it there; remove the line if it is not wanted'),
    'apt-proxy-autodetect': detect !== undefined ? { state: 'risky', found: `runs ${detect.value}`, place: detect.place, fix: 'set Acquire::http::Proxy to the address instead' }
      : proxy === undefined ? { state: 'safe', found: 'no proxy is configured' } : { state: 'by-hand', found: 'a proxy is configured: is it yours?', place: proxy.place },
    'dpkg-force-options': mustBeNone('force option', forced(machine), 'remove the line'),
  };
}

function forced(machine: InspectedMachine): { text: string; place: { file: string; line: number } }[] {
  const folder = '/etc/dpkg/dpkg.cfg.d';
  const files = ['/etc/dpkg/dpkg.cfg', ...partNames(machine, folder, 'cfg').map((name) => `${folder}/${name}`)];
  return files.flatMap((file) => (machine.read(file) ?? '').split('\n').flatMap((line, index) => (/^\s*force-(?:all|bad-verify)\b/.test(line) ? [{ text: line.trim(), place: { file, line: index + 1 } }] : [])));
}

function system(config: AptConfig, sources: readonly PlacedSource[], machine: InspectedMachine, dpkg: Dpkg): Inspected['answers'] {
  return {
    'apt-pin-third-party': pins(config, sources, machine),
    'apt-unattended-origins': origins(config),
    'xz-backdoor-version': xzAnswer(dpkg),
  };
}

function pins(config: AptConfig, sources: readonly PlacedSource[], machine: InspectedMachine): CheckAnswer | readonly CheckAnswer[] {
  const folder = config.path(machine, 'etc', 'preferencesparts', 'preferences.d');
  const files = [config.path(machine, 'etc', 'preferences', 'preferences'), ...partNames(machine, folder, 'pref').map((name) => machine.join(folder, name))];
  const rows = files.flatMap((file) => (machine.read(file) ?? '').split('\n').flatMap((line, index) => {
    const priority = /^Pin-Priority:\s*(-?\d+)/i.exec(line)?.[1];
    return priority === undefined ? [] : [{ priority: Number(priority), place: { file, line: index + 1 } }];
  }));
  const forcing = rows.filter(({ priority }) => priority > 1000);
  if (forcing.length > 0) return forcing.map(({ priority, place }) => ({ state: 'risky', found: `Pin-Priority: ${priority} replaces even newer packages`, place, fix: 'use a priority below 500, and name the packages' }));
  const foreign = thirdPartySources(sources, machine);
  if (foreign.length === 0) return notApplicable('every source is the distribution\'s');
  if (rows.some(({ priority }) => priority < 500)) return { state: 'safe', found: 'sources are pinned below 500' };
  return foreign.map(({ file, line, uris }) => ({ state: 'default-risky', found: `${uris.join(' ')} may replace any system package`, place: { file, line }, fix: 'pin its origin at 100 in /etc/apt/preferences.d, and its own packages at 500' }));
}

function origins(config: AptConfig): CheckAnswer | readonly CheckAnswer[] {
  const said = [...config.list('Unattended-Upgrade::Allowed-Origins'), ...config.list('Unattended-Upgrade::Origins-Pattern')];
  if (said.length === 0) return notApplicable('unattended upgrades are not configured');
  const foreign = said.filter(({ value }) => !/\$\{distro_id\}|\$\{distro_codename\}|origin=(?:Debian|Ubuntu)\b|^(?:Debian|Ubuntu)\b/i.test(value));
  return mustBeNone('foreign origin upgraded by itself', foreign.map(({ value, place }) => ({ text: value, place })), 'remove the line');
}

function xzAnswer(dpkg: Dpkg): CheckAnswer {
  const [name, version] = ['liblzma5', 'xz-utils'].map((each) => [each, dpkg.versions.get(each)] as const).find(([, each]) => each !== undefined) ?? [];
  if (name === undefined || version === undefined) return notApplicable('xz is not installed');
  const isBad = /^(?:\d+:)?5\.6\.[01](?:-|$)/.test(version);
  return isBad ? { state: 'risky', found: `${name} ${version} carries the backdoor`, fix: 'apt-get install --only-upgrade xz-utils liblzma5' } : { state: 'safe', found: `${name} ${version}` };
}

