/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const CONDA_INSTALLERS: readonly Installer[] = [
  {
    id: 'conda', name: 'conda / mamba with Anaconda and conda-forge channels', kind: 'language-package-manager', registry: 'conda channels',
    publisher: [
      { fact: "Channel-based: 'defaults' by Anaconda; conda-forge by a volunteer organisation; anyone can register a personal channel on the public channel host and upload packages.", evidence: 'Anaconda and conda-forge docs' },
      { fact: 'conda-forge: a recipe enters through a pull request to staged-recipes that people review; afterwards a feedstock repository with its own maintainers publishes.', evidence: 'conda-forge docs' },
    ],
    naming: [
      { fact: 'Names are unique per channel only: the same name can exist in every channel, so channel order decides (channel confusion).' },
      { fact: 'conda-forge uploads first land in a staging channel; a validation service checks that a feedstock may produce that package name before copying.', evidence: 'conda-forge infrastructure issue' },
    ],
    review: [
      { fact: 'conda-forge: human review at first submission; later version updates are merged by feedstock maintainers or bots. Personal channels: none.' },
    ],
    installCode: [
      { fact: 'Packages may carry pre-link (deprecated, warned), post-link and pre-unlink scripts that run as the installing user.', evidence: 'conda CHANGELOG' },
      { fact: 'No conda setting that switches link scripts off was found in its settings source.', evidence: 'source' },
      { fact: 'pixi/rattler-based tools do not run post-link scripts by default.', unconfirmed: true },
    ],
    signing: [
      { fact: 'No package signature is verified by default. The built-in signature-verification plugin was removed in conda 26.3.0 and lives in the separate conda-content-trust plugin.', evidence: 'conda CHANGELOG' },
    ],
    integrity: [
      { fact: "repodata carries hashes; safety_checks default is 'warn', extra_safety_checks (sha256 of every file) default false.", evidence: 'source' },
      { fact: 'Explicit spec files / conda-lock give pinned URLs with hashes.', unconfirmed: true },
    ],
    transport: [
      { fact: 'HTTPS verified by default (ssl_verify true).', evidence: 'source' },
    ],
    immutability: [
      { fact: "conda-forge does not delete normally; bad builds are moved to a 'broken' label and metadata is patched.", unconfirmed: true },
    ],
    privilege: [
      { fact: 'User environments; root for system-wide installs.' },
    ],
    takedown: [
      { fact: 'Report to the channel owner; conda-forge core team by e-mail/issue; Anaconda support for the channel host.', unconfirmed: true },
    ],
    offSwitches: [],
    incidents: [],
    checks: [
      { id: 'conda-channel-priority', where: '.condarc (user, env, /etc/conda, install prefix); conda config --show', key: 'channel_priority', safe: 'strict', risky: 'flexible, disabled', why: 'with flexible/disabled a lower channel can supply a shadowing package', default: 'flexible', severity: 'high' },
      { id: 'conda-allowlist-channels', where: 'system .condarc', key: 'allowlist_channels', safe: 'approved channels', risky: 'empty', why: 'empty list means no restriction; use of others then errors', default: 'empty', severity: 'high' },
      { id: 'conda-channels', where: '.condarc', key: 'channels', safe: 'approved, https', risky: "http://, personal channels, 'nodefaults' surprises", why: 'the channel is the trust boundary', severity: 'high' },
      { id: 'conda-ssl-verify', where: '.condarc', key: 'ssl_verify', safe: 'true, CA path, truststore', risky: 'false', why: 'interception', default: 'true', severity: 'high' },
      { id: 'conda-safety-checks', where: '.condarc', key: 'safety_checks / extra_safety_checks', safe: 'enabled / true', risky: 'disabled / false', why: 'warn only reports size/hash problems', default: 'warn / false', severity: 'medium' },
      { id: 'conda-exclude-newer', where: '.condarc', key: 'exclude_newer (alias cooldown)', safe: '3d or more', risky: 'unset', why: 'cooldown; packages without timestamp are let through', since: 'after 26.3 (news fragment 15759)', default: 'unset', severity: 'low' },
      { id: 'conda-content-trust', where: 'conda info / installed plugins', key: 'conda-content-trust', safe: 'installed and configured where the channel signs', risky: 'absent', why: 'no signature verification otherwise since 26.3.0', since: '26.3.0', severity: 'low' },
    ],
    gaps: [
      'Expected: one trusted repository. Given: a list of channels where the same name may mean different publishers.',
      'Expected: signatures. Given: none by default.',
    ],
    sources: [
      'conda source: base/context.py; CHANGELOG 26.3.0',
      'conda-forge documentation: life cycle, staged-recipes, CFEP index',
      'Anaconda documentation: conda packages on the public channel host',
    ],
  },
];
