/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const CARGO_INSTALLERS: readonly Installer[] = [
  {
    id: 'cargo', name: 'Cargo with the Rust crate registry', kind: 'language-package-manager', registry: 'cargo',
    publisher: [
      { fact: "Log in with GitHub (accounts 'always have been tightly coupled to GitHub'; RFC 3946 of May 2026 prepares other providers) and a verified e-mail to publish. No identity proofing.", evidence: 'Rust blog; source' },
      { fact: "the Rust crate registry has no second factor of its own; it relies on GitHub's 2FA.", unconfirmed: true },
      { fact: "Trusted Publishing for GitHub Actions and GitLab (beta), tokens of 30 minutes; owners can set 'trusted publishing only'; pull_request_target/workflow_run triggers are refused.", evidence: 'Rust blog 2026-01; docs; source' },
    ],
    naming: [
      { fact: "Flat, first come first served; '-' and '_' are equivalent; reserved names exist.", evidence: 'policy; source' },
      { fact: 'New crates are compared with the top 3000 for typosquatting by a background job that only e-mails the team.', evidence: 'source' },
      { fact: 'After deletion a name can be reused after 24 hours.', evidence: 'source: AVAILABLE_AFTER' },
    ],
    review: [
      { fact: 'None before publication; the policy says the site is not proactively monitored and relies on community reports.', evidence: 'the Rust crate registry policies' },
    ],
    installCode: [
      { fact: "build.rs and procedural macros execute on cargo build, check, test, doc - also when an IDE runs cargo check. 'cargo fetch' and 'cargo metadata' did not execute build.rs, 'cargo check' did.", evidence: 'local-test cargo 1.95' },
      { fact: "A repository's .cargo/config.toml can set rustc, rustc-wrapper, linker or runner: programs Cargo executes.", evidence: 'Cargo book' },
    ],
    signing: [
      { fact: 'No author or registry signatures verified by Cargo; index checksum (sha256) only.', evidence: 'Cargo book' },
    ],
    integrity: [
      { fact: "Cargo.lock pins version and sha256; --locked/--frozen enforce it; 'cargo install' ignores the packaged lock unless --locked.", evidence: 'Cargo book' },
      { fact: 'cargo-vet: CI refuses crates without an audit by a trusted party (supply-chain/ folder).', evidence: 'cargo-vet book' },
      { fact: 'Cooldown registry.global-min-publish-age is unstable (-Zmin-publish-age).', evidence: 'Cargo book, unstable' },
    ],
    transport: [
      { fact: 'HTTPS; http.check-revoke, http.cainfo, http.proxy settings.', evidence: 'Cargo book' },
    ],
    immutability: [
      { fact: 'A version can never be overwritten; yank keeps it downloadable for existing lock files. Owner deletion: within 72 h, or single owner, fewer than 1000 downloads per month of age and no dependents.', evidence: 'policy; source' },
    ],
    privilege: [
      { fact: 'Invoking user.' },
    ],
    takedown: [
      { fact: "Mail the registry's help e-mail address. The team deletes the crate, disables the account and always publishes a RustSec advisory; blog post only if there is real use (policy of 2026-02-13).", evidence: 'the Rust crate registry policies; Rust blog' },
      { fact: 'Fields: crate, versions, file/line, behaviour, impersonated crate, links.', unconfirmed: true },
    ],
    offSwitches: [
      { how: 'none in stable Cargo', default: 'build scripts run', effect: 'build in a sandbox; vendor and review; cargo vet gates new code' },
    ],
    incidents: [
      { date: '2022-05', name: 'rustdecimal', what: 'typosquat of rust_decimal' },
      { date: '2025-09-24', name: 'faster_log, async_println', what: 'wallet-key stealers, about 8400 downloads, ran at run time not build time' },
      { date: '2025-12', name: 'evm-units, uniswap-utils, finch-rust, sha-rust', what: 'loader/credential theft' },
      { date: '2026-02', name: 'polymarket-client-sdks and similar', what: 'credential theft' },
    ],
    checks: [
      { id: 'cargo-locked', where: 'CI files, Dockerfiles', key: 'cargo build/install --locked', safe: 'present', risky: 'absent', why: 'new versions otherwise', severity: 'medium' },
      { id: 'cargo-vet', where: 'repository supply-chain/{config,audits,imports.lock}.toml; CI', key: 'cargo vet', safe: 'runs and exemptions shrink', risky: 'absent', why: 'no gate for unreviewed crates', severity: 'medium' },
      { id: 'cargo-source-replacement', where: '~/.cargo/config.toml, repository .cargo/config.toml', key: '[source.*] replace-with, [registries.*] index', safe: 'approved https or vendored directory', risky: 'http or unknown', why: 'code origin; Cargo assumes identical content', severity: 'high' },
      { id: 'cargo-config-exec', where: 'repository .cargo/config.toml', key: 'build.rustc, build.rustc-wrapper, target.*.linker/runner, [alias], [env]', safe: 'absent or reviewed', risky: 'unknown program', why: 'repository-controlled program runs on every cargo command', severity: 'high' },
      { id: 'cargo-credentials', where: '$CARGO_HOME/credentials.toml; env CARGO_REGISTRY_TOKEN', key: 'token / credential-provider', safe: 'OS keychain provider, file 0600', risky: 'plain token in shared file', why: 'publishing token theft', default: 'cargo:token', severity: 'medium' },
      { id: 'cargo-http-check-revoke', where: 'config.toml', key: 'http.check-revoke', safe: 'true', risky: 'false', why: 'revoked certificates accepted', default: 'true on Windows, false (no effect) elsewhere', severity: 'low' },
      { id: 'cargo-git-deps', where: 'Cargo.toml', key: 'git dependencies without rev', safe: 'rev = full commit', risky: 'branch or none', why: 'moving target', severity: 'medium' },
      { id: 'cargo-min-publish-age', where: 'config.toml with nightly', key: 'registry.global-min-publish-age', safe: '3 days or more', risky: '0', why: 'cooldown, unstable feature', since: 'unstable 2026', default: '0', severity: 'low' },
    ],
    gaps: [
      'Expected: build cannot run foreign code unnoticed. Given: build.rs and proc macros always run.',
      'Expected: signatures. Given: checksums from the index only.',
    ],
    sources: [
      'the Rust crate registry usage and security policies; the Rust crate registry source (2026-08)',
      'The Cargo Book: publishing, build scripts, config, source replacement, unstable features',
      'Rust blog posts 2025-09 to 2026-07',
      'cargo-vet book',
      'local tests with cargo 1.95',
    ],
  },
];
