/** Ten thousand findings: every format holds them or says how many it left out, and none takes long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../src/model/report.ts';
import { FORMATS, renderingOf } from '../../src/reports/rendering.ts';
import { COLOURAMA } from '../forge/reports.ts';

const MANY: Report = { ...COLOURAMA, findings: Array.from({ length: 10_000 }, (_, index) => ({ ...pick(index), message: `finding ${index}` })) };
const EXPECTED: Readonly<Record<(typeof FORMATS)[number], RegExp>> = {
  text: /… 9980 more findings: --verbose shows all/,
  json: /"finding 9999"/,
  jsonl: /"finding 9999"/,
  sarif: /"finding 9999 \(/,
  html: /9960 more findings<\/summary>[^]*finding 9999/,
  markdown: /… and 9950 more findings, in the JSON report\./,
};

for (const format of FORMATS) {
  test(`${format}: ten thousand findings`, () => {
    const rendering = renderingOf(format, { columns: 100, hasColour: true, isVerbose: false, isQuiet: false, version: '1', ruleNote: () => undefined });
    const started = performance.now();
    const text = rendering.kind === 'whole' ? rendering.all([MANY]) : rendering.each(MANY);
    const took = performance.now() - started;
    assert.match(text, EXPECTED[format]);
    assert.ok(took < 8000, `${took} ms`);
  });
}

function pick(index: number): Report['findings'][number] {
  const finding = COLOURAMA.findings[index % 2 === 0 ? 0 : 2];
  assert.ok(finding);
  return finding;
}
