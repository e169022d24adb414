/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const STORES_INSTALLERS: readonly Installer[] = [
  {
    id: 'apple-app-store', name: 'Apple App Store, notarization and Gatekeeper', kind: 'app-store', registry: 'App Store',
    publisher: [
      { fact: 'Apple Developer Program members (99 USD/year); organisations need a D-U-N-S number; Developer ID certificates identify the team.', evidence: 'secondary sources' },
      { fact: 'Apple account must have two-factor authentication; individuals may be asked for identity documents.', unconfirmed: true },
    ],
    naming: [
      { fact: 'App names are unique per store locale; bundle identifiers unique; impersonation handled through App Review guideline 4.1 and disputes.', unconfirmed: true },
    ],
    review: [
      { fact: 'App Store: every submission passes App Review (guideline rejections such as 4.3 spam are documented publicly).' },
      { fact: "Outside the store: notarization is an automated malware and signing check; Apple states 'Notarization of macOS software is not App Review'. Required for Developer ID software by default since macOS 10.15.", evidence: 'Apple developer documentation' },
      { fact: 'Review combines automated analysis and human reviewers.', unconfirmed: true },
    ],
    installCode: [
      { fact: 'iOS/Mac App Store apps: no installer scripts by publishers; .pkg installers outside the store may run preinstall/postinstall scripts as root.', unconfirmed: true },
    ],
    signing: [
      { fact: 'All App Store code is signed; macOS checks the Developer ID signature and the notarization ticket (stapled or online) at first launch.', evidence: 'Apple documentation as quoted' },
      { fact: 'Apple re-signs App Store downloads; certificates and tickets can be revoked.', unconfirmed: true },
    ],
    integrity: [
      { fact: 'Code signature covers the bundle; no user-visible version pinning in the store.' },
    ],
    transport: [
      { fact: 'TLS to Apple services.', unconfirmed: true },
    ],
    immutability: [
      { fact: 'Old versions are not selectable by users; developers may remove apps.', unconfirmed: true },
    ],
    privilege: [
      { fact: "Sandboxed apps on iOS and in the Mac App Store (App Sandbox mandatory there); Developer ID apps run with the user's rights; .pkg asks for administrator.", unconfirmed: true },
    ],
    takedown: [
      { fact: "Report a Problem page / 'Report a scam or fraud' in the listing; product-security@apple.com for vulnerabilities; Apple may revoke certificates. Fields: app name, developer, version, observed behaviour, screenshots, network indicators.", unconfirmed: true },
    ],
    offSwitches: [
      { how: 'restrict to App Store / known developers (Gatekeeper), MDM allow-lists', default: 'App Store and known developers', effect: 'un-notarized code refused at first run' },
    ],
    incidents: [
      { date: '2015-09', name: 'XcodeGhost', what: 'trojanised Xcode put malware into at least 350 App Store apps, WeChat among them' },
      { date: '2025-02', name: 'SparkCat', what: 'OCR wallet-stealing SDK found in App Store apps', unconfirmed: true },
    ],
    checks: [
      { id: 'macos-gatekeeper', where: 'spctl --status', key: 'assessments', safe: 'assessments enabled', risky: 'assessments disabled', why: 'Gatekeeper off: unsigned code runs', default: 'enabled', severity: 'high' },
      { id: 'macos-gatekeeper-profile', where: 'configuration profile com.apple.systempolicy.control', key: 'EnableAssessment / AllowIdentifiedDevelopers', safe: 'true / per policy', risky: 'false', why: 'MDM enforcement of Gatekeeper', severity: 'high' },
      { id: 'macos-gatekeeper-override', where: 'configuration profile com.apple.systempolicy.managed', key: 'DisableOverride', safe: 'true', risky: 'absent', why: "users may otherwise bypass with 'Open anyway'", severity: 'medium', unconfirmed: true },
      { id: 'macos-app-notarized', where: 'spctl -a -vv; codesign -dv --verbose=4', key: 'source / TeamIdentifier', safe: 'Notarized Developer ID or Mac App Store, expected team', risky: 'unsigned, ad-hoc, unknown team', why: 'provenance per app', severity: 'medium' },
      { id: 'macos-quarantine', where: 'xattr -p com.apple.quarantine', key: 'quarantine attribute on downloads', safe: 'present until first approved launch', risky: 'stripped by scripts (xattr -d)', why: 'Gatekeeper checks only quarantined files', severity: 'medium', unconfirmed: true },
      { id: 'ios-enterprise-trust', where: 'MDM restrictions payload', key: 'allowEnterpriseAppTrust, allowAppInstallation, allowMarketplaceAppInstallation', safe: 'false unless needed', risky: 'true/unset', why: 'sideloading paths', severity: 'medium', unconfirmed: true },
    ],
    gaps: [
      'Expected: review finds all malware. Given: review plus automated scan; notarization is only an automated scan.',
    ],
    sources: [
      'Apple Developer Documentation: Notarizing macOS software before distribution; SystemPolicyControl profile',
      'spctl(8) manual',
      'apple-codesign documentation: A primer on Gatekeeper',
      'CNCF catalog: XcodeGhost',
    ],
  },
  {
    id: 'google-play', name: 'Google Play and Android package installer', kind: 'app-store', registry: 'Google Play',
    publisher: [
      { fact: 'Developer account with verified personal details; organisations need a D-U-N-S number and verified website (in force for Play since 2023).', evidence: 'F-Droid issue; developer discussion' },
      { fact: "Android developer verification for all installs on certified devices starts 2026-09-30 in Brazil, Indonesia, Singapore and Thailand and widens from 2027. Google's own pages disagreed on whether direct sideloading is covered from that date; an 'advanced flow' lets users opt out after a waiting day.", evidence: 'secondary sources quoting Google pages of July/August 2026', unconfirmed: true },
    ],
    naming: [
      { fact: 'Package name (applicationId) is unique in Play and on a device; an update must be signed with the same key.', evidence: 'F-Droid security model' },
      { fact: 'Display names are not unique; impersonation policy handles look-alikes.', unconfirmed: true },
    ],
    review: [
      { fact: 'Google Play Protect scans apps on device, including sideloaded ones, and can warn, block or remove.', evidence: 'Android documentation' },
      { fact: 'Submissions pass automated and human review before and after publication.', unconfirmed: true },
    ],
    installCode: [
      { fact: 'APKs run no code at install; code runs at first start or on broadcast receivers afterwards.', unconfirmed: true },
    ],
    signing: [
      { fact: 'Every APK is signed; Android verifies it and pins the key for updates. With Play App Signing Google keeps the app signing key and generates the APKs from the bundle.', evidence: 'Android documentation' },
    ],
    integrity: [
      { fact: 'Signature covers the whole APK; no version pinning for users.' },
    ],
    transport: [
      { fact: 'TLS.', unconfirmed: true },
    ],
    immutability: [
      { fact: 'Version codes must increase; old versions are not offered to users.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'Per-app sandbox and runtime permissions; store app is privileged.', unconfirmed: true },
    ],
    takedown: [
      { fact: "'Flag as inappropriate' in the listing, policy report form, Play Protect appeals; report fields: package name, developer, version, sample hash, behaviour, evidence.", unconfirmed: true },
    ],
    offSwitches: [
      { how: 'block unknown sources by policy (DISALLOW_INSTALL_UNKNOWN_SOURCES)', default: 'per-app permission to install', effect: 'only store installs', unconfirmed: true },
    ],
    incidents: [
      { date: '2017', name: 'ExpensiveWall', what: 'compromised SDK in free apps silently registered victims for paid services; 5.9 to 21.1 million installs' },
      { date: 'recurring', name: 'Joker, Anatsa droppers', what: 'repeated banking/subscription malware in Play', unconfirmed: true },
    ],
    checks: [
      { id: 'android-play-protect', where: 'device settings / MDM: ensure verify apps', key: 'ENSURE_VERIFY_APPS (ensure_verify_apps)', safe: 'true', risky: 'false', why: 'forces scanning of apps', severity: 'high', unconfirmed: true },
      { id: 'android-unknown-sources', where: 'MDM user restrictions', key: 'DISALLOW_INSTALL_UNKNOWN_SOURCES (no_install_unknown_sources, _globally)', safe: 'true', risky: 'false', why: 'sideloading', severity: 'high', unconfirmed: true },
      { id: 'android-installer-source', where: 'adb shell pm list packages -i', key: 'installer=', safe: 'com.android.vending or approved store', risky: 'null or unknown', why: 'shows which app installed each package', severity: 'medium', unconfirmed: true },
      { id: 'android-request-install', where: 'appops per app', key: 'REQUEST_INSTALL_PACKAGES', safe: 'denied for browsers and messengers', risky: 'allowed', why: 'these apps may then install others', severity: 'medium', unconfirmed: true },
    ],
    gaps: [
      'Expected: identified developers everywhere. Given: enforced in Play; device-wide rollout only regional and disputed.',
    ],
    sources: [
      'Android developer documentation: Play App Signing, SafetyNet Verify Apps',
      'F-Droid admin issue 599',
      'LineageOS blog on developer verification (2026-07)',
      "Repository runbook comparing Google's FAQ and limited-distribution pages (2026-09)",
    ],
  },
  {
    id: 'microsoft-store', name: 'Microsoft Store (MSIX and MSI/EXE) and App Installer / WinGet', kind: 'app-store', registry: 'Microsoft Store',
    publisher: [
      { fact: 'Partner Center account; individuals can register free of charge (2025 onwards, secondary sources).', unconfirmed: true },
      { fact: 'Identity check of individuals (document and selfie) and companies.', unconfirmed: true },
    ],
    naming: [
      { fact: 'App names are reserved in Partner Center; package identity (Name, Publisher) is assigned by the Store.', evidence: 'Microsoft documentation; repository guides' },
    ],
    review: [
      { fact: 'Certification before publishing, up to three business days: security test for viruses and malware, technical compliance (Windows App Certification Kit), content compliance; spot checks afterwards.', evidence: 'Microsoft documentation' },
    ],
    installCode: [
      { fact: 'MSIX: declarative, no publisher scripts at install (full-trust apps run unsandboxed afterwards).', unconfirmed: true },
      { fact: "MSI/EXE listings run the vendor's installer silently, possibly elevated.", unconfirmed: true },
    ],
    signing: [
      { fact: 'Store MSIX packages are signed by Microsoft at ingestion; the developer needs no certificate.', evidence: 'Microsoft documentation' },
      { fact: 'MSI/EXE listings: policy 10.2.9 requires the binary and all its PE files to be signed with a certificate chaining to the Microsoft Trusted Root Program.', evidence: 'rejection notice quoted in a public repository' },
      { fact: 'Sideloaded MSIX must be signed by a certificate trusted on the device.', evidence: 'Microsoft documentation' },
    ],
    integrity: [
      { fact: 'MSIX block map and signature.' },
      { fact: 'WinGet manifests carry SHA-256 of the installer and pass automated validation plus moderator review.', unconfirmed: true },
    ],
    transport: [
      { fact: 'TLS.', unconfirmed: true },
    ],
    immutability: [
      { fact: 'Store serves the newest version; MSI/EXE binaries are hosted by the publisher and must not change at the listed URL.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'MSIX per user without elevation normally; MSI/EXE may need administrator.', unconfirmed: true },
    ],
    takedown: [
      { fact: "'Report this app' link in the listing; Microsoft security intelligence sample submission; fields: app name, Store ID, publisher, version, description, sample.", unconfirmed: true },
    ],
    offSwitches: [
      { how: 'WDAC/App Control or AppLocker packaged-app rules; Store policies', default: 'off', effect: 'only allowed publishers' },
    ],
    incidents: [
      { date: '2023-11', name: "Fake 'Ledger Live' app", what: 'crypto theft through a Store listing', unconfirmed: true },
    ],
    checks: [
      { id: 'win-allow-all-trusted-apps', where: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\Appx and HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\AppModelUnlock', key: 'AllowAllTrustedApps', safe: '0', risky: '1', why: 'permits sideloading of any package whose certificate is trusted', severity: 'medium' },
      { id: 'win-dev-mode', where: 'same keys', key: 'AllowDevelopmentWithoutDevLicense', safe: '0', risky: '1', why: 'developer mode: unsigned/loose package registration', severity: 'high', unconfirmed: true },
      { id: 'win-appinstaller-policy', where: "Group Policy 'Desktop App Installer' (HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\AppInstaller)", key: 'EnableAppInstaller, EnableHashOverride, EnableAdditionalSources, EnableMSAppInstallerProtocol', safe: 'hash override, local manifests, ms-appinstaller protocol and extra sources disabled', risky: 'enabled', why: 'WinGet may ignore hashes or use foreign sources', severity: 'high', unconfirmed: true },
      { id: 'win-store-private', where: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsStore', key: 'RequirePrivateStoreOnly / RemoveWindowsStore', safe: 'per policy', risky: 'unset', why: 'limits public Store use', severity: 'low', unconfirmed: true },
      { id: 'win-smartscreen-install-control', where: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender\\SmartScreen', key: 'ConfigureAppInstallControl(+Enabled)', safe: 'StoreOnly or Recommendations', risky: 'Anywhere', why: 'installs from outside the Store', severity: 'medium', unconfirmed: true },
      { id: 'win-root-certs', where: 'Trusted Root / Trusted People stores', key: 'self-signed package certificates', safe: 'none unknown', risky: 'unknown self-signed', why: 'side-loading through a planted certificate', severity: 'high' },
    ],
    gaps: [
      'Expected: Store signature means Microsoft vouches for behaviour. Given: it vouches for integrity after an automated and content check.',
    ],
    sources: [
      'Microsoft Learn: The app certification process for MSIX app; Sign an MSIX package',
      'Public Store submission guides quoting policy 10.2.9',
      'winget-cli DesktopAppInstaller ADMX template',
      'Cyberduck documentation pull request on AllowAllTrustedApps',
    ],
  },
  {
    id: 'snap', name: 'snapd with the Snap Store', kind: 'app-store', registry: 'Snap Store',
    publisher: [
      { fact: "Any account can register a name. Verified account / verified ownership marks exist; the listing itself says domain verification 'does not guarantee the Snap is an official upload from the upstream project'.", evidence: 'Snap Store listing text' },
    ],
    naming: [
      { fact: 'Flat names registered first come first served; since March 2024 every new name registration is manually reviewed (announced as not a long-term solution; present state not confirmed).', evidence: 'Snapcraft forum 2024-03', unconfirmed: true },
    ],
    review: [
      { fact: 'Uploads pass an automated review and, if clean, are published at once. Manual review is needed for classic confinement, some privileged interfaces, auto-connections, aliases and tracks.', evidence: 'Snapcraft documentation' },
    ],
    installCode: [
      { fact: "Hooks (install, configure, post-refresh ...) and services run as root inside the snap's confinement; unconfined for classic or devmode.", unconfirmed: true },
    ],
    signing: [
      { fact: 'snapd installs only with acknowledged store assertions unless --dangerous is given (--devmode implies it).', evidence: 'snap(8), local' },
    ],
    integrity: [
      { fact: 'Assertions carry the SHA3-384 of the snap; revisions are numbered; channels move.', unconfirmed: true },
    ],
    transport: [
      { fact: 'TLS.', unconfirmed: true },
    ],
    immutability: [
      { fact: 'A revision never changes; channels are updated and refreshes are automatic (refresh.timer / refresh.hold control them).', evidence: 'Snapcraft documentation' },
    ],
    privilege: [
      { fact: 'snapd runs as root; installing needs root or polkit rights. snapd-control is super-privileged.', evidence: 'Snapcraft documentation' },
    ],
    takedown: [
      { fact: "'Report a Snap Store violation' form on the listing page; forum / security team for urgent cases.", evidence: 'Snap Store listing' },
      { fact: 'Fields: snap name, revision, publisher, behaviour, evidence.', unconfirmed: true },
    ],
    offSwitches: [
      { how: 'do not use --classic, --devmode, --dangerous', default: 'strict confinement', effect: 'AppArmor/seccomp/cgroup sandbox' },
    ],
    incidents: [
      { date: '2023 and early 2024', name: "fake crypto wallets (e.g. 'Exodus')", what: 'about 9 bitcoin stolen from one user; led to manual name review' },
      { date: '2018-05', name: '2048buntu', what: 'hidden cryptocurrency miner', unconfirmed: true },
      { date: '2026-01', name: 'expired publisher domains', what: 'takeover of dormant publisher accounts to push wallet stealers', unconfirmed: true },
    ],
    checks: [
      { id: 'snap-notes', where: 'snap list', key: 'Notes column', safe: 'no classic/devmode/unasserted entries, or approved', risky: 'classic, devmode, revision x1 (dangerous)', why: 'unconfined or unverified snaps', severity: 'high' },
      { id: 'snap-publisher', where: 'snap info <name>', key: 'publisher', safe: 'verified mark and expected publisher', risky: 'unverified publisher of a well-known product', why: 'impersonation', severity: 'high' },
      { id: 'snap-connections', where: 'snap connections', key: 'system-files, personal-files, home, removable-media, docker-support, snapd-control, x11', safe: 'only needed', risky: 'broad', why: 'effective permissions', severity: 'medium' },
      { id: 'snap-refresh-hold', where: 'snap get system refresh', key: 'refresh.timer / refresh.hold', safe: 'policy-controlled', risky: 'unset (automatic) or held forever', why: 'auto-updates bring new code unasked; permanent hold leaves holes', severity: 'low', unconfirmed: true },
      { id: 'snap-confinement', where: 'snap debug confinement', key: 'value', safe: 'strict', risky: 'partial/none', why: 'kernel without AppArmor support weakens all snaps', severity: 'medium', unconfirmed: true },
      { id: 'snap-proxy-store', where: 'snap get system proxy.store', key: 'proxy.store', safe: 'enterprise store where required', risky: 'unset', why: 'no allow-list control otherwise', severity: 'low', unconfirmed: true },
    ],
    gaps: [
      "Expected: 'Safe' or verified labels mean a reviewed publisher. Given: automated review and an ownership hint.",
    ],
    sources: [
      'Snapcraft documentation: publishing, permission requests, snapd-control',
      'Snapcraft forum: Manual review of all new snap name registrations',
      'snap(8) manual (local)',
      'News coverage of the Exodus wallet theft (2024)',
    ],
  },
  {
    id: 'flathub', name: 'Flatpak with Flathub', kind: 'app-store', registry: 'Flathub',
    publisher: [
      { fact: 'Submission by pull request, reviewed by volunteers; each app gets its own repository in the Flathub organisation.', evidence: 'Flathub documentation' },
      { fact: 'Verified = developer proved control of the domain (token file) or of a code-host login; many apps are packaged by third parties and remain unverified.', evidence: 'Flathub documentation' },
    ],
    naming: [
      { fact: 'Reverse-DNS application IDs tied to a domain or code-host account; duplicates and impersonation are rejected at review.', evidence: 'Flathub documentation' },
    ],
    review: [
      { fact: 'Human review of every new submission (functionality, licence, permissions, sources). Later builds publish automatically, usually within 1-2 hours, unless a permission or critical metadata field changed, in which case a moderator must approve.', evidence: 'Flathub documentation' },
    ],
    installCode: [
      { fact: 'No publisher script runs on the host at install.', unconfirmed: true },
      { fact: 'extra-data apps run apply_extra in a sandbox without network.', unconfirmed: true },
    ],
    signing: [
      { fact: 'Repository commits/summary are GPG-signed by Flathub; flatpak verifies per remote (gpg-verify). --no-gpg-verify disables.', evidence: 'flatpak-remote-add(1), local' },
    ],
    integrity: [
      { fact: 'OSTree content hashes; builds come from manifests with source hashes on Flathub infrastructure (GitHub Actions runners).', evidence: 'Flathub documentation' },
    ],
    transport: [
      { fact: 'HTTPS.' },
    ],
    immutability: [
      { fact: 'OSTree history allows downgrading to earlier commits.', evidence: 'Flathub documentation: downgrading' },
    ],
    privilege: [
      { fact: 'System installs go through a polkit-guarded root helper, --user installs need no privilege; static permissions such as filesystem=host or session-bus talk can defeat the sandbox.', unconfirmed: true },
    ],
    takedown: [
      { fact: 'Issue in the Flathub repository or Matrix room; severe violations (malicious activity) can be marked end-of-life at once and the repository archived.', evidence: 'Flathub documentation' },
      { fact: 'Fields: application id, version/commit, evidence, permission used.', unconfirmed: true },
    ],
    offSwitches: [
      { how: 'flatpak override --user/--system to remove permissions; --subset=verified', default: 'manifest permissions granted at install without prompt', effect: 'smaller sandbox' },
    ],
    incidents: [
      { date: '-', name: 'no confirmed malware incident on Flathub was found in this research', what: '-', unconfirmed: true },
    ],
    checks: [
      { id: 'flatpak-gpg-verify', where: 'flatpak remotes --show-details; /var/lib/flatpak/repo/config, ~/.local/share/flatpak/repo/config', key: 'gpg-verify, gpg-verify-summary', safe: 'true', risky: 'false (--no-gpg-verify)', why: 'unsigned remote content', default: 'true', severity: 'high', evidence: 'local manual' },
      { id: 'flatpak-remotes', where: 'flatpak remotes', key: 'remote list', safe: 'approved', risky: 'unknown remotes', why: 'each remote is a trust anchor', severity: 'high' },
      { id: 'flatpak-subset', where: 'flatpak remotes -d', key: 'subset', safe: 'verified (or verified_floss)', risky: 'unset', why: 'limits to apps whose developer is confirmed', default: 'unset', severity: 'medium' },
      { id: 'flatpak-permissions', where: 'flatpak info --show-permissions; flatpak override --show', key: 'filesystems=host/home, devices=all, sockets, talk-name=org.freedesktop.Flatpak', safe: 'minimal', risky: 'broad', why: 'sandbox escape by permission', severity: 'high' },
      { id: 'flatpak-overrides', where: '/var/lib/flatpak/overrides, ~/.local/share/flatpak/overrides', key: 'global override files', safe: 'restrictive only', risky: 'grants', why: 'silently widens every app', severity: 'medium', unconfirmed: true },
    ],
    gaps: [
      'Expected: store app is sandboxed. Given: the publisher declares the holes; users are not asked.',
    ],
    sources: [
      'Flathub documentation: requirements, submission, maintenance, verification, permissions (2026-07)',
      'flatpak-remote-add(1), flatpak-remote(5) 1.14 (local)',
    ],
  },
  {
    id: 'fdroid', name: 'F-Droid', kind: 'app-store', registry: 'F-Droid main repository',
    publisher: [
      { fact: 'Anyone may propose a recipe by merge request; the app must be wholly free software with public source.' },
      { fact: "Normally F-Droid, not the developer, builds and signs; with reproducible builds the developer's signature is shipped.", evidence: 'F-Droid documentation and release notes of apps' },
    ],
    naming: [
      { fact: 'Unique Android package id required; forks must use a new id.', evidence: 'F-Droid inclusion policy' },
    ],
    review: [
      { fact: 'Source is inspected (visual inspection and scanners) and built from source by F-Droid at inclusion; updates are usually picked up automatically from tags. Anti-Features label undesirable behaviour.', evidence: 'F-Droid inclusion policy' },
    ],
    installCode: [
      { fact: 'None at install (Android).', unconfirmed: true },
    ],
    signing: [
      { fact: 'Signed index with app and signing-key hashes; index key kept offline on a separate machine; public key built into the client; index has timestamp and expiry; TUF/SecureApt-like design.', evidence: 'F-Droid security model' },
      { fact: 'Android verifies APK signatures and requires the same key for updates.', evidence: 'F-Droid security model' },
    ],
    integrity: [
      { fact: 'Hashes in the signed index; optional third-party verification servers for reproducible builds.', evidence: 'F-Droid security model' },
    ],
    transport: [
      { fact: 'HTTPS only, Tor support.', evidence: 'F-Droid security model' },
    ],
    immutability: [
      { fact: 'Older versions move to an archive repository.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'User-confirmed installs unless the privileged extension is present.', unconfirmed: true },
    ],
    takedown: [
      { fact: 'Public issue in the fdroiddata tracker or mail to its e-mail address; requests are never confidential and are published; volunteers, no guaranteed time.', evidence: 'F-Droid take-down policy' },
    ],
    offSwitches: [],
    incidents: [
      { date: '-', name: 'no confirmed malware incident found in this research', what: '-', unconfirmed: true },
    ],
    checks: [
      { id: 'fdroid-repos', where: 'F-Droid client: repositories', key: 'enabled repositories', safe: 'main repository only, or approved with known fingerprint', risky: 'third-party repositories', why: 'each has its own key and rules', severity: 'medium' },
      { id: 'fdroid-client-fingerprint', where: 'apksigner verify --print-certs', key: 'client signing certificate', safe: 'published fingerprint', risky: 'other', why: 'trojanised store client', severity: 'high' },
    ],
    gaps: [
      "Expected: same binary as the developer's. Given: often a different builder and signature.",
    ],
    sources: [
      'F-Droid documentation: Security Model, Inclusion Policy, Take-Down Requests',
      'F-Droid admin issue 599 (developer verification)',
    ],
  },
];
