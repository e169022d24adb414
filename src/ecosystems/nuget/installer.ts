/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const NUGET_INSTALLERS: readonly Installer[] = [
  {
    id: 'nuget', name: 'NuGet with its public gallery', kind: 'language-package-manager', registry: 'the NuGet gallery',
    publisher: [
      { fact: 'Microsoft or Entra account; two-factor authentication required for all the NuGet gallery accounts.', evidence: 'NuGet documentation' },
      { fact: 'Trusted publishing (GitHub Actions OIDC), rolled out gradually; API keys otherwise.', evidence: 'NuGet documentation' },
    ],
    naming: [
      { fact: "Package ID prefix reservation (applied for by mail, criteria judged by the team): others' pushes under a reserved prefix are rejected, owner gets a visual mark; packages that existed before remain.", evidence: 'NuGet documentation' },
      { fact: "Without a reservation: first come; homoglyph package ids such as a Cyrillic 'Fielder.Fody' were published in 2024.", evidence: 'OSV MAL-2024-4496' },
    ],
    review: [
      { fact: 'Automated validation before listing: virus checks, signature and metadata checks (usually under 15 minutes); existing packages rescanned periodically.', evidence: 'NuGet documentation' },
    ],
    installCode: [
      { fact: 'PackageReference: install.ps1/uninstall.ps1 are not executed; packages.config projects in Visual Studio do run them, and init.ps1.', evidence: 'NuGet documentation' },
      { fact: 'build/, buildTransitive/ .props and .targets are imported by MSBuild, so package-controlled build logic runs on the next build; analyzers and source generators run in the compiler.', evidence: 'NuGet documentation' },
    ],
    signing: [
      { fact: 'the NuGet gallery repository-signs every package; authors may sign additionally.', evidence: 'NuGet documentation' },
      { fact: "Client default signatureValidationMode is 'accept': untrusted or missing author signatures are fine. 'require' plus trustedSigners (author/repository fingerprints, owners) enforces.", evidence: 'NuGet documentation' },
      { fact: 'Linux/macOS: verification was opt-in (DOTNET_NUGET_SIGNATURE_VERIFICATION=true) since 6.4; whether a later SDK turns it on by default on Linux is not confirmed.', evidence: 'NuGet release notes', unconfirmed: true },
    ],
    integrity: [
      { fact: 'packages.lock.json with content hash is opt-in (RestorePackagesWithLockFile); RestoreLockedMode / --locked-mode enforces.', evidence: 'NuGet documentation' },
    ],
    transport: [
      { fact: 'http sources are an error since NuGet 6.12 unless allowInsecureConnections=true; earlier a warning (NU1803).', evidence: 'NuGet documentation' },
    ],
    immutability: [
      { fact: 'No deletion: versions can be unlisted but stay installable by exact version; the team deletes malware or infringing packages.', evidence: 'NuGet documentation' },
    ],
    privilege: [
      { fact: "Invoking user; packages go to the user's global packages folder." },
    ],
    takedown: [
      { fact: "'Report abuse' on the package page (a URL template is also published in the service index). Prohibited: malware, squatting, packages harming workstations; removal without discussion, owner notified.", evidence: 'NuGet documentation' },
      { fact: 'Fields: package id, version, reason, evidence.', unconfirmed: true },
    ],
    offSwitches: [
      { how: '<PackageReference ... ExcludeAssets="build;buildTransitive;analyzers"> per package; use PackageReference instead of packages.config', default: 'assets included', effect: 'no build hooks from that package', unconfirmed: true },
    ],
    incidents: [
      { date: '2024-06', name: "homoglyph 'Fielder.Fody' and similar", what: 'IL-woven downloaders' },
      { date: '2024-2025', name: 'Nethereum typosquats', what: 'wallet key theft' },
      { date: '2025 (month not verified)', name: 'nine packages with time-delayed destructive payloads', what: 'crash applications and corrupt industrial control systems' },
    ],
    checks: [
      { id: 'nuget-source-mapping', where: 'nuget.config (repository, user, machine)', key: 'packageSourceMapping', safe: 'every pattern mapped, private prefixes only to the private source', risky: 'absent with several sources', why: 'the source of a package is otherwise not deterministic', since: '6.0', default: 'absent', severity: 'high' },
      { id: 'nuget-clear-sources', where: 'nuget.config', key: 'packageSources <clear/> first', safe: 'present', risky: 'absent', why: 'inherits user/machine sources', severity: 'medium' },
      { id: 'nuget-signature-mode', where: 'nuget.config [config]', key: 'signatureValidationMode + trustedSigners', safe: 'require with non-empty trustedSigners', risky: 'accept', why: 'unsigned or foreign-signed packages accepted', since: '4.9.0', default: 'accept', severity: 'medium' },
      { id: 'nuget-linux-signature', where: 'environment', key: 'DOTNET_NUGET_SIGNATURE_VERIFICATION', safe: 'true', risky: 'false', why: 'disables verification', since: '6.4', severity: 'medium' },
      { id: 'nuget-insecure-connections', where: 'nuget.config', key: 'allowInsecureConnections', safe: 'absent', risky: 'true', why: 'plain http source', since: '6.8 attribute; error from 6.12', default: 'false', severity: 'high' },
      { id: 'nuget-lock', where: '*.csproj, Directory.Build.props; CI', key: 'RestorePackagesWithLockFile / RestoreLockedMode', safe: 'true / true in CI', risky: 'absent', why: 'no hash pinning', default: 'off', severity: 'medium' },
      { id: 'nuget-audit', where: 'Directory.Build.props', key: 'NuGetAudit / NuGetAuditMode', safe: 'true / all', risky: 'false', why: 'known-vulnerable packages not reported', default: 'true; mode all from net10 targets', severity: 'low' },
      { id: 'nuget-packages-config', where: 'project files', key: 'packages.config', safe: 'absent', risky: 'present', why: 'install.ps1/init.ps1 execution in Visual Studio', severity: 'medium' },
      { id: 'nuget-global-folder', where: 'environment, nuget.config', key: 'NUGET_PACKAGES / globalPackagesFolder', safe: 'per repository or per user, not shared-writable', risky: 'shared writable', why: 'package already in the folder bypasses source mapping', severity: 'medium' },
      { id: 'nuget-floating', where: '*.csproj', key: 'Version="*" or ranges', safe: 'none', risky: 'present', why: 'moving target', severity: 'medium' },
    ],
    gaps: [
      'Expected: signature required. Given: accepted, not required.',
      'Expected: private ids are private. Given: only with source mapping, and metadata queries still go to every source.',
    ],
    sources: [
      'NuGet documentation (NuGet/docs.microsoft.com-nuget, 2026-08): signed packages, source mapping, id prefix reservation, deleting packages, HTTPS everywhere, security best practices, accounts, config reference, auditing',
      'OSV MAL-2024-4496',
      'Socket research headlines on NuGet campaigns',
    ],
  },
];
