/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const VSCODE_INSTALLERS: readonly Installer[] = [
  {
    id: 'vscode-marketplace', name: 'Visual Studio Code extensions from the Visual Studio Marketplace', kind: 'extension-marketplace', registry: 'vs marketplace',
    publisher: [
      { fact: 'Any Microsoft account can create a publisher.', unconfirmed: true },
      { fact: 'Blue check: proven domain ownership plus six months of good standing.', evidence: 'VS Code documentation' },
    ],
    naming: [
      { fact: 'publisher.extension; marketplace blocks stealing names of official publishers and popular extensions.', evidence: 'VS Code documentation' },
    ],
    review: [
      { fact: 'Multi-engine malware scan before publication of every version, dynamic detection in a sandbox VM, usage monitoring, block list; no human code review stated.', evidence: 'VS Code documentation' },
    ],
    installCode: [
      { fact: 'Extensions are unsandboxed code with the same permissions as VS Code (files, network, processes); they activate by events and update automatically by default.', evidence: 'VS Code documentation' },
    ],
    signing: [
      { fact: 'Marketplace signs every extension; VS Code verifies at install (extensions.verifySignature default true; application scope).', evidence: 'VS Code documentation and source' },
    ],
    integrity: [
      { fact: 'Signature with per-file hashes; versions can be pinned in extensions.allowed.', evidence: 'VS Code documentation' },
    ],
    transport: [
      { fact: 'HTTPS.' },
    ],
    immutability: [
      { fact: 'Version numbers cannot be reused; publishers may unpublish.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'User.' },
    ],
    takedown: [
      { fact: "'Report a concern' link in the extension's More Info section; initial response within one business day. Malicious extensions are removed, block-listed and uninstalled automatically.", evidence: 'VS Code documentation' },
      { fact: 'Signature problems: vsmarketplace@microsoft.com with the extension id.', evidence: 'VS Code documentation' },
    ],
    offSwitches: [
      { how: 'extensions.allowed policy; Restricted Mode (Workspace Trust) limits some extensions', default: 'all allowed', effect: 'unlisted extensions blocked or disabled', since: '1.96' },
    ],
    incidents: [
      { date: '2025-07', name: 'Amazon Q Developer 1.84.0 (CVE-2025-8217)', what: 'leaked token let an attacker commit code into a release; failed to execute' },
      { date: '2025-10 onwards', name: 'GlassWorm', what: 'credential-stealing worm using invisible code; extensions in both marketplaces' },
      { date: '2026-06', name: 'GlassWASM', what: 'WebAssembly malware in trojanised Open VSX extensions (single vendor)', unconfirmed: true },
    ],
    checks: [
      { id: 'vscode-extensions-allowed', where: 'policy AllowedExtensions (registry Software\\Policies\\Microsoft\\VSCode; macOS profile; Linux /etc/vscode/policy.json from 1.106); settings.json', key: 'extensions.allowed', safe: 'explicit publishers/extensions, "*": false', risky: 'absent or "*": true', why: 'every extension is full-trust code; a JSON syntax error disables the policy silently', since: '1.96', default: 'all allowed', severity: 'high' },
      { id: 'vscode-verify-signature', where: 'settings.json', key: 'extensions.verifySignature', safe: 'true', risky: 'false', why: 'tampered packages install', default: 'true', severity: 'high' },
      { id: 'vscode-gallery-url', where: 'policy ExtensionGalleryServiceUrl; product.json', key: 'extensions.gallery.serviceUrl', safe: 'default or private marketplace', risky: 'unknown URL', why: 'extension origin', since: '1.99', severity: 'high' },
      { id: 'vscode-auto-update', where: 'settings.json', key: 'extensions.autoUpdate', safe: 'false or onlyEnabledExtensions with pinned versions', risky: 'true', why: 'new code arrives silently', default: 'true', severity: 'medium', unconfirmed: true },
      { id: 'vscode-workspace-trust', where: 'settings.json', key: 'security.workspace.trust.enabled', safe: 'true', risky: 'false', why: 'repository content executes tasks and extensions', default: 'true', severity: 'high', unconfirmed: true },
      { id: 'vscode-vsix-sideload', where: "~/.vscode/extensions/extensions.json; shell history 'code --install-extension *.vsix'", key: 'source of installed extensions', safe: 'gallery', risky: 'vsix', why: 'VSIX files skip the marketplace scan', severity: 'medium', unconfirmed: true },
      { id: 'vscode-chat-auto-approve', where: 'policy ChatToolsAutoApprove', key: 'chat.tools.global.autoApprove', safe: 'false', risky: 'true', why: 'agents act without approval', since: '1.99', severity: 'high' },
    ],
    gaps: [
      "Expected: a permission model. Given: none; a theme has the user's full rights.",
      'Expected: verified means audited. Given: domain ownership plus time.',
    ],
    sources: [
      'VS Code documentation: Extension runtime security (2025-08); Manage extensions in enterprise environments (2026-05); Enterprise policies (2026-05)',
      'VS Code source: extensions.verifySignature',
      'Advisory GHSA-7g7f-ff96-5gcw (Amazon Q)',
      'Socket glossary: IDE extension security',
    ],
  },
  {
    id: 'open-vsx', name: 'Open VSX Registry (VSCodium, Cursor, Theia and other VS Code derivatives)', kind: 'extension-marketplace', registry: 'open-vsx',
    publisher: [
      { fact: 'Eclipse account linked to GitHub, signed Eclipse Publisher Agreement, access token; trusted publishing (OIDC) appears in the ovsx client.', evidence: 'Open VSX wiki; ovsx readme' },
    ],
    naming: [
      { fact: "Namespace per publisher; only members may publish. 'Unverified' warning when the namespace has no confirmed owner.", evidence: 'Open VSX wiki' },
      { fact: 'A similarity (name-squatting) check exists in the server.', evidence: 'source 2026-03' },
    ],
    review: [
      { fact: 'Server code contains pre-publish scanning: block list by file hash, name similarity, secret detection, pluggable scanners; in the development configuration they are enabled but not enforced. State on the public instance not confirmed.', evidence: 'source 2026-03', unconfirmed: true },
    ],
    installCode: [
      { fact: 'As VS Code extensions: full user rights.' },
    ],
    signing: [
      { fact: 'Extensions are signed by the registry (since 2023) and clients with node-ovsx-sign can verify; whether a given editor does is not uniform.', evidence: 'Open VSX pull request 673; node-ovsx-sign', unconfirmed: true },
    ],
    integrity: [
      { fact: 'SHA-256 and signature archive per version.', unconfirmed: true },
    ],
    transport: [
      { fact: 'HTTPS.' },
    ],
    immutability: [
      { fact: 'Versions can be removed by administrators.', unconfirmed: true },
    ],
    privilege: [
      { fact: 'User.' },
    ],
    takedown: [
      { fact: 'Issue in the EclipseFdn Open VSX repository; administrators remove and flag as malicious, after which editors uninstall automatically (e.g. pythonformat report; false-positive case of 2025).', evidence: 'public issues' },
    ],
    offSwitches: [],
    incidents: [
      { date: '2025-10 onwards', name: 'GlassWorm waves', what: 'stolen publisher tokens, self-propagation' },
      { date: '2025', name: 'leaked Open VSX publishing tokens', what: 'tokens found in public repositories', unconfirmed: true },
    ],
    checks: [
      { id: 'openvsx-verified', where: 'extension page / API', key: 'namespace verified flag', safe: 'verified', risky: 'unverified', why: 'impersonation of an upstream that never published there', severity: 'high' },
      { id: 'openvsx-editor-policy', where: 'editor settings', key: 'extensions.allowed equivalent', safe: 'supported and set', risky: 'unsupported', why: 'derivatives may lack the policy engine', severity: 'high', unconfirmed: true },
      { id: 'openvsx-signature', where: 'editor build', key: 'product.json extensionSignatureVerification / extensions.verifySignature', safe: 'true', risky: 'false or absent', why: 'no signature check', severity: 'medium', unconfirmed: true },
    ],
    gaps: [
      'Expected: same vetting as the Microsoft marketplace. Given: different operator, younger scanning, third-party republished extensions.',
    ],
    sources: [
      'Open VSX wiki: Publishing Extensions, Namespace Access',
      'eclipse/openvsx source (2026-03)',
      'EclipseFdn/Open VSX issue 3967; claude-code issue 5762',
      'node-ovsx-sign readme; ovsx client readme',
    ],
  },
];
