/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const CPAN_INSTALLERS: readonly Installer[] = [
  {
    id: 'cpan', name: 'CPAN.pm (cpan shell) with CPAN / PAUSE', kind: 'language-package-manager', registry: 'cpan',
    publisher: [
      { fact: "PAUSE account requested by form; administrators approve, 'largely a formality'. Anyone with an account may upload anything to the own author directory.", evidence: 'PAUSE operating model' },
      { fact: 'No second factor was found in the PAUSE server source (no 2FA/TOTP/WebAuthn code, snapshot 2026-04).', evidence: 'source search' },
      { fact: 'No trusted publishing / OIDC found.', evidence: 'source search' },
    ],
    naming: [
      { fact: 'Indexing permission per Perl package: first-come, co-maint, admin. Uploads without permission are stored but not indexed, so most clients will not install them.', evidence: 'PAUSE operating model' },
      { fact: 'Given-up names go to the special user ADOPTME; PAUSE admins do not override a reachable first-come holder.', evidence: 'PAUSE operating model' },
      { fact: 'No automatic typosquat check found.', evidence: 'source search', unconfirmed: true },
    ],
    review: [
      { fact: 'None before publication (CPAN Testers run tests afterwards, not malware checks).' },
    ],
    installCode: [
      { fact: "Makefile.PL or Build.PL, make, the test suite and 'make install' all execute author code; running Makefile.PL is even needed to learn the prerequisites." },
      { fact: "CPAN.pm states: 'There's no strong security layer in CPAN.pm... helps you to install foreign, unmasked, unsigned code on your machine.'", evidence: 'CPAN.pm 2.33 documentation, local' },
    ],
    signing: [
      { fact: 'PAUSE signs the CHECKSUMS file of each author directory; authors may add a Module::Signature SIGNATURE.', evidence: 'PAUSE source' },
      { fact: 'The client checks signatures only when check_sigs is true; default is 0, and without Module::Signature the check is skipped with a debug message.', evidence: 'CPAN 2.33 source, local' },
      { fact: 'CVE-2020-16156 (signature verification bypass, CPAN 2.28) was answered by the cpan_path check in CHECKSUMS.', evidence: 'CVE record; local source' },
    ],
    integrity: [
      { fact: 'Default: the distribution is compared with a CHECKSUMS file fetched from the same place. No lock file in CPAN.pm (Carton/cpanfile.snapshot add one).', evidence: 'CPAN.pm documentation' },
    ],
    transport: [
      { fact: 'pushy_https defaults to true: uses https for the main site and ignores urllist, but falls back to http with a warning when https is impossible.', evidence: 'local documentation' },
      { fact: 'CPAN.pm before 2.35 does not verify TLS certificates (CVE-2023-31484), and HTTP::Tiny before 0.083 does not by default (CVE-2023-31486). Debian 12 ships CPAN 2.33 and HTTP::Tiny 0.080: neither verifies (checked on this machine).', evidence: 'local source; advisories' },
    ],
    immutability: [
      { fact: 'A file name can never be uploaded again; authors may delete files, BackPAN mirrors keep them.', evidence: 'PAUSE source and operating model' },
    ],
    privilege: [
      { fact: "Often root or sudo for 'make install' into system directories (make_install_make_command can be 'sudo make'); local::lib (-I) avoids it.", evidence: 'local documentation' },
    ],
    takedown: [
      { fact: "CPAN Security Group (CPANSec, CNA for CPAN and Perl): its e-mail address; its site has a 'How to Report a Security Issue' page.", evidence: 'CPANSec repository' },
      { fact: 'PAUSE admins may delete files and revoke accounts; they cannot guarantee removal from BackPAN.', evidence: 'PAUSE operating model' },
      { fact: 'PAUSE admin contact its e-mail address.', unconfirmed: true },
      { fact: 'Good report: author id, distribution file name, module, version, file/line, behaviour, hash.', unconfirmed: true },
    ],
    offSwitches: [
      { how: "none; '-T' / notest skips only the tests", default: 'tests run', effect: 'configure and build code still runs' },
    ],
    incidents: [
      { date: '2020-2021', name: 'CVE-2020-16154/16155/16156', what: 'checksum-signature bypass in cpanminus, CPAN::Checksums and CPAN' },
      { date: '2023', name: 'CVE-2023-31484 / 31486', what: 'missing TLS verification in CPAN.pm and HTTP::Tiny' },
      { date: '-', name: 'malicious uploads', what: 'no large malicious-upload incident was confirmed in this research', unconfirmed: true },
    ],
    checks: [
      { id: 'cpan-check-sigs', where: "~/.cpan/CPAN/MyConfig.pm, /etc/perl/CPAN/Config.pm; 'cpan -J'", key: 'check_sigs', safe: '1 with Module::Signature and gpg installed', risky: '0', why: 'otherwise CHECKSUMS is unsigned data from the same server', default: '0', severity: 'high', evidence: 'local' },
      { id: 'cpan-pushy-https', where: 'MyConfig.pm', key: 'pushy_https', safe: '1 (or urllist only https with 0)', risky: '0 with http urllist', why: 'plain-http code download', default: '1', severity: 'high', evidence: 'local' },
      { id: 'cpan-urllist', where: 'MyConfig.pm', key: 'urllist', safe: 'https:// or file:// approved mirror', risky: 'http://, ftp://', why: 'only used when pushy_https is 0', severity: 'high', evidence: 'local' },
      { id: 'cpan-version-floor', where: "perl -MCPAN -e 'print $CPAN::VERSION'", key: 'CPAN', safe: '2.35 or later', risky: 'below 2.35', why: 'no TLS certificate verification (CVE-2023-31484)', since: '2.35', severity: 'high', evidence: 'local: 2.33' },
      { id: 'http-tiny-verify', where: "perl -MHTTP::Tiny -e 'print $HTTP::Tiny::VERSION'", key: 'HTTP::Tiny', safe: '0.083 or later (verify_SSL default 1)', risky: 'older', why: 'no certificate verification by default (CVE-2023-31486)', since: '0.083', severity: 'high', evidence: 'local: 0.080 default 0; HTTP-Tiny release notes' },
      { id: 'http-tiny-insecure-env', where: 'environment', key: 'PERL_HTTP_TINY_SSL_INSECURE_BY_DEFAULT', safe: 'unset', risky: '1', why: 'restores the non-verifying default in HTTP::Tiny 0.083 and later', since: '0.083', default: 'unset', severity: 'high' },
      { id: 'cpan-prerequisites-policy', where: 'MyConfig.pm', key: 'prerequisites_policy', safe: 'ask or ignore', risky: 'follow', why: "pulls and executes whole dependency trees unattended; 'follow' also sets PERL_AUTOINSTALL defaults", default: 'follow', severity: 'medium', evidence: 'local' },
      { id: 'cpan-build-requires', where: 'MyConfig.pm', key: 'build_requires_install_policy', safe: 'ask/no or no', risky: 'yes', why: 'permanently installs build helpers', default: 'yes', severity: 'low', evidence: 'local' },
      { id: 'cpan-recommends', where: 'MyConfig.pm', key: 'recommends_policy', safe: '0', risky: '1', why: 'installs optional modules as well', default: '1', severity: 'low', evidence: 'local' },
      { id: 'cpan-make-install', where: 'MyConfig.pm', key: 'make_install_make_command, mbuild_install_build_command', safe: 'make / local::lib', risky: 'sudo ...', why: 'author code reaches root', severity: 'medium', evidence: 'local' },
      { id: 'cpan-plugin-prefs', where: 'MyConfig.pm', key: 'plugin_list, prefs_dir, patches_dir', safe: 'unset or root-owned', risky: 'user-writable', why: 'hooks and patches executed during builds', severity: 'medium', evidence: 'local (plugin_list, prefs_dir documented)' },
      { id: 'cpan-connect-ok', where: 'MyConfig.pm', key: 'connect_to_internet_ok', safe: '0 on servers', risky: '1', why: 'lets CPAN.pm use built-in sites without asking', severity: 'low', evidence: 'local' },
      { id: 'cpan-trust-test-history', where: 'MyConfig.pm', key: 'trust_test_report_history', safe: 'no', risky: 'yes', why: 'skips tests (quality, minor)', severity: 'low', evidence: 'local' },
      { id: 'perl-env', where: 'environment', key: 'PERL5LIB, PERL5OPT, PERL_MM_OPT, PERL_MB_OPT', safe: 'unset or managed', risky: 'user-writable path', why: 'code injection into every perl run', severity: 'medium', unconfirmed: true },
    ],
    gaps: [
      'Expected: signed and verified. Given: verification off by default, TLS not even verified on Debian 12.',
      'Expected: publisher 2FA. Given: none found.',
    ],
    sources: [
      'CPAN.pm 2.33 and CPAN::FirstTime documentation and source (local)',
      'PAUSE operating model and source (andk/pause, 2026-04)',
      'cpanpm Changes',
      'CVE-2020-16156, CVE-2023-31484 records; CPANSA advisories',
      'CPAN Security Group site repository',
    ],
  },
  {
    id: 'cpanm', name: 'App::cpanminus (cpanm)', kind: 'language-package-manager', registry: 'cpan',
    publisher: [
      { fact: 'As cpan.' },
    ],
    naming: [
      { fact: 'As cpan. Accepts also URLs and git repositories.', evidence: 'cpanm manual, local' },
    ],
    review: [
      { fact: 'As cpan.' },
    ],
    installCode: [
      { fact: "As cpan; '-n/--notest' skips only tests." },
    ],
    signing: [
      { fact: 'The CHECKSUMS signature check was removed in 1.7045 (CVE-2020-16154): there is no signature verification.', evidence: 'App::cpanminus Changes' },
    ],
    integrity: [
      { fact: 'None beyond transport; no lock file (Carton adds one).' },
    ],
    transport: [
      { fact: 'Plain http for index, MetaDB and downloads by default (CVE-2024-45321): verified in 1.7046 on this machine; true up to 1.7047.', evidence: 'local source; advisory' },
      { fact: 'Whether 1.7048 (2024-10) uses https by default.', unconfirmed: true },
    ],
    immutability: [
      { fact: 'As cpan.' },
    ],
    privilege: [
      { fact: '-S/--sudo installs with root rights; default false.', evidence: 'cpanm manual, local' },
    ],
    takedown: [
      { fact: 'As cpan.' },
    ],
    offSwitches: [],
    incidents: [
      { date: '2024-08', name: 'CVE-2024-45321', what: 'insecure http by default allows code execution by a network attacker' },
    ],
    checks: [
      { id: 'cpanm-https', where: 'env PERL_CPANM_OPT; scripts', key: '--from https://...', safe: 'set to an https mirror', risky: 'unset', why: 'default is plain http: network attacker supplies code', default: 'unset (http)', severity: 'high', evidence: 'local' },
      { id: 'cpanm-version', where: 'cpanm --version', key: 'App::cpanminus', safe: 'newest, patched for CVE-2024-45321 by the distributor', risky: '1.7047 or older unpatched', why: 'http and no signatures', severity: 'high', evidence: 'local: 1.7046' },
      { id: 'cpanm-sudo', where: 'env PERL_CPANM_OPT; scripts', key: '--sudo', safe: 'absent', risky: 'present', why: 'author code as root', default: 'false', severity: 'medium' },
      { id: 'cpanm-pipe', where: 'scripts, Dockerfiles', key: 'curl cpanmin... | perl over http', safe: 'absent', risky: 'present', why: 'bootstrap without verification', severity: 'high' },
    ],
    gaps: [
      'The weakest transport default of all installers examined.',
    ],
    sources: [
      'cpanm 1.7046 manual and source (local, Debian 12)',
      'App::cpanminus Changes',
      'Issues and pull requests: miyagawa/cpanminus 611, 674; Perl/docker-perl 167',
    ],
  },
  {
    id: 'ppm', name: 'Perl Package Manager (PPM, ActivePerl)', kind: 'language-package-manager', registry: 'ActiveState ppm repositories (closed)',
    publisher: [
      { fact: "DISCONTINUED. ActiveState lists PPM among components that 'have reached end-of-life and are no longer supported'; it neither builds nor maintains it.", evidence: 'ActiveState documentation: Deprecated Support' },
      { fact: 'Historically: packages pre-built by ActiveState from CPAN, plus third-party repositories anyone could run.', evidence: 'ActiveState blog; PPM::Repositories' },
    ],
    naming: [
      { fact: 'CPAN module names.' },
    ],
    review: [
      { fact: 'Historic: automated builds by ActiveState.' },
    ],
    installCode: [
      { fact: 'Pre-built archives described by a .ppd file, so no compilation on the client.' },
      { fact: 'A .ppd could name an install script run by ppm.', unconfirmed: true },
    ],
    signing: [
      { fact: 'No package signature verification known.', unconfirmed: true },
    ],
    integrity: [
      { fact: 'Checksums at best.', unconfirmed: true },
    ],
    transport: [
      { fact: 'Plain http repository hosts; reported unreachable.', unconfirmed: true },
    ],
    immutability: [
      { fact: 'Not applicable any more.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'User or administrator, depending on the install area.', unconfirmed: true },
    ],
    takedown: [
      { fact: 'None: product ended. Successor: ActiveState Platform / State Tool, or Strawberry Perl with cpan.', unconfirmed: true },
    ],
    offSwitches: [],
    incidents: [],
    checks: [
      { id: 'ppm-present', where: 'PATH: ppm, ppm.bat; ActivePerl directory', key: 'ppm', safe: 'absent', risky: 'present', why: 'unsupported installer without updates; repositories are gone', severity: 'high' },
      { id: 'ppm-repos', where: 'ppm repo list', key: 'repositories', safe: 'none', risky: 'third-party http repositories', why: 'unauthenticated code source', severity: 'high', unconfirmed: true },
      { id: 'activeperl-version', where: 'perl -v', key: 'ActivePerl 5.26 or older with PPM', safe: 'absent', risky: 'present', why: 'end-of-life runtime', severity: 'high', unconfirmed: true },
    ],
    gaps: [
      'Expected: a supported installer. Given: end of life.',
    ],
    sources: [
      'ActiveState documentation: Deprecated Support',
      'ActivePerl documentation',
      'GitLab issue: ActiveState ppm down',
    ],
  },
];
