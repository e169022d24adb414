/** Whatever a package writes, no report lets it act: not on a terminal, in a page, in a ticket or in a viewer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderingOf, type Format } from '../../src/reports/rendering.ts';
import { HOSTILE, HOSTILE_TEXT } from '../forge/reports.ts';

const CONTROL = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ud800]/;

function rendered(format: Format, hasColour = false): string {
  const rendering = renderingOf(format, { columns: 80, hasColour, isVerbose: true, isQuiet: false, version: '1', ruleNote: () => undefined });
  return rendering.kind === 'whole' ? rendering.all([HOSTILE]) : rendering.each(HOSTILE);
}

for (const format of ['text', 'json', 'jsonl', 'html', 'markdown'] as const) {
  test(`${format} holds no control, bidirectional or invisible character of a package`, () => {
    const match = CONTROL.exec(rendered(format));
    assert.equal(match, null, `a ${JSON.stringify(match?.[0])} at ${match?.index}`);
  });
}

test('with colour, the only control sequences are ours', () => {
  assert.doesNotMatch(rendered('text', true).replace(/\x1b\[[0-9;]*m/g, ''), CONTROL);
});

test('json and jsonl keep the value as it was', () => {
  assert.equal(JSON.parse(rendered('jsonl')).findings[0].message, HOSTILE_TEXT);
  assert.equal(JSON.parse(rendered('json'))[0].findings[0].locations[0].snippet, HOSTILE_TEXT);
});

test('html: package text makes no element, attribute or link', () => {
  const page = rendered('html');
  const tags = new Set([...page.matchAll(/<([a-z][a-z0-9]*)/gi)].map((match) => match[1]));
  for (const tag of ['script', 'img', 'iframe', 'object', 'link', 'base', 'form']) assert.ok(!tags.has(tag), tag);
  assert.doesNotMatch(page, /<[^>]*\son\w+=/i);
  assert.doesNotMatch(page, /(?:href|src)="(?!#)/);
  assert.match(page, /default-src 'none'/);
  assert.match(page, /&#60;script&#62;/);
});

test('markdown: package text makes no heading, fence, link, mention, cell or HTML', () => {
  const text = outsideOfCode(rendered('markdown'));
  assert.match(text, /somebody/);
  assert.doesNotMatch(text.replaceAll('<!-- -->', ''), /</);
  assert.doesNotMatch(text, /\]\(|^# h1|\|/m);
  assert.doesNotMatch(text, /@somebody|#12/);
});

/** What a Markdown reader (CommonMark 0.31) still interprets: without fences, code spans and backslash escapes. */
function outsideOfCode(text: string): string {
  const rest = text.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '');
  let result = '';
  for (let at = 0; at < rest.length; ) {
    const run = /^`+/.exec(rest.slice(at))?.[0];
    const close = run === undefined ? -1 : rest.slice(at + run.length).search(new RegExp(`(?<!\`)${run}(?!\`)`));
    if (run !== undefined && close >= 0) at += close + 2 * run.length;
    else if (rest[at] === '\\') at += 2;
    else result += rest[at++];
  }
  return result;
}

test('a fence is longer than any run of backticks inside', () => {
  const fences = [...rendered('markdown').matchAll(/^(`{3,})text$/gm)].map((match) => match[1]?.length);
  assert.ok(fences.length > 0 && fences.every((length) => length === 4), String(fences));
});

test('addresses are broken up where a person could click on them, and raw for machines', () => {
  const report = { ...HOSTILE, story: ['fetches https://a.example/b and www.c.example from 203.0.113.7, mails x@d.example'] };
  const options = { columns: 200, hasColour: false, isVerbose: true, isQuiet: false, version: '1', ruleNote: () => undefined };
  for (const format of ['text', 'html', 'markdown'] as const) {
    const rendering = renderingOf(format, options);
    const text = (rendering.kind === 'whole' ? rendering.all([report]) : rendering.each(report)).replace(/\\(.)/g, '$1');
    assert.match(text, /hxxps:\/\/a\[\.\]example\/b and www\[\.\]c\[\.\]example from 203\.0\.113\[\.\]7, mails x\[@(?:<!-- -->)?\]d\.example/, format);
  }
  const json = renderingOf('jsonl', options);
  assert.match(json.kind === 'streamed' ? json.each(report) : '', /https:\/\/a\.example\/b/);
});
