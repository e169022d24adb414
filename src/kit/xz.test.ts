import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unxz } from './xz.ts';

const STREAM = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 0, 0, 0, 0, 0];
const FOOTER = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x59, 0x5a];
const INDEX = [0, 1, 20, 3, 0, 0, 0, 0];

/** An xz stream of one block, by hand: the header's fields after its size byte, then the chunks. */
function xz(header: readonly number[], chunks: readonly number[], footer: readonly number[] = FOOTER): Uint8Array {
  const head = [...header, ...Array((4 - ((header.length + 1) % 4)) % 4).fill(0), 0, 0, 0, 0];
  const padding = Array((4 - (chunks.length % 4)) % 4).fill(0);
  return Uint8Array.from([...STREAM, (head.length + 1) / 4 - 1, ...head, ...chunks, ...padding, ...INDEX, ...footer]);
}

const LZMA2 = [0, 0x21, 1, 0x16];
const STORED = [1, 0, 2, 0x61, 0x62, 0x63, 2, 0, 0, 0x64, 0];

test('Stored chunks are taken as they are', () => {
  const bytes = xz(LZMA2, STORED);
  assert.deepEqual(unxz(bytes, 100), { bytes: Uint8Array.of(0x61, 0x62, 0x63, 0x64), used: bytes.length });
});

test('A block may tell its sizes', () => {
  assert.equal(unxz(xz([0xc0, 0x8b, 1, 4, 0x21, 1, 0x16], STORED), 100).bytes.length, 4);
});

test('A filter that we have not is told', () => {
  for (const header of [[1, 4, 0, 0x21, 1, 0x16], [0, 4, 0]]) assert.match(unxz(xz(header, STORED), 100).problem ?? '', /filter/);
});

test('Chunks that no encoder writes are damage', () => {
  for (const chunks of [[3, 0, 0, 0x61, 0], [0x80, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0], [0xe0, 0, 0, 0, 5, 0xff, 0, 0, 0, 0, 0, 0, 0]]) {
    assert.equal(unxz(xz(LZMA2, chunks), 100).problem, 'the compressed data is damaged', String(chunks));
  }
  assert.equal(unxz(xz(LZMA2, STORED, [...FOOTER.slice(0, 11), 0]), 100).problem, 'the compressed data is damaged');
});
