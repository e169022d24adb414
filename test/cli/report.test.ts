/** `assay report` as a user runs it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../../bin/assay', import.meta.url));
const BAD = { target: 'x-1.0.tar.gz', package: { ecosystem: 'pypi', name: 'x', version: '1.0' }, verdict: 'malicious', score: 90, findings: [], story: ['It prints'], reasons: [], coverage: { files: 1, bytes: 1, read: 1, unread: [] }, seconds: 0 };

function report(input: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [BIN, 'report', '-', ...args], { input, encoding: 'utf8' });
}

test('a scan becomes a text or a record, from JSON and JSON lines', () => {
  const versions = `${JSON.stringify(BAD)}\n${JSON.stringify({ ...BAD, package: { ...BAD.package, version: '1.1' } })}\n${JSON.stringify({ ...BAD, verdict: 'clean', package: { ecosystem: 'pypi', name: 'y' } })}\n`;
  const osv = report(versions, '--for', 'osv');
  assert.equal(osv.status, 0, osv.stderr);
  assert.deepEqual((JSON.parse(osv.stdout) as { affected: { versions: string[] }[] }).affected[0]?.versions, ['1.0', '1.1']);
  assert.match(report(JSON.stringify([BAD]), '--for', 'pypi').stdout, /^MALWARE REPORT: X\n/);
});

test('nothing to report, another registry\'s package and no JSON are mistakes', () => {
  for (const [input, args, expected] of [
    [JSON.stringify([{ ...BAD, verdict: 'clean' }]), [], /nothing to report/], [JSON.stringify([BAD]), ['--for', 'npm'], /no package of npm/], [JSON.stringify([BAD]), ['--only', 'z'], /not z/],
    ['{', [], /no scan's JSON/], ['[{"a":1}]', [], /no scan's JSON/], [JSON.stringify([BAD]), ['--for', 'nmp'], /did you mean npm/],
  ] as const) {
    const { status, stderr } = report(input, ...args);
    assert.equal(status, 2, input);
    assert.match(stderr, expected);
  }
});
