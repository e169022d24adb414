/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const DEBIAN_INSTALLERS: readonly Installer[] = [
  {
    id: 'apt-debian', name: 'apt / dpkg with the Debian archive', kind: 'os-package-manager', registry: 'debian archive',
    publisher: [
      { fact: 'Only holders of a key in the Debian Developers or Debian Maintainers keyring can upload; packages of others need a sponsoring Debian Developer (Maintainers cannot sponsor).', evidence: "Debian Developer's Reference" },
      { fact: "Identity proofing: the applicant's OpenPGP key must be signed by an existing Debian member, normally after meeting in person (exceptions case by case).", evidence: "Debian Developer's Reference" },
    ],
    naming: [
      { fact: 'One curated flat namespace per archive; new source package names pass the NEW queue.' },
      { fact: 'No namespace across repositories: any configured repository can ship any package name, and apt installs the highest version among equal priorities (500 by default).', evidence: 'apt_preferences(5), local' },
    ],
    review: [
      { fact: "Human review by the FTP team for NEW packages only, and it 'mainly ensures that the software is really free'; it is not a malware or code audit.", evidence: "Debian Developer's Reference" },
      { fact: 'Later uploads of existing packages are not reviewed before entering unstable; migration to testing is automatic after delay/tests.' },
      { fact: "Binaries are built on Debian build daemons; in 'main' binaries not built there will not usually migrate to testing, so a source-only upload must follow.", evidence: "Debian Developer's Reference" },
      { fact: "Debian 14 'forky' is announced to require reproducible builds for testing migration (seen only second-hand).", unconfirmed: true },
    ],
    installCode: [
      { fact: 'Maintainer scripts preinst, postinst, prerm, postrm run as root; triggers and debconf config scripts too.', evidence: 'Debian Policy 6.1' },
      { fact: 'apt can also run DPkg::Pre-Invoke/Post-Invoke and APT::Update::Post-Invoke hooks from its configuration.', evidence: 'apt configure-index, local' },
    ],
    signing: [
      { fact: "The archive signs the Release/InRelease file; it lists hashes of Packages files, which list hashes of .deb files. Packages themselves are not individually verified (dpkg ships with no-debsig); the uploader's signature is stripped.", evidence: 'apt-secure(8); /etc/dpkg/dpkg.cfg, local' },
      { fact: "apt verifies Release by default and refuses unsigned repositories; it does not protect against compromise of the archive's master or key.", evidence: 'apt-secure(8)' },
      { fact: "Debian 13 (apt 3) verifies with Sequoia's sqv and rejects SHA-1 key bindings since 2026-02-01; apt-key was removed there.", evidence: 'public issues 2025-2026' },
    ],
    integrity: [
      { fact: 'SHA-256 chain from Release; Valid-Until plus Check-Valid-Until guard against replay; no per-host lock file, but =version and pinning exist.', evidence: 'apt.conf(5)' },
    ],
    transport: [
      { fact: 'http or https mirrors are equal for integrity (signatures); https adds confidentiality.' },
    ],
    immutability: [
      { fact: 'A version cannot be replaced by different content under the same version in the archive; old versions disappear from the mirror and live in the snapshot service.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'root. Downloading is done as user _apt (APT::Sandbox::User).', evidence: 'local config' },
    ],
    takedown: [
      { fact: "Security problems: the security team (the security team's e-mail address, or a bug tagged security); removal by a bug against the archive team's pseudo-package.", evidence: "Debian Developer's Reference" },
      { fact: 'Good report: package, version, suite/architecture, evidence (file path, upstream commit, hash), how found; encrypt if embargoed.', unconfirmed: true },
    ],
    offSwitches: [
      { how: 'none: dpkg has no switch to skip maintainer scripts', default: 'always run', effect: "'dpkg-deb -x' or 'apt-get download' only extract/fetch" },
    ],
    incidents: [
      { date: '2003-11', name: 'Debian servers', what: 'sniffed password led to a rootkit on at least four project machines; external checksum lists were used to verify the packages' },
      { date: '2024-03', name: 'xz-utils 5.6.0/5.6.1 (CVE-2024-3094)', what: 'backdoored upstream tarball reached unstable/testing, not stable' },
    ],
    checks: [
      { id: 'apt-allow-insecure-repositories', where: 'apt-config dump', key: 'Acquire::AllowInsecureRepositories', safe: 'false/0', risky: 'true/1', why: 'accepts unsigned repositories', default: '0', severity: 'high', evidence: 'local' },
      { id: 'apt-allow-weak-repositories', where: 'apt-config dump', key: 'Acquire::AllowWeakRepositories', safe: 'false/0', risky: 'true/1', why: 'accepts weak digests', default: '0', severity: 'high', evidence: 'local' },
      { id: 'apt-allow-downgrade-insecure', where: 'apt-config dump', key: 'Acquire::AllowDowngradeToInsecureRepositories', safe: 'false/0', risky: 'true/1', why: 'a signed repository may become unsigned', default: '0', severity: 'high', evidence: 'local' },
      { id: 'apt-allow-unauthenticated', where: 'apt-config dump; scripts', key: 'APT::Get::AllowUnauthenticated / --allow-unauthenticated / --force-yes', safe: 'unset/false; not used', risky: 'true; used', why: 'installs unverified packages without asking', default: 'unset', severity: 'high', evidence: 'apt-get(8), local' },
      { id: 'apt-trusted-yes', where: '/etc/apt/sources.list, sources.list.d/*.list ([trusted=yes]) and *.sources (Trusted: yes)', key: 'trusted', safe: 'absent', risky: 'yes', why: 'skips authentication for that source entirely', severity: 'high', evidence: 'sources.list(5), local' },
      { id: 'apt-source-insecure-options', where: 'sources.list(.d)', key: 'allow-insecure, allow-weak, allow-downgrade-to-insecure', safe: 'absent', risky: 'yes', why: 'per-source version of the global switches', default: 'no', severity: 'high' },
      { id: 'apt-signed-by', where: 'sources.list(.d)', key: 'signed-by / Signed-By', safe: 'present for every non-distribution source, pointing to /etc/apt/keyrings or /usr/share/keyrings', risky: 'absent', why: 'without it any globally trusted key can sign that source', severity: 'high' },
      { id: 'apt-trusted-gpg', where: '/etc/apt/trusted.gpg and /etc/apt/trusted.gpg.d/', key: 'contents', safe: 'empty file; only distribution keys', risky: 'third-party keys', why: 'keys here are trusted for every repository lacking Signed-By', severity: 'high' },
      { id: 'apt-key-perms', where: 'keyring files', key: 'owner/mode', safe: 'root:root, not group/world writable', risky: 'writable', why: 'key substitution', severity: 'medium' },
      { id: 'apt-http-third-party', where: 'sources.list(.d)', key: 'URI scheme', safe: 'https for third-party sources', risky: 'http', why: 'privacy and metadata tampering window; harmless only while signatures are enforced', severity: 'low' },
      { id: 'apt-check-valid-until', where: 'apt-config dump; sources options', key: 'Acquire::Check-Valid-Until / check-valid-until', safe: 'true/absent', risky: 'false/no (except snapshot sources)', why: 'replay of old, vulnerable indexes', default: 'true', severity: 'medium' },
      { id: 'apt-tls-verify', where: 'apt-config dump', key: 'Acquire::https::Verify-Peer, Verify-Host', safe: 'true/unset', risky: 'false', why: 'TLS interception', default: 'true', severity: 'medium' },
      { id: 'apt-sandbox-user', where: 'apt-config dump', key: 'APT::Sandbox::User', safe: '_apt', risky: 'root', why: 'download methods would run as root', default: '_apt', severity: 'medium', evidence: 'local' },
      { id: 'apt-hooks', where: 'apt-config dump', key: 'DPkg::Pre-Install-Pkgs, DPkg::Pre-Invoke, DPkg::Post-Invoke, APT::Update::Pre-Invoke/Post-Invoke', safe: 'known entries', risky: 'unknown commands', why: 'root persistence through package-manager hooks', severity: 'high' },
      { id: 'apt-gpgv-command', where: 'apt-config dump', key: 'APT::Key::gpgvcommand', safe: 'unset', risky: 'set', why: 'replaces the signature verifier', severity: 'high', evidence: 'apt configure-index; public issue' },
      { id: 'apt-pin-third-party', where: '/etc/apt/preferences(.d)', key: 'Pin-Priority', safe: 'third-party origins below 500 with explicit package allow list', risky: 'none, or priority over 1000', why: 'a third-party repository may replace any system package', severity: 'high' },
      { id: 'dpkg-force-options', where: '/etc/dpkg/dpkg.cfg(.d)', key: 'force-*', safe: 'no force-bad-verify, force-all', risky: 'present', why: 'disables dpkg safety checks', severity: 'medium' },
      { id: 'apt-proxy-autodetect', where: 'apt-config dump', key: 'Acquire::http::Proxy, Proxy-Auto-Detect', safe: 'known proxy', risky: 'unknown proxy or script', why: 'traffic redirection or command execution', severity: 'low', evidence: 'local: key exists in configure-index' },
      { id: 'apt-unattended-origins', where: '/etc/apt/apt.conf.d/50unattended-upgrades', key: 'Allowed-Origins / Origins-Pattern', safe: 'distribution security origins', risky: 'third-party origins', why: 'unattended root installs', severity: 'medium', evidence: 'local' },
      { id: 'xz-backdoor-version', where: 'dpkg -l xz-utils liblzma5; xz --version', key: 'version', safe: 'not 5.6.0 or 5.6.1', risky: '5.6.0-x / 5.6.1-x (upstream tarball)', why: 'CVE-2024-3094', severity: 'high' },
    ],
    gaps: [
      'Expected: signed packages. Given: signed index; the signer is the archive, not the author.',
      'Expected: review of each update. Given: review of new names, mostly for licences.',
      'Expected: repositories are isolated. Given: every repository can override every package unless pinned.',
    ],
    sources: [
      'apt-secure(8), apt.conf(5), sources.list(5), apt_preferences(5), apt-get(8) from apt 2.6.1 (local)',
      "Debian Developer's Reference and Debian Policy Manual (local packages)",
      'apt-config dump on Debian 12 (local)',
      'Issues on sqv/Debian 13 in gluster, gitea, carbonapi, ansible projects',
    ],
  },
  {
    id: 'apt-thirdparty', name: 'Ubuntu archive, PPAs and third-party apt repositories', kind: 'os-package-manager', registry: 'launchpad PPA / vendor repositories',
    publisher: [
      { fact: 'PPA: any Launchpad user or team; source packages must be signed with a key registered in Launchpad; Launchpad builds and signs with a per-owner key.', evidence: 'Launchpad documentation; archived Launchpad IRC' },
      { fact: 'Ubuntu main/universe: upload rights held by Ubuntu developers; universe is community-maintained.', unconfirmed: true },
      { fact: 'Vendor repositories: whoever runs the server and key.' },
    ],
    naming: [
      { fact: "None: may use the name of any distribution package; default priority 500 equals the distribution's.", evidence: 'apt_preferences(5)' },
    ],
    review: [
      { fact: "PPA: none; 'a hosting facility', no malware testing (statement of Launchpad community members).", unconfirmed: true },
    ],
    installCode: [
      { fact: 'Maintainer scripts as root, as for Debian.' },
    ],
    signing: [
      { fact: 'Repository key verified by apt; add-apt-repository or vendor instructions decide which key is trusted.' },
    ],
    integrity: [
      { fact: 'As apt.' },
    ],
    transport: [
      { fact: 'Often https; some http.' },
    ],
    immutability: [
      { fact: 'PPA owners may delete and replace; a version string cannot be re-uploaded with other content.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'root.' },
    ],
    takedown: [
      { fact: "PPA: Launchpad 'report' / Launchpad feedback; vendor repository: the vendor.", unconfirmed: true },
    ],
    offSwitches: [],
    incidents: [
      { date: '2019-08', name: 'Webmin (vendor-hosted packages)', what: 'build server compromise; backdoor present in packages but not in the public source repository' },
    ],
    checks: [
      { id: 'ppa-present', where: 'sources.list(.d)', key: 'launchpad PPA entries', safe: 'none, or on the approved list with Signed-By and pinning', risky: 'unapproved', why: 'arbitrary individual gains root on update', severity: 'high' },
      { id: 'thirdparty-repo-scope', where: 'apt policy', key: 'packages installed from each third-party origin', safe: 'only the intended packages', risky: 'system packages (libc, openssh, sudo...) from it', why: 'repository overriding the base system', severity: 'high' },
      { id: 'repo-setup-pipe-shell', where: 'shell history, Dockerfiles', key: 'curl ... | bash repository set-up scripts', safe: 'absent', risky: 'present', why: 'adds keys and sources unreviewed', severity: 'medium' },
      { id: 'deb822-modern', where: 'sources.list.d', key: '*.sources with Signed-By', safe: 'deb822 with Signed-By', risky: 'legacy one-line without signed-by', why: "keeps key scope explicit; apt 3 offers 'apt modernize-sources'", severity: 'low', unconfirmed: true },
    ],
    gaps: [
      'Expected: same vetting as the distribution. Given: none; yet same power (root, any package).',
    ],
    sources: [
      'Launchpad documentation: Personal Package Archive',
      'apt_preferences(5) (local)',
      'CNCF catalog: Webmin backdoor',
    ],
  },
];
