import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleIn, sampleTar } from '../../test/forge/compressed.ts';
import { unlzma, unlzmaMember } from './lzma-streams.ts';

/** The sample's LZMA stream with the header of a `.lzma` file. */
function lzmaFile(size: bigint): Buffer {
  const member = sampleIn('lzma');
  const sizes = Buffer.alloc(8);
  sizes.writeBigInt64LE(size);
  return Buffer.concat([member.subarray(4, 9), sizes, member.subarray(9)]);
}

test('A .lzma file is unpacked, with its size or up to its end mark', () => {
  const whole = Buffer.from(sampleTar());
  for (const size of [BigInt(whole.length), -1n]) {
    const unpacked = unlzma(lzmaFile(size), 1e6);
    assert.equal(unpacked.problem, undefined);
    assert.ok(whole.equals(unpacked.bytes));
  }
});

test('LZMA data that is cut off, damaged or too large tells so', () => {
  const file = lzmaFile(-1n);
  assert.equal(unlzma(file.subarray(0, 500), 1e6).problem, 'the data ends early');
  assert.equal(unlzma(file.subarray(0, 12), 1e6).problem, 'the data ends early');
  assert.equal(unlzma(file, 1000).problem, 'unpacks to more than the bound allows');
  assert.equal(unlzma(Buffer.concat([Buffer.from([255]), file.subarray(1)]), 1e6).problem, 'the compressed data is damaged');
  assert.equal(unlzmaMember(sampleIn('lzma'), 1000, 5000).problem, 'unpacks to more than the bound allows');
});
