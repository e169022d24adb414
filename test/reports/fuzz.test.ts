/** Any text at any place of a report: no crash, no wide line, no control character, nothing that a page or a ticket would interpret. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { printable } from '../../src/kit/untrusted.ts';
import { STAGES } from '../../src/model/stage.ts';
import { SEVERITIES } from '../../src/model/evidence.ts';
import type { Location, Report } from '../../src/model/report.ts';
import { FORMATS, renderingOf } from '../../src/reports/rendering.ts';
import { columnsOf } from '../../src/reports/width.ts';
import { COLOURAMA } from '../forge/reports.ts';

const CONTROL = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e0fff}]/u;
const PIECE = fc.constantFrom('<', '>', '"', "'", '&', '`', '```', '\n', '\r', '\x1b[', '\x9b', '\u202e', '\u{e0041}', '\ud800', '😀', '長', '\u0301', 'http://', 'www.', '1.2.3.4', '@', '#', '[a](', ')', '|', '*', '\\', ' ', '{0}', 'word', '\uf8ff');
const TEXT = fc.array(fc.oneof(PIECE, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 30 }).map((parts) => parts.join(''));
const LOCATION: fc.Arbitrary<Location> = fc.record({
  path: TEXT, line: fc.integer({ min: 1, max: 1e7 }), column: fc.nat(), snippet: TEXT, mark: fc.tuple(fc.integer({ min: -5, max: 90 }), fc.integer({ min: -5, max: 90 })),
  role: fc.constantFrom('primary', 'related'), label: TEXT, layers: fc.array(TEXT, { maxLength: 9 }),
});
const REPORT: fc.Arbitrary<Report> = fc.record({
  target: TEXT, story: fc.array(TEXT, { maxLength: 3 }), why: TEXT, message: TEXT, locations: fc.array(LOCATION, { minLength: 1, maxLength: 6 }),
  severity: fc.constantFrom(...SEVERITIES), stage: fc.constantFrom(...STAGES), verdict: fc.constantFrom('malicious', 'suspicious', 'unknown', 'clean'),
}).map(({ target, story, why, message, locations, severity, stage, verdict }) => ({
  ...COLOURAMA, target, story, verdict,
  package: { ecosystem: 'npm' as const, name: target, purl: target, sha256: why },
  reasons: [{ points: -3, why }],
  findings: [{ rule: 'rule-id', family: 'hide' as const, severity, confidence: 'low' as const, stage, message, locations, attack: ['T1027'] }],
  coverage: { ...COLOURAMA.coverage, unread: [{ path: target, why }] },
}));

for (const format of FORMATS) {
  test(`${format} bears any text`, () => {
    fc.assert(fc.property(REPORT, fc.integer({ min: 40, max: 140 }), fc.boolean(), (report, columns, isVerbose) => {
      const rendering = renderingOf(format, { columns, hasColour: false, isVerbose, isQuiet: false, version: '1', ruleNote: () => undefined });
      const text = rendering.kind === 'whole' ? rendering.all([report]) : rendering.each(report);
      if (format !== 'sarif') assert.doesNotMatch(text, CONTROL);
      if (format === 'text') for (const line of text.split('\n')) assert.ok(columnsOf(printable(line)) <= columns, line);
      if (format === 'html') assert.equal(text.replace(/<style>[^]*<\/style>/, '').match(/<(?!\/?(?:!doctype|html|head|meta|title|style|body|main|div|span|section|h2|h3|p|b|svg|rect|ol|ul|li|code|small|article|header|figure|figcaption|pre|mark|details|summary|table|tr|td)\b)/gi), null);
      if (format === 'json') assert.equal(JSON.parse(text)[0].findings[0].message, report.findings[0]?.message);
    }), { numRuns: 150 });
  });
}
