import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePython } from './encoding.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

test('a byte order mark decides, before any coding line', () => {
  assert.deepEqual(decodePython(utf8('\ufeff# coding: latin-1\né')), { text: '# coding: latin-1\né', encoding: 'utf-8' });
  assert.equal(decodePython(utf16('\ufeffé')).text, 'é');
  assert.equal(decodePython(Uint8Array.of(0xfe, 0xff, 0, 0xe9)).text, 'é');
  assert.equal(decodePython(Uint8Array.of(0xff, 0xfe, 0, 0, 0xe9, 0, 0, 0)).text, 'é');
  assert.equal(decodePython(Uint8Array.of(0, 0, 0xfe, 0xff, 0, 1, 0xf6, 0)).text, '😀');
});

test('the coding line is the first, or the second after a comment', () => {
  const said: [string, string][] = [
    ['# -*- coding: latin-1 -*-\n\xe9\x80', 'é\x80'],
    ['#!python\n# vim: set fileencoding=cp1252 :\n\x80', '€'],
    ['#\r# coding=CP1251\r\xef', 'п'],
    ['# coding: koi8_r\n\xd0', 'п'],
  ];
  for (const [bytes, ends] of said) assert.ok(decodePython(latin1(bytes)).text.endsWith(ends), bytes);
  assert.equal(decodePython(utf8('x = 1\n# coding: rot13\nabc')).encoding, 'utf-8');
  assert.equal(decodePython(utf8('\n\n# coding: rot13\nabc')).encoding, 'utf-8');
});

test('encodings that hide plain text are undone', () => {
  assert.ok(decodePython(utf8('# coding: rot13\ncevag(1)')).text.endsWith('print(1)'));
  assert.ok(decodePython(utf8('# coding: utf7\n+AHAAcgBpAG4AdA-(1+-1) +2D3eAA-')).text.endsWith('print(1+1) 😀'));
  assert.ok(decodePython(utf8('# coding: unicode_escape\n#\\nprint\\x281)')).text.endsWith('#\nprint(1)'));
  assert.ok(decodePython(utf8('# coding: raw_unicode_escape\n\\u0070rint\\\\u0070\\n')).text.endsWith('print\\\\u0070\\n'));
});

test('what cannot be decoded is told', () => {
  assert.match(decodePython(utf8('# coding: x-unheard\nx')).problem ?? '', /not known/);
  assert.match(decodePython(latin1('x = "\xe9"')).problem ?? '', /not valid UTF-8/);
  assert.equal(decodePython(utf8('x = "\ufffd"')).problem, undefined);
  assert.equal(decodePython(latin1('a\0b')).text, 'a\0b');
});
