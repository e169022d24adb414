/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const NPM_INSTALLERS: readonly Installer[] = [
  {
    id: 'npm', name: 'npm CLI with the npm registry', kind: 'language-package-manager', registry: 'npm',
    publisher: [
      { fact: 'Anyone with a free account; no identity proofing. User, organisation and package names are first come first served.', evidence: 'npm policies' },
      { fact: "Creating and publishing packages requires 2FA, or a granular access token with 'bypass 2FA' (write tokens, off by default at creation).", evidence: 'npm docs' },
      { fact: 'Only granular tokens exist since November 2025 (legacy tokens removed). Since August 2026 bypass-2FA tokens cannot do account-governance actions but can still publish directly.', evidence: 'npm docs' },
      { fact: "Per package: 'Require 2FA and disallow tokens' (recommended) or the default that allows bypass tokens.", evidence: 'npm docs' },
      { fact: 'Trusted publishing (OIDC; CLI 11.5.1+, Node 22.14+): GitHub Actions hosted runners, GitLab.com shared runners, CircleCI cloud; one publisher per package; provenance is generated automatically.', evidence: 'npm docs' },
      { fact: 'Staged publishing (CLI 11.15+): a CI job stages, a maintainer approves with 2FA before the version goes live; optional.', evidence: 'npm docs' },
      { fact: 'Scopes (@name/) belong to one user or organisation: the only namespace.', evidence: 'npm docs' },
    ],
    naming: [
      { fact: 'npm states it detects and blocks typosquat publications but cannot detect dependency confusion; it recommends scoped names.', evidence: 'npm threats and mitigations' },
      { fact: 'Removed malware is replaced by a security placeholder owned by npm, so the name cannot be taken again.', evidence: 'npm docs' },
      { fact: 'An unpublished version number can never be reused; a fully unpublished name may be published again after 24 hours.', evidence: 'npm unpublish policy' },
      { fact: 'Squatting claims are not resolved on demand; trademark claims are.', evidence: 'npm disputes policy' },
    ],
    review: [
      { fact: 'No review before publication. npm says that with Microsoft it scans packages for known malicious content and runs them to look for malicious behaviour (automated, after the fact).', evidence: 'npm docs' },
      { fact: "Dual-use security tools must be declared (contentPolicy.class 'dual-use' plus DISCLOSURE file) since July 2026 and may not be published directly with bypass tokens or OIDC.", evidence: 'npm dual-use policy 2026-07-28' },
    ],
    installCode: [
      { fact: 'Lifecycle scripts preinstall/install/postinstall (and prepare for git dependencies) plus an implicit node-gyp rebuild when binding.gyp is present.', evidence: 'npm docs' },
      { fact: 'npm up to 11.x runs them by default. npm 11.19.1 ran a test postinstall and printed only an advisory warning.', evidence: 'local-test 11.19.1' },
      { fact: "npm 12.0.0 (2026-07-08) blocks dependency scripts unless approved in allowScripts; allow-git and allow-remote default to 'none'. npm 12.2.0 blocked the same test script.", evidence: 'npm changelog; local-test 12.2.0' },
      { fact: 'npm 12 adds .npm-extension files: root-owned code executed at install unless ignore-scripts or ignore-extension is set.', evidence: 'npm docs v12' },
    ],
    signing: [
      { fact: 'The registry signs every version with ECDSA (name@version:integrity); publish attestations are also made by the registry.', evidence: 'npm docs' },
      { fact: "Provenance (SLSA via Sigstore) is made by 'npm publish --provenance' (9.5.0+) or automatically with trusted publishing.", evidence: 'npm docs' },
      { fact: "Install does not verify registry signatures or provenance; 'npm audit signatures' does, as a separate command. npm says provenance does not guarantee absence of malware.", evidence: 'npm docs' },
    ],
    integrity: [
      { fact: "package-lock.json pins version, resolved URL and sha512 integrity; 'npm ci' refuses to change it. npm 12 ignores npm-shrinkwrap.json.", evidence: 'npm changelog' },
      { fact: 'Cooldown: min-release-age in days (11.10.0+), before (absolute date), min-release-age-exclude (11.17.0+); all unset by default.', evidence: 'npm docs; local config' },
    ],
    transport: [
      { fact: 'HTTPS with strict-ssl=true by default.', evidence: 'local config' },
    ],
    immutability: [
      { fact: 'Published data is immutable; unpublish within 72 h if nothing depends on it, later only with no dependents, fewer than 300 weekly downloads and a single owner; otherwise deprecate.', evidence: 'npm unpublish policy' },
    ],
    privilege: [
      { fact: 'Invoking user; global installs are often done as root/sudo, in which case scripts inherit that (npm switches to the folder owner only in some cases).', unconfirmed: true },
    ],
    takedown: [
      { fact: "'Report malware' button on the package page. Fields: name, e-mail, package name, package version(s) - all affected, description with references/commits/code that let researchers confirm.", evidence: 'npm docs' },
      { fact: 'npm then: confirms, removes the package, publishes a security placeholder, publishes an advisory; may ban the account.', evidence: 'npm docs' },
    ],
    offSwitches: [
      { how: 'ignore-scripts=true in .npmrc', default: 'false in every version', effect: 'no script at all, including .npm-extension' },
      { how: 'allowScripts in package.json / allow-scripts in .npmrc + strict-allow-scripts=true', default: 'block-by-default from 12.0.0; advisory in 11.x', effect: 'only approved packages run scripts', since: '11.x (complete in 11.17), enforced 12.0.0' },
      { how: 'npm ci (respects the lock file); npx/npm exec follow the user-level policy', default: '-', effect: 'exact versions' },
    ],
    incidents: [
      { date: '2018-11', name: 'event-stream', what: 'maintainership handed to an attacker; wallet theft' },
      { date: '2021-10', name: 'ua-parser-js', what: 'account hijack' },
      { date: '2021-11', name: 'coa and rc', what: 'account hijack' },
      { date: '2022-01', name: 'colors and faker', what: 'maintainer sabotage' },
      { date: '2022-03', name: 'node-ipc', what: 'maintainer protestware' },
      { date: '2024-12', name: '@solana/web3.js', what: 'publish account phished; keys stolen' },
      { date: '2025-09', name: 'chalk, debug and others', what: 'maintainer phished by fake 2FA reset; live about two hours' },
      { date: '2025-09 / 2025-11', name: 'Shai-Hulud 1 and 2', what: 'self-propagating token-stealing worm' },
      { date: '2026-03-31', name: 'axios 1.14.1 / 0.30.4', what: "lead maintainer's PC compromised; injected plain-crypto-js postinstall RAT; live about 3 hours" },
      { date: '2026-05', name: "'mini Shai-Hulud' waves (e.g. @antv packages)", what: 'account takeovers across about 300 packages (advisory data; count from one vendor)', unconfirmed: true },
    ],
    checks: [
      { id: 'npm-ignore-scripts', where: 'npm config ls -l; .npmrc (project, user, global); env npm_config_ignore_scripts', key: 'ignore-scripts', safe: 'true', risky: 'false', why: 'install scripts are the most used malware trigger', default: 'false', severity: 'high', evidence: 'local' },
      { id: 'npm-version-floor', where: 'npm --version', key: 'version', safe: '12.0.0 or later', risky: '11.x or older', why: 'only 12 blocks dependency scripts, git and remote-URL dependencies by default', since: '12.0.0', severity: 'high' },
      { id: 'npm-dangerously-allow-all-scripts', where: '.npmrc', key: 'dangerously-allow-all-scripts', safe: 'false', risky: 'true', why: 'bypasses the allowScripts policy completely', since: '11.x', default: 'false', severity: 'high', evidence: 'local' },
      { id: 'npm-strict-allow-scripts', where: '.npmrc', key: 'strict-allow-scripts', safe: 'true', risky: 'false', why: 'makes an unreviewed script fail the install instead of a warning', since: '11.x', default: 'false', severity: 'medium', evidence: 'local' },
      { id: 'npm-allow-scripts', where: 'package.json allowScripts; .npmrc allow-scripts', key: 'allowScripts', safe: 'pinned, short list; explicit false entries', risky: 'wildcards or many unpinned names', why: 'an approved name runs whatever its next version contains unless pinned (allow-scripts-pin=true)', since: '11.x', severity: 'medium' },
      { id: 'npm-allow-git', where: '.npmrc', key: 'allow-git', safe: 'none or root', risky: 'all', why: 'git dependencies can run code and bypass registry controls', since: '11.9.0; default none from 12.0.0', default: 'all in 11.x, none in 12', severity: 'high' },
      { id: 'npm-allow-remote', where: '.npmrc', key: 'allow-remote', safe: 'none or root', risky: 'all', why: 'tarball URLs bypass registry controls', since: 'default none from 12.0.0', default: 'all in 11.x, none in 12', severity: 'high' },
      { id: 'npm-allow-file-directory', where: '.npmrc', key: 'allow-file / allow-directory', safe: 'root or none', risky: 'all', why: 'local paths in transitive dependencies', default: 'all', severity: 'low' },
      { id: 'npm-registry', where: '.npmrc', key: 'registry', safe: 'approved https registry or proxy', risky: 'http://, unknown host', why: 'decides where all unscoped code comes from', default: 'official npm registry over https', severity: 'high' },
      { id: 'npm-scope-registry', where: '.npmrc', key: '@scope:registry', safe: 'every private scope mapped to the private registry', risky: 'missing for a private scope', why: 'without the mapping private names are looked up publicly (dependency confusion)', severity: 'high' },
      { id: 'npm-strict-ssl', where: '.npmrc', key: 'strict-ssl', safe: 'true', risky: 'false', why: 'TLS verification off', default: 'true', severity: 'high' },
      { id: 'npm-cafile', where: '.npmrc', key: 'cafile / ca', safe: 'unset or managed CA', risky: 'user-writable CA', why: 'planted CA', default: 'null', severity: 'medium' },
      { id: 'npm-min-release-age', where: '.npmrc', key: 'min-release-age (days) or before', safe: '3 or more', risky: 'null', why: 'cooldown against fresh malicious releases', since: '11.10.0', default: 'null', severity: 'medium' },
      { id: 'npm-min-release-age-exclude', where: '.npmrc', key: 'min-release-age-exclude', safe: 'own scope only', risky: '* or broad globs', why: 're-opens the cooldown', since: '11.17.0', default: '[]', severity: 'medium' },
      { id: 'npm-package-lock', where: '.npmrc; repository', key: 'package-lock / package-lock.json', safe: 'true, committed, every entry with integrity and approved resolved host', risky: 'false, missing integrity, foreign resolved hosts', why: "without it versions float; poisoned 'resolved' URLs redirect", default: 'true', severity: 'high' },
      { id: 'npm-replace-registry-host', where: '.npmrc', key: 'replace-registry-host', safe: 'npmjs or always with an internal proxy', risky: 'never with mixed lock files', why: 'controls whether lock-file URLs follow the configured registry', default: 'npmjs', severity: 'low' },
      { id: 'npm-audit', where: '.npmrc', key: 'audit', safe: 'true', risky: 'false', why: 'known-malware advisories are reported through audit', default: 'true', severity: 'low' },
      { id: 'npm-audit-signatures', where: 'command in CI', key: 'npm audit signatures', safe: 'run, exit 0', risky: 'never run', why: 'the only client step that checks registry signatures and provenance', since: '8.15.0', severity: 'medium' },
      { id: 'npm-authtoken', where: '~/.npmrc, repository .npmrc', key: '_authToken / _auth', safe: 'env reference in user file, file mode 0600, read-only granular token', risky: 'literal write token, committed, world-readable', why: 'worms steal and reuse it', severity: 'high' },
      { id: 'npm-ignore-extension', where: '.npmrc; repository', key: 'ignore-extension / .npm-extension.mjs,.cjs', safe: 'true or file absent', risky: 'unknown extension file present', why: 'root-owned code executed during install', since: '12', default: 'false', severity: 'medium' },
      { id: 'npm-script-shell-git', where: '.npmrc (project)', key: 'script-shell, node-options, git', safe: 'unset in project files', risky: 'set in a repository .npmrc', why: 'redirects executed programs', severity: 'medium', unconfirmed: true },
      { id: 'npm-ci-in-pipelines', where: 'CI files, Dockerfiles', key: 'npm install vs npm ci', safe: 'npm ci', risky: 'npm install', why: 'npm install may pick newer versions and rewrite the lock', severity: 'medium' },
    ],
    gaps: [
      'Expected: install is passive. Given: passive only from npm 12; npm 11 and older run scripts.',
      'Expected: the publisher used 2FA for this very release. Given: bypass-2FA tokens may still publish.',
      "Expected: provenance is enforced. Given: verified only when 'npm audit signatures' is run.",
    ],
    sources: [
      'npm Docs (repository npm/documentation, 2026-08): reporting malware, registry signatures, trusted publishers, staged publishing, access tokens, threats and mitigations, unpublish, disputes and dual-use policies, CLI v11/v12 config and changelog',
      'siro version matrix (third-party ledger citing npm releases)',
      'axios post-mortem issue by the maintainer',
      'local tests with npm 11.19.1 and 12.2.0',
      'CNCF catalog of supply chain compromises',
    ],
  },
  {
    id: 'pnpm', name: 'pnpm', kind: 'language-package-manager', registry: 'npm',
    publisher: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    naming: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    review: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    installCode: [
      { fact: 'Since v10 dependency build scripts do not run unless allowed; since v11 strictDepBuilds=true makes unreviewed scripts fail the install.', evidence: 'pnpm docs' },
      { fact: 'v11 removed onlyBuiltDependencies, neverBuiltDependencies, ignoredBuiltDependencies and ignoreDepScripts; allowBuilds (v10.26+) replaces them.', evidence: 'pnpm 11.0 release notes' },
      { fact: "The project's own scripts and a repository .pnpmfile still execute.", unconfirmed: true },
    ],
    signing: [
      { fact: 'trustPolicy: no-downgrade refuses a version whose publish trust (trusted publisher > provenance > none) is lower than that of earlier releases; default off.', evidence: 'pnpm docs; v10.21+' },
    ],
    integrity: [
      { fact: 'pnpm-lock.yaml with sha512; content-addressed store verified (verifyStoreIntegrity true). From v11.3 install re-applies age and trust policy to the lock file unless trustLockfile=true. From v11.20 namedRegistries qualifies lock keys per registry.', evidence: 'pnpm docs' },
    ],
    transport: [
      { fact: 'strictSsl true by default.', evidence: 'pnpm docs' },
    ],
    immutability: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    privilege: [
      { fact: 'Invoking user.' },
    ],
    takedown: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    offSwitches: [
      { how: 'allowBuilds map (true/false per package); dangerouslyAllowAllBuilds=false', default: 'blocked (v10+), failing (v11+)', effect: 'only listed packages build' },
      { how: 'ignoreScripts: true', default: 'false', effect: 'no scripts, project included' },
    ],
    incidents: [
      { date: '2026-06', name: 'GHSA-3qhv-2rgh-x77r', what: 'repository .npmrc could exfiltrate environment secrets through ${VAR} expansion before any script ran; fixed in 10.34.2 and 11.5.3' },
    ],
    checks: [
      { id: 'pnpm-version-floor', where: 'pnpm --version', key: 'version', safe: '11.5.3+ (or 10.34.2+ on the 10 line)', risky: 'older', why: 'environment-secret exfiltration via repository .npmrc; v11 safe defaults', since: '10.34.2 / 11.5.3', severity: 'high' },
      { id: 'pnpm-allow-builds', where: 'pnpm-workspace.yaml', key: 'allowBuilds (v10.26+); onlyBuiltDependencies (v10 only, ignored by v11)', safe: 'short reviewed map', risky: 'broad globs', why: 'build scripts run for these', since: '10.26.0; sole mechanism in 11.0.0', severity: 'high' },
      { id: 'pnpm-dangerously-allow-all-builds', where: 'pnpm-workspace.yaml, config.yaml', key: 'dangerouslyAllowAllBuilds', safe: 'false', risky: 'true', why: 'switches the script gate off', since: '10.9.0', default: 'false', severity: 'high' },
      { id: 'pnpm-strict-dep-builds', where: 'pnpm-workspace.yaml', key: 'strictDepBuilds', safe: 'true', risky: 'false', why: 'unreviewed scripts are otherwise only skipped with a notice', since: '10.3.0; default true from 11.0.0', default: 'true in 11', severity: 'medium' },
      { id: 'pnpm-minimum-release-age', where: 'pnpm-workspace.yaml', key: 'minimumReleaseAge (minutes)', safe: '1440 or more', risky: '0', why: 'cooldown', since: '10.16.0; default 1440 from 11.0.0', default: '1440 in 11, 0 before', severity: 'medium' },
      { id: 'pnpm-minimum-release-age-strict', where: 'pnpm-workspace.yaml', key: 'minimumReleaseAgeStrict', safe: 'true', risky: 'false (the default when the age is not set explicitly)', why: 'otherwise pnpm falls back to a too-young version so the install succeeds', since: '11.0.0', default: 'false unless minimumReleaseAge is set', severity: 'medium' },
      { id: 'pnpm-missing-time', where: 'pnpm-workspace.yaml', key: 'minimumReleaseAgeIgnoreMissingTime', safe: 'false', risky: 'true', why: 'registries without time metadata bypass the cooldown', since: '11.0.0', default: 'true', severity: 'low' },
      { id: 'pnpm-block-exotic-subdeps', where: 'pnpm-workspace.yaml', key: 'blockExoticSubdeps', safe: 'true', risky: 'false', why: 'transitive git/URL dependencies bypass the registry', since: '10.26.0', default: 'true', severity: 'high' },
      { id: 'pnpm-trust-policy', where: 'pnpm-workspace.yaml', key: 'trustPolicy', safe: 'no-downgrade', risky: 'off', why: 'catches releases suddenly published without trusted publishing/provenance', since: '10.21.0', default: 'off', severity: 'medium' },
      { id: 'pnpm-trust-lockfile', where: 'pnpm-workspace.yaml', key: 'trustLockfile', safe: 'false', risky: 'true', why: 'skips policy verification of lock entries', since: '11.3.0', default: 'false', severity: 'medium' },
      { id: 'pnpm-verify-store', where: 'pnpm-workspace.yaml', key: 'verifyStoreIntegrity; store directory permissions', safe: 'true; not writable by others', risky: 'false or shared-writable store', why: 'store tampering', default: 'true', severity: 'medium' },
      { id: 'pnpm-strict-ssl', where: 'config.yaml / .npmrc', key: 'strictSsl', safe: 'true', risky: 'false', why: 'TLS off', default: 'true', severity: 'high' },
      { id: 'pnpm-pnpmfile', where: 'repository', key: '.pnpmfile.cjs / configDependencies', safe: 'absent or reviewed', risky: 'unknown', why: 'repository code executed during install', severity: 'medium', unconfirmed: true },
      { id: 'pnpm-pm-on-fail', where: 'pnpm-workspace.yaml / package.json packageManager', key: 'pmOnFail', safe: 'error', risky: 'download (default)', why: 'a repository can make pnpm download and run another pnpm version', since: '11.0.0', default: 'download', severity: 'low' },
    ],
    gaps: [
      'Closest to enterprise expectation among npm clients from v11, but trust policy is off by default and the implicit cooldown is not strict.',
    ],
    sources: [
      'pnpm documentation: Mitigating supply chain attacks; settings (2026-08)',
      'pnpm 11.0 release notes',
      "pnpm blog: Why pnpm no longer expands environment variables in a repository's .npmrc",
    ],
  },
  {
    id: 'yarn', name: 'Yarn (Berry 2-4; Classic 1)', kind: 'language-package-manager', registry: 'npm',
    publisher: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    naming: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    review: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    installCode: [
      { fact: "Berry: enableScripts default was true until 4.13 and is false from 4.14.0; workspaces' own scripts still run.", evidence: 'siro version matrix citing Yarn releases; user pull requests on 4.14.1' },
      { fact: "Upgrade tooling writes enableScripts: true, npmMinimalAgeGate: 0 and approvedGitRepositories ['**'] into existing projects, freezing the old insecure behaviour (seen in several public upgrade pull requests).", evidence: 'public pull requests 2026' },
      { fact: "Yarn Classic 1.22 runs dependency scripts by default; --ignore-scripts or 'ignore-scripts true' in .yarnrc.", unconfirmed: true },
      { fact: "yarnPath and plugins in a repository's .yarnrc.yml make Yarn execute JavaScript from that repository.", unconfirmed: true },
    ],
    signing: [
      { fact: 'No verification of registry signatures or provenance at install.', unconfirmed: true },
    ],
    integrity: [
      { fact: "yarn.lock plus cache checksums (checksumBehavior default 'throw'); enableHardenedMode re-validates lock content against the registry and is automatic on public GitHub pull requests; enableImmutableInstalls default on in CI.", evidence: 'Yarn configuration schema' },
    ],
    transport: [
      { fact: 'enableStrictSsl true by default.', evidence: 'Yarn schema' },
      { fact: 'plain http only for hosts in unsafeHttpWhitelist.', unconfirmed: true },
    ],
    immutability: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    privilege: [
      { fact: 'Invoking user.' },
    ],
    takedown: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    offSwitches: [
      { how: 'enableScripts: false (.yarnrc.yml); dependenciesMeta.<pkg>.built for exceptions', default: 'false from 4.14.0', effect: 'no third-party postinstall', since: '2.0.0' },
    ],
    incidents: [],
    checks: [
      { id: 'yarn-enable-scripts', where: '.yarnrc.yml; env YARN_ENABLE_SCRIPTS', key: 'enableScripts', safe: 'false', risky: 'true', why: 'third-party install scripts', since: '2.0.0; default false from 4.14.0', default: 'false from 4.14.0', severity: 'high' },
      { id: 'yarn-npm-minimal-age-gate', where: '.yarnrc.yml', key: 'npmMinimalAgeGate', safe: '1d or more (numbers are minutes)', risky: '0', why: 'cooldown', since: '4.10.0; default 1d from 4.15.0', default: '1d from 4.15.0', severity: 'medium' },
      { id: 'yarn-approved-git-repositories', where: '.yarnrc.yml', key: 'approvedGitRepositories', safe: 'explicit repository patterns', risky: "'**'", why: 'git dependencies from anywhere', since: '4.14/4.15 line (exact release not verified)', severity: 'high', unconfirmed: true },
      { id: 'yarn-immutable', where: '.yarnrc.yml; CI command', key: 'enableImmutableInstalls / --immutable', safe: 'true in CI', risky: 'false', why: 'lock file may change silently', since: '2.0.0; default in CI from 3.0.0', default: 'true in CI', severity: 'medium' },
      { id: 'yarn-hardened-mode', where: '.yarnrc.yml', key: 'enableHardenedMode', safe: 'true for untrusted branches', risky: 'false', why: 'detects lock-file poisoning', since: '4.0.0', default: 'automatic on public GitHub PRs', severity: 'medium' },
      { id: 'yarn-checksum-behavior', where: '.yarnrc.yml', key: 'checksumBehavior', safe: 'throw', risky: 'ignore, update, reset', why: 'integrity mismatch would be accepted', default: 'throw', severity: 'high' },
      { id: 'yarn-strict-ssl', where: '.yarnrc.yml', key: 'enableStrictSsl', safe: 'true', risky: 'false', why: 'TLS off', default: 'true', severity: 'high' },
      { id: 'yarn-unsafe-http', where: '.yarnrc.yml', key: 'unsafeHttpWhitelist', safe: '[]', risky: 'any pattern', why: 'plain http registries', default: '[]', severity: 'high', unconfirmed: true },
      { id: 'yarn-registry', where: '.yarnrc.yml', key: 'npmRegistryServer / npmScopes.<scope>.npmRegistryServer', safe: 'approved https; private scopes mapped', risky: 'unmapped private scope', why: 'dependency confusion', severity: 'high' },
      { id: 'yarn-path', where: '.yarnrc.yml', key: 'yarnPath, plugins', safe: 'file reviewed and hash-pinned, or corepack', risky: 'unknown .cjs in the repository', why: "arbitrary code when 'yarn' is typed", severity: 'high', unconfirmed: true },
      { id: 'yarn-classic', where: 'yarn --version', key: '1.x', safe: 'migrate; ignore-scripts true', risky: '1.x with default settings', why: 'frozen line without cooldown or script policy', severity: 'medium', unconfirmed: true },
    ],
    gaps: [
      'Safe defaults exist only from 4.14/4.15 and are switched off by the automatic migration.',
    ],
    sources: [
      'Yarn configuration schema (yarnrc.json in the berry repository)',
      'siro version matrix citing Yarn 4.10, 4.14 and 4.15 releases',
      'public upgrade pull requests (Materialize, eufemia, TryGhost, joplin)',
    ],
  },
  {
    id: 'bun', name: 'Bun package manager', kind: 'language-package-manager', registry: 'npm',
    publisher: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    naming: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    review: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    installCode: [
      { fact: 'Does not run dependency lifecycle scripts except for packages in trustedDependencies and a built-in default allow list of popular packages.', evidence: 'Bun docs' },
    ],
    signing: [
      { fact: 'No registry signature or provenance verification at install.', unconfirmed: true },
    ],
    integrity: [
      { fact: "bun.lock; 'bun ci' / --frozen-lockfile; not enabled automatically in CI.", evidence: 'Bun docs' },
      { fact: 'minimumReleaseAge in seconds (1.3.0+), no default; versions without time metadata pass.', evidence: 'Bun docs' },
      { fact: 'install.security.scanner plugs a scanner in (1.3.0+).', evidence: 'siro matrix; Bun docs' },
    ],
    transport: [
      { fact: 'HTTPS.' },
    ],
    immutability: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    privilege: [
      { fact: 'Invoking user.' },
    ],
    takedown: [
      { fact: "Same registry as npm: see installer 'npm'." },
    ],
    offSwitches: [
      { how: 'bunfig.toml [install] ignoreScripts = true', default: 'false', effect: 'no scripts, default list included', since: '1.2.0' },
    ],
    incidents: [],
    checks: [
      { id: 'bun-ignore-scripts', where: 'bunfig.toml, ~/.bunfig.toml', key: 'install.ignoreScripts', safe: 'true', risky: 'false', why: 'default allow list still runs scripts', since: '1.2.0', default: 'false', severity: 'medium' },
      { id: 'bun-trusted-dependencies', where: 'package.json', key: 'trustedDependencies', safe: 'short reviewed list', risky: 'many entries', why: 'these run scripts (not pinned to a version)', since: '1.1', severity: 'high' },
      { id: 'bun-minimum-release-age', where: 'bunfig.toml', key: 'install.minimumReleaseAge (seconds)', safe: '259200 or more', risky: 'unset', why: 'cooldown', since: '1.3.0', default: 'unset', severity: 'medium' },
      { id: 'bun-frozen-lockfile', where: 'bunfig.toml; CI', key: "install.frozenLockfile or 'bun ci'", safe: 'true', risky: 'false', why: 'not automatic in CI', default: 'false', severity: 'medium' },
      { id: 'bun-security-scanner', where: 'bunfig.toml', key: 'install.security.scanner', safe: 'approved scanner', risky: 'unset', why: 'pre-install scan hook', since: '1.3.0', default: 'unset', severity: 'low' },
      { id: 'bun-registry', where: 'bunfig.toml [install.scopes], env BUN_CONFIG_REGISTRY', key: 'registry / scopes', safe: 'approved https, private scopes mapped', risky: 'env override, unmapped scope', why: 'dependency confusion', severity: 'high' },
    ],
    gaps: [
      'Blocks most scripts but trusts a vendor-chosen list; no default cooldown.',
    ],
    sources: [
      'Bun documentation: bun install, trusted dependencies',
      'siro version matrix',
    ],
  },
];
