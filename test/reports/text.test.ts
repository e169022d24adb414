/** The terminal report: widths, folding and what is left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from '../../src/kit/untrusted.ts';
import type { Report } from '../../src/model/report.ts';
import { defanged, defangedAround } from '../../src/reports/defang.ts';
import { textOfReport, type TextOptions } from '../../src/reports/text.ts';
import { columnsOf } from '../../src/reports/width.ts';
import { CLEAN, COLOURAMA, HOSTILE } from '../forge/reports.ts';

const OPTIONS: TextOptions = { columns: 100, hasColour: false, isVerbose: false, isQuiet: false };

for (const columns of [40, 60, 100, 140]) {
  test(`no line is wider than ${columns} columns`, () => {
    for (const report of [COLOURAMA, CLEAN, HOSTILE, wide()]) {
      for (const line of textOfReport(report, { ...OPTIONS, columns }).split('\n')) assert.ok(columnsOf(printable(line)) <= columns, `${columnsOf(printable(line))}: ${line}`);
    }
  });
}

test('the underline stands below its span, wide characters counted twice', () => {
  const lines = textOfReport(wide(), OPTIONS).split('\n');
  const code = lines.findIndex((line) => line.includes('exec('));
  const [before, below] = [lines[code]?.split('exec(')[0] ?? '', lines[code + 1] ?? ''];
  assert.equal(columnsOf(printable(before)), below.indexOf('^'));
  assert.equal(below.match(/\^+/)?.[0].length, 'exec(x)'.length);
});

test('two spans of one line are shown below it once, and a blank line is not shown', () => {
  const [swap] = COLOURAMA.findings;
  assert.ok(swap);
  const text = textOfReport({ ...COLOURAMA, findings: [swap] }, { ...OPTIONS, columns: 140 });
  assert.equal(text.match(/GetClip/g)?.length, 1);
  assert.match(text, /\n {13}│ {48}\^{32} written back\n {13}│ -{16} read here\n/);
  const blank = { ...swap, locations: swap.locations.map((location) => ({ ...location, snippet: '\n', mark: [0, 0] as const, label: 'nothing here' })) };
  assert.doesNotMatch(textOfReport({ ...COLOURAMA, findings: [blank] }, OPTIONS), /4 │|[ ]\n/);
});

test('a clean target is one line, and all of it with --verbose', () => {
  assert.equal(textOfReport(CLEAN, OPTIONS), ' CLEAN  plain-1.0-py3-none-any.whl\n');
  assert.match(textOfReport(CLEAN, { ...OPTIONS, isVerbose: true }), /4 of 4 files read, nothing left out/);
});

test('--quiet is one line whatever was found', () => {
  assert.equal(textOfReport(COLOURAMA, { ...OPTIONS, isQuiet: true }), ' MALICIOUS  colourama-0.1.6.tar.gz  score 97\n');
});

test('a decoded layer stands further in than the file it came out of', () => {
  const lines = textOfReport(COLOURAMA, OPTIONS).split('\n');
  const indentOf = (part: string): number => /\S/.exec(lines.find((line) => line.includes(part)) ?? '')?.index ?? -1;
  assert.ok(indentOf('└ base64 > base64') > indentOf('└ base64 in'));
  assert.ok(indentOf('└ base64 in') > indentOf('setup.py:21:5'));
});

test('ten thousand findings are folded, counted in the last line, and all shown with --verbose', () => {
  const [one] = COLOURAMA.findings;
  assert.ok(one);
  const report: Report = { ...COLOURAMA, findings: Array.from({ length: 10_000 }, () => one) };
  const text = textOfReport(report, OPTIONS);
  assert.ok(text.split('\n').length < 400);
  assert.match(text, /… 9980 more findings: --verbose shows all/);
  assert.match(text.trimEnd().split('\n').at(-1) ?? '', /10000 findings: 10000 critical · 30 of 31 files read, 1 not looked at/);
  assert.equal(textOfReport(report, { ...OPTIONS, isVerbose: true }).match(/clipboard-address-swap/g)?.length, 10_000);
});

test('an address is broken up, a mark moves along, and an unknown part is shown as …', () => {
  assert.equal(defanged('ftp://u:p@a.example:21/x, HTTP://B.example'), 'fxp://u:p[@]a[.]example:21/x, hxxp://B[.]example');
  assert.equal(defanged('1.2.3 is a version, os.path a name'), '1.2.3 is a version, os.path a name');
  const source = 'get("http://a.example/\uf8ff") ; run(x)';
  const moved = defangedAround(source, [source.indexOf('run'), source.length]);
  assert.equal(moved.text, 'get("hxxp://a[.]example/…") ; run(x)');
  assert.equal(moved.text.slice(...moved.mark), 'run(x)');
});

function wide(): Report {
  const snippet = 'データ = "😀é"; exec(x) # '.concat('長い'.repeat(100));
  const start = snippet.indexOf('exec');
  const [finding] = COLOURAMA.findings;
  assert.ok(finding);
  const location = { path: 'データ/設定.py', line: 3, column: start + 1, snippet, mark: [start, start + 7] as const, role: 'primary' as const, layers: [] };
  return { ...COLOURAMA, target: '設定'.repeat(80), findings: [{ ...finding, locations: [location] }], story: ['長い'.repeat(120)] };
}
