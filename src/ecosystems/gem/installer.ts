/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const GEM_INSTALLERS: readonly Installer[] = [
  {
    id: 'rubygems', name: 'RubyGems (gem, Bundler) with RubyGems', kind: 'language-package-manager', registry: 'rubygems',
    publisher: [
      { fact: 'Anyone with an account. MFA is mandatory only for owners of gems with more than 180 million downloads (recommended above 165 million); owners may require it per gem with the rubygems_mfa_required metadata.', evidence: 'source; guides' },
      { fact: 'Scoped, expiring API keys; Trusted Publishing (OIDC) for CI; Sigstore attestations can be pushed.', evidence: 'guides; source' },
      { fact: 'Organisations exist with roles.', evidence: 'guides' },
    ],
    naming: [
      { fact: "First come first served; no namespaces. A push is refused when the name differs only by case, '-' or '_' from a popular/recent gem not owned by the pusher; a reservation list exists.", evidence: 'source GemTypo, GemNameReservation' },
      { fact: 'Edit-distance typosquats are NOT blocked by that rule.', evidence: 'source' },
    ],
    review: [
      { fact: 'None before publication.', evidence: 'guides, source' },
      { fact: 'External and internal scanners look at new gems.', unconfirmed: true },
    ],
    installCode: [
      { fact: "Gems with extensions run extconf.rb (and make) at install: a test gem's extconf.rb executed.", evidence: 'local-test gem 3.3.15' },
      { fact: 'rubygems_plugin.rb files of installed gems are loaded by later gem commands.', unconfirmed: true },
    ],
    signing: [
      { fact: 'Optional X.509 gem signing; verification only with a trust policy (-P MediumSecurity/HighSecurity, bundle --trust-policy). The project says signing is rarely used because there is no chain of trust.', evidence: 'guides' },
    ],
    integrity: [
      { fact: "Bundler writes a CHECKSUMS section into newly created Gemfile.lock (lockfile_checksums default true) and verifies; older lock files need 'bundle lock --add-checksums'.", evidence: 'guides' },
      { fact: "Cooldown: 'bundle config set cooldown N' (days), per-source cooldown: in the Gemfile; needs v2 compact index created_at.", evidence: 'guides' },
    ],
    transport: [
      { fact: 'HTTPS verified by default; :ssl_verify_mode / BUNDLE_SSL_VERIFY_MODE can disable.', evidence: 'guides' },
    ],
    immutability: [
      { fact: 'gem yank deletes the file from the index; allowed only within 30 days and below 100,000 downloads.', evidence: 'source Deletion' },
    ],
    privilege: [
      { fact: "User or root ('sudo gem install' into system directories on many hosts).", unconfirmed: true },
    ],
    takedown: [
      { fact: "Compromised or malicious gem: mail the registry's security e-mail address with the gem name, or HackerOne. The listing's 'Report abuse' button opens a mail to support@ with subject 'Reporting Abuse on NAME'.", evidence: 'source, guides' },
      { fact: 'Add versions, file/line, behaviour, hash, timeline.', unconfirmed: true },
    ],
    offSwitches: [
      { how: "none for extensions ('-P HighSecurity' refused the unsigned test gem before it could run)", default: 'extensions built', effect: 'use precompiled platform gems / vendored mirror' },
    ],
    incidents: [
      { date: '2022-05', name: 'CVE-2022-29176', what: "bug allowed replacing other people's gems" },
      { date: '2019-08', name: 'rest-client 1.6.13', what: 'account hijack, remote code', unconfirmed: true },
    ],
    checks: [
      { id: 'bundler-frozen', where: '~/.bundle/config, .bundle/config; env BUNDLE_FROZEN', key: 'frozen / deployment', safe: 'true in CI', risky: 'unset', why: 'lock file may change', severity: 'medium' },
      { id: 'bundler-cooldown', where: 'bundle config; env BUNDLE_COOLDOWN', key: 'cooldown', safe: '3 or more (days)', risky: 'unset/0', why: 'fresh malicious releases', since: '2026 Bundler (exact release not verified)', default: 'unset', severity: 'medium', unconfirmed: true },
      { id: 'bundler-checksums', where: 'Gemfile.lock', key: 'CHECKSUMS section', safe: 'present', risky: 'absent', why: 'tampered gem not noticed', severity: 'medium' },
      { id: 'bundler-disable-checksum', where: 'bundle config; env BUNDLE_DISABLE_CHECKSUM_VALIDATION', key: 'disable_checksum_validation', safe: 'unset', risky: 'true', why: 'turns verification off', default: 'unset', severity: 'high' },
      { id: 'bundler-source-blocks', where: 'Gemfile', key: 'source blocks', safe: 'every private gem inside its source block', risky: 'several global sources', why: 'dependency confusion', severity: 'high' },
      { id: 'gem-ssl-verify', where: '~/.gemrc, /etc/gemrc; env BUNDLE_SSL_VERIFY_MODE', key: ':ssl_verify_mode', safe: '1/unset', risky: '0', why: 'TLS off', default: 'verify peer', severity: 'high' },
      { id: 'gem-sources', where: 'gem sources -l; gemrc :sources:', key: 'sources', safe: 'approved https', risky: 'http://, unknown', why: 'code origin', severity: 'high' },
      { id: 'gem-trust-policy', where: "gemrc 'gem: --trust-policy'; env BUNDLE_TRUST___POLICY", key: 'trust-policy', safe: 'MediumSecurity/HighSecurity for signed internal gems', risky: 'none', why: 'signature checks are opt-in', default: 'none', severity: 'low' },
      { id: 'gem-root-install', where: 'shell history, Dockerfiles', key: 'sudo gem install', safe: 'absent', risky: 'present', why: 'extconf.rb as root', severity: 'medium' },
    ],
    gaps: [
      'Expected: every publisher has MFA. Given: only owners of the very largest gems must.',
      'Expected: passive install. Given: native extension build code.',
    ],
    sources: [
      'RubyGems Guides: Security, Cooldown, Removing a published gem, Trusted Publishing, MFA (2026-08)',
      'RubyGems source: gem_typo.rb, rubygem.rb, deletion.rb, pages/security, policies/acceptable-use',
      'local tests with gem 3.3.15',
      'CNCF catalog: Ruby override (CVE-2022-29176)',
    ],
  },
];
