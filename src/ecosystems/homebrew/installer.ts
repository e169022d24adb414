/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const HOMEBREW_INSTALLERS: readonly Installer[] = [
  {
    id: 'homebrew', name: 'Homebrew (formulae, casks, taps)', kind: 'os-package-manager', registry: 'homebrew/core and homebrew/cask',
    publisher: [
      { fact: 'Only Homebrew maintainers merge; upstream authors cannot publish. Maintainers need 2FA without SMS and are reviewed quarterly.', evidence: 'Homebrew documentation' },
      { fact: 'Third-party taps: anyone with a git repository.', evidence: 'Homebrew documentation' },
    ],
    naming: [
      { fact: "Curated namespace in official taps; removed names stay under Homebrew's control.", evidence: 'Homebrew documentation' },
    ],
    review: [
      { fact: 'Every change in official taps goes through a human-reviewed pull request and CI; cooldowns on npm, PyPI and RubyGems sources.', evidence: 'Homebrew documentation' },
      { fact: 'Casks are vendor binaries: weaker trust, some with sha256 :no_check and auto_updates.', evidence: 'Homebrew documentation' },
    ],
    installCode: [
      { fact: "Bottles unpack prebuilt files; post_install and source builds run in a sandbox (macOS and, unless HOMEBREW_NO_SANDBOX_LINUX is set, Linux). Taps are Ruby code evaluated with the user's rights.", evidence: 'Homebrew documentation' },
    ],
    signing: [
      { fact: 'JSON API metadata is JWS-signed and verified by default; bottles match sha256 in reviewed metadata; build-provenance attestations verified only with HOMEBREW_VERIFY_ATTESTATIONS (needs gh).', evidence: 'Homebrew documentation' },
    ],
    integrity: [
      { fact: 'sha256 pinned in formula; no user lock of versions (rolling).', evidence: 'Homebrew documentation' },
    ],
    transport: [
      { fact: 'HTTPS; HTTPS-to-HTTP redirects allowed unless HOMEBREW_NO_INSECURE_REDIRECT=1.', evidence: 'Homebrew manual' },
    ],
    immutability: [
      { fact: 'History in git; old bottles are not kept as installable versions.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'Refuses to run with sudo; prefix owned by the user, so any process of that user can modify installed tools; casks with .pkg ask for administrator.', evidence: 'Homebrew FAQ' },
    ],
    takedown: [
      { fact: 'Issue or security advisory in the Homebrew organisation; malware allegations are judged case by case (acceptance policy).', unconfirmed: true },
    ],
    offSwitches: [
      { how: 'tap trust (brew trust); HOMEBREW_ALLOWED_TAPS; HOMEBREW_FORBID_CASKS', default: 'trust required by default since 6.0.0 (2026-06-11)', effect: 'untrusted tap code is not loaded', since: '6.0.0' },
    ],
    incidents: [
      { date: '2021-04', name: 'review-cask-pr action', what: 'researcher-reported flaw in the automatic review action would have let arbitrary cask code be merged' },
      { date: '2026-03', name: 'Trivy compromise', what: 'homebrew/core formula unaffected because built from source' },
      { date: 'recurring', name: 'fake Homebrew web sites in search ads', what: 'malvertising with copy-paste install commands', unconfirmed: true },
    ],
    checks: [
      { id: 'brew-version', where: 'brew --version', key: 'Homebrew', safe: '6.0.0 or later', risky: 'older', why: 'tap trust required by default only from 6.0.0', since: '6.0.0', severity: 'medium' },
      { id: 'brew-no-require-tap-trust', where: 'environment, brew.env', key: 'HOMEBREW_NO_REQUIRE_TAP_TRUST', safe: 'unset', risky: '1', why: 'loads code of every tap', since: '6.0.0', default: 'unset', severity: 'high' },
      { id: 'brew-allowed-taps', where: 'environment, /etc/homebrew/brew.env', key: 'HOMEBREW_ALLOWED_TAPS / HOMEBREW_FORBIDDEN_TAPS', safe: 'approved list', risky: 'unset', why: 'tap code is executable', severity: 'high' },
      { id: 'brew-trusted', where: 'brew trust', key: 'trusted taps and items', safe: 'single items', risky: 'whole unknown taps', why: 'future content trusted as well', since: '6.0.0', severity: 'medium' },
      { id: 'brew-no-insecure-redirect', where: 'environment', key: 'HOMEBREW_NO_INSECURE_REDIRECT', safe: '1', risky: 'unset', why: 'downgrade to http during download', default: 'unset', severity: 'medium' },
      { id: 'brew-verify-attestations', where: 'environment', key: 'HOMEBREW_VERIFY_ATTESTATIONS', safe: '1', risky: 'unset', why: 'bottle provenance not checked', default: 'unset', severity: 'low' },
      { id: 'brew-require-sha', where: 'environment, brew.env', key: 'HOMEBREW_CASK_OPTS contains --require-sha (HOMEBREW_CASK_OPTS_REQUIRE_SHA is deprecated)', safe: '--require-sha', risky: 'unset', why: 'casks with sha256 :no_check install otherwise', default: 'unset', severity: 'medium' },
      { id: 'brew-bottle-domain', where: 'environment', key: 'HOMEBREW_BOTTLE_DOMAIN, HOMEBREW_API_DOMAIN, HOMEBREW_ARTIFACT_DOMAIN', safe: 'unset or approved https mirror', risky: 'http or unknown', why: 'origin of binaries/metadata', severity: 'high' },
      { id: 'brew-no-install-from-api', where: 'environment', key: 'HOMEBREW_NO_INSTALL_FROM_API', safe: 'unset', risky: '1', why: 'evaluates Ruby instead of signed JSON metadata', default: 'unset', severity: 'low' },
      { id: 'brew-no-sandbox-linux', where: 'environment', key: 'HOMEBREW_NO_SANDBOX_LINUX', safe: 'unset', risky: '1', why: 'build sandbox off', default: 'unset', severity: 'medium' },
      { id: 'brew-prefix-perms', where: 'ls -ld $(brew --prefix)', key: 'ownership', safe: 'single admin user, not group/world writable', risky: 'shared writable', why: 'path hijacking', severity: 'medium' },
    ],
    gaps: [
      'Closest to enterprise expectation for open source; casks and third-party taps are outside it.',
    ],
    sources: [
      'Homebrew documentation: Homebrew Security and Supply Chain; Tap Trust; FAQ; Manpage; Acceptable Formulae/Casks (2026-07)',
      'CNCF catalog: Homebrew 2021',
    ],
  },
];
