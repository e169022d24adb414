/** The contract that scripts and CI depend on: the fields of PRODUCT.md, and the exit codes, through the real program and engine. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FORMATS } from '../../src/reports/rendering.ts';
import { forgeColourama } from '../forge/colourama.ts';
import { forgeSdist, forgeWheel, forgeZip } from '../forge/forge.ts';
import { runAssay, type Ran } from './run.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'assay-contract-'));
after(() => rmSync(FOLDER, { recursive: true }));
const BAD = 'colourama-0.1.6.tar.gz';
const GOOD = 'plain-1.0-py3-none-any.whl';
const CUT = 'cut-1.0.tar.gz';
writeFileSync(join(FOLDER, BAD), forgeColourama());
writeFileSync(join(FOLDER, GOOD), forgeWheel('plain', '1.0', { 'plain/__init__.py': 'X = 1\n' }));
writeFileSync(join(FOLDER, CUT), forgeSdist('cut', '1.0', { 'setup.py': `# ${'padding '.repeat(40)}\n` }).subarray(0, 90));

function scan(...args: readonly string[]): Ran {
  return runAssay(['scan', ...args], { cwd: FOLDER });
}

test('an empty folder and an archive without a file are unknown, an empty file is not', () => {
  mkdirSync(join(FOLDER, 'empty', 'below'), { recursive: true });
  writeFileSync(join(FOLDER, 'none-1.0-py3-none-any.whl'), forgeZip({}));
  writeFileSync(join(FOLDER, 'empty.py'), '');
  for (const target of ['empty', 'none-1.0-py3-none-any.whl']) {
    const ran = scan('-f', 'jsonl', target);
    assert.equal(ran.status, 3, target);
    assert.match(ran.stdout, /"verdict":"unknown".*there is no file in it/, target);
  }
  assert.equal(scan('empty.py').status, 0);
});

test('each archive of a folder that holds nothing else is a package; one beside sources is opened as a part of them', () => {
  const mirror = join(FOLDER, 'mirror');
  mkdirSync(join(mirror, 'more'), { recursive: true });
  writeFileSync(join(mirror, GOOD), forgeWheel('plain', '1.0', { 'plain/__init__.py': 'X = 1\n' }));
  writeFileSync(join(mirror, 'more', BAD), forgeColourama());
  writeFileSync(join(mirror, 'more', `${BAD}.sha256`), 'its hash');
  const ran = scan('-f', 'jsonl', 'mirror');
  assert.deepEqual(ran.stdout.trim().split('\n').map((line) => [JSON.parse(line).target, JSON.parse(line).verdict]).sort(), [[join('mirror', 'more', BAD), 'malicious'], [join('mirror', GOOD), 'clean']]);
  assert.equal(ran.status, 1);

  writeFileSync(join(mirror, 'setup.py'), 'print(1)\n');
  const [whole] = scan('-f', 'jsonl', 'mirror').stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(whole.target, 'mirror');
  assert.ok(whole.coverage.files > 10, 'the files of both archives, and the four beside');
});

test('jsonl holds every field of the contract', () => {
  const [line = '', rest] = scan('-f', 'jsonl', BAD).stdout.split('\n');
  assert.equal(rest, '');
  const report = JSON.parse(line);
  assert.deepEqual(Object.keys(report.package).sort(), ['ecosystem', 'name', 'purl', 'sha256', 'version']);
  assert.equal(report.target, BAD);
  assert.equal(report.package.purl, 'pkg:pypi/colourama@0.1.6');
  assert.match(report.package.sha256, /^[0-9a-f]{64}$/);
  assert.equal(report.verdict, 'malicious');
  assert.ok(report.score >= 70 && report.score <= 100);
  assert.ok(report.story.length > 0 && report.story.every((step: unknown) => typeof step === 'string'));
  assert.deepEqual(Object.keys(report.coverage).sort(), ['bytes', 'files', 'read', 'unread']);
  assert.ok(report.seconds > 0 && report.seconds < 60);
  for (const finding of report.findings) {
    for (const field of ['rule', 'family', 'severity', 'confidence', 'stage', 'message']) assert.equal(typeof finding[field], 'string', field);
    assert.ok(finding.attack.length > 0 && finding.locations.length > 0);
    assert.equal(finding.locations[0].role, 'primary');
    for (const { path, line: at, column, snippet, layers } of finding.locations) {
      assert.deepEqual([typeof path, typeof snippet, Array.isArray(layers)], ['string', 'string', true]);
      assert.ok(at >= 1 && column >= 1);
    }
  }
});

test('json is an array of the same objects', () => {
  const reports = JSON.parse(scan('-f', 'json', GOOD, BAD).stdout);
  assert.deepEqual(reports.map((report: { target: string; verdict: string }) => [report.target, report.verdict]), [[GOOD, 'clean'], [BAD, 'malicious']]);
});

const CODES: readonly (readonly [args: readonly string[], code: number])[] = [
  [[GOOD], 0],
  [[BAD], 1],
  [['--fail-on', 'malicious', BAD], 1],
  [[CUT], 3],
  [[GOOD, CUT], 3],
  [[CUT, BAD, GOOD], 1],
  [[GOOD, 'missing.whl'], 2],
];

for (const [args, code] of CODES) {
  test(`exit code ${code}: scan ${args.join(' ')}`, () => assert.equal(scan(...args).status, code));
}

for (const format of FORMATS) {
  test(`${format}: the exit code is the same, standard error is empty`, () => {
    const ran = scan('-f', format, GOOD, BAD);
    assert.equal(ran.status, 1);
    assert.equal(ran.stderr, '');
    assert.ok(ran.stdout.length > 100);
  });
}

test('a target that takes too long is unknown, and the next one is still scanned', () => {
  const reports = scan('-f', 'jsonl', '--jobs', '1', '--timeout', '0.001', BAD, GOOD).stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(reports.map((report) => report.verdict), ['unknown', 'unknown']);
  assert.match(reports[0].coverage.unread[0].why, /took longer than 0\.001 s/);
});
