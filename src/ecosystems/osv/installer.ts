/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const OSV_INSTALLERS: readonly Installer[] = [
  {
    id: 'osv-malicious-packages', name: 'OpenSSF malicious-packages / OSV (cross-ecosystem reporting channel)', kind: 'reporting-channel', registry: 'osv',
    publisher: [
      { fact: 'Anyone by pull request; automated feeds by agreement (source id, low false-positive rate, contact address).', evidence: 'CONTRIBUTING' },
    ],
    naming: [
      { fact: 'Reports are filed by ecosystem and package name under osv/malicious/<ecosystem>/<name>/, file MAL-0000-<name>.json; the final MAL id is assigned automatically.', evidence: 'CONTRIBUTING' },
    ],
    review: [
      { fact: 'All submissions are reviewed and validated by an action.', evidence: 'CONTRIBUTING' },
    ],
    installCode: [],
    signing: [],
    integrity: [
      { fact: 'OSV schema JSON.' },
    ],
    transport: [],
    immutability: [],
    privilege: [],
    takedown: [
      { fact: 'Does not take packages down; report to the registry as well. Fields of an ideal report: exactly one affected entry with package.ecosystem and package.name, and versions or ranges limited to the malicious ones (git repositories: ranges with repo and commits only); details: why malicious, what it does, trigger (install, import, call), campaign; at least one credit or reference; database_specific.iocs for indicators; no id, no summary; severity and ecosystem_specific are dropped.', evidence: 'CONTRIBUTING' },
      { fact: 'In scope: typosquatting, dependency confusion, account takeover, researcher activity. Out of scope: vulnerabilities, compromised infrastructure, non-malicious packages.', evidence: 'README' },
    ],
    offSwitches: [],
    incidents: [],
    checks: [
      { id: 'osv-mal-lookup', where: 'lock files versus the OSV database', key: 'MAL- advisories', safe: 'none match', risky: 'match', why: 'known malware in the tree', severity: 'high' },
    ],
    gaps: [
      'Expected: one place that removes malware everywhere. Given: a database; each registry removes on its own.',
    ],
    sources: [
      'OpenSSF malicious-packages README and CONTRIBUTING',
    ],
  },
];
