/** Code and data made to exhaust whoever reads them: a scan ends in its time and memory, and what it gave up on is never clean. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync, deflateSync, brotliCompressSync } from 'node:zlib';
import { forgeSdist, forgeZip, tarOf } from '../forge/forge.ts';
import { GROWING, NESTED } from './growth.ts';
import { PAYLOAD, SETUP, scan, sdist, seen, told } from './payload.ts';

const MB = 1_000_000;
const MOST_SECONDS = 12;
/** With garbage that nobody has collected yet. */
const MOST_MEMORY = 900 * MB;

for (const [what, code] of Object.entries(GROWING)) {
  test(`growth: ${what}`, () => {
    const report = bounded(() => scan(sdist(code + PAYLOAD + SETUP)));
    assert.notEqual(report.verdict, 'clean', told(report));
    assert.ok(seen(report).some((rule) => rule.endsWith(' install')) || report.verdict === 'unknown', told(report));
  });
}

for (const [what, nest] of Object.entries(NESTED)) {
  test(`deep nesting: ${what}`, () => {
    for (const depth of [300, 100_000]) {
      const report = bounded(() => scan(sdist(nest(depth) + PAYLOAD + SETUP)));
      assert.ok(['malicious', 'suspicious', 'unknown'].includes(report.verdict), `${depth}: ${told(report)}`);
    }
  });
}

const ZEROS = Buffer.alloc(150 * MB);

/** Archives and data that unpack to far more than they are. */
const BOMBS: Readonly<Record<string, () => [Uint8Array, string]>> = {
  'a member of zeros': () => [forgeSdist('demo', '1.0', { 'setup.py': SETUP, 'demo/zeros.py': ZEROS }), 'demo-1.0.tar.gz'],
  'a wheel of zeros': () => [forgeZip({ 'demo/__init__.py': ZEROS }), 'demo-1.0-py3-none-any.whl'],
  'gzip in gzip': () => [gzipSync(gzipSync(gzipSync(Buffer.alloc(300 * MB)))), 'demo-1.0.tar.gz'],
  'zlib in a literal': () => [sdist(`import zlib,base64\nexec(zlib.decompress(base64.b64decode('${deflateSync(ZEROS).toString('base64')}')))\n${PAYLOAD}${SETUP}`), 'demo-1.0.tar.gz'],
  'zlib in zlib': () => [sdist(`import zlib\nexec(zlib.decompress(zlib.decompress(bytes.fromhex('${deflateSync(deflateSync(ZEROS)).toString('hex')}'))))\n${PAYLOAD}${SETUP}`), 'demo-1.0.tar.gz'],
  'many zlib literals': () => [sdist(`import zlib\n${Array.from({ length: 60 }, (_, i) => `x${i} = zlib.decompress(bytes.fromhex('${ZLIB_30}'))\n`).join('')}${PAYLOAD}${SETUP}`), 'demo-1.0.tar.gz'],
  'brotli': () => [sdist(`import brotli,base64\nexec(brotli.decompress(base64.b64decode('${brotliCompressSync(ZEROS.subarray(0, 50 * MB)).toString('base64')}')))\n${PAYLOAD}${SETUP}`), 'demo-1.0.tar.gz'],
  'zips in zips': () => {
    let inner = forgeZip({ 'a.py': 'x = 1\n' });
    for (let i = 0; i < 100; i++) inner = forgeZip({ 'a.zip': inner, 'b.zip': inner.subarray(0, 2000) });
    return [forgeSdist('demo', '1.0', { 'setup.py': SETUP, 'demo/a.zip': inner }), 'demo-1.0.tar.gz'];
  },
  'a hundred thousand empty members': () => [gzipSync(tarOf(Array.from({ length: 100_000 }, (_, i) => ({ name: `demo-1.0/demo/m${i}.py` })))), 'demo-1.0.tar.gz'],
};

const ZLIB_30 = deflateSync(ZEROS.subarray(0, 30 * MB)).toString('hex');

for (const [what, make] of Object.entries(BOMBS)) {
  test(`bomb: ${what}`, () => {
    const [bytes, name] = make();
    const report = bounded(() => scan(bytes, name));
    assert.ok(what.startsWith('a hundred') || report.verdict !== 'clean', told(report));
  });
}

/** Runs within bounds of time and memory, or fails. */
function bounded<Result>(action: () => Result): Result {
  const before = process.memoryUsage();
  // The processor's time, not the clock's: other test files run beside this one.
  const start = process.cpuUsage();
  const result = action();
  const used = process.cpuUsage(start);
  const seconds = (used.user + used.system) / 1e6;
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.external - before.heapUsed - before.external;
  assert.ok(seconds < MOST_SECONDS, `${seconds.toFixed(1)} s`);
  assert.ok(grown < MOST_MEMORY, `${Math.round(grown / MB)} MB more`);
  return result;
}
