/** JavaScript in the alphabet of an encoder is judged as what it encodes, and what only speaks of encoders, or is short for the network's sake, is left alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examine } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import type { Report } from '../../src/model/report.ts';
import { forgeNpm } from '../forge/forge.ts';
import { ENCODERS } from './encodings.ts';
import { HARMLESS, PAYLOADS } from './npm-payloads.ts';
import { told } from './payload.ts';

function scan(manifest: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>>): Report {
  const name = 'forged-1.0.0.tgz';
  return examine({ target: name, name, bytes: forgeNpm({ name: 'forged', version: '1.0.0', ...manifest }, files) }, { budget: new Budget() });
}

const HOOK = { scripts: { postinstall: 'node setup.js' } };
const [PRIMES = ''] = Object.values(HARMLESS).slice(1);

/** What the plain payload is convicted for. */
function deedsOf(report: Report): Set<string> {
  return new Set(report.findings.filter(({ severity }) => severity === 'critical').map(({ rule }) => rule));
}

for (const [payload, code] of Object.entries(PAYLOADS)) {
  const plain = scan(HOOK, { 'setup.js': code });
  for (const [encoder, encode] of Object.entries(ENCODERS)) {
    test(`${payload} in ${encoder} is what it is in plain text`, { timeout: 60_000 }, () => {
      const report = scan(HOOK, { 'setup.js': encode(code) });
      assert.equal(report.verdict, plain.verdict, told(report));
      for (const deed of deedsOf(plain)) assert.ok(deedsOf(report).has(deed), `${deed} ${told(report)}`);
    });
  }
}

for (const [encoder, encode] of Object.entries(ENCODERS)) {
  test(`${encoder} is named`, () => {
    const report = scan({ main: 'index.js' }, { 'index.js': encode(PRIMES) });
    const tool = encoder.split(' ')[0] ?? '';
    assert.ok(report.findings.some(({ rule, message }) => rule === 'obfuscated-code' && message.includes(tool)), told(report));
  });
}

test('a payload behind much code is unpacked too', { timeout: 60_000 }, () => {
  const padding = Array.from({ length: 400 }, (_, i) => `function helper${i}(x) { return x + ${i} * 2; }`).join('\n');
  const [theft = ''] = Object.values(PAYLOADS);
  for (const encoder of ['jjencode', 'aaencode', 'p,a,c,k,e,d']) {
    const report = scan(HOOK, { 'setup.js': ENCODERS[encoder]?.(`${padding}\n${theft}`) ?? '' });
    assert.ok(report.findings.some(({ rule }) => rule === 'environment-harvested'), `${encoder} ${told(report)}`);
  }
});

const MINIFIED = '!function(e,t){"object"==typeof exports?module.exports=t():e.primes=t()}(this,function(){"use strict";for(var e=[],t=2;e.length<20;t++)e.every(function(e){return t%e})&&e.push(t);return{primes:e,has:function(t){return-1!==e.indexOf(t)},sum:function(){return e.reduce(function(e,t){return e+t},0)}}});';

const HONEST: Readonly<Record<string, readonly [manifest: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>>]>> = {
  'a test that decodes what encoders wrote': [
    { main: 'index.js' },
    {
      'index.js': "module.exports = (text) => /^[[\\]()!+]+$/.test(text) ? 'JSFuck' : text.startsWith('$=~[]') ? 'jjencode' : text.includes('eval(function(p,a,c,k,e,d)') ? 'packed' : undefined;",
      'test/detect.test.js': `const detect = require('..');\nconst assert = require('assert');\n${Object.entries(ENCODERS).map(([name, encode]) => `assert.ok(detect(${JSON.stringify(encode('alert(1)'))}), ${JSON.stringify(name)});`).join('\n')}\n`,
      'test/fixtures/fuck.js': ENCODERS['JSFuck']?.('alert(1)') ?? '',
    },
  ],
  'a minified library': [{ main: 'dist/primes.min.js' }, { 'dist/primes.min.js': MINIFIED }],
  'a library that was packed to be small': [{ main: 'primes.pack.js' }, { 'primes.pack.js': ENCODERS['p,a,c,k,e,d']?.(MINIFIED) ?? '' }],
  'a library with a packed copy beside it': [{ main: 'primes.js' }, { 'primes.js': PRIMES, 'primes.pack.js': ENCODERS['p,a,c,k,e,d']?.(MINIFIED) ?? '' }],
  'a converter to such an alphabet': [
    { main: 'index.js', bin: 'cli.js' },
    {
      'index.js': "const digits = ['+[]', '+!+[]', '!+[]+!+[]'];\nexports.encode = (text) => [...text].map((char) => '(![]+[])[' + digits[char.charCodeAt(0) % 3] + ']').join('+');\nexports.frame = (words) => \"eval(function(p,a,c,k,e,d){return p}('\" + words.join('|') + \"'))\";",
      'cli.js': "#!/usr/bin/env node\nconsole.log(require('./index.js').encode(process.argv[2]));",
    },
  ],
};

for (const [what, [manifest, files]] of Object.entries(HONEST)) {
  test(`${what} is left alone`, () => {
    const report = scan(manifest, files);
    assert.equal(report.verdict, 'clean', told(report));
  });
}
