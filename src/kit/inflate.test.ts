import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { inMemory } from './byte-source.ts';
import { REFUSED } from './deflate-codes.ts';
import { Inflater } from './inflate.ts';

const NOISE = randomBytes(300_000);
const WORDS = Buffer.from(Array.from({ length: 90_000 }, (_, index) => `word${(index * index) % 977} `).join(''));
const CONTENTS: Readonly<Record<string, Buffer>> = { nothing: Buffer.alloc(0), one: Buffer.from('a'), zeros: Buffer.alloc(2_000_000), noise: NOISE, words: WORDS, mixed: Buffer.concat([WORDS, NOISE, WORDS, Buffer.alloc(40_000, 'ab'), NOISE]) };

/** The content and how much of the data it took; undefined where it is refused. */
function inflated(data: Buffer): { readonly content: Buffer; readonly used: number } | undefined {
  const inflater = new Inflater(inMemory(data), 0, data.length);
  const pieces: Buffer[] = [];
  try {
    for (const piece of inflater.pieces()) pieces.push(Buffer.from(piece));
  } catch (error) {
    assert.equal(error, REFUSED);
    return undefined;
  }
  return inflater.used > data.length ? undefined : { content: Buffer.concat(pieces), used: inflater.used };
}

for (const [name, content] of Object.entries(CONTENTS)) {
  for (const [how, options] of Object.entries({ stored: { level: 0 }, quick: { level: 1 }, best: { level: 9 }, fixed: { strategy: constants.Z_FIXED }, huffman: { strategy: constants.Z_HUFFMAN_ONLY } })) {
    test(`${name}, packed ${how}, is what went in, and what follows it is left`, () => {
      const data = deflateRawSync(content, options);
      const found = inflated(Buffer.concat([data, Buffer.from('more')]));
      assert.ok(found !== undefined && found.content.equals(content));
      assert.equal(found.used, data.length);
    });
  }
}

test('data that ends early is refused', () => {
  const data = deflateRawSync(CONTENTS['mixed'] ?? '');
  for (const length of [0, 1, 2, 100, 65_536, data.length - 1]) assert.equal(inflated(data.subarray(0, length)), undefined, `${length} bytes`);
});

test('damaged data is refused, or is what the platform makes of it', () => {
  const data = deflateRawSync(WORDS.subarray(0, 20_000));
  for (let at = 0; at < 400; at++) {
    const damaged = Buffer.from(data);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
    const found = inflated(damaged);
    if (found !== undefined) assert.ok(found.content.equals(inflateRawSync(damaged)), `damaged at ${at}`);
  }
});
