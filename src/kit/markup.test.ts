import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeSpan, fenced, line, markdown, page, prose } from './markup.ts';
import { html, printable, untrusted } from './untrusted.ts';

test('a template takes only what was escaped: each line below fails to compile without its mark', () => {
  const raw: string = 'x';
  const hostile = untrusted('x');
  const made = [
    // @ts-expect-error a plain string is not printable
    line`${raw}`,
    // @ts-expect-error nor is package text
    line`${hostile}`,
    // @ts-expect-error nor what was escaped for a page
    line`${html(raw)}`,
    // @ts-expect-error a plain string is not HTML
    page`${raw}`,
    // @ts-expect-error what is safe on a terminal is not safe in a page
    page`${printable(raw)}`,
    // @ts-expect-error nor is a list of plain strings
    page`${[raw]}`,
    // @ts-expect-error a plain string is not Markdown
    prose`${raw}`,
    // @ts-expect-error what is safe in a page is not safe in Markdown
    prose`${html(raw)}`,
  ];
  assert.equal(made.length, 8);
});

test('escaped parts stand as they are, in lists too', () => {
  assert.equal(line`${printable('a\x1bb')}:${3}`, 'a\\x1bb:3');
  assert.equal(page`<i>${[html('<'), html('&')]}</i>`, '<i>&#60;&#38;</i>');
  assert.equal(prose`${markdown('*a* @b')}`, '\\*a\\* @<!-- -->b');
});

test('a fence and a code span can’t be closed from inside', () => {
  assert.equal(fenced(['a', '```', '````x']), '`````text\na\n```\n````x\n`````');
  assert.equal(codeSpan('a``b`'), '``` a``b` ```');
  assert.equal(codeSpan('plain'), '`plain`');
});
